"""Predict the claims of a gold folder's documents, as `score.py` reads them.

    python evaluation/predict.py DIR OUT.jsonl
"""
from __future__ import annotations

import json
import pathlib
import sys

from reportedly.model.document import Document
from reportedly.model.record import record
from reportedly.run import claims_of


def documents(folder: pathlib.Path) -> list[Document]:
    """The documents of a gold folder."""
    fields = ("id", "text", "date", "title", "url", "outlet", "outlet_kind", "lang")
    rows = [json.loads(x) for x in (folder / "documents.jsonl").read_text("utf-8").splitlines() if x.strip()]
    return [Document(**{k: r[k] for k in fields if k in r and r[k] is not None}) for r in rows]


def main(folder: str, out: str) -> None:
    with open(out, "w", encoding="utf-8") as f:
        for _, pairs in claims_of(documents(pathlib.Path(folder))):
            f.writelines(json.dumps(record(*p), ensure_ascii=False) + "\n" for p in pairs)


if __name__ == "__main__":
    main(*sys.argv[1:3])
