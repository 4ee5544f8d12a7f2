"""Numbers and negation of Ukrainian sentences against their English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.translation.back_checks import check_sentence
from earwitness.calls.translation.checks.negation import negation_doubts
from earwitness.calls.translation.checks.numbers import number_doubts
from earwitness.calls.translation.checks.ukrainian_numbers import ukrainian_numbers
from earwitness.calls.translation.glossary import shipped
from earwitness.calls.translation.terms import Glossary
from earwitness.records.translation import TranslatedSentence

SAME_NUMBERS = [
    ("Нас дванадцять.", "There are twelve of us."),
    ("Було двісті сорок три людини.", "There were 243 people."),
    ("Дві тисячі п'ятсот гривень.", "2,500 hryvnias."),
    ("П’ятдесят шість машин.", "Fifty-six vehicles."),
    ("З вісьмома пораненими.", "With eight wounded."),
    ("Двадцять п'ятого числа.", "On the 25th."),
    ("О шостій ранку.", "At six in the morning."),
    ("О вісімнадцятій годині.", "At six o'clock in the evening."),
    ("Пів на шосту.", "Half past five."),
    ("Півтори тисячі.", "One and a half thousand."),
    ("Третина батальйону.", "A third of the battalion."),
    ("Нас троє, один поранений.", "There are three of us, and he is wounded."),
    ("Вісім, дев'ятсот п'ятдесят п'ять, двадцять два.", "Eight, nine five five, two two."),
    ("Сто тридцята бригада.", "The 130th brigade."),
    ("Мільйон гривень.", "A million hryvnias."),
    ("Шість двохсотих.", "Six dead."),
    ("О 18:30.", "At half past six."),
]


@pytest.mark.parametrize(("text", "english"), SAME_NUMBERS)
def test_a_number_said_another_way_is_no_doubt(text: str, english: str) -> None:
    assert number_doubts(text, english, "uk") == []


OTHER_NUMBERS = [
    ("Нас сто десять.", "There are a hundred of us.", {"number_lost", "number_added"}),
    ("П'ятеро відмовились.", "They refused.", {"number_lost"}),
    ("Ми стоїмо в полі.", "Twelve of us stand in a field.", {"number_added"}),
    ("Двадцять п'ятого числа.", "On the fifteenth.", {"number_lost", "number_added"}),
    ("Третя рота.", "The second company.", {"number_lost", "number_added"}),
    ("Шістдесят вісім лишилось.", "Sixty are left.", {"number_lost", "number_added"}),
]


@pytest.mark.parametrize(("text", "english", "kinds"), OTHER_NUMBERS)
def test_another_number_is_a_doubt(text: str, english: str, kinds: set[str]) -> None:
    assert {doubt.kind.value for doubt in number_doubts(text, english, "uk")} == kinds


SAME_DENIALS = [
    ("Я нікого не бачив.", "I saw nobody."),
    ("Немає ні води, ні хліба.", "There is no water and no bread."),
    ("Мало не впав.", "He almost fell."),
    ("Нічого собі, ми стоїмо.", "Wow, we are standing."),
    ("Він відмовився.", "He did not agree."),
    ("Ні, мамо.", "No, mum."),
    ("Жодного пораненого.", "Not a single wounded man."),
    ("Не дай боже.", "God forbid."),
    ("Зв'язку нема.", "There is no connection."),
]


@pytest.mark.parametrize(("text", "english"), SAME_DENIALS)
def test_the_same_denial_is_no_doubt(text: str, english: str) -> None:
    assert negation_doubts(text, english, "uk") == []


OTHER_DENIALS = [
    ("Я не стріляв.", "I was shooting.", "negation_lost"),
    ("Нікого не лишилось.", "Everyone is left.", "negation_lost"),
    ("Жодного не вбили.", "They killed one.", "negation_lost"),
    ("Ми стріляли.", "We did not shoot.", "negation_added"),
    ("Зв'язку нема.", "There is a connection.", "negation_lost"),
]


@pytest.mark.parametrize(("text", "english", "kind"), OTHER_DENIALS)
def test_a_denial_of_one_side_only_is_a_doubt(text: str, english: str, kind: str) -> None:
    assert [doubt.kind.value for doubt in negation_doubts(text, english, "uk")] == [kind]


def test_a_ukrainian_sentence_of_a_call_is_checked_whole() -> None:
    sentence = TranslatedSentence(
        turn=0, start=0, end=30, start_ms=0, end_ms=1000, text="Їх двадцять, я не стріляв.",
        language="uk", translation="There are twelve of them, I shot.", engine="speech",
    )  # fmt: skip
    kinds = {d.kind.value for d in check_sentence(sentence, Glossary.of(shipped())).doubts}
    assert {"number_lost", "number_added", "negation_lost"} <= kinds


@given(st.text(alphabet="абвгдеєжзиіїйклмнопрстуфхцчшщьюя’' 0123456789:.,", max_size=60))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for mention in ukrainian_numbers(text):
        assert mention.written and mention.readings
