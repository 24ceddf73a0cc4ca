"""Pools: one function over many tasks, on the processes of this machine or on a Ray cluster. A worker that dies costs its task one try."""
from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import Any

from ..model.errors import UsageError

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
DIED = "died"
"""In place of a result: the worker that had the task ended."""
Work = Callable[[Any], Any]


def each(work: Work, tasks: Mapping[str, Any], workers: int, ray: str | None = None, ready: str = "",
         fresh: int = 0) -> Iterator[tuple[str, Any]]:
    """(name, result) of every task as they are done, or (name, DIED); what the work itself raises is raised here.

    With `ray` it runs on the cluster of the `cluster` block around it.
    `work` must be a function at a module's top. Workers are forked from a process that has imported the module `ready`, where the system
    can, and replaced after `fresh` tasks (0: never), so that what they remember does not pile up. Without a worker (0) it runs in this
    process. When a process dies, the task that it had comes back as DIED.
    """
    if ray is not None:
        yield from _ray(work, tasks)
    elif not workers:
        for name, task in tasks.items():
            yield name, work(task)
    else:
        yield from _processes(work, tasks, workers, ready, fresh)


def _guard() -> None:
    """In a worker: end when the one that asked is gone, however it went (the parent may be what it was forked from)."""
    asked = parent_process()

    def watch() -> None:
        if asked is not None:
            asked.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _one(ready: str) -> ProcessPoolExecutor:
    """A new process, or one that is forked from a process that has imported `ready`; this process itself may have threads, and is never
    forked. Each is a pool of its own, so that one that dies takes no other's task along."""
    if not ready or "forkserver" not in get_all_start_methods():
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_guard)
    context = get_context("forkserver")
    context.set_forkserver_preload([ready])
    return ProcessPoolExecutor(1, mp_context=context, initializer=_guard)


def _processes(work: Work, tasks: Mapping[str, Any], workers: int, ready: str, fresh: int) -> Iterator[tuple[str, Any]]:
    _one_thread()
    waiting = iter(tasks.items())
    pools: dict[ProcessPoolExecutor, int] = {}  # and how many tasks each has done
    idle: list[ProcessPoolExecutor] = []
    running: dict[Future[Any], tuple[str, ProcessPoolExecutor]] = {}
    try:
        while True:
            while len(running) < workers and (task := next(waiting, None)) is not None:
                pool = idle.pop() if idle else _one(ready)
                pools[pool] = pools.get(pool, 0) + 1
                running[pool.submit(work, task[1])] = task[0], pool
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                name, pool = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    pools.pop(pool)
                    pool.shutdown(wait=False)
                    yield name, DIED
                    continue
                if pools[pool] == fresh:
                    pools.pop(pool)
                    pool.shutdown(wait=False)
                else:
                    idle.append(pool)
                yield name, future.result()
    finally:
        _end([*pools], busy={pool for _, pool in running.values()})


def _end(pools: list[ProcessPoolExecutor], busy: set[ProcessPoolExecutor]) -> None:
    """Stop all processes without waiting for what is under way: shards are whole or not there."""
    threads: list[Any] = [pool._executor_manager_thread for pool in pools]
    processes = [p for pool in busy for p in (pool._processes or {}).values()]
    for pool in pools:
        pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for thread in threads:
        if thread is not None:
            thread.join(5)


@contextmanager
def loading(ready: str) -> Iterator[None]:
    """What workers will be forked from is loaded while something else is done, and ends with the block."""
    if not ready or "forkserver" not in get_all_start_methods():
        yield
        return
    from multiprocessing import forkserver
    _one_thread()
    get_context("forkserver").set_forkserver_preload([ready])
    forkserver.ensure_running()
    try:
        yield
    finally:
        with suppress(AttributeError, OSError):
            forkserver._forkserver._stop()  # type: ignore[attr-defined]


def _one_thread() -> None:
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")


@contextmanager
def cluster(address: str | None, workers: int) -> Iterator[None]:
    """A connection to a Ray cluster for the time of the block ("local" starts one on this machine); nothing without an address.

    Raises UsageError where Ray is not installed or no cluster answers.
    """
    if address is None:
        yield
        return
    try:
        import ray
    except ImportError:
        raise UsageError("--ray needs ray; install it with: pip install 'reportedly[cluster]'") from None
    here = address == "local"
    options: dict[str, Any] = {"num_cpus": max(workers, 1), "include_dashboard": False} if here else {"address": address}
    env = {"env_vars": dict.fromkeys(ONE_THREAD, "1") | ({"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} if here else {})}
    try:
        ray.init(**options, log_to_driver=False, logging_level=logging.ERROR, runtime_env=env)
    except Exception as e:
        raise UsageError(f"no Ray cluster at {address} ({type(e).__name__})") from None
    try:
        yield
    finally:
        ray.shutdown()


def _ray(work: Work, tasks: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The same on the cluster that is connected."""
    import ray
    remote = ray.remote(max_retries=0)(work)
    waiting = iter(tasks.items())
    running: dict[Any, str] = {}
    limit = int(ray.cluster_resources().get("CPU", 1)) + 2  # type: ignore[no-untyped-call]
    while True:
        while len(running) < limit and (task := next(waiting, None)) is not None:
            running[remote.remote(task[1])] = task[0]
        if not running:
            return
        done, _ = ray.wait(list(running))
        for ref in done:
            name = running.pop(ref)
            try:
                yield name, ray.get(ref)
            except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError, ray.exceptions.OutOfMemoryError):
                yield name, DIED
