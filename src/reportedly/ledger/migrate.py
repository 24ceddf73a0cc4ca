"""Schema versions: each step brings a ledger from one version to the next, inside one transaction."""
from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, update

from . import LedgerError
from .chain import START
from .schema import VERSION, derived, meta, metadata

Step = Callable[[Connection], None]


def _to_2(link: Connection) -> None:
    """Version 2 keeps what was derived beside the record."""
    derived.create(link, checkfirst=True)


STEPS: dict[int, Step] = {1: _to_2}


def bring_up(link: Connection, *, create: bool = True) -> int:
    """Create the tables in an empty database, or bring an older ledger to `VERSION`. Returns the version found before (0: none).

    LedgerError if the ledger is newer than this program, the database holds something else, or it is empty and `create` False.
    """
    tables = set(inspect(link).get_table_names())
    if "meta" not in tables:
        if tables:
            raise LedgerError("holds other tables and is not a ledger")
        if not create:
            raise LedgerError("is empty and not a ledger")
        metadata.create_all(link)
        link.execute(insert(meta), [{"key": "schema", "value": str(VERSION)}, {"key": "head_seq", "value": "0"},
                                    {"key": "head_link", "value": START}])
        return 0
    found = int(link.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar_one())
    if found > VERSION:
        raise LedgerError(f"has schema {found}; this program knows up to {VERSION}")
    for version in range(found, VERSION):
        STEPS[version](link)
        link.execute(update(meta).where(meta.c.key == "schema").values(value=str(version + 1)))
    return found
