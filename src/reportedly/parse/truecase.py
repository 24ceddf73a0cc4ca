"""Truecasing: give an upper-case wire its usual case back, letter for letter, so that offsets hold.

A linear tagger over word and context counts (Lita et al. 2003, "tRuEcasIng"; trained by averaged perceptron, Collins 2002),
learnt by `evaluation/train_truecase.py`; `data/truecase.tsv.gz` holds its weights and names what they were learnt from.
"""
from __future__ import annotations

import gzip
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WORD = re.compile(r"\d+(?:st|nd|rd|th|d)\b|[^\W_]+|[^\w\s]|_", re.I)
UNSEEN = (0, 0, 0, "")
SEEN = 16  # how often a people is taken to have been seen, with a capital
KINDS = "LTU"  # lower, Title, UPPER
UNIT = re.compile(r"\d+(?:st|nd|rd|th|d)", re.I)
JOINED = ("'", "’")
ARTICLES = frozenset(("la", "el", "los", "las", "le", "al"))  # of foreign names, never acronyms here
CLITIC = frozenset(("s", "t", "ll", "re", "ve", "m"))
PUTTING = frozenset(("in", "at", "near", "outside", "inside", "around", "throughout"))
SIDES = frozenset("downtown central north south east west northern southern eastern western northeastern northwestern southeastern "
                  "southwestern".split())
ENGLISH = re.compile(r"(?:ing|ed|tion|tions|sion|ment|ments|ness|ism|ly|time|ship|ees?|ers|or)$")
ACRONYM = re.compile(r"[\[(]\s*([A-Z]{2,9})\s*[\])]")
AGENCY = re.compile(r"[^\n]{0,80}\d \(\s*([A-Z]{2,5}(?: ?- ?[A-Z]{2,5})*)\s*\)\s*--?")


@dataclass(frozen=True, slots=True)
class Casing:
    """`words` maps a lower-case word to its counts as lower, Title and UPPER and its odd form ("McCain") or "";
    `weights` a feature to its weights for the same three."""

    words: dict[str, tuple[int, int, int, str]]
    weights: dict[str, tuple[float, float, float]]


def _demonyms() -> set[str]:
    """Names of peoples, singular and plural, in lower case."""
    lines = (files(__package__) / "data" / "demonyms.txt").read_text("utf-8").splitlines()
    found = {w for line in lines if line[:1] != "#" for w in line.split()}
    return found | {w + "s" for w in found if w[-1] in "aeinrtdbk"}


