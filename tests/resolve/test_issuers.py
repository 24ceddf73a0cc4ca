"""Whose statement a text without speakers is."""
from reportedly.model.document import Document
from reportedly.model.record import record
from reportedly.run import claims_of

TEXT = ("San Rafael, 4 March 1990 (Radio Sur) -- [Communique] [Popular Army of the South] [Text] We attacked the barracks of Tumaco "
        "on Friday. We call on the soldiers to lay down their arms.")


def test_we_are_those_who_issued_the_text() -> None:
    (_, pairs), = claims_of(iter([Document(id="x", text=TEXT, date="1990-03-04", lang="en")]))
    told = {c.type: record(c, r) for c, r in pairs}
    assert told["attack"]["actor"] == ["Popular Army of the South"]
    assert told["request"]["actor"] == ["Popular Army of the South"]
