"""Toponyms: which words of a text are names of places, and what the words around them say of the place.

A name is the longest run of words that the gazetteer knows, or an unknown proper name that the words around it make a place
("in X", "the village of X", "X district"). Names of people, bodies and outlets that hold a place's name are passed over.
"""
from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from ..model.knowledge import Kind, KindOf
from ..model.parsed import Parsed, Sentence, Token
from .capitals import loud, no_town
from .kinds import ALIAS, persons
from .lexicon import classes
from .namesakes import Runs, bears_surnames, caught, hinted, placed, suffers, surnames, whose
from .runs import MONTHS, glued, hyphenated, lexicon, proper, runs

LONGEST = 6
COMMON = frozenset(("person", "force", "weapon", "vehicle", "event", "office", "aid", "explosive", "artillery", "aircraft"))
SURE = 0.55
HINTED = 0.12
# Kinds of place whose names hold another's after "of".
NATURAL = frozenset(("sea", "strait", "region", "range", "island", "river", "lake", "valley", "plain", "continent"))
# Initials of states and of the United Nations: what follows them is theirs, not a name's second word ("U.S. Mormon missionaries").
STATES = frozenset(("u.s", "us", "usa", "u.k", "uk", "u.n", "un", "ussr", "u.s.s.r"))


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name: tokens `first` to `last` (both included) of the name itself, `head` the token that governs it, `kind` what the
    gazetteer says of it, `feature` the kind of place that the words ask for or "", `part` a direction before it ("northern")."""

    first: int
    last: int
    head: int
    kind: Kind
    feature: str = ""
    part: int = -1


def toponyms(parsed: Parsed, kind_of: KindOf) -> tuple[Toponym, ...]:
    """Every place name of a document, in order."""
    found = [runs(parsed, s) for s in parsed.sentences]
    people = surnames(parsed, kind_of, found) | persons(parsed)
    settled = established(parsed, kind_of, people, found)

    def known(name: str) -> Kind:
        kind = kind_of(name)
        return replace(kind, place=max(kind.place, SURE)) if name in settled else kind

    return tuple(t for s, here in zip(parsed.sentences, found, strict=True) for t in _in_sentence(parsed, s, here, known, people))


def established(parsed: Parsed, kind_of: KindOf, people: frozenset[str], found: Runs) -> frozenset[str]:
    """Weak names ("Bor"), and unknown ones told again or in the dateline, that the words around them make a place once: they are one
    throughout the document."""
    out, head = set(), parsed.dateline.place.casefold() if parsed.dateline else ""
    for s, here in zip(parsed.sentences, found, strict=True):
        for i, j in here:
            t = parsed.tokens[i]
            k = kind_of(t.text) if i == j and t.lower not in people else Kind(1.0)
            again = t.dep in ("pobj", "nsubj") and not (k.place or k.actor or k.demonym) and t.tag == "NNP" and len(t.text) > 3 and (
                t.text.casefold() == head or parsed.document.text.count(t.text) > 1)
            if (again or HINTED <= k.place < SURE) and (placed(parsed, s, i) or (again and t.text.casefold() == head)) \
                    and not _acronym(parsed, t, k):
                out.add(t.text)
    return frozenset(out)


def _cut(parsed: Parsed, i: int, j: int, first: int, last: int, kind_of: KindOf) -> bool:
    """Whether a name from `first` to `last` would be cut out of one written with hyphens: "Takht" of "Takht-e-Pul". Two whole names
    joined ("the Kabul-Kandahar road") may be parted."""
    a, b = hyphenated(parsed, i, j, first)[0], hyphenated(parsed, i, j, last)[1]
    if (a, b) == (first, last):
        return False
    parts = [parsed.tokens[n] for n in range(a, b + 1, 2)]
    joints = lexicon().words["joints"] | lexicon().words["particles"] | lexicon().words["locative"]
    return any(t.lower in joints for t in parts) or not all(_whole(t, kind_of) for t in parts)


def _whole(t: Token, kind_of: KindOf) -> bool:
    kind = kind_of(t.text)
    return kind.place >= 0.85 or kind.demonym or t.lower in lexicon().words["directions"]


def _miscased(parsed: Parsed, s: Sentence, kind_of: KindOf) -> list[Toponym]:
    """Names that an upper-case text hides among common words: "THE ATTACK IN VALENCIA"."""
    out = []
    for i in range(s.first + 1, s.last):
        t, before = parsed.tokens[i], parsed.tokens[i - 1]
        if t.text.islower() and len(t.text) > 3 and t.tag[:2] in ("NN", "JJ") and before.lower in lexicon().words["locative"] \
                and parsed.document.text[t.start:t.end].isupper() and t.lower not in lexicon().features \
                and t.lower not in lexicon().words["directions"] and t.dep == "pobj" and not classes().get(t.lower):
            kind = kind_of(t.text)
            if kind.place > 0.8 and not kind.demonym and not kind.actor:
                out.append(_described(parsed, s, i, i, kind))
    return out


def _in_sentence(parsed: Parsed, s: Sentence, here: list[tuple[int, int]], kind_of: KindOf, people: frozenset[str]) -> list[Toponym]:
    out: list[Toponym] = []
    for i, j in here:
        if out and i <= out[-1].last:
            continue  # "Aden" of "Gulf of Aden"
        if whole := _facility(parsed, s, i, j, kind_of) or _with_of(parsed, s, i, j, kind_of):
            out.append(whole)
            continue
        k = i
        while k <= j:
            found = _longest(parsed, s, k, i, j, kind_of, people)
            if found:
                found = _behind_opener(parsed, s, i, found)
                whole = _opened(parsed, s, _drawn_over_article(parsed, found, j), j, kind_of, people)
                out += [whole] if whole else []
                k = (whole or found).last + 1
            else:
                k += 1
        out = _joined(parsed, s, i, j, out, kind_of, people)
        if not any(i <= t.first <= j for t in out[-LONGEST:]) and (t := _unknown(parsed, s, i, j, kind_of, people)
                                                               or _among_places(parsed, s, i, j, out, kind_of, people)):
            out.append(t)
    hidden = [t for t in _miscased(parsed, s, kind_of) if not any(o.first <= t.first <= o.last for o in out)]
    return _of_one_kind(parsed, [_with_article(parsed, s, t) for t in sorted([*out, *hidden], key=lambda t: t.first)])


def _with_of(parsed: Parsed, s: Sentence, i: int, j: int, kind_of: KindOf) -> Toponym | None:
    """"Gulf of Aden", "Republic of Congo": one known name, not the place after "of"."""
    tokens = parsed.tokens
    if j + 2 >= s.last or tokens[j + 1].text != "of":
        return None
    first = j + 3 if tokens[j + 2].text == "the" else j + 2
    for last in range(min(first + 2, s.last - 1), first - 1, -1):
        if proper(tokens[last]) and all(proper(t) for t in tokens[first:last]):
            kind = kind_of(parsed.text(i, last))
            state = kind.feature == "country" and kind.actor in ("", "state")
            if kind.place > 0.8 and not kind.demonym and (state or (kind.feature in NATURAL and not kind.actor)):
                return _described(parsed, s, i, last, kind)
    return None


def _drawn_over_article(parsed: Parsed, t: Toponym, j: int) -> Toponym:
    """"Ain el-Helweh" where only "Ain" is known: what goes on with an article and a hyphen is another place's name, and unknown."""
    tokens, k = parsed.tokens, t.last + 1
    if t.feature or k + 2 > j or tokens[k].text not in lexicon().words["articles"] or tokens[k + 1].text != "-" \
            or not proper(tokens[k + 2]):
        return t
    head = next((n for n in range(k + 2, t.first - 1, -1) if not t.first <= tokens[n].head <= k + 2), k + 2)
    return replace(t, last=k + 2, head=head, kind=Kind(0.5))


