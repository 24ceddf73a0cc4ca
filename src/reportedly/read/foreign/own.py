"""Our own exports back: documents and claim records of `export --format jsonl` and `parquet` to the nouns that they were made of."""
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...model.claim import Claim, Count, Mention, PlaceMention, Reason, Relation, SourceMention, Span
from ...model.decision import KINDS, Decision, Target
from ...model.document import Document
from ...model.errors import ReadError
from ...model.reference import Actor, Candidate, Place, Resolution, Source, When
from ..item import Item, OnProblem
from ..text import decoded, lines_of
from .told import Pair

LONGEST = 20_000_000
FIELDS = ("id", "text", "date", "title", "url", "outlet", "outlet_kind", "lang", "licence", "byline")


def rows_of_export(item: Item, on_problem: OnProblem) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(where, "document", "claim" or "decision", row) of JSON lines or of one Parquet table; others are derived and passed over."""
    if item.head.startswith(b"PAR1"):
        yield from _parquet(item)
        return
    for number, line in enumerate(lines_of(decoded(item.stream, item.name), LONGEST), 1):
        where = f"{item.name}:{number}"
        if line is None:
            on_problem(ReadError(where, f"is a line of more than {LONGEST // 1_000_000} MB, the longest read"))
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            kind = str(row.get("kind") or ("claim" if "trigger" in row else "document" if "text" in row else ""))
        except (ValueError, RecursionError, AttributeError):
            on_problem(ReadError(where, "is not a row of an export"))
            continue
        if kind in ("document", "claim", "decision"):
            yield where, kind, row


def _parquet(item: Item) -> Iterator[tuple[str, str, dict[str, Any]]]:
    from ..guard import needs
    parquet = needs("pyarrow.parquet", item.name)
    try:
        file = parquet.ParquetFile(item.stream)
        if "record" not in file.schema_arrow.names:
            raise ReadError(item.name, "is no export of ours: it has no column record")
        number = 0
        for batch in file.iter_batches(500, columns=["record"]):
            for text in batch.column(0).to_pylist():
                number += 1
                row = json.loads(text)
                kind = "claim" if "trigger" in row else "document" if "text" in row else ""
                if kind:
                    yield f"{item.name}:{number}", kind, row
    except ReadError:
        raise
    except Exception as e:
        raise ReadError(item.name, f"is a Parquet file that cannot be read ({type(e).__name__})") from None


def document_of(row: dict[str, Any], where: str) -> Document:
    """The Document of an exported row. Raises ReadError where its words are not those that its key was made of."""
    try:
        made = Document(**{f: row[f] for f in FIELDS if row.get(f) is not None})
    except TypeError:
        raise ReadError(where, "is a document without id or text") from None
    if row.get("key") and row["key"] != made.key:
        raise ReadError(where, "is a document whose words were changed: they do not fit its key")
    return made


def decision_of(row: dict[str, Any], where: str) -> Decision:
    """What a person decided. Raises ReadError where it is not what its id was made of."""
    try:
        targets = tuple(Target(t["document"], t["start"], t["end"], t["type"]) for t in row["targets"])
        made = Decision(row["decision"], targets, row["author"], row["reason"], row["at"], dict(row["change"]))
    except (KeyError, TypeError, ValueError):
        raise ReadError(where, "is no decision") from None
    if made.id != row.get("id") or made.kind not in KINDS:
        raise ReadError(where, "is a decision that was changed: it does not fit its id")
    return made


def pair_of(row: dict[str, Any], document: Document, where: str) -> Pair:
    """Claim and resolution of a claim record. What a record does not hold (which words a count's owner has, the tense) is at its default.

    Raises ReadError on a record that is none.
    """
    try:
        return _claim(row, document), _found(row)
    except (KeyError, TypeError, ValueError, IndexError) as e:
        raise ReadError(where, f"is no claim record ({type(e).__name__}: {str(e)[:60]})") from None


def _claim(row: dict[str, Any], document: Document) -> Claim:
    text, spans, counts = document.text, row["spans"], row["counts"]

    def mention(start: int, end: int) -> Mention:
        words = text[start:end]
        return Mention(start, end, words, (words.split() or [""])[-1].lower(), "name", 0, words)

    trigger, place, when = spans["trigger"], spans["place"], spans["when"]
    sources = tuple(SourceMention(mention(s, e) if (s, e) != (c, d) else None, Span(c, d, text[c:d])) for s, e, c, d in spans["source"])
    return Claim(
        str(row["id"]), document.key, document.id, row["start"], row["end"], row["sentence"],
        Span(trigger[0], trigger[1], row["trigger"]), row["type"], tuple(mention(*s) for s in spans["actor"]),
        tuple(mention(*s) for s in spans["target"]),
        PlaceMention(place[0], place[1], text[place[0]:place[1]], _relation(row["place"])) if place else None,
        Span(when[0], when[1], text[when[0]:when[1]]) if when else None, sources, row["factuality"], row["verification"],
        tuple(Count(c["what"], c["who"], c["low"], c["high"], c["text"], c["start"], c["end"]) for c in counts),
        probability=row["probability"], because=tuple(Reason(**b) for b in row["because"]))


def _relation(place: dict[str, Any] | None) -> Relation | None:
    r = place["relation"] if place else None
    return Relation(r["text"], r["kind"], r["direction"], r["distance_km"]) if r else None


def _found(row: dict[str, Any]) -> Resolution:
    spans, about = row["spans"], row["candidates"]

    def actors(which: str) -> tuple[Actor, ...]:
        found, at = about[which], spans[which]
        places = at if len(at) == len(found) else [(-1, -1)] * len(found)
        return tuple(Actor(a["name"], s, e, a["id"], a["kind"], a["country"], a["probability"], tuple(Candidate(**c) for c in a["others"]))
                     for a, (s, e) in zip(found, places, strict=True))

    p, w, place, when = row["place"], row["when"], None, None
    if p:
        start, end = spans["place"] or (-1, -1)
        place = Place(p["name"], start, end, p["country"], p["lat"], p["lon"], p["radius_km"], _relation(p), p["id"], p["feature"],
                      p["precision"], p["probability"], tuple(Candidate(**c) for c in about["place"]), p["how"], p["geometry"])
    if w:
        start, end = spans["when"] or (-1, -1)
        when = When(w["start"], w["end"], w["text"], start, end, w["granularity"], w["anchor"], w["edtf"], w["timex"])
    sources = tuple(Source(s["name"], s["kind"], s["side"]) for s in row["source"])
    return Resolution(str(row["id"]), actors("actor"), actors("target"), place, when, sources, row["background"], row["event"])
