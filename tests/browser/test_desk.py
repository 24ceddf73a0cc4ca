"""The desk in a real browser, over the sample war: what an analyst does to read the picture."""
from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from reportedly.model.errors import ReportedlyError
from reportedly.publish.picture import asset

from .conftest import AT_REST, Desk, drawn

try:
    asset("picture.js")
except ReportedlyError as e:
    pytest.skip(str(e), allow_module_level=True)

Visit = Callable[..., Any]
KUNDUZ = "AF:kunduz@36.73,68.86"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def row(page: Any, name: str) -> Any:
    return page.locator(".panel button.row[data-place]").filter(has=page.locator("strong", has_text=name)).first


def test_map_has_places_events_and_land_from_this_machine_alone(desk: Desk, visit: Visit) -> None:
    page = visit(desk)
    drawn(page)
    assert row(page, "Kabul").get_attribute("data-status") == "held"
    assert [li.inner_text() for li in page.locator(".legend ul").nth(1).locator("li").all()] == [
        "held", "claimed", "contested", "denied", "presence", "unknown"]


def test_two_clocks_and_the_diff_of_two_days(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "#day=2001-11-26")
    assert row(page, "Kunduz").get_attribute("data-holder") == "Northern Alliance"
    page.locator("#clock-asof").focus()
    page.locator("#clock-asof").evaluate("n => { n.value = n.min; n.dispatchEvent(new Event('input')); }")
    page.wait_for_function("() => !document.querySelector('button.row[data-holder=\"Northern Alliance\"][data-place*=kunduz]')")
    assert "asof=2001-11-0" in page.url
    page.get_by_role("button", name="Latest").click()
    page.wait_for_selector('button.row[data-holder="Northern Alliance"][data-place*="kunduz"]')
    page.get_by_role("tab", name="Changes").click()
    page.get_by_label("Compared with").or_(page.get_by_label("Compare with")).first.fill("2001-11-12")
    page.wait_for_function("() => location.hash.includes('since=2001-11-12')")
    expect(page.locator("#panel")).to_contain_text("held by Taliban, then held by Northern Alliance")


def test_play_and_arrow_keys_move_the_day(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "#day=2001-11-10")
    page.keyboard.press("ArrowRight")
    assert "day=2001-11-11" in page.url
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => location.hash.includes('day=') && location.hash.split('day=')[1].slice(0, 10) >= '2001-11-12'")
    page.get_by_role("button", name="Pause").click()


def test_evidence_for_and_against_with_the_words_in_their_report(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "#day=2001-11-13")
    row(page, "Kunduz").click()
    page.wait_for_selector("#chosen")
    heads = [h.inner_text() for h in page.locator(".columns h3").all()]
    assert heads[0].startswith("For Taliban") and heads[1].startswith("Against Taliban")
    assert "source" in heads[0]
    page.locator("#panel .card summary", has_text="In the report").first.click()
    mark = page.locator(".report-text mark.chosen").first
    mark.wait_for()
    quote = page.locator("#panel .card blockquote").first.inner_text()
    assert mark.inner_text().replace("\n", " ") == quote.replace("\n", " ")
    page.locator("#panel .card summary", has_text="Because").first.click()
    assert "probability" in page.locator("#panel .because").first.inner_text()


def test_copies_are_folded_under_one_source(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "#tab=events&back=0")
    page.locator("button[data-event]", has_text="Capture, Mazar-e-Sharif").filter(has_text="sources").first.click()
    page.wait_for_selector("dl.facts")
    assert "reports, " in page.locator("dl.facts").inner_text() and "source" in page.locator("dl.facts").inner_text()
    folded = page.locator("details.copies summary").first
    folded.click()
    assert page.locator("details.copies[open] .card").count() >= 1


def test_every_state_is_a_link(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "#view=claims")
    page.keyboard.press("/")
    page.keyboard.type("kunduz")
    page.wait_for_function("() => location.hash.includes('q=kunduz')")
    page.locator("table.claims tbody.rows button.link").first.click()
    page.wait_for_selector("#panel .card")
    again = visit(desk, "#" + page.url.split("#")[1])
    again.wait_for_selector("#panel .card")
    assert again.locator("#search").input_value() == "kunduz"
    assert again.locator("#panel blockquote").first.inner_text() == page.locator("#panel blockquote").first.inner_text()
    page.go_back()
    page.wait_for_function("() => !document.body.classList.contains('chosen')")