def _opened(parsed: Parsed, s: Sentence, t: Toponym, j: int, kind_of: KindOf, people: frozenset[str]) -> Toponym | None:
    """"Ciudad Delgado", "Puerto San Francisco": a word that opens names of places is none by itself, and a body's is nowhere ("San
    Salvadoran Archbishopric")."""
    alone = t.first == t.last < j and parsed.tokens[t.first].lower in lexicon().words["openers"]
    if not alone or parsed.tokens[j].lower in people:
        return t
    if any(_never(parsed.tokens[k], kind_of) for k in range(t.first + 1, j + 1)):
        return None
    return _described(parsed, s, t.first, min(j, t.first + 4), Kind(0.5))


def _behind_opener(parsed: Parsed, s: Sentence, i: int, t: Toponym) -> Toponym:
    """"Villa Hermosa", where only "Hermosa" is known: the whole is another place's name."""
    opener = t.first > i and parsed.tokens[t.first - 1].lower in lexicon().words["openers"] and len(parsed.tokens[t.first - 1].text) > 3
    return _described(parsed, s, t.first - 1, t.last, Kind(0.5)) if opener and t.kind.place < 0.97 else t


def _among_places(parsed: Parsed, s: Sentence, i: int, j: int, out: list[Toponym], kind_of: KindOf,
                  people: frozenset[str]) -> Toponym | None:
    """An unknown name in a row with a known place: "Saraqib, Kafr Bateekh and Ariha"."""
    t = parsed.tokens[j]
    governor = next((o for o in out if o.first <= t.head <= o.last), None) if t.dep == "conj" else None
    if not governor or governor.kind.place < SURE or governor.kind.feature not in ("city", "town", "village") or t.lower in people:
        return None
    kind = kind_of(parsed.text(i, j))
    if kind.demonym or kind.actor or any(_never(parsed.tokens[k], kind_of) for k in range(i, j + 1)):
        return None
    return _described(parsed, s, i, j, Kind(0.5))


