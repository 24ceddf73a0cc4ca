"""Disputes: claims that another source of the same document contradicts, by a denial, another toll, or a rejected account."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model.claim import Claim, Count, Mention, Reason
from ..model.parsed import Parsed
from .clause import child, children, negated, subject
from .cues import cues, factuality

TOLLS = frozenset(("killed", "injured", "casualties"))
VIOLENCE = frozenset("kill injure bombing attack airstrike shelling clash".split())
REACH = 3
FAR = 50
STILL = re.compile(r"\bstill\b|\bremain(?:s|ed)?\b|\bcontinue[sd]?\b")


def disputes(parsed: Parsed, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with `verification` "disputed" where another source contradicts; it outranks "unconfirmed"."""
    sentence = {s.start: s.i for s in parsed.sentences}
    at = [sentence.get(c.start, 0) for c in claims]
    reasons: dict[int, str] = {}
    voices = [_voice(c) for c in claims]
    for i, a in enumerate(claims):
        for j in range(i + 1, len(claims)):
            b = claims[j]
            held = {a.type, b.type} == {"capture", "hold"}
            if a.type != b.type and not (a.counts and b.counts) and not held:
                continue  # neither a denial nor another toll
            if not _same_voice(voices[i], voices[j]) and (
                    rule := _denied(a, b, at[j] - at[i]) or _tolls(a, b, at[j] - at[i]) or (held and _still(parsed, a, b, at[j] - at[i]))):
                reasons.setdefault(i, rule)
                reasons.setdefault(j, rule)
    for v, reach in _rejections(parsed):
        n = parsed.tokens[v].sent
        for i, c in enumerate(claims):
            if c.source and n - reach <= at[i] <= n and c.type != "deny" and not _own_word(parsed, v, c):
                reasons.setdefault(i, "account rejected")
    return [replace(c, verification="disputed", because=(*c.because, Reason("verification", reasons[i])))
            if i in reasons else c for i, c in enumerate(claims)]


def _voice(c: Claim) -> str | None:
    """Who speaks, in lower case, "" for the reporter; None for a pronoun, which may be anybody."""
    last = c.source[-1] if c.source else None
    if last and last.mention and last.mention.kind == "pronoun":
        return None
    return "" if last is None else _label(last.mention) if last.mention else f"({last.kind})"


def _label(m: Mention) -> str:
    return (m.name or m.text).lower()


def _same_voice(x: str | None, y: str | None) -> bool:
    """The same speaker, by the same words or a name in common ("Colonel Mauricio Vargas", "Col Vargas", "he")."""
    return x == y or x is None or y is None or (bool(x and y) and x.split()[-1] == y.split()[-1])


def _other_victims(a: Claim, b: Claim) -> bool:
    x, y = ({w for m in c.target for w in _label(m).split()} for c in (a, b))
    return bool(x and y) and not x & y


def _still(parsed: Parsed, a: Claim, b: Claim, apart: int) -> str:
    """One source says that a place was taken, another that who had it has it still."""
    held = a if a.type == "hold" else b
    if not (a.source and b.source) or apart > REACH or {a.factuality, b.factuality} != {"certain"}:
        return ""
    if a.place and b.place and a.place.text.lower() != b.place.text.lower():
        return ""
    said = parsed.document.text[max(held.start, held.trigger.start - 40):held.trigger.end + 30].lower()
    return "held by another's account" if STILL.search(said) else ""


def _denied(a: Claim, b: Claim, apart: int = 0) -> str:
    """One source says that it happened, another that it did not: same type, and a place or a party in common; or the denial, which names
    neither, follows at once."""
    if a.type != b.type or {a.factuality, b.factuality} != {"certain", "denied"} or a.type == "ceasefire":
        return ""
    denier = a if a.factuality == "denied" else b
    if not denier.source:
        return ""
    places = {c.place.text.lower() for c in (a, b) if c.place}
    if a.place and b.place:
        return "denied by another source" if len(places) == 1 else ""
    cue = b.source[-1].cue.text.lower() if b.source else ""
    bare = denier is b and not (b.place or b.actor or b.target) and apart <= 1 and cue.startswith(("den", "reject"))
    if bare and b.type in ("capture", "enter", "withdraw"):  # "The army denied that the ridge had fallen."
        return "denied by another source"
    shared = {_label(m) for m in (*a.actor, *a.target)} & {_label(m) for m in (*b.actor, *b.target)}
    return "denied by another source" if shared else ""


def _tolls(a: Claim, b: Claim, apart: int) -> str:
    """Two named sources give tolls that cannot both be right."""
    if not (a.source and b.source and {a.type, b.type} <= VIOLENCE) or apart > 12:
        return ""
    if a.place and b.place and a.place.text.lower() != b.place.text.lower():
        return ""
    if bool(a.place) != bool(b.place) and apart > 1:
        return ""
    if a.time and b.time and a.time.text.lower() != b.time.text.lower():
        return ""
    if _other_victims(a, b) and not _same_victims(a, b):
        return ""
    if "denied" in (a.factuality, b.factuality) or "future" in (a.factuality, b.factuality):
        return ""
    return "another toll by another source" if any(_conflict(x, y, _same_victims(a, b)) for x in a.counts for y in b.counts) else ""


