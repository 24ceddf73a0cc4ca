"""Execute the notebooks beside this file and keep their outputs, without what varies from run to run.

    python docs/notebooks/execute.py            executes and writes them
    python docs/notebooks/execute.py --check    executes copies in memory; fails where a cell fails
    python docs/notebooks/execute.py --fresh    the same; fails too where an output is not the one that is kept
"""
from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def notebooks() -> list[Path]:
    return sorted(HERE.glob("*.ipynb"))


def executed(path: Path) -> Any:
    """The notebook after a run from its own folder; raises CellExecutionError where a cell fails."""
    os.environ["COLUMNS"] = "100"
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}).execute()
    return plain(book)


def plain(book: Any) -> Any:
    """Without times, ids of the machine and standard error, which vary."""
    book.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for n, cell in enumerate(book.cells):
        cell.id = f"cell-{n}"
        cell.metadata = nbformat.from_dict({})
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]
            for output in cell.outputs:
                output.pop("metadata", None) if output.output_type == "stream" else output.update(metadata={})
    return book


def failures(fresh: bool = False) -> Iterator[str]:
    """What is wrong with the notebooks, one line each; with `fresh`, also outputs that differ from the kept ones."""
    for path in notebooks():
        try:
            book = executed(path)
        except Exception as error:
            yield f"{path.name}: {str(error).splitlines()[-1]}"
            continue
        if fresh and nbformat.writes(book) != nbformat.writes(nbformat.read(path, as_version=4)):
            yield f"{path.name}: outputs are not what the code gives: run python docs/notebooks/execute.py"


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--check", action="store_true")
    ask.add_argument("--fresh", action="store_true")
    given = ask.parse_args()
    if given.check or given.fresh:
        sys.exit("\n".join(failures(given.fresh)) or 0)
    for path in notebooks():
        nbformat.write(executed(path), path)


if __name__ == "__main__":
    main()
