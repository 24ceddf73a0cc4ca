"""A made-up dictionary in PETRARCH's format, and a fixture that keeps a user's own actors in a folder of the test."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.resolve.registry_own import forget

DICTIONARY = """# made up
BLUE_FALCONS_BRIGADE_ [SDNREB <040101] [SDNGOV >040102] # changed sides
+FALCON_BRIGADE_
KUNDUZ_ [AFG]
AFGHANISTAN_ [AFG]
TALIBAN_ [AFGREBTAL]
LOWLAND_RELIEF_FUND_ [NGO]
NOBODY_
"""
AGENTS = """!MAN! = MAN, MEN
PIKEMAN [~MIL]
SAILMAKER [~LAB]
SOLDIER [~MIL]
"""


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("REPORTEDLY_GAZETTEER", str(tmp_path))
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()
