"""Runs over archives: whole shards or none, on again after any kill, bad documents aside, copies and other topics passed over."""
from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger import open_ledger
from reportedly.model.errors import UsageError
from reportedly.read import Given
from reportedly.run import bulk, shards
from reportedly.run.archive import BIG_LINES, plan

from . import stub

TOWNS = ("Salaq", "Orum", "Besh", "Tarn", "Ilva", "Moreth", "Kand", "Sura")


def story(n: int) -> str:
    town = TOWNS[n % len(TOWNS)]
    return (f"Rebels entered the town of {town} on the {n}th day, residents said. Soldiers had left the barracks before dawn. "
            f"{n} people were killed when shells fell on the market and on the road that leads to the north of it.")


def archive(folder: Path, count: int = 60) -> Path:
    """JSON lines, a zip's worth of texts and a broken file."""
    folder.mkdir(parents=True, exist_ok=True)
    half = count // 2
    with (folder / "a.jsonl").open("w", encoding="utf-8") as out:
        for n in range(half):
            out.write(json.dumps({"id": f"j{n}", "date": "2021-03-05", "text": story(n)}) + "\n")
        out.write("{broken\n")
    for n in range(half, count):
        (folder / f"t{n:03d}.txt").write_text(story(n), "utf-8")
    (folder / "u.bin").write_bytes(b"\0\1\2" * 50)
    return folder


def contents(out: Path) -> dict[str, object]:
    """All shards' rows by name."""
    return {f"{kind}/{p.name}": shards.read_rows(p) for kind in ("read", "claims", "aside", "copies") for p in shards.parts(out, kind)}


def test_shards_hold_documents_claims_and_what_was_set_aside(tmp_path: Path) -> None:
    seen: list[bulk.Progress] = []
    out = tmp_path / "out"
    total = bulk.run_archive([str(archive(tmp_path / "in"))], str(out), shard=25, coder=stub.NAME, on_progress=seen.append)
    assert (total.documents, total.coded, total.claims, total.aside, total.copies) == (60, 60, 60, 2, 0)
    rows = [r for p in shards.parts(out, "claims") for r in shards.read_rows(p)]
    first = next(r for r in rows if r["doc"] == "j0")
    assert (first["type"], first["place"], first["source"], first["killed_high"], first["day"]) == ("enter", "Salaq", ["residents"],
        3, "2021-03-05")
    assert len({r["document"] for r in rows}) == 60
    reasons = {r["where"].rsplit("/", 1)[-1]: r["reason"] for p in shards.parts(out, "aside") for r in shards.read_rows(p)}
    assert "is not JSON" in reasons["a.jsonl:31"]
    assert "is binary" in reasons["u.bin"]
    assert {p.stage for p in seen} == {"read", "code"}
    assert seen[-1].done == seen[-1].total == 60
    assert seen[-1].seconds == 0
    assert not list(out.rglob("*.tmp"))


def test_other_options_and_changed_files_are_refused(tmp_path: Path) -> None:
    source, out = archive(tmp_path / "in", 4), tmp_path / "out"
    bulk.run_archive([str(source)], str(out), coder=stub.NAME)
    with pytest.raises(UsageError, match="another shard"):
        bulk.run_archive([str(source)], str(out), coder=stub.NAME, shard=7)
    (source / "t002.txt").write_text("changed", "utf-8")
    with pytest.raises(UsageError, match="has changed"):
        bulk.run_archive([str(source)], str(out), coder=stub.NAME)
    with pytest.raises(UsageError, match="no such file"):
        bulk.run_archive([str(tmp_path / "none")], str(tmp_path / "o2"), coder=stub.NAME)
    with pytest.raises(UsageError, match="not empty"):
        bulk.run_archive([str(source)], str(source), coder=stub.NAME)


def test_a_file_that_was_written_again_with_the_same_size_has_changed(tmp_path: Path) -> None:
    source, out = archive(tmp_path / "in", 4), tmp_path / "out"
    bulk.run_archive([str(source)], str(out), coder=stub.NAME)
    file = source / "t002.txt"
    text, was = file.read_text("utf-8"), file.stat()
    file.write_text(text.replace("Rebels", "Troops"), "utf-8")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns + 1))
    with pytest.raises(UsageError, match=r"t002\.txt: has changed"):
        bulk.run_archive([str(source)], str(out), coder=stub.NAME)