def test_tables_filter_sort_search_and_hand_over_what_is_shown(desk: Desk, visit: Visit, tmp_path: Path) -> None:
    page = visit(desk, "#view=claims")
    rows = page.locator("table.claims tbody.rows tr:not(.waiting)")
    rows.first.wait_for()
    every = int(page.locator("table.claims").get_attribute("aria-rowcount")) - 1
    page.select_option('[data-filter="fact"]', "denied")
    page.wait_for_function(f"() => Number(document.querySelector('table.claims').ariaRowCount) - 1 < {every}")
    few = int(page.locator("table.claims").get_attribute("aria-rowcount")) - 1
    assert 0 < few < every and rows.count() == few
    page.get_by_role("columnheader", name="where").get_by_role("button").click()
    page.wait_for_selector('th[aria-sort="ascending"]')
    for kind in ("csv", "jsonl"):
        with page.expect_download() as got:
            page.locator(f'[data-keep="{kind}"]').click()
        text = Path(got.value.path()).read_text("utf-8-sig")
        taken = list(csv.DictReader(io.StringIO(text))) if kind == "csv" else [json.loads(x) for x in text.splitlines()]
        heads = [h.rstrip(" ↑↓") for h in page.locator("table.claims thead th").all_inner_texts()]
        assert len(taken) == few and all(t["how sure"].startswith("denied") for t in taken) and list(taken[0])[2:] == heads
        rows.nth(few - 1).wait_for()
        cells = [[c.inner_text() for c in r.locator("td").all()] for r in rows.all()]
        assert [(t["what"], t["who → whom"], t["where"], t["says who"], t["words"]) for t in taken] == [
            (c[1], c[2], c[3], c[5], c[8]) for c in cells]
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function(f"() => Number(document.querySelector('table.claims').ariaRowCount) - 1 === {every}")


def test_paper_has_every_row_or_says_which(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "#view=claims", height=600)
    rows = page.locator("table.claims tbody.rows tr:not(.waiting)")
    rows.nth(5).wait_for()
    every = int(page.locator("table.claims").get_attribute("aria-rowcount")) - 1
    assert rows.count() < every
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert f"of {every}; the button “Print”" in page.locator(".rest").inner_text()
    page.emulate_media(media="screen")
    page.evaluate("""() => { window.print = () => { dispatchEvent(new Event('beforeprint'));
      const rows = document.querySelectorAll('table.claims tbody.rows tr:not(.waiting)');
      window.paper = [rows.length, document.querySelector('.rest').textContent];
      dispatchEvent(new Event('afterprint')); }; }""")
    page.locator('[data-do="print"]').click()
    page.wait_for_function("() => window.paper")
    assert page.evaluate("window.paper") == [every, ""]
    page.wait_for_function(f"() => document.querySelectorAll('table.claims tbody.rows tr').length < {every}")


def test_what_was_known_then_says_how_far_it_is(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "", allowed=("503",))
    told: list[str] = []

    def slow(route: Any) -> None:
        """Under way at first, as with a large ledger; then the answer itself."""
        told.append(route.request.url)
        job = {"id": "j", "kind": "as_of", "state": "running", "done": 2, "total": 4, "message": "What was known on 2001-11-09: weighing"}
        route.fulfill(status=202, json={"job": job}) if len(told) == 1 else route.continue_()

    page.route("**/api/v1/picture?as_of=*", slow)
    page.locator("#clock-asof").evaluate("n => { n.value = n.min; n.dispatchEvent(new Event('input')); }")
    page.wait_for_selector(".working:has-text('weighing')")
    assert page.locator(".working progress").evaluate("n => [n.value, n.max]") == [2, 4]
    page.wait_for_selector(".working", state="hidden")
    told.clear()

    def first(route: Any) -> None:
        told.append(route.request.url)
        error = {"error": {"code": "not_ready", "message": "the picture is being made: reading the claims, step 1 of 4", "field": None}}
        route.fulfill(status=503, json=error, headers={"Retry-After": "1"}) if len(told) == 1 else route.continue_()

    page.route("**/api/v1/picture", first)
    page.goto(desk.address)
    page.wait_for_selector(".working:has-text('step 1 of 4')")
    page.wait_for_selector("html.ready")


@pytest.mark.parametrize(("view", "words"), [("events", "Kabul"), ("places", "Taloqan"), ("documents", "Khyber Daily")])
def test_other_tables_open_their_evidence(desk: Desk, visit: Visit, view: str, words: str) -> None:
    page = visit(desk)
    page.locator(f'.menu a[data-view="{view}"]').click()
    page.locator("#search").fill(words)
    line = page.locator("tbody.rows tr", has_text=words).first
    line.locator("button.link").click()
    page.wait_for_selector("#chosen")
    assert page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()


