"""Where, as written: the place phrase of each event, with its relation ("five kilometres from Bagram airport")."""
from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..model.claim import PlaceMention, Relation
from ..model.codebook import family_of
from ..model.knowledge import Kind, KindOf
from ..model.parsed import Parsed, Sentence, Token
from .candidate import Candidate
from .focus import Found, antecedent, destined, kind, named, overheard
from .lexicon import classes
from .runs import lexicon
from .spatial import relation
from .toponyms import Toponym, toponyms
from .where import Setting, chain, likelihood, path

PlaceOf = Callable[[Candidate], PlaceMention | None]
# Larger things that may follow a name after a comma or "in" and contain it.
CONTAINERS = frozenset(("country", "admin1", "admin2", "region", "island", "continent"))
TOWN_OF = re.compile(r"(?:city|town|village|port|suburb|hamlet|settlement|township|capital|neighbou?rhood|district) of", re.IGNORECASE)
APPOSED = re.compile(r"[,(]\s*(?:(?:about|around|some|which is|located|situated|approximately|just|roughly) )*$", re.IGNORECASE)


def place_names(found: list[list[Found]]) -> tuple[PlaceMention, ...]:
    """The names among what `settings` found."""
    return tuple(f.mention for s in found for f in s if not f.standin)


def settings(parsed: Parsed, kind_of: KindOf) -> list[list[Found]]:
    """Names and stand-ins with their mentions, a list for each sentence."""
    every = toponyms(parsed, kind_of)
    out: list[list[Found]] = []
    told: list[Found] = []
    times: Counter[str] = Counter()
    for s in parsed.sentences:
        here = [t for t in every if s.first <= t.first < s.last]
        named = _mentions(parsed, s, here)
        told += named
        times.update(f.mention.text.casefold() for f in named)
        stand = list(_standins(parsed, s, told, times, kind_of))
        told += stand
        times.update(f.mention.text.casefold() for f in stand)
        out.append(sorted([*named, *stand], key=lambda f: f.toponym.first))
    return out


def _mentions(parsed: Parsed, s: Sentence, here: list[Toponym]) -> list[Found]:
    heads = tuple(t.head for t in here)
    within = _containment(parsed, here)
    spans = [(t.part if t.part >= 0 and not t.feature.startswith("dir") else t.first, t.last) for t in here]
    out: list[Found] = []
    for k, t in enumerate(here):
        start, end = parsed.tokens[t.first].start, parsed.tokens[t.last].end
        end -= parsed.tokens[t.last].lower == "mar."  # at the end of a sentence no March
        found, explains = _relation(parsed, s, t, here[k + 1] if k + 1 < len(here) else None)
        # Where a country stands before it, "near Ramadi" tells more closely where, and explains no town.
        explains = explains and not (k and here[k - 1].kind.feature in ("country", "admin1"))
        start = parsed.tokens[spans[k][0]].start
        inside = tuple(parsed.text(*spans[j]) for j in within[k])
        mention = _stretch(PlaceMention(start, end, parsed.document.text[start:end], None if explains else found, inside, t.feature))
        gap = parsed.text(here[k - 1].last + 1, t.first - 1) if k and t.first - here[k - 1].last > 1 else ""
        if TOWN_OF.fullmatch(gap) and not mention.relation and (above := out[-1].mention.relation):
            mention = replace(mention, relation=replace(above, text=f"{above.text} {gap} {mention.text}"))  # "near the West Bank city of"
        contains = any(k in w for w in within)
        out.append(Found(t, mention, Setting(heads, contains, explains, tuple(here))))
    return out


def _stretch(m: PlaceMention) -> PlaceMention:
    """"the Gao-Kidal road" lies between Gao and Kidal."""
    ends = ROAD.fullmatch(m.text)
    if not ends:
        return m
    relation = replace(m.relation or Relation(f"the {m.text}"), kind="between", other=ends["other"])
    return replace(m, text=ends["one"], feature="", relation=relation)


