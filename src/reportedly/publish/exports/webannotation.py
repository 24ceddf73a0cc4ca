"""webannotation: W3C Web Annotations of the words behind each claim, one JSON-LD object a line, so that any viewer finds them again."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...model.rows import Row
from .material import Material, Options
from .report import Noting, Report

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a quotation


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one Annotation for each claim; claims are streamed, documents' texts are held."""
    import msgspec
    noting = Noting()
    with out.open("wb") as file:
        for row in annotated(material, options.author):
            file.write(msgspec.json.encode(row) + b"\n")
            noting.wrote("annotations")
    noting.never("events, the grade of source and information, and who holds what: an annotation is about a text")
    return noting.report()


def annotated(material: Material, author: str = "") -> Iterator[Row]:
    """The annotations as dicts: the target is the sentence by quotation and position, the body what it claims."""
    documents = {d["key"]: d for d in material.documents}
    for claim in material.claims:
        doc = documents.get(claim["document"])
        yield {"@context": CONTEXT, "id": f"urn:reportedly:claim:{claim['id']}", "type": "Annotation", "motivation": "describing",
               "creator": {"type": "Person", "name": author} if author else {"type": "Software", "name": material.origin or "reportedly"},
               "body": [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": said(claim)},
                        {"type": "TextualBody", "purpose": "tagging", "value": claim["type"]},
                        {"type": "TextualBody", "purpose": "tagging", "value": claim["factuality"]}],
               "target": {"source": (doc or {}).get("url") or f"urn:sha256:{claim['document']}",
                          "selector": [quote(claim, (doc or {}).get("text") or ""),
                                       {"type": "TextPositionSelector", "start": claim["start"], "end": claim["end"]}]}}


def quote(claim: Row, text: str) -> Row:
    """The sentence with a little of what stands around it."""
    out = {"type": "TextQuoteSelector", "exact": claim["sentence"]}
    if text[claim["start"]:claim["end"]] == claim["sentence"]:
        out |= {"prefix": text[max(0, claim["start"] - AROUND):claim["start"]], "suffix": text[claim["end"]:claim["end"] + AROUND]}
    return out


def said(claim: Row) -> str:
    """The claim in one line: what, who, whom, where, when, who says so, how sure."""
    place, when = claim["place"] or {}, claim["when"] or {}
    source = " > ".join(s["name"] or s["kind"] for s in claim["source"])
    parts = [("who", ", ".join(claim["actor"])), ("whom", ", ".join(claim["target"])), ("where", place.get("name")),
             ("when", "/".join(dict.fromkeys(x for x in (when.get("start"), when.get("end")) if x))), ("says who", source),
             ("how sure", ", ".join(x for x in (claim["factuality"], claim["verification"]) if x))]
    return "; ".join([claim["type"], *(f"{k}: {v}" for k, v in parts if v)])
