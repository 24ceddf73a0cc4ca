"""Scope: which tokens an act of report covers.

By complement clauses, objects, the clause before or around a trailing report, and phrases of a whole sentence.
"""
from __future__ import annotations

from ..model.parsed import Parsed
from .clause import SUBJECTS, child, children, conjuncts, has_to, is_noun, is_verb, negated, perfect_to
from .cues import ReportVerb, cues
from .report import EMPTY, tree


def _past_paper(parsed: Parsed, prep: int) -> list[int]:
    """"Said in a note that planes bombed": the clause that the parser hung on the noun and that is what was said."""
    tokens = parsed.tokens
    inside = sorted(j for j in parsed.subtree(prep) if tokens[j].dep in ("acl", "relcl", "ccomp") and tokens[j].tag[0] == "V")
    return [j for j in inside if child(parsed, j, *SUBJECTS) is not None and any(
        tokens[d].lower == "that" and tokens[d].dep == "mark" for d in parsed.children(j))][:1]


def content(parsed: Parsed, v: int, entry: ReportVerb) -> frozenset[int]:
    """What an active verb of report reports, by its complements."""
    tokens, roots = parsed.tokens, []
    takes = entry.takes
    whose = {c for c in parsed.children(v) if tokens[c].dep in SUBJECTS}
    opened = next((c for c in children(parsed, v, "mark") if c < v and tokens[c].lower in ("after", "before")), -1)
    for c in parsed.children(v):
        t = tokens[c]
        if c < v and any(tokens[j].text == ";" for j in range(c + 1, v)):
            continue
        if c < opened:
            continue  # "They drove them out on Friday, a day after the capital said that it was over"
        if c < v and t.dep == "parataxis" and t.lemma in cues().verbs and any(w < c for w in whose):
            continue  # "The ministry, the paper adds, believes that": what stands between commas holds the rest
        having = t.tag == "VBG" or any(tokens[d].lower == "having" for d in parsed.children(c))
        clause = t.dep in ("ccomp", "parataxis") or (t.dep == "xcomp" and having and takes & {"seen", "object"})
        to_clause = (t.dep == "xcomp" and has_to(parsed, c)) or (t.dep == "advcl" and perfect_to(parsed, c))
        if (clause and takes & {"that", "seen"}) or (to_clause and "to" in takes) or (t.dep == "oprd" and "to" in takes):
            roots.append(c)
        elif t.dep == "dobj":
            if entry.group == "claim" and t.lemma in ("responsibility", "credit"):
                roots += of_content(parsed, c) if negated(parsed, v) is None and negated(parsed, c) is None else []
                continue
            if t.lemma in cues().words["sets.no_content"] or child(parsed, v, "dative") is not None:
                continue
            if "toll" in takes and t.lemma in cues().words["sets.tolls"]:
                roots += [c, *(d for d in parsed.children(v) if d > c and tokens[d].lower == "at")]  # "at 60 dead"
            elif t.lemma in cues().nouns and entry.group in ("deny", "dismiss", "confirm"):
                roots += _told_by(parsed, c)
            elif "object" in takes or ("of" in takes and _blamed_on(parsed, v)) or takes & {"report", "seen"} and _report_noun(parsed, c):
                roots.append(c)
            if "of" in takes:
                for d in conjuncts(parsed, c):
                    roots += of_content(parsed, d)
        elif t.dep == "prep" and t.lower == "at" and entry.group == "dismiss":  # "laughed at a report that"
            of = [d for d in children(parsed, c, "pobj") if tokens[d].lemma in cues().nouns]
            roots += [r for d in of for r in _told_by(parsed, d) or [k for k in children(parsed, v, "ccomp") if k > d]]
        elif t.dep == "prep" and ("as" in takes and t.lower == "as" or "about" in takes and t.lower in ("of", "about")):
            roots.append(c)
        elif t.dep == "prep" and "that" in takes and c > v:
            roots += _past_paper(parsed, c)
    if "of" in takes:
        roots += of_content(parsed, v)
    if "to" in takes and not roots:
        roots += _strayed(parsed, v)
    roots = [r for r in roots if r not in whose]
    scope = tree(parsed, *roots) if roots else EMPTY
    if "that" in takes:
        clauses = any(is_verb(parsed, r) for r in roots)
        scope |= (_right_of(parsed, v, roots) if clauses else EMPTY) | _that_clause(parsed, v, entry.group == "tell" and not clauses)
    return scope


