"""cli: the command line."""
from __future__ import annotations


def main() -> None:
    """Placeholder entry until the commands are in."""