def test_without_a_place_to_write_it_says_so_in_a_line(tmp_path: Path) -> None:
    source = archive(tmp_path / "in", 4)
    (tmp_path / "file").write_text("x", "utf-8")
    for out in (tmp_path / "file" / "out", Path("/proc/out")):
        with pytest.raises(UsageError, match="cannot be written"):
            bulk.run_archive([str(source)], str(out), coder=stub.NAME)


FULL = """
import resource, sys
from reportedly.model.errors import UsageError
from reportedly.run import bulk
if __name__ == "__main__":
    # A file that grows beyond the limit fails as on a full disk, in the workers as well.
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        bulk.run_archive([sys.argv[1]], sys.argv[2], shard=20, coder="tests.run.stub:coder", workers=int(sys.argv[4]))
    except UsageError as e:
        print(e)
"""


def test_a_full_disk_stops_the_run_with_one_line_and_loses_nothing(tmp_path: Path) -> None:
    source, out, whole, script = archive(tmp_path / "in"), tmp_path / "out", tmp_path / "whole", tmp_path / "job.py"
    script.write_text(FULL, "utf-8")
    bulk.run_archive([str(source)], str(whole), shard=20, coder=stub.NAME)
    sizes = [p.stat().st_size for p in whole.rglob("*.parquet")]
    for limit, workers in ((max(sizes) - 1, 1), (sorted(sizes)[len(sizes) // 2], 0)):
        said = subprocess.run([sys.executable, str(script), str(source), str(out), str(limit), str(workers)], check=False,
                              env={**os.environ, "PYTHONPATH": HERE}, capture_output=True, text=True)
        assert "cannot be written or read (file too large); what is done is kept" in said.stdout, said
        assert not [p for p in out.rglob("*.tmp") if p.stat().st_size]
    bulk.run_archive([str(source)], str(out), shard=20, coder=stub.NAME)
    assert contents(out) == contents(whole)


def test_files_that_came_later_are_added(tmp_path: Path) -> None:
    source, out = archive(tmp_path / "in", 10), tmp_path / "out"
    bulk.run_archive([str(source)], str(out), coder=stub.NAME)
    (source / "z.txt").write_text(story(99), "utf-8")
    assert bulk.run_archive([str(source)], str(out), coder=stub.NAME).coded == 11


def test_large_json_lines_are_read_in_pieces_that_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    filler = "x" * 40_000
    with file.open("w", encoding="utf-8") as lines:
        n = 0
        while lines.tell() <= BIG_LINES:
            lines.write(json.dumps({"id": f"d{n}", "title": filler[:random.Random(n).randint(1, 40_000)], "text": story(n)}) + "\n")
            n += 1
    out = tmp_path / "out"
    assert len(plan([str(file)], tmp_path / "plan")) == 3
    assert bulk.run_archive([str(file)], str(out), coder=stub.NAME, given=Given(lang="en")).documents == n
    rows = [r["id"] for p in shards.parts(out, "read") for r in shards.read_rows(p, ["id"])]
    assert rows == [f"d{k}" for k in range(n)]


def test_copies_and_other_topics_are_passed_over(tmp_path: Path) -> None:
    recipe = ("Chop the onions and the garlic, then warm the butter in a pan until it melts. Stir in the flour and the milk, "
              "add the cheese, "
              "and bake the dish in the oven until the top is golden. Serve it with a salad and a glass of wine for dinner.")
    texts = [("a", "2021-03-06", story(1)), ("b", "2021-03-05", story(1)), ("c", "2021-03-07", story(1).replace("1 people", "9 people")),
             ("d", "2021-03-07", story(1).replace("were killed", "were not killed")), ("e", "2021-03-05", recipe), ("f", None, story(1))]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"id": i, "date": d, "text": t}) + "\n" for i, d, t in texts), "utf-8")
    out = tmp_path / "out"
    total = bulk.run_archive([str(file)], str(out), coder=stub.NAME, shard=2)
    assert (total.irrelevant, total.copies, total.coded) == (1, 2, 3)
    assert {r["doc"] for p in shards.parts(out, "claims") for r in shards.read_rows(p)} == {"b", "c", "d"}
    kept = bulk.run_archive([str(file)], str(tmp_path / "all"), coder=stub.NAME, sift=False)
    assert kept.coded == 6


