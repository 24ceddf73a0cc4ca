"""The cast of a document: its named actors, each with all its printed forms, joined by acronym, alias, short form or last name."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..model.claim import Mention, Reading
from ..model.document import Document
from .actor_kind import actor_kind
from .nouns import noun_kind, singular
from .registry import Entry, best, body, country_of, demonym, key, lookup, nouns, phrases, registry, state, units
from .titles import bare, is_office, said_of, titles

WORD = r"[A-Z][\w'’.&/-]*"
LINK = r"(?:of|the|and|for|in|de|del|la|el|y|on|to|against|al|ul|e|-|–|&)"
FORWARD = re.compile(r"[(\[]\s{0,3}[\"“'‘]?([A-Z][A-Za-z0-9./-]{1,11})[\"”'’]?\s*[)\]]")
BACKWARD = re.compile(r"\b([A-Z][A-Z0-9.-]{0,8}[A-Z0-9]s?)[ \t]{0,2}([(\[])\s*((?:the )?[A-Z][^)\](\[\n]{4,90})[)\]]")
KNOWN_AS = re.compile(r",? (?:or|also known as|known as|known by (?:its|the) (?:\w+ )?(?:acronym|initials),?) ([A-Z][A-Za-z0-9-]{1,9})\b")
ALIAS = re.compile(rf",? (?i:alias|aka|a\.k\.a\.|known as|nicknamed|whose nom de guerre is|better known as) [\"“'‘]?"
                   rf"((?:(?i:commander|comandante|colonel) )?{WORD})")
# "Ibrahim al-Jaafari": what the parser left behind of a name.
SON_OF = re.compile(r"(?:\s(?:al|el|ul|ad|as|an|ash|az|bin|ibn|abu)[- ][A-Z][\w’'-]+){1,3}")
SENT_TO = re.compile(r"\b(?:ambassador|envoy|representative|consul(?: general)?|charge d'affaires) (?:to|in) (?:the )?$", re.I)
# "the 22d Front of the movement": a numbered part of an armed group is the group.
UNIT = re.compile(r"\b(?:\d+(?:st|nd|rd|th|d)?|[ivxl]+|\w+(?:st|nd|rd|th))\s+(?:front|column|company|detachment|bloc|squadron|unit|"
                  r"zone)(?P<of>\s+of\s+(?:the\s+)?)?", re.I)
LINKS = frozenset(("of", "the", "and", "for", "in", "de", "del", "la", "el", "y", "on", "to", "against", "al", "ul", "e", "-", "–", "&"))
NOT_NAMES = re.compile(r"\b(?:indistinct|omitted|received|words?|text|video|recording|passage|begin|end|sic|unidentified|as)\b", re.I)
SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*\n")
ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Sen|Rep|Gov|St|No|U\.S|U\.N|U\.K|[A-Z])\.$", re.I)
LINE_END = re.compile(r"(?<!\n)\n(?![ \t]*\n)")
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Member:
    """One named actor of a document. `name` is its fullest printed form, `forms` all of them; `kind` a registry kind, person, organisation,
    place or ""; `first` where it is named first, `count` how often."""

    name: str
    forms: tuple[str, ...]
    id: str = ""
    kind: str = ""
    country: str = ""
    first: int = -1
    count: int = 1
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Members by folded form, the starts of sentences, and the country that the document is mostly about ("" if none stands out).

    `home` is the country in which most of it takes place, else `country`: whose army and police these are. `offices` holds, for each
    person's name, what the document says of the person ("UN envoy"); `homes` the countries in which its armed groups are at home;
    `ending` its organisations by the last word of a name ("council"), `bodies` all of them by their folded names between blanks.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    members: tuple[Member, ...]
    by_form: dict[str, Member]
    sentences: tuple[int, ...]
    country: str
    home: str
    day: str
    offices: dict[str, tuple[str, ...]]
    persons: tuple[Member, ...]
    ending: dict[str, tuple[Member, ...]]
    homes: frozenset[str]
    bodies: tuple[tuple[str, Member], ...]

    def before(self, at: int, n: int = 24) -> str:
        """The up to `n` characters in front of an offset."""
        return self.text[max(0, at - n):at]

    def find(self, name: str) -> Member | None:
        """The member that bears `name` in this document."""
        return self.by_form.get(key(name)) or self.by_form.get(key(bare(name)))

    def around(self, m: Mention) -> Member | None:
        """The member in whose name a mention begins without being all of it ("Levant fighters" in "Iraq and the Levant fighters")."""
        i = bisect_right(self.spans, (m.start, 0)) - 1
        if i < 0 or not self.spans[i][0] < m.start < self.spans[i][1]:
            return None
        return self.find(" ".join(self.text[slice(*self.spans[i])].split()))

    def reaching(self, m: Mention) -> Member | None:
        """The member whose name begins inside a mention and goes on after it ("rebels of the Liberians" United for …)."""
        i = bisect_right(self.spans, (m.end, 0)) - 1
        if i < 0 or not m.start < self.spans[i][0] < m.end < self.spans[i][1]:
            return None
        return self.find(" ".join(self.text[slice(*self.spans[i])].split()))

    def name_of(self, m: Mention) -> str:
        """The proper name in a mention, whole: see `whole_name`."""
        return whole_name(m, self.text, self.spans)

    def sentence(self, at: int) -> int:
        """Number of the sentence around a character offset."""
        return bisect_right(self.sentences, at) - 1


def is_person(name: str) -> bool:
    """Whether a capitalised name of two to five words without a word of organisations may be a person's."""
    words = name.split()
    if not 2 <= len(words) <= 5 or any(w.lower().strip(".,") in titles()["organisations"] for w in words):
        return False
    if any(c.isdigit() for c in name) or all(is_office(w) for w in words):
        return False
    return not country_of(words[0]) and not country_of(name)


