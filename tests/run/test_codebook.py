"""A codebook of one's own: a type, its words and mappings work from text to export, and mistakes are named with their lines."""
from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger.rows import version_key
from reportedly.model.codebook import FOLDER, event_types, folder, own_rules, shipped_types
from reportedly.model.document import Document
from reportedly.model.errors import CodebookError
from reportedly.model.own import NOTHING, load, read
from reportedly.run import claims_of, codebook, origin

OWN = '''
[types.hijack]
family = "violence"
is = "takes a bus, ship or aircraft with the people in it"
like = "abduct"

[[verb]]
type = "hijack"
lemmas = "hijack commandeer"
needs = {object = "craft"}

[[noun]]
type = "hijack"
lemmas = "hijacking"
roles = {of = "target", by = "actor"}

[classes.craft]
words = "bus ferry airliner"

[[profiles.cameo]]
types = "hijack"
gives = {code = "181"}
'''
BAD = '''[types.capture]
family = "violence"
is = "x"

[types.Bad]
family = "wrong"

[[verb]]
type = "nothing"
lemmas = ""
needz = {object = "craft"}
needs = {object = "spaceship"}

[[profiles.acled]]
types = "capture nope"
gives = {sub = "Wrong"}

[[profiles.xyz]]
types = "capture"

[other]
'''
TEXT = "Rebels hijacked a bus near Garissa on Monday, police said. The hijacking of a ferry was a surprise. Rebels shelled Garissa."


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/hijack.toml").write_text(OWN)
    before = os.environ.get(FOLDER)
    yield str(tmp_path / "own")
    codebook.use(before)


def kinds() -> list[str]:
    return [c.type for _, pairs in claims_of([Document("d", TEXT, "2031-05-06")]) for c, _ in pairs]


def test_a_type_of_ones_own_is_read_and_gone_again(mine: str) -> None:
    assert "hijack" not in kinds()
    codebook.use(mine)
    assert kinds() == ["hijack", "hijack", "shelling"] and str(folder()) == mine
    assert event_types()["hijack"].like == "abduct" and list(event_types())[:42] == list(shipped_types())
    assert "codebook-" in origin() and version_key(origin()) == version_key(origin().partition(" codebook")[0])
    codebook.use(None)
    assert "hijack" not in kinds() and "codebook" not in origin() and own_rules("cameo") == ()


def test_from_text_to_ledger_events_and_export(mine: str, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT)
    ledger, run = str(tmp_path / "l.db"), CliRunner()
    added = run.invoke(main, ["--codebook", mine, "add", "--date", "2031-05-06", "--ledger", ledger, str(tmp_path / "story.txt")])
    assert added.exit_code == 0
    told = run.invoke(main, ["--codebook", mine, "events", "--json", "--ledger", ledger]).stdout
    assert '"type":"hijack","family":"violence"' in told
    codes = run.invoke(main, ["--codebook", mine, "export", "--format", "cameo", "--ledger", ledger, "--out", str(tmp_path / "x")])
    assert codes.exit_code == 0 and "\t181\t" in (tmp_path / "x").read_text()
    # Without a rule of one's own, the rules for the type that it is like hold.
    acled = run.invoke(main, ["--codebook", mine, "export", "--format", "acled", "--ledger", ledger, "--out", str(tmp_path / "y")])
    assert acled.exit_code == 0 and "Abduction/forced disappearance" in (tmp_path / "y").read_text()


def test_check_names_every_mistake_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(BAD)
    (tmp_path / "b.toml").write_text("x = [")
    found = [(m.file, m.line) for m in codebook.check(str(tmp_path))]
    assert found == [("a.toml", n) for n in (1, 5, 5, 6, 8, 9, 10, 11, 15, 16, 18, 21)] + [("b.toml", 1)]
    done = CliRunner().invoke(main, ["codebook", "check", str(tmp_path)])
    assert done.exit_code == 1 and "a.toml:11: 'needz' is none of" in done.output and "Traceback" not in done.output
    with pytest.raises(CodebookError, match=r"codebook check"):
        load(tmp_path, {n: t.family for n, t in shipped_types().items()})


