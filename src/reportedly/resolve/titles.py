"""What a text says of a person: honorifics, offices in front of a name and appositions after it."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
TOKEN = re.compile(r"[^\s,;:()\"“”]+|[,;:()\"“”]")
SPEAKS = re.compile(r",\s*the (?:[\w’'-]+ ){1,5}(?:said|announced|told|added|reported|stated|declared|claimed|indicated|"
                    r"explained|noted|warned|confirmed|denied|revealed)\b(?! to be\b)", re.I)
"""Somebody who speaks after a comma is not in apposition: "the killers of Senator Galvez, the justice minister announced"."""
AFTER = re.compile(r"(?:\s*\([^)\n]{2,60}\))?(?:,\s*|\s+(?=of\b|from\b|for\b)|\s+[–—-]+\s+|\s+\()(?P<said>[^.;:\"“”\n()–—]{3,140})")
STOP = re.compile(r",?\s+(?:who|which|whose|that|said|says|told|tells|reported|reports|announced|added|stated|claimed|denied|confirmed|"
                  r"warned|has|have|had|is|was|were|are|will|would|also|and (?:said|told|added))\b|"
                  r",\s*(?:said|told|reported|added|who|which)\b", re.I)
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
ABBREVIATED = re.compile(r"\b(Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Sen|Rep|Gov|Cmdr|Prof|Rev|Msgr|Fr|Supt|Insp|Hon|Amb|[A-Z])\.",
                         re.I)
INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
LOOK = 12
MANY = 12


@cache
def titles() -> dict[str, frozenset[str]]:
    """The word lists of `actors_titles.toml`."""
    text = files(__package__).joinpath("data", "actors_titles.toml").read_text("utf-8")
    return {k: frozenset(v) for k, v in tomllib.loads(text).items()}


@lru_cache(maxsize=16384)
def bare(name: str) -> str:
    """A name without article, honorifics and offices in front; a possessive s goes too.

    "Mr Lakhdar Brahimi" -> "Lakhdar Brahimi", "Pentagon press secretary Peter Cook" -> "Peter Cook"; names of organisations stay whole.
    """
    name = UNSEEN.sub("", name)
    name = ARTICLE.sub("", name.strip().strip("\"“”'‘’,.;:") if name[-2:] != "S." else name.strip())
    name = re.sub(r"['’][sS]?$", "", name)
    words = name.split()
    cut = max((i + 1 for i, w in enumerate(words) if is_office(w)), default=0)
    if _portfolio(words, cut) or _whose(words[:cut]):
        return name
    rest = words[cut:]
    kept = not rest or not rest[0][:1].isupper() or any(w.lower().strip(".,") in titles()["organisations"] for w in rest)
    return name if kept else " ".join(rest)


def _whose(words: list[str]) -> bool:
    """Whether an office stands in what tells whose a thing is: "homes of leader"."""
    at = next((i for i, w in enumerate(words) if w == "of"), 0)
    return at > 0 and not any(is_office(w) or w.lower() in titles()["organisations"] for w in words[:at])


def _portfolio(words: list[str], cut: int) -> bool:
    """Whether what looks like an office is what a body is for: "Ministry of Foreign Affairs", not "Ministry of Defence spokesman"."""
    found, low = titles(), [w.lower() for w in words[:cut]]
    at = next((i for i, w in enumerate(low[:-2]) if w in found["organisations"] and low[i + 1] in ("of", "for")), None)
    return at is not None and all((w in found["describing"] or w in found["small"]) and w not in found["offices"] for w in low[at + 2:])


@lru_cache(maxsize=8192)
def is_office(word: str) -> bool:
    """Whether a word names an office or an honorific, plural or not; a compound goes by its parts."""
    word = word.lower().rstrip(".,")
    found = titles()
    whole = any(w in found["offices"] or w in found["honorifics"] for w in (word, word.removesuffix("s")))
    return whole or word.partition("-")[0] in found["offices"]


def said_of(text: str, forms: Iterable[str], names: frozenset[str] | None = None) -> Iterator[str]:
    """Every office in front of and every apposition after the places where a person is named, as written, longest forms first.

    In a text all in capitals a capital tells nothing: there `names` (folded words) are those that may belong to an office.
    """
    for form in sorted(set(forms), key=len, reverse=True):
        at = text.find(form)
        for _ in range(MANY):
            if at < 0:
                break
            end = at + len(form)
            if not text[at - 1:at].isalnum() and not text[end:end + 1].isalnum():
                if front := office_before(text[max(0, at - 120):at], names):
                    yield front
                if back := apposition(text[end:end + 180]):
                    yield back
            at = text.find(form, end)


def office_before(before: str, names: frozenset[str] | None = None) -> str:
    """The office that ends a stretch of text: "… the Northern Alliance spokesman, Mr " -> "Northern Alliance spokesman"; "" if none."""
    before = ABBREVIATED.sub(r"\1", INITIALS.sub(lambda m: m.group().replace(".", ""), before))
    words = TOKEN.findall(re.split(r"[.!?][\"”]?\s+(?=[A-Z]|$)|\n\s*\n|[\"“”]", before)[-1])
    while words and words[-1].rstrip(".").lower() in ("mr", "mrs", "ms"):
        words.pop()
    if words and words[-1] == ",":
        words.pop()
        if not words or not (is_office(words[-1]) or len(words) > 1 and any(is_office(w) for w in words[-9:])):
            return ""
    kept: list[str] = []
    small = titles()["small"]
    for w in reversed(words[-LOOK:]):
        named = w[:1].isupper() if names is None else w.lower().rstrip(".") in names
        if w in ",;:()" or not (named or is_office(w) or w.lower() in small | titles()["describing"] or w in ("'s", "’s")):
            break
        kept.append(w)
    while kept and kept[-1].lower() in small:
        kept.pop()
    return " ".join(reversed(kept)) if any(is_office(w) for w in kept) else ""


def apposition(after: str) -> str:
    """The apposition that begins a stretch of text: ", a spokesman for the PMF, blamed …" -> "spokesman for the PMF"; "" if none."""
    m = AFTER.match(INITIALS.sub(lambda m: m.group().replace(".", ""), after))
    if not m or SPEAKS.match(m.group()):
        return ""
    said = STOP.split(" " + m["said"])[0].strip()  # "Estrada, who replaced the rector" tells no office
    first, *others = (x.strip() for x in re.split(r",\s", said))
    # "commander, Joint Task Force North": what the office is of comes after a comma.
    said = f"{first}, {others[0]}" if others and is_office(first.split()[-1] if first else "") and others[0][:1].isupper() else first
    said = ARTICLE.sub("", said)
    if m.group().lstrip().startswith(("of ", "OF ", "from ", "FROM ")):
        return said if len(said.split()) <= 9 else ""
    return said if said.lower().startswith(("of ", "from ")) or any(is_office(w) for w in said.split()[:10]) else ""
