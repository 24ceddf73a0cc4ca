"""extract: Parsed -> Claims. Events, roles, attribution, factuality, times, quantities.

One module a question, each a pure function over a Parsed; `claims.extract` asks them in order.
"""
from __future__ import annotations

from .claims import extract

__all__ = ["extract"]