def _containment(parsed: Parsed, here: list[Toponym]) -> list[list[int]]:
    """For each name the indices of those that the words put it inside of: "Nejapa, San Salvador department", "Kabul in
    Afghanistan"."""
    out: list[list[int]] = [[] for _ in here]
    for k, (a, b) in enumerate(itertools.pairwise(here)):
        gap = parsed.text(a.last + 1, b.first - 1) if b.first - 1 >= a.last + 1 else ""
        larger = b.feature in ("admin1", "admin2", "district", "country", "region") or b.kind.feature in ("country", "admin1")
        words = gap.lower().replace(",", " ").split()
        joined = bool(words) and words[-1] == "the"
        plain = [w for w in words if w not in ("the", "in", "of", "province", "district", "city", "town", "department", "county",
                                               "municipality",
                                               "neighborhood", "neighbourhood", "village", "governorate", "area", "northern",
                                               "southern", "eastern",
                                               "western", "central", "suburb", "camp", "region", "eastern", "state")]
        if plain and words[:2] == ["in", "the"] and words[-1] == "of":  # "Homs, in the north of Syria"
            plain = [w for w in plain if w not in lexicon().words["directions"] and w not in ("part", "parts", "far", "extreme", "remote")]
        if TOWN_OF.fullmatch(gap.strip()) and not a.feature:  # "the West Bank city of Ramallah"
            out[k + 1].append(k)
        elif larger and not plain and ("," in gap
                                     or "in" in words or "of" in words) and "and" not in words or (joined and larger and not plain):
            out[k].append(k + 1)
        put = words and words[0] == "in" and not plain and len(words) <= 3
        if put and not out[k] and not a.feature and parsed.tokens[a.first - 1].lower in ("in", "at", "near") \
                and parsed.tokens[b.head].head == a.last + 1 + words.index("in"):
            out[k].append(k + 1)
        if gap.strip() in ("'s", "’s", "' s", "'") and (a.kind.feature in CONTAINERS or b.feature in ("district", "neighbourhood")):
            out[k + 1].append(k)
    for k in range(len(here) - 2, -1, -1):
        out[k] += [m for j in out[k] if j > k for m in out[j] if m not in out[k]]
    return out


def _relation(parsed: Parsed, s: Sentence, t: Toponym, following: Toponym | None) -> tuple[Relation | None, bool]:
    """The relation to a name, and whether the name only explains another that stands before it."""
    text = parsed.document.text
    begin = parsed.tokens[t.part if t.part >= 0 else t.first].start
    end = parsed.tokens[t.last].end
    before = text[max(s.start, begin - 120):begin]
    found = relation(before, text[end:min(s.end, end + 40)], t.feature)
    if not found:
        return None, False
    cut = re.sub(r"\s+", " ", before)
    at = cut.rfind(found.text)
    stripped = cut[:at] if at >= 0 else ""
    if found.kind in ("between", "half-way", "border") and following is not None:
        gap = text[end:parsed.tokens[following.first].start]
        if re.fullmatch(r",?\s*(?:and|to|with)\s+(?:the )?(?:\w+ of )?", gap):
            found = replace(found, other=parsed.text(following.first, following.last))
    # In "30 miles of the capital, Freetown" the comma is the relation's own.
    explains = found.kind in ("distance", "direction", "near", "overlooking") and "," not in found.text and bool(APPOSED.search(stripped)) \
        and stripped.rstrip(" ,(")[-1:].isalnum() and _names_before(parsed, s, begin)
    full = text[begin - (len(before) - before.rfind(found.text[:12])) if found.text[:12] in before else begin:end]
    return replace(found, text=re.sub(r"\s+", " ", full)), explains


def _names_before(parsed: Parsed, s: Sentence, begin: int) -> bool:
    """Whether a capitalised word stands just before the last comma or bracket ahead of `begin`."""
    m = re.search(r"([\w'’-]+)\s*[,(][^,(]*$", parsed.document.text[s.start:begin])
    return bool(m) and (m[1][:1].isupper() or m[1].lower() in lexicon().features)  # type: ignore[index]


