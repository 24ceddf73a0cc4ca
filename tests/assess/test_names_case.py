"""Names that a wire has in capitals are shown in the usual case; letters stay letters."""
from __future__ import annotations

import pytest

from reportedly.assess.names import usual_case


@pytest.mark.parametrize(("written", "shown"), [
    ("DHULUIYA", "Dhuluiya"), ("VOICE OF THE PEOPLE", "Voice of the People"), ("TWIN DAM", "Twin Dam"), ("FMLN", "FMLN"), ("PK5", "PK5"),
    ("M23 REBELS", "M23 Rebels"), ("SPLM-IO", "SPLM-IO"), ("UN MISSION", "UN Mission"), ("Mosul", "Mosul"),
])
def test_capitals_are_read_as_names(written: str, shown: str) -> None:
    assert usual_case(written) == shown
