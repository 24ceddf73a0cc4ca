"""The user's own codebook: taken into use everywhere at once, and checked with file and line."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model import codebook
from ..model.own import Mistake, read


def use(folder: str | None) -> None:
    """Take a folder (None: none) as the user's own codebook from now on. Raises CodebookError, in one line, where it has a mistake."""
    from ..extract import lexicon, mentions
    before = str(codebook.folder() or "") or None
    codebook.use(folder)
    kept = (lexicon.forget, mentions.noun_classes.cache_clear)
    for forget in kept:
        forget()
    try:
        codebook.event_types()
        _words_hold(folder)
    except Exception:
        codebook.use(before)
        for forget in kept:
            forget()
        raise


@contextmanager
def taken(folder: str | None) -> Iterator[None]:
    """A folder as the user's own codebook for a while; with None whatever is in use stays."""
    before = codebook.folder()
    if folder is None or (before is not None and str(before) == str(folder)):
        yield
        return
    use(str(folder))
    try:
        yield
    finally:
        use(str(before) if before else None)


def check(folder: str) -> list[Mistake]:
    """Every mistake in a folder's files, in order of file and line; empty where all is well."""
    own, wrong = read(Path(folder), {n: t.family for n, t in codebook.shipped_types().items()})
    wrong += _unknown_classes(own.words, own.classes) + _wrong_rules(Path(folder), own.rules)
    return sorted(wrong, key=lambda m: (m.file, m.line))


def version() -> str:
    """What tells readings by one codebook from those by another: "" without one of one's own."""
    own = codebook.own().version
    return f" codebook-{own}" if own else ""


def _words_hold(folder: str | None) -> None:
    from ..model.errors import CodebookError
    if folder and (wrong := check(folder)):
        raise CodebookError(str(wrong[0]) + (f" (and {len(wrong) - 1} more: reportedly codebook check {folder})" if wrong[1:] else ""))


def _unknown_classes(words: dict[str, tuple[tuple[dict[str, object], str], ...]], own: dict[str, str]) -> list[Mistake]:
    """`needs` and `bars` that ask for a class which nothing belongs to: they would never (or always) hold."""
    from ..extract.lexicon import DERIVED, classes, need
    known = {c for found in classes().values() for c in found} | set(own) | DERIVED
    out = []
    for rows in words.values():
        for row, where in rows:
            file, _, line = where.rpartition(":")
            for key in ("needs", "bars"):
                table = row.get(key)
                for slot, text in (table.items() if isinstance(table, dict) else ()):
                    for c in sorted(need(text).classes - known) if isinstance(text, str) else ():
                        out.append(Mistake(file, int(line), f"{key} of {slot}: {c!r} is no class of nouns (a lemma is written ={c})"))
    return out


def _wrong_rules(folder: Path, rules: dict[str, tuple[dict[str, object], ...]]) -> list[Mistake]:
    """Facts that there are not, and `gives` that name what the other codebook does not have."""
    from ..model.own_check import PROFILES, key_line
    from ..publish.exports.own_rules import wrong_in
    out = []
    for profile in PROFILES:
        for row in rules.get(profile, ()):
            file, _, line = str(row["where"]).rpartition(":")
            for key, said in wrong_in(profile, row):
                text = (folder / file).read_text("utf-8-sig")
                out.append(Mistake(file, key_line(text, int(line), key), said))
    return out