def sentence_starts(text: str) -> tuple[int, ...]:
    """Offsets at which sentences begin, by punctuation alone."""
    out = [0]
    for m in SENTENCE.finditer(text):
        if "\n" in m.group() or not ABBREVIATED.search(text[max(out[-1], m.start() - 8):m.start()].rstrip("\"”’')]")):
            out.append(m.end())
    return tuple(out)


def shouting(text: str) -> bool:
    """Whether a text is all in capitals, but for a few letters."""
    return len(re.findall("[a-z]", text[:4000])) * 9 < len(re.findall("[A-Z]", text[:4000]))


def phrase_before(text: str, at: int) -> str:
    """The capitalised words that end at an offset, with the small words between them: "the Syrian Democratic Forces" of "said the …"."""
    kept: list[str] = []
    for w in reversed(text[max(0, at - 140):at].split()[-14:]):
        if (kept and w[-1] in ",.;:)]") or not (w[0].isupper() or (kept and w.lower() in LINKS)):
            break
        kept.append(w)
    while kept and kept[-1].lower() in LINKS:
        kept.pop()
    return " ".join(reversed(kept)).lstrip("\"“'‘(")


def expansions(text: str) -> Iterator[tuple[str, str]]:
    """(acronym, expansion) pairs that the text itself gives: "Syrian Democratic Forces (SDF)", "FMLN [Farabundo …]", "X, known as Y"."""
    loud = shouting(text)
    for m in FORWARD.finditer(text):
        full, short = phrase_before(text, m.start()), m.group(1)
        if loud and not _same(full, short) and not any(_initials(" ".join(full.split()[-n:]), short) for n in range(2, 9)):
            continue  # where all is in capitals, the words before a bracket need not be a name
        capitals = short.upper() == short and not short.isdigit() and not country_of(short)
        if (capitals or _initials(full, short)) and (found := _tail(full, short)) and not NOT_NAMES.search(short):
            yield short, found
    for m in BACKWARD.finditer(text):
        short, bracket, full = m.groups()
        if not NOT_NAMES.search(full) and ((bracket == "[" and " " in full.strip()) or _initials(full, short) or _same(full, short)):
            yield short, ARTICLE.sub("", full.strip())
    for m in ALIAS.finditer(text):
        full, short = bare(phrase_before(text, m.start())), bare(m.group(1))
        if is_person(full) and not is_office(short):
            yield short, full
    for m in KNOWN_AS.finditer(text):
        full, short = phrase_before(text, m.start()), m.group(1)
        if _initials(full, short) or _same(full, short):
            yield short, _tail(full, short) or full