def _strayed(parsed: Parsed, v: int) -> list[int]:
    """"claimed on Sunday, in a broadcast, to have shot": an infinitive that the parser hung on a word between."""
    tokens, stop = parsed.tokens, parsed.sentences[parsed.tokens[v].sent].last
    for j in range(v + 2, min(stop, v + 30)):
        if tokens[j].tag in ("VBD", "VBZ", "VBP", "MD") or tokens[j].text == ";":
            return []
        if tokens[j].tag == "TO" and tokens[j].dep == "aux" and v < tokens[tokens[j].head].head < j:
            below = tokens[j].head
            return [below] if perfect_to(parsed, below) or tokens[below].tag == "VBG" else []
    return []


def _told_by(parsed: Parsed, n: int) -> list[int]:
    """The content of a report noun that is itself confirmed or denied: "denied reports that", "confirmed the claim of"."""
    return [c for c in parsed.children(n) if (parsed.tokens[c].dep in ("acl", "ccomp", "relcl") and tells_content(parsed, n, c))
            or parsed.tokens[c].lower == "of"]


def _that_clause(parsed: Parsed, v: int, told: bool = False) -> frozenset[int]:
    """"said that …": all that follows in the sentence, whatever the parser made of it, but for what is coordinated with the verb.

    With `told`, somebody may stand before "that" ("informed the station that the mayor had died").
    """
    tokens, sentence = parsed.tokens, parsed.sentences[parsed.tokens[v].sent]
    that = v + 1
    if told:
        that = next((j for j in range(v + 1, min(v + 9, sentence.last)) if tokens[j].lower == "that" or tokens[j].tag[0] not in "DJNPC"), v)
        if not v + 1 < that < sentence.last - 1 or tokens[that + 1].tag[0] in "VM":
            that = v + 1
    if that >= sentence.last or tokens[that].lower != "that" or tokens[that].tag not in ("IN", "WDT"):
        return EMPTY
    if that + 1 < sentence.last and tokens[that + 1].text in (".", ","):
        return EMPTY
    stop = next((j for j in range(that + 1, sentence.last) if tokens[j].text == ";"), sentence.last)
    after = frozenset(range(that + 1, stop))
    apart = [c for c in parsed.children(v) if c > v and (tokens[c].dep == "conj" and not _goes_on(parsed, c)
                                                         or tokens[c].dep in ("cc", "punct"))]
    return after - tree(parsed, *apart)


def of_content(parsed: Parsed, i: int) -> list[int]:
    """"accused X of shelling", "blamed X for the raid", "charged with murder"."""
    tokens = parsed.tokens
    return [d for c in parsed.children(i) if tokens[c].dep == "prep" and tokens[c].lower in ("of", "for", "with")
            for d in parsed.children(c) if tokens[d].dep in ("pcomp", "pobj")]


def _blamed_on(parsed: Parsed, v: int) -> bool:
    return parsed.tokens[v].lemma == "blame" and any(parsed.tokens[c].lower == "on" for c in parsed.children(v))


def _report_noun(parsed: Parsed, i: int) -> bool:
    return parsed.tokens[i].lemma in cues().nouns


def _right_of(parsed: Parsed, v: int, roots: list[int]) -> frozenset[int]:
    """Adverbial clauses and coordinated clauses that the parser hung on the verb of saying though they belong to what is said."""
    tokens, last = parsed.tokens, max(roots)
    if last < v:
        last = v + 10 ** 6
    out: list[int] = []
    for c in parsed.children(v):
        t = tokens[c]
        marks = {tokens[d].lower for d in parsed.children(c)} if t.dep == "advcl" else set()
        later = c > last and bool(marks & cues().words["sets.subordinators"])
        if later or (c < v and marks & {"if", "unless"}) or (c > last and t.dep == "conj" and _goes_on(parsed, c)):
            out.append(c)
    return tree(parsed, *out) if out else EMPTY


