"""Facts of an event on which codebooks' rules turn: of what class its sides are, with what, whether ground changed without a shot.

A fact is a text or a truth value; what is not known is "unknown", "none" or False.
"""
from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from ...model.reference import Codes
from ...model.rows import Row
from .material import Case, Known, actors, day_of

CLASSES = {1: "state", 2: "rebel", 3: "militia", 4: "communal", 5: "rioters", 6: "protesters", 7: "civilians", 8: "external"}
ARMED = frozenset(("state", "foreign", "rebel", "militia", "communal", "external"))
FIGHT = frozenset(("clash", "attack", "shelling", "airstrike", "bombing", "repel", "kill"))
LEAVING = frozenset(("withdraw", "surrender"))
AFTER_DAYS = 3  # an entry so soon after the others left is an entry after a withdrawal
CROWD = 3  # people who protest together
# The facts that are true or false.
TRUTHS = ("dead", "hurt", "both_armed", "target_armed", "deal", "foiled", "early", "mutual", "broken", "few", "sexual", "torture", "base",
          "weapons", "swap", "quiet")
Facts = Mapping[str, str | bool]


@cache
def _lists() -> dict[str, dict[str, re.Pattern[str]]]:
    table = tomllib.loads((files(__package__) / "data" / "words.toml").read_text("utf-8"))
    return {name: {k: _pattern(v) for k, v in words.items()} for name, words in table.items()}


