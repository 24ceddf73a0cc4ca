"""Which reader a file is for, told by its first bytes, and by its name only where bytes cannot tell."""
from __future__ import annotations

import re
import zipfile

from ..model.errors import ReadError
from .html import looks_like_html
from .item import Given, Item

MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"PAR1", "parquet"), (b"WARC/", "warc"), (b"%PDF-", "pdf"))
REFUSED = ((b"\xd0\xcf\x11\xe0", "is an old Word, Excel or Outlook file; save it as .docx, .xlsx or .eml"),
           (b"Rar!", "is a RAR archive; unpack it first"), (b"7z\xbc\xaf", "is a 7z archive; unpack it first"),
           (b"{\\rtf", "is an RTF file; save it as .docx or text"), (b"BZh", "is packed with bzip2; unpack it first"),
           (b"\xfd7zXZ", "is packed with xz; unpack it first"))
ROOTS = {"newsmessage": "newsxml", "newsitem": "newsxml", "packageitem": "newsxml", "newsml": "newsxml", "nitf": "newsxml",
         "rss": "feed", "feed": "feed", "rdf": "feed", "html": "html"}
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s>/])")
MAIL = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
MAIL_OWN = re.compile(r"^(?:message-id|received|mime-version|return-path|delivered-to|x-mailer|content-type):", re.I | re.M)
NAMED = {".csv": "delimited", ".tsv": "delimited", ".tab": "delimited", ".xls": "delimited",
         ".xlsx": "delimited", ".jsonl": "json", ".ndjson": "json", ".json": "json",
         ".html": "html", ".htm": "html", ".xhtml": "html", ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".mbox": "mbox",
         ".xml": "newsxml"}


def kind_of(item: Item, given: Given) -> str:
    """The name of the reader in `read.READERS`. Raises ReadError for what is recognised and not read."""
    head = item.head
    if not head.strip():
        raise ReadError(item.name, "is empty")
    for magic, reason in REFUSED:
        if head.startswith(magic):
            raise ReadError(item.name, reason)
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(item)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[257:262] == b"ustar":
        return "tar"
    return _of_text(item, given, _letters(head))


def _letters(head: bytes) -> str:
    """The first bytes as letters, good enough for marks that are ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return head.decode("utf-32" if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) else "utf-16", "ignore")
    return head.decode("utf-8" if head.startswith(b"\xef\xbb\xbf") else "latin-1", "ignore").lstrip("\ufeff")


def _of_text(item: Item, given: Given, start: str) -> str:
    named, begun = NAMED.get(item.suffix, ""), start.lstrip()
    if named == "delimited" and begun.startswith("<") and looks_like_html(begun):
        return "html"  # what many a site calls an Excel file
    if named in ("delimited", "mail", "mbox"):
        return named
    if named == "html" and "<" not in start:
        return "text"
    if begun.startswith("{") or (named == "json" and not begun.startswith("<")):
        return "json"
    if begun.startswith("[") and re.match(r"\[\s*[{\]]", begun):
        return "json"
    if begun.startswith("<") and (kind := _markup(begun, start, named == "newsxml")):
        return kind
    if start.startswith("From ") and MAIL.match(start[start.find("\n") + 1:]):
        return "mbox"
    if (block := MAIL.match(start)) and MAIL_OWN.search(block.group()):
        return "mail"
    if named == "html" or looks_like_html(start):
        return "html"
    return "delimited" if given.columns else "text"


def _markup(begun: str, start: str, xml: bool) -> str:
    """The kind of a text that begins with a tag; "" where no root is known."""
    body = re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", "", begun[:20_000], flags=re.S | re.I)
    root = ROOT.match(body.lstrip())
    if root and (kind := ROOTS.get(root[1].lower())):
        return kind
    if looks_like_html(start):
        return "html"
    return "newsxml" if begun.startswith("<?xml") or xml else ""


def _packed(item: Item) -> str:
    """What a zip file is: a Word text, a workbook, or just files (a web archive's package among them)."""
    try:
        with zipfile.ZipFile(item.stream) as archive:
            names = set(archive.namelist())
    except Exception:
        raise ReadError(item.name, "is a zip file that cannot be opened (broken or cut off)") from None
    finally:
        item.stream.seek(0)
    if "[Content_Types].xml" in names:
        if any(n.startswith("word/") for n in names):
            return "docx"
        if any(n.startswith("xl/") for n in names):
            return "xlsx"
        raise ReadError(item.name, "is an Office file that holds no text report (slides?); save it as .docx or PDF")
    if "mimetype" in names and "content.xml" in names:
        raise ReadError(item.name, "is an OpenDocument file; save it as .docx or text")
    return "zip"
