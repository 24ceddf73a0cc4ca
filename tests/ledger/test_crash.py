"""Killed at any moment, the ledger loses no acknowledged row and doubles none. KILLS=200 in the environment for a long run."""
from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from reportedly.ledger import open_ledger

WRITER = """
import sys
from reportedly.ledger import open_ledger
from tests.ledger.material import item
with open_ledger(sys.argv[1]) as ledger:
    print("ready", flush=True)
    for receipt in ledger.append_all((item(n) for n in range(100000)), batch=3):
        print(receipt.document, flush=True)
"""


def test_killed_at_random_moments(tmp_path):
    where, chance = str(tmp_path / "l.db"), random.Random(5)
    open_ledger(where).close()
    acknowledged: set[str] = set()
    root = Path(__file__).parents[2]
    for _ in range(int(os.environ.get("KILLS", "6"))):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, where], cwd=root, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.15)
        writer.kill()
        # A line cut short by the kill was not acknowledged.
        acknowledged |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.wait()
        with open_ledger(where) as ledger:
            assert ledger.verify() == []
            found = [r.publication.key for r in ledger.reports()]
            assert acknowledged <= set(found)
            assert all(found.count(key) == 3 for key in acknowledged)
    assert acknowledged
