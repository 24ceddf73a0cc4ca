"""Languages: English is told at a glance, and nothing else is taken for it."""
from __future__ import annotations

import time

import pytest

from reportedly.read.language import at_a_glance, language, unsupported

from .files import ORUM, SALAQ

OTHERS = {
    "fr": "Les troupes gouvernementales sont entrées dans la ville lundi, ont déclaré des habitants, et les rebelles sont "
          "partis vers les collines.",
    "es": "Las tropas del gobierno entraron en la ciudad el lunes, dijeron los vecinos, y los rebeldes se fueron hacia las "
          "colinas del este.",
    "de": "Regierungstruppen sind am Montag in die Stadt eingerückt, sagten Bewohner, und die Rebellen zogen sich in die Berge zurück.",
    "nl": "Regeringstroepen zijn maandag de stad binnengetrokken, zeiden bewoners, en de rebellen of hun leiders vertrokken "
          "naar de heuvels.",
    "ru": "Правительственные войска вошли в город в понедельник, сообщили жители, а повстанцы ушли в горы на востоке.",
    "ar": "دخلت القوات الحكومية المدينة يوم الاثنين بحسب ما قاله السكان وانسحب المتمردون إلى التلال في الشرق.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_named(code: str) -> None:
    assert language(OTHERS[code]) == code
    assert at_a_glance(OTHERS[code].lower().split()) in ("", code)
    assert unsupported(code)


def test_english_quickly() -> None:
    text = (f"{SALAQ} {ORUM} They had left their posts after the shelling, and those who stayed were arrested by the "
            "soldiers from the north. ")
    assert at_a_glance(text.lower().split()) == "en"
    assert language(text.upper()) == "en"
    start = time.process_time()
    for _ in range(1000):
        assert language(text * 9) == "en"
    assert time.process_time() - start < 1  # three thousand letters each: at least 3 MB a second for this step, in truth twenty times that


@pytest.mark.parametrize(("code", "text"), [
    ("fr", "Selon l'armée, les combats se poursuivent dans le nord du pays, et des habitants sont partis pour la capitale avec leur "
           "famille."),
    ("es", "Según el ejército, los combates siguen en el norte del país y las familias se han ido a la capital con lo que tenían, "
           "pero no todas."),
    ("uk", "Бої тривають на півночі країни, і військові повідомляють про втрати, але це не підтверджено, як сказали у місті, де є також "
           "поранені та вбиті, що були там."),
    ("ru", "Бои идут на севере страны, и военные сообщают о потерях, но это не подтверждено, как сказали в городе, где был бой и по "
           "словам жителей были убитые, которых он не видел."),
])
def test_other_languages_at_a_glance(code: str, text: str) -> None:
    assert at_a_glance(text.lower().split()) == code
    # An English report that quotes a sentence of another language stays English.
    assert language(f"{ORUM} \"{text}\" {SALAQ} {ORUM} {SALAQ}") == "en"


def test_a_few_words_tell_nothing() -> None:
    assert language("Salaq") == ""
    assert unsupported("") == ""


@pytest.mark.parametrize(("text", "code"), [
    ("政府軍星期一進入鎮內，居民說。", "zh"), ("Войска вошли в город.", "ru"), ("دخلت القوات المدينة.", "ar")])
def test_a_few_words_in_another_script_are_not_taken_for_english(text: str, code: str) -> None:
    assert unsupported(language(text))
    assert code != "zh" or language(text) == "zh"


@pytest.mark.parametrize("code", OTHERS)
def test_a_report_in_two_languages_is_read_for_its_english(code: str) -> None:
    english = f"{SALAQ} {ORUM} The army has not said how many of its men were killed."
    assert language(f"{english}\n\n{OTHERS[code]}") == "en"
    # One that quotes an English sentence is not English.
    assert language(f"{OTHERS[code]} {OTHERS[code]} “The town is ours.” {OTHERS[code]}") == code