def test_check_says_what_is_added(mine: str) -> None:
    done = CliRunner().invoke(main, ["codebook", "check", mine])
    assert done.exit_code == 0 and done.output == "1 types (hijack), 3 words, rules: 1 for cameo\n"


def test_a_broken_folder_stops_a_command_with_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--codebook", str(tmp_path / "none"), "events", "--ledger", "x"])
    assert done.exit_code == 1 and done.output.strip().endswith("none: no such folder")
    assert FOLDER not in os.environ and "hijack" not in event_types()
    assert read(tmp_path, {})[0] is NOTHING
    (tmp_path / "a.toml").write_text("")
    done = CliRunner().invoke(main, ["codebook", "check", str(tmp_path / "a.toml")])
    assert done.output.strip().endswith("a.toml: is a file; give the folder that it lies in")


TYPE = '[types.oust]\nfamily = "politics"\nis = "x"\n'
VERB = TYPE + '[[verb]]\ntype = "oust"\nlemmas = "oust"\n'
RULE = TYPE + '[[profiles.{}]]\ntypes = "oust"\n{}\n'


@pytest.mark.parametrize(("text", "line", "said"), [
    ("types = [1]", 1, "write [types.NAME]"),
    ("[types]\noust = 3", 2, "write [types.oust]"),
    (TYPE + '[verb]\ntype = "oust"\nlemmas = "x"', 4, "write [[verb]], in double brackets"),
    ('classes = "x"', 1, "write [classes.NAME]"),
    ('[classes.craft]\nwords = ["bus"]', 2, 'needs words = "'), ("profiles = 1", 1, "write [[profiles.NAME]]"),
    (TYPE + '[profiles.acled]\ntypes = "oust"', 4, "write [[profiles.acled]], in double brackets"),
    ("[types.oust]\nfamily = [1]\nis = \"x\"", 2, "a text"),
    (TYPE + "symmetric = 1", 4, "true or false"),
    (TYPE + 'like = "nope"', 4, "no type of the package"),
    (TYPE + 'told = {both = "{x}"}', 4, "no other braces"),
    (TYPE + 'told = {bth = "x"}', 4, "'bth' is none of"),
    (VERB + 'rank = "high"', 7, "whole number"),
    (VERB + 'roles = {subject = "actr"}', 7, "one of actor"),
    (VERB + 'needs = {objekt = "person"}', 7, "'objekt' is no slot"),
    (VERB + 'voice = "middle"', 7, "active, passive"),
    (VERB + 'mods = "x"', 7, "table of texts"),
    (VERB + 'complement = "than"', 7, "behind an = sign"),
    (TYPE + '[[verb]]\ntype = "oust"\nlemmas = "Oust"', 6, "'Oust' is no lemma"),
    (TYPE + '[[noun]]\ntype = ["oust"]\nlemmas = "ouster"', 5, "type must be a text"),
    (TYPE + '[[noun]]\ntype = "oust"', 4, 'needs lemmas = "'),
    (RULE.format("acled", 'when = {ded = true}\ngives = {sub = "Attack"}'), 6, "'ded' is no fact"),
    (RULE.format("acled", 'when = {dead = "yes"}\ngives = {sub = "Attack"}'), 6, "dead is true or false"),
    (RULE.format("acled", 'gives = {sub = ["Attack"]}'), 6, "gives needs sub"),
    (RULE.format("ucdp", 'gives = {x = "y"}'), 6, "'x' is none of deadly"),
    (RULE.format("cameo", 'gives = "181"'), 6, "gives must be a table"),
    (RULE.format("cameo", 'gives = {code = "999"}'), 6, "gives needs code"),
    (RULE.format("plover", 'gives = {event = "ASSAULT", mode = "tickle"}'), 6, "mode of ASSAULT must be one of"),
    (RULE.format("acled", 'left = "x"\ngives = {sub = "Attack"}'), 6, "not both"),
    (RULE.format("acled", "left = 3"), 6, "left must be a text")])
