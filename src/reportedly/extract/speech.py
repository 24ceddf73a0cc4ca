"""Speech acts without a verb of speaking: "must withdraw" asks, "we will strike" threatens, "will continue to support" promises."""
from __future__ import annotations

from dataclasses import replace

from ..model.codebook import family_of
from ..model.parsed import Sentence, Token
from .candidate import Candidate
from .lexicon import words
from .roles import Scene
from .vows import foretold, vow

FIRST = frozenset(("we", "i", "our", "my"))
NEEDED = frozenset(("essential", "vital", "imperative", "crucial", "necessary", "critical", "urgent"))
HARMLESS = frozenset(("be", "have", "take", "go", "happen", "remain", "become"))


def speech_acts(scene: Scene, sentence: Sentence, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence, with requests, threats and promises that modal verbs make, in place of the acts themselves."""
    out = list(found)
    for t in scene.tokens[sentence.first:sentence.last]:
        if t.tag == "MD" and t.dep == "aux":
            act = _modal(scene, t, out)
            if act is not None and any(c.frame == "modal" and c.type == act.type and c.token == scene.tokens[act.token].head and
                                       scene.tokens[act.token].dep == "conj" for c in out):  # "should stay and should carry a flag"
                continue
            if act is not None:
                out = [c for c in out if c.token not in (act.token, act.clause) and not _under(scene, c.token, act.token)] + [act]
        elif t.lower in NEEDED and t.dep == "acomp":
            act = _needed(scene, t)
            if act is not None:
                out = [c for c in out if c.token != act.clause and not _under(scene, c.token, act.clause)] + [act]
    return sorted(out, key=lambda c: c.start)


def _needed(scene: Scene, t: Token) -> Candidate | None:
    """"It is vital that both sides respect the truce"."""
    for top in (t.i, t.head):
        for c in scene.parsed.children(top):
            v = scene.tokens[c]
            if v.dep in ("ccomp", "xcomp", "advcl") and v.tag.startswith("VB") and v.i > t.i:
                who = scene.child(c, "nsubj", "nsubjpass")
                if who is not None and "human" in scene.classes(who):
                    return Candidate(t.i, t.start, t.end, "request", f"{t.lower} that > request", "adjective", (), scene.conjuncts(who),
                                     None, c, 0.5,
                                     (("target", f"subject of what is {t.lower}"), ("actor", "speaker")))
    return None


def _under(scene: Scene, i: int, top: int) -> bool:
    """Whether verb `i` is the complement of verb `top`."""
    t = scene.tokens[i]
    return t.tag.startswith("VB") and t.dep in ("xcomp", "conj") and t.head == top


def _modal(scene: Scene, m: Token, found: list[Candidate]) -> Candidate | None:
    v = scene.tokens[m.head]
    if not v.tag.startswith("VB") or scene.tokens[v.head].tag == "IN":
        return None
    word = m.lower
    subject = scene.surface(v.i)
    mark = scene.child(v.i, "mark")
    if not subject or (mark is not None and scene.tokens[mark].lower in ("if", "whether", "unless")):
        return None
    own = scene.child(subject[0], "poss")
    first = scene.tokens[subject[0]].lower in FIRST or (own is not None and scene.tokens[own].lower in FIRST)
    if word in ("must", "should") and not first:
        return _asked(scene, m, v, subject)
    if word in ("will", "would", "'ll", "shall") and not first and _on_condition(scene, v):
        act = next((c for c in found if c.token == v.i or _under(scene, c.token, v.i)), None)
        if act is not None and family_of(act.type) in ("violence", "territory") and "human" in scene.classes(subject[0]):
            return _act(scene, m, v, "threaten", subject, act.target)
    if word in ("will", "'ll", "shall"):
        act = _will(scene, m, v, subject, first, found)
        if act is not None:
            return act
    if word in ("will", "'ll", "shall") and scene.passive(v.i) and (side := foretold(scene, v, found)):
        return _act(scene, m, v, "threaten", side, subject)
    if word in ("will", "'ll", "shall", "would", "wo"):
        made = vow(scene, v, subject, found)
        return None if made is None else _act(scene, m, v, made[0], subject, made[1])
    return None


def _on_condition(scene: Scene, v: Token) -> bool:
    """Whether the verb has an "unless" clause."""
    return any(scene.tokens[m].lower == "unless" for c in scene.parsed.children(v.i) if scene.tokens[c].dep == "advcl"
               for m in scene.parsed.children(c))


def _asked(scene: Scene, m: Token, v: Token, subject: tuple[int, ...]) -> Candidate | None:
    if "human" not in scene.classes(subject[0]) or v.lemma in HARMLESS or scene.passive(v.i):
        return None
    if any(scene.tokens[c].lower == "have" and scene.tokens[c].dep == "aux" for c in scene.parsed.children(v.i)):
        return None
    return Candidate(v.i, m.start, v.end, "request", f"{m.lower} + verb > request", "modal", (), subject, None, v.i, 0.5,
                     (("target", f"subject of {m.lower}"), ("actor", "speaker")))


def _will(scene: Scene, m: Token, v: Token, subject: tuple[int, ...], first: bool, found: list[Candidate]) -> Candidate | None:
    tokens = scene.tokens
    if v.lemma == "continue":
        below = next((c for c in scene.parsed.children(v.i) if tokens[c].dep == "xcomp"), None)
        if below is None or not (first or scene.classes(subject[0]) & {"org", "country", "name"}):
            return None
        act = next((c for c in found if c.token == below), None)
        if (act is not None and family_of(act.type) in ("violence", "territory")) or tokens[below].lemma in words("hostile"):
            return _act(scene, m, tokens[below], "threaten", subject, act.target if act else scene.slots(below).get("object", ()))
        return _act(scene, m, tokens[below], "pledge", subject, act.target if act else ()) if tokens[below].lemma in words("help") else None
    if not first:
        return None
    act = next((c for c in found if c.token == v.i), None)
    if (act is not None and family_of(act.type) in ("violence", "territory")) or v.lemma in words("vengeful"):
        return _act(scene, m, v, "threaten", subject, act.target if act is not None else ())
    if act is not None and act.type in ("assist", "support", "deliver_aid", "release", "surrender"):
        return _act(scene, m, v, "pledge", subject, act.target)
    return None


def _act(scene: Scene, m: Token, v: Token, kind: str, actor: tuple[int, ...], target: tuple[int, ...]) -> Candidate:
    return replace(Candidate(v.i, m.start, v.end, kind, f"{m.lower} + verb > {kind}", "modal", actor, target, None, v.i, 0.5),
                   rules=(("actor", f"subject of {m.lower}"),))
