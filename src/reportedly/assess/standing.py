"""Who is behind an event, how many independently, and how it stands."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..model.event import Origin
from .items import DENIED, PAST, PLANNED, Item
from .merge import Cluster
from .setting import Setting
from .tables import word_set

LOOK_BACK_DAYS = 10
# Below this chance that the side ever had the place, with hindsight, its claim is false.
REFUTED = 0.05
THIRD = frozenset({"witness", "igo", "ngo", "government", "media", "expert", "document"})
# Speech acts and decrees: the speaker's own words make them so.
SAID = frozenset((
    "request", "accuse", "deny", "threaten", "pledge", "support", "lead", "sanction", "release", "detain", "meet", "agree",
    "ceasefire", "prosecute",
))


def stance(setting: Setting, cluster: Cluster, i: Item) -> str:
    """affirms, denies, doubts, plans or mentions (looks back and adds nothing)."""
    if i.mode == PLANNED:
        return "plans"
    if i.mode == PAST:
        return "mentions"
    if i.key in cluster.denies or (i.mode == DENIED and cluster.group != "control"):
        return "denies"
    begun = min((o.last for o in cluster.items if o.told), default=i.out)
    if i.type in ("hold", "deploy") and not i.told and setting.voice(i.report).own_words and i.out - begun > LOOK_BACK_DAYS:
        return "mentions"
    return "doubts" if i.report.claim.factuality == "possible" else "affirms"


def interest(setting: Setting, cluster: Cluster, i: Item) -> str:
    """own where the speaker gains by being believed, against where it admits, none for others."""
    voice = setting.voice(i.report)
    if voice.kind != "party":
        return "none"
    if not voice.party:
        return "own"
    denies = i.key in cluster.denies
    if cluster.side:
        gains = cluster.side == voice.party or (cluster.side.startswith("not ") and cluster.side != f"not {voice.party}")
        return "own" if gains != denies else "against"
    if i.type == "clash":
        return "none"
    if voice.party in i.target and i.group == "fight" and not i.actor:
        return "against"
    harmless = i.victims - word_set("sides", "enemy") - word_set("sides", "armed")
    return "against" if voice.party in i.actor and (harmless and i.type in ("kill", "abuse", "abduct")) and not denies else "own"


def origins(setting: Setting, cluster: Cluster) -> tuple[Origin, ...]:
    """The distinct voices, one for each stance, in order of first word."""
    found: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for i in cluster.items:
        found[setting.voice(i.report).origin, stance(setting, cluster, i)].append(i)
    out = []
    for (_, how), mine in sorted(found.items(), key=lambda x: (x[1][0].out, x[1][0].key, x[0])):
        voice = setting.voice(mine[0].report)
        interests = {interest(setting, cluster, i) for i in mine}
        kind = "own voice" if voice.own_words and voice.kind == "outlet" else voice.kind
        about = "against" if "against" in interests else "own" if "own" in interests else "none"
        out.append(Origin(voice.name, kind, voice.party, how, about, tuple(i.report.claim.id for i in mine)))
    return tuple(out)


def independent(found: Sequence[Origin]) -> int:
    """Distinct voices that affirm it; an outlet's own voice and rumour count only where there is no other. At least 1."""
    affirming = [o for o in found if o.stance == "affirms"] or [o for o in found if o.stance in ("doubts", "denies", "plans", "mentions")]
    named = [o for o in affirming if o.kind not in ("own voice", "unnamed")]
    return max(1, len({(o.name, o.side) if not o.side else ("", o.side) for o in named}))


def standing(cluster: Cluster, found: Sequence[Origin], held: float | None) -> str:
    """established, claimed, disputed, refuted, possible, planned or past.

    `held` is the probability, with hindsight, that the side said to gain the place held it at some time near; None where there
    is no telling.
    """
    modes = {i.mode for i in cluster.items}
    if modes <= {PLANNED}:
        return "planned"
    if modes <= {PAST}:
        return "past"
    if modes <= {DENIED}:
        return "refuted"
    deny = [o for o in found if o.stance == "denies"]
    affirm = [o for o in found if o.stance == "affirms" and not _taken_back(cluster, o, deny)]
    if not affirm:
        return "refuted" if deny else "possible"
    types = {i.type for i in cluster.items}
    firm = [o for o in affirm if o.kind in THIRD or o.kind == "own voice" or (o.kind == "party" and o.interest != "own")]
    if held is not None and held < REFUTED and not any(o.kind in THIRD for o in firm):
        return "refuted"
    if firm or types <= SAID:
        return "established" if len(firm) >= len([o for o in deny if o.kind in THIRD]) else "disputed"
    if any(o.kind in THIRD or o.kind == "own voice" for o in deny):
        return "refuted"
    if deny:
        return "disputed" if held is None or held < 0.8 else "claimed"
    return "established" if len({o.side or o.name for o in affirm if o.kind != "unnamed"}) > 1 else "claimed"


def _taken_back(cluster: Cluster, said: Origin, deny: Sequence[Origin]) -> bool:
    """Whether the same voice has denied it after it last affirmed it."""
    out = {i.report.claim.id: i.out for i in cluster.items}
    last = max(out[c] for c in said.claims)
    return said.kind != "unnamed" and any(
        (o.side or o.name, o.kind) == (said.side or said.name, said.kind) and max(out[c] for c in o.claims) > last for o in deny)
