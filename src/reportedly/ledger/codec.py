"""The nouns to JSON and back: fields at their defaults are left out, so rows stay small and new fields need no migration."""
from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_encoder = msgspec.json.Encoder(order=None)


@cache
def _plan(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    assert isinstance(kind, type)
    return tuple((f.name, f.default) for f in dataclasses.fields(kind) if not f.name.startswith("_"))


_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


def _lean(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_lean(v) for v in value]
    if isinstance(value, str | int | float | None):
        return value
    if dataclasses.is_dataclass(value):
        out = {}
        for name, default in _plan(value.__class__):
            v = getattr(value, name)
            if v != default or type(v) is not type(default):
                out[name] = _lean(v)
        return out
    return value


def encode(value: Any) -> str:
    """A noun as JSON text, without the fields that have their default value."""
    return _encoder.encode(_lean(value)).decode()


def decode(text: str, kind: type[T]) -> T:
    """The noun of type `kind` from `encode`'s text; raises msgspec.ValidationError where it does not fit."""
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    found: T = _decoders[kind].decode(text)
    return found


def digest(*parts: str) -> str:
    """SHA-256 (hex) over the parts, each preceded by its length so that no two lists of parts run together."""
    h = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        h.update(len(raw).to_bytes(8, "big"))
        h.update(raw)
    return h.hexdigest()
