"""Who says so: minimal pairs by phenomenon."""
from __future__ import annotations

import pytest

from reportedly.extract.attribution import attribution

from .pairs import candidate, fits, kind_of, sources, written

PAIRS = {
    "infinitives further on": [
        ("The rebels claimed on Sunday to have *taken* the hill.", "rebels"),
        ("The rebels fought on Sunday to *take* the hill.", ""),
        ("The rebels boasted of having *taken* the hill.", "rebels"),
        ("Officials denied having *bombed* the hill.", "Officials"),
        ("The mayor broke with the army on Sunday, accusing it of *burning* the hill.", "mayor"),
    ],
    "complement": [
        ("The army said that rebels had *attacked* the bridge.", "army"),
        ("The army feared nothing, but rebels *attacked* the bridge.", ""),
        ("Officials say the town was *shelled* twice.", "Officials"),
        ("Officials left after the town was *shelled* twice.", ""),
        ("The commander claimed to have *taken* the hill.", "commander"),
        ("The commander hastened to *take* the hill.", ""),
        ("The governor said the rebels had *withdrawn* and that two bridges were gone.", "governor"),
        ("The governor said the rebels had withdrawn and that two bridges had been *blown* up.", "governor"),
        ("The guard said twelve men had surrendered, and that a dozen more had been *killed*.", "guard"),
    ],
    "trailing and inverted": [
        ("Rebels *attacked* the bridge, the army said.", "army"),
        ("Rebels *attacked* the bridge, said the army.", "army"),
        ("The town fell and the garrison *fled*, a colonel said on Friday.", "colonel"),
        ("The rebels, the governor said, *burned* the market.", "governor"),
        ("Rebels *attacked* the bridge that the army built.", ""),
        ("The bridge was *bombed* at dawn, Reuters reported from Beirut.", "Reuters"),
    ],
    "according to": [
        ("According to residents, troops *entered* the village at dawn.", "residents"),
        ("Troops *entered* the village at dawn, according to residents.", "residents"),
        ("Troops *entered* the village according to plan.", ""),
        ("Gunmen *shot* the mayor and then, according to police, fled.", ""),
        ("Gunmen shot the mayor and then, according to police, *fled*.", "police"),
        ("According to the newspaper, the minister said that rebels had *besieged* the port.", "newspaper > minister"),
        ("According to reports by the police, the bomb was *planted* in a car.", "police"),
        ("According to reports, gunmen *shot* the mayor.", "(unnamed)"),
        ("According to a spokesman for the ministry, gunmen *shot* the mayor.", "spokesman"),
        ("By the army's account, forty rebels were *killed*.", "army"),
        ("In the words of the bishop, soldiers *massacred* the villagers.", "bishop"),
        ("As the mayor put it, the gunmen *looted* every shop.", "mayor"),
        ("Per the interior ministry, two policemen were *shot* dead.", "interior ministry"),
    ],
    "passive report": [
        ("The militia is reported to have *fled* the town.", "(unnamed)"),
        ("The militia has *fled* the town.", ""),
        ("Tanks are said to have *entered* the suburb.", "(unnamed)"),
        ("It was learned that gunmen had *kidnapped* the consul.", "(unnamed)"),
        ("It is reported that the garrison has *surrendered*.", "(unnamed)"),
        ("The town was reported *captured* on Friday.", "(unnamed)"),
        ("Troops said to be *advancing* on the port halted at noon.", "(unnamed)"),
        ("The commander is believed to have been *killed* in the raid.", "(unnamed)"),
        ("The commander was reported by residents to have been *killed*.", "residents"),
        ("A bombing was yesterday *reported* in the port.", ""),
        ("A *bombing* was reported in the port yesterday.", "(unnamed)"),
    ],
    "perception": [
        ("Tanks were seen *entering* the city from the north.", "(witness)"),
        ("Tanks were sent *entering* the city from the north.", ""),
        ("Heavy *explosions* were heard near the airport.", "(witness)"),
        ("Heavy *explosions* shook the airport.", ""),
        ("Residents saw gunmen *burn* the mosque.", "Residents"),
        ("Reporters with the alliance recorded *advances* of several miles.", "Reporters"),
        ("Witnesses heard *shelling* all night.", "Witnesses"),
        ("Rebels saw troops coming and *fled* the camp.", ""),
        ("Gunmen were spotted *looting* the depot.", "(witness)"),
    ],
    "nominal report": [
        ("There were reports that hundreds had been *massacred*.", "(unnamed)"),
        ("Reports of a *massacre* reached the capital.", "(unnamed)"),
        ("There were unconfirmed UN reports of *executions*.", "UN"),
        ("The army's claim that it had *taken* the bridge drew laughter.", "army"),
        ("Word that tanks had *entered* the port spread fast.", "(unnamed)"),
        ("Reports from Kabul of a *retreat* were read aloud.", "(unnamed)"),
        ("Allegations of *torture* were raised in court.", "(unnamed)"),
        ("Reports by aid workers of *looting* alarmed donors.", "aid workers"),
        ("The road report was late and gunmen *looted* the store.", ""),
        ("Several reports said that rebels had *entered* the town.", "(unnamed)"),
        ("Media reports said that rebels had *entered* the town.", "Media"),
    ],
    "nested": [
        ("The daily said the army had claimed that its guns *shelled* the ridge.", "daily > army"),
        ("The daily said that army guns *shelled* the ridge.", "daily"),
        ("A spokesman told Reuters that the base was *attacked*.", "Reuters > spokesman"),
        ("A spokesman told reporters that the base was *attacked*.", "spokesman"),
        ("Reuters quoted the minister as saying that troops had *left* the town.", "Reuters > minister"),
        ("The minister was quoted by Reuters as saying that troops had *left* the town.", "Reuters > minister"),
        ("The agency, citing hospital staff, reported that nine people were *killed*.", "agency > hospital staff"),
        ("A UN official said soldiers had told him that militiamen were *killing* patients.", "UN official > soldiers"),
        ("The minister announced a *retreat*, citing the success of the truce.", "minister"),
        ("AFP was told that the convoy had been *ambushed*.", "AFP > (unnamed)"),
        ("Doctors reportedly told the mayor that the clinic was *bombed*.", "(unnamed) > Doctors"),
    ],
    "adverbs": [
        ("Soldiers reportedly *burned* the village.", "(unnamed)"),
        ("Soldiers thoroughly *burned* the village.", ""),
        ("Gunmen allegedly *abducted* the priest.", "(unnamed)"),
        ("At least five others reportedly also *died* in the blast.", "(unnamed)"),
    ],
    "speech acts": [
        ("The rebels *threatened* to attack the port.", ""),
        ("The minister *accused* the rebels of shelling the port.", ""),
        ("The minister accused the rebels of *shelling* the port.", "minister"),
        ("The minister *denied* that troops had left.", ""),
        ("The minister denied that troops had *left*.", "minister"),
        ("The UN *urged* both sides to stop.", ""),
        ("A spokesman said the UN had *urged* both sides to stop.", "spokesman"),
        ("The army *vowed* to retake the town.", ""),
        ("The officer attributed the *bombing* to separatists.", "officer"),
        ("The bishop blamed the army for the *massacre*.", "bishop"),
        ("The bishop condemned the *massacre*.", ""),
        ("The rebels were accused by the bishop of *shelling* the port.", "bishop"),
        ("The rebels were accused of *shelling* the port.", ""),
        ("The UN told of a fresh *attack* on the camp.", "UN"),
        ("The Taliban have *claimed responsibility* for it.", "Taliban"),
        ("Officials put the *death toll* at forty.", "Officials"),
        ("Officials put the bodies in a truck after the *attack*.", ""),
    ],
    "objects of report": [
        ("The ministry announced the *arrest* of five gunmen.", "ministry"),
        ("The ministry ordered the *arrest* of five gunmen.", ""),
        ("The Red Cross confirmed the *killing* of ten prisoners.", "Red Cross"),
        ("Villagers described the *raid* as brutal.", "Villagers"),
        ("Officials denied reports that the town had *fallen*.", "Officials"),
        ("The rebels admitted the *loss* of the town.", "rebels"),
        ("So far nobody has claimed responsibility for the *attack*.", ""),
        ("The blast claimed twelve lives and *wounded* forty.", ""),
    ],
    "documents and media": [
        ("Satellite images showed that tanks had *entered* the town.", "images"),
        ("The general showed that tanks *entered* the town.", ""),
        ("The communique states that the garrison *repelled* the assault.", "communique"),
        ("Radio Venceremos reported that guerrillas *ambushed* a patrol.", "Radio Venceremos"),
        ("State television said a helicopter had *crashed* into the camp.", "television"),
        ("It only underscores the importance of the *attack*.", ""),
        ("The inquiry found that soldiers had *executed* the prisoners.", "inquiry"),
    ],
    "coordinated speakers": [
        ("The United States and Turkey said that troops had *entered* the valley.", "United States and Turkey"),
        ("The United States said that Turkey had *entered* the valley.", "United States"),
    ],
    "carrying on": [
        ("The mayor said shells hit the market. He added that nine people were *killed*.", "He"),
        ("The mayor said shells hit the market. Nine people were *killed*.", ""),
        ("Police said a bomb went off. In addition, two men were *shot*.", "Police"),
        ("Police said a bomb went off. Then two men were *shot*.", ""),
        ("The report said gunmen looted the town. The report also said that they *executed* the chief.", "report"),
    ],
    "participles": [
        ("The colonel spoke at noon, saying that rebels had *attacked* the dam.", "colonel"),
        ("The colonel spoke at noon, while rebels *attacked* the dam.", ""),
        ("Police reported two arrests, adding that a bomb had been *defused*.", "Police"),
        ("The officer, who told journalists that the camp was *attacked*, left.", "officer"),
        ("The officer, who was in the camp when it was *attacked*, left.", ""),
    ],
    "upper case": [
        ("TWO SOLDIERS WERE *KILLED* IN THE AMBUSH, A MILITARY SOURCE REPORTED.", "MILITARY SOURCE"),
        ("TWO SOLDIERS WERE *KILLED* IN THE AMBUSH.", ""),
        ("IT WAS REPORTED THAT HELICOPTERS *STRAFED* FIVE HOMES.", "(unnamed)"),
        ("THE ARMY PRESS COMMITTEE SAID GUERRILLAS *ATTACKED* THE POWER STATION.", "COMMITTEE"),
        ("GUERRILLAS *BLEW UP* FOUR PYLONS, ACCORDING TO THE ELECTRIC COMPANY.", "ELECTRIC COMPANY"),
    ],
    "headlines": [
        ("UN: Militants *executed* fifty policemen in the north.", "UN"),
        ("Kabul: Militants *executed* fifty policemen in the north.", ""),
    ],
    "infinitives and negation": [
        ("The ministry did not say that rebels had *attacked* the dam.", ""),
        ("The ministry went on to say that rebels had *attacked* the dam.", "ministry"),
        ("It is wise to say little while rebels *attack* the dam.", ""),
        ("Nobody said that rebels had *attacked* the dam.", ""),
    ],
}
FLAT = [pytest.param(text, wanted, id=f"{name}-{n}") for name, rows in PAIRS.items() for n, (text, wanted) in enumerate(rows)]