def test_each_kind_of_mistake_is_one_line(text: str, line: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(text)
    found = codebook.check(str(tmp_path))
    assert [m.line for m in found if said in m.text] == [line], found
    assert all("\n" not in str(m) for m in found)


def test_files_that_cannot_be_read_and_types_told_twice(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.toml").write_text("\ufeff" + TYPE, "utf-8")
    (tmp_path / "c.toml").write_text(TYPE)
    (tmp_path / "d.toml").mkdir()
    (tmp_path / "e.toml").symlink_to(tmp_path / "none")
    assert [str(m) for m in codebook.check(str(tmp_path))] == [
        "a.toml:1: is not UTF-8", "c.toml:1: 'oust' is in another file already", "e.toml: cannot be read: No such file or directory"]


def test_what_the_package_itself_uses_is_allowed() -> None:
    from reportedly.extract import lexicon
    from reportedly.model.own_check import PREPOSITIONS, ROLES, SLOTS
    framed = [f for some in lexicon.frames().values() for f in some]
    assert {k for f in framed for part in (f.needs, f.bars, f.roles, f.mods, f.without) for k, _ in part} <= {*SLOTS, *PREPOSITIONS}
    assert {v for f in framed for _, v in f.roles} == set(ROLES)


def test_every_rule_of_the_package_would_be_allowed() -> None:
    from reportedly.model.own_check import PROFILES
    from reportedly.publish.exports.own_rules import wrong_in
    from reportedly.publish.exports.profile import table
    assert [(p, r, w) for p in PROFILES for r in table(p)["rule"] for w in wrong_in(p, r)] == []


EVERYWHERE = """
[types.boat_raid]
family = "violence"
is = "takes a boat"
noun = "raid on a boat"
told = {both = "{a} raided {t} near {p}", alone = "{a} raided a boat", done = "{t} raided", to = "on"}
like = "attack"

[[verb]]
type = "boat_raid"
lemmas = "hijack"
needs = {object = "craft"}

[classes.craft]
words = "ferry"

[[profiles.acled]]
types = "boat_raid"
gives = {sub = "Attack"}

[[profiles.cameo]]
types = "boat_raid"
gives = {code = "181"}

[[profiles.plover]]
types = "boat_raid"
gives = {event = "ASSAULT", mode = "abduct", context = ""}
"""
# What stands in a file of each profile that follows a rule of the codebook, and of each that has the type's own name.
FOUND = {"acled": "Attack",
         "cameo": "\t181\t", "icews": "181", "gdelt": "\t181\t", "plover": "ASSAULT", "polecat": "ASSAULT"} | dict.fromkeys(
    ("csv", "eventreport", "geojson", "hxl", "jsonl", "kml", "misp", "prov"), "boat_raid")


def test_it_is_known_everywhere(tmp_path: Path) -> None:
    import reportedly as rp
    from reportedly.publish.exports import FORMATS
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/a.toml").write_text(EVERYWHERE)
    war = rp.Ledger(tmp_path / "w.db", codebook=tmp_path / "mine")
    war.add(rp.Document("d", "Rebels hijacked a ferry in Lamu on Monday, witnesses said.", "2031-05-06"))
    assert [(e["type"], e["family"]) for e in war.events()] == [("boat_raid", "violence")]
    assert "Rebels raided ferry near Lamu" in war.brief() and "raid on a boat" in war.map()
    assert war.claims()[0]["type"] == "boat_raid" and isinstance(war.control(), list)
    for name in FORMATS:
        war.export(name, tmp_path / f"out.{name}")
    for name, cell in FOUND.items():
        assert cell in (tmp_path / f"out.{name}").read_text("utf-8"), name
    # Whoever has only the ledger, and not the codebook, can still ask.
    assert "boat_raid" in [e["type"] for e in rp.Ledger(tmp_path / "w.db").events()]