@cache
def casing() -> Casing:
    """The trained model."""
    words: dict[str, tuple[int, int, int, str]] = {}
    weights: dict[str, tuple[float, float, float]] = {}
    with gzip.open(str(files(__package__) / "data" / "truecase.tsv.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            if line[0] != "#":
                kind, key, a, b, c, *form = line.rstrip("\n").split("\t")
                if kind == "w":
                    words[key] = (int(a), int(b), int(c), form[0] if form else "")
                else:
                    weights[key] = (float(a) / 100, float(b) / 100, float(c) / 100)
    for word in _demonyms() - words.keys():
        words[word] = (0, SEEN, 0, "")
    return Casing(words, weights)


def mark(word: str) -> str:
    """The code of what is no word: "9" for a number, else its first sign."""
    return "9" if word[0].isalnum() else "." + word[0]


def bucket(counts: tuple[int, int, int] | tuple[int, int, int, str]) -> str:
    """How a word was seen, as a short code: its commonest case, how sure that is and how often it was seen."""
    total = counts[0] + counts[1] + counts[2]
    if not total:
        return "?"
    best = max(counts[:3])
    top, share = counts.index(best), best / total
    sure = 3 if share > 0.98 else 2 if share > 0.9 else 1 if share > 0.7 else 0
    return f"{KINDS[top]}{sure}{min(3, int(math.log2(total) / 2))}"


Known = Callable[[str], str]  # a lower-case word to a code of the vocabularies that have it


def features(words: Sequence[str], codes: Sequence[str], i: int, one: str, two: str, known: Known) -> list[str]:
    """Names of what speaks for the case of `words[i]` (lower case); `one` and `two` are the kinds given to the words before."""
    w, code = words[i], codes[i]
    p = words[i - 1] if i else "<"
    n = words[i + 1] if i + 1 < len(words) else ">"
    pc, nc = codes[i - 1] if i else "<", codes[i + 1] if i + 1 < len(words) else ">"
    out = ["b", f"c={code}", f"w={w}", f"p={p}|{code[0]}", f"n={n}|{code[0]}", f"pw={p}|{w}", f"wn={w}|{n}",
           f"t={one}|{code}", f"tt={two}{one}|{code[0]}", f"pc={pc}|{code}", f"nc={code}|{nc}", f"tw={one}|{w}",
           f"tn={one}|{code}|{nc[:2]}", f"tp={one}|{p}|{code[0]}"]
    if code == "?" or code[-1] == "0":
        vowel = "v" if re.search("[aeiouy]", w) else "c"
        size, lists = min(len(w), 8), known(w)
        out += [f"s={w[-3:]}", f"k={lists}|{one}", f"l={size}{vowel}", f"kl={lists}|{vowel}{min(size, 6)}|{nc[0]}"]
    return out


def decide(words: Sequence[str], model: Casing, known: Known, acronyms: frozenset[str] = frozenset()) -> str:
    """One kind (L, T, U) for each lower-case word of a sentence, greedily from left to right."""
    codes = [bucket(model.words.get(w, UNSEEN)) if w.isalpha() else mark(w) for w in words]
    kinds: list[str] = []
    one = two = "<"
    weights = model.weights
    for i, w in enumerate(words):
        if not w.isalpha():
            kind = "L"
        elif w in acronyms:
            kind = "U"
        else:
            a = b = c = 0.0
            for f in features(words, codes, i, one, two, known):
                if f in weights:
                    x, y, z = weights[f]
                    a, b, c = a + x, b + y, c + z
            kind = "L" if a >= b and a >= c else "T" if b >= c else "U"
        kinds.append(kind)
        two, one = one, kind if w.isalpha() else "."
    return "".join(kinds)


def _somewhere(words: Sequence[str], kinds: str, model: Casing, known: Known) -> str:
    """`kinds` with a capital for a word never seen that is put somewhere, and for one after it and a comma: "in downtown granada,
    antioquia", "in La ceiba"; and for what "del" ties to a name."""
    out = list(kinds)
    for i, w in enumerate(words):
        if i > 1 and out[i] == "L" and words[i - 1] == "del" and out[i - 2] == "T" and w.isalpha():
            out[i] = "T"  # "Vina del Mar"
            continue
        if out[i] != "L" or i == 0 or len(w) < 4 or not w.isalpha() or w in model.words or "V" in known(w) or ENGLISH.search(w):
            continue
        k = i - 1
        while k > 0 and (words[k] in SIDES or (words[k] in ARTICLES and out[k] != "L")):
            k -= 1
        of = words[k] == "," and k == i - 1 and k > 0 and out[k - 1] == "T" and kinds[k - 1] == "L"
        if of or words[k] in PUTTING:
            out[i] = "T"
    return "".join(out)


def _form(word: str, kind: str, before: str, glued: bool, model: Casing) -> str:
    low = word.lower()
    if before in JOINED and glued and low in CLITIC:
        return low
    if word[0].isdigit():
        return low if UNIT.fullmatch(word) else word
    if kind == "L":
        return low
    odd = model.words.get(low, UNSEEN)[3]
    if kind == "T" or low in ARTICLES:
        return odd or low[:1].upper() + low[1:]
    return word.upper()


def acronyms_of(text: str) -> frozenset[str]:
    """Lower-case acronyms that a text explains in brackets after a name, "NATIONAL LIBERATION FRONT [FMLN]", and the agency of its
    dateline: "12 SEP 88 (EFE) --"."""
    told = frozenset(m[1].lower() for m in ACRONYM.finditer(text) if _explains(text[max(0, m.start() - 120):m.start()], m[1]))
    agency = AGENCY.match(text)
    return told | frozenset(re.findall("[a-z]+", agency[1].lower()) if agency else ())


def _explains(before: str, letters: str) -> bool:
    initials = "".join(w[0] for w in re.findall(r"[^\W\d_]+", before)[-2 * len(letters):])
    it = iter(initials)
    shared = sum(1 for c in letters if c in it) if len(letters) <= 3 else sum(c in initials for c in letters)
    return shared >= 0.6 * len(letters)


def truecase(sentence: str, known: Known, acronyms: frozenset[str] = frozenset(), model: Casing | None = None) -> str:
    """`sentence`, written in capitals, in its usual case; the same length."""
    model = model or casing()
    found = list(WORD.finditer(sentence))
    lower = [m.group().lower() for m in found]
    kinds = _somewhere(lower, decide(lower, model, known, acronyms), model, known)
    out, at, begun = [], 0, False
    for k, m in enumerate(found):
        word = m.group()
        before = found[k - 1].group() if k else ""
        dotted = len(word) == 1 and word.isalpha() and sentence[m.end():m.end() + 1] == "."
        form = word.upper() if dotted else _form(word, kinds[k], before, bool(k) and found[k - 1].end() == m.start(), model)
        if not begun and word[0].isalnum():
            form, begun = form[:1].upper() + form[1:], True
        out += [sentence[at:m.start()], form if len(form) == len(word) else word]
        at = m.end()
    return "".join(out) + sentence[at:]
