"""What the innermost source commits to, and what the report says of the claim: minimal pairs by phenomenon."""
from __future__ import annotations

import pytest

from reportedly.extract.factuality import FLIP, apply

from .pairs import stands

C, P, M, D, F = "certain", "probable", "possible", "denied", "future"
PAIRS = {
    "perfect infinitives": [
        ("Rebels claimed on Sunday to have *taken* the port.", C), ("Rebels hoped on Sunday to *take* the port.", F),
        ("Rebels, who claimed last week to have *seized* the dam, fled.", C), ("Officials denied having *bombed* the port.", D),
        ("Rebels boasted yesterday of having *taken* the port.", C),
    ],
    "negation": [
        ("Rebels *took* the port.", C), ("Rebels did not *take* the port.", D), ("Rebels never *took* the port.", D),
        ("No town was *taken*.", D), ("Nobody was *arrested*.", D), ("Neither side has *signed* the truce.", D),
        ("Not only did rebels *take* the port, they burned it.", C), ("Rebels left without *firing* a shot.", D),
        ("Rebels, who did not sleep, *took* the port.", C), ("Rebels could not *take* the port.", D),
    ],
    "denial": [
        ("The army denied that rebels had *taken* the port.", D), ("The army confirmed that rebels had *taken* the port.", C),
        ("Officials rejected reports that the town had *fallen*.", D), ("Officials confirmed reports that the town had *fallen*.", C),
        ("The report that the town had *fallen* was a mistake.", D),
        ("The commander withdrew his claim that his men had *taken* the port.", D),
        ("It is not true that the town has *fallen*.", D), ("It is true that the town has *fallen*.", C),
    ],
    "double negation": [
        ("The rebels did not fail to *take* the port.", C), ("The rebels failed to *take* the port.", D),
        ("The army did not deny that it had *shelled* the port.", M), ("The rebels did not stop *shelling* the port until noon.", C),
        ("The army failed to prevent the *fall* of the port.", C),
    ],
    "attempts": [
        ("Rebels tried to *take* the port.", D), ("Rebels are trying to *take* the port.", F),
        ("Rebels have been trying to *take* the port.", F),
        ("Rebels attempted to *storm* the base.", D), ("Police foiled an *attack* on the embassy.", D),
        ("An attempt to *storm* the base was unsuccessful.", D), ("The bid to *free* the crew was a failure.", D),
        ("The failed *coup* shook the capital.", D), ("The bloody *coup* shook the capital.", C), ("Two men foiled a *bombing*.", D),
    ],
    "attempts denied and denials that touch something else": [
        ("Rebels did not try to *take* the port.", D), ("Rebels made an attempt to *take* the port.", D),
        ("Gunmen entered in an attempt to *free* the crew.", F), ("Gunmen *met* no resistance.", C), ("Gunmen *met* no envoy.", D),
        ("The botched attempt to *kill* the minister shook the capital.", D),
    ],
    "implicatives": [
        ("Rebels managed to *take* the port.", C), ("The garrison was forced to *withdraw*.", C),
        ("The garrison refused to *withdraw*.", D),
        ("Troops succeeded in *taking* the port.", C), ("Troops stopped short of *taking* the port.", D),
        ("Convoys were prevented from *entering* the port.", D), ("Convoys were allowed to *enter* the port.", C),
        ("The crew forgot to *release* him.", D), ("Gunmen went on to *burn* the village.", C),
        ("Troops began *shelling* the port.", C),
    ],
    "modals": [
        ("The port could *fall*.", M), ("Rebels may have *planted* mines.", M), ("Rebels might *attack* and seize the port.", M),
        ("Rebels might attack and *seize* the port.", M), ("Rebels attacked and *seized* the port.", C),
        ("Rebels must have *planted* mines.", P), ("Rebels probably *planted* mines.", P), ("Apparently rebels *planted* mines.", P),
        ("It is possible that rebels *planted* mines.", M), ("It is likely that rebels *planted* mines.", P),
        ("It is not clear whether rebels *hold* the port.", M), ("The rebels appear to have *left*.", P),
        ("The commander is believed to have been *killed*.", P), ("The officer suspects that rebels *planted* mines.", P),
    ],
    "future and plans": [
        ("Troops will *deploy* next week.", F), ("Troops are going to *deploy* next week.", F),
        ("Troops are to *withdraw* on Friday.", F),
        ("Rebels plan to *attack* the port.", F), ("The planned *attack* alarmed the mayor.", F),
        ("The bloody *attack* alarmed the mayor.", C),
        ("Troops are poised to *enter* the port.", F), ("Troops are ready to *enter* the port.", F),
        ("A *truce* is due to begin at noon.", F),
        ("The generals agreed that troops would *deploy* in the port.", F), ("Talks on a *ceasefire* will open on Monday.", C),
        ("The sides will hold *talks* on Monday.", F), ("The minister will condemn the *attack*.", C),
        ("Rebels to *seize* port, minister warns.", F), ("The army has plans for an *offensive*.", F),
        ("Rebels intend to *burn* the town.", F),
        ("Troops said they would *withdraw* on Friday.", F),
    ],
    "purposes": [
        ("Tanks moved up to *attack* the port.", F), ("The army sent troops in order to *retake* the port.", F),
        ("The operation to *isolate* the port began.", F), ("Guards were posted to prevent *looting*.", F),
        ("Troops took positions in anticipation of an *assault*.", F), ("Troops left after an *assault*.", C),
    ],
    "fears and hopes": [
        ("Residents fear that rebels will *attack*.", F), ("Residents fear an *attack* on the port.", F),
        ("Residents saw an *attack* on the port.", C),
        ("The envoy hopes for a *ceasefire*.", F), ("There is a danger of *attacks* on police posts.", F),
        ("Fears of a *massacre* have grown.", F),
        ("He warned that rebels would *attack*.", F), ("Officials expect rebels to *attack*.", F),
    ],
    "conditionals": [
        ("If rebels *take* the port, we will leave.", F), ("When rebels *took* the port, we left.", C),
        ("We will leave unless rebels *withdraw*.", F),
        ("Should the port *fall*, we will leave.", F), ("Had the port *fallen*, we would have left.", D),
        ("In the event of an *attack*, bridges will be closed.", F), ("We will go home once the town is *taken*.", F),
        ("They were killed before they could *attack* the post.", D),
    ],
    "requests and orders": [
        ("The UN urged the rebels to *withdraw*.", F), ("The general ordered his men to *withdraw*.", F),
        ("The UN demanded the *release* of the crew.", F), ("The UN welcomed the *release* of the crew.", C),
        ("The envoy called on the army to end its *siege*.", C), ("The UN called for a *ceasefire*.", F),
    ],
    "speech acts": [
        ("We will *burn* every bus, the rebels said.", C, "threaten"), ("We will *burn* every bus, the rebels said.", F, "destroy"),
        ("The army will *continue* to help the town.", C, "pledge"), ("You must *leave* the city, the rebels said.", C, "request"),
        ("Rebels may *threaten* the port.", M, "threaten"), ("The army has not *threatened* the port.", D, "threaten"),
    ],
    "ceasefire": [
        ("The *truce* collapsed within hours.", D, "ceasefire"), ("The *truce* held for hours.", C, "ceasefire"),
        ("Both sides broke the *ceasefire*.", D, "ceasefire"), ("A *violation* of the ceasefire was reported.", D, "ceasefire"),
        ("A *ceasefire* was to come into force at nine.", F, "ceasefire"), ("A *ceasefire* came into force at nine.", C, "ceasefire"),
    ],
    "factives": [
        ("Officials know that rebels *took* the port.", C), ("The bishop condemned the *killing* of a nurse.", C),
        ("The court will investigate the *killing* of a nurse.", C), ("The suspected rebels *attacked* the port.", C),
        ("It is known that rebels *took* the port.", C),
    ],
    "evidence and doubt": [
        ("There is no doubt that tanks *entered* the port.", C), ("There is no evidence that tanks *entered* the port.", M),
        ("There is evidence that tanks *entered* the port.", C),
    ],
    "questions": [
        ("Have rebels *taken* the port?", M), ("Rebels have *taken* the port.", C),
        ("Reporters asked whether rebels had *taken* the port.", M),
    ],
    "per source": [
        ("Officials who may resign said that rebels *took* the port.", C), ("The army said that rebels may have *taken* the port.", M),
        ("The paper said the army denied that rebels *took* the port.", D),
        ("The paper denied nothing; the army said rebels *took* the port.", C),
    ],
    "upper case": [
        ("THE GUERRILLAS *TOOK* THE BARRACKS.", C), ("THE GUERRILLAS FAILED TO *TAKE* THE BARRACKS.", D),
        ("THE ARMY DENIED THAT THE TOWN HAS *FALLEN*.", D), ("THE STRIKE WILL *BEGIN* ON MONDAY.", F),
    ],
}
FLAT = [pytest.param(row[0], row[1], row[2] if len(row) > 2 else "attack", id=f"{name}-{n}")
        for name, rows in PAIRS.items() for n, row in enumerate(rows)]


