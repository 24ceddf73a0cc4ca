"""The demo: read the sample dispatches into demo/ledger.db, print who holds what, write demo/picture.html."""
from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "demo"


def run(*words: str) -> None:
    """One command as a person would type it, shown first."""
    print(f"\n$ reportedly {shlex.join(words)}", flush=True)
    done = subprocess.run([sys.executable, "-m", "reportedly.cli", *words], cwd=HERE.parent, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def main() -> None:
    began = time.monotonic()
    for old in HERE.glob("ledger.db*"):
        if old.is_dir():  # what the desk derives beside a ledger
            shutil.rmtree(old)
        else:
            old.unlink()
    ledger = ("--ledger", "demo/ledger.db")
    run("add", "demo/dispatches.jsonl", *ledger)
    run("control", *ledger, "--on", "2001-11-13", "--as-of", "2001-11-13")
    run("control", *ledger)
    run("map", *ledger, "--title", "Northern Afghanistan, November 2001", "--out", "demo/picture.html")
    print(f"\nDone in {time.monotonic() - began:.0f} s. Open demo/picture.html in a browser; it needs no network. For more commands: "
          ". .venv/bin/activate")


if __name__ == "__main__":
    main()
