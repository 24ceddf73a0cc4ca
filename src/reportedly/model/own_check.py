"""What is wrong in a file of a user's own codebook: each mistake with its line (from 1) and one sentence that says what to write."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]
Said = Iterator[tuple[str, str]]  # the key that is meant ("": the whole entry), and what is wrong with it
TOP = ("types", "verb", "noun", "classes", "profiles")
PROFILES = ("acled", "cameo", "plover", "ucdp")
NAME = re.compile(r"[a-z][a-z_]{1,30}\Z")
TEXT, WHOLE, TRUTH, TABLE = "a text", "a whole number", "true or false", "a table of texts, as {object = \"place\"}"
TYPE_KEYS = {"family": TEXT, "is": TEXT, "symmetric": TRUTH, "like": TEXT, "noun": TEXT, "told": TABLE}
WORD_KEYS = {
    "verb": {"type": TEXT, "lemmas": TEXT, "particle": TEXT, "needs": TABLE, "bars": TABLE, "roles": TABLE, "voice": TEXT,
             "complement": TEXT, "rank": WHOLE, "anaphor": TRUTH, "mods": TABLE, "without": TABLE},
    "noun": {"type": TEXT, "lemmas": TEXT, "own": TEXT, "mod": TEXT, "roles": TABLE, "bare": TRUTH, "mods": TEXT, "preps": TEXT,
             "skip": TEXT, "compound": TRUTH, "plural": TRUTH, "generic": TRUTH, "anaphor": TRUTH, "anchor": TRUTH, "needs": TABLE,
             "verbs": TEXT, "apart": TEXT, "after": TEXT}}
RULE_KEYS = ("name", "types", "when", "gives", "left")
ROLES = ("actor", "target", "place")
VOICES = ("active", "passive")
COMPLEMENTS = ("inf", "that", "ing", "-")
TELLINGS = ("both", "alone", "done", "to")
# What a frame may ask for: these, or a preposition.
SLOTS = ("subject", "object", "indirect", "measure", "that", "front")
PREPOSITIONS = frozenset(
    "about above across after against along alongside amid among around as at before behind below beneath beside besides between beyond by "
    "despite down during except for from in inside into like near of off on onto opposite out outside over past per since through "
    "throughout till to toward towards under underneath until unto up upon via with within without".split())


def misshapen(text: str, found: Row) -> tuple[Row, list[tuple[int, str]]]:
    """The parts of a file that have the shape they should have, and what is said of the others."""
    out: Row = {"types": {}, "verb": [], "noun": [], "classes": {}, "profiles": {}}
    wrong: list[tuple[int, str]] = []
    for key, value in found.items():
        at = key_line(text, 0, key) if _named(text, key) else line_of(text, f"[{key}", 0) or line_of(text, f"[[{key}", 0) or 1
        if key not in TOP:
            wrong.append((at, f"[{key}] is none of {', '.join(TOP)}"))
        elif key in ("verb", "noun"):
            if isinstance(value, list) and all(isinstance(row, dict) for row in value):
                out[key] = value
            else:
                wrong.append((at, f"write [[{key}]], in double brackets, above each {key}"))
        elif not isinstance(value, dict):
            wrong.append((at, f"write [{key}.NAME] above each of them" if key != "profiles" else "write [[profiles.NAME]] above each rule"))
        else:
            out[key], said = _inside(text, key, value)
            wrong += said
    return out, wrong


def _inside(text: str, key: str, value: Row) -> tuple[Row, list[tuple[int, str]]]:
    """The tables of types and classes, and the lists of rules of profiles, that are such."""
    out: Row = {}
    wrong = []
    for name, row in value.items():
        listed = isinstance(row, list) and all(isinstance(r, dict) for r in row)
        if listed if key == "profiles" else isinstance(row, dict):
            out[name] = row
        elif key == "profiles":
            at = line_of(text, f"[profiles.{name}]", 0) or key_line(text, 0, name)
            wrong.append((at, f"write [[profiles.{name}]], in double brackets, above each rule"))
        else:
            wrong.append((key_line(text, 0, name), f"write [{key}.{name}] with its fields below it"))
    return out, wrong


def mistakes(text: str, found: Row, types: dict[str, Row], shipped: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Line and words of every mistake in the well-shaped parts of a file; `types` are those of all files, `shipped` maps the package's own
    to their families."""
    known = {*types, *shipped}
    for name, row in found["types"].items():
        yield from _placed(text, line_of(text, f"[types.{name}]", 0), _type(name, row, shipped))
    for kind in WORD_KEYS:
        for n, row in enumerate(found[kind]):
            yield from _placed(text, line_of(text, f"[[{kind}]]", n), _word(kind, row, known))
    for name, row in found["classes"].items():
        yield from _placed(text, line_of(text, f"[classes.{name}]", 0), _class(name, row))
    for profile, rows in found["profiles"].items():
        if profile not in PROFILES:
            yield line_of(text, f"[[profiles.{profile}]]", 0) or 1, f"{profile!r} is none of the profiles {', '.join(PROFILES)}"
            continue
        for n, row in enumerate(rows):
            yield from _placed(text, line_of(text, f"[[profiles.{profile}]]", n), _rule(row, known))


def _placed(text: str, at: int, said: Said) -> Iterator[tuple[int, str]]:
    for key, what in said:
        yield key_line(text, at, key) if key else at or 1, what


