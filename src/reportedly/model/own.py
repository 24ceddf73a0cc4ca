"""A user's own codebook: a folder of TOML files that add event types, words that name them, and mappings for the profiles.

    [types.hijack]                    family, is, and perhaps symmetric, noun, told and like (the shipped type that profiles take it for)
    [[verb]], [[noun]]                as in `extract/lexicon/*.toml`
    [classes.vehicle-crew]            words = "driver crew": more nouns of a class, or a class of its own
    [[profiles.acled]]                types, when, gives or left: rules tried before the shipped ones

Every mistake is named with file and line.
"""
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .errors import CodebookError
from .own_check import Row, line_of, misshapen, mistakes


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: in which file and line (1 is the first; 0 the folder itself), and what."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


@dataclass(frozen=True, slots=True)
class Own:
    """What the files of a folder add: rows as they stand in the files, verbs and nouns and rules each with file and line."""

    types: dict[str, Row]
    words: dict[str, tuple[tuple[Row, str], ...]]
    classes: dict[str, str]
    rules: dict[str, tuple[Row, ...]]
    version: str = ""


NOTHING = Own({}, {}, {}, {})


def load(folder: Path, shipped: dict[str, str]) -> Own:
    """A folder's codebook; `shipped` maps the package's own types to their families. Raises CodebookError with the first mistake."""
    own, wrong = read(folder, shipped)
    if wrong:
        raise CodebookError(str(wrong[0]) + (f" (and {len(wrong) - 1} more: reportedly codebook check {folder})" if wrong[1:] else ""))
    return own


def read(folder: Path, shipped: dict[str, str]) -> tuple[Own, list[Mistake]]:
    """What the folder's files add, and every mistake in them."""
    import hashlib
    paths = sorted(p for p in folder.glob("*.toml") if not p.is_dir()) if folder.is_dir() else []
    if not paths:
        return NOTHING, [Mistake(str(folder), 0, _no_folder(folder))]
    wrong: list[Mistake] = []
    types: dict[str, Row] = {}
    files: list[tuple[str, str, Row]] = []
    digest = hashlib.sha256()
    for path in paths:
        text, found, said = _file(path)
        wrong += said
        if not said:
            digest.update(text.encode())
            found, shape = misshapen(text, found)
            wrong += (Mistake(path.name, line, what) for line, what in shape)
            twice = found["types"].keys() & types.keys()
            wrong += (Mistake(path.name, line_of(text, f"[types.{n}]", 0) or 1, f"{n!r} is in another file already") for n in sorted(twice))
            files.append((path.name, text, found))
            types |= found["types"]
    for name, text, found in files:
        wrong += (Mistake(name, line, what) for line, what in mistakes(text, found, types, shipped))
    return _own(files, types, digest.hexdigest()[:12]), wrong


def _file(path: Path) -> tuple[str, Row, list[Mistake]]:
    """A file's text and what stands in it, or why it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return text, tomllib.loads(text), []
    except OSError as error:
        return "", {}, [Mistake(path.name, 0, f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError:
        return "", {}, [Mistake(path.name, 1, "is not UTF-8")]
    except tomllib.TOMLDecodeError as error:
        said, _, _ = str(error).partition(" (at ")
        at = re.search(r"at line (\d+)", str(error))
        return "", {}, [Mistake(path.name, int(at.group(1)) if at else max(len(text.splitlines()), 1), f"is not TOML: {said}")]


def _no_folder(folder: Path) -> str:
    if folder.is_dir():
        return "no .toml file in it"
    return "is a file; give the folder that it lies in" if folder.exists() else "no such folder"


def _own(files: list[tuple[str, str, Row]], types: dict[str, Row], version: str) -> Own:
    words: dict[str, list[tuple[Row, str]]] = {"verb": [], "noun": []}
    classes: dict[str, str] = {}
    rules: dict[str, list[Row]] = {}
    for name, text, found in files:
        for kind, into in words.items():
            into.extend((row, f"{name}:{line_of(text, f'[[{kind}]]', n)}") for n, row in enumerate(found[kind]))
        for key, row in found["classes"].items():
            classes[key] = f"{classes.get(key, '')} {row.get('words', '')}".strip()
        for profile, some in found["profiles"].items():
            head = f"[[profiles.{profile}]]"
            rules.setdefault(profile, []).extend({**row, "where": f"{name}:{line_of(text, head, n)}"} for n, row in enumerate(some))
    return Own(types, {k: tuple(v) for k, v in words.items()}, classes, {k: tuple(v) for k, v in rules.items()}, version)