def _standins(parsed: Parsed, s: Sentence, told: list[Found], times: Counter[str], kind_of: KindOf) -> Iterator[Found]:
    """"the city", "the capital", "here": each with the name that it stands for, the last fitting one told before it."""
    covered = {i for f in told if f.toponym.first >= s.first for i in range(f.toponym.first, f.toponym.last + 1)}
    for i in range(s.first, s.last):
        if i in covered or (fits := _fits(parsed, s, i)) is None:
            continue
        t = parsed.tokens[i]
        if t.lower == "here":
            yield from _filed(parsed, kind_of, i)
            continue
        if t.lower == "capital" and (nation := _nation(parsed, kind_of, i)):
            yield Found(Toponym(i, i, i, Kind(0.95, "city"), "capital"),
                        PlaceMention(t.start, t.end, f"{nation} capital", None, (), "capital"), Setting((i,)), True)
            continue
        found = _left(parsed, told, s, i) if t.lower == "there" else None
        found = found or antecedent(parsed, told, times, "town" if t.lower in ("it", "place") else t.lower, fits, i)
        if t.lower == "capital" and _national(parsed, i) and not (found and kind(found) == "capital"):
            # Which town that is, the gazetteer knows and not the order of names.
            yield Found(Toponym(i, i, i, Kind(0.95, "city"), "capital"), PlaceMention(t.start, t.end, t.text, None, (), "capital"),
                        Setting((i,)), True)
            continue
        if not found and "country" in fits and (people := _people(parsed, kind_of, i)):
            yield Found(Toponym(i, i, i, Kind(0.9, "country")), PlaceMention(t.start, t.end, people, None, (), "country"),
                        Setting((i,)), True)
        elif not found and t.lower == "country" and parsed.dateline and parsed.dateline.place:
            # Whose land the dateline's town lies in, the gazetteer knows.
            yield Found(Toponym(i, i, i, Kind(0.9, "country")), PlaceMention(t.start, t.end, t.text, None, (), "country"),
                        Setting((i,)), True)
        if not found and t.lower in ("city", "town") and fits:
            yield from _filed(parsed, kind_of, i)
        if found:
            a = found.mention
            related, _ = _relation(parsed, s, Toponym(i, i, i, Kind(), ""), None)
            text, feature = named(parsed, found, t.lower)
            mention = PlaceMention(t.start, t.end, text, related, a.within, feature)
            yield Found(Toponym(i, i, i, found.toponym.kind, ""), mention, Setting((i,)), True)


def _filed(parsed: Parsed, kind_of: KindOf, i: int) -> Iterator[Found]:
    """The place of the dateline, which "here" stands for, and "the city" where no name was told before it."""
    name = parsed.dateline.place if parsed.dateline else ""
    if name:
        t = parsed.tokens[i]
        yield Found(Toponym(i, i, i, kind_of(name)), PlaceMention(t.start, t.end, name), Setting((i,)), True)


def _fits(parsed: Parsed, s: Sentence, i: int) -> list[str] | None:
    """The kinds of place that the word at token `i` may stand for, or None where it stands for none: "a city", "the city of X"."""
    lex, t = lexicon(), parsed.tokens[i]
    if t.lower == "there" and t.dep == "advmod":
        return lex.standins["there"]
    if t.lower == "here":
        return [] if t.dep == "advmod" else None
    if t.lower == "it":
        return lex.standins["it"] if _inside_it(parsed, t) else None
    fits = lex.standins.get(t.lower, [] if t.lower in lex.words["bearers"] else None)
    if fits is None or t.tag != "NN" or t.dep in ("compound", "nmod"):
        return None
    determiner = parsed.tokens[i - 1].lower if i > s.first else ""
    if determiner not in ("the", "this", "that", "in") and not any(parsed.tokens[c].lower in ("the", "this", "that", "its",
            "their") for c in parsed.children(i)):
        return None
    if t.lower == "place" and (t.dep not in ("dobj", "pobj") or any(parsed.tokens[c].dep != "det" for c in parsed.children(i))):
        return None  # "the place where it fell"
    if t.lower != "capital" and any(parsed.tokens[c].text[:1].isupper() and parsed.tokens[c].dep in ("compound", "nmod", "amod")
                                    for c in parsed.children(i)):
        return None
    named = any(parsed.tokens[c].lower == "of" and any(parsed.tokens[g].text[:1].isupper() for g in parsed.children(c))
                for c in parsed.children(i))
    return None if named else fits


def _left(parsed: Parsed, told: list[Found], s: Sentence, i: int) -> Found | None:
    """"Those who escaped from X said that people were shot there": the place that the same sentence has people come from."""
    from_ = [f for f in told if s.first <= f.toponym.first < i and not f.standin
             and parsed.tokens[parsed.tokens[f.toponym.head].head].lower == "from"]
    return from_[-1] if len(from_) == 1 else None


