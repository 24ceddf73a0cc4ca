"""Reports: every place of a text where somebody is said to say, show, see, deny or write something, with speaker and scope.

Scope follows the syntax of report (complement clauses, parataxis, "according to", passives of report, report nouns); the cases
are those of PARC 3 (Pareti 2015) and of FactBank's source-introducing predicates (Saurí and Pustejovsky 2009).
"""
from __future__ import annotations

from dataclasses import replace

from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .branded import branded, content_of, open_if
from .clause import SUBJECTS, child, children, conjuncts, is_verb, negated, passive, perfect_to, subject
from .cues import Cues, cues
from .report import Report, tree
from .report_verbs import verb_reports
from .scope import later_of, phrase_scope, spread_that, tells_content
from .speakers import author_of, can_tell, kind_by_noun, speaker_of


def reports(parsed: Parsed, kind_of: KindOf) -> list[Report]:
    """Every report of a document in the order of the text; those with an empty scope may still introduce a quotation."""
    words = cues()
    out: list[Report] = []
    for t in parsed.tokens:
        if t.tag[0] == "V" and t.lemma in words.words["sets.branding"] and (false := _branded(parsed, t.i, words, kind_of)):
            out.append(false)
        elif t.tag[0] == "V" and t.lemma in words.verbs and t.dep not in ("amod", "compound", "auxpass"):
            out += verb_reports(parsed, t.i, words.verbs[t.lemma], words, kind_of)
        elif t.tag[0] == "N" and (t.lemma in words.nouns or t.lemma in words.words["sets.versions"]):
            out += _version(parsed, t.i, words, kind_of) or (_noun(parsed, t.i, words, kind_of) if t.lemma in words.nouns else [])
        elif t.lemma in words.words["sets.comes_out"] and (came := _came_out(parsed, t.i)):
            out.append(came)
        elif t.lower == "responsible" and (held := _held_responsible(parsed, t.i, words, kind_of)):
            out.append(held)
        elif t.lower in words.adverbs:
            out += _adverb(parsed, t.i, words)
        elif t.lower == "according":
            out += _according(parsed, t.i, words, kind_of)
        elif t.tag == "IN" and t.lower in ("by", "in", "on"):
            out += _account(parsed, t.i, words)
        elif t.lower == "per" and (t.i == 0 or parsed.tokens[t.i - 1].sent != t.sent or parsed.tokens[t.i - 1].text == ","):
            out += _per(parsed, t.i, words)
    out = [_until_semicolon(parsed, r, out) for r in out]
    out += [r for s in parsed.sentences for r in _if_true(parsed, s.i)]
    out += _headline(parsed, words, kind_of)
    return out


def _until_semicolon(parsed: Parsed, r: Report, every: list[Report]) -> Report:
    """"The army said that …; the rebels say that …": what one speaker says ends where another, named after a semicolon, begins."""
    tokens, s = parsed.tokens, parsed.sentences[parsed.tokens[r.token].sent]
    for k in (j for j in range(r.token + 1, s.last) if tokens[j].text == ";"):
        other = any(o.speaker is not None and k < o.speaker < min(k + 8, s.last) and k < o.token < s.last
                    and tokens[o.speaker].tag[0] == "N" for o in every)
        if other:
            return replace(r, scope=frozenset(j for j in r.scope if j < k or j >= s.last))
    return r


def _branded(parsed: Parsed, v: int, words: Cues, kind_of: KindOf) -> Report | None:
    """"Rejected as untrue reports that": the denial of what the reports tell, by who calls them so."""
    noun, who = branded(parsed, v), subject(parsed, v)
    if noun is None or who is None:
        return None
    named, kind, _ = speaker_of(parsed, who, words, kind_of)
    return Report(v, named, f"called false: {parsed.tokens[v].lemma}", tree(parsed, *content_of(parsed, noun)), kind, "", "deny")


def _if_true(parsed: Parsed, sent: int) -> list[Report]:
    """"If the reports are true, …": what the sentence tells besides is theirs, whosever they are."""
    v = open_if(parsed, sent)
    who = child(parsed, v.i, "nsubj") if v is not None else None
    if v is None or who is None or parsed.tokens[who].lemma not in cues().nouns or parsed.tokens[who].tag != "NNS":
        return []
    return [Report(who, None, "if they are true", tree(parsed, v.head) - tree(parsed, v.i), "unnamed")]


