"""ledger: the append-only record of Documents, Readings, Claims, Resolutions and Decisions."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.errors import LedgerError

if TYPE_CHECKING:
    from .store import Ledger

__all__ = ["LedgerError", "open_ledger"]


def open_ledger(where: str, *, create: bool = True) -> Ledger:
    """The ledger at `where`: a file's path (SQLite) or a database URL (`postgresql://…`), brought to the newest schema.

    With `create` False a file that is not there is a LedgerError. SQLAlchemy is imported only here.
    """
    from .store import connect

    return connect(where, create=create)
