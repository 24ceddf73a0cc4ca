"""A document in a language that is not read stands in the ledger, without claims, and a later reading is preferred."""
from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger import open_ledger
from reportedly.model.document import Document
from reportedly.run.unread import record_unread

FRENCH = "Les troupes gouvernementales sont entrées dans la ville lundi, ont déclaré des habitants à la presse."


def test_it_is_recorded_with_its_language(tmp_path: Path) -> None:
    ledger, file = str(tmp_path / "l.db"), tmp_path / "fr.txt"
    file.write_text(FRENCH, "utf-8")
    done = CliRunner().invoke(main, ["add", str(file), "--ledger", ledger, "--date", "2021-03-05"])
    assert done.exit_code == 1
    assert "French (fr), which is not supported" in done.output
    assert "1 document recorded without claims" in done.output
    with open_ledger(ledger) as opened:
        (document,) = opened.documents()
        assert (document.lang, document.text, document.date) == ("fr", FRENCH, "2021-03-05")
        assert not list(opened.reports())
        assert not opened.verify()
    assert record_unread([document], ledger) == 0


def test_a_reading_by_a_pipeline_comes_after_it(tmp_path: Path) -> None:
    from reportedly.ledger.rows import version_key
    from reportedly.run import origin
    assert version_key("reportedly-0.1.0 (language fr not read)") < version_key(origin())
    assert record_unread([Document("a", FRENCH, lang="fr")], str(tmp_path / "l.db")) == 1
