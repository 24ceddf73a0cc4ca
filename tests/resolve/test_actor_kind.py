"""What a name is by itself, for whoever reads the sentence."""
from __future__ import annotations

import pytest

from reportedly.resolve.actor_kind import actor_kind


@pytest.mark.parametrize(("name", "kind", "country", "adjective"), [
    ("Taliban", "rebel", "AF", False), ("Syrian", "state", "SY", True), ("Syrians", "state", "SY", True), ("Syria", "state", "SY", False),
    ("the Kremlin", "government", "RU", False), ("Moscow", "", "RU", False), ("White House", "government", "US", False),
    ("UN", "igo", "", False),
    ("Radio Mogadishu", "media", "SO", False), ("Radio Cadena Quetzal", "media", "", False), ("Oxfam", "ngo", "GB", False),
    ("Xyz People's Liberation Front", "rebel", "", False),
    ("Iraqi army", "military", "IQ", False), ("table", "", "", False), ("", "", "", False),
    ("us", "", "", False), ("Bernardo", "", "", False)])
def test_kinds(name: str, kind: str, country: str, adjective: bool) -> None:
    found = actor_kind(name)
    assert (found.actor, found.country, found.demonym) == (kind, country, adjective)
