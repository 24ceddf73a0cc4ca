"""A user's own actors: dictionaries, single groups, and that they are used from then on."""
from __future__ import annotations

import pytest

from reportedly.resolve.codes import codes
from reportedly.resolve.nouns import noun_kind
from reportedly.resolve.registry import Entry, best, role
from reportedly.resolve.registry_own import add_actor, fresh, import_actors, own_id, shown

from .own_actors import AGENTS, DICTIONARY, own_folder

__all__ = ["own_folder"]


def test_a_dictionary_is_kept_with_its_dates(own_folder):
    done = import_actors(DICTIONARY.split("\n"), "made-up")
    assert (done.kept, done.known, done.unusable) == (2, 3, 0)
    found = best("Falcon Brigade")
    assert found is not None and found.countries == ("SD",)
    assert (role(found.id, "2003-05-01"), role(found.id, "2010-05-01")) == ("rebel", "government")
    assert codes(found.id, found.kind, "SD", "2003-05-01").cameo == "SDNREB"
    assert codes(found.id, found.kind, "SD", "2010-05-01").cameo == "SDNGOV"


def test_what_the_registry_knows_is_left_to_it(own_folder):
    import_actors(DICTIONARY.split("\n"), "made-up")
    assert best("Taliban").id == "taliban"
    assert best("Afghanistan").id == "AF"


def test_a_second_import_takes_the_place_of_the_first(own_folder):
    import_actors(DICTIONARY.split("\n"), "made-up")
    import_actors(["RED_KITES_ [SDNREB]"], "made-up")
    assert best("Red Kites") and not best("Falcon Brigade")


def test_the_same_dictionary_a_second_time_changes_nothing(own_folder):
    first = import_actors(DICTIONARY.split("\n"), "made-up")
    assert import_actors(DICTIONARY.split("\n"), "made-up") == first
    assert best("Falcon Brigade")


def test_agents_become_nouns(own_folder):
    done = import_actors(AGENTS.split("\n"), "agents")
    assert (done.kept, done.known, done.unusable) == (1, 1, 1)
    assert noun_kind()["pikeman"] == "military"


def test_a_text_that_is_no_dictionary_is_refused(own_folder):
    with pytest.raises(ValueError, match="PETRARCH"):
        import_actors(["It rained in the valley."], "rain")


def test_one_group_by_hand(own_folder):
    add_actor(Entry(own_id("Red Kites"), "rebel", ("SD",), "2003", "", ("Red Kites", "RKM")))
    assert best("Red Kites").id == "own:red-kites"
    add_actor(Entry(own_id("Red Kites"), "militia", ("SD",), "2003", "", ("Red Kites",)))
    assert best("Red Kites").kind == "militia"
    with pytest.raises(ValueError, match="known already"):
        add_actor(Entry("own:t", "rebel", names=("Taliban",)))


@pytest.mark.parametrize(("given", "expected"), [("BLUE FALCONS OF THE NORTH", "Blue Falcons of the North"), ("RKM", "RKM"),
                                                 ("U.N. ENVOY", "U.N. Envoy"), ("Red Kites", "Red Kites")])
def test_names_in_capitals_get_their_usual_case(given, expected):
    assert shown(given) == expected


def test_common_words_are_no_names():
    assert fresh("Lowland Pikes") and not fresh("soldiers") and not fresh("Afghan") and not fresh("Syrian army")


def test_a_person_in_office_speaks_for_it_while_it_lasts(own_folder):
    import_actors(["OMAR_BELLO_ [TCDGOV 20010101-20120630]"], "made-up")
    found = best("Omar Bello")
    assert found.kind == "person"
    assert (role(found.id, "2010-05-01"), role(found.id, "2014-05-01")) == ("government", "")
