"""What a report says of a claim itself, over sentences."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.run import claims_of


def marks(text: str) -> list[str | None]:
    (_, pairs), = claims_of([Document("d", text, "2008-10-15")])
    return [claim.verification for claim, _ in pairs]


@pytest.mark.parametrize(("text", "wanted"), [
    ("The army said it had captured Kismayo on Monday. The army's claim could not be verified.", ["unconfirmed"]),
    ("The army said it had captured Kismayo on Monday. The rebels' claims could not be verified.", [None]),
    ("Rebels said they had captured Kismayo on Monday. The rebels' claims could not be verified.", ["unconfirmed"]),
    # tolls of one happening that cannot both be right, and tolls so far apart that they are of two
    ("Police said 12 people were killed in Baidoa. Rebels said 20 people were killed in Baidoa.", ["disputed", "disputed"]),
    ("Police said 3 people were killed in Baidoa. Rebels said 1,500 people were killed in Baidoa.", [None, None]),
    ("Police said 12 people were killed in Baidoa. Rebels said 20 people were killed in Kismayo.", [None, None]),
])
def test_marks(text: str, wanted: list[str | None]) -> None:
    assert marks(text) == wanted
