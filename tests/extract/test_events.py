"""Events and roles over sentences of our own: every type, active and passive, nouns and verbs, and what is no event."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from reportedly.extract.events import candidates
from reportedly.extract.mentions import mention
from reportedly.model.codebook import event_types
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.model.parsed import Parsed
from reportedly.parse import parser

ROWS = [x.split("\t") for x in (Path(__file__).parent / "events.tsv").read_text("utf-8").splitlines()]
FLOOR = 0.9


def unknown(name: str) -> Kind:
    """No gazetteer and no registry: the coder must do without."""
    return Kind()


@cache
def parsed(text: str) -> Parsed:
    return next(parser()([Document("x", text)]))


def words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.lower()) if w not in ("the", "of", "a")}


def said(side: str) -> list[set[str]]:
    return [words(x) for x in side.split(",") if x.strip()]


def expected(cell: str) -> Iterator[tuple[str, list[set[str]], list[set[str]], bool]]:
    for part in filter(None, map(str.strip, cell.split(";"))):
        kind, colon, roles = part.partition(":")
        actor, _, target = roles.partition(">")
        yield kind, said(actor), said(target), bool(colon)


def problems(text: str, cell: str) -> list[str]:
    p = parsed(text)
    found = candidates(p, unknown)
    out = []
    left = list(found)
    for kind, actor, target, roles in expected(cell):
        hit = next((c for c in left if c.type == kind), None)
        if hit is None:
            out.append(f"no {kind}")
            continue
        left.remove(hit)
        for role, want, heads in (("actor", actor, hit.actor), ("target", target, hit.target)):
            got = [words(mention(p, h, unknown).text) for h in heads]
            if roles and not all(any(w & g == w or w & g == g and g for g in got) for w in want):
                out.append(f"{kind}: {role} {got}, not {want}")
    out.extend(f"also {c.type} ({c.entry})" for c in left)
    return out


def test_sentences() -> None:
    wrong = {text: p for text, cell in ROWS if (p := problems(text, cell))}
    assert 1 - len(wrong) / len(ROWS) >= FLOOR, "\n".join(f"{t} {p}" for t, p in wrong.items())


@pytest.mark.parametrize("text", [text for text, cell in ROWS if not cell])
def test_no_event(text: str) -> None:
    assert candidates(parsed(text), unknown) == []


def test_every_type_has_a_sentence() -> None:
    assert {kind for _, cell in ROWS for kind, *_ in expected(cell)} == set(event_types())


def test_candidates_say_why() -> None:
    for text, _ in ROWS:
        for c in candidates(parsed(text), unknown):
            assert c.entry and c.frame, text
            assert not (c.actor or c.target) or c.rules, text
