"""What can go wrong, as a tree.

    ReportedlyError
    ├── ReadError        a file or line that cannot be read as a report
    ├── LedgerError      a ledger that cannot be opened, or does not verify
    ├── CodebookError    a data file that does not fit its codebook
    └── UsageError       a question that makes no sense (a day that is none, a place nobody names)

Each message is one line for a person.
"""
from __future__ import annotations


class ReportedlyError(Exception):
    """The root of all errors that this package raises on purpose."""


class ReadError(ReportedlyError):
    """A file or line that cannot be read as a report; `where` names it ("reports.jsonl:12")."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason


class LedgerError(ReportedlyError):
    """A ledger that cannot be opened, or does not verify."""


class CodebookError(ReportedlyError):
    """A data file that does not fit its codebook."""


class UsageError(ReportedlyError):
    """A question that makes no sense."""
