"""`reportedly actors` and `reportedly gazetteer find`, rightly and wrongly."""
from __future__ import annotations

import json

from click.testing import CliRunner

from reportedly.cli import main

from .resolve.own_actors import DICTIONARY, own_folder

__all__ = ["own_folder"]


def call(*words):
    return CliRunner().invoke(main, [str(w) for w in words])


def test_who_an_actor_is():
    done = call("actors", "Taliban", "--on", "1999-01-01")
    assert done.exit_code == 0 and "government in AF" in done.stdout and "CAMEO AFGGOV" in done.stdout
    rows = [json.loads(x) for x in call("actors", "Syrian", "army", "--json").stdout.splitlines()]
    assert rows[0]["periods"][0]["codes"]["inter"] == 1


def test_an_unknown_actor_is_one_line_with_what_is_near():
    done = call("actors", "Talibann")
    assert done.exit_code == 1 and done.stderr.count("\n") == 1 and "Taliban" in done.stderr
    assert call("actors", "Taliban", "--on", "soon").exit_code == 2


def test_the_tables_hold():
    done = call("actors", "check")
    assert (done.exit_code, done.stdout) == (0, "") and "no problems" in done.stderr


def test_a_dictionary_and_a_group_of_ones_own(own_folder, tmp_path):
    file = tmp_path / "made-up.txt"
    file.write_text(DICTIONARY, "utf-8")
    assert "2 kept" in call("actors", "import", file).stderr
    assert "government in SD" in call("actors", "Blue", "Falcons", "Brigade").stdout
    assert call("actors", "import", tmp_path / "none.txt").exit_code == 1
    assert call("actors", "add", "Red Kites", "--kind", "rebel", "--country", "sd", "--from", "2003").exit_code == 0
    assert "rebel in SD" in call("actors", "Red Kites").stdout
    wrong = call("actors", "add", "Red Kites", "--kind", "dragon")
    assert wrong.exit_code == 1 and "unknown kind" in wrong.stderr


def test_what_a_place_name_may_mean():
    done = call("gazetteer", "find", "Kunduz", "--limit", "2")
    assert done.exit_code == 0 and "admin1" in done.stdout and "more: --limit" in done.stderr
    rows = [json.loads(x) for x in call("gazetteer", "find", "Konduz", "--country", "af", "--json").stdout.splitlines()]
    assert rows and all(r["country"] == "AF" for r in rows)
    none = call("gazetteer", "find", "Zzyzxville")
    assert none.exit_code == 1 and none.stderr.count("\n") == 1
