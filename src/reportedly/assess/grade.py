"""Grades on the two NATO/Admiralty axes, each by its own rule: reliability from the source's kind, interest and record, credibility
from what other, independent voices say. Neither looks at the other."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.event import Grade, Origin
from .merge import Cluster
from .setting import Setting
from .tables import table

LETTERS = "ABCDE"
RECORD_LEAST = 5.0


def reliability(origin: Origin, record: Mapping[str, tuple[float, float]] | None = None) -> tuple[str, str]:
    """The letter and why. `record` gives (right, wrong) counts by origin name; without five judged claims it has no effect."""
    if origin.kind == "unnamed":
        return "F", "the source is not named"
    kinds: dict[str, str] = table("grades")["kind"]
    letter = kinds.get(origin.kind, "F")
    why = f"{_kind_words(origin.kind)}"
    if origin.kind == "party":
        letter = table("grades")["party"][origin.interest]
        why = {"own": "a side speaks in its own favour", "against": "a side admits what harms it"}.get(origin.interest, "a side")
    right, wrong = (record or {}).get(origin.side or origin.name, (0.0, 0.0))
    if letter in LETTERS and right + wrong >= RECORD_LEAST:
        share = right / (right + wrong)
        step = -1 if share >= 0.9 else 1 if share < 0.5 else 0
        letter = LETTERS[min(max(LETTERS.index(letter) + step, 0), 4)]
        why += f"; {round(right)} of its {round(right) + round(wrong)} earlier claims turned out true"
    return letter, why


def _kind_words(kind: str) -> str:
    words: dict[str, str] = table("grades")["words"]
    return words.get(kind, kind)


def credibility(voices: Sequence[Origin]) -> tuple[int, str]:
    """The digit and why, from how many independent voices affirm and who denies."""
    affirm = {(o.side or o.name): o for o in voices if o.stance == "affirms" and o.kind != "unnamed"}
    deny = [o for o in voices if o.stance == "denies"]
    third = [o for o in deny if o.kind not in ("party", "unnamed")]
    free = [o for o in affirm.values() if o.kind != "party" or o.interest == "against"]
    if not affirm:
        return (5, "denied, and nobody says that it is so") if deny else (6, "nobody commits to it")
    if third:
        return (3, "others deny it and others affirm it") if free else (5, "a third party contradicts it")
    if len(affirm) > 1 and free:
        return 1, f"{len(affirm)} independent voices say so" + (", the other side denies it" if deny else "")
    if deny:
        return 4, "one voice says so, the other side denies it"
    return (2, "one voice without a stake, not contradicted") if free else (3, "only the side itself says so, not contradicted")


def grade(setting: Setting, cluster: Cluster, voices: Sequence[Origin],
          record: Mapping[str, tuple[float, float]] | None = None) -> Grade | None:
    """The event's grade: the best reliability among those who affirm it, and its credibility."""
    speaking = [o for o in voices if o.stance in ("affirms", "doubts")] or list(voices)
    if not speaking:
        return None
    letter, why = min((reliability(o, record) for o in speaking), key=lambda g: ("ABCDEF".index(g[0]), g[1]))
    digit, because = credibility(voices)
    p = float(table("grades")["probability"][str(digit)])
    return Grade(letter, digit, f"{because}; best source: {why}", p)


def diagonal(grades: Sequence[Grade]) -> float:
    """The share on the diagonal A1, B2, C3, D4, E5: a health figure. Army analysts were at 87 % (Baker et al. 1968), which shows
    that their two ratings were not independent."""
    rated = [g for g in grades if g.reliability != "F" and g.credibility != 6]
    return sum(LETTERS.index(g.reliability) + 1 == g.credibility for g in rated) / len(rated) if rated else 0.0
