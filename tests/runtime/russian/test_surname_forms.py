"""Surnames are inflected in both sexes and languages, and found again from any form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.gate.terms.search import TermSearch
from earwitness.records.gate import Identifier, IdentifierKind
from earwitness.runtime.morphology import parses
from earwitness.runtime.russian.name_inflection import name_forms_of
from earwitness.runtime.russian.surname_forms import nominatives, surname_forms


@pytest.mark.parametrize(
    ("surname", "forms"),
    [
        ("Верхотоева", "верхотоев верхотоевым верхотоеву верхотоевой верхотоевы верхотоевых"),
        ("Залесский", "залесского залесскому залесская залесской залесские залеський"),
        ("Шевченко", "шевченко шевченка шевченком шевченкові шевченки"),
        ("Коломиец", "коломийца коломийцу коломиец коломийцем"),
        ("Заяц", "зайца зайцу зайцем"),
        ("Мельник", "мельника мельнику мельником мельнике мельники мельникові"),
        ("Сорока", "сороки сороку сорокой сороке сороку"),
        ("Соловей", "соловья соловью соловьём соловье соловьи"),
        ("Заєць", "зайця зайцю зайцем"),
        ("Синий", "синього синьої синьому"),
        ("Лев", "льва льву львом"),
        ("Шевченко", "шевченков шевченкі"),
        ("Ковалёв", "ковальов ковалёва ковалев"),
        ("Чёрный", "чёрного чёрной чёрные"),
        ("Черных", "черных"),
        ("Петров-Водкин", "петрова-водкина петрову-водкину"),
        ("", ""),
    ],
)
def test_forms_of_both_sexes_and_languages(surname: str, forms: str) -> None:
    assert set(forms.split()) <= set(surname_forms(surname))


def test_what_the_dictionary_knows_of_a_surname_is_among_its_forms() -> None:
    for surname in ("иванов", "толстой", "кузьмин", "бондаренко", "ткачук", "лобанов"):
        listed = {
            form.word
            for parse in parses(surname)
            if "Surn" in parse.tag.grammemes and parse.normal_form == surname
            for form in parse.lexeme
        }
        assert listed <= set(surname_forms(surname))


@pytest.mark.parametrize(
    ("heard", "base"),
    [
        ("Верхотоеву", "верхотоев"),
        ("Дубоносцевой", "дубоносцев"),
        ("Залесскому", "залесский"),
        ("Шевченком", "шевченко"),
        ("Мельника", "мельник"),
    ],
)
def test_a_heard_form_leads_back_to_the_surname(heard: str, base: str) -> None:
    assert base in nominatives(heard)


STEMS = st.text("бвгдзклмнпрст", min_size=2, max_size=3).flatmap(
    lambda left: st.tuples(st.just(left), st.sampled_from("аоеиу"), st.text("бдклмнрт", min_size=2))
)


@settings(max_examples=40, deadline=None)
@given(STEMS, st.sampled_from(["ов", "ев", "ин", "ский", "енко", "чук", "ец", "а"]), st.data())
def test_every_form_of_any_surname_is_found(
    stem: tuple[str, str, str], ending: str, data: st.DataObject
) -> None:
    surname = "".join(stem)[:9] + ending
    search = TermSearch(
        [Identifier(kind=IdentifierKind.NAME, value=surname.capitalize(), told="a surname")]
    )
    form = data.draw(st.sampled_from([f for f in surname_forms(surname) if len(f) > 3]))
    for written in (form.capitalize(), form.upper(), "-\n".join((form[:3], form[3:]))):
        text = f"видели Аня {written.capitalize()}, вчера"
        assert search.in_bytes(text.encode()), text


def test_words_with_a_fleeting_vowel_before_r_and_neuter_words_are_inflected() -> None:
    assert {"бобра", "бобром"} <= set(surname_forms("Бобёр"))
    assert {"гуляйполя", "гуляйполем"} <= set(surname_forms("Гуляйполе"))


@pytest.mark.parametrize(
    "name",
    ["Верхотоев", "Залесская", "Огінський", "Коломиец", "Заєць", "Соловей", "Третий", "Лев", "Цой"],
)
def test_the_gate_looks_for_every_form_that_a_rename_replaces(name: str) -> None:
    assert {form.text for form in name_forms_of(name)} <= set(surname_forms(name))