def _inside_it(parsed: Parsed, t: Token) -> bool:
    """Whether "it" is a place by what is done to it or where: "in and around it", "holds the whole of it", "recaptured it"."""
    over, lists = parsed.tokens[t.head], lexicon().words
    part = over.lower == "of" and parsed.tokens[over.head].lower in lists["parts_of_it"]
    return (t.dep == "pobj" and (part or over.lower in lists["inside_it"])) or (t.dep == "dobj" and over.lemma in lists["done_to_towns"])


def _nation(parsed: Parsed, kind_of: KindOf, i: int) -> str:
    """"Bosnian" of "the Bosnian capital", "Syria" of "Syria's capital"; "" where no country stands before token `i`."""
    for c in parsed.children(i):
        t = parsed.tokens[c]
        if not t.text[:1].isupper() or t.dep not in ("amod", "poss", "compound", "nmod"):
            continue
        longer = f"{parsed.tokens[c - 1].text} {t.text}" if c > 0 and parsed.tokens[c - 1].text[:1].isupper() else ""
        for name in (longer, t.text) if longer else (t.text,):  # "South Sudanese" before "Sudanese"
            known = kind_of(name)
            if known.demonym or known.feature == "country":
                return name
    return ""


def _national(parsed: Parsed, i: int) -> bool:
    """Whether "capital" is a country's and not "the provincial capital", "their capital"."""
    plain = ("national", "besieged", "war-torn", "nation", "country")
    return not any(parsed.tokens[c].dep in ("amod", "poss", "compound") and parsed.tokens[c].lower not in plain for c in parsed.children(i))


def _people(parsed: Parsed, kind_of: KindOf, before: int) -> str:
    """The demonym told most before a token: "the country" in a report on Honduran police is Honduras."""
    told = Counter(t.text for t in parsed.tokens[:before] if t.text[:1].isupper() and kind_of(t.text).demonym and _stately(parsed, t))
    return told.most_common(1)[0][0] if told else ""


def _stately(parsed: Parsed, t: Token) -> bool:
    """Whether a demonym tells whose a body or an office is: "Honduran police", not the Bolivians who were arrested there."""
    of = parsed.tokens[t.head]
    persons = classes().get(of.lemma.lower(), frozenset())
    return t.tag[:2] == "JJ" and of.i > t.i and not (of.tag == "NNS" and "person" in persons and not persons & {"org", "force", "office"})


def places(parsed: Parsed, found: list[list[Found]]) -> PlaceOf:
    """From what `settings` found: the function it gives answers for each candidate: its own place, not the nearest name; None where
    the sentence tells none."""
    return lambda candidate: event_place(parsed, candidate, found[parsed.tokens[candidate.token].sent])


ROAD = re.compile(r"(?P<one>[A-Z][\w'’ ]{2,30})\s?[-–—]\s?(?P<other>[A-Z][\w'’ ]{2,30}) (?:road|highway|motorway|route|ROAD|HIGHWAY|ROUTE)")
ROADS = frozenset(("road", "way", "route", "highway"))
SETTLED = frozenset(("city", "town", "village"))
THRESHOLD = 0.3
FINER = 0.5
# What stands after these is what is talked about.
TOPICS = frozenset(("on", "about", "over", "regarding", "concerning", "against", "for", "towards", "toward"))
# Types that are seldom told with a place of their own: the model's answer must be surer.
SPEECH = frozenset("request accuse deny threaten pledge support assist sanction prosecute lead agree".split())


