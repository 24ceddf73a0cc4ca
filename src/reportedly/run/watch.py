"""Watching feeds: what is new at addresses that are visited again and again goes into a ledger; every request is logged.

The log has what the Berkeley Protocol on digital open source investigations asks of a collection: when (UTC), which address, what came
(SHA-256), and how; each line carries the hash of the line before it. State is written after the ledger: a watch that was killed asks
again and adds nothing twice.
"""
from __future__ import annotations

import hashlib
import json
import os
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError, UsageError
from ..read import Given, accepted, item_of, read_item
from ..read.feeds import Shape, feed_documents, json_documents
from ..read.fetch import Bounds, Fetched, Fetcher, FetchError, PrivateAddressError
from ..read.item import OnProblem
from .shards import write_text

EVERY = 900.0
LONGEST = 86_400.0
LOG = "fetches.jsonl"
SEEN = 20_000
"""How many entries of a feed are remembered, the newest."""
WATCH_KEYS = {"agent": str, "delay": (int, float), "every": (int, float), "largest": int, "seconds": (int, float), "allow_private": list,
              "state": str, "keep": bool, "robots": bool}
FEED_KEYS = {"name": str, "url": str, "kind": str, "outlet": str, "outlet_kind": str, "lang": str, "every": (int, float), "follow": bool,
             "most": int, "pages": int, "items": str, "next": str, "fields": dict}


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed. `follow`: the page behind an entry is read and not the entry's own words; `most` pages a visit; `pages` of a JSON list."""

    name: str
    url: str
    kind: str = "rss"
    given: Given = field(default_factory=Given)
    every: float = EVERY
    follow: bool = False
    most: int = 50
    pages: int = 1
    shape: Shape = field(default_factory=Shape)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a feeds file says: the feeds, the bounds of fetching, where state and log are, and whether bodies are kept there."""

    feeds: tuple[Feed, ...]
    bounds: Bounds
    state: Path
    keep: bool = False


@dataclass
class Visit:
    """What one visit to a feed brought: `new` and `changed` entries, `documents` added with `claims`; `status` in words."""

    feed: str
    status: str = ""
    new: int = 0
    changed: int = 0
    documents: int = 0
    claims: int = 0


def plan_of(path: str) -> Plan:
    """Read a feeds file. Raises UsageError that names the key which is wrong."""
    place = Path(path)
    try:
        data = tomllib.loads(place.read_text("utf-8"))
    except OSError as e:
        raise UsageError(f"{path}: {(e.strerror or 'cannot be opened').lower()}") from None
    except ValueError as e:
        raise UsageError(f"{path}: is no TOML ({e})") from None
    watch = data.get("watch", {})
    _checked(watch, WATCH_KEYS, f"{path}: [watch]")
    rows = data.get("feed", [])
    if not isinstance(rows, list) or not rows:
        raise UsageError(f"{path}: has no [[feed]]")
    feeds = tuple(_feed(row, float(watch.get("every", EVERY)), path) for row in rows)
    if double := next((f.name for n, f in enumerate(feeds) if f.name in {g.name for g in feeds[:n]}), None):
        raise UsageError(f"{path}: two feeds are called {double!r}")
    bounds = Bounds(**{k: v for k, v in watch.items() if k in ("largest", "seconds", "delay", "agent", "robots")},
                    allow_private=frozenset(map(str, watch.get("allow_private", ()))))
    return Plan(feeds, bounds, place.parent / watch.get("state", f"{place.stem}.state"), bool(watch.get("keep", False)))


def _checked(row: Any, keys: dict[str, Any], where: str) -> None:
    if not isinstance(row, dict):
        raise UsageError(f"{where} is no table")
    for key, value in row.items():
        if key not in keys:
            raise UsageError(f"{where} has a key that is none: {key!r}; the keys are {', '.join(keys)}")
        if not isinstance(value, keys[key]) or (isinstance(value, bool) and keys[key] is not bool):
            raise UsageError(f"{where}: {key} has a value of the wrong kind ({value!r})")


def _feed(row: Any, every: float, path: str) -> Feed:
    where = f"{path}: [[feed]] {row.get('name') or row.get('url') or '' if isinstance(row, dict) else ''}".strip()
    _checked(row, FEED_KEYS, where)
    if not row.get("url", "").startswith(("http://", "https://")):
        raise UsageError(f"{where}: url is no web address")
    if row.get("kind", "rss") not in ("rss", "json"):
        raise UsageError(f"{where}: kind is rss (RSS and Atom) or json")
    standard = Shape()
    fields = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in row.get("fields", {}).items()}
    if wrong := next((k for k in fields if k not in standard.fields), None):
        raise UsageError(f"{where}: {wrong!r} is no field; the fields are {', '.join(standard.fields)}")
    shape = Shape(row.get("items", standard.items), row.get("next", standard.next), {**standard.fields, **fields})
    given = Given(None, row.get("outlet", ""), row.get("outlet_kind", ""), row.get("lang", ""))
    return Feed(row.get("name") or row["url"], row["url"], row.get("kind", "rss"), given, float(row.get("every", every)),
                row.get("follow", False), row.get("most", 50), row.get("pages", 1), shape)


@dataclass
class State:
    """What a watch remembers of a feed: its validators, when it may be asked next (seconds since 1970), how often in a row it failed, and
    the entries seen with a hash of each."""

    etag: str = ""
    modified: str = ""
    after: float = 0.0
    failures: int = 0
    seen: dict[str, str] = field(default_factory=dict)


class Log:
    """The log of requests, one JSON object a line, each with the hash of the line before; with `keep` the bodies beside it."""

    def __init__(self, folder: Path, keep: bool = False) -> None:
        self.path, self.keep, self.folder = folder / LOG, keep, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.last = _last_line(self.path)

    def __call__(self, found: Fetched) -> None:
        """Write down one request; on disk when this returns."""
        digest = hashlib.sha256(found.body).hexdigest() if found.body or found.status == 200 else ""
        if self.keep and found.body:
            place = self.folder / "bodies" / digest[:2] / digest
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                beside = place.with_name(f".{digest}.tmp")
                beside.write_bytes(found.body)
                beside.replace(place)
        row = {"at": found.at, "method": "GET", "asked": found.asked, "url": found.url, "address": found.address, "status": found.status,
               "sha256": digest, "bytes": len(found.body), "seconds": round(found.seconds, 3), "error": found.error,
               "type": found.headers.get("content-type", ""), "etag": found.headers.get("etag", ""),
               "last_modified": found.headers.get("last-modified", ""), "before": hashlib.sha256(self.last.encode()).hexdigest()}
        self.last = json.dumps(row, ensure_ascii=False)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(self.last + "\n")
            file.flush()
            os.fsync(file.fileno())


def _last_line(path: Path) -> str:
    """The last whole line of the log; one that was cut off by a kill is ended, so that the next begins anew."""
    if not path.exists() or not path.stat().st_size:
        return ""
    with path.open("rb+") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - (1 << 16)))
        tail = file.read()
        if not tail.endswith(b"\n"):
            file.write(b"\n")
    lines = [x for x in tail.decode("utf-8", "replace").split("\n") if x]
    return lines[-1] if lines else ""


def log_of(path: str) -> Path:
    """The log of a feeds file's watch. Raises UsageError where there is none yet."""
    log = plan_of(path).state / LOG
    if not log.is_file():
        raise UsageError(f"{log}: no such log; nothing was visited yet")
    return log