def _with_article(parsed: Parsed, s: Sentence, t: Toponym) -> Toponym:
    """A name with the small-letter article that is written onto it: "al-Shuriya", "ez-Zor" of "Deir ez-Zor" not."""
    i = t.first - 2
    joined = i >= s.first and parsed.tokens[i + 1].text == "-" and glued(parsed, i) and glued(parsed, i + 1)
    return replace(t, first=i) if joined and parsed.tokens[i].text in lexicon().words["articles"] else t


def _of_one_kind(parsed: Parsed, here: list[Toponym]) -> list[Toponym]:
    """"the departments of A, B and C": what the first is, the others are."""
    out: list[Toponym] = []
    for t in here:
        last = out[-1] if out else None
        same = t
        if last and not t.feature and last.feature in ("admin1", "admin2", "village", "city", "district") \
                and all(parsed.tokens[k].text in (",", "and", "the") for k in range(last.last + 1,
                    t.first)) and _plural_before(parsed, out):
            same = replace(t, feature=last.feature)
        out.append(same)
    return out


def _plural_before(parsed: Parsed, out: list[Toponym]) -> bool:
    k = len(out) - 1
    while k > 0 and all(parsed.tokens[n].text in (",", "and", "the") for n in range(out[k - 1].last + 1, out[k].first)):
        k -= 1
    before = [parsed.tokens[n].lower for n in range(max(0, out[k].first - 3), out[k].first)]
    return any(w.endswith("s") and _singular(w) in lexicon().features for w in before)


