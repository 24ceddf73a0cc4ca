"""Fifty megabytes of text are read in parts, in memory that does not follow the file."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

READ = """
import resource, sys
from reportedly.read import Given, read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
parts = letters = 0
for document in read([sys.argv[1]], Given(lang="en"), print):
    parts, letters = parts + 1, letters + len(document.text)
print(parts, letters, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_memory_does_not_follow_the_file(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    paragraph = "Residents of the valley said that the road to the north was quiet on Monday and that the market was open again.\n\n"
    with file.open("w", encoding="utf-8") as out:
        for _ in range(50):
            out.write(paragraph * (1_000_000 // len(paragraph)))
    done = subprocess.run([sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=True)
    parts, letters, grown = map(int, done.stdout.split())
    assert parts > 200
    assert letters > 49_000_000
    assert grown < 60, f"{grown} MB more for a file of 50 MB"
