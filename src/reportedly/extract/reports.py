"""Reports: every place of a text where somebody is said to say, show, see, deny or write something, with speaker and scope.

Scope follows the syntax of report (complement clauses, parataxis, "according to", passives of report, report nouns); the cases
are those of PARC 3 (Pareti 2015) and of FactBank's source-introducing predicates (Saurí and Pustejovsky 2009).
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from ..model.claim import Mention
from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .clause import NONE, SUBJECTS, auxiliaries, child, children, conjuncts, has_to, is_noun, is_verb, negated, passive, subject
from .cues import Cues, ReportVerb, cues

CLAUSAL = ("ccomp", "xcomp", "parataxis", "acl", "oprd")
RIGHT = ("advcl", "prep", "npadvmod", "dep", "conj")
SUBORDINATORS = frozenset("after when as because since while until before if unless so although though where whereas".split())
NO_CONTENT = frozenset("responsibility credit life victim right throne involvement role link knowledge complicity participation connection part".split())
LEADS_TO_SAYING = frozenset("go continue proceed hasten begin start use come manage".split())
JUDGES = frozenset("judge court prosecutor attorney jury magistrate tribunal police authority".split())
ISSUES = frozenset("issue release make give publish provide send deliver post circulate distribute".split())
TITLES = frozenset("mr mrs ms dr gen general lt col colonel maj major capt captain sgt brig brigadier adm admiral minister president commander".split())
POINTING = frozenset("underscore underline indicate reveal show suggest demonstrate illustrate stress highlight establish prove".split())
POINTERS = frozenset("it this that which these those what".split())
EMPTY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """One act of report. `speaker` is the head token of who says so, or None where nobody is named; `mention` stands for it where no
    token does; `kind` and `mark` as in the lexicon; `scope` the tokens reported; `depth` orders reports of the same scope, outermost
    first; `quotes` whether a quotation may be its content; `rule` how it was found."""

    token: int
    speaker: int | None
    rule: str
    scope: frozenset[int] = EMPTY
    kind: str = ""
    mark: str = ""
    group: str = ""
    depth: int = 0
    quotes: bool = False
    mention: Mention | None = None


def reports(parsed: Parsed, kind_of: KindOf) -> list[Report]:
    """Every report of a document in the order of the text; those with an empty scope may still introduce a quotation."""
    words = cues()
    out: list[Report] = []
    for t in parsed.tokens:
        if t.tag[0] == "V" and t.lemma in words.verbs and t.dep not in ("amod", "compound", "auxpass"):
            out += _verb(parsed, t.i, words.verbs[t.lemma], words, kind_of)
        elif t.tag[0] == "N" and t.lemma in words.nouns:
            out += _noun(parsed, t.i, words, kind_of)
        elif t.lower in words.adverbs:
            out += _adverb(parsed, t.i, words)
        elif t.lower == "according":
            out += _according(parsed, t.i, words, kind_of)
        elif t.tag == "IN" and t.lower in ("by", "in", "on"):
            out += _account(parsed, t.i, words)
        elif t.lower == "per" and (t.i == 0 or parsed.tokens[t.i - 1].sent != t.sent or parsed.tokens[t.i - 1].text == ","):
            out += _per(parsed, t.i, words)
    out += _headline(parsed, words, kind_of)
    return out


def _per(parsed: Parsed, p: int, words: Cues) -> list[Report]:
    """"Per the interior ministry, …"."""
    who = child(parsed, p, "pobj")
    if who is None:
        return []
    return [Report(p, who, "per", _phrase_scope(parsed, p, _tree(parsed, p)), kind_by_noun(parsed, who, words), "", "according", -1)]


def _headline(parsed: Parsed, words: Cues, kind_of: KindOf) -> list[Report]:
    """"UN: militants executed 50 near Mosul": somebody who may speak, and a colon, at the head of the text."""
    if not parsed.sentences:
        return []
    tokens, last = parsed.tokens, parsed.sentences[0].last
    colon = next((j for j in range(1, min(6, len(tokens))) if tokens[j].text == ":"), None)
    if colon is None or colon + 2 >= len(tokens) or any(t.tag[0] not in "NDJ" for t in tokens[:colon]):
        return []
    head = tokens[colon - 1]
    known = kind_of(parsed.text(0, colon - 1))
    if head.lower not in words.words["headline.words"] and not (known.actor and known.place < 0.5):
        return []
    stop = last if last > colon + 1 else parsed.sentences[1].last if len(parsed.sentences) > 1 else last
    return [Report(colon, colon - 1, "headline", frozenset(range(colon + 1, stop)), kind_by_noun(parsed, colon - 1, words), "", "headline", -1)]


def is_media(parsed: Parsed, i: int, words: Cues, kind_of: KindOf) -> bool:
    """Whether a noun phrase names an outlet."""
    t = parsed.tokens[i]
    if t.lemma in words.words["media.not"]:
        return False
    inside = [i, *(c for c in parsed.children(i) if parsed.tokens[c].dep in ("compound", "nmod"))]
    if t.lower in words.words["media.words"] or t.lemma in ("newspaper", "radio", "television", "agency", "magazine", "channel", "broadcaster"):
        return True
    if t.tag[:3] == "NNP":
        first, last = min(inside), max(inside)
        if any(parsed.tokens[c].lower in words.words["media.words"] for c in inside):
            return True
        return kind_of(parsed.text(first, last)).actor == "media"
    return False


def _tree(parsed: Parsed, *roots: int) -> frozenset[int]:
    return frozenset(j for r in roots for j in parsed.subtree(r))


def _verb(parsed: Parsed, v: int, entries: tuple[ReportVerb, ...], words: Cues, kind_of: KindOf) -> list[Report]:
    tokens = parsed.tokens
    infinitive = any(tokens[c].dep == "xcomp" and has_to(parsed, c) for c in parsed.children(v))
    if passive(parsed, v) or (infinitive and tokens[v].lemma in ("say", "report") and child(parsed, v, "dobj") is None):
        return _passive(parsed, v, entries, words, kind_of)
    if negated(parsed, v) is not None and entries[0].group in ("say", "confirm", "announce", "tell", "show"):
        return []
    if not _whole_phrase(parsed, v):
        return []
    if has_to(parsed, v) and tokens[tokens[v].head].lemma not in LEADS_TO_SAYING:
        return []
    who = subject(parsed, v)
    extra: list[Report] = []
    if tokens[v].dep == "pcomp" and tokens[tokens[v].head].lower == "as":
        who, extra = _quoted_as(parsed, v, who)
    if who is None or (child(parsed, v, *SUBJECTS) is None and _break(tokens[v - 1].text)):
        who = next((c for c in children(parsed, v, "dobj") if c == v + 1 or tokens[c - 1].head == c), who)
    if who is None and tokens[v].tag in ("VBD", "VBZ") and entries[0].group in ("say", "announce", "tell", "claim"):
        who = _left_subject(parsed, v)
    if who is None or tokens[who].tag == "EX" or negated(parsed, who) is not None or tokens[who].lower in NONE:
        return []
    if tokens[v].lemma == "charge" and tokens[who].lemma in JUDGES:
        return []
    if tokens[who].lower in POINTERS and tokens[v].lemma in POINTING:
        return []
    if tokens[v].lemma == "deny" and not auxiliaries(parsed, v) and tokens[v].tag == "VB":
        return []
    who, kind, rule = _speaker(parsed, who, words, kind_of)
    as_clause = _as_clause(parsed, v)
    for entry in entries:
        if not _may_speak(parsed, who, entry, words) or (entry.group == "put" and not as_clause):
            continue
        scope = as_clause or _content(parsed, v, entry) | _around(parsed, v, entry)
        quotes = "quote" in entry.takes
        if scope or quotes:
            main = Report(v, who, rule or f"{entry.group}: {tokens[v].lemma}", scope, kind or entry.kind, entry.mark, entry.group, 0, quotes)
            return [*(replace(r, scope=scope) for r in extra), main, *_beside(parsed, v, main, words, kind_of)]
    return []


def _whole_phrase(parsed: Parsed, v: int) -> bool:
    """Verbs that report only with their particle or adjective: "pointed out", "made clear"."""
    need = {"point": ("out",), "make": ("clear", "plain", "known")}.get(parsed.tokens[v].lemma)
    return need is None or any(t.lower in need for t in parsed.tokens[v + 1:v + 5])


def _as_clause(parsed: Parsed, v: int) -> frozenset[int]:
    """"As X tells it, …", "…, as X reported": the clause that an as-clause of report comments on."""
    tokens = parsed.tokens
    marked = any(tokens[c].lower in ("as", "like") and c < v and tokens[c].dep in ("mark", "advmod", "prep") for c in parsed.children(v))
    if tokens[v].dep != "advcl" or not marked or tokens[v].head == v:
        return EMPTY
    if any(tokens[c].dep in ("ccomp", "xcomp") and c > v for c in parsed.children(v)):
        return EMPTY
    if not (tokens[parsed.span(v)[0] - 1].text in (",", "--", "—") or parsed.span(v)[0] <= parsed.sentences[tokens[v].sent].first + 1):
        return EMPTY
    return _tree(parsed, tokens[v].head) - _tree(parsed, v)


def _left_subject(parsed: Parsed, v: int) -> int | None:
    """The noun phrase right before a verb of saying that the parser gave no subject: "Ricardo Perdomo, president of the council, said"."""
    tokens = parsed.tokens
    i = v - 1
    while i > 0 and v - i <= 2 and tokens[i].text in (",", "\"", ")"):
        i -= 1
    if tokens[i].sent != tokens[v].sent or tokens[i].tag[0] not in "NP":
        return None
    for _ in range(10):
        if tokens[i].dep not in ("pobj", "prep", "compound", "appos", "nmod", "poss") or tokens[i].head > v:
            break
        i = tokens[i].head
    return i if tokens[i].tag[0] in "NP" else None


def _speaker(parsed: Parsed, who: int, words: Cues, kind_of: KindOf) -> tuple[int | None, str, str]:
    """Who stands behind a subject: "reports say" is nobody's, "reports by the police say" the police's; with kind and rule."""
    t = parsed.tokens[who]
    if t.lemma in words.nouns and t.tag in ("NNS", "NNPS") and words.nouns[t.lemma].group in ("report", "claim"):
        author, kind = author_of(parsed, who, words, kind_of)
        return author, kind or ("unnamed" if author is None else ""), "report noun"
    if t.lemma in words.words["statement.words"]:
        author, kind = author_of(parsed, who, words, kind_of)
        if author is None and t.dep == "dobj" and parsed.tokens[t.head].lemma in ISSUES:
            author = subject(parsed, t.head)
        if author is not None:
            return author, kind, "statement of"
    who = titled(parsed, who)
    return who, kind_by_noun(parsed, who, words), ""


def titled(parsed: Parsed, who: int) -> int:
    """The person in apposition to a name: "the Task Force commander, Lt. Gen. Stephen Townsend"."""
    tokens = parsed.tokens
    if tokens[who].tag[:3] != "NNP":
        return who
    below = children(parsed, who, "appos")
    for a in (*below, *(b for c in below for b in children(parsed, c, "appos"))):
        if any(tokens[c].lower.rstrip(".") in TITLES for c in children(parsed, a, "compound") + [d for c in children(parsed, a, "compound") for d in parsed.children(c)]):
            return a
    return who


def kind_by_noun(parsed: Parsed, i: int, words: Cues) -> str:
    """The kind of source that a head noun alone tells ("residents"), or ""."""
    t = parsed.tokens[i]
    if t.tag[:3] == "NNP" and t.lemma.lower() not in ("radio", "television"):
        return ""
    lemma = t.lemma.lower()
    if lemma == "source":
        near = {parsed.tokens[c].lower for c in parsed.children(i) if parsed.tokens[c].dep in ("amod", "compound", "nmod", "poss")}
        return "" if near & words.words["sources.owned"] else "unnamed"
    return next((k for k in ("witness", "media", "expert", "document", "unnamed") if lemma in words.words[f"kinds.{k}"]), "")


def _may_speak(parsed: Parsed, who: int | None, entry: ReportVerb, words: Cues) -> bool:
    """Whether this kind of subject makes the verb a report: "images show", "witnesses saw", but not "troops saw"."""
    if who is None:
        return True
    t = parsed.tokens[who]
    lemma = t.lemma.lower()
    if entry.inanimate:
        return lemma in words.words["kinds.document"] or (lemma in words.words["kinds.unnamed"] and lemma != "source")
    if entry.kind == "witness":
        near = {lemma, *(parsed.tokens[c].lemma.lower() for c in parsed.children(who) if parsed.tokens[c].dep == "compound")}
        return bool(near & words.words["perception.seers"])
    return True


def _content(parsed: Parsed, v: int, entry: ReportVerb) -> frozenset[int]:
    """What an active verb of report reports, by its complements."""
    tokens, roots = parsed.tokens, []
    takes = entry.takes
    whose = {c for c in parsed.children(v) if tokens[c].dep in SUBJECTS}
    for c in parsed.children(v):
        t = tokens[c]
        if c < v and any(tokens[j].text == ";" for j in range(c + 1, v)):
            continue
        clause = t.dep in ("ccomp", "parataxis") or (t.dep == "xcomp" and not has_to(parsed, c))
        to_clause = t.dep == "xcomp" and has_to(parsed, c)
        if (clause and takes & {"that", "seen"}) or (to_clause and "to" in takes) or (t.dep == "oprd" and "to" in takes):
            roots.append(c)
        elif t.dep == "dobj":
            if t.lemma in NO_CONTENT or child(parsed, v, "dative") is not None:
                continue
            if t.lemma in cues().nouns and entry.group in ("deny", "dismiss", "confirm"):
                roots += _told_by(parsed, c)
            elif "object" in takes or ("of" in takes and _blamed_on(parsed, v)):
                roots.append(c)
            elif takes & {"report", "seen"} and _report_noun(parsed, c):
                roots.append(c)
            if "of" in takes:
                for d in conjuncts(parsed, c):
                    roots += _of(parsed, d)
        elif t.dep == "prep" and ("as" in takes and t.lower == "as" or "about" in takes and t.lower in ("of", "about")):
            roots.append(c)
    if "of" in takes:
        roots += _of(parsed, v)
    roots = [r for r in roots if r not in whose]
    scope = _tree(parsed, *roots) if roots else EMPTY
    if "that" in takes:
        scope |= (_right_of(parsed, v, roots) if roots else EMPTY) | _that_clause(parsed, v)
    return scope


def _told_by(parsed: Parsed, n: int) -> list[int]:
    """The content of a report noun that is itself confirmed or denied: "denied reports that", "confirmed the claim of"."""
    return [c for c in parsed.children(n) if (parsed.tokens[c].dep in ("acl", "ccomp", "relcl") and _that(parsed, n, c))
            or parsed.tokens[c].lower == "of"]


def _that_clause(parsed: Parsed, v: int) -> frozenset[int]:
    """"said that …": all that follows in the sentence, whatever the parser made of it, but for what is coordinated with the verb."""
    tokens, sentence = parsed.tokens, parsed.sentences[parsed.tokens[v].sent]
    if v + 1 >= sentence.last or tokens[v + 1].lower != "that" or tokens[v + 1].tag not in ("IN", "WDT"):
        return EMPTY
    if v + 2 < sentence.last and tokens[v + 2].text in (".", ","):
        return EMPTY
    stop = next((j for j in range(v + 2, sentence.last) if tokens[j].text == ";"), sentence.last)
    after = frozenset(range(v + 2, stop))
    apart = [c for c in parsed.children(v) if c > v and (tokens[c].dep == "conj" and not _goes_on(parsed, c)
                                                         or tokens[c].dep in ("cc", "punct"))]
    return after - _tree(parsed, *apart)


def _of(parsed: Parsed, i: int) -> list[int]:
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
        if c > last and t.dep == "advcl" and any(tokens[d].lower in SUBORDINATORS for d in parsed.children(c)):
            out.append(c)
        elif c < v and t.dep == "advcl" and any(tokens[d].lower in ("if", "unless") for d in parsed.children(c)):
            out.append(c)
        elif c > last and t.dep == "conj" and _goes_on(parsed, c):
            out.append(c)
    return _tree(parsed, *out) if out else EMPTY


def _goes_on(parsed: Parsed, c: int) -> bool:
    """A clause coordinated with "said" but in the backshifted tense of what is said ("…, and many others had been killed")."""
    tokens = parsed.tokens
    if not any(tokens[d].dep in SUBJECTS for d in parsed.children(c)) or tokens[c].lemma in cues().verbs:
        return False
    return any(tokens[d].dep in ("aux", "auxpass") and tokens[d].lower in ("had", "would", "could", "'d") for d in parsed.children(c))


def _around(parsed: Parsed, v: int, entry: ReportVerb) -> frozenset[int]:
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
        if c < v and not any(tokens[j].tag == "," and j < c for j in ()):
            first = min(first, parsed.span(c)[0] if tokens[c].dep == "nsubj" else c)
    while first > sentence.first and tokens[first - 1].lower == "as":
        first -= 1
    if first == sentence.first or not _break(tokens[first - 1].text):
        return EMPTY
    if any(c > v and tokens[c].dep in ("ccomp", "xcomp") and tokens[c - 1].text not in (",",) and c > v + 1
           and not _closed_by_comma(parsed, v, c) for c in parsed.children(v)):
        return EMPTY
    before = range(sentence.first, first - 1)
    if not any(is_verb(parsed, j) or is_noun(parsed, j) for j in before):
        return EMPTY
    scope = frozenset(before)
    inner = tokens[v].dep in ("parataxis", "ccomp", "conj", "dep", "advcl") or any(c > v and tokens[c].dep == "ccomp" for c in parsed.children(v))
    if inner:
        scope |= _after(parsed, head, sentence.last)
    return scope - _tree(parsed, *own)


def _closed_by_comma(parsed: Parsed, v: int, c: int) -> bool:
    return any(parsed.tokens[j].text == "," for j in range(v + 1, c))


def _break(text: str) -> bool:
    return text in (",", "—", "–", "--", "-", "\"", "”", "''", "’", "'", "?", "!")


def _after(parsed: Parsed, v: int, last: int) -> frozenset[int]:
    """What goes on after an interrupting report: from the comma that closes it."""
    tokens = parsed.tokens
    for j in range(v + 1, min(v + 14, last)):
        if tokens[j].text == ",":
            return frozenset(range(j + 1, last))
    return EMPTY


def _passive(parsed: Parsed, v: int, entries: tuple[ReportVerb, ...], words: Cues, kind_of: KindOf) -> list[Report]:
    """"were seen entering", "are reported to have fled", "it was learned that", "ACAN-EFE was told that"."""
    tokens = parsed.tokens
    agents = children(parsed, v, "agent")
    by = [d for a in agents for d in children(parsed, a, "pobj")]
    entry = next((e for e in entries if e.passive), entries[0])
    if not by and entry.group == "understand":
        by = [d for c in children(parsed, v, "prep") if tokens[c].lower == "from" for d in children(parsed, c, "pobj")]
    if not entry.passive and not (by and entry.takes & {"that", "object"}):
        return []
    if negated(parsed, v) is not None and entry.group in ("confirm", "say", "announce", "perceive"):
        return []
    below = [c for c in parsed.children(v) if (tokens[c].dep in CLAUSAL and (c > v or not _apart(parsed, c, v))) or (tokens[c].dep == "advcl" and c == v + 1)
             or (tokens[c].dep == "prep" and tokens[c].lower == "as" and "as" in entry.takes)]
    subjects = children(parsed, v, "nsubjpass", "nsubj", "csubjpass")
    told = entry.group == "tell" or (entry.group == "say" and bool(subjects) and is_media(parsed, subjects[0], words, kind_of))
    if not below and (not subjects or told or entry.group in ("believe", "understand", "say")):
        return []
    if entry.group == "perceive" and any(tokens[c].lower == "as" for c in parsed.children(v)):
        return []
    scope = _tree(parsed, *below, *([] if told else subjects), *_heard(parsed, v))
    if tokens[v].dep in ("acl", "relcl") and below and tokens[v].dep == "acl":
        scope |= frozenset((tokens[v].head,)) if entry.group == "perceive" else EMPTY
    who, kind, rule = (by[0], "", "") if by else (None, entry.passive, f"passive: {tokens[v].lemma}")
    if who is not None:
        who, kind, rule = _speaker(parsed, who, words, kind_of)
        kind = kind or entry.kind
    main = Report(v, who, rule or f"{entry.group}: {tokens[v].lemma}", scope, kind, entry.mark, entry.group)
    if told and subjects and is_media(parsed, subjects[0], words, kind_of):
        return [Report(v, subjects[0], "outlet told", scope, "media", "", "outlet", -1), main]
    return [main]


def _apart(parsed: Parsed, c: int, v: int) -> bool:
    """Whether a semicolon or "and" parts a clause from the verb that the parser hung it on."""
    return any(t.text in (";", ":") or t.lower in ("and", "but") and t.head == v for t in parsed.tokens[c + 1:v])


def _heard(parsed: Parsed, v: int) -> list[int]:
    """Places and times of a passive of perception belong to what was seen."""
    return [c for c in parsed.children(v) if parsed.tokens[c].dep in ("prep", "npadvmod", "advmod") and parsed.tokens[c].lower != "by"]


def _quoted_as(parsed: Parsed, v: int, who: int | None) -> tuple[int | None, list[Report]]:
    """"Reuters quoted X as saying", "X was quoted by Reuters as saying": the speaker, and the outlet as outer report."""
    tokens = parsed.tokens
    q = tokens[tokens[v].head].head
    if tokens[q].lemma not in ("quote", "cite"):
        return who, []
    by = [d for a in children(parsed, q, "agent") for d in children(parsed, a, "pobj")]
    if passive(parsed, q):
        who, outer = subject(parsed, q), by[0] if by else None
    else:
        who, outer = child(parsed, q, "dobj"), subject(parsed, q)
    return who, [Report(q, outer, "quoted by", depth=-1, group="outlet")] if outer is not None else []


def _beside(parsed: Parsed, v: int, main: Report, words: Cues, kind_of: KindOf) -> list[Report]:
    """Who else stands in the chain of one verb: the outlet told ("told Reuters") outside, the source cited ("citing") inside."""
    tokens, out = parsed.tokens, []
    if tokens[v].lemma in ("tell", "inform"):
        for c in children(parsed, v, "dobj", "dative"):
            for d in (c, *children(parsed, c, "pobj")):
                if is_media(parsed, d, words, kind_of) and not _own_outlet(parsed, d):
                    out.append(replace(main, speaker=d, rule="outlet told", kind="media", mark="", group="outlet", depth=-1))
    near = [*parsed.children(v), *(parsed.children(main.speaker) if main.speaker is not None else ())]
    for c in near:
        if tokens[c].lemma in words.words["prepositions.cite"] and tokens[c].tag in ("VBG", "VBN") and tokens[c].dep in ("advcl", "acl", "prep"):
            if tokens[c].tag == "VBG" and (cited := child(parsed, c, "dobj")) is not None:
                who, kind, _ = _speaker(parsed, cited, words, kind_of)
                out.append(replace(main, speaker=who, rule="citing", kind=kind, depth=1))
            elif by := [d for a in children(parsed, c, "agent") for d in children(parsed, a, "pobj")]:
                out.append(replace(main, speaker=by[0], rule="quoted by", kind="", depth=-1))
    return out


def _own_outlet(parsed: Parsed, d: int) -> bool:
    """Whether the outlet told is the one whose report this is."""
    own = (parsed.dateline.outlet if parsed.dateline else "") + " " + parsed.document.outlet
    return parsed.tokens[d].lower in own.lower().replace("-", " ").split()


def author_of(parsed: Parsed, n: int, words: Cues, kind_of: KindOf) -> tuple[int | None, str]:
    """Whose a report noun is: "the army's claim", "reports by residents", "UN reports", "media reports"; with its kind."""
    tokens = parsed.tokens
    for c in parsed.children(n):
        t = tokens[c]
        if t.dep == "poss":
            return c, kind_by_noun(parsed, c, words)
        if t.dep in ("prep", "agent") and t.lower in ("by", "from"):
            for d in children(parsed, c, "pobj"):
                place = tokens[d].tag[:3] == "NNP" and kind_of(tokens[d].text).place >= 0.5
                if not (t.lower == "from" and (place or tokens[d].lower in ("area", "region", "scene", "ground", "field", "city", "capital", "front"))):
                    return d, kind_by_noun(parsed, d, words)
        if t.dep in ("acl",) and t.tag == "VBN" and (by := [d for a in children(parsed, c, "agent") for d in children(parsed, a, "pobj")]):
            return by[0], kind_by_noun(parsed, by[0], words)
    for c in parsed.children(n):
        t = tokens[c]
        if t.dep in ("compound", "nmod", "amod"):
            owned = t.lower in words.words["sources.owned"] and t.tag[0] == "N"
            if t.tag[:3] == "NNP" or owned or t.lower in ("media", "press", "radio", "newspaper", "witness", "eyewitness", "resident"):
                kind = "media" if t.lower in ("media", "press", "radio", "newspaper") else kind_by_noun(parsed, c, words)
                return c, kind
    return None, ""


def _noun(parsed: Parsed, n: int, words: Cues, kind_of: KindOf) -> list[Report]:
    """"reports of", "the claim that", "word that"."""
    tokens, entry = parsed.tokens, words.nouns[parsed.tokens[n].lemma]
    if entry.group == "denial" and tokens[n].dep in ("attr",):
        return []
    roots = [c for c in parsed.children(n) if tokens[c].dep in ("acl", "ccomp", "relcl") and _that(parsed, n, c)]
    owned = child(parsed, n, "poss") is not None
    if "of" in entry.takes and (entry.group != "report" or tokens[n].tag == "NNS" or owned):
        for c in parsed.children(n):
            if tokens[c].dep == "prep":
                deeper = [d for p in children(parsed, c, "pobj") for d in parsed.children(p)] if tokens[c].lower == "from" else []
                roots += [d for d in (c, *deeper) if tokens[d].dep == "prep" and tokens[d].lower == "of"]
    if not roots and entry.group == "report":
        roots = _later_of(parsed, n)
    if not roots:
        return []
    head = tokens[tokens[n].head]
    if tokens[n].dep == "dobj" and head.lemma in words.verbs and any(
            e.group in ("confirm", "deny", "dismiss", "claim") for e in words.verbs[head.lemma]):
        return []
    if negated(parsed, n) is not None:
        return []
    who, kind = author_of(parsed, n, words, kind_of)
    if who is None and tokens[n].dep == "dobj" and entry.group != "report":
        if head.lemma in ("make", "issue", "repeat", "deliver", "release", "give", "post", "level", "withdraw", "reiterate", "voice"):
            who = subject(parsed, head.i)
            kind = kind_by_noun(parsed, who, words) if who is not None else ""
    return [Report(n, who, f"noun: {tokens[n].lemma}", _tree(parsed, *roots), kind or ("" if who is not None else "unnamed"), entry.mark,
                   f"{entry.group} noun")]


def _later_of(parsed: Parsed, n: int) -> list[int]:
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


def _that(parsed: Parsed, n: int, c: int) -> bool:
    """Whether a clause tells the content of a report noun ("reports that …"), and is no relative clause about it."""
    tokens = parsed.tokens
    marks = [d for d in parsed.children(c) if tokens[d].lower == "that" and d < c]
    return any(tokens[d].dep == "mark" or (tokens[d].tag == "IN") for d in marks)


def _adverb(parsed: Parsed, a: int, words: Cues) -> list[Report]:
    """"reportedly": the clause of its verb, without clauses beside it that have a subject of their own."""
    tokens = parsed.tokens
    kind, mark = words.adverbs[tokens[a].lower]
    top = tokens[a].head
    while tokens[top].dep in ("auxpass", "aux", "acomp") or (tokens[top].dep in ("advmod", "amod", "nummod", "quantmod") and top != tokens[top].head
                                                              and not is_verb(parsed, top)):
        top = tokens[top].head
    scope = set(parsed.subtree(top))
    for c in conjuncts(parsed, top)[1:]:
        if any(tokens[d].dep in SUBJECTS for d in parsed.children(c)):
            scope -= set(parsed.subtree(c))
    for c in parsed.children(top):
        if tokens[c].dep == "advcl" and any(tokens[d].lower in SUBORDINATORS for d in parsed.children(c)):
            scope -= set(parsed.subtree(c))
    return [Report(a, None, f"adverb: {tokens[a].lower}", frozenset(scope), kind, mark, "adverb", 2)]


def _according(parsed: Parsed, a: int, words: Cues, kind_of: KindOf) -> list[Report]:
    """"according to X": its whole sentence at either end, else the clause that it interrupts."""
    tokens = parsed.tokens
    to = next((c for c in (*parsed.children(a), a + 1) if c < len(tokens) and tokens[c].lower == "to"), None)
    who = child(parsed, to, "pobj") if to is not None else None
    if to is not None and who is None and (clause := child(parsed, to, "pcomp")) is not None:
        who = subject(parsed, clause)
    if to is None or who is None or tokens[who].lemma in words.words["prepositions.no_source"]:
        return []
    named, kind, _ = _speaker(parsed, who, words, kind_of)
    scope = _phrase_scope(parsed, a, _tree(parsed, a) - _clauses(parsed, who))
    return [Report(a, named, "according to", scope, kind, "", "according", -1)]


def _clauses(parsed: Parsed, who: int) -> frozenset[int]:
    """Clauses that the parser hung on the noun after "according to" at a sentence's head, though they are the sentence."""
    return EMPTY


