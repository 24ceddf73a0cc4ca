"""Versions of a data set's rows: what replaces what and from which day, whatever the order in which they are imported.

Every version is a document of its own. It counts from its day until that of the next version or of its deletion; a decision retracts it
from then on, so that what was known before stays as it was.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..assess.decisions import standing
from ..model.claim import Claim
from ..model.decision import Decision, Target
from ..model.reference import Resolution

if TYPE_CHECKING:
    from ..ledger.store import Ledger

FROM = "from"
Pair = tuple[Claim, Resolution]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a row: its document's key, what sorts it among the others ("" where nothing does; then the last that came is the
    newest), and the day from which it counts (ISO 8601)."""

    key: str
    version: str
    day: str


def there(ledger: Ledger, ids: Iterable[str]) -> dict[str, list[Version]]:
    """The versions of these ids that the ledger has, in the order in which they came."""
    from sqlalchemy import select

    from ..ledger import schema as s
    out: dict[str, list[Version]] = {}
    with ledger.asking() as link:
        rows = link.execute(select(s.document.c.id, s.document.c.key, s.reading.c.origin, s.document.c.day)
                            .join(s.reading, s.reading.c.document == s.document.c.key)
                            .where(s.document.c.id.in_(list(dict.fromkeys(ids)))).order_by(s.reading.c.seq))
        for ident, key, origin, day in rows:
            out.setdefault(ident, []).append(Version(key, version_in(origin), day))
    return out


def of_set(ledger: Ledger, form: str) -> list[tuple[str, str]]:
    """Id and key of every document that was imported in a format."""
    from sqlalchemy import select

    from ..ledger import schema as s
    with ledger.asking() as link:
        return [(ident, key) for ident, key in link.execute(
            select(s.document.c.id, s.document.c.key).where(s.document.c.id.startswith(f"{form}:", autoescape=True))
            .order_by(s.document.c.id, s.document.c.key))]


def version_in(origin: str) -> str:
    """The data set's version in the origin of a reading, or ""."""
    found = origin.rpartition(" v")[2] if " import " in origin else ""
    return "" if found == "-" else found


def order(version: str) -> tuple[int, ...]:
    """What sorts versions: their numbers, however they are written ("25.0.10" after "025.000.009", "25.1" as "25.1.0")."""
    numbers = [int(n) for n in re.findall(r"\d+", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def replaced(new: Version, others: Sequence[Version]) -> tuple[dict[str, str], bool]:
    """Which versions end on which day (key to ISO day) once `new` stands beside `others`, and whether a later one was there already."""
    rest = [x for x in others if x.key != new.key]
    later = sorted((x for x in rest if x.version and new.version and order(x.version) > order(new.version)), key=lambda x: order(x.version))
    out = {x.key: new.day for x in rest if x not in later}
    if later:
        out[new.key] = later[0].day
    return out, bool(later)


def deleted(at: str, day: str, versions: Sequence[Version]) -> dict[str, str]:
    """Which versions end on `day` where the row was deleted at the version `at`; what was published anew after it stands."""
    return {x.key: day for x in versions if not (at and x.version and order(x.version) > order(at))}


def ended(ledger: Ledger) -> dict[str, str]:
    """Keys of the documents whose claims were retracted, each with the first day from which that holds ("": ever)."""
    out: dict[str, str] = {}
    for d in standing(ledger.decisions()):
        for t in d.targets if d.kind == "retract" else ():
            out[t.document] = min(out.get(t.document, "9999"), d.change.get(FROM, ""))
    return out


def retract(ledger: Ledger, ends: Mapping[str, str], gone: dict[str, str], author: str, reason: str) -> int:
    """Retract all claims of documents from the day on which each ends, by one decision a day; `gone` (what has ended) is kept up.
    Returns of how many documents."""
    days: dict[str, set[str]] = defaultdict(set)
    for key, day in ends.items():
        if key not in gone or gone[key] > day:
            days[day].add(key)
            gone[key] = day
    count = 0
    for day, keys in sorted(days.items()):
        found = claims_of_documents(ledger, keys)
        if found:
            targets = tuple(Target(c.document, c.trigger.start, c.trigger.end, c.type) for c, _ in found)
            at = datetime.now(UTC).isoformat(timespec="microseconds")
            ledger.decide(Decision("retract", targets, author, reason, at, {FROM: day}))
        count += len({c.document for c, _ in found})
    return count


def claims_of_documents(ledger: Ledger, keys: Iterable[str]) -> list[Pair]:
    """The claims of documents by their keys, in the documents' order."""
    from sqlalchemy import select

    from ..ledger import schema as s
    from ..ledger.codec import decode
    with ledger.asking() as link:
        rows = link.execute(select(s.claim.c.body, s.claim.c.resolution).where(s.claim.c.document.in_(sorted(keys)), s.claim.c.body != "")
                            .order_by(s.claim.c.document, s.claim.c.n)).all()
    return [(decode(b, Claim), decode(r, Resolution)) for b, r in rows]