def broken_log(path: Path) -> list[str]:
    """What is wrong with a log: one line for each entry that does not follow the one before it."""
    wrong, before = [], ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
        except ValueError:
            wrong.append(f"{path}:{number}: is cut off")
        else:
            if row.get("before") != hashlib.sha256(before.encode()).hexdigest():
                wrong.append(f"{path}:{number}: does not follow the line before it")
        before = line
    return wrong


def watch(path: str, ledger: str, on_problem: OnProblem, *, once: bool = True, on_visit: Callable[[Visit], None] | None = None,
          sleep: Callable[[float], None] = time.sleep, stop: Callable[[], bool] = lambda: False) -> list[Visit]:
    """Visit the feeds of a file that are due, once or again and again until `stop`; what is new goes into the ledger.

    Returns the visits (of a watch without end, those of its last round). A feed that cannot be read is a problem and is asked later again.
    """
    plan = plan_of(path)
    log = Log(plan.state, plan.keep)
    fetcher = Fetcher(plan.bounds, log, sleep)
    states = _load(plan)
    while True:
        visits = []
        for feed in plan.feeds:
            state = states.setdefault(feed.name, State())
            if stop():
                break
            if state.after > time.time():
                if once:
                    visits.append(Visit(feed.name, f"not due for {state.after - time.time():.0f} s"))
                continue
            visits.append(_visit(feed, state, fetcher, ledger, on_problem))
            _save(plan, states)
        for visit in visits if on_visit else ():
            on_visit(visit)  # type: ignore[misc]
        if once or stop():
            return visits
        sleep(max(1.0, min(min(s.after for s in states.values()) - time.time(), 60.0)))


def _load(plan: Plan) -> dict[str, State]:
    place = plan.state / "state.json"
    try:
        return {k: State(**v) for k, v in json.loads(place.read_text("utf-8")).items()} if place.exists() else {}
    except (ValueError, TypeError):
        raise UsageError(f"{place}: is broken; move it away, and all feeds are read anew") from None