def event_place(parsed: Parsed, c: Candidate, here: list[Found]) -> PlaceMention | None:
    """The likeliest name or stand-in of the candidate's sentence, or None."""
    if itself := _appositive(parsed, c, here):
        return itself.mention
    if c.place is not None:
        there = [f for f in here if not _left_behind(parsed, c, f)]
        own = [f for f in there if f.toponym.first <= c.place <= f.toponym.last] or [
            f for f in there if c.place in chain(parsed, f.toponym.head)[:4]]
        if own:
            return _finer(parsed, c, _inner(min(own, key=lambda f: (f.setting.inside, f.toponym.first)), here), there).mention
    open_ = [f for f in here if not f.setting.explains and not _of_office(parsed, f) and not _acting(parsed, f, c.token)
             and not overheard(parsed, f.toponym.head, c.token) and not _left_behind(parsed, c, f)]
    if relative := _where(parsed, c.token, open_):
        return _finer(parsed, c, _inner(relative, here), open_).mention
    bound = [f for f in open_ if _bound(parsed, f, c.token)]
    if bound:
        return _finer(parsed, c, _inner(bound[0], here), open_).mention
    if family_of(c.type) == "politics":
        open_ = [f for f in open_ if _close(parsed, c, f)]
    scored = [(likelihood(parsed, c.token, f.toponym, _with(f, here)), f) for f in open_]
    if not scored:
        return None
    best, f = max(scored, key=lambda x: x[0])
    if best < THRESHOLD and family_of(c.type) != "politics" and (ahead := _fronted(parsed, c.token, open_)):
        return _finer(parsed, c, _inner(ahead, here), open_).mention
    return _narrowest(parsed, _finer(parsed, c, f, open_), here).mention if best >= (0.8 if c.type in SPEECH else THRESHOLD) else None


def _finer(parsed: Parsed, c: Candidate, wide: Found, others: list[Found]) -> Found:
    """"crossed into Rwanda at Gisenyi": the narrower of two names that the same verb puts it at."""
    if wide.toponym.kind.feature not in CONTAINERS or wide.standin:
        return wide
    small = [f for f in others if f.toponym.kind.feature in SETTLED and not f.setting.explains and (
        _beside(parsed, wide, f) or (_governor(parsed, f) == _governor(parsed, wide)
                                     and likelihood(parsed, c.token, f.toponym, f.setting) >= FINER))]
    return small[0] if small else wide


def _beside(parsed: Parsed, wide: Found, f: Found) -> bool:
    """"in Iraq, near Ramadi"."""
    at = wide.toponym.last + 1
    return at + 2 == f.toponym.first and parsed.tokens[at].text == "," and parsed.tokens[at + 1].tag == "IN"


def _governor(parsed: Parsed, f: Found) -> int:
    """The word that the preposition before a name hangs on, or the name's own token."""
    t = parsed.tokens[f.toponym.head]
    return parsed.tokens[t.head].head if t.dep == "pobj" else t.i


def _narrowest(parsed: Parsed, f: Found, here: list[Found]) -> Found:
    """The smallest place that the words put inside `f`, and of a list of places the first."""
    f = _inner(f, here)
    while (k := here.index(f)) and _listed(parsed, here[k - 1], f):
        f = here[k - 1]
    return f


def _inner(f: Found, here: list[Found]) -> Found:
    """The smallest place that the words put inside `f`."""
    inside = [g for g in here if g is not f and not g.setting.explains
              and f.mention.text in g.mention.within and g.toponym.first - f.toponym.last <= 3]
    return _inner(inside[-1], [x for x in here if x is not f]) if inside else f


def _listed(parsed: Parsed, a: Found, b: Found) -> bool:
    """Whether two names stand side by side in a list, and not one inside the other."""
    if a.standin or b.standin or a.setting.explains or b.mention.text in a.mention.within:
        return False
    gap = parsed.document.text[a.mention.end:b.mention.start]
    return bool(re.fullmatch(r"\s*(?:,|and|,\s*and|or)\s*(?:the\s)?\s*", gap, re.IGNORECASE))


def _of_office(parsed: Parsed, f: Found) -> bool:
    """"the foreign minister of Iraq", "the people of Turkey": the place tells whose, not where."""
    t = parsed.tokens[f.toponym.head]
    of = parsed.tokens[t.head]
    if t.dep != "pobj" or of.lower != "of":
        return False
    words = lexicon().words
    owner = parsed.tokens[of.head]
    return owner.lemma in words["owners"] or owner.lower in words["titles"] or owner.lower in words["bodies"]