@pytest.mark.parametrize(("text", "wanted"), FLAT)
def test_chain(text: str, wanted: str) -> None:
    found = sources(text)
    assert fits(found, wanted), written(found)


KINDS = [
    ("Tanks were seen *entering* the city.", "witness"),
    ("Tanks are reported *entering* the city.", "unnamed"),
    ("Residents said tanks *entered* the city.", "witness"),
    ("Two sources said tanks *entered* the city.", "unnamed"),
    ("Analysts said tanks *entered* the city.", "expert"),
    ("The newspaper said tanks *entered* the city.", "media"),
    ("The survey said tanks *entered* the city.", "document"),
    ("The general said tanks *entered* the city.", ""),
    ("The rebel radio said tanks *entered* the city.", ""),
    ("The military report said tanks *entered* the city.", ""),
    ("Police sources said tanks *entered* the city.", ""),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_told_by_the_words(text: str, kind: str) -> None:
    assert sources(text)[-1].kind == kind


def test_every_link_has_a_reason_and_a_cue() -> None:
    parsed, found = candidate("The daily said the army had claimed that its guns *shelled* the ridge.", "shelling")
    chain, reasons = attribution(parsed, kind_of)(found)
    assert [r.field for r in reasons] == ["source", "source"]
    assert [s.cue.text for s in chain] == ["said", "claimed"]
    assert all(parsed.document.text[s.cue.start:s.cue.end] == s.cue.text for s in chain)


def test_a_ceasefire_announced_is_the_reporters_word() -> None:
    assert sources("The army announced a *ceasefire* in the north.", "ceasefire") == ()
    assert fits(sources("The army announced the *arrest* of two men.", "detain"), "army")