def _facility(parsed: Parsed, s: Sentence, i: int, j: int, kind_of: KindOf) -> Toponym | None:
    """"Trafalgar Square", "the Imam Hussein shrine": a whole run that ends in, or is followed by, a kind of place that bears
    names."""
    tokens, lex = parsed.tokens, lexicon()
    follows = j + 1 < s.last and tokens[j + 1].lower in lex.words["bearers"]
    last = j if j > i and tokens[j].lower in lex.features else j + 1 if follows else -1
    if last < 0 or tokens[last].lower in lex.words["bodies"] or tokens[last].lower not in lex.words["bearers"]:
        return None
    if tokens[last].lower == "church" and tokens[last - 1].lower in lex.words["faiths"]:
        return None
    inner = parsed.text(i, last - 1) if last > i else ""
    kind = kind_of(inner)
    if kind.demonym or kind.actor or kind.place >= HINTED or (last + 1 < s.last and tokens[last + 1].lower in lex.words["bodies"]):
        return None
    if any(tokens[k].lower in MONTHS or tokens[k].lower in lex.words["bodies"] for k in range(i, last)):
        return None
    whole = kind_of(parsed.text(i, last))
    return _described(parsed, s, i, last, whole if whole.place >= HINTED else Kind(0.5, lex.features[tokens[last].lower]))


def _joined(parsed: Parsed, s: Sentence, i: int, j: int, out: list[Toponym], kind_of: KindOf,
            people: frozenset[str]) -> list[Toponym]:
    """"Ain Issa": parts that are weak names by themselves and touch one another are one unknown name."""
    here = [t for t in out if i <= t.first <= j]
    if len(here) < 2 or here[0].first != i or here[-1].last != j or any(t.kind.place > 0.85 or t.feature for t in here):
        return out
    if any(b.first - a.last > 2 for a, b in itertools.pairwise(here)):
        return out
    kept = [t for t in out if t not in here]
    return [*kept, _described(parsed, s, i, j, Kind(0.5))] if hinted(parsed, s, i, j) else kept


def _longest(parsed: Parsed, s: Sentence, k: int, i: int, j: int, kind_of: KindOf, people: frozenset[str]) -> Toponym | None:
    """The longest known name that begins at token `k` of the run `i` to `j`, if its surroundings let it be a place."""
    tokens = parsed.tokens
    if not proper(tokens[k], k == s.first) and tokens[k].lower not in ("al", "el"):
        return None
    for last in range(min(j, k + LONGEST - 1), k - 1, -1):
        if not proper(tokens[last], last == s.first):
            continue
        kind = kind_of(parsed.text(k, last))
        if _cut(parsed, i, j, k, last, kind_of) or (last > k and tokens[k].lower.strip(".") in STATES):
            continue
        if kind.place < HINTED or (last == k and tokens[k].lower.rstrip(".") in MONTHS) or (kind.actor not in ("",
            "state") and kind.feature != "country"):
            continue
        if kind.demonym and (kind.feature != "country" or tokens[last].dep in ("compound", "amod", "nmod")):
            continue
        if last > k and all(kind_of(tokens[n].text).demonym for n in range(k, last + 1)):
            continue  # "the Bosnian Serb leader": a people
        if last == k and kind.place < SURE and not hinted(parsed, s, k, last):
            continue
        if last == k and kind.place < 0.9 and whose(parsed, s, last):
            continue
        if last == k and no_town(parsed, s, k, kind):
            continue
        if last == k and (_acronym(parsed, tokens[k], kind) or tokens[k].lower in lexicon().words["bodies"]
                          or (tokens[k].text[-1] == "." and tokens[k].lower.rstrip(".") in lexicon().words["titles"])):
            continue
        if tokens[last].lower in lexicon().words["particles"] | lexicon().words["nowhere"]:
            continue
        given = last < j and tokens[j].lower in people and kind.place < 0.9 and not any(
            tokens[n].lower.rstrip(".") in lexicon().words["titles"] for n in range(last + 1, j))
        if given or _person_or_body(parsed, s, k, last, i, j, kind, kind_of, people):
            return None
        return _described(parsed, s, k, last, kind)
    return None


