"""What coders and editors do at the desk: decide, code without seeing, take reports in, log in."""
from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import PATIENCE, Desk, serving
from .test_desk import RULES

Visit = Callable[..., Any]
TEXT = ("KUNDUZ, Nov 28 (Hill Courier) - Northern Alliance fighters captured Khanabad on Tuesday, their commander said. "
        "Twelve people were killed when shells hit the bazaar, residents said.")


def decisions(page: Any, desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get(desk.address + "api/v1/decisions").json()["rows"]
    return found


def test_a_case_is_confirmed_corrected_commented_and_undone_by_key(own_desk: Desk, visit: Visit) -> None:
    page = visit(own_desk, "review")
    page.wait_for_selector(".queue [data-item]")
    assert page.locator(".queue .chip.changes").count() and page.locator(".queue .chip.contradiction").count()
    first = page.locator("#chosen").inner_text()
    page.keyboard.press("c")
    page.wait_for_selector(".notice:has-text('Confirmed')")
    assert page.locator("#chosen").inner_text() != first, "the next case comes by itself"
    page.keyboard.press("k")
    assert "confirm by A. Coder" in page.locator(".decided").inner_text()
    page.keyboard.press("u")
    page.wait_for_selector(".decided .undone")
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.keyboard.press("e")
    page.select_option("#field-factuality", "probable")
    page.fill("#reason", "the spokesman only expected it")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice:has-text('Corrected')")
    page.keyboard.press("o")
    page.wait_for_selector("#reason:focus")
    page.keyboard.type("ask the stringer")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice:has-text('Commented')")
    made = decisions(page, own_desk)
    assert [d["kind"] for d in made[:4]] == ["comment", "correct", "undo", "confirm"]
    assert made[1]["change"] == {"factuality": "probable"} and made[1]["reason"] == "the spokesman only expected it"
    assert all(d["author"] == "A. Coder" for d in made)


def test_merge_split_and_retract(own_desk: Desk, visit: Visit) -> None:
    page = visit(own_desk, "review")
    page.wait_for_selector(".queue [data-item]")
    page.keyboard.press("m")
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.wait_for_selector("#reason:focus")
    page.keyboard.type("one and the same day")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice:has-text('Merged')")
    page.locator(".queue [data-item]").nth(0).click()
    page.keyboard.press("s")
    page.wait_for_selector(".notice:has-text('Tick')")
    page.keyboard.press("1")
    page.keyboard.press("s")
    page.wait_for_selector("#reason:focus")
    page.keyboard.type("another day is meant")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice:has-text('Split off')")
    page.locator(".queue [data-item]").nth(2).click()
    page.keyboard.press("1")
    page.keyboard.press("x")
    page.wait_for_selector("#reason:focus")
    page.keyboard.press("Enter")
    assert page.locator("#reason:invalid").count(), "a reason is asked for"
    page.keyboard.type("misread")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice:has-text('Retracted')")
    kinds = [d["kind"] for d in decisions(page, own_desk)]
    assert {"merge", "split", "retract"} <= set(kinds)
    page.get_by_role("button", name="Decisions").click()
    page.wait_for_selector("table.log")
    before = page.locator("tr.undone").count()
    page.locator("table.log button", has_text="Undo").first.click()
    page.wait_for_function(f"() => document.querySelectorAll('tr.undone').length > {before}")


def test_a_pasted_text_is_seen_before_it_is_recorded(own_desk: Desk, visit: Visit) -> None:
    page = visit(own_desk, "intake")
    page.fill("textarea[name=text]", TEXT)
    page.fill("input[name=date]", "2001-11-28")
    page.fill("input[name=outlet]", "Hill Courier")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".read mark.found")
    assert "captured" in page.locator(".read mark.found").all_inner_texts()
    assert page.request.get(own_desk.address + "api/v1/documents?q=Khanabad").json()["total"] == 1, "nothing is recorded yet"
    page.get_by_role("button", name="Record in the ledger").click()
    page.wait_for_selector(".done")
    assert "1 new report" in page.locator(".done").inner_text()
    page.get_by_role("button", name="Text", exact=True).click()
    page.fill("textarea[name=text]", TEXT)
    page.fill("input[name=date]", "2001-11-28")
    page.fill("input[name=outlet]", "Hill Courier")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".warning")
    assert "Already in the ledger" in page.locator(".warning").inner_text()


