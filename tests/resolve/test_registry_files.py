"""The user's own tables: rows of one source replaced, broken lines told and passed over."""
from __future__ import annotations

from reportedly.resolve.registry_check import own_problems
from reportedly.resolve.registry_files import broken, own_file, own_rows, replace_rows

from .own_actors import own_folder

__all__ = ["own_folder"]


def test_rows_of_a_source_are_replaced_and_others_stay(own_folder):
    replace_rows("nouns", "a", [("pike", "military")])
    replace_rows("nouns", "b", [("sail\tor\n", "civilians")])
    replace_rows("nouns", "a", [("lance", "military")])
    assert sorted(own_rows("nouns")) == [["lance", "military"], ["sail or", "civilians"]]


def test_a_broken_line_costs_only_itself(own_folder):
    replace_rows("nouns", "a", [("pike", "military")])
    with own_file("nouns").open("a") as f:
        f.write("half a line\n")
    assert list(own_rows("nouns")) == [["pike", "military"]]
    assert len(list(broken("nouns"))) == len(list(own_problems())) == 1


def test_nothing_there_is_no_error(own_folder):
    assert not list(own_rows("actors")) and not list(broken("actors"))
