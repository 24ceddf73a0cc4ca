"""A user's own codebook: a folder of TOML files that add event types, words that name them, and mappings for the profiles.

    [types.hijack]                    family, is, and perhaps symmetric and like (the shipped type that profiles take it for)
    [[verb]], [[noun]]                as in `extract/lexicon/*.toml`
    [classes.vehicle-crew]            words = "driver crew": more nouns of a class, or a class of its own
    [[profiles.acled]]                types, when, gives or left: rules tried before the shipped ones

Every mistake is named with file and line.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import CodebookError

Row = dict[str, Any]
TOP = ("types", "verb", "noun", "classes", "profiles")
TYPE_KEYS = {"family": str, "is": str, "symmetric": bool, "like": str}
TEXTS, TABLES = ("particle", "voice", "complement", "own", "mod", "preps", "skip", "verbs", "apart", "after"), ("needs", "bars", "roles",
                                                                                                               "without")
WORD_KEYS = {"verb": frozenset(("type", "lemmas", "particle", "needs", "bars", "roles", "voice", "complement", "rank", "anaphor", "mods",
                                "without")),
             "noun": frozenset(("type", "lemmas", "own", "mod", "roles", "bare", "mods", "preps", "skip", "compound", "plural", "generic",
                                "anaphor", "anchor", "needs", "verbs", "apart", "after"))}
RULE_KEYS = frozenset(("name", "types", "when", "gives", "left"))
PROFILES = ("acled", "cameo", "plover", "ucdp")
NAME = re.compile(r"[a-z][a-z_]{1,30}\Z")


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
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if not paths:
        return NOTHING, [Mistake(str(folder), 0, _no_folder(folder))]
    wrong: list[Mistake] = []
    types: dict[str, Row] = {}
    files: list[tuple[str, str, Row]] = []
    digest = hashlib.sha256()
    for path in paths:
        body = path.read_bytes()
        digest.update(body)
        try:
            text = body.decode("utf-8")
            found = tomllib.loads(text)
        except UnicodeDecodeError:
            wrong.append(Mistake(path.name, 1, "is not UTF-8"))
            continue
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            wrong.append(Mistake(path.name, int(at.group(1)) if at else len(text.splitlines()), f"is not TOML: {error}"))
            continue
        files.append((path.name, text, found))
        types |= found.get("types", {}) if isinstance(found.get("types", {}), dict) else {}
    for name, text, found in files:
        wrong += (Mistake(name, line, said) for line, said in _mistakes(text, found, types, shipped))
    return _own(files, types, digest.hexdigest()[:12]), wrong


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
            rows = found.get(kind, [])
            into.extend((row, f"{name}:{_line(text, f'[[{kind}]]', n)}") for n, row in enumerate(rows if isinstance(rows, list) else []))
        for key, row in (found.get("classes") or {}).items():
            classes[key] = f"{classes.get(key, '')} {row.get('words', '') if isinstance(row, dict) else ''}".strip()
        for profile, some in (found.get("profiles") or {}).items():
            head = f"[[profiles.{profile}]]"
            rules.setdefault(profile, []).extend(
                {**row, "where": f"{name}:{_line(text, head, n)}"} for n, row in enumerate(some if isinstance(some, list) else []))
    return Own(types, {k: tuple(v) for k, v in words.items()}, classes, {k: tuple(v) for k, v in rules.items()}, version)


def _mistakes(text: str, found: Row, types: dict[str, Row], shipped: dict[str, str]) -> Iterator[tuple[int, str]]:
    for key in found:
        if key not in TOP:
            yield _line(text, rf"[{key}", 0) or _key(text, 0, key), f"[{key}] is none of {', '.join(TOP)}"
    for name, row in (found.get("types") or {}).items():
        at = _line(text, f"[types.{name}]", 0) or 1
        yield from ((_key(text, at, key) if key else at, said) for key, said in _type(name, row, shipped))
    known = {*types, *shipped}
    for kind, allowed in WORD_KEYS.items():
        for n, row in enumerate(found.get(kind) or []):
            at = _line(text, f"[[{kind}]]", n) or 1
            yield from ((_key(text, at, key) if key else at, said) for key, said in _word(row, allowed, known))
    for name, row in (found.get("classes") or {}).items():
        if not isinstance(row, dict) or not isinstance(row.get("words"), str):
            yield _line(text, f"[classes.{name}]", 0) or 1, f"[classes.{name}] needs words = \"…\""
    for profile, rows in (found.get("profiles") or {}).items():
        if profile not in PROFILES:
            yield _line(text, f"[[profiles.{profile}]]", 0) or 1, f"{profile!r} is none of the profiles {', '.join(PROFILES)}"
        for n, row in enumerate(rows if isinstance(rows, list) else []):
            at = _line(text, f"[[profiles.{profile}]]", n) or 1
            yield from ((_key(text, at, key) if key else at, said) for key, said in _rule(row, known))


def _type(name: str, row: Any, shipped: dict[str, str]) -> Iterator[tuple[str, str]]:
    if name in shipped:
        yield "", f"{name!r} is a type of the package already"
    elif not NAME.match(name):
        yield "", f"{name!r} is no name for a type: small letters and _"
    if not isinstance(row, dict):
        yield "", f"[types.{name}] is no table"
        return
    for key, value in row.items():
        if key not in TYPE_KEYS:
            yield key, f"{key!r} is none of {', '.join(TYPE_KEYS)}"
        elif not isinstance(value, TYPE_KEYS[key]):
            yield key, f"{key} must be a {'text' if TYPE_KEYS[key] is str else 'true or false'}"
    families = dict.fromkeys(shipped.values())
    if row.get("family") not in families:
        yield "family" if "family" in row else "", f"family must be one of {', '.join(families)}"
    if not row.get("is"):
        yield "", f"[types.{name}] needs is = \"what it is, in words\""
    if row.get("like") is not None and row["like"] not in shipped:
        yield "like", f"like names {row['like']!r}, which is no type of the package"


def _word(row: Row, allowed: frozenset[str], known: set[str]) -> Iterator[tuple[str, str]]:
    if row.get("type") not in known:
        yield "type" if "type" in row else "", f"type {row.get('type')!r} is in neither codebook"
    if not isinstance(row.get("lemmas"), str) or not row["lemmas"].split():
        yield "lemmas" if "lemmas" in row else "", "lemmas must hold at least one word"
    for key, value in row.items():
        if key not in allowed:
            yield key, f"{key!r} is none of {', '.join(sorted(allowed))}"
        elif key in TEXTS and not isinstance(value, str):
            yield key, f"{key} must be a text"
        elif key in TABLES and not (isinstance(value, dict) and all(isinstance(v, str) for v in value.values())):
            yield key, f"{key} must be a table of texts, as {{object = \"place\"}}"


def _rule(row: Row, known: set[str]) -> Iterator[tuple[str, str]]:
    for key in row.keys() - RULE_KEYS:
        yield key, f"{key!r} is none of {', '.join(sorted(RULE_KEYS))}"
    named = row.get("types")
    if not isinstance(named, str) or not named.split():
        yield "types" if "types" in row else "", "types must name at least one event type"
    else:
        yield from (("types", f"{t!r} is in neither codebook") for t in named.split() if t not in known)
    if not row.get("gives") and not row.get("left"):
        yield "", "a rule needs gives = {…}, or left = \"why there is no row\""


def _line(text: str, head: str, n: int) -> int:
    """The line of the n-th (from 0) line that begins with `head`; 0 where there is none."""
    found = [i for i, line in enumerate(text.splitlines(), 1) if line.replace(" ", "").startswith(head.replace(" ", ""))]
    return found[n] if n < len(found) else 0


def _key(text: str, at: int, key: str) -> int:
    """The line of `key = …` after line `at` and before the next table; `at` where there is none."""
    for i, line in enumerate(text.splitlines()[at:], at + 1):
        if re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
            return i
        if line.lstrip().startswith("["):
            break
    return at or 1
