"""Files that hold files: folders, zip, tar, gzip, zstd, web archives (WARC, WACZ). Each member is read before the next is opened."""
from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from ..model.document import Document
from ..model.errors import ReadError
from .guard import MEMBERS, needs, safe
from .item import Given, Item, OnProblem, Swelling, item_of

NO_TEXT = frozenset(".jpg .jpeg .png .gif .webp .svg .ico .bmp .tif .tiff .mp3 .mp4 .m4a .avi .mov .webm .ogg .wav .css .js .mjs .map "
                    ".woff .woff2 .ttf .otf .cdx .cdxj .idx .db .shp .shx .dbf .prj .lock .ds_store .py .pyc".split())
"""Members that are no reports by their names: passed over without a word, in folders and archives only."""
STYLE = ("text/css", "text/javascript")
LARGEST_RECORD = 50_000_000
PAGES = ("text/", "application/xhtml", "application/pdf", "application/json", "application/xml", "application/rss", "application/atom",
         "application/vnd.openxmlformats-officedocument.wordprocessingml")


def files_of(folder: Path, root: Path) -> Iterator[Path]:
    """The files below a folder in order of their names; hidden ones, links and what is no text by its name are left out."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from files_of(path, root)
        elif path.is_file() and path.suffix.lower() not in NO_TEXT:
            yield path


def read_gzip(item: Item, _given: Given, _on_problem: OnProblem) -> Iterator[Item]:
    """The file inside a gzip; several pressed one after another count as one."""
    import gzip
    taken = _Counted(item.stream)
    yield _inner(item, gzip.GzipFile(fileobj=taken), taken)  # type: ignore[call-overload]


def read_zstd(item: Item, _given: Given, _on_problem: OnProblem) -> Iterator[Item]:
    """The file inside a zstd file."""
    taken = _Counted(item.stream)
    reader = needs("zstandard", item.name).ZstdDecompressor(max_window_size=1 << 27)
    yield _inner(item, reader.stream_reader(taken, read_across_frames=True), taken)


def _inner(item: Item, stream: Any, taken: _Counted) -> Item:
    name = PurePosixPath(item.name)
    inner = name.stem if name.suffix.lower() in (".gz", ".gzip", ".zst", ".zstd") else name.name
    own = PurePosixPath(item.about.id)
    about = replace(item.about, id=own.stem if own.suffix else item.about.id)
    return item_of(item.name, BufferedReader(Swelling(stream, item.name, lambda: taken.count)), about, inner, depth=item.depth + 1)


class _Counted:
    """A stream that counts the bytes taken from it."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner, self.count = inner, 0

    def read(self, size: int = -1) -> bytes:
        piece = self.inner.read(size)
        self.count += len(piece)
        return piece


def read_zip(item: Item, _given: Given, on_problem: OnProblem) -> Iterator[Item]:
    """The members of a zip in their order; locked ones and bombs are problems. Of a WACZ, the web archives in it."""
    with zipfile.ZipFile(item.stream) as archive:
        members = archive.infolist()
        if len(members) > MEMBERS:
            raise ReadError(item.name, f"holds {len(members)} files; {MEMBERS} is the most read")
        names = {m.filename for m in members}
        wacz = "datapackage.json" in names and any(n.startswith("archive/") for n in names)
        for member in members:
            path = _within(member.filename)
            if member.is_dir() or _passed_over(path) or (wacz and not member.filename.startswith("archive/")):
                continue
            where = f"{item.name}!{member.filename}"
            if reason := safe(member):
                on_problem(ReadError(where, reason))
                continue
            try:
                with archive.open(member) as stream:
                    counted = Swelling(stream, where, lambda m=member: m.compress_size)  # type: ignore[misc, arg-type]
                    yield item_of(where, BufferedReader(counted), _member(item, path), path.name, depth=item.depth + 1)
            except ReadError as problem:
                on_problem(problem)
            except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as e:
                on_problem(ReadError(where, f"cannot be unpacked ({type(e).__name__})"))


def read_tar(item: Item, _given: Given, on_problem: OnProblem) -> Iterator[Item]:
    """The files of a tar in their order; links and devices are passed over."""
    try:
        with tarfile.open(fileobj=item.stream, mode="r|") as archive:
            for number, member in enumerate(archive):
                path = _within(member.name)
                if number > MEMBERS:
                    raise ReadError(item.name, f"holds more than {MEMBERS} files, the most read")
                if not member.isfile() or _passed_over(path) or (stream := archive.extractfile(member)) is None:
                    continue
                where = f"{item.name}!{member.name}"
                # The inner stream cannot go back, whatever it says of itself.
                counted = Swelling(stream, where, lambda m=member: m.size)  # type: ignore[misc, arg-type]
                yield item_of(where, BufferedReader(counted), _member(item, path), path.name, depth=item.depth + 1)
    except (tarfile.TarError, OSError) as e:
        raise ReadError(item.name, f"is a tar file that is broken or cut off ({type(e).__name__})") from None


def _within(name: str) -> PurePosixPath:
    """A member's path as inside the archive, whatever way out of it the name takes: nothing is written by it, but ids are made of it."""
    return PurePosixPath(*(p for p in name.replace("\\", "/").split("/") if p not in ("", ".", "..")))


def _passed_over(path: PurePosixPath) -> bool:
    return path.suffix.lower() in NO_TEXT or any(p.startswith((".", "__MACOSX")) for p in path.parts)


def _member(item: Item, path: PurePosixPath) -> Document:
    """A member's id: its path without what comes after the last dot."""
    return replace(item.about, id=str(path.with_suffix("")).lstrip("/"))


def read_warc(item: Item, _given: Given, on_problem: OnProblem) -> Iterator[Item]:
    """The pages, texts and feeds of a web archive, each with its address. When a page was fetched is not when it was published."""
    iterator = needs("warcio.archiveiterator", item.name).ArchiveIterator(item.stream)
    while True:
        try:
            record = next(iterator)
        except StopIteration:
            return
        except Exception as e:
            raise ReadError(item.name, f"is a web archive that is broken or cut off ({type(e).__name__})") from None
        kind, charset = _content_type(record)
        if record.rec_type not in ("response", "resource", "conversion") or not kind.startswith(PAGES) or kind in STYLE:
            continue
        if record.rec_type == "response" and str(record.http_headers.get_statuscode()) != "200":
            continue
        url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
        try:
            data = record.content_stream().read(LARGEST_RECORD + 1)
        except Exception as e:
            on_problem(ReadError(url or item.name, f"is a record that cannot be unpacked ({type(e).__name__})"))
            continue
        if len(data) > LARGEST_RECORD:
            on_problem(ReadError(url, f"is a record of more than {LARGEST_RECORD // 1_000_000} MB, the largest read"))
        elif data.strip():
            suffix = ".html" if "html" in kind else ""
            yield item_of(url or item.name, BytesIO(data), replace(item.about, id=url, url=url), f"record{suffix}", charset=charset,
                          depth=item.depth + 1)


def _content_type(record: Any) -> tuple[str, str]:
    """The type of a record's content in small letters and its declared charset."""
    found = record.http_headers.get_header("Content-Type") if record.http_headers is not None else None
    value = str(found or record.rec_headers.get_header("Content-Type") or "")
    kind, _, rest = value.partition(";")
    charset = next((p.partition("=")[2].strip(" \"'") for p in rest.split(";") if p.strip().lower().startswith("charset=")), "")
    return kind.strip().lower(), charset