def _noun(parsed: Parsed, n: int, words: Cues, kind_of: KindOf) -> list[Report]:
    """"reports of", "the claim that", "word that"."""
    tokens, entry = parsed.tokens, words.nouns[parsed.tokens[n].lemma]
    if any(branded(parsed, v) == n for v in range(max(0, n - 9), n) if tokens[v].lemma in words.words["sets.branding"]):
        return []
    if entry.group == "denial" and tokens[n].dep in ("attr",):
        return []
    if entry.group == "feeling" and not (tokens[n].dep == "dobj" and parsed.tokens[tokens[n].head].lemma in words.words["sets.voices"]):
        return []
    roots = [c for c in parsed.children(n) if tokens[c].dep in ("acl", "ccomp", "relcl") and (
        tells_content(parsed, n, c) or (entry.group == "claim" and tokens[c].dep == "acl" and perfect_to(parsed, c)))]
    owned = child(parsed, n, "poss") is not None
    if "of" in entry.takes and (entry.group != "report" or tokens[n].tag == "NNS" or owned):
        for c in parsed.children(n):
            if tokens[c].dep == "prep":
                deeper = [d for p in children(parsed, c, "pobj") for d in parsed.children(p)] if tokens[c].lower == "from" else []
                roots += [d for d in (c, *deeper) if tokens[d].dep == "prep" and tokens[d].lower == "of"]
    if not roots and entry.group == "report":
        roots = spread_that(parsed, n) or later_of(parsed, n)
    if not roots:
        return []
    head = tokens[tokens[n].head]
    scorned = head.lower == "at" and head.head != head.i and any(e.group == "dismiss" for e in words.verbs.get(tokens[head.head].lemma, ()))
    if scorned or tokens[n].dep == "dobj" and head.lemma in words.verbs and any(
            e.group in ("confirm", "deny", "dismiss", "claim") for e in words.verbs[head.lemma]):
        return []
    if negated(parsed, n) is not None:
        return []
    who, kind = author_of(parsed, n, words, kind_of)
    if who is None and tokens[n].dep == "dobj" and entry.group != "report" and head.lemma in words.words["sets.voices"]:
        who = subject(parsed, head.i)
        kind = kind_by_noun(parsed, who, words) if who is not None else ""
    return [Report(n, who, f"noun: {tokens[n].lemma}", tree(parsed, *roots), kind or ("" if who is not None else "unnamed"), entry.mark,
                   f"{entry.group} noun")]


def _held_responsible(parsed: Parsed, a: int, words: Cues, kind_of: KindOf) -> Report | None:
    """"The police hold the movement responsible for the attack": an accusation."""
    tokens = parsed.tokens
    v = next((j for j in list(parsed.ancestors(a))[:3] if tokens[j].lemma in ("hold", "consider", "deem")), None)
    who = subject(parsed, v) if v is not None else None
    told = [d for c in parsed.children(a) if tokens[c].lower == "for" for d in children(parsed, c, "pobj", "pcomp")]
    those = any(t.lower in ("those", "anyone", "persons", "people") for t in tokens[v + 1:a]) if v is not None else True
    if v is None or who is None or not told or passive(parsed, v) or those:  # "hold those responsible for the attack to account"
        return None
    named, kind, _ = speaker_of(parsed, who, words, kind_of)
    return Report(a, named, "held responsible", tree(parsed, *told), kind, "unconfirmed", "accuse")


def _version(parsed: Parsed, n: int, words: Cues, kind_of: KindOf) -> list[Report]:
    """"The rebels' version is that", "the official version holds that", "gave another account: …"."""
    tokens, t = parsed.tokens, parsed.tokens[n]
    if t.lemma not in words.words["sets.versions"] or t.head == n:
        return []
    head = tokens[t.head]
    if t.dep == "nsubj" and head.lemma in ("be", "hold", "go", "run"):
        told = [c for c in children(parsed, head.i, "ccomp") if c > head.i and any(tokens[d].lower == "that" for d in parsed.children(c))]
        who, kind = author_of(parsed, n, words, kind_of)
        official = any(tokens[c].lower == "official" for c in parsed.children(n))
        if told and (who is not None or official):
            return [Report(n, who, "version of", tree(parsed, *told), kind or ("government" if who is None else ""))]
        return []
    colon = n + 1
    given = t.dep == "dobj" and head.lemma in words.words["sets.gives"] and colon < len(tokens) and tokens[colon].text == ":"
    who = subject(parsed, head.i) if given else None
    if who is None or not can_tell(parsed, who, words):
        return []
    stop = parsed.sentences[t.sent].last
    return [Report(n, who, "account given", frozenset(range(colon + 1, stop)), kind_by_noun(parsed, who, words))]


