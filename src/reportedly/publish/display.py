"""Claims shown in their sentences, and rows as a table, as HTML for a notebook. Everything from outside is escaped; no script, no link."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from ..model.rows import Row
from . import clean, words
from .tables import parts

# Backgrounds of one lightness with dark letters on them, so that they hold on a dark page too (Okabe and Ito's hues).
COLOURS = {"trigger": "#ffd166", "actor": "#f2b6d4", "target": "#f7c59f", "place": "#a8e0c8", "when": "#a9d6f5", "source": "#c9c6f7"}
MARK = "background:{colour};color:#1b1b1b;padding:.1em .3em;border-radius:.3em;line-height:1.9"
LABEL = "font-size:.65em;font-weight:600;letter-spacing:.03em;margin-left:.35em;opacity:.75"
SHOWN = 100  # claims or rows of a table at most; the rest is counted


def claims_html(claims: Sequence[Row], texts: Mapping[str, str], titles: Mapping[str, str] | None = None, shown: int = SHOWN) -> str:
    """Claims under their document's heading, each in its sentence with its parts marked; `texts` and `titles` by document key.

    A claim whose document's text is not there shows its sentence unmarked.
    """
    out = ["<div style=\"font-family:system-ui,sans-serif;line-height:1.5;max-width:60em\">"]
    document = ""
    for claim in claims[:shown]:
        if claim["document"] != document:
            document = claim["document"]
            heading = (titles or {}).get(document) or claim["doc"]
            out.append(f"<p style=\"margin:.9em 0 .2em\"><b>{_text(heading)}</b></p>")
        out.append(f"<p style=\"margin:.3em 0 .3em 1em\">{_tags(claim)} {sentence_html(claim, texts.get(document))}</p>")
    if not claims:
        out.append("<p><i>no claim of the codebook</i></p>")
    if len(claims) > shown:
        out.append(f"<p><i>and {len(claims) - shown} more</i></p>")
    return "".join([*out, "</div>"])


def sentence_html(claim: Row, text: str | None) -> str:
    """One claim's sentence with its trigger, actor, target, place, time and source marked."""
    if text is None or text[claim["start"]:claim["end"]] != claim["sentence"]:
        return _text(claim["sentence"])
    shown = clean.spread(text)
    out, at = [], claim["start"]
    for start, end, part in parts(claim):
        mark = MARK.format(colour=COLOURS[part])
        label = f"<span style=\"{LABEL}\">{part}</span>"
        out.append(f"{escape(shown[at:start])}<mark style=\"{mark}\">{escape(shown[start:end])}{label}</mark>")
        at = end
    return "".join([*out, escape(shown[at:claim["end"]])])


def table_html(rows: Sequence[Sequence[Any]], head: Sequence[str], caption: str = "", shown: int = SHOWN) -> str:
    """Rows as a plain table; columns that are empty in all rows are left out."""
    kept = [i for i in range(len(head)) if any(r[i] not in (None, "", []) for r in rows)]
    lines = ["<tr>" + "".join(f"<th style=\"text-align:left\">{_text(head[i])}</th>" for i in kept) + "</tr>"]
    lines += ["<tr>" + "".join(f"<td style=\"text-align:left;vertical-align:top\">{_cell(r[i])}</td>" for i in kept) + "</tr>"
              for r in rows[:shown]]
    more = f", {len(rows) - shown} not shown" if len(rows) > shown else ""
    return f"<table><caption style=\"text-align:left\">{_text(caption)}{more}</caption>{''.join(lines)}</table>"


def frame_html(page: str, height: int = 640) -> str:
    """A whole page inside a notebook: in a frame of its own that may run its script and nothing else."""
    style = f"width:100%;height:{height}px;border:0"
    return f"<iframe sandbox=\"allow-scripts\" style=\"{style}\" srcdoc=\"{escape(page, quote=True)}\"></iframe>"


def _tags(claim: Row) -> str:
    said = [claim["type"], claim["factuality"], *([claim["verification"]] if claim["verification"] else []),
            *(["history"] if claim["background"] else [])]
    source = words.chain(claim["source"])
    return f"<b>{_text(said[0])}</b> <small>{_text(', '.join(said[1:]))}{' · ' + _text(source) if source else ''}</small><br>"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return _text("" if value is None else ", ".join(map(str, value)) if isinstance(value, list | tuple) else value)


def _text(value: object) -> str:
    return escape(clean.line(value))