def _same(a: str, b: str) -> bool:
    x, y = best(a), best(b)
    return bool(x and y and x.id == y.id)


def _initials(full: str, short: str) -> bool:
    """Whether the letters of `short` occur in order among the initials of `full`, the first being the first."""
    letters = [c for c in short.lower() if c.isalpha()]
    heads = [w[0] for w in re.findall(r"[^\W_]+", full.lower())]
    if not letters or not heads or letters[0] != heads[0]:
        return False
    rest = iter(heads)
    return all(c in rest for c in letters)


def _tail(full: str, short: str) -> str:
    """The shortest end of `full` whose initials spell `short`; all of it where none does and it has two words or more."""
    words = full.split()
    for n in range(min(len(words), 12), 0, -1):
        part = words[-n:]
        if _initials(" ".join(part), short) and not any(_initials(" ".join(words[-k:]), short) for k in range(2, n)):
            return ARTICLE.sub("", " ".join(part))
    return ARTICLE.sub("", full) if len(words) > 1 else ""


class _Sets:
    """Union-find over folded forms."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, a: str) -> str:
        self.parent.setdefault(a, a)
        while self.parent[a] != a:
            self.parent[a] = self.parent[self.parent[a]]
            a = self.parent[a]
        return a

    def join(self, a: str, b: str) -> None:
        self.parent[self.find(a)] = self.find(b)


def every_mention(reading: Reading) -> tuple[Mention, ...]:
    """All mentions of a reading, those of its claims included, once each, in order."""
    seen: dict[tuple[int, int], Mention] = {(m.start, m.end): m for m in reading.mentions}
    for c in reading.claims:
        for m in (*c.actor, *c.target, *(s.mention for s in c.source if s.mention)):
            seen.setdefault((m.start, m.end), m)
    return tuple(seen[k] for k in sorted(seen))


def long_names(text: str, told: set[str]) -> tuple[tuple[int, int], ...]:
    """Spans of names of two words or more that the registry or the document itself (`told`) knows, longest at each place."""
    words = [(m.start(), m.end(), key(m.group().replace("'", "").replace("’", ""))) for m in re.finditer(r"[^\W_]+(?:['’.][^\W_]+)*", text)]
    own: dict[str, list[tuple[str, ...]]] = {}
    for name in told:
        parts = tuple(key(name).split())
        if len(parts) > 1:
            own.setdefault(parts[0], []).append(parts)
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        start, _, first = words[i]
        step = 1
        for parts in (*own.get(first, ()), *phrases().get(first, ())) if first else ():
            n, found = 0, 0
            while n < len(parts) and i + found < len(words) and found < len(parts) + 2:
                if words[i + found][2] == parts[n]:
                    n += 1
                elif words[i + found][2] != "the":
                    break
                found += 1
            if n == len(parts) and any(c.isupper() for c in text[start + 1:words[i + found - 1][1]]):
                out.append((start, words[i + found - 1][1]))
                step = found
                break
        i += step
    return tuple(out)


def whole_name(m: Mention, text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The proper name in a mention: the known longer name that it is part of, with its country where the name alone is a common word.

    "Levant" in "Islamic State of Iraq and the Levant fighters", "Syrian Army" where the parser has "Army", "Government of Iraq".
    """
    if not m.name:
        return ""
    at = text.find(m.name.split()[0], m.start, m.end + 60)
    at = m.start if at < 0 else at
    end = at + len(m.name)
    i = bisect_right(spans, (at, len(text)))
    for start, stop in spans[max(0, i - 1):i + 1]:
        if start < end and at < stop and stop - start > len(m.name):
            return " ".join(text[start:stop].split())
    if all(generic(w) for w in m.name.split()):
        shown = " ".join(m.text.split())
        if m.country and shown.lower().startswith(m.country.lower()):
            return shown
        if m.of and key(m.of) and m.of in shown and any(c.isupper() for c in m.of):
            return shown
    if text[at:end] == m.name and (rest := SON_OF.match(text, end)):
        return f"{m.name} {' '.join(rest.group().split())}"
    return m.name


