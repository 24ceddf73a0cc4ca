"""The tables of this stage, from `data/*.toml`; an analyst may change them without Python."""
from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """`data/<name>.toml` as plain values."""
    return tomllib.loads((files("reportedly.assess") / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """One list of words of a table."""
    return frozenset(table(name)[key])


@cache
def weight(name: str, group: str, key: str, default: float = 0.0) -> float:
    """One number of a table."""
    return float(table(name)[group].get(key, default))