def _acronym(parsed: Parsed, t: Token, kind: Kind) -> bool:
    """"SDF" is an airport somewhere, but short capitals in a text of mixed case are bodies, unless they are a country or a
    state."""
    before = parsed.tokens[t.i - 1].text if t.i else ""
    if len(t.text) == 2 and t.text.isupper() and kind.feature == "admin1" and before not in (",", "("):  # the rifle in "six AK 47s"
        return True
    if before in ("(", "[") and t.i + 1 < len(parsed.tokens) and parsed.tokens[t.i + 1].text in (")",
        "]") and kind.feature != "country":
        return True
    return t.text.isupper() and 1 < len(t.text) < 6 and "." not in t.text and kind.feature not in ("country", "admin1") \
        and not loud(parsed)


def _person_or_body(parsed: Parsed, s: Sentence, first: int, last: int, i: int, j: int, kind: Kind, kind_of: KindOf,
                    people: frozenset[str]) -> bool:
    tokens, lex = parsed.tokens, lexicon()
    words = lex.words
    after = tokens[last + 1].lower if last + 1 < s.last else ""
    before = tokens[first - 1] if first > s.first else None
    alone = first == last and (tokens[first].lower in words["faiths"] or bears_surnames(parsed, last, j, kind, kind_of))
    if after in words["borne"] or alone:
        return True
    if _of_body(parsed, s, first) or _undertaking(parsed, s, first) or _nickname(parsed, s, i) or (
            first == i and last < j and suffers(parsed, j, kind_of)):
        return True  # "the murder of Orlando Letelier"
    while before is not None and i < before.i and (before.lower in words["particles"] or before.text == "-"):
        before = tokens[before.i - 1]
    if last < j and after not in ("-", ",") and proper(tokens[last + 1]):
        # The name goes on: "Kabul University" is a place, "Kabul Times" is not, "Martin Luther" is a person.
        tail = tokens[j].lower
        if tail in words["bodies"] or after in words["bodies"]:
            return True
        rest = kind_of(parsed.text(last + 1, j)).place
        if first == last and j == last + 1 and 0.0 < rest < 0.5 and kind.feature not in ("country",
            "admin1") and after not in lex.features:
            # Surnames are nearly always some village's name too.
            return True
        if after not in lex.features and tail not in lex.features and after.rstrip(".") not in words["titles"] and kind.place < 0.9 \
                and kind_of(parsed.text(last + 1, j)).place < SURE:
            return True
    if after in words["bodies"] and last + 1 < s.last and tokens[last + 1].text[:1].isupper():
        return True
    if after in ("embassy", "consulate"):
        return True
    whole = first == i < last == j and kind.feature not in ("country", "admin1")
    if whole and tokens[j].lower in people and not hinted(parsed, s, i, j):
        return True  # "leader Omar Torrijos", whom a town is named after
    if first == last and tokens[first].lower in people and kind.place < 0.9 + 0.05 * (first == i == j):
        return True
    if i < first and last == j and tokens[j].lower in people and not (before is not None and before.lower in words["directions"]):
        return True  # "the deaths of Guillermo Cano"
    if before is not None and before.lower in words["vessels"] and before.dep == "compound" and kind.feature != "country":
        return True
    if before is not None and before.lower.rstrip(".") in words["titles"] and first > i - 1 and before.text[:1].isupper() \
            and not tokens[first].lower.startswith("the"):
        return kind.feature != "country" or last < j
    if first > i and before is not None and proper(before) and before.lower not in words["directions"] and before.lower not in lex.features:
        if j - i >= 2 and kind.feature not in ("country", "admin1") and not kind_of(before.text).demonym:
            return True
        return kind.place < 0.97 and not kind_of(before.text).demonym and kind_of(before.text).place < SURE
    return False