def drop(page: Any, files: dict[str, str]) -> None:
    """Files let fall onto the page, as a person drags them from a folder."""
    held = page.evaluate_handle("""files => { const d = new DataTransfer();
      for (const [name, text] of Object.entries(files)) d.items.add(new File([text], name, {type: 'text/plain'}));
      return d; }""", files)
    page.dispatch_event(".drop", "dragover", {"dataTransfer": held})
    assert page.locator(".drop.over").count() == 1
    page.dispatch_event(".drop", "drop", {"dataTransfer": held})


def test_files_are_dropped_progress_is_shown_and_private_addresses_refused(own_desk: Desk, visit: Visit, tmp_path: Path) -> None:
    page = visit(own_desk, "intake#tab=files", allowed=("422", "400"))
    drop(page, {"wire.txt": TEXT.replace("Khanabad", "Taloqan").replace("Hill", "Dale"), "unwanted.txt": "Nothing."})
    page.locator(".files li", has_text="unwanted").get_by_role("button", name="remove").click()
    assert page.locator(".drop.over").count() == 0 and page.locator(".files li").all_inner_texts()[0].startswith("wire.txt")
    page.fill("input[name=date]", "2001-11-28")
    late = {"state": "running", "done": 3, "total": 12, "message": "far.txt", "kind": "preview", "result": None, "created": ""}
    asked = []

    def slow(route: Any) -> None:
        """Says twice that the job is under way, then lets it be answered."""
        asked.append(route.request.url)
        if len(asked) > 2:
            route.continue_()
        else:
            route.fulfill(json={"id": asked[0].rpartition("/")[2], **late})

    page.route("**/api/v1/jobs/*", slow)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".intake-result .job:has-text('3 of 12')")
    assert page.locator(".intake-result progress").evaluate("n => [n.value, n.max]") == [3, 12]
    page.wait_for_selector(".read mark.found")
    page.unroute("**/api/v1/jobs/*")
    page.get_by_role("button", name="Addresses").click()
    page.fill("textarea[name=urls]", "http://127.0.0.1:9/secret\nhttp://169.254.169.254/latest")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".intake-result :is(.problems, .error)")
    assert "127.0.0.1" in page.locator(".intake-result").inner_text()


def test_news_of_the_ledger_reach_the_open_page(own_desk: Desk, visit: Visit, tmp_path: Path) -> None:
    page = visit(own_desk)
    page.wait_for_selector("button.row[data-place]")
    file = tmp_path / "late.jsonl"
    file.write_text(json.dumps({"id": "late", "date": "2001-12-09", "outlet": "Late Post", "outlet_kind": "newspaper",
                                "text": "The Northern Alliance captured Qala-i-Jangi on Saturday, residents said."}), "utf-8")
    words = [sys.executable, "-m", "reportedly.cli", "add", str(file), "--ledger", str(own_desk.ledger)]
    subprocess.run(words, check=True, capture_output=True)
    told = page.locator(".notice", has_text="There is a newer picture")
    told.wait_for()
    assert "9 Dec" not in page.locator("#clock-day").get_attribute("aria-valuetext"), "nothing moves under the reader"
    told.get_by_role("button", name="Show it").click()
    page.wait_for_function("() => document.querySelector('#clock-day').getAttribute('aria-valuetext').includes('9 Dec')")


def test_a_missed_claim_is_chosen_in_the_report_recorded_and_taken_back(own_desk: Desk, visit: Visit) -> None:
    page = visit(own_desk, "#sel=doc:evil", allowed=("422",))
    page.locator("summary", has_text="Add a claim that was missed").click()
    page.wait_for_selector("#field-words")
    page.evaluate("""() => { const text = document.querySelector('#panel .report-text'), walk = document.createTreeWalker(text, 4);
      for (let n = walk.nextNode(); n; n = walk.nextNode()) {
        const at = n.data.indexOf('the witness said');
        if (at >= 0) getSelection().setBaseAndExtent(n, at, n, at + 16); } }""")
    page.wait_for_function("() => document.querySelector('#field-words').value === 'the witness said'")
    page.get_by_role("button", name="Record the claim").click()
    assert "type" in page.locator(".notice.error").inner_text()
    page.select_option("#field-type", "statement" if page.locator("#field-type option[value=statement]").count() else "meeting")
    page.fill("#field-actor", "a witness")
    page.get_by_role("button", name="Record the claim").click()
    page.wait_for_selector("#chosen:has-text('Claim:')")
    assert page.locator("#panel mark.trigger").first.inner_text() == "the witness said"
    page.locator(".notice", has_text="Recorded").get_by_role("button", name="Undo").click()
    page.wait_for_selector(".notice:has-text('Taken back')")
    assert decisions(page, own_desk)[0]["kind"] == "retract" and decisions(page, own_desk)[0]["claims"]


