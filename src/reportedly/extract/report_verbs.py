"""Verbs of report, active and passive."""
from __future__ import annotations

from dataclasses import replace

from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .clause import NONE, SUBJECTS, auxiliaries, child, children, has_to, negated, passive, subject
from .cues import Cues, ReportVerb, cues
from .report import EMPTY, Report, tree
from .scope import apart, around, as_clause_scope, content, heard, is_break, of_content
from .speakers import beside_deed, can_tell, is_deed, is_media, left_subject, may_speak, own_outlet, speaker_of

CLAUSAL = ("ccomp", "xcomp", "parataxis", "acl", "oprd")


def verb_reports(parsed: Parsed, v: int, entries: tuple[ReportVerb, ...], words: Cues, kind_of: KindOf) -> list[Report]:
    tokens = parsed.tokens
    if not _whole_phrase(parsed, v):
        return []
    infinitive = any(tokens[c].dep == "xcomp" and has_to(parsed, c) for c in parsed.children(v))
    if passive(parsed, v) or (infinitive and tokens[v].lemma in ("say", "report") and child(parsed, v, "dobj") is None):
        return _passive(parsed, v, entries, words, kind_of)
    if negated(parsed, v) is not None and entries[0].group in ("say", "confirm", "announce", "tell", "show"):
        return []
    if has_to(parsed, v) and tokens[tokens[v].head].lemma not in cues().words["sets.leads_to_saying"]:
        return []
    who = subject(parsed, v)
    extra: list[Report] = []
    if tokens[v].dep == "pcomp" and tokens[tokens[v].head].lower == "as":
        who, extra = _quoted_as(parsed, v, who)
    if who is None or (child(parsed, v, *SUBJECTS) is None and is_break(tokens[v - 1].text) and tokens[v].tag != "VBG"):
        who = next((c for c in children(parsed, v, "dobj") if (c == v + 1 or tokens[c - 1].head == c)
                    and (entries[0].group == "say" or can_tell(parsed, c, words))), who)
    if tokens[v].tag == "VBG" and (above := _adds_to(parsed, v)) is not None:
        who = above
    if who is None and tokens[v].tag in ("VBD", "VBZ") and entries[0].group in ("say", "announce", "tell", "claim"):
        who = left_subject(parsed, v)
    if who is not None and is_deed(parsed, who, words) and entries[0].group in ("say", "announce", "tell", "claim", "confirm"):
        who = beside_deed(parsed, who, v, words)
    if who is None or _no_speaker(parsed, v, who, words):
        return []
    shown = who
    who, kind, rule = speaker_of(parsed, who, words, kind_of)
    best: Report | None = None
    for entry in entries:
        found = _entry(parsed, v, who, entry, words, shown)
        if found and (best is None or (found.scope and not best.scope)):
            best = replace(found, kind=kind or found.kind, rule=rule or found.rule)
    if best is None:
        return []
    return [*(replace(r, scope=best.scope) for r in extra), best, *_beside(parsed, v, best, words, kind_of)]


def _adds_to(parsed: Parsed, v: int) -> int | None:
    """Who said what stands before ", stressing that": its subject would else be somebody of whom is spoken."""
    tokens = parsed.tokens
    if tokens[v].dep != "advcl" or tokens[v - 1].text != "," or tokens[v].lemma not in cues().words["sets.adding"]:
        return None
    below = tokens[v].head
    if tokens[below].dep != "ccomp" or below > v or tokens[tokens[below].head].lemma not in cues().verbs:
        return None
    return child(parsed, tokens[below].head, "nsubj")


def _entry(parsed: Parsed, v: int, who: int | None, entry: ReportVerb, words: Cues, shown: int) -> Report | None:
    """The report that a verb makes by one of its lexicon entries; `shown` is its subject, which may be the speaker's paper."""
    as_clause = as_clause_scope(parsed, v)
    if not (may_speak(parsed, who, entry, words) or may_speak(parsed, shown, entry, words)) or (entry.group == "put" and not as_clause):
        return None
    scope = as_clause or content(parsed, v, entry) | around(parsed, v, entry)
    quotes = "quote" in entry.takes
    if not scope and not quotes:
        return None
    owned = entry.group == "claim" and any(parsed.tokens[o].lemma in ("responsibility", "credit") for o in children(parsed, v, "dobj"))
    kind = "party" if owned else entry.kind  # who says that it did it is a side
    return Report(v, who, f"{entry.group}: {parsed.tokens[v].lemma}", scope, kind, entry.mark, entry.group, 0, quotes)


def _no_speaker(parsed: Parsed, v: int, who: int, words: Cues) -> bool:
    """Subjects that say nothing: "nobody said", "it underscores"; and verbs that are no report with theirs: a judge who charges."""
    t, verb = parsed.tokens[who], parsed.tokens[v]
    if t.tag == "EX" or t.lower == "you" or not t.text[:1].isalpha() or negated(parsed, who) is not None or t.lower in NONE:
        return True
    if verb.lemma in words.words["sets.only_of_people"] and t.tag in ("NN", "NNS") and not can_tell(parsed, who, words):
        return True  # "work has continued"
    if verb.lemma == "charge" and t.lemma in words.words["sets.judges"]:
        return True
    if t.lower in words.words["sets.pointers"] and verb.lemma in words.words["sets.pointing"]:
        return True
    sign = verb.tag == "VBG" and verb.lemma in words.words["sets.pointing"] and t.tag in ("NN", "NNS", "DT", "CD")
    if sign and not can_tell(parsed, who, words):
        return True  # "the bodies had wounds, indicating that": a sign and no speaker
    return verb.lemma == "deny" and verb.tag == "VB" and not auxiliaries(parsed, v)