def _phrase_scope(parsed: Parsed, a: int, own: frozenset[int]) -> frozenset[int]:
    """What a phrase like "according to X" covers."""
    tokens = parsed.tokens
    sentence = parsed.sentences[tokens[a].sent]
    every = frozenset(range(sentence.first, sentence.last))
    leads = all(not tokens[j].text[0].isalnum() for j in range(sentence.first, a)) or tokens[a - 1].lower in ("and", "but") and a - sentence.first == 1
    ends = all(not tokens[j].text[0].isalnum() for j in range(max(own) + 1, sentence.last))
    if leads or ends:
        return every - own
    head = tokens[a].head
    top = head
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


def _account(parsed: Parsed, p: int, words: Cues) -> list[Report]:
    """"by the army's account", "in the words of X", "in X's view"."""
    tokens = parsed.tokens
    noun = child(parsed, p, "pobj")
    if noun is None:
        return []
    wanted = words.words["prepositions.account"] if tokens[p].lower in ("by", "on") else words.words["prepositions.view"]
    if tokens[noun].lemma not in wanted or tokens[p].lower == "on":
        return []
    who = child(parsed, noun, "poss")
    if who is None and child(parsed, noun, "det") is not None:
        who = next((d for c in children(parsed, noun, "prep") if tokens[c].lower == "of" for d in children(parsed, c, "pobj")), None)
    if who is None:
        return []
    scope = _phrase_scope(parsed, p, _tree(parsed, p))
    return [Report(p, who, f"{tokens[p].lower} the {tokens[noun].lemma} of", scope, kind_by_noun(parsed, who, words), "", "according", -1)]
