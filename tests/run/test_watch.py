"""Watching feeds, against a server on this machine that misbehaves. No request goes anywhere else."""
from __future__ import annotations

import gzip
import hashlib
import json
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger import open_ledger
from reportedly.model.document import Document
from reportedly.model.errors import UsageError
from reportedly.read import fetch
from reportedly.read.fetch import Bounds, Fetcher, FetchError, public, retry_after
from reportedly.run import watch as watching

from .server import Answer, Server, serving

SALAQ = "Government troops entered the town of Salaq on Monday, residents said. The rebels left for the hills in the east."
ORUM = "Shells fell on the market of Orum before dawn, killing three people, according to a nurse at the hospital there."


def rss(*items: tuple[str, str, str], encoding: str = "utf-8") -> bytes:
    rows = "".join(f"<item><guid>{i}</guid><title>Report {i}</title><link>{link}</link><pubDate>Fri, 05 Mar 2021 08:00:00 GMT</pubDate>"
                   f"<description><![CDATA[<p>{words}</p>]]></description></item>" for i, words, link in items)
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Hill Wire</title>'
    return f"{head}{rows}</channel></rss>".encode(encoding)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


class Desk:
    """A feeds file for the server, and a ledger."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server, self.ledger = folder, server, str(folder / "l.db")
        self.slept: list[float] = []
        self.state = folder / "feeds.state"

    def feeds(self, *feeds: str, **bounds: object) -> Path:
        said = {"delay": 0, "allow_private": [f"127.0.0.1:{self.server.port}"], "every": 0.001, "seconds": 5} | bounds
        lines = [f"{k} = {json.dumps(v)}" for k, v in said.items()]
        file = self.folder / "feeds.toml"
        file.write_text("[watch]\n" + "\n".join(lines) + "".join(f"\n[[feed]]\n{f}\n" for f in feeds), "utf-8")
        return file

    def visit(self, file: Path) -> tuple[list[watching.Visit], list[str]]:
        problems: list[str] = []
        return watching.watch(str(file), self.ledger, lambda e: problems.append(str(e)), sleep=self.slept.append), problems

    def documents(self) -> list[Document]:
        with open_ledger(self.ledger) as opened:
            assert not opened.verify()
            return list(opened.documents())

    def log(self) -> list[dict[str, object]]:
        assert watching.broken_log(self.state / "fetches.jsonl") == []
        return [json.loads(line) for line in (self.state / "fetches.jsonl").read_text("utf-8").splitlines()]

    def due(self) -> None:
        """Make every feed due again."""
        place = self.state / "state.json"
        states = json.loads(place.read_text("utf-8"))
        place.write_text(json.dumps({k: v | {"after": 0} for k, v in states.items()}), "utf-8")

    def one(self, path: str = "/feed", more: str = "") -> str:
        return f'name = "hill"\nurl = "{self.server.url(path)}"\noutlet_kind = "wire"\n{more}'


@pytest.fixture
def desk(tmp_path: Path, server: Server) -> Desk:
    return Desk(tmp_path, server)


def test_what_is_new_is_added_once_and_everything_is_logged(desk: Desk) -> None:
    body = rss(("1", SALAQ, ""), ("2", ORUM, ""))
    desk.server.answers["/feed"] = [Answer(body, headers={"ETag": '"a"', "Last-Modified": "Fri, 05 Mar 2021 09:00:00 GMT"}),
        Answer(b"", 304)]
    file = desk.feeds(desk.one(), keep=True)
    (visit,), problems = desk.visit(file)
    assert (visit.new, visit.documents, problems) == (2, 2, [])
    assert visit.claims > 0
    assert [(d.id, d.date, d.outlet, d.outlet_kind) for d in desk.documents()] == [
        ("1", "2021-03-05", "Hill Wire", "wire"), ("2", "2021-03-05", "Hill Wire", "wire")]
    desk.due()
    (visit,), _ = desk.visit(file)
    assert visit.status == "nothing new"
    headers = desk.server.asked[-1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"a"', "Fri, 05 Mar 2021 09:00:00 GMT")
    assert headers["user-agent"].startswith("reportedly/")
    log = [r for r in desk.log() if not str(r["url"]).endswith("robots.txt")]
    assert [(r["status"], r["sha256"], r["address"]) for r in log] == [(200, hashlib.sha256(body).hexdigest(), "127.0.0.1"), (304, "",
        "127.0.0.1")]
    assert str(log[0]["at"]).endswith("+00:00")
    digest = str(log[0]["sha256"])
    assert (desk.state / "bodies" / digest[:2] / digest).read_bytes() == body


def test_changed_and_later_entries(desk: Desk) -> None:
    desk.server.answers["/feed"] = [Answer(rss(("1", SALAQ, ""))), Answer(rss(("2", ORUM, ""), ("1", SALAQ.replace("Monday",
        "Tuesday"), "")))]
    file = desk.feeds(desk.one())
    desk.visit(file)
    desk.due()
    (visit,), _ = desk.visit(file)
    assert (visit.new, visit.changed, visit.documents) == (1, 1, 2)
    assert [d.id for d in desk.documents()] == ["1", "1", "2"]


@pytest.mark.parametrize(("answer", "words"), [
    (Answer(b"busy", 429, {"Retry-After": "120"}), "answered 429; asked again in 120 s"),
    (Answer(b"busy", 503, {"Retry-After": formatdate(time.time() + 3000, usegmt=True)}), "answered 503; asked again in 2"),
    (Answer(b"oops", 500), "answered 500"), (Answer(b"no", 410), "answered 410"),
    (Answer(rss(("1", SALAQ, "")), cut=500), "broke off"),
    (Answer(b"<rss>" + b"x" * 300_000), "is larger than 200 kB"),
    (Answer(gzip.compress(b"x" * 30_000_000), headers={"Content-Encoding": "gzip"}), "is larger than 200 kB"),
    (Answer(b"x" * 600, drip=0.05), "took"),
    (Answer(b"", 302, {"Location": "/feed"}), "leads on and on"),
    (Answer(b"", 302, {"Location": "file:///etc/passwd"}), "is no web address"),
    (Answer(b"", 302, {"Location": "http://127.0.0.2:1/"}), "private address"),
    (Answer(b"<html><body>Not a feed</body></html>"), "is no feed"), (Answer(b""), "is no feed"),
], ids=lambda x: x[:12] if isinstance(x, str) else "")
def test_a_bad_answer_is_one_line_and_asked_again_later(desk: Desk, answer: Answer, words: str) -> None:
    desk.server.answers["/feed"] = [answer]
    desk.server.answers["/good"] = [Answer(rss(("9", ORUM, "")))]
    file = desk.feeds(desk.one(), f'name = "good"\nurl = "{desk.server.url("/good")}"', largest=200_000, seconds=1)
    begun = time.monotonic()
    (bad, good), problems = desk.visit(file)
    assert time.monotonic() - begun < 20
    assert len(problems) == 1
    assert problems[0].startswith("hill: ")
    assert words in problems[0]
    assert (bad.documents, good.documents) == (0, 1)
    state = json.loads((desk.state / "state.json").read_text("utf-8"))["hill"]
    assert state["failures"] == 1
    assert not state["seen"]
    before = len(desk.server.paths())
    if "120 s" in words:
        visits, problems = desk.visit(file)  # it asked to be left alone
        assert "not due" in visits[0].status
        assert desk.server.paths()[before:] == ["/good"]
    assert any(r["error"] or r["status"] != 200 for r in desk.log()) or "no feed" in words


def test_failures_in_a_row_wait_longer_each_time_and_a_good_answer_ends_it(desk: Desk) -> None:
    desk.server.answers["/feed"] = [Answer(b"", 500), Answer(b"", 500), Answer(b"", 500), Answer(rss(("1", SALAQ, "")))]
    file = desk.feeds(desk.one(), every=100)
    waits = []
    for _ in range(3):
        _, problems = desk.visit(file)
        waits.append(int(problems[0].rsplit(" ", 2)[1]))
        desk.due()
    assert waits == [200, 400, 800]
    (visit,), problems = desk.visit(file)
    assert (visit.documents, problems) == (1, [])
    assert json.loads((desk.state / "state.json").read_text("utf-8"))["hill"]["failures"] == 0


@pytest.mark.parametrize(("body", "kind"), [
    (rss(("1", SALAQ.replace("Salaq", "Žalak"), ""), encoding="windows-1250"), "application/rss+xml; charset=utf-8"),
    (rss(("1", SALAQ.replace("Salaq", "Žalak"), "")), "text/xml; charset=iso-8859-2")])
def test_a_feed_in_another_encoding_than_it_says(desk: Desk, body: bytes, kind: str) -> None:
    desk.server.answers["/feed"] = [Answer(body, headers={"Content-Type": kind})]
    (visit,), problems = desk.visit(desk.feeds(desk.one()))
    assert (visit.documents, problems) == (1, [])
    assert "troops entered the town of" in desk.documents()[0].text


def test_the_page_behind_an_entry(desk: Desk) -> None:
    page = (f"<!doctype html><html><head><title>Troops enter Salaq</title><meta property='article:published_time' content='2021-03-04'>"
            f"</head><body><article>{''.join(f'<p>{SALAQ} It was day {n}.</p>' for n in range(5))}</article></body></html>").encode()
    french = "<html><body><article><p>" + "Les troupes gouvernementales sont entrées dans la ville lundi, ont déclaré des habitants. " * 5
    desk.server.answers |= {
        "/feed": [Answer(rss(("1", "Short.", desk.server.url("/1")), ("2", ORUM, desk.server.url("/none")), ("3", "",
            desk.server.url("/3"))))],
        "/1": [Answer(page, headers={"Content-Type": "text/html; charset=utf-8"})],
        "/3": [Answer(french.encode(), headers={"Content-Type": "text/html; charset=utf-8"})]}
    (visit,), problems = desk.visit(desk.feeds(desk.one(more="follow = true\nmost = 2")))
    assert visit.new == 2
    desk.due()
    (visit,), more = desk.visit(desk.feeds(desk.one(more="follow = true\nmost = 2")))
    assert visit.new == 1
    found = {d.id: d for d in desk.documents()}
    assert found["1"].text.count("Government troops") == 5
    assert (found["1"].date, found["1"].url) == ("2021-03-05", desk.server.url("/1"))
    assert found["2"].text == ORUM  # the page is gone: the entry's own words
    assert found["3"].lang == "fr"  # recorded, not read
    assert ["answered 404" in p for p in problems + more] == [True]


def test_links_that_are_relative_and_ids_that_are_not_there_or_there_twice(desk: Desk) -> None:
    def bare(*words: str) -> bytes:
        rows = "".join(f"<item><title>Report</title><description>{w}</description></item>" for w in words)
        return f'<rss version="2.0"><channel><title>Hill Wire</title>{rows}</channel></rss>'.encode()

    desk.server.answers |= {
        "/feed/relative": [Answer(rss(("1", SALAQ, "/one"), ("2", ORUM, "two.html")), headers={"Content-Type": "image/png"})],
        "/twice": [Answer(gzip.compress(rss(("g", SALAQ, desk.server.url("/a")), ("g", ORUM, desk.server.url("/b")))))],
        "/bare": [Answer(bare(SALAQ)), Answer(bare(ORUM, SALAQ))]}
    file = desk.feeds(*(f'url = "{desk.server.url(p)}"' for p in ("/feed/relative", "/twice", "/bare")))
    visits, problems = desk.visit(file)
    assert ([v.new for v in visits], problems) == ([2, 2, 1], [])
    assert {d.url for d in desk.documents() if d.id in ("1", "2")} == {desk.server.url("/one"), desk.server.url("/feed/two.html")}
    desk.due()
    visits, _ = desk.visit(file)
    assert [(v.new, v.changed) for v in visits] == [(0, 0), (0, 0), (1, 0)]
    assert len({d.id for d in desk.documents()}) == 6


def test_a_feed_cut_in_the_middle_gives_what_it_has(desk: Desk) -> None:
    whole = rss(("1", SALAQ, ""), ("2", ORUM, ""))
    desk.server.answers["/feed"] = [Answer(whole[:whole.index(b"Shells fell")].replace(b"<guid>2", b"<guid>2 & <x>")), Answer(whole)]
    file = desk.feeds(desk.one())
    (visit,), _ = desk.visit(file)
    assert visit.documents == 1
    desk.due()
    (visit,), problems = desk.visit(file)
    assert (visit.documents, problems) == (1, [])


def test_lists_of_reports_as_json(desk: Desk) -> None:
    def page(number: int, further: str) -> Answer:
        row = {"id": str(number), "href": f"http://x.example/{number}", "fields": {
            "title": f"Update {number}", "body-html": f"<p>{SALAQ}</p>", "date": {"original": "2021-03-05T00:00:00+00:00"},
            "source": [{"name": "Hill Office"}], "language": [{"code": "en"}]}}
        return Answer(json.dumps({"data": [row, {"fields": {}}], "links": {"next": {"href": further}}}).encode())

    desk.server.answers |= {"/list": [page(1, desk.server.url("/list2"))], "/list2": [page(2, desk.server.url("/list3"))],
                            "/own": [Answer(json.dumps({"rows": [{"k": "7", "words": ORUM, "when": "2021-03-06"}]}).encode())]}
    own = f'url = "{desk.server.url("/own")}"\nkind = "json"\nitems = "rows"\n[feed.fields]\nid = "k"\ntext = "words"\ndate = "when"'
    visits, problems = desk.visit(desk.feeds(desk.one("/list", 'kind = "json"\npages = 2'), own))
    assert [v.documents for v in visits] == [2, 1]
    assert len(problems) == 2
    assert [(d.id, d.date, d.outlet) for d in desk.documents()] == [
        ("http://x.example/1", "2021-03-05", "Hill Office"), ("http://x.example/2", "2021-03-05", "Hill Office"), ("7", "2021-03-06", "")]
    assert "/list3" not in desk.server.paths()


def test_a_killed_watch_asks_again_and_adds_nothing_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.server.answers["/feed"] = [Answer(rss(("1", SALAQ, "")), headers={"ETag": '"a"'})]
    file = desk.feeds(desk.one())

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "_save", killed)
    with pytest.raises(KeyboardInterrupt):
        desk.visit(file)
    with (desk.state / "fetches.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"cut off')
    monkeypatch.undo()
    (visit,), _ = desk.visit(file)
    assert "if-none-match" not in desk.server.asked[-1][1]
    assert (visit.new, visit.documents) == (1, 0)
    assert len(desk.documents()) == 1
    assert "is cut off" in watching.broken_log(desk.state / "fetches.jsonl")[0]


def test_a_changed_log_is_told(desk: Desk) -> None:
    desk.server.answers["/feed"] = [Answer(rss(("1", SALAQ, "")))]
    desk.visit(desk.feeds(desk.one()))
    place = desk.state / "fetches.jsonl"
    place.write_text(place.read_text("utf-8").replace('"status": 404', '"status": 200'), "utf-8")
    assert "does not follow" in watching.broken_log(place)[0]


def test_robots_and_pauses(desk: Desk) -> None:
    desk.server.answers |= {"/robots.txt": [Answer(b"User-agent: *\nDisallow: /shut\nCrawl-delay: 7\n")], "/feed": [Answer(rss(("1",
        SALAQ, "")))]}
    _, problems = desk.visit(desk.feeds(desk.one("/shut/feed"), f'url = "{desk.server.url("/feed")}"', delay=2))
    assert problems == ["hill: robots.txt does not allow it; asked again in 0 s"]
    assert desk.server.paths() == ["/feed"]
    assert desk.slept
    assert 2 < desk.slept[-1] <= 7
    desk.server.answers["/robots.txt"] = [Answer(b"", 503)]
    desk.due()
    assert "robots.txt" in desk.visit(desk.feeds(desk.one()))[1][0]


def test_private_addresses_are_refused_unless_allowed(desk: Desk) -> None:
    desk.server.answers["/feed"] = [Answer(rss(("1", SALAQ, "")))]
    _, problems = desk.visit(desk.feeds(desk.one(), allow_private=["127.0.0.1:1"]))
    assert "is a private address" in problems[0] and "allow it by name (allow_private)" in problems[0]
    assert not desk.server.asked
    assert [r["error"] for r in desk.log()]


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
    "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "::127.0.0.1", "2001:db8::1", "nonsense", ""])
def test_which_addresses_are_not_of_the_open_network(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_which_addresses_are_of_the_open_network(address: str) -> None:
    assert public(address)


def test_all_numbers_of_a_name_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", ("127.0.0.1", 80))])
    with pytest.raises(FetchError, match="private address"):
        Fetcher(Bounds()).get("http://hill.example/feed")


def test_retry_after() -> None:
    assert retry_after("30") == 30
    assert retry_after("-5") == 0
    assert retry_after("soon") is None
    assert retry_after("99999999") == 7 * 86400
    assert 50 < (retry_after(formatdate(time.time() + 60, usegmt=True)) or 0) < 70


@pytest.mark.parametrize(("text", "words"), [
    ("", "has no [[feed]]"), ("[[feed]]\nurl = 3", "wrong kind"), ('[[feed]]\nurl = "ftp://x"', "no web address"), ("[x", "is no TOML"),
    ('[[feed]]\nurl = "http://x"\nurls = "y"', "'urls'"), ('[watch]\ndelay = "5"\n[[feed]]\nurl = "http://x"', "delay"),
    ('[[feed]]\nurl = "http://x"\n[[feed]]\nurl = "http://x"', "two feeds"), ('[[feed]]\nurl = "http://x"\nkind = "xml"', "kind is"),
    ('[[feed]]\nurl = "http://x"\n[feed.fields]\nwords = "a"', "no field")])
def test_a_feeds_file_that_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError) as e:
        watching.plan_of(str(file))
    assert words in str(e.value)
    assert "\n" not in str(e.value)


def test_by_command_and_again_and_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.server.answers["/feed"] = [Answer(rss(("1", SALAQ, "")))]
    done = CliRunner().invoke(main, ["watch", str(desk.feeds(desk.one())), "--ledger", desk.ledger, "--once"])
    assert done.exit_code == 0, done.output
    assert "hill: read: 1 new, 0 changed, 1 documents with" in done.output
    rounds: list[int] = []
    watching.watch(str(desk.feeds(desk.one())), desk.ledger, pytest.fail, once=False, on_visit=lambda _: rounds.append(1),
                   sleep=lambda _: time.sleep(0.01), stop=lambda: len(rounds) > 2)
    assert len(rounds) >= 3


def test_the_command_checks_the_log(desk: Desk) -> None:
    desk.server.answers["/feed"] = [Answer(rss(("1", SALAQ, "")))]
    feeds = desk.feeds(desk.one())
    ask = ["watch", str(feeds), "--ledger", "unused.db", "--verify"]
    assert "nothing was visited yet" in CliRunner().invoke(main, ask).output
    desk.visit(feeds)
    assert CliRunner().invoke(main, ask).exit_code == 0
    place = desk.state / "fetches.jsonl"
    place.write_text(place.read_text("utf-8").replace('"status": 404', '"status": 200'), "utf-8")
    found = CliRunner().invoke(main, ask)
    assert found.exit_code == 1 and "does not follow" in found.output