def _nickname(parsed: Parsed, s: Sentence, i: int) -> bool:
    """Whether a name is told as what somebody is called: 'alias "El Negro"', 'known as "The Turk"'."""
    k = i - 1
    while k > s.first and (parsed.tokens[k].text in ("\"", "“", "'", "‘", "``") or parsed.tokens[k].lower in ("commander", "the")):
        k -= 1
    return k >= s.first and parsed.tokens[k].lower in ALIAS


def _undertaking(parsed: Parsed, s: Sentence, first: int) -> bool:
    """Whether a name is that of a plan or a unit, in quotation marks: 'operation "Victoria"'."""
    marks = first - 1 > s.first and parsed.tokens[first - 1].text in ("\"", "“", "'", "‘", "``")
    return marks and parsed.tokens[first - 2].lower in lexicon().words["undertakings"]


def _of_body(parsed: Parsed, s: Sentence, first: int) -> bool:
    """"Islamic State of Iraq and Al-Sham", "Government of Syria": the name belongs to a body's."""
    tokens, k = parsed.tokens, first - 1
    while k > s.first and (tokens[k].lower in ("and", "the", "-", "al", "el") or tokens[k].text[:1].isupper()):
        k -= 1
    if k <= s.first or tokens[k].lower != "of" or not tokens[k - 1].text[:1].isupper():
        return False
    # "the Department of Jutiapa" is a place, "the Department of State" is not.
    region = tokens[k - 1].lower in lexicon().features and k + 1 == first and not tokens[k - 2].text[:1].isupper()
    return tokens[k - 1].lower in lexicon().words["bodies"] and not region


def _described(parsed: Parsed, s: Sentence, first: int, last: int, kind: Kind) -> Toponym:
    """Widen a name by its feature word ("Bagram airport") and look at the words before it."""
    tokens, lex = parsed.tokens, lexicon()
    feature = ""
    end = last
    for n in (3, 2, 1):
        if last + n < s.last:
            phrase = " ".join(tokens[last + m].lower for m in range(1, n + 1))
            if phrase in lex.features:
                feature, end = lex.features[phrase], last + n
                larger = feature in ("city", "village", "port") or (kind.place >= 0.9 and kind.feature in ("city", "country", "admin1"))
                if larger and end + 2 < s.last and tokens[end + 1].lower == "of" and proper(tokens[end + 2]):
                    feature, end = "", last  # "the West Bank city of Ramallah"
                break
    if feature in ("", "country", "capital", "border", "region") or feature.startswith("admin") or feature == "district":
        end = last
    if not feature and tokens[last].lower in lex.features and last > first:
        feature = lex.features[tokens[last].lower]
    i = first - 1
    part = -1
    if i >= s.first and tokens[i].lower in ("-",) and i - 1 >= s.first:
        i -= 2
    if i >= s.first and tokens[i].lower in lex.words["directions"]:
        part = i
        i -= 1
    if not feature and i >= s.first:
        if tokens[i].lower == "of" and i > s.first:
            i -= 1
        feature = lex.features.get(_singular(tokens[i].lower), "")
        if feature == "capital" and i - 1 >= s.first and tokens[i - 1].tag[:2] == "JJ":
            # "the provincial capital of X", "their religious capital": a town.
            feature = "city"
    inside = set(range(first, end + 1))
    head = next((k for k in range(end, first - 1, -1) if tokens[k].head not in inside or tokens[k].head == k), end)
    return Toponym(first, end, head, kind, feature, part)


