"""Decision: what a person decided about claims, with reason and author. A row of its own, never an edit in place."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

KINDS = ("merge", "split", "correct", "retract", "confirm", "comment", "undo", "code")


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision binds to: a document's key, the trigger's characters and the type, so that it survives a newer reading."""

    document: str
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`kind` is merge (the targets are one happening), split (they are not), correct (`change` names fields and new values),
    retract (the claim does not count; where `change["from"]` is given, from that day on: what was known before stays), confirm (it is
    so), comment (`reason` is a remark; nothing follows from it), undo (the decision whose id is `change["decision"]` no longer holds) or
    code (one coder's own values in `change`, blind to those of others: for agreement only); `at` is the moment, ISO 8601."""

    kind: str
    targets: tuple[Target, ...]
    author: str
    reason: str
    at: str
    change: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The first 32 hex digits of the SHA-256 over all fields."""
        targets = [[t.document, t.start, t.end, t.type] for t in self.targets]
        said = json.dumps([self.kind, targets, self.author, self.reason, self.at, self.change], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def known(decisions: Iterable[Decision], as_of: str | None) -> tuple[Decision, ...]:
    """The decisions that hold for what was known on `as_of` (ISO day; None: now). People's mend what was read, whenever it was read, and
    hold for every day; those of a data set about its own rows hold from their day."""
    return tuple(d for d in decisions if not as_of or d.change.get("from", "") <= as_of[:10])
