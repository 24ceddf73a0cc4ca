"""cli: one command for each question. Results go to standard output, everything said about the work to standard error.

Exit codes: 0 all read, 1 something could not be read or does not hold, 2 the command was called wrongly.
"""
from __future__ import annotations

# Each module adds its commands to `main` when it is imported.
from . import actors, asking, bulk, codebook, exchange, feeds, foreign, keeping, knowing, reading, serve
from .base import main

__all__ = ["actors", "asking", "bulk", "codebook", "exchange", "feeds", "foreign", "keeping", "knowing", "main", "reading", "serve"]
