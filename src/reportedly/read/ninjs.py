"""ninjs: news items as JSON (IPTC), versions 1 and 2."""
from __future__ import annotations

from typing import Any

from ..model.document import Document
from ..model.errors import ReadError
from .html import plain

BODIES = ("body_text", "body_xhtml", "body_html")
GONE = ("canceled", "cancelled", "withheld")


def is_ninjs(row: Any) -> bool:
    """Whether a decoded JSON value is a news item and not a row of ours."""
    return (isinstance(row, dict) and "uri" in row and "text" not in row
            and any(k in row for k in (*BODIES, "bodies", "headlines", "headline", "versioncreated")))


def ninjs(row: dict[str, Any], where: str, default_id: str) -> Document:
    """The Document of one item. Raises ReadError for one without words or one that its sender took back."""
    status = str(row.get("pubstatus") or "usable").lower()
    if status in GONE:
        raise ReadError(where, f"was taken back by its sender ({status})")
    text = next((t for k in BODIES if (t := _words(row.get(k), k != "body_text"))), "") or _chosen(row.get("bodies"), "main", body=True)
    if not text:
        raise ReadError(where, "is a news item without a body")
    sources = row.get("infosources")
    named = [s.get("name") for s in sources if isinstance(s, dict)] if isinstance(sources, list) else []
    provider = row.get("provider")
    outlet = _text(provider.get("name") if isinstance(provider, dict) else provider) or next(filter(None, map(_text, named)), "")
    title = _text(row.get("headline")) or _chosen(row.get("headlines"), "main")
    return Document(_text(row.get("uri")) or default_id, text, _day(row), title,
                    outlet=outlet or _text(row.get("copyrightholder")), lang=_text(row.get("language")),
                    url=_text(row.get("uri")) if _text(row.get("uri")).startswith(("http://", "https://")) else "",
                    licence=_text(row.get("usageterms")), byline=_text(row.get("byline")))


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _words(value: Any, markup: bool) -> str:
    if not isinstance(value, str):
        return ""
    return plain(value) if markup else value.strip()


def _chosen(values: Any, role: str, body: bool = False) -> str:
    """Of ninjs 2's lists, the one in the main role, else the first."""
    found = [v for v in values if isinstance(v, dict) and isinstance(v.get("value"), str)] if isinstance(values, list) else []
    best = next((v for v in found if v.get("role") == role), found[0] if found else None)
    if best is None:
        return ""
    kind = str(best.get("contenttype") or best.get("contentType") or "")
    return _words(best["value"], "html" in kind or "<" in best["value"][:200]) if body else _text(best["value"])


def _day(row: dict[str, Any]) -> str | None:
    from .table import iso_day
    for key in ("versioncreated", "firstcreated", "versionCreated", "firstCreated"):
        try:
            if isinstance(row.get(key), str) and (day := iso_day(row[key], "")):
                return day
        except ReadError:
            continue
    return None