def _pattern(words: str) -> re.Pattern[str]:
    # "*" inside an entry stands for up to three words ("after * withdrew"), at its end for letters.
    parts = (re.escape(w).replace(r"\ \*\ ", r"\s+(?:\S+\s+){1,3}?").replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
             for w in words.split("|"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def said(table: str, text: str, entry: str = "yes") -> bool:
    """Whether the text has a word of a list of `words.toml`."""
    return bool(_lists()[table][entry].search(text.casefold()))


def entries(table: str) -> tuple[str, ...]:
    """The entries of a table of `words.toml`; empty where there is no such table."""
    return tuple(_lists().get(table, ()))


def which(table: str, text: str) -> str:
    """The first entry of a table one of whose words the text has; "" for none."""
    return next((k for k, p in _lists()[table].items() if p.search(text.casefold())), "")


def sentences(case: Case) -> str:
    """What the claims that tell the event say, without those that deny it."""
    told = [c for c in case.claims if c["factuality"] != "denied"] or case.claims
    return "\n".join(dict.fromkeys(c["sentence"] for c in told))


def codes(case: Case, known: Known, actor: Row) -> Codes:
    """Codes of one of the event's actors on its day, at its place."""
    return known.codes(actor["id"], actor["kind"], actor["country"], day_of(case.event), case.event["country"] or "")


def kind(case: Case, known: Known, actor: Row) -> str:
    """The class of an actor: state (at home), foreign (a state abroad), rebel, militia, communal, rioters, protesters, civilians,
    external or unknown."""
    head = which("heads", " ".join(str(actor["name"]).split()[-1:]))
    if head in ("protesters", "rioters", "civilians"):
        return head
    found = codes(case, known, actor)
    if found.inter == 8 and found.ucdp_side == "government":
        return "foreign"
    if found.inter is None:
        return {"rebels": "rebel", "soldiers": "state"}.get(head, "armed" if said("armed", str(actor["name"])) else "unknown")
    return CLASSES[found.inter]


def unnamed(actor: Row) -> bool:
    """Whether the words for an armed actor name nobody: "gunmen", "unknown attackers", "rebels" of no group that is known."""
    return not actor["id"] and bool(_lists()["unnamed"]["yes"].fullmatch(str(actor["name"]).casefold().strip()))


def kinds(case: Case, known: Known, role: str) -> list[str]:
    """The classes of all actors in a role, in order."""
    return [kind(case, known, a) for a in actors(case, role)]


def side(found: list[str]) -> str:
    """One class for several actors: a state at home stands for its foreign allies too; then the first that is known; "none"."""
    if "state" in found:
        return "state"
    return next((k for k in found if k != "unknown"), found[0] if found else "none")


@dataclass(frozen=True, slots=True)
class Around:
    """All cases by the key of their place, to see what else happened there."""

    by_place: Mapping[str, tuple[Case, ...]]

    def before(self, case: Case) -> list[Case]:
        """Cases at the same place whose last day is the event's day or up to three days before."""
        start = day_of(case.event)
        return [c for c in self._others(case) if start and (d := _days(c)) and 0 <= _between(d[1], start) <= AFTER_DAYS]

    def same_day(self, case: Case) -> list[Case]:
        """Cases at the same place on the same single day."""
        mine = _days(case)
        return [c for c in self._others(case) if mine and mine[0] == mine[1] and _days(c) == mine]

    def _others(self, case: Case) -> list[Case]:
        return [c for c in self.by_place.get(case.event.get("place_key") or "", ()) if c.id != case.id]


def around(cases: Iterable[Case]) -> Around:
    """The cases that count (established or claimed) by place."""
    out: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.event.get("place_key") and case.event["standing"] in ("established", "claimed"):
            out[case.event["place_key"]].append(case)
    return Around({k: tuple(v) for k, v in out.items()})


def facts(case: Case, near: Around, known: Known) -> Facts:
    """Everything that rules may ask about one event."""
    text, event = sentences(case), case.event
    mine, theirs = kinds(case, known, "actor"), kinds(case, known, "target")
    killed = event.get("killed") or {}
    victims = " ".join(c["who"] for claim in case.claims for c in claim["counts"] if c["what"] in ("killed", "injured"))
    target = side(theirs)
    if target in ("none", "unknown") and which("heads", victims) == "civilians":
        target = "civilians"
    out: dict[str, str | bool] = {
        "type": event["type"], "actor": side(mine), "target": target, "weapon": which("weapon", text), "standing": event["standing"],
        "dead": bool(killed.get("best") or killed.get("low")),
        "hurt": any(c["what"] == "injured" for x in case.claims for c in x["counts"]),
        "both_armed": side(mine) in ARMED and (target in ARMED or target == "armed"),
        "target_armed": target in ARMED or target == "armed", "deal": said("deal", text), "talks": which("talks", text),
        "foiled": said("foiled", text), "early": said("foiled", text, "early"), "downed": _downed(text), "mutual": said("mutual", text),
        "broken": said("broken", text),
        "few": _few(case), "sexual": said("sexual", text), "torture": said("torture", text), "base": said("base", text),
        "crowd": which("crowd", text), "aid": which("aid", text), "demand": which("demand", text), "legal": which("legal", text),
        "weapons": said("property", text, "weapons"), "swap": _swapped(case, near), "quiet": _quiet(case, near, text)}
    return out


def _downed(text: str) -> str:
    """What the text says was shot down: "crewed", "uncrewed", or "none"."""
    return (which("flown", text) or "none") if said("downed", text) else "none"


def _few(case: Case) -> bool:
    """Fewer than three people protest."""
    sizes = [c["high"] for claim in case.claims for c in claim["counts"] if c["what"] == "protesters"]
    return bool(sizes) and all(n is not None and n < CROWD for n in sizes)


def handed_over(case: Case) -> Case:
    """A withdrawal whose reports also tell who came in after it, as their entry: who came in is the actor, who left the target."""
    if case.event["type"] != "withdraw":
        return case
    left = {str(a).casefold() for a in case.event["actor"]}
    came = [a for c in case.claims if c["type"] in ("enter", "capture") and c["factuality"] not in ("denied", "future") for a in c["actor"]]
    new = [a for a in dict.fromkeys(came) if a.casefold() not in left]
    return replace(case, event=case.event | {"type": "enter", "actor": new, "target": case.event["actor"]}) if new else case


def _swapped(case: Case, near: Around) -> bool:
    """The place was taken by somebody else too on the same day."""
    mine = {str(a).casefold() for a in case.event["actor"]}
    return case.event["type"] == "capture" and any(
        c.event["type"] == "capture" and c.event["actor"] and not mine & {str(a).casefold() for a in c.event["actor"]}
        for c in near.same_day(case))


def _quiet(case: Case, near: Around, text: str) -> bool:
    """No fight: it says so, or the others left up to three days before and nobody is said to have fought there."""
    if case.event["type"] not in ("capture", "enter"):
        return False
    if said("quiet", text):
        return True
    mine = {str(a).casefold() for a in case.event["actor"]}
    told = any(c["type"] == "withdraw" and c["factuality"] == "certain" for c in case.claims)
    left = told or any(c.event["type"] in LEAVING and not mine & {str(a).casefold() for a in c.event["actor"]} for c in near.before(case))
    return left and not any(c.event["type"] in FIGHT for c in near.before(case))


def _days(case: Case) -> tuple[str, str] | None:
    when = case.event.get("dates")
    return (when["start"], when["end"]) if when else None


def _between(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