def generic(word: str) -> bool:
    """Whether a word by itself names nobody: "Army", "Government", "Members", "Minister"."""
    low = word.lower().strip(".,'’\"")
    side = low.endswith("s") and noun_kind().get(singular(low)) == "rebel"  # "The Islamists", whatever their capital
    return side or low in titles()["organisations"] or is_office(low) or low in titles()["never"]


def make_cast(document: Document, reading: Reading, ground: Sequence[str] = ()) -> Cast:
    """Collect the names of a document and join those that mean the same; `ground` are the countries of its claims' places."""
    text = LINE_END.sub(" ", document.text)  # same length; a name may run over the end of a line
    printed: dict[str, Counter[str]] = {}
    first: dict[str, int] = {}
    kinds = {key(p.text): "place" for p in reading.places}
    sets = _Sets()
    pairs = tuple(expansions(text))
    loud, common = shouting(text), nouns()["loud"]["words"]
    spans = long_names(text, {full for _, full in pairs})
    for m in (x for x in every_mention(reading) if x.start >= 0):  # an outlet may stand nowhere in the text
        for name in (envoy(whole_name(m, text, spans), m, text), m.country, unnamed_body(m)):
            if key(name) == "america" and PARTS_OF.search(text[max(0, m.start - 12):m.end]):
                continue  # "Central America" is not the United States
            if name and (" " in name or not generic(name) or lookup(name)) and not (loud and key(name) in common):
                _note(name, m, printed, first, kinds)
    for short, full in pairs:
        for name in (short, full):
            printed.setdefault(key(name), Counter())[name] += 1
            first.setdefault(key(name), text.find(name))
        sets.join(key(short), key(full))
    focus = _focus(printed)
    told_of = {country_of(next(iter(forms))) for forms in printed.values()} - {""}
    known = _link(printed, kinds, sets, focus, document.date or "", {key(short) for short, _ in pairs})
    groups: dict[str, list[str]] = {}
    for k in printed:
        groups.setdefault(sets.find(k), []).append(k)
    members = tuple(_member(ks, printed, first, kinds, known) for ks in groups.values())
    told = f"{document.title}\n\n{text}" if document.title else text
    lands = {w for p in reading.places if state(p.text) for w in p.text.lower().split()}
    lands |= {w for w in set(re.findall(r"[a-z]{4,}", text.lower())) if demonym(w)} if loud else set()
    names = frozenset({w for m in members if m.kind != "person" for f in m.forms for w in f.lower().split()} | lands) if loud else None
    offices = {m.name: tuple(said_of(told, m.forms, names)) for m in members if m.kind in ("person", "")}
    members = tuple(replace(m, kind="person") if not m.kind and offices.get(m.name) else m for m in members)
    by_form = {k: m for m, ks in zip(members, groups.values(), strict=True) for k in ks}
    persons = tuple(m for m in members if m.kind == "person")
    ending: dict[str, tuple[Member, ...]] = {}
    for x in members:
        for w in cores(x) if " " in x.name and x.kind not in ("person", "place", "state") else ():
            ending[w] = (*ending.get(w, ()), x)
    homes = frozenset(c for m in members if m.entry and m.kind in ("rebel", "militia") for c in m.entry.countries[:2])
    told_of |= {c for x in members if x.entry for c in x.entry.countries[:2]}
    home = _settled(ground, focus, _only_home(members), told_of)
    bodies = tuple((f" {key(x.name)} ", x) for x in members if x.kind not in ("person", "place", "state"))
    return Cast(text, spans, members, by_form, sentence_starts(text), focus, home, document.date or "", offices, persons, ending, homes,
                bodies)


