"""Which names stand for one side."""
from __future__ import annotations

from dataclasses import replace

from reportedly.assess.setting import make_setting
from reportedly.model.knowledge import World

from .material import ARMY, BY_ARMY, FRONT, UN, claim, country, report


def party(reports, name):
    return make_setting(reports, country).parties.of("XX", name)


def test_our_forces_of_a_movements_own_statement_are_the_movement():
    own = ("NF/M in Exile, Press Office", "party", "NFM-E")
    taken = claim("capture", "Kern", ("NFM-E",), says=own, on="2031-04-01")
    reports = [*report(1, "2031-04-02", taken, outlet=own[0], outlet_kind="rebel"),
               *report(2, "2031-04-03", claim("clash", "Kern", ("rebels",), (ARMY,), says=UN))]
    assert party(reports, "NFM-E") == party(reports, own[0]) == party(reports, "rebels") != ""


def test_a_name_that_others_use_too_is_no_sides_own_for_one_threat():
    threat = claim("threaten", None, ("Oran Velik",))
    hostile = claim("clash", "Kern", ("Oran Velik's men",), (ARMY,), on="2031-04-02")
    reports = [*report(1, "2031-04-02", threat, outlet="Ministry of Defence", outlet_kind="government"),
               *report(2, "2031-04-03", hostile, claim("attack", "Kern", ("Oran Velik",), (ARMY,))),
               *report(3, "2031-04-03", claim("hold", "Velgrad", (ARMY,), says=BY_ARMY))]
    assert party(reports, "Oran Velik") != party(reports, ARMY)


def test_the_side_of_a_name_is_that_of_all_its_forms():
    def says(name, side):
        return claim("hold", "Velgrad", (ARMY,), says=(name, "party", side))

    reports = [*report(1, "2031-04-02", says("Tomas Karel", "Zembla"), outlet="A"),
               *report(2, "2031-04-03", says("Karel's spokesman", "army"), says("President Tomas Karel", "army"), outlet="B")]
    setting = make_setting(reports, country)
    assert setting.parties.of("XX", "Tomas Karel") in ("", setting.parties.of("XX", ARMY))


def test_who_admits_an_unnamed_holder_means_the_other_side():
    words = "The army acknowledged that the town is in the hands of a commander who left it."
    reports = [*report(1, "2031-04-02", claim("hold", "Kern", (FRONT,), says=UN), claim("clash", "Kern", (FRONT,), (ARMY,))),
               *report(2, "2031-04-05", claim("hold", "Velgrad", ("a commander",), says=BY_ARMY, text=words))]
    setting = make_setting(reports, country)
    told = next(r for r in setting.reports if r.claim.sentence == words)
    assert setting.actors(told) == (setting.parties.of("XX", FRONT),)
    plain = replace(told, claim=replace(told.claim, sentence=words.replace("acknowledged", "said")))
    assert setting.actors(plain) == ()


def test_a_rebel_outlet_is_the_rebels_whatever_its_words_and_its_own_forces_are_too():
    outlet = "National Front, Office of the Military Spokesman"
    # The resolver took "our forces" and the spokesman for the state's.
    ours = (outlet, "party", ARMY)
    reports = [*report(1, "2031-04-02", claim("capture", "Kern", (ARMY,), says=ours, on="2031-04-01"), outlet=outlet, outlet_kind="rebel"),
               *report(2, "2031-04-03", claim("clash", "Kern", ("rebels",), (ARMY,), says=UN), claim("hold", "Velgrad", (ARMY,), says=UN))]
    setting = make_setting(reports, country)
    front = setting.parties.of("XX", outlet)
    taken = next(r for r in setting.reports if r.claim.type == "capture")
    assert front not in ("", setting.parties.of("XX", ARMY)) and setting.parties.of("XX", "rebels") == front
    assert setting.actors(taken) == (front,) and setting.voice(taken).party == front


def test_common_nouns_are_no_movement():
    reports = [*report(1, "2031-04-02", claim("attack", "Kern", (ARMY,), ("stragglers",), on="2031-04-01"),
                       claim("clash", "Kern", ("rebels",), (ARMY,), on="2031-04-01"), claim("hold", "Velgrad", (ARMY,)))]
    setting = make_setting(reports, country)
    assert setting.parties.of("XX", "rebels") != setting.parties.of("XX", "stragglers")


def test_a_state_is_not_shown_under_the_name_of_two_parties():
    names = ("government and Zemblan soldiers", "government", "government troops")
    reports = report(1, "2031-04-02", *(claim("hold", "Velgrad", (n,)) for n in names))
    shown = make_setting(reports, country).parties.name.values()
    assert "government and Zemblan soldiers" not in shown