def _came_out(parsed: Parsed, v: int) -> Report | None:
    """"It became known that", "it emerged on Monday that": a report by nobody named."""
    tokens = parsed.tokens
    if any(tokens[c].dep == "auxpass" and tokens[c].lemma != "become" for c in parsed.children(v)):
        return None
    holder = tokens[v].head if tokens[v].dep == "acomp" and tokens[tokens[v].head].lemma == "become" else v
    who = subject(parsed, holder)
    told = [c for c in (*parsed.children(v), *parsed.children(holder)) if tokens[c].dep == "ccomp" and c > v]
    if who is None or tokens[who].lower != "it" or not told or (
            tokens[v].lemma in ("know", "public") and holder == v and child(parsed, v, "auxpass") is None):
        return None
    return Report(v, None, f"came out: {tokens[v].lemma}", tree(parsed, *told), "unnamed")


def _adverb(parsed: Parsed, a: int, words: Cues) -> list[Report]:
    """"reportedly": the clause of its verb, without clauses beside it that have a subject of their own."""
    tokens = parsed.tokens
    kind, mark = words.adverbs[tokens[a].lower]
    top = tokens[a].head
    while tokens[top].dep in ("auxpass", "aux", "acomp") or (
            tokens[top].dep in ("advmod", "amod", "nummod", "quantmod") and not is_verb(parsed, top)):
        top = tokens[top].head
    scope = set(parsed.subtree(top))
    for c in conjuncts(parsed, top)[1:]:
        if any(tokens[d].dep in SUBJECTS for d in parsed.children(c)):
            scope -= set(parsed.subtree(c))
    for c in parsed.children(top):
        if tokens[c].dep == "advcl" and any(tokens[d].lower in cues().words["sets.subordinators"] for d in parsed.children(c)):
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
    named, kind, _ = speaker_of(parsed, who, words, kind_of)
    if tokens[who].lemma in words.words["sets.own_knowledge"] and (own := child(parsed, who, "poss")) is not None:
        named, kind = own, ""  # "according to his information"
    scope = phrase_scope(parsed, a, tree(parsed, a))
    stop = parsed.sentences[tokens[a].sent].last
    other = next((j for j in range(a + 1, stop) if tokens[j].lower == "according" and tokens[j - 1].lower in ("but", "and", "while", ";")),
                 stop)
    if other < stop:  # "…, but according to the colonel, …": the other half is another's word
        scope = frozenset(j for j in scope if j < other - 1)
    return [Report(a, named, "according to", scope, kind, "", "according", -1), *_citing(parsed, a, who, scope, words, kind_of)]


def _citing(parsed: Parsed, a: int, who: int, scope: frozenset[int], words: Cues, kind_of: KindOf) -> list[Report]:
    """"According to the paper, citing officials": whom the one named cites, inside."""
    tokens = parsed.tokens
    stop = min(parsed.sentences[tokens[a].sent].last, who + 5)
    for t in tokens[who + 1:stop]:
        if t.tag == "VBG" and t.lemma in words.words["prepositions.cite"] and (cited := child(parsed, t.i, "dobj")) is not None:
            named, kind, _ = speaker_of(parsed, cited, words, kind_of)
            return [Report(t.i, named, "citing", scope - frozenset(parsed.subtree(t.i)), kind, "", "according", 1)]
    return []


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
    scope = phrase_scope(parsed, p, tree(parsed, p))
    return [Report(p, who, f"{tokens[p].lower} the {tokens[noun].lemma} of", scope, kind_by_noun(parsed, who, words), "", "according", -1)]


def _per(parsed: Parsed, p: int, words: Cues) -> list[Report]:
    """"Per the interior ministry, …"."""
    who = child(parsed, p, "pobj")
    if who is None:
        return []
    return [Report(p, who, "per", phrase_scope(parsed, p, tree(parsed, p)), kind_by_noun(parsed, who, words), "", "according", -1)]


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
    kind = kind_by_noun(parsed, colon - 1, words)
    return [Report(colon, colon - 1, "headline", frozenset(range(colon + 1, stop)), kind, "", "headline", -1)]
