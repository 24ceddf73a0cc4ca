"""Files made to harm: bombs, entities, depth, huge lines, cut-off and locked files. One clear line each, and the rest is read."""
from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
import zstandard

from reportedly.read.item import DEEPEST

from .files import ORUM, PAGE, SALAQ, gather, pdf, zipped
from .test_formats import G2, NITF, RSS, warc

ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]>"


def nested(times: int) -> bytes:
    data = SALAQ.encode()
    for n in range(times):
        data = zipped({f"{n}.zip" if n else "a.txt": data})
    return data


def locked() -> bytes:
    """A zip whose member says that it is locked."""
    data = bytearray(zipped({"a.txt": SALAQ.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def office(part: str, extra: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", f"{part}/document.xml": extra})


WIDE = 20_000_000
BAD: list[tuple[str, bytes, str]] = [
    ("bomb.gz", gzip.compress(b"a" * WIDE), "times its size"),
    ("bomb.zst", zstandard.compress(b"a" * WIDE), "times its size"),
    ("bomb.zip", zipped({"a.txt": b"a" * WIDE}), "times its size"),
    ("bomb.docx", office("word", b" " * WIDE), "times its size"),
    ("deep.zip", nested(DEEPEST + 2), "archives"),
    ("locked.zip", locked(), "locked with a password"),
    ("cut.zip", zipped({"a.txt": SALAQ.encode()})[:-20], "cannot be opened"),
    ("cut.txt.gz", gzip.compress(SALAQ.encode() * 50)[:-30], "cut off"),
    ("cut.warc.gz", warc(True)[:300], "cut off"),
    ("entities.docx", office("word", ENTITIES.encode() + b"<x/>"), "defines entities"),
    ("entities.xml", (ENTITIES.replace("DOCTYPE x", "DOCTYPE nitf") + NITF[NITF.index("<nitf>"):]).encode(), "entities"),
    ("deep.xml", (b"<newsItem>" + b"<a>" * 5000), "broken XML"),
    ("cut.xml", G2[:900].encode(), "broken XML"),
    ("deep.json", (b'{"a":' * 100_000), "is not JSON"),
    ("other.xml", b"<weather><t>4</t></weather>", "no news item"),
    ("cut.pdf", pdf([[SALAQ]])[:200], "cannot be opened"),
    ("scan.pdf", pdf([[""]]), "a scan?"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .docx"),
    ("slides.pptx", office("ppt", b"<x/>"), "no text report"),
    ("broken.docx", office("word", b"<x/>"), "cannot be opened"),
    ("broken.xlsx", office("xl", b"<x/>"), "cannot be opened"),
    ("broken.parquet", b"PAR1" + b"x" * 50 + b"PAR1", "cannot be opened"),
    ("feed.rss", b"<rss><channel></channel>", "broken feed"),
    ("empty.eml", b"\n\n", "is empty"),
]


@pytest.mark.parametrize(("name", "data", "words"), BAD, ids=[b[0] for b in BAD])
def test_one_line_and_the_rest_is_read(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(ORUM, "utf-8")
    found, problems = gather(tmp_path, lang="en")
    assert [d.text for d in found if d.text.strip("a ")] == [ORUM]
    assert len(problems) == 1
    assert words in problems[0]
    assert "\n" not in problems[0]


def test_entities_in_a_feed_are_not_resolved(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS.replace('<?xml version="1.0"?>', ENTITIES.replace(" x ", " rss ")).replace(ORUM, f"&i; {ORUM}"), "utf-8")
    found, _ = gather(file)
    assert max(len(d.text) for d in found) < 1000


def test_files_outside_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the password", "utf-8")
    file = tmp_path / "a.xml"
    file.write_text(f'<!DOCTYPE nitf SYSTEM "file://{secret}">' + NITF[NITF.index("<nitf>"):], "utf-8")
    (document,), _ = gather(file)
    assert "password" not in document.text


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_huge_line_costs_itself_only(tmp_path: Path, name: str) -> None:
    good = f'"{SALAQ}"\n' if name == "a.csv" else json.dumps({"text": SALAQ}) + "\n"
    file = tmp_path / name
    with file.open("w", encoding="utf-8") as out:
        out.write(("text\n" if name == "a.csv" else "") + good + "x" * 21_000_000 + "\n" + good)
    found, problems = gather(file)
    assert [d.text for d in found] == [SALAQ, SALAQ]
    assert len(problems) == 1
    assert "20 MB" in problems[0]


def test_an_open_quote_costs_rows_and_not_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'text,id\n"{SALAQ}",1\n"{ORUM}\n', "utf-8")
    found, _ = gather(file)
    assert found[0].text == SALAQ


def test_a_member_of_a_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": SALAQ.encode() * 3, "b.txt": ORUM.encode()}))
    at = data.index(b"PK\x01\x02") + 24
    data[at:at + 4] = (5).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(bytes(data))
    found, problems = gather(tmp_path / "a.zip")
    assert [d.id for d in found if d.text == ORUM] == ["b"]
    assert len(problems) + len(found) >= 2


def test_names_that_lead_out_of_an_archive_stay_inside(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"../../etc/one.txt": SALAQ.encode(),
                                                      "/two.txt": ORUM.encode(), "..\\three.txt": SALAQ.encode()}))
    found, problems = gather(tmp_path / "a.zip")
    assert [d.id for d in found] == ["etc/one", "two", "three"]
    assert not problems
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


def test_links_in_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SALAQ, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    found, problems = gather(tmp_path)
    assert len(found) == 1
    assert not problems


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "a folder without a file" in gather(tmp_path)[1][0]


def test_a_deep_page_ends(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + "<div>" * 20_000 + PAGE[PAGE.index("<article>"):], "utf-8")
    found, problems = gather(tmp_path)
    assert len(found) + len(problems) == 1


def test_standard_input_may_be_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", SALAQ)

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": Pipe(out.getvalue())})())
    found, problems = gather("-")
    assert [d.text for d in found] == [SALAQ]
    assert not problems