def _goes_on(parsed: Parsed, c: int) -> bool:
    """A clause coordinated with "said" but in the backshifted tense of what is said ("…, and that ten more had died"), or one without
    a subject in the tense of what is said ("said it is being formed and will meet soon")."""
    tokens = parsed.tokens
    if tokens[c].lemma in cues().verbs:
        return False
    if not any(tokens[d].dep in SUBJECTS for d in parsed.children(c)):
        now = tokens[c].tag in ("VBZ", "VBP") or any(tokens[d].dep in ("aux", "auxpass") and tokens[d].lower in (
            "will", "is", "are", "has", "have") for d in parsed.children(c))
        return now and tokens[tokens[c].head].tag == "VBD" and child(parsed, tokens[c].head, "ccomp") is not None
    return any(tokens[d].dep in ("aux", "auxpass") and tokens[d].lower in ("had", "would", "could", "'d") for d in parsed.children(c))


def as_clause_scope(parsed: Parsed, v: int) -> frozenset[int]:
    """"As X tells it, …", "…, as X reported": the clause that an as-clause of report comments on."""
    tokens = parsed.tokens
    marked = any(tokens[c].lower in ("as", "like") and c < v and tokens[c].dep in ("mark", "advmod", "prep") for c in parsed.children(v))
    if tokens[v].dep != "advcl" or not marked or tokens[v].head == v:
        return EMPTY
    if any(tokens[c].dep in ("ccomp", "xcomp") and c > v for c in parsed.children(v)):
        return EMPTY
    if not (tokens[parsed.span(v)[0] - 1].text in (",", "--", "—") or parsed.span(v)[0] <= parsed.sentences[tokens[v].sent].first + 1):
        return EMPTY
    return tree(parsed, tokens[v].head) - tree(parsed, v)


def around(parsed: Parsed, v: int, entry: ReportVerb) -> frozenset[int]:
    """The clause that a report follows ("…, X said.", "…, said X.") or interrupts ("The army, he said, has left")."""
    if "quote" not in entry.takes or any(t.lower == "that" for t in parsed.tokens[v + 1:v + 2]):
        return EMPTY
    tokens = parsed.tokens
    if any(tokens[d].tag[0] == "W" or tokens[d].lower == "that" for d in parsed.children(v) if d < v):
        return EMPTY
    sentence = parsed.sentences[tokens[v].sent]
    if tokens[v].dep in ("relcl", "acl", "advcl") and not any(tokens[d].lower == "as" for d in parsed.children(v)):
        return EMPTY
    head = first = v
    own = [c for c in parsed.children(v) if tokens[c].dep in ("nsubj", "aux", "neg")]
    for c in own:
        if c < v:
            first = min(first, parsed.span(c)[0] if tokens[c].dep == "nsubj" else c)
    while first > sentence.first and tokens[first - 1].lower == "as":
        first -= 1
    if first == sentence.first or not is_break(tokens[first - 1].text):
        return EMPTY
    if any(c > v and tokens[c].dep in ("ccomp", "xcomp") and tokens[c - 1].text not in (",",) and c > v + 1
           and not _closed_by_comma(parsed, v, c) for c in parsed.children(v)):
        return EMPTY
    before = range(sentence.first, first - 1)
    if not any(is_verb(parsed, j) or is_noun(parsed, j) for j in before):
        return EMPTY
    lead = [c for c in parsed.children(v) if tokens[c].dep == "prep" and c < v]
    if lead and tokens[v].dep == "ROOT" and not frozenset(j for j in before if tokens[j].text[0].isalnum()) - tree(parsed, *lead):
        return EMPTY  # "In a note brought by two men who were freed, the group admitted": nothing is said before the comma
    scope = frozenset(before)
    inner = tokens[v].dep in ("parataxis", "ccomp", "conj", "dep", "advcl")
    inner = inner or any(c > v and tokens[c].dep == "ccomp" for c in parsed.children(v))
    if inner:
        scope |= _after(parsed, head, sentence.last)
    return scope - tree(parsed, *own)


def _closed_by_comma(parsed: Parsed, v: int, c: int) -> bool:
    return any(parsed.tokens[j].text == "," for j in range(v + 1, c))