def _shapes(row: Row, keys: dict[str, str]) -> Said:
    """Keys that there are not, and values of the wrong kind."""
    kinds = {TEXT: str, TRUTH: bool, TABLE: dict}
    for key, value in row.items():
        if key not in keys:
            yield key, f"{key!r} is none of {', '.join(sorted(keys))}"
            continue
        want = keys[key]
        whole = isinstance(value, int) and not isinstance(value, bool)
        right = whole if want == WHOLE else isinstance(value, kinds[want])
        if not right or (want == TABLE and not all(isinstance(v, str) for v in value.values())):
            yield key, f"{key} must be {want}"


def _type(name: str, row: Row, shipped: dict[str, str]) -> Said:
    if name in shipped:
        yield "", f"{name!r} is a type of the package already"
    elif not NAME.match(name):
        yield "", f"{name!r} is no name for a type: small letters and _"
    yield from _shapes(row, TYPE_KEYS)
    families = dict.fromkeys(shipped.values())
    if "family" not in row or (isinstance(row["family"], str) and row["family"] not in families):
        yield "family" if "family" in row else "", f"family must be one of {', '.join(families)}"
    if not row.get("is"):
        yield "", f"[types.{name}] needs is = \"what it is, in words\""
    if isinstance(row.get("like"), str) and row["like"] not in shipped:
        yield "like", f"like names {row['like']!r}, which is no type of the package"
    told = row.get("told")
    for key, value in told.items() if isinstance(told, dict) else ():
        if key not in TELLINGS:
            yield "told", f"told: {key!r} is none of {', '.join(TELLINGS)}"
        elif isinstance(value, str) and re.search(r"[{}]", re.sub(r"\{[atp]\}", "", value)):
            yield "told", f"told: {key} may hold {{a}}, {{t}} and {{p}} for actor, target and place, and no other braces"


def _word(kind: str, row: Row, known: set[str]) -> Said:
    for key in ("type", "lemmas"):
        if key not in row:
            yield "", f"[[{kind}]] needs {key} = \"…\""
    yield from _shapes(row, WORD_KEYS[kind])
    if isinstance(row.get("type"), str) and row["type"] not in known:
        yield "type", f"type {row['type']!r} is in neither codebook"
    if isinstance(row.get("lemmas"), str):
        yield from _lemmas("lemmas", row["lemmas"])
    for key in ("needs", "bars", "roles", "without", *(("mods",) if kind == "verb" else ())):
        table = row.get(key)
        for slot, value in table.items() if isinstance(table, dict) else ():
            if slot not in SLOTS and slot not in PREPOSITIONS:
                yield key, f"{key}: {slot!r} is no slot; there are {', '.join(SLOTS[:3])} and prepositions"
            elif isinstance(value, str) and (not value.split() or (key == "roles" and value not in ROLES)):
                yield key, f"{key} of {slot} must be " + (f"one of {', '.join(ROLES)}" if key == "roles" else "at least one word")
    yield from _choices(row)


def _choices(row: Row) -> Said:
    for key, allowed in (("voice", VOICES), ("own", (*ROLES, "")), ("mod", (*ROLES, ""))):
        if isinstance(row.get(key), str) and row[key] not in allowed:
            yield key, f"{key} must be one of {', '.join(filter(None, allowed))}"
    said = row.get("complement")
    if isinstance(said, str) and said not in COMPLEMENTS and not (said.startswith("=") and said[1:].split()):
        yield "complement", f"complement must be one of {', '.join(COMPLEMENTS)}, or verbs behind an = sign"


def _lemmas(key: str, text: str) -> Said:
    if not text.split():
        yield key, f"{key} must hold at least one word"
    for word in text.split():
        if not word.replace("-", "").replace("'", "").isalpha() or word != word.lower():
            yield key, f"{key}: {word!r} is no lemma: small letters, spaces between words"


def _class(name: str, row: Row) -> Said:
    for key in row:
        if key != "words":
            yield key, f"{key!r} is not words"
    if not isinstance(row.get("words"), str) or not row["words"].split():
        yield "words" if "words" in row else "", f"[classes.{name}] needs words = \"…\""


def _rule(row: Row, known: set[str]) -> Said:
    for key in sorted(row.keys() - set(RULE_KEYS)):
        yield key, f"{key!r} is none of {', '.join(RULE_KEYS)}"
    named = row.get("types")
    if not isinstance(named, str) or not named.split():
        yield "types" if "types" in row else "", "types must name at least one event type, as \"hijack raid\""
    else:
        yield from (("types", f"{t!r} is in neither codebook") for t in named.split() if t not in known)
    for key, shape, want in (("when", dict, "a table of facts, as {dead = true}"), ("gives", dict, "a table, as {code = \"181\"}"),
                             ("left", str, TEXT)):
        if key in row and not isinstance(row[key], shape):
            yield key, f"{key} must be {want}"
    if not row.get("gives") and not row.get("left"):
        yield "", "a rule needs gives = {…}, or left = \"why there is no row\""
    elif row.get("gives") and row.get("left"):
        yield "left", "a rule has gives or left, not both"


def line_of(text: str, head: str, n: int) -> int:
    """The line of the n-th (from 0) line that begins with `head`; 0 where there is none."""
    found = [i for i, line in enumerate(text.splitlines(), 1) if line.replace(" ", "").startswith(head.replace(" ", ""))]
    return found[n] if n < len(found) else 0


def _lines(text: str) -> Iterable[tuple[int, str]]:
    return enumerate(text.splitlines(), 1)


def _named(text: str, key: str) -> bool:
    return any(re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line) for _, line in _lines(text))


def key_line(text: str, at: int, key: str) -> int:
    """The line of `key = …` after line `at` and before the next table; `at` where there is none."""
    for i, line in _lines(text):
        if i > at:
            if re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
                return i
            if at and line.lstrip().startswith("["):
                break
    return at or 1
