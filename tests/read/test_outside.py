"""A reader of another package, joined by its entry point."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from reportedly.model.document import Document
from reportedly.read.item import Given, Item, OnProblem

from .files import SALAQ, gather

package = import_module("reportedly.read")  # `reportedly.read` itself is the verb


def shout(item: Item, _given: Given, _on_problem: OnProblem) -> Iterator[Document]:
    yield replace(item.about, text=item.stream.read().decode().capitalize())


def test_it_reads_the_files_of_its_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_joined", lambda: {"loud": lambda: shout})
    file = tmp_path / "a.loud"
    file.write_text(SALAQ.upper(), "utf-8")
    (document,), problems = gather(file)
    assert document.text == SALAQ.capitalize()
    assert not problems