@pytest.mark.parametrize("title", ["fail", "hang"])
def test_a_document_that_fails_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    monkeypatch.setattr(bulk, "SECONDS", 0.2)
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"id": f"d{n}", "title": title if n == 3 else "", "text": story(n)}) + "\n" for n in range(6)),
        "utf-8")
    out = tmp_path / "out"
    assert bulk.run_archive([str(file)], str(out), coder=stub.NAME).coded == 5
    (row,) = [r for p in shards.parts(out, "aside") for r in shards.read_rows(p)]
    assert row["where"] == "d3"
    assert ("as asked" if title == "fail" else "took too long") in row["reason"]


def test_a_document_that_kills_its_worker_is_found_and_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    # The others that are under way at every death of a worker are not suspected.
    titles = {0: "rest", 3: "kill", 4: "rest"}
    file.write_text("".join(json.dumps({"id": f"d{n}", "title": titles.get(n, ""), "text": story(n)}) + "\n" for n in range(6)), "utf-8")
    out = tmp_path / "out"
    total = bulk.run_archive([str(file)], str(out), coder=stub.NAME, shard=2, workers=2)
    assert (total.coded, total.aside) == (5, 1)
    (row,) = [r for p in shards.parts(out, "aside") for r in shards.read_rows(p)]
    assert (row["where"], row["key"] != "") == ("d3", True)


def test_a_file_that_kills_its_worker_is_set_aside_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "deadly-1.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1\n", "utf-8")
    (package / "entry_points.txt").write_text("[reportedly.readers]\ndeadly = tests.run.stub:deadly\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    source, out = archive(tmp_path / "in", 12), tmp_path / "out"
    (source / "c.deadly").write_text("x", "utf-8")
    total = bulk.run_archive([str(source)], str(out), shard=5, coder=stub.NAME, workers=1)
    assert (total.documents, total.coded, total.aside) == (12, 12, 3)
    assert len({r["id"] for p in shards.parts(out, "read") for r in shards.read_rows(p)}) == 12
    reasons = {r["where"].rsplit("/", 1)[-1]: r["reason"] for p in shards.parts(out, "aside") for r in shards.read_rows(p)}
    assert "ended again and again" in reasons["c.deadly"]
    again = bulk.run_archive([str(source)], str(out), shard=5, coder=stub.NAME)
    assert (again.documents, again.coded, again.aside) == (12, 12, 3)


HERE = os.pathsep.join(str(Path(__file__).parents[2] / p) for p in ("", "src"))
RUN = """
import sys
from reportedly.run import bulk
if __name__ == "__main__":
    bulk.run_archive([sys.argv[1]], sys.argv[2], shard=5, coder=sys.argv[3], workers=2)
"""


def test_a_run_killed_at_any_moment_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    source, out, whole = archive(tmp_path / "in"), tmp_path / "out", tmp_path / "whole"
    bulk.run_archive([str(source)], str(whole), shard=5, coder=stub.SLOW)
    script = tmp_path / "job.py"
    script.write_text(RUN, "utf-8")
    chance = random.Random(7)
    env = {**os.environ, "PYTHONPATH": HERE}
    for _ in range(int(os.environ.get("KILLS", "4"))):
        job = subprocess.Popen([sys.executable, str(script), str(source), str(out), stub.SLOW], env=env, start_new_session=True)
        time.sleep(chance.uniform(0.3, 4.0))
        os.killpg(job.pid, signal.SIGKILL)
        job.wait()
    bulk.run_archive([str(source)], str(out), shard=5, coder=stub.SLOW)
    assert contents(out) == contents(whole)


LOAD = """
import sys
from reportedly.run import bulk
if __name__ == "__main__":
    bulk.load(sys.argv[1], sys.argv[2], batch=2, on_part=lambda n, _: print(n, flush=True))
"""


def test_a_load_killed_at_any_moment_goes_on_and_doubles_nothing(tmp_path: Path) -> None:
    out, script, ledger, whole = tmp_path / "out", tmp_path / "job.py", str(tmp_path / "l.db"), str(tmp_path / "whole.db")
    bulk.run_archive([str(archive(tmp_path / "in", 300))], str(out), coder=stub.NAME, shard=10)
    bulk.load(str(out), whole)
    script.write_text(LOAD, "utf-8")
    chance, cut = random.Random(3), []
    for _ in range(int(os.environ.get("KILLS", "4"))):
        with subprocess.Popen([sys.executable, str(script), str(out), ledger], env={**os.environ, "PYTHONPATH": HERE},
                              stdout=subprocess.PIPE) as job:
            assert job.stdout is not None
            for _ in range(chance.randint(1, 12)):
                job.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))
            job.kill()
        cut.append(job.returncode != 0)
    assert any(cut)
    documents, _, new = bulk.load(str(out), ledger)
    assert documents == 300
    assert new < 300
    found = []
    for where in (ledger, whole):
        with open_ledger(where) as opened:
            assert not opened.verify()
            found.append(sorted((r.publication.id, r.claim.id) for r in opened.reports()))
    assert found[0] == found[1]
    assert len(set(found[0])) == len(found[0]) == 300


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    source, out, script = archive(tmp_path / "in", 400), tmp_path / "out", tmp_path / "job.py"
    script.write_text(RUN, "utf-8")
    env = {**os.environ, "PYTHONPATH": HERE}
    job = subprocess.Popen([sys.executable, str(script), str(source), str(out), stub.SLOW], env=env)
    while not list((out / "read").glob("*.done")):
        time.sleep(0.05)
    job.kill()
    job.wait()
    end = time.monotonic() + 15
    while time.monotonic() < end and (left := _processes(str(job.pid), str(script))):
        time.sleep(0.1)
    assert not left