PARTS_OF = re.compile(r"\b(?:central|latin|south|north|middle)\s+america\b", re.I)


def envoy(name: str, m: Mention, text: str) -> str:
    """A person told right after the country that he is sent to ("the ambassador to Peru Roberto Linares"), without that country."""
    words = name.split()
    n = next((n for n in (1, 2, 3) if state(" ".join(words[:n]))), 0)
    rest = " ".join(words[n:])
    at = text.find(words[0], m.start, m.end) if words else -1
    return rest if n and at >= 0 and is_person(rest) and SENT_TO.search(text[max(0, at - 40):at]) else name


def unnamed_body(m: Mention) -> str:
    """The words of a group without a capital name that the registry knows, or knows the pattern of: "contras", "Malian army"."""
    return m.text if m.kind == "group" and not m.name and (lookup(m.text) or body(m.text)) else ""


def _note(name: str, m: Mention, printed: dict[str, Counter[str]], first: dict[str, int], kinds: dict[str, str]) -> None:
    shown = without_part(without_place(bare(re.sub(r"\s*[(\[].*", "", name) or name), kinds))
    if (part := UNIT.match(shown)) and part["of"]:
        shown = shown[part.end():]
    shown = shown.upper() if m.text.isupper() and len(m.text) > 3 else shown
    k = key(shown)
    if not k or all(w in titles()["never"] or w[:1].isdigit() for w in k.split()):
        return
    printed.setdefault(k, Counter())[shown] += 1
    first.setdefault(k, m.start)
    titled = key(bare(m.name)) == k != key(m.name) and " " not in shown
    if name == m.name and not lookup(shown) and ((m.kind == "person" and key(bare(m.text)) == k) or titled):
        kinds.setdefault(k, "person")


def without_place(name: str, kinds: dict[str, str]) -> str:
    """"Honduran Juan Bautista Nunez" -> "Juan Bautista Nunez"; a place before a person's name goes likewise."""
    words = name.split()
    for n in (1, 2):
        front, rest = " ".join(words[:n]), " ".join(words[n:])
        if rest and lookup(rest) and not lookup(name) and not state(front) and not demonym(front) and not state(rest):
            return rest
        if is_person(rest) and ((demonym(front) and not state(front)) or (n == 2 and kinds.get(key(front)) == "place")):
            return rest
    return name


def without_part(name: str) -> str:
    """"SDF forces" -> "SDF": a known name before a noun that only says "part of"."""
    front, _, last = name.rpartition(" ")
    return front if front and last.lower().removesuffix("s") in nouns()["parts"]["of_side"] and lookup(front) and not lookup(name) else name


def _home(ground: Sequence[str]) -> str:
    """The country in which most of what a document tells took place; "" where none stands out."""
    top = Counter(ground).most_common(1)
    return top[0][0] if top and top[0][1] * 5 >= len(ground) * 3 else ""


def _settled(ground: Sequence[str], focus: str, own: str, told_of: set[str]) -> str:
    """The country whose army "the army" is: where it happens, if the words speak of that country or two claims are placed there; else
    the one that the words are about."""
    there = _home(ground)
    if not there or there in told_of:
        return there or focus or own
    if focus and focus == own:
        return focus
    return there if len(ground) > 1 else own


def _only_home(members: Iterable[Member]) -> str:
    """The one country in which all armed groups of a document are at home; "" where there are several or none."""
    found = {m.entry.country for m in members if m.entry and m.kind in ("rebel", "militia")}
    return found.pop() if len(found) == 1 else ""


def _focus(printed: dict[str, Counter[str]]) -> str:
    """The country that more than half of the country words are of."""
    seen: Counter[str] = Counter()
    for forms in printed.values():
        if iso := country_of(next(iter(forms))):
            seen[iso] += sum(forms.values())
    top = seen.most_common(1)
    return top[0][0] if top and top[0][1] * 2 >= seen.total() else ""


