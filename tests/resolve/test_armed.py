"""The armed side of an officer of whom only a rank is told."""
from __future__ import annotations

from reportedly.model.claim import Reading
from reportedly.resolve.armed import armed_before
from reportedly.resolve.cast import make_cast

from .scene_of_names import Told


def test_the_side_named_last_but_not_the_one_spoken_of() -> None:
    told = Told("The Taliban fled from the Northern Alliance. General Karimi said the Taliban lost Herat.", "2001-11-13")
    told.the("Taliban")
    told.the("Northern Alliance")
    cast = make_cast(told.document, Reading((), tuple(told.mentions)))
    assert armed_before(told.document.text.index("General"), cast) == "Northern Alliance"
    assert armed_before(0, cast) == ""
