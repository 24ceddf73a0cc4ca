"""Stations that a monitor retells: whose "the report" and "the announcer" are."""
from __future__ import annotations

from reportedly.model.document import Document
from reportedly.model.record import record
from reportedly.resolve.monitored import bracketed
from reportedly.run import claims_of

TEXT = ("Nairobi, 3 June 1991 (BBC) -- (Clandestine) Voice of the Highlands in Amharic at 1630 gmt broadcasts ten minutes of war reports. "
        "The first report says rebels captured a bridge near Gondar. The announcer adds that twenty soldiers surrendered. "
        "The ministry's report says the bridge is safe and that rebels fled to Bahir Dar.")


def test_report_of_the_station_named_before() -> None:
    told = {c["type"]: c["source"] for _, pairs in claims_of([Document("x", TEXT, "1991-06-03")]) for c in (record(*p) for p in pairs)}
    assert [s["name"] for s in told["capture"]] == ["Voice of the Highlands"]
    assert told["surrender"][-1]["kind"] == "party"
    assert told["withdraw"][-1]["name"] != "Voice of the Highlands"


def test_bracketed_issuer() -> None:
    assert bracketed('BOGOTA, 2 MAY 90 (RADIO UNO) -- [COMMUNIQUE] [THE "INCORRUPTIBLES"] [TEXT] WE WILL FIGHT.') == "INCORRUPTIBLES"
    assert bracketed("BOGOTA, 2 MAY 90 (RADIO UNO) -- [TEXT] WE WILL FIGHT.") == ""
