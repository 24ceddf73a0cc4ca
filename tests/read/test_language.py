"""Languages: English is told at a glance, and nothing else is taken for it."""
from __future__ import annotations

import time

import pytest

from reportedly.read.language import language, plainly_english, unsupported

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
    assert not plainly_english(OTHERS[code].lower().split())
    assert unsupported(code)


def test_english_quickly() -> None:
    text = (f"{SALAQ} {ORUM} They had left their posts after the shelling, and those who stayed were arrested by the "
            "soldiers from the north. ")
    assert plainly_english(text.lower().split())
    assert language(text.upper()) == "en"
    start = time.process_time()
    for _ in range(1000):
        assert language(text * 9) == "en"
    assert time.process_time() - start < 1  # three thousand letters each: at least 3 MB a second for this step, in truth twenty times that


def test_a_few_words_tell_nothing() -> None:
    assert language("Salaq") == ""
    assert unsupported("") == ""