def _save(plan: Plan, states: dict[str, State]) -> None:
    for state in states.values():
        if len(state.seen) > SEEN:
            state.seen = dict(list(state.seen.items())[-SEEN:])
    write_text(plan.state / "state.json", json.dumps({k: asdict(v) for k, v in states.items()}))


def _visit(feed: Feed, state: State, fetcher: Fetcher, ledger: str, on_problem: OnProblem) -> Visit:
    """One visit: ask, tell what is new, add it; then, and only then, remember."""
    visit, now = Visit(feed.name), time.time()
    headers = {k: v for k, v in (("If-None-Match", state.etag), ("If-Modified-Since", state.modified)) if v}
    try:
        found = fetcher.get(feed.url, headers)
        if found.status == 304:
            visit.status = "nothing new"
            state.after, state.failures = now + feed.every, 0
            return visit
        entries = _entries(feed, found, fetcher, on_problem)
    except (FetchError, ReadError) as e:
        state.failures += 1
        asked = e.wait if isinstance(e, FetchError) else None
        wait = max(asked or 0.0, min(feed.every * 2 ** min(state.failures, 10), LONGEST))
        state.after = now + wait
        hint = "; allow it by name (allow_private) if it is meant" if isinstance(e, PrivateAddressError) else ""
        on_problem(ReadError(feed.name, f"{e.reason}{hint}; asked again in {wait:.0f} s"))
        visit.status = e.reason
        return visit
    left = _take(feed, state, entries, fetcher, ledger, on_problem, visit)
    visit.status = visit.status or "read"
    # With entries left over, the same answer must come again.
    state.etag, state.modified = ("", "") if left else (found.headers.get("etag", ""), found.headers.get("last-modified", ""))
    state.after, state.failures = now + feed.every, 0
    return visit


def _entries(feed: Feed, found: Fetched, fetcher: Fetcher, on_problem: OnProblem) -> list[Document]:
    """The entries of a feed; of a JSON list, those of further pages as well."""
    if feed.kind == "rss":
        about = {"content-type": found.headers.get("content-type", ""), "content-location": found.url}
        return list(feed_documents(found.body, feed.name, about, on_problem))
    entries, further = json_documents(found.body, feed.name, feed.shape, on_problem)
    for _ in range(feed.pages - 1):
        if not further:
            break
        more, further = json_documents(fetcher.get(further).body, feed.name, feed.shape, on_problem)
        entries += more
    return entries


def _take(feed: Feed, state: State, entries: list[Document], fetcher: Fetcher, ledger: str, on_problem: OnProblem,
          visit: Visit) -> int:
    """Add what is new or has changed, the oldest first; returns how many entries are left for the next visit."""
    from . import add
    from .unread import record_unread
    fresh = [(d, _hash(d)) for d in reversed(entries) if state.seen.get(d.id) != _hash(d)]
    now, unread = fresh[:feed.most] if feed.follow else fresh, list[Document]()
    visit.changed = sum(d.id in state.seen for d, _ in now)
    visit.new = len(now) - visit.changed

    def documents() -> Iterator[Document]:
        for entry, _ in now:
            yield from _read(feed, entry, fetcher, on_problem, unread)

    if now:
        for _, claims, new in add(documents(), ledger, on_problem):
            visit.documents += new
            visit.claims += claims * new
        visit.documents += record_unread(unread, ledger) if unread else 0
    for entry, mark in now:
        state.seen.pop(entry.id, None)
        state.seen[entry.id] = mark
    return len(fresh) - len(now)


def _hash(entry: Document) -> str:
    said = "\0".join((entry.title, entry.text, entry.date or "", entry.url))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _read(feed: Feed, entry: Document, fetcher: Fetcher,
          on_problem: OnProblem, unread: list[Document]) -> Iterator[Document]:
    """The document of an entry: the page behind it where that is wanted and can be had, else its own words."""
    if feed.follow and entry.url:
        try:
            page = fetcher.get(entry.url)
        except FetchError as e:
            on_problem(ReadError(entry.url, e.reason))
        else:
            kind, _, rest = page.headers.get("content-type", "").partition(";")
            charset = rest.partition("charset=")[2].strip(" \"'") if "charset=" in rest else ""
            suffix = "page.html" if "html" in kind else "page"
            item = item_of(entry.url, BytesIO(page.body), replace(entry, text="", url=page.url), suffix, charset=charset)
            before = len(unread)
            found = list(read_item(item, feed.given, on_problem, lambda d, _: unread.append(d)))
            if found or len(unread) > before:
                yield from found
                return
    yield from accepted(entry, feed.given, feed.name, on_problem, lambda d, _: unread.append(d))