def _where(parsed: Parsed, trigger: int, open_: list[Found]) -> Found | None:
    """"in Walikale, west of Goma, where troops are regrouping": the name that the relative clause hangs on."""
    for i in chain(parsed, trigger):
        t = parsed.tokens[i]
        if any(parsed.tokens[k].lower == "where" and k < i for k in parsed.children(i)):
            start = next(k for k in parsed.children(i) if parsed.tokens[k].lower == "where")
            before = [f for f in open_ if f.toponym.last < start and start - f.toponym.last <= 6] if t.dep in ("relcl", "advcl") else []
            inside = any(start < f.toponym.first for f in open_)
            return before[-1] if before and not inside else None
        if t.dep not in ("conj", "xcomp", "dobj", "pobj", "prep", "compound"):
            return None
    return None


def _fronted(parsed: Parsed, trigger: int, open_: list[Found]) -> Found | None:
    """"At Adi Hawsha, our men killed 34 soldiers and captured 12": what stands before the subject holds for every verb of it."""
    verb = trigger
    while parsed.tokens[verb].dep == "conj":
        verb = parsed.tokens[verb].head
    if verb == trigger:
        return None
    subject = next((k for k in parsed.children(verb) if parsed.tokens[k].dep in ("nsubj", "nsubjpass")), -1)
    return next((f for f in open_ if f.toponym.last < subject and parsed.tokens[f.toponym.head].dep == "pobj"
                 and _governor(parsed, f) == verb), None)


def _left_behind(parsed: Parsed, c: Candidate, f: Found) -> bool:
    """Who leaves is told where he leaves from: neither the destination nor the road taken; a road that others took is nobody else's."""
    over = parsed.tokens[parsed.tokens[parsed.tokens[f.toponym.head].head].head]  # "people had taken the road to Erbil"
    if over.lemma in ROADS and parsed.tokens[over.head].tag[:2] == "VB" and c.token not in chain(parsed, f.toponym.head) and destined(
            parsed, f.toponym.head, c.token):
        return True
    if c.type not in ("withdraw", "displace") or parsed.tokens[c.token].lemma not in lexicon().words["leaving"]:
        return False
    return destined(parsed, f.toponym.head, c.token) or f.toponym.feature == "road"


def _bound(parsed: Parsed, f: Found, trigger: int) -> bool:
    """"the Kabul bombing", "their last stronghold, Kunduz", "Raqqa, its capital": the name and the event's noun are one phrase."""
    t, event = parsed.tokens[f.toponym.head], parsed.tokens[trigger]
    if (t.dep == "appos" and t.head == trigger) or (event.dep == "appos" and event.head == t.i):
        return True
    return event.tag[:2] == "NN" and t.dep in ("compound", "nmod", "poss") and t.head == trigger and f.toponym.kind.feature != "country"


def _appositive(parsed: Parsed, c: Candidate, here: list[Found]) -> Found | None:
    """"Kidal, the rebels' last stronghold in the north": what a noun of holding is put beside is the place itself."""
    event = parsed.tokens[c.token]
    if event.dep != "appos" or c.type != "hold":
        return None
    return next((f for f in here if f.toponym.first <= event.head <= f.toponym.last and kind(f) not in CONTAINERS), None)


def _acting(parsed: Parsed, f: Found, trigger: int) -> bool:
    """"Turkey began an offensive", "Washington announced", "the US bombing": a party, not a place."""
    t = parsed.tokens[f.toponym.head]
    if f.toponym.kind.feature == "country" and t.dep in ("compound", "nmod", "poss", "amod") and t.head == trigger:
        return True
    if f.toponym.kind.feature == "country" and t.dep == "pobj" and parsed.tokens[t.head].dep == "agent":  # "controlled by Israel"
        return True
    return t.dep == "nsubj" and not f.standin and parsed.tokens[t.head].lemma not in lexicon().words["undergoing"]


def _close(parsed: Parsed, c: Candidate, f: Found) -> bool:
    """Whether a place belongs to a meeting or statement itself, and not to what it is about ("talks on the situation in
    Aleppo")."""
    up, _ = path(parsed, f.toponym.head, c.token)
    above = [parsed.tokens[i] for i in up[1:] if i not in (c.token, c.clause)]
    preps = [t for t in above if t.dep in ("prep", "agent")][1:]
    return not any(t.lower in TOPICS for t in preps) and not any(t.tag[:1] == "V" for t in above)


def _with(f: Found, here: list[Found]) -> Setting:
    """A stand-in competes with the names of its sentence."""
    return replace(f.setting, rivals=tuple(x.toponym.head for x in here)) if any(x.standin for x in here) else f.setting