def _processes(parent: str, script: str) -> list[str]:
    """Processes of a run that are still there: children of the parent, by what they were called with."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            line = (place / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if script in line or f"parent_pid={parent}" in line:
            found.append(line)
    return found


def test_ray_makes_the_same_shards_though_a_worker_is_killed(tmp_path: Path) -> None:
    source, out, whole = archive(tmp_path / "in"), tmp_path / "out", tmp_path / "whole"
    with (source / "b.jsonl").open("w", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "k", "title": "kill", "text": story(77)}) + "\n")
    bulk.run_archive([str(source)], str(whole), shard=20, coder=stub.NAME, workers=2)
    total = bulk.run_archive([str(source)], str(out), shard=20, coder=stub.NAME, workers=2, ray="local")
    assert (total.coded, total.aside) == (60, 3)
    assert contents(out) == contents(whole)


def test_run_and_load_by_command(tmp_path: Path) -> None:
    source, out, ledger = tmp_path / "in", tmp_path / "out", str(tmp_path / "l.db")
    source.mkdir()
    (source / "a.txt").write_text(story(1), "utf-8")
    (source / "b.txt").write_text(story(1) + "\n", "utf-8")
    (source / "fr.txt").write_text("Les troupes gouvernementales sont entrées dans la ville lundi, ont déclaré des habitants à la presse.")
    refused = CliRunner().invoke(main, ["load", str(out), "--ledger", ledger])
    assert "holds no run" in refused.output
    done = CliRunner().invoke(main, ["run", str(source), "--out", str(out), "--date", "2021-03-05", "--outlet", "Hill Wire"])
    assert done.exit_code == 0, done.output
    assert "3 documents: 1 coded" in done.output
    assert "1 copies, 1 set aside" in done.output
    for known in (0, 3):
        loaded = CliRunner().invoke(main, ["load", str(out), "--ledger", ledger])
        assert f"3 documents, {0 if known else ''}" in loaded.output
        assert f"{known} documents known already" in loaded.output
    with open_ledger(ledger) as opened:
        assert {d.lang for d in opened.documents()} == {"en", "fr"}
        assert {r.publication.outlet for r in opened.reports()} == {"Hill Wire"}
        assert not opened.verify()
