"""claimreview: schema.org ClaimReview cards (JSON-LD) for what is contested: who says so, who denies it, and how it is graded.

Drafts: a fact checker signs a review, a program cannot. `--author` names who publishes them.
"""
from __future__ import annotations

from pathlib import Path
from typing import Any

from ...model.rows import Row
from ..words import table as word_table
from .material import Case, Material, Options, cases
from .report import Noting, Report

CONTESTED = frozenset(("claimed", "disputed", "refuted", "possible"))
BEST, WORST = 5, 1
RATINGS = {"refuted": 1, "disputed": 3, "possible": 3, "claimed": 3}


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one JSON-LD document with a ClaimReview for each contested event."""
    import msgspec
    noting = Noting()
    cards = []
    for case in cases(material):
        if case.event["standing"] in (*CONTESTED, *options.include) and case.claims:
            cards.append(card(case, options.author, material.made, options.url))
            noting.wrote("cards")
        else:
            noting.left("events that nobody contests, or are no news", case.id)
    out.write_bytes(msgspec.json.format(msgspec.json.encode({"@context": "https://schema.org", "@graph": cards}), indent=2) + b"\n")
    noting.note("drafts: a person must check and sign them; ratings follow from the event's standing")
    if not options.author:
        noting.note("the author is this program: name yourself with --author once you have checked them")
    if not options.url:
        noting.note("a ClaimReview needs the address where it stands: give it with --url, or fill in url")
    noting.never("chains of speakers beyond the one who claims it; places and days except in words; the grade of source and information, "
                 "except as a rating and in words")
    return noting.report()


def card(case: Case, author: str, made: str, url: str = "") -> Row:
    """One ClaimReview. `alternateName` is the standing in words; ratings run from 1 (refuted) to 5."""
    event, first = case.event, case.first
    documents = {d["key"]: d for d in case.documents}
    doc = documents.get(first.get("document", ""), {})
    standing = str(event["standing"])
    out: Row = {
        "@type": "ClaimReview", "@id": f"urn:reportedly:event:{case.id}", "claimReviewed": first.get("sentence", ""),
        "author": {"@type": "Organization", "name": author or "reportedly (by a program, unchecked)"},
        "itemReviewed": _claim(case, first, doc),
        "reviewRating": {"@type": "Rating", "ratingValue": rating(event), "bestRating": BEST, "worstRating": WORST,
                         "alternateName": str(word_table("standings").get(standing, standing)),
                         "ratingExplanation": (event.get("grade") or {}).get("because", "")}}
    if url:
        out["url"] = f"{url.rstrip('/')}/{case.id}"
    if made:
        out["datePublished"] = made
    denied = [o["name"] for o in event.get("origins") or () if o["stance"] == "denies" and o["name"]]
    if denied:
        out["reviewBody"] = f"Denied by {', '.join(denied)}."
    return out


def rating(event: Row) -> int:
    """1 to 5: refuted 1, established 5, what one side claims by its grade, else 3."""
    standing = event["standing"]
    if standing == "claimed" and event.get("grade"):
        return max(WORST, min(BEST, 6 - int(event["grade"]["credibility"]))) if event["grade"]["credibility"] < 6 else 3
    return RATINGS.get(standing, BEST)


def _claim(case: Case, claim: Row, doc: Row) -> Row:
    speaker = claim["source"][-1] if claim.get("source") else None  # the first to have said it
    out: dict[str, Any] = {"@type": "Claim", "author": {
        "@type": "Person" if speaker and speaker["kind"] in ("witness", "expert") else "Organization",
        "name": (speaker["name"] or speaker["kind"]) if speaker else doc.get("outlet") or doc.get("id", "")}}
    if doc.get("date"):
        out["datePublished"] = doc["date"][:10]
    seen = [{"@type": "CreativeWork", **({"url": d["url"]} if d["url"] else {}), "name": d["title"] or d["id"],
             "publisher": {"@type": "Organization", "name": d["outlet"]}} for d in case.documents]
    if seen:
        out["appearance"], out["firstAppearance"] = seen, seen[0]
    return out