def test_two_names_of_one_body_of_states_are_one_party():
    reports = [*report(1, "2031-04-02", claim("deploy", "Kern", ("UN",))),
               *report(2, "2031-04-03", claim("capture", "Kern", ("United Nations",)))]
    known = [replace(r, found=replace(r.found, actor=tuple(replace(a, id="un", kind="igo") for a in r.found.actor)))
             for r in reports]
    assert party(known, "UN") == party(known, "United Nations") != ""


def test_a_rebel_outlet_speaks_for_those_whom_it_has_gaining_and_for_the_names_that_it_alone_uses():
    outlet, own = "Province Press Office", ("Province Press Office", "party", "")
    taken = claim("capture", "Kern", (FRONT,), (ARMY,), says=own)
    entered = claim("enter", "Velgrad", ("Dawn",), says=own)
    reports = [*report(1, "2031-04-02", taken, entered, claim("hold", "Kern", (FRONT,), says=own), outlet=outlet, outlet_kind="rebel"),
               *report(2, "2031-04-03", claim("clash", "Kern", (FRONT,), (ARMY,), says=UN), claim("hold", "Velgrad", (ARMY,), says=UN))]
    assert party(reports, outlet) == party(reports, FRONT) == party(reports, "Dawn") != party(reports, ARMY)


def test_officers_of_a_people_are_those_of_the_group_that_bears_its_name_too():
    world = World(lambda _: "", lambda a, d: "", lambda a: ("Hill Guards", "Velgish Hill Guards") if a == "hill-guards" else ())
    said = ("Velgish officials", "party", "Zembla")
    fought = report(1, "2031-04-02", claim("clash", "Kern", ("Hill Guards",), (FRONT,)))[0]
    known = replace(fought.found.actor[0], id="hill-guards", kind="militia")
    reports = [replace(fought, found=replace(fought.found, actor=(known,))),
               *report(2, "2031-04-03", claim("withdraw", "Kern", ("Velgish officers",), says=said),
                       claim("hold", "Velgrad", (ARMY,), says=BY_ARMY))]
    parties = make_setting(reports, country, world=world).parties
    assert parties.of("XX", "Velgish officials") == parties.of("XX", "Velgish officers") == parties.of("XX", "Hill Guards") != ""
    later = report(3, "2031-04-04", claim("hold", "Kern", ("sons of the Velgish Realm",)), claim("hold", "Kern", ("Velgish forces",)))
    parties = make_setting([*reports, *later], country, world=world).parties
    assert parties.of("XX", "sons of the Velgish Realm") == parties.of("XX", "Velgish forces") == parties.of("XX", "Hill Guards")


def test_a_station_that_bears_a_groups_name_is_its_own():
    says = ("Voice of the Northern Front", "media", "")
    reports = [*report(1, "2031-04-02", claim("clash", "Kern", (FRONT,), (ARMY,), says=UN), claim("capture", "Kern", (FRONT,), says=says)),
               *report(2, "2031-04-03", claim("hold", "Velgrad", (ARMY,), says=("Radio Kern", "media", "")))]
    setting = make_setting(reports, country)
    assert [setting.voice(r).party for r in setting.reports] == ["", setting.parties.of("XX", FRONT), ""]


def test_a_land_and_its_adjective_are_one_and_a_side_is_not_shown_by_its_website():
    own = ("Velgranet", "party", "")
    reports = [*report(1, "2031-04-02", claim("clash", "Kern", ("Orlavian rebels",), (ARMY,), says=UN),
                       claim("hold", "Velgrad", (ARMY,), says=UN)),
               *report(2, "2031-04-03", claim("capture", "Kern", ("Orlavia Defence Forces",), (ARMY,), says=own),
                       claim("hold", "Kern", ("Orlavia Defence Forces",), says=own), outlet="Velgranet", outlet_kind="rebel")]
    parties = make_setting(reports, country).parties
    assert parties.of("XX", "Orlavian rebels") == parties.of("XX", "Orlavia Defence Forces") == parties.of("XX", "Velgranet")
    assert parties.shown(parties.of("XX", "Velgranet")) in ("Orlavia Defence Forces", "Orlavian rebels")


def test_a_chief_of_staff_is_no_village_chief():
    said = claim("capture", "Kern", (ARMY,), says=("chief of staff", "party", ARMY))
    setting = make_setting([*report(1, "2031-04-02", said, claim("hold", "Kern", (FRONT,), says=UN))], country)
    assert setting.voice(setting.reports[0]).party == setting.parties.of("XX", ARMY)
