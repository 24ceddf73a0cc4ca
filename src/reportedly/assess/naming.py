"""Naming: under which of its names a party is shown. Only a name that a report uses is ever shown."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from .names import leader, leaning, stems, telling
from .tables import word_set


class Named(Protocol):
    """One name with how often it is used, what the texts call it and how often it acts."""

    text: str
    count: int
    acted: int
    ids: Counter[str]
    kinds: Counter[str]
    outlet: str


def show(party: str, group: Sequence[Named]) -> str:
    """The name of `party` among those of its `group`: for a state the side that governs or its government, else the commonest
    telling one."""
    if party.startswith("state:"):
        return _state(group)
    acted = [n for n in group if n.acted] or list(group)
    if all(leader(n.text) or personal(n.text, n.kinds) for n in acted):
        bosses = Counter[str]()
        for n in acted:
            if not set(stems(n.text)) & word_set("sides", "formation"):
                bosses[leader(n.text) or n.text] += n.count
        return f"{min(bosses, key=lambda b: (-bosses[b], b))}'s men" if bosses else min(n.text for n in acted)
    plain = [n for n in acted if not leader(n.text) and not personal(n.text, n.kinds)] or acted
    plain = [n for n in plain if not set(stems(n.text)) & word_set("sides", "medium")] or plain
    plain = [n for n in plain if not n.outlet or ", " in n.text] or plain  # a side is not shown by its website
    named = [n for n in plain if n.ids] or [n for n in plain if telling(n.text)] or plain
    best = min(named, key=lambda n: (-n.count, n.text)).text
    # "Front X, Press Office": the side is what stands before the comma.
    return best.split(", ")[0] if telling(best.split(", ")[0]) else best


def _state(group: Sequence[Named]) -> str:
    # "Government and Ugandan soldiers" are two parties under one name.
    group = [n for n in group if " and " not in n.text] or group
    movement = [n for n in group if n.ids and n.kinds and max(n.kinds, key=lambda k: (n.kinds[k], k)) in ("rebel", "militia", "coalition")]
    formal = (movement or [n for n in group if "government" in stems(n.text) and telling(n.text)]
              or [n for n in group if telling(n.text) and set(stems(n.text)) & {"army", "force"}]
              or [n for n in group if "government" in stems(n.text)]
              or [n for n in group if leaning(n.text) == "state"] or list(group))
    return min(formal, key=lambda n: (len(stems(n.text)), -n.count, n.text)).text


def personal(text: str, kinds: Counter[str]) -> bool:
    """Whether a name is a person's or a formation's. "Tribal commanders" are many and nobody's."""
    words = set(stems(text))
    if words & word_set("sides", "formation"):
        return True
    if text == text.lower():
        return False
    return ((bool(kinds) and min(kinds, key=lambda k: (-kinds[k], k)) == "person")
            or bool(words & (word_set("sides", "title") - {"rebel", "field", "air", "chief", "leader"}) and telling(text)))
