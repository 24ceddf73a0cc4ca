"""Documents in a language that is not read: kept in the ledger with no claims, so that a later version finds them."""
from __future__ import annotations

from collections.abc import Iterable

from .. import __version__
from ..ledger import open_ledger
from ..model.document import Document


def record_unread(documents: Iterable[Document], where: str) -> int:
    """Add documents to the ledger at `where` with a reading that has no claims and says why; returns how many were new.

    The reading's origin sorts before that of any pipeline of this version, so that a reading made with one is preferred.
    """
    items = ((d, (), f"reportedly-{__version__} (language {d.lang} not read)") for d in documents)
    with open_ledger(where) as ledger:
        return sum(r.new_document for r in ledger.append_all(items))
