"""Small files of every format, written by the tests themselves; what they say is made up."""
from __future__ import annotations

import io
import zipfile
from pathlib import Path

from reportedly.model.document import Document
from reportedly.model.errors import ReadError
from reportedly.read import Given, read

SALAQ = "Government troops entered the town of Salaq on Monday, residents said. The rebels left for the hills in the east."
ORUM = "Shells fell on the market of Orum before dawn, killing three people, according to a nurse at the hospital there."
PAGE = ("<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Troops enter Salaq</title>"
        "<meta property='article:published_time' content='2021-03-05T08:00:00Z'><meta name='author' content='Mira Tal'>"
        "<meta property='og:site_name' content='Hill Wire'></head><body><nav>Home News Sport</nav><article><h1>Troops enter Salaq</h1>"
        + "".join(f"<p>{SALAQ} It was the {n}th day of the siege, and the roads were closed.</p>" for n in range(4, 9))
        + "</article><footer>Copyright 2019</footer></body></html>")


def gather(*paths: Path | str, **given: object) -> tuple[list[Document], list[str]]:
    """What is read and what is told about the rest."""
    problems: list[ReadError] = []
    found = list(read([str(p) for p in paths], Given(**given), problems.append))  # type: ignore[arg-type]
    return found, [str(p) for p in problems]


def pdf(pages: list[list[str]], title: str = "") -> bytes:
    """A PDF with lines of text at the left edge of each page."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        drawn = b"BT /F1 10 Tf 14 TL 40 780 Td " + b" ".join(
            b"(" + line.replace("\\", "\\\\").replace("(", r"\(").replace(")",
                r"\)").encode("latin-1") + b") Tj T*" for line in lines) + b" ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    objects.append(b"<</Title(%s)>>" % title.encode())
    out, offsets = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for n, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (n, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % o for o in offsets))
    out.write(b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(objects), start))
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
