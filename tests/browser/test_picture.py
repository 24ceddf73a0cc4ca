"""The picture in a real browser, used as a person would: from disk, without a network."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from reportedly.model.errors import ReportedlyError
from reportedly.publish.picture import asset, picture

from ..publish.war import war
from .conftest import drawn

try:
    asset("picture.js")
except ReportedlyError as e:
    pytest.skip(str(e), allow_module_level=True)

Open = Callable[..., Any]


def place(page: Any, name: str) -> dict[str, str]:
    row = page.locator(f'button.row[data-place="g:{name}"]')
    return {"status": row.get_attribute("data-status"), "holder": row.get_attribute("data-holder") or ""}


def test_opens_from_disk_with_map_and_places(opened: Open) -> None:
    page = opened()
    drawn(page)
    expect(page.locator("button.row[data-place]")).to_have_count(5)
    assert place(page, "Besk") == {"status": "held", "holder": "Marsh Army"}


def test_two_clocks_tell_what_was_known_when(opened: Open) -> None:
    page = opened("day=2031-05-03&asof=2031-05-03")
    assert place(page, "Besk") == {"status": "claimed", "holder": "Marsh Army"}
    page.get_by_role("button", name="Known one day later").click()
    assert place(page, "Besk")["status"] == "contested"
    page.get_by_role("button", name="Latest").click()
    assert place(page, "Besk")["status"] == "held"
    assert "asof" not in page.url and "day=2031-05-03" in page.url


def test_keys_move_both_clocks_and_play(opened: Open) -> None:
    page = opened("day=2031-05-05")
    page.keyboard.press("ArrowRight")
    assert "day=2031-05-06" in page.url
    page.keyboard.press("Shift+ArrowLeft")
    assert "asof=2031-05-10" in page.url
    page.keyboard.press("Space")
    page.wait_for_function("() => location.hash.split('day=')[1].slice(0, 10) >= '2031-05-07'")
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Play").get_attribute("aria-pressed") == "false"


def test_a_click_on_the_map_opens_the_evidence_for_and_against(opened: Open) -> None:
    page = opened("day=2031-05-05&back=1")
    drawn(page)
    box = page.locator("#map").bounding_box()
    # Besk is the easternmost of the places in view.
    spot = page.wait_for_function("""() => { const c = document.querySelectorAll('.map canvas'); let best = null;
      for (const k of c) {
        const r = k.width / k.getBoundingClientRect().width, d = k.getContext('2d').getImageData(0, 0, k.width, k.height).data;
        const violet = i => d[i+3] > 250 && Math.abs(d[i] - 128) < 12 && Math.abs(d[i+1] - 97) < 12 && Math.abs(d[i+2] - 178) < 12;
        for (let y = 0; y < k.height; y += 2) for (let x = 0; x < k.width; x += 2)
          if (violet(4 * (y * k.width + x))) best = best || [x / r + 4, y / r + 4]; }
      return best; }""").json_value()
    page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])
    page.wait_for_selector("#chosen")
    assert page.locator("#chosen").inner_text() == "Besk" and "sel=place" in page.url
    assert page.locator(".columns h3").all_inner_texts()[0].startswith("For Marsh Army")
    against = page.locator(".columns section").nth(1)
    assert "denied that Besk had been captured" in against.locator("blockquote").inner_text()


def test_copies_are_folded_and_the_sentence_is_marked_in_its_report(opened: Open) -> None:
    page = opened("day=2031-05-05&sel=event:e2")
    assert "3 reports, 2 sources" in page.locator("dl.facts").inner_text()
    folded = page.locator("details.copies summary").first
    assert folded.inner_text().startswith("2 reports, 1 source")
    folded.click()
    assert "Morning Herald" in page.locator("details.copies .card").first.inner_text()
    page.get_by_text("In the report").first.click()
    assert page.locator(".report-text mark.chosen").first.inner_text() == "The Marsh Army captured Besk on Saturday morning."
    page.get_by_text("Because", exact=True).first.click()
    assert "lexicon:capture" in page.locator(".because").first.inner_text()


def test_every_view_is_a_link_and_back_goes_back(opened: Open) -> None:
    page = opened("tab=events&back=0")
    page.locator('button[data-event="e1"]').click()
    link = page.url
    assert "at least 12" in page.locator("dl.facts").inner_text()
    page.go_back()
    page.wait_for_selector('button[data-event="e1"]')
    again = opened(link.split("#")[1])
    assert again.locator("#chosen").inner_text() == "Shelling, Arvala"


def test_claims_are_filtered_by_words_and_by_lists(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("besk captured")
    rows = page.locator("table.claims tbody.rows tr")
    expect(rows).to_have_count(3)
    page.select_option('[data-filter="fact"]', "denied")
    expect(rows).to_have_count(1)
    rows.first.get_by_role("button").press("Enter")
    assert "denied that Besk" in page.locator("blockquote").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == "besk captured"


def test_claims_sort(opened: Open) -> None:
    page = opened("tab=claims")
    page.get_by_role("button", name="where").click()
    assert page.locator("table.claims tbody.rows tr td:nth-child(4)").first.inner_text() == "Arvala"
    page.get_by_role("button", name="where").click()
    assert page.locator("table.claims tbody.rows tr td:nth-child(4)").first.inner_text() == "Elst hills"


def test_a_hostile_report_stays_text(opened: Open) -> None:
    page = opened("sel=doc:r10")
    assert "<script>alert(1)</script> & <b>bold</b>" in page.locator(".report-text").first.inner_text()
    assert page.locator(".report-text b, .report-text script").count() == 0


def test_right_to_left_stands_right(opened: Open) -> None:
    page = opened("sel=doc:r8")
    text = page.locator(".report-text").first
    assert text.evaluate("n => getComputedStyle(n).direction") == "rtl" and text.get_attribute("lang") == "ar"
    assert page.locator("#chosen").evaluate("n => getComputedStyle(n).direction") == "rtl"


def test_changes_and_the_difference_of_two_days(opened: Open) -> None:
    page = opened("tab=changes&since=2031-05-02&day=2031-05-04")
    text = page.locator("#panel").inner_text()
    assert "Highland Council → Marsh Army" in text
    assert "held by Highland Council, then held by Marsh Army" in text


@pytest.mark.parametrize("width", [380, 760, 1024, 1920])
@pytest.mark.parametrize("state", ["", "sel=place:g:Besk", "tab=claims", "tab=sources", "sel=doc:r10"])
def test_nothing_sticks_out(opened: Open, width: int, state: str) -> None:
    page = opened(state, width=width, height=800)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#map").bounding_box()["height"] > 180


def test_reduced_motion_and_dark(opened: Open) -> None:
    page = opened(color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(232, 230, 225)"
    page.get_by_role("button", name="Light / dark").click()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 30, 33)" and "theme=light" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["", "tab=events&back=0", "tab=changes", "tab=claims", "tab=reports", "tab=sources", "tab=about",
                                   "sel=place:g:Besk", "sel=event:e2", "sel=doc:r8"])
def test_axe_finds_nothing(opened: Open, axe: str, state: str, scheme: str) -> None:
    page = opened(state, color_scheme=scheme, bypass_csp=True)
    page.evaluate(axe)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    assert [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found["violations"]] == []


def test_prints_map_and_evidence(opened: Open) -> None:
    page = opened("sel=place:g:Besk")
    page.emulate_media(media="print")
    assert not page.locator(".tabs").is_visible()
    assert page.locator("blockquote").first.is_visible() and page.locator("#map").is_visible()


def test_the_map_fits_on_paper_and_is_as_before_afterwards(opened: Open) -> None:
    page = opened("sel=place:g:Besk")
    drawn(page)
    wide = "() => [...document.querySelectorAll('.map canvas')].map(c => c.getBoundingClientRect().width)[0]"
    link, before = page.url, page.evaluate(wide)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert before > 700 and page.evaluate(wide) <= 690  # A4 less its margins is 688 pixels wide
    drawn(page, 300)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_function(f"before => ({wide})() === before", arg=before)
    assert page.pdf(format="A4").startswith(b"%PDF-") and page.url == link


def test_a_step_is_quick_on_a_large_picture(opened: Open, tmp_path: Path) -> None:
    """800 places and 8,000 claims: a step of the clock in well under half a second of a processor, however busy the machine is."""
    data = war()
    places = tuple({**r, "key": f"g:{i}", "place": f"Place {i}", "lat": 40 + (i % 40) / 4, "lon": 60 + (i // 40) / 2}
                   for i in range(800) for r in data.control if r["key"] == "g:Besk")
    claims = tuple({**c, "id": f"{c['id']}-{i}"} for i in range(400) for c in data.claims)
    path = tmp_path / "large.html"
    path.write_text(picture(replace(data, control=places, claims=claims, evidence=())), "utf-8")
    page = opened("day=2031-05-03", page_file=path)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used() -> float:
        return float({m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}["TaskDuration"])

    took = []
    for _ in range(2):
        before = used()
        page.evaluate("""async () => { const s = document.getElementById('clock-day');
          for (let i = 0; i < 3; i += 1) {
            s.value = Number(s.value) + 1; s.dispatchEvent(new Event('input'));
            await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
          } }""")
        took.append((used() - before) / 3)
    print(f"a step: {1000 * min(took):.0f} ms of processor time")
    assert min(took) < 0.5
    assert re.search(r"day=2031-05-09", page.url)


def greys(page: Any, nth: int) -> list[list[float]]:
    """The symbols of the key's nth list as grey values, over the page's ground."""
    found: list[list[float]] = page.evaluate("""nth => [...document.querySelectorAll(`.legend ul`)[nth].children].map(li => {
      const c = li.querySelector('canvas');
      const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, out = [];
      for (let i = 0; i < d.length; i += 4) {
        const a = d[i + 3] / 255; out.push(a * (0.299 * d[i] + 0.587 * d[i+1] + 0.114 * d[i+2]) + (1 - a) * 255);
      }
      return out; })""", nth)
    return found


@pytest.mark.parametrize("nth", [0, 1])
def test_sides_and_tiers_are_told_apart_without_colour(opened: Open, nth: int) -> None:
    symbols = greys(opened(), nth)
    assert len(symbols) >= 3
    for i, a in enumerate(symbols):
        for b in symbols[:i]:
            assert len(a) == len(b) and sum(abs(x - y) > 40 for x, y in zip(a, b, strict=True)) > 0.04 * len(a)


def test_sides_weigh_the_same(opened: Open) -> None:
    """No side's colour is louder: their lightness differs by less than a tenth."""
    page = opened()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours = page.evaluate("""() => { const style = getComputedStyle(document.documentElement);
          return [...Array(8).keys()].map(i => style.getPropertyValue(`--side-${i}`)); }""")
        light = [0.299 * int(c[1:3], 16) + 0.587 * int(c[3:5], 16) + 0.114 * int(c[5:7], 16) for c in (c.strip() for c in colours)]
        assert len(set(colours)) == 8 and max(light) - min(light) < 25.6