@pytest.mark.parametrize(("text", "wanted", "kind"), FLAT)
def test_factuality(text: str, wanted: str, kind: str) -> None:
    found = stands(text, kind)
    assert found.factuality == wanted, found.because


VERIFICATION = [
    ("The rebels said they had *taken* the port.", None), ("The rebels claimed to have *taken* the port.", "unconfirmed"),
    ("Unconfirmed reports said rebels had *taken* the port.", "unconfirmed"), ("Several reports said rebels had *taken* the port.", None),
    ("The alleged *massacre* is being studied.", "unconfirmed"), ("The *massacre* is being studied.", None),
    ("The army said it had *shelled* a bridge. The claim could not be independently verified.", "unconfirmed"),
    ("The army said it had *shelled* a bridge. The bridge could not be repaired.", None),
    ("The army said it had *shelled* a bridge, a claim that could not be verified.", "unconfirmed"),
    ("Soldiers allegedly *beat* the prisoners.", "unconfirmed"), ("Soldiers reportedly *beat* the prisoners.", None),
    ("The UN confirmed that rebels had *taken* the port.", "confirmed"), ("The army confirmed that rebels had *taken* the port.", None),
    ("Police confirmed that a guard was *killed*.", None),
    ("Independent monitors verified that tanks had *entered* the port.", "confirmed"),
    ("The minister accused rebels of *shelling* the port.", "unconfirmed"), ("The group claimed responsibility for the *bombing*.", None),
    ("Two men accused of *killing* the mayor were tried.", "unconfirmed"), ("Two men guilty of *killing* the mayor were tried.", None),
    ("He is suspected of having *planted* the bomb.", "unconfirmed"), ("The men accused of murder *attacked* a guard.", None),
    ("The group *claimed responsibility* for the bombing.", None),
    ("There was no independent confirmation that rebels had *taken* the port.", "unconfirmed"),
    ("The independent inquiry concluded that soldiers had *executed* prisoners.", "confirmed"),
]


@pytest.mark.parametrize(("text", "wanted"), VERIFICATION)
def test_verification(text: str, wanted: str | None) -> None:
    found = stands(text)
    assert found.verification == wanted, found.because


TENSES = [
    ("Rebels *took* the port.", "past"), ("Rebels are *shelling* the port.", "present"), ("Rebels will *take* the port.", "future"),
    ("Rebels have *taken* the port.", "past"), ("Rebels plan to *take* the port.", "future"),
    ("Rebels planned to *take* the port.", "past"),
]


@pytest.mark.parametrize(("text", "wanted"), TENSES)
def test_tense(text: str, wanted: str) -> None:
    assert stands(text).tense == wanted


def test_a_denial_never_becomes_an_assertion_but_by_another_denial() -> None:
    for op in ("future", "possible", "probable", "keep", "attempt"):
        assert apply(op, D) != C
    assert apply("deny", D) == C
    assert set(FLIP) >= {C, P, M, D, F}


def test_a_marked_value_names_the_word_that_gave_it() -> None:
    found = stands("The army denied that rebels had *taken* the port.")
    assert [(r.field, r.text) for r in found.because] == [("factuality", "denied")]
