"""From a parsed document to its claims: ask each question in turn and write down the answers."""
from __future__ import annotations

from ..model.claim import Claim, Mention, Reading, Reason, Span, claim_id
from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .attribution import SourcesOf, attribution
from .candidate import Candidate
from .disputes import disputes
from .events import candidates
from .factuality import standing
from .labels import days, items, scenes
from .mentions import mention, mentions, named_by
from .places import PlaceOf, place_names, places, settings
from .quantities import CountsOf, quantities
from .times import TimeOf, all_times, spot, times

VERSION = "1"


def extract(parsed: Parsed, kind_of: KindOf) -> Reading:
    """The claims of one document as written, with every mention that its references may need.

    `kind_of` tells what gazetteer and registry know of a name by itself.
    """
    settled, spotted, key = settings(parsed, kind_of), spot(parsed), parsed.document.key
    named = place_names(settled)
    ask = (attribution(parsed, kind_of), places(parsed, settled), times(parsed, spotted), quantities(parsed, kind_of, spotted))
    found = disputes(parsed, [_claim(parsed, c, key, kind_of, *ask) for c in candidates(parsed, kind_of)])
    head = parsed.dateline
    return Reading(tuple(found), mentions(parsed, kind_of), named, head.place if head else "", head.date if head else "",
                   all_times(parsed, spotted), scenes(parsed, kind_of), days(parsed), items(parsed, kind_of))


def _claim(parsed: Parsed, c: Candidate, key: str, kind_of: KindOf, sources_of: SourcesOf, place_of: PlaceOf, time_of: TimeOf,
           counts_of: CountsOf) -> Claim:
    document, sentence = parsed.document, parsed.sentences[parsed.tokens[c.token].sent]
    source, because = sources_of(c)
    stands = standing(parsed, c, source)
    reasons = (Reason("type", f"{c.entry} ({c.frame})"), *(Reason(f, r) for f, r in c.rules), *because, *stands.because)
    # Two claims may share a trigger ("took Herat and Zaranj"): the place keeps their ids apart.
    place = place_of(c)
    actor = _who(parsed, c.actor, kind_of)
    if not actor and source and source[-1].mention and ("actor", "speaker") in c.rules:  # "must withdraw": who asks is who speaks
        actor = (source[-1].mention,)
        if c.type == "accuse" and parsed.tokens[c.token].lemma == "be":  # "It is unacceptable, she said": saying so is the reproach
            source, because = source[:-1], because[:-1]
            reasons = (*(r for r in reasons if r.field != "source"), *because)
    twin = f"{c.type}@{place.start}" if c.place is not None and place else c.type
    return Claim(
        claim_id(key, c.start, c.end, twin), key, document.id, sentence.start, sentence.end,
        document.text[sentence.start:sentence.end], Span(c.start, c.end, document.text[c.start:c.end]), c.type,
        actor, _who(parsed, c.target, kind_of),
        place, time_of(c), source, stands.factuality, stands.verification, counts_of(c), stands.tense,
        c.probability, reasons, f"extract-{VERSION} {parsed.origin}")


def _who(parsed: Parsed, heads: tuple[int, ...], kind_of: KindOf) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(mention(parsed, j, kind_of) for i in heads for j in named_by(parsed, i, kind_of)))