def _unknown(parsed: Parsed, s: Sentence, i: int, j: int, kind_of: KindOf, people: frozenset[str]) -> Toponym | None:
    """A proper name that the gazetteer does not have, where the words around it make it a place."""
    tokens, lex = parsed.tokens, lexicon()
    text = parsed.text(i, j)
    kind = kind_of(text)
    if tokens[i].lower == "state" and i - 2 >= s.first and tokens[i - 2].lower == "secretary":
        return None  # "Secretary of State George Shultz"
    if kind.demonym or kind.actor or tokens[j].lower in people or tokens[j].lower in lex.words["bodies"] or _of_body(parsed, s, i):
        return None
    if whose(parsed, s, j):
        return None
    if text.isupper() and len(text) < 6 and not any(c.isdigit() for c in text) or any(_never(tokens[k], kind_of) for k in range(i,
        j + 1)):
        return None
    after = tokens[j + 1].lower if j + 1 < s.last else ""
    feature = lex.features.get(after, "") if after in lex.words["bearers"] or lex.features.get(after, "")[:5] in ("admin", "villa",
        "city", "distr") else ""
    if after == "state":
        feature = ""
    if after in ("region", "area") and (tokens[j].head == j + 1 or (i - 1 >= s.first and tokens[i - 1].lower == "the")):
        feature = "region"
    k = _back(parsed, s, i)
    before = tokens[k].lower if k >= s.first else ""
    kind_before = _singular(tokens[k - 1].lower) if k > s.first else ""
    named = before in ("of", ":") and ((kind_before in lex.features and kind_before not in lex.words["vague"])
                                       or tokens[k - 1].lower in lex.words["sides"])
    put = k >= s.first and tokens[k].dep == "prep" and (
        before in ("in", "near", "outside", "around", "at") or (before in ("to", "from", "toward", "towards", "into", "through")
                                                                and tokens[tokens[k].head].lemma in lex.words["moving"]))
    taken = tokens[j].dep in ("dobj", "nsubjpass") and not caught(parsed, j) and tokens[tokens[j].head].lemma in (
        "capture", "recapture", "enter", "storm", "besiege", "shell", "retake")
    apposed = after == "," and i != s.first - 1 and _apposed(parsed, s, j)
    listed = before in ("and", ",", "or") and _singular(_list_head(parsed, s, i)) in lex.features
    if feature or named or put or taken or listed or apposed:
        return _described(parsed, s, i, j, Kind(0.5, feature))
    return None


def _apposed(parsed: Parsed, s: Sentence, j: int) -> bool:
    """"Hadda, a village 12 km up the track", "Dobrinja, a suburb near the airport", "Hako, 10 km south of the city"."""
    tokens, lex = parsed.tokens, lexicon()
    words = [tokens[k].lower for k in range(j + 2, min(j + 7, s.last))]
    if not words:
        return False
    if words[0] in ("a", "an", "the", "another", "one"):
        kinds = [w for w in words[1:4] if lex.features.get(w) in ("village", "city", "neighbourhood", "base", "camp", "admin2")]
        return bool(kinds)
    return any(w in ("kilometers", "kilometres", "km", "kms", "miles") for w in words[1:4])


def _never(t: Token, kind_of: KindOf) -> bool:
    low = t.lower.rstrip(".")
    words, kind = lexicon().words, kind_of(t.text)
    # "RIFLE FIRE", "AT PASSERSBY": what an upper-case wire makes look like a name.
    common = bool(classes().get(low, frozenset()) & COMMON)
    listed = low in MONTHS | words["nowhere"] | words["titles"] | words["bodies"]
    return common or listed or kind.demonym or bool(kind.actor)


def _back(parsed: Parsed, s: Sentence, i: int) -> int:
    """The token before a name, past directions and the article."""
    k = i - 1
    while k >= s.first and (parsed.tokens[k].lower in lexicon().words["directions"] or parsed.tokens[k].lower == "the"):
        k -= 1
    return k


def _singular(word: str) -> str:
    return "city" if word == "cities" else word[:-1] if word.endswith("s") and word not in lexicon().features else word


def _list_head(parsed: Parsed, s: Sentence, i: int) -> str:
    """"villages" for a later name of "the villages of A, B and C"."""
    for k in parsed.ancestors(i):
        t = parsed.tokens[k]
        if t.tag[:1] == "V" or t.dep == "agent":
            break  # "farms and a bar owned by A, B and C"
        if t.tag[:3] == "NNS" and k >= s.first:
            return t.lower
    return ""