@pytest.fixture(scope="module")
def team(war_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("team")
    (folder / "war.db").write_bytes(war_ledger.read_bytes())
    for name, role in (("Ada", "editor"), ("Ben", "coder"), ("Rea", "reader")):
        words = ["user", str(folder / "users"), name, "--role", role, "--password", f"{name} knows it"]
        subprocess.run([sys.executable, "-m", "reportedly.cli", *words], check=True, capture_output=True)
    with serving(folder / "war.db", "--users", str(folder / "users")) as found:
        yield found


def log_in(page: Any, name: str) -> None:
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", f"{name} knows it")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_selector("html.ready")


@pytest.fixture
def person(team: Desk, chromium: Any) -> Iterator[Callable[[str, str], Any]]:
    contexts = []

    def come(name: str, path: str) -> Any:
        context = chromium.new_context(viewport={"width": 1400, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(team.address + path)
        log_in(page, name)
        return page

    yield come
    for context in contexts:
        context.close()


def test_two_coders_code_blind_and_see_how_far_they_agree(person: Callable[[str, str], Any]) -> None:
    for name, sure in (("Ben", "certain"), ("Ada", "probable")):
        page = person(name, "review#tab=coding")
        for _ in range(2):
            page.wait_for_selector("#field-type")
            assert page.input_value("#field-type") == "" and page.input_value("#field-actor") == "", "nothing is given away"
            before = page.locator(".coding .lead").inner_text()
            page.select_option("#field-type", "capture")
            page.fill("#field-actor", "Northern Alliance")
            page.select_option("#field-factuality", sure)
            page.get_by_role("button", name="Save and next").click()
            page.wait_for_function("said => document.querySelector('.coding .lead').innerText !== said", arg=before)
    page.get_by_role("button", name="Agreement").click()
    page.wait_for_selector("table.alpha")
    assert "factuality" in page.locator("table.alpha").inner_text() and "Ben" in page.locator(".review-body .lead").inner_text()
    page.get_by_role("button", name="as gold").click()
    assert "no document has all of its claims reviewed" in page.locator(".notice.error").inner_text()
    api, token = page.url.split("review")[0] + "api/v1/", page.locator('meta[name="csrf"]').get_attribute("content")
    listed = page.request.get(f"{api}documents").json()
    key = next(d["key"] for d, n in zip(listed["rows"], listed["claims"], strict=True) if n)
    ids = [c["id"] for c in page.request.get(f"{api}document?key={key}").json()["claims"]]
    done = page.request.post(f"{api}decisions", data={"kind": "confirm", "ids": ids}, headers={"X-CSRF-Token": token})
    assert done.status == 201, done.text()
    with page.expect_download() as got:
        page.get_by_role("button", name="as gold").click()
    assert zipfile.ZipFile(got.value.path()).namelist() == ["documents.jsonl", "claims.jsonl"]


def test_strangers_log_in_and_readers_only_read(team: Desk, person: Callable[[str, str], Any], chromium: Any, axe: str) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(team.address)
    assert "login" in page.url
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [v["id"] for v in found["violations"]] == []
    page.fill("input[name=name]", "Rea")
    page.fill("input[name=password]", "guess")
    page.get_by_role("button", name="Log in").click()
    assert "do not fit" in page.locator("[role=alert]").inner_text()
    context.close()
    page = person("Rea", "review")
    assert "coders and editors" in page.locator("main").inner_text() and page.locator("[data-act]").count() == 0
    assert page.locator('.menu a[data-page="intake"]').count() == 0
    page.goto(team.address + "intake")
    page.wait_for_selector("html.ready")
    assert "coders and editors" in page.locator("main").inner_text() and page.locator("textarea").count() == 0
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login*")
    page.goto(team.address + "sources")
    assert "login" in page.url
