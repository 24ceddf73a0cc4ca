"""The desk as plain files on any web host: the same map, time, evidence and tables, without a server of ours."""
from __future__ import annotations

import csv
import functools
import http.server
import io
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.publish.words import percent
from reportedly.run import control

from .conftest import Desk
from .test_desk import KUNDUZ, RULES, row

KINDS = ("claims", "events", "documents")

Visit = Callable[..., Any]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files as they are, without a log."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site(war_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("site")
    words = [sys.executable, "-m", "reportedly.cli", "publish", "--ledger", str(war_ledger), str(folder / "out")]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert process.wait(600) == 0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder / "out")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Desk(f"http://127.0.0.1:{server.server_address[1]}/", war_ledger, process)
    server.shutdown()


def test_map_time_and_evidence_work_from_files(site: Desk, visit: Visit) -> None:
    page = visit(site, "index.html#day=2001-11-20&asof=2001-11-20")
    assert row(page, "Kunduz").get_attribute("data-holder") == "Taliban", "a day without a report is as the day before"
    page.get_by_role("button", name="Latest").click()
    page.keyboard.press("Escape")
    row(page, "Kunduz").click()
    page.wait_for_selector("#chosen")
    assert page.locator(".columns h3").first.inner_text().startswith("For ")
    page.locator("#panel .card summary", has_text="In the report").first.click()
    page.wait_for_selector(".report-text mark.chosen")


def test_tables_are_searched_sorted_and_kept_from_files(site: Desk, visit: Visit) -> None:
    page = visit(site, "index.html#view=claims")
    page.locator("#search").fill("kunduz captured")
    page.wait_for_function("() => Number(document.querySelector('table.claims').ariaRowCount) < 20")
    few = int(page.locator("table.claims").get_attribute("aria-rowcount")) - 1
    page.get_by_role("columnheader", name="says who").get_by_role("button").click()
    page.wait_for_selector('th[aria-sort="ascending"]')
    with page.expect_download() as got:
        page.locator('[data-keep="csv"]').click()
    assert len(Path(got.value.path()).read_text("utf-8").splitlines()) == few + 1
    page.locator("tbody.rows button.link").first.click()
    page.wait_for_selector("#panel .card")


@pytest.mark.parametrize("kind", KINDS)
def test_files_and_server_hand_over_the_same_table(site: Desk, desk: Desk, visit: Visit, kind: str) -> None:
    """The columns are written twice, for the page and for the API: here they are held together."""
    taken = []
    for where, path in ((site, f"index.html#view={kind}"), (desk, f"#view={kind}")):
        page = visit(where, path)
        page.locator("tbody.rows tr:not(.waiting)").first.wait_for()
        with page.expect_download() as got:
            page.locator('[data-keep="csv"]').click()
        rows = list(csv.reader(io.StringIO(Path(got.value.path()).read_text("utf-8-sig"))))
        taken.append([rows[0], *sorted(rows[1:])])
    assert taken[0] == taken[1] and len(taken[0]) > 20


@pytest.mark.parametrize("path", [f"place.html#key={KUNDUZ}", "sources.html"])
def test_place_and_sources_work_from_files(site: Desk, visit: Visit, axe: str, path: str) -> None:
    page = visit(site, path, bypass_csp=True)
    page.wait_for_selector(".story li, tbody.rows tr")
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [v["id"] for v in found["violations"]] == []


def test_the_one_file_version_lies_beside(site: Desk, visit: Visit) -> None:
    """And says of each place what `reportedly control` says of the day."""
    page = visit(site, "picture.html#day=2001-11-14")
    told = [r for r in control(str(site.ledger), on="2001-11-14") if r["status"] != "unknown"]
    for r in told:
        line = row(page, r["place"])
        assert (line.get_attribute("data-status"), line.get_attribute("data-holder")) == (r["status"], r["holder"])
        assert percent(r["probability"]) in line.inner_text(), r["place"]
    assert len(told) > 3