def _same_victims(a: Claim, b: Claim) -> bool:
    """Whether the dead of both are said to be of the same side, by a word or by the speaker of one: "we lost three men"."""
    x, y = ({_label(m) for m in c.target} for c in (a, b))
    told = {_label(c.source[-1].mention) for c in (a, b) if c.source and c.source[-1].mention}
    own = any(m.head in ("man", "men") for c in (a, b) for m in c.target) and bool((x | y) & told)
    return bool(x & y) or own


def _conflict(x: Count, y: Count, same: bool) -> bool:
    """Whether two counts of the same kind cannot both be right; `same` where the victims are the same whatever they are called."""
    if x.what != y.what or x.what not in TOLLS or x.low is None or y.low is None:
        return False
    who = [set(c.who.lower().split()) - {"people", "persons", "others", "the", "dead", "of", "some"} for c in (x, y)]
    if who[0] and who[1] and not who[0] & who[1] and not same:
        return False
    if max(x.low, y.low) > FAR * max(1, min(x.low, y.low)):
        return False  # another happening
    return (x.high is not None and x.high < y.low) or (y.high is not None and y.high < x.low)


def _own_word(parsed: Parsed, v: int, c: Claim) -> bool:
    """Whether who rejects is who told the claim: "said that … and rejected the army's version"."""
    who = subject(parsed, v)
    last = c.source[-1].mention
    if last is not None and last.start < 0:
        return True  # the outlet of the whole text
    if who is None or last is None:
        return False
    said = {t.lower for t in (parsed.tokens[j] for j in parsed.subtree(who)) if t.text[0].isalnum() and t.lower != "the"}
    label = set(_label(last).split()) - {"the"}
    return parsed.tokens[who].lower in label and (said <= label or label <= said)


def _rejections(parsed: Parsed) -> list[tuple[int, int]]:
    """Verbs that reject an account given before, with how many sentences back it may stand.

    "rejected this version", "disputed the army's account", "the army denied it", "a claim that Tehran dismissed", "that is a lie".
    """
    return [(t.i, reach) for t in parsed.tokens if t.tag[0] == "V" and (reach := _rejects(parsed, t.i)) >= 0]


def _rejects(parsed: Parsed, v: int) -> int:
    """How many sentences before verb `v` the account that it rejects may stand; -1 where it rejects none."""
    words, tokens, t = factuality().words, parsed.tokens, parsed.tokens[v]
    if t.lemma == "be":
        return _is_false(parsed, v)
    near = {x.lower for x in tokens[max(0, v - 5):v] if x.sent == t.sent}
    if t.lemma not in words["disputes.verbs"] or negated(parsed, v) is not None or near & {"neither", "nor"}:
        return -1
    if t.dep == "relcl" and tokens[t.head].lemma in words["disputes.accounts"] and tokens[t.head].dep in ("appos", "dobj", "npadvmod"):
        told = tokens[t.head - 2].text == "," or tokens[t.head - 1].text == ","
        return 0 if told and any(tokens[c].lower in ("that", "which") for c in children(parsed, v, "dobj")) else -1
    which = child(parsed, v, "dobj")
    if t.dep == "relcl" and which is not None and tokens[which].lower == "which" and tokens[which - 1].text == ",":
        return 0 if t.lemma in words["disputes.gainsay"] and child(parsed, v, "nsubj") is not None else -1
    for c in children(parsed, v, "dobj", "nsubjpass"):
        o, below = tokens[c], parsed.children(c)
        more = any(tokens[d].dep in ("ccomp", "xcomp") and d > c for d in parsed.children(v))
        if o.lower in ("it", "this", "that") and t.lemma in words["disputes.gainsay"] and not more:
            return 1
        given = any(tokens[d].dep in ("det", "poss", "amod", "compound") and tokens[d].lower not in ("a", "an", "any") for d in below)
        content = any(tokens[d].dep in ("acl", "ccomp", "relcl") or tokens[d].lower == "of" for d in below)
        if o.lemma in words["disputes.accounts"] and given and not content:
            return REACH
    return -1


def _of_liars(parsed: Parsed, c: int) -> bool:
    """"the words of liars", "a fairy tale"."""
    below = parsed.subtree(c)
    return any(parsed.tokens[j].lemma in ("liar", "deceiver") or (parsed.tokens[j].lower == "fairy" and j < c) for j in below)


def _is_false(parsed: Parsed, v: int) -> int:
    """"That is a lie", "the claim is untrue": of the sentence before, or none (-1)."""
    who = subject(parsed, v)
    if who is None or negated(parsed, v) is not None:
        return -1
    about = parsed.tokens[who].lower in ("that", "this", "it", "these", "those") or parsed.tokens[who].lemma in (
        factuality().words["disputes.accounts"])
    judged = any(parsed.tokens[c].lemma in cues().words["sets.falsehoods"] or _of_liars(parsed, c)
                 for c in children(parsed, v, "attr", "acomp"))
    around = [d for c in (v, who, *children(parsed, v, "attr", "acomp")) for d in parsed.children(c)]
    told = any(parsed.tokens[d].dep in ("ccomp", "acl", "relcl") and d > v for d in around)
    told = told or (parsed.tokens[who].lemma in ("report", "rumour", "rumor") and any(parsed.tokens[d].lower == "of" for d in around))
    return 1 if about and judged and not told else -1
