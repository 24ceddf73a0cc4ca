"""Sources: what each has claimed, how often others bore it out or denied it, and its grade by its record."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.event import Origin
from .control import Picture
from .grade import reliability
from .merge import Cluster, merge
from .parties import Parties
from .setting import Setting
from .standing import origins
from .truth import Learned, Vote, learn
from .voices import Voice


def voter(o: Origin) -> str:
    """The name under which an origin's record is kept: its side for a party, else its own."""
    return o.side or o.name


def votes(found: Sequence[tuple[Cluster, tuple[Origin, ...]]]) -> list[Vote]:
    """Each voice's yes or no to each event; an admission against interest and a claim in one's own favour are kept apart, because
    they are not right equally often."""
    out = []
    for cluster, voices in found:
        item = "|".join(cluster.items[0].key)
        for o in voices:
            if o.stance in ("affirms", "denies") and o.kind != "unnamed":
                out.append(Vote(f"{voter(o)}\t{o.interest}", item, o.stance == "affirms"))
    return out


def records(learned: Learned) -> dict[str, tuple[float, float]]:
    """Expected right and wrong claims by voter, over its interests."""
    out: dict[str, tuple[float, float]] = {}
    for key, (right, wrong) in learned.record.items():
        name = key.split("\t")[0]
        r, w = out.get(name, (0.0, 0.0))
        out[name] = (r + right, w + wrong)
    return out


def source_rows(setting: Setting, view: Picture | None = None) -> list[dict[str, Any]]:
    """One row a source: name, kind, side, reliability, claims, confirmed, refuted, because. By number of claims, then name.

    `confirmed` and `refuted` say how many of its words on events of which others spoke too are taken to be right and wrong, as
    fitted by `truth`; `because` counts the same. `view` is not needed and accepted for symmetry with events.
    """
    found = [(c, origins(setting, c)) for c in merge(setting)]
    record = judged(found)
    tally: Counter[str] = Counter()
    about: dict[str, list[Origin]] = defaultdict(list)
    for _, voices in found:
        for o in voices:
            about[voter(o)].append(o)
            tally[voter(o)] += len(o.claims)
    rows = [_row(setting, mine, tally[name], record) for name, mine in about.items()]
    return sorted(rows, key=lambda r: (-r["claims"], r["name"]))


def judged(found: Sequence[tuple[Cluster, tuple[Origin, ...]]]) -> dict[str, tuple[float, float]]:
    """Right and wrong words of each voice, over events on which at least two speak: what nobody else speaks of says nothing of it."""
    several = [(c, v) for c, v in found if len({voter(o) for o in v if o.stance in ("affirms", "denies")}) > 1]
    return records(learn(votes(several)))


def _row(setting: Setting, mine: Sequence[Origin], claims: int,
         record: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    kinds = Counter(o.kind for o in mine)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    interests = Counter(o.interest for o in mine)
    main = Origin(mine[0].name, kind, mine[0].side, "affirms", min(interests, key=lambda k: (-interests[k], k)), ())
    letter, why = reliability(main, record)
    right, wrong = record.get(main.side or main.name, (0.0, 0.0))
    shown = setting.parties.shown(main.side) if main.side else main.name
    return {"name": shown, "kind": kind, "side": shown if main.side else "", "reliability": letter, "claims": claims,
            "confirmed": round(right), "refuted": round(wrong), "because": why}


def speakers(setting: Setting) -> dict[str, str]:
    """Who is behind each claim, by claim id: the side, body or outlet as a table shows it."""
    return {r.claim.id: shown_as(setting.parties, setting.speaker(r)) for r in setting.reports}


def shown_as(parties: Parties, voice: Voice) -> str:
    """A voice as a table shows it."""
    if voice.own_words:
        return voice.name
    if voice.party:
        return parties.shown(voice.party)
    return "unnamed sources" if voice.kind == "unnamed" else voice.name or {"witness": "witnesses"}.get(voice.kind, voice.kind)
