"""How exact a claim is told, in the codes of ACLED and UCDP."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.model.record import record, time_precisions
from reportedly.run import claims_of


@pytest.mark.parametrize(("start", "end", "acled", "ucdp"), [
    ("2001-11-13", "2001-11-13", 1, 1), ("2001-11-11", "2001-11-13", 2, 2), ("2001-11-04", "2001-11-10", 2, 3),
    ("2001-11-01", "2001-11-30", 3, 4), ("2001-01-01", "2001-12-31", None, 5), ("1990-01-01", "1999-12-31", None, None),
    ("2001-11-13", "2001-11-12", None, None), ("soon", "2001-11-12", None, None)])
def test_days(start, end, acled, ucdp):
    assert time_precisions(start, end) == (acled, ucdp)


def test_the_record_has_both_codes_of_place_and_time():
    text = ("Rebels captured Kunduz on Monday. Troops shelled a village 12 km north of Herat on Tuesday. "
            "Fighting went on in Ghazni province.")
    ((_, pairs),) = claims_of([Document("d", text, "2001-11-14", lang="en")])
    places = {r["place"]["name"].split()[0]: r["place"] for r in (record(*p) for p in pairs) if r["place"]}
    assert (places["Kunduz"]["precision"], places["Kunduz"]["ucdp_precision"]) == (1, 1)
    assert (places["Herat"]["precision"], places["Herat"]["ucdp_precision"]) == (2, 2)
    assert (places["Ghazni"]["precision"], places["Ghazni"]["ucdp_precision"]) == (3, 4)