def is_break(text: str) -> bool:
    return text in (",", "—", "–", "--", "-", "\"", "”", "''", "’", "'", "?", "!")


def _after(parsed: Parsed, v: int, last: int) -> frozenset[int]:
    """What goes on after an interrupting report: from the comma that closes it."""
    tokens = parsed.tokens
    for j in range(v + 1, min(v + 14, last)):
        if tokens[j].text == ",":
            return frozenset(range(j + 1, last))
    return EMPTY


def apart(parsed: Parsed, c: int, v: int) -> bool:
    """Whether a semicolon or "and" parts a clause from the verb that the parser hung it on."""
    return any(t.text in (";", ":") or t.lower in ("and", "but") and t.head == v for t in parsed.tokens[c + 1:v])


def heard(parsed: Parsed, v: int) -> list[int]:
    """Places and times of a passive of perception belong to what was seen."""
    return [c for c in parsed.children(v) if parsed.tokens[c].dep in ("prep", "npadvmod", "advmod") and parsed.tokens[c].lower != "by"]


def phrase_scope(parsed: Parsed, a: int, own: frozenset[int]) -> frozenset[int]:
    """What a phrase like "according to X" covers."""
    tokens = parsed.tokens
    sentence = parsed.sentences[tokens[a].sent]
    every = frozenset(range(sentence.first, sentence.last))
    leads = all(not tokens[j].text[0].isalnum() for j in range(sentence.first, a))
    leads = leads or (tokens[a - 1].lower in ("and", "but") and a - sentence.first == 1)
    ends = all(not tokens[j].text[0].isalnum() for j in range(max(own) + 1, sentence.last))
    if leads or ends:
        return every - own
    top = tokens[a].head
    following = next((j for j in range(max(own) + 1, sentence.last) if tokens[j].text[0].isalnum()), a)
    if top < a and tokens[following].dep in ("conj", "advcl") and tokens[following].tag in ("VBD", "VBZ", "VBP"):
        return tree(parsed, following)
    if not is_verb(parsed, top):
        after = max(own) + 1
        stop = next((j for j in range(after + 1, sentence.last) if tokens[j].text in (";",)), sentence.last)
        return frozenset(range(after, stop))
    scope = set(parsed.subtree(top)) - own
    if top > a:
        for c in conjuncts(parsed, top)[:1]:
            scope |= set(parsed.subtree(c)) - own
    else:
        for c in conjuncts(parsed, top)[1:]:
            if any(tokens[d].dep in SUBJECTS for d in parsed.children(c)):
                scope -= set(parsed.subtree(c))
    return frozenset(scope)


def tells_content(parsed: Parsed, n: int, c: int) -> bool:
    """Whether a clause tells the content of a report noun ("reports that …"), and is no relative clause about it."""
    tokens = parsed.tokens
    marks = [d for d in parsed.children(c) if tokens[d].lower == "that" and d < c]
    return any(tokens[d].dep == "mark" or (tokens[d].tag == "IN") for d in marks)


def spread_that(parsed: Parsed, n: int) -> list[int]:
    """"A rumour ran through the town that": the clause that the parser hung on the verb by which word went round."""
    tokens, v = parsed.tokens, parsed.tokens[n].head
    if tokens[n].dep != "nsubj" or tokens[v].lemma not in cues().words["sets.spreads"]:
        return []
    return [c for c in parsed.children(v) if tokens[c].dep in ("ccomp", "advcl", "acl")
            and any(tokens[d].lower == "that" for d in parsed.children(c))]


def later_of(parsed: Parsed, n: int) -> list[int]:
    """"reports yesterday from Mazar of abductions": an "of" that the parser hung on a name between."""
    tokens = parsed.tokens
    stop = min(parsed.sentences[tokens[n].sent].last, n + 14)
    between = tokens[n + 1:stop]
    if not any(t.lower in ("from", "by") for t in between[:4]):
        return []
    for t in between:
        if t.tag in ("VBD", "VBZ", "VBP", "MD") or t.text in (",", ";"):
            return []
        if t.lower == "of" and t.i > n + 2:
            return [t.i]
    return []
