"""A coder in place of the real one: one claim a document, and the ways in which a coder can fail."""
from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reportedly.model.claim import Claim, Count, Span, claim_id
from reportedly.model.document import Document
from reportedly.model.errors import ReadError
from reportedly.model.reference import Actor, Place, Resolution, Source, When
from reportedly.read import Given, Item

NAME = "tests.run.stub:coder"
SLOW = "tests.run.stub:slow"


def pair(document: Document) -> tuple[Claim, Resolution]:
    """One claim over the document's first words."""
    key = document.key
    words = document.text[:30]
    made = Claim(claim_id(key, 0, 5, "enter"), key, document.id, 0, len(words), words, Span(0, 5, document.text[:5]), "enter",
                 counts=(Count("killed", "", 2, 3, "two", 0, 3),))
    return made, Resolution(made.id, (Actor("troops", 0, 5),), (), Place("Salaq", 0, 5, "XX", 1.5, 2.5, 3.0, precision=1),
                            When("2021-03-05", "2021-03-05", "Monday"), (Source("residents", "witness"),))


def coder(documents: Iterable[Document], _on_problem: Callable[[ReadError], None]) -> Iterator[tuple[Document, Any]]:
    """Fails as the document's title asks."""
    for document in documents:
        if document.title == "fail":
            raise ValueError("as asked")
        if document.title == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if document.title == "rest":
            time.sleep(1)
        if document.title == "hang":
            while True:
                time.sleep(0.01)
        yield document, (pair(document),)


def slow(documents: Iterable[Document], on_problem: Callable[[ReadError], None]) -> Iterator[tuple[Document, Any]]:
    """The same, with a pause."""
    for found in coder(documents, on_problem):
        time.sleep(0.01)
        yield found


def deadly(item: Item, _given: Given, _on_problem: Callable[[ReadError], None]) -> Iterator[Document]:
    """A reader that gives some documents and ends its process."""
    for n in range(7):
        yield Document(f"{item.name}-{n}", "Rebels entered the town of Salaq.")
    os.kill(os.getpid(), signal.SIGKILL)


def process(task: int) -> tuple[int, int]:
    """The task and the process that did it."""
    return task, os.getpid()


def long(task: int) -> int:
    """A task that takes its time."""
    time.sleep(120)
    return task
