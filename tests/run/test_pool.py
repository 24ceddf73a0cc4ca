"""Pools: every task once, on as many processes as asked for, which are replaced after some tasks."""
from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly.run import pool

from .stub import process


def test_workers_are_replaced_after_some_tasks() -> None:
    tasks = {str(n): n for n in range(5)}
    done = list(pool.each(process, tasks, 1, fresh=2))
    assert [(name, task) for name, (task, _) in done] == [(str(n), n) for n in range(5)]
    pids = [pid for _, (_, pid) in done]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]
    assert os.getpid() not in pids


def test_without_workers_it_is_done_here() -> None:
    assert list(pool.each(process, {"a": 1}, 0)) == [("a", (1, os.getpid()))]


RUN = """
from reportedly.run import pool
from tests.run.stub import long
if __name__ == "__main__":
    with pool.loading("loaded_for_test"):
        print("begun", flush=True)
        list(pool.each(long, {"a": 1, "b": 2, "c": 3}, 2, ready="loaded_for_test"))
"""


def _left() -> list[str]:
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [line for line in [place.read_text()] if "loaded_for_test" in line]
        except OSError:
            continue
    return found


@pytest.mark.parametrize("after", [0.1, 1.5])
def test_forked_workers_end_when_the_one_that_asked_is_killed(tmp_path: Path, after: float) -> None:
    (tmp_path / "loaded_for_test.py").write_text("import time; time.sleep(0.5)", "utf-8")
    script = tmp_path / "job.py"
    script.write_text(RUN, "utf-8")
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (root, root / "src", tmp_path)))}
    with subprocess.Popen([sys.executable, str(script)], env=env, stdout=subprocess.PIPE) as job:
        assert job.stdout is not None
        job.stdout.readline()
        time.sleep(after)
        assert _left()
        job.kill()
    end = time.monotonic() + 15
    while time.monotonic() < end and _left():
        time.sleep(0.1)
    assert not _left()
