"""Imported by the process that workers are forked from: what the coder needs is loaded once, and its memory is shared."""
from __future__ import annotations

import gc
from contextlib import suppress

from ..model.document import Document
from . import claims_of

SENTENCE = "Rebels captured the town of Salaq on Monday, a spokesman said."
with suppress(Exception):  # a worker that finds it not loaded loads it, and tells what is wrong
    list(claims_of([Document("ready", SENTENCE, "2001-11-13", lang="en")]))
    gc.collect()
    gc.freeze()  # else the first collection in each worker would write on every page, and so copy it
