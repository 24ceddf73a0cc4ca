"""Whether a rule of the user's own codebook asks for facts that there are, and gives what the other codebook has."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.codebook import values
from .facts import CLASSES, TRUTHS, entries
from .profile import table

SIDES = (*CLASSES.values(), "foreign", "armed", "none", "unknown")
LISTED = ("weapon", "talks", "crowd", "aid", "demand", "legal")  # facts that are an entry of a list of words, or ""
OTHERS = ("actor", "target", "standing", "downed")


def wrong_in(profile: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Key (`when` or `gives`) and words of each mistake; rows of another shape than a rule's are passed over."""
    when, gives = row.get("when"), row.get("gives")
    for fact, asked in when.items() if isinstance(when, dict) else ():
        allowed = fact_values(fact)
        said = asked if isinstance(asked, list) else [asked]
        if not allowed:
            yield "when", f"when: {fact!r} is no fact; there are {', '.join(sorted((*TRUTHS, *LISTED, *OTHERS)))}"
        elif any(not isinstance(s, str | bool) or s not in allowed for s in said):
            yield "when", f"when: {fact} is {' or '.join('true' if a is True else 'false' if a is False else repr(a) for a in allowed)}"
    if isinstance(gives, dict) and gives:
        yield from (("gives", said) for said in _gives(profile, gives))


def fact_values(fact: str) -> tuple[str | bool, ...]:
    """What a fact can be; empty where there is no such fact."""
    if fact in TRUTHS:
        return (True, False)
    if fact in ("actor", "target"):
        return SIDES
    if fact == "downed":
        return ("crewed", "uncrewed", "none")
    if fact == "standing":
        return values("standings")
    return (*entries(fact), "") if fact in LISTED else ()


def _gives(profile: str, gives: Mapping[str, Any]) -> Iterator[str]:
    known = {"acled": ("sub", "swap"), "cameo": ("code",), "plover": ("event", "mode", "context"), "ucdp": ("deadly",)}[profile]
    for key in gives:
        if key not in known:
            yield f"gives: {key!r} is none of {', '.join(known)}"
    if profile == "ucdp":
        if gives.get("deadly") is not True:
            yield "gives needs deadly = true"
        return
    key, listed = {"acled": ("sub", "sub"), "cameo": ("code", "codes"), "plover": ("event", "quad")}[profile]
    allowed = sorted(table(profile)[listed])
    given = gives.get(key)
    if not isinstance(given, str) or given not in allowed:
        yield f"gives needs {key} = one of {', '.join(allowed)[:120]} …"
    elif profile == "plover":
        modes = table("plover")["modes"].get(given, [])
        if gives.get("mode", "") not in (*modes, ""):
            yield f"gives: mode of {given} must be one of {', '.join(modes) or 'none'}"
        if not isinstance(gives.get("context", ""), str):
            yield "gives: context must be a text"
