"""Pools: every task once, on as many processes as asked for, which are replaced after some tasks."""
from __future__ import annotations

import os

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