def _whole_phrase(parsed: Parsed, v: int) -> bool:
    """Verbs that report only with their particle or adjective: "pointed out", "made clear"."""
    need = {"point": ("out",), "make": ("clear", "plain", "known")}.get(parsed.tokens[v].lemma)
    return need is None or any(t.lower in need for t in parsed.tokens[v + 1:v + 5])


def _passive(parsed: Parsed, v: int, entries: tuple[ReportVerb, ...], words: Cues, kind_of: KindOf) -> list[Report]:
    """"were seen entering", "are reported to have fled", "it was learned that", "ACAN-EFE was told that"."""
    tokens = parsed.tokens
    agents = children(parsed, v, "agent")
    by = [d for a in agents for d in children(parsed, a, "pobj")]
    entry = next((e for e in entries if e.passive), entries[0])
    if entry.group in ("perceive", "show"):  # "found dead by the roadside"
        by = [d for d in by if can_tell(parsed, d, words) or tokens[d].tag[:3] == "PRP"]
    if not by and entry.group == "understand":
        by = [d for c in children(parsed, v, "prep") if tokens[c].lower == "from" for d in children(parsed, c, "pobj")]
    if not entry.passive and not (by and entry.takes & {"that", "object"}):
        return []
    if negated(parsed, v) is not None and entry.group in ("confirm", "say", "announce", "perceive"):
        return []
    modal = any(tokens[c].tag == "MD" and tokens[c].lower in ("should", "must", "may", "can") for c in parsed.children(v))
    if modal and not by and tokens[v].lemma in words.words["sets.reminding"]:
        return []
    below = [c for c in parsed.children(v) if (tokens[c].dep in CLAUSAL and (c > v or not apart(parsed, c, v)))
             or (tokens[c].dep == "advcl" and c == v + 1)
             or (tokens[c].dep == "prep" and tokens[c].lower == "as" and "as" in entry.takes)]
    below += [c for b in by for c in children(parsed, b, "relcl", "acl") if any(
        tokens[d].lower == "that" and tokens[d].dep == "mark" for d in parsed.children(c))]  # "it was learned from sources that"
    if by and "of" in entry.takes:
        below += [*of_content(parsed, v), *(d for b in by for d in of_content(parsed, b))]
    subjects = children(parsed, v, "nsubjpass", "nsubj", "csubjpass")
    if not below and not by and tokens[v].dep == "parataxis" and subjects and tokens[subjects[0]].lower == "it":
        around_it = tree(parsed, tokens[v].head) - tree(parsed, v)  # "The army, it is said, attacked"
        return [Report(v, None, f"passive: {tokens[v].lemma}", around_it, entry.passive, entry.mark, entry.group)]
    told = entry.group == "tell" or (entry.group == "say" and bool(subjects) and is_media(parsed, subjects[0], words, kind_of))
    if not below and (not subjects or told or entry.group in ("believe", "understand", "say")):
        return []
    if tokens[v].lemma in words.words["sets.seen_as"] and any(tokens[c].lower == "as" for c in parsed.children(v)):
        return []
    told = told or entry.group == "accuse" or (not below and bool(subjects) and tokens[subjects[0]].lemma in words.words["sets.no_content"])
    scope = tree(parsed, *below, *([] if told else subjects), *heard(parsed, v))
    if tokens[v].dep in ("acl", "relcl") and below and tokens[v].dep == "acl":
        scope |= frozenset((tokens[v].head,)) if entry.group == "perceive" else EMPTY
    who, kind, rule = (by[0], "", "") if by else (None, entry.passive, f"passive: {tokens[v].lemma}")
    if who is not None:
        who, kind, rule = speaker_of(parsed, who, words, kind_of)
        kind = kind or entry.kind
    main = Report(v, who, rule or f"{entry.group}: {tokens[v].lemma}", scope, kind, entry.mark, entry.group)
    if told and subjects and is_media(parsed, subjects[0], words, kind_of):
        return [Report(v, subjects[0], "outlet told", scope, "media", "", "outlet", -1), main]
    return [main]


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
                if is_media(parsed, d, words, kind_of) and not own_outlet(parsed, d):
                    out.append(replace(main, speaker=d, rule="outlet told", kind="media", mark="", group="outlet", depth=-1))
    near = [*parsed.children(v), *(parsed.children(main.speaker) if main.speaker is not None else ())]
    for c in near:
        cites = tokens[c].lemma in words.words["prepositions.cite"] and tokens[c].dep in ("advcl", "acl", "prep")
        if cites and tokens[c].tag in ("VBG", "VBN"):
            if tokens[c].tag == "VBG" and (cited := child(parsed, c, "dobj")) is not None and can_tell(parsed, cited, words):
                who, kind, _ = speaker_of(parsed, cited, words, kind_of)
                out.append(replace(main, speaker=who, rule="citing", kind=kind, depth=1))
            elif by := [d for a in children(parsed, c, "agent") for d in children(parsed, a, "pobj")]:
                out.append(replace(main, speaker=by[0], rule="quoted by", kind="", depth=-1))
    return out