def test_sources_page_tells_record_interest_and_independence(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "sources")
    page.locator("tbody.rows tr", has_text="Taliban").first.locator("button.link").click()
    page.wait_for_selector("dl.facts")
    facts = page.locator("dl.facts").inner_text()
    assert "Borne out by others" in facts and "for its side" in facts and "Independent voice in" in facts
    assert page.locator("#panel .card").count() >= 1


def test_place_page_has_strip_story_and_evidence_and_prints(desk: Desk, visit: Visit) -> None:
    page = visit(desk, f"place?key={KUNDUZ}#day=2001-11-26")
    page.wait_for_selector(".story li:not(.empty)")
    assert "Kunduz" in page.locator(".story").inner_text()
    assert page.locator("canvas.strip").first.is_visible() and page.locator("table.history tbody tr").count() >= 2
    page.locator("table.history button.link").first.click()
    page.wait_for_function("() => !location.hash.includes('day=2001-11-26')")
    page.emulate_media(media="print")
    assert not page.locator(".menu").is_visible() and page.locator(".story").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_brief_opens_as_a_page_and_as_pdf(desk: Desk, visit: Visit) -> None:
    page = visit(desk)
    page.locator('.menu a[data-page="brief"]').click()
    page.wait_for_url("**/brief*")
    assert "Kunduz" in page.locator("body").inner_text()
    assert page.request.get(desk.address + "brief?format=pdf").body().startswith(b"%PDF-")


def test_a_hostile_report_stays_text_everywhere(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "#view=documents")
    page.locator("tbody.rows tr", has_text="<script>alert('title')</script>").locator("button.link").click()
    page.wait_for_selector("#panel .report-text")
    assert "<script>document.title='owned'</script>" in page.locator("#panel .report-text").first.inner_text()
    assert page.locator("#panel :is(script, img, b)").count() == 0 and "owned" not in page.title()
    assert "{{7*7}}" in page.locator("#panel .report-text").first.inner_text()
    told = page.locator("#panel .report-text mark").all_inner_texts()
    assert "The Northern Alliance captured Kunduz on Tuesday, the witness said." in told, "emoji before it do not shift it"
    page.goto(desk.address + "#view=claims&q=witness")
    page.wait_for_selector("tbody.rows tr")
    assert page.locator("main :is(script, img)").count() == 0


def test_right_to_left_stands_right(desk: Desk, visit: Visit) -> None:
    page = visit(desk, "#sel=doc:rtl")
    text = page.locator(".report-text").first
    assert text.evaluate("n => getComputedStyle(n).direction") == "rtl" and text.get_attribute("lang") == "ar"


def test_keys_are_told_and_work(desk: Desk, visit: Visit) -> None:
    page = visit(desk)
    page.keyboard.press("?")
    assert "as known on" in page.locator("dialog").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.keyboard.type("ge")
    page.wait_for_selector("table.events tbody.rows tr:not(.waiting)")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#chosen")
    page.keyboard.type("gs")
    page.wait_for_url("**/sources*")


@pytest.mark.parametrize("path", ["", "#view=claims", f"#sel=place:{KUNDUZ}", "sources", f"place?key={KUNDUZ}", "review", "intake"])
def test_nothing_sticks_out_from_a_telephone_to_a_wall(desk: Desk, visit: Visit, path: str) -> None:
    page = visit(desk, path, width=380, height=800)
    for width in (380, 820, 1000, 1300, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        fits = "document.documentElement.scrollWidth <= w && document.querySelector('.top').getBoundingClientRect().right <= w"
        page.wait_for_function(f"w => innerWidth === w && {fits}", arg=width, timeout=15000)


@pytest.mark.parametrize("path", [
    "#day=2001-11-13", "#tab=events&back=0", "#tab=changes", "#tab=about", f"#sel=place:{KUNDUZ}&day=2001-11-13", "#view=claims",
    "#view=places", "sources", f"place?key={KUNDUZ}", "review", "review#tab=coding", "intake"])
def test_axe_finds_nothing(desk: Desk, visit: Visit, axe: str, path: str) -> None:
    page = visit(desk, path, bypass_csp=True, reduced_motion="reduce")
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(AT_REST)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found["violations"]] == [], scheme