def _link(printed: dict[str, Counter[str]], kinds: dict[str, str], sets: _Sets, focus: str, day: str, told: set[str]) -> dict[str, Entry]:
    """Join aliases of one registry entry, last names and short forms; gives the entry of each form that has one.

    Acronyms that the document itself explains (`told`) are what it says they are, whatever else bears them.
    """
    known: dict[str, Entry] = {}
    home: dict[str, str] = {}
    # Names that only one actor bears come first: they tell which of several an acronym means here.
    for k in sorted((k for k in printed if k not in told and kinds.get(k) != "person"), key=lambda k: len(registry().names.get(k, ()))):
        shown = next(iter(printed[k]))
        entry = next((e for e in lookup(shown) if e.id in home), None) or best(shown, focus, day) or _demonym_entry(shown)
        if entry:
            known[k] = entry
            sets.join(k, home.setdefault(entry.id, k))
    long = sorted((k for k in printed if " " in k), key=lambda k: -len(k))
    with_word: dict[str, list[str]] = {}
    for k in long:
        for w in set(k.split()):
            with_word.setdefault(w, []).append(k)
    for k in printed:
        if k in known:
            continue
        for other in with_word.get(k.split()[-1], ()):
            if other != k and other not in known and _short_of(k, other, next(iter(printed[other]))):
                sets.join(k, other)
                break
    return known


def _demonym_entry(word: str) -> Entry | None:
    iso = country_of(word)
    return registry().entries.get(iso) if iso and not state(word) else None


def _short_of(short: str, full: str, printed: str) -> bool:
    """"brahimi" of "lakhdar brahimi", "al eryani" of "moammar al eryani", "revolutionary guard" of "iranian revolutionary guard corps"."""
    if is_person(printed):
        inner = f" {short} " in full[full.find(" "):] + " " and len(short) > 2
        return inner or (short.startswith("abu ") and full.startswith(short + " "))
    return " " in short and (f" {short} " in f" {full} ")


def _member(ks: list[str], printed: dict[str, Counter[str]], first: dict[str, int], kinds: dict[str, str],
            known: dict[str, Entry]) -> Member:
    forms = tuple(f for k in ks for f in printed[k])
    entry = next((known[k] for k in ks if k in known), None)
    named = [f for f in forms if not (key(f) in known and country_of(f) and not state(f))] or forms
    name = max(named, key=lambda f: (len(f.split()) > 1 or not f.isupper() or len(f) > 6, len(f)))
    if entry and entry.kind == "state":
        name = next((f for f in named if key(f) == key(entry.names[0])), name)
    kind = entry.kind if entry else _kind(name, ks, kinds)
    if kind == "person":
        # The form used most, not the longest: a parser may read a title's last words into a name.
        name = max(forms, key=lambda f: (" " in f, printed[key(f)][f] if key(f) in printed else 0, len(f)))
    return Member(name, forms, entry.id if entry else "", kind, entry.country if entry else "", min(first[k] for k in ks),
                  sum(printed[k].total() for k in ks), entry)


def cores(m: Member) -> set[str]:
    """Last words of a member's forms, and those before "of", "for" and "in"."""
    out = set()
    for form in m.forms:
        words = key(form).split()
        out |= {words[-1]} if words else set()
        out |= {a for a, b in pairwise(words) if b in ("of", "for", "in")}
    return out


def _kind(name: str, ks: list[str], kinds: dict[str, str]) -> str:
    """Kind of a name that the registry does not know: that of its longest form, for a last name may be a town's too."""
    if (found := kinds.get(key(name))) and not (found == "place" and len(ks) > 1 and is_person(name)):
        return found
    if key(name) in units():
        return units()[key(name)]
    if is_person(name):
        return "person"
    if found := actor_kind(name).actor:
        return found
    return "organisation" if any(w.lower() in titles()["organisations"] for w in name.split()) else ""
