"""Names are found in every form and spelling, and ordinary words are let pass."""

import pytest

from earwitness.publication.gate.terms.search import TermSearch
from earwitness.records.gate import Hit, Identifier, IdentifierKind, Severity


def name(value: str, kind: IdentifierKind = IdentifierKind.NAME) -> Identifier:
    return Identifier(kind=kind, value=value, told="a surname of six letters")


@pytest.fixture(scope="module")
def search() -> TermSearch:
    names = (
        *("Верхотоев", "Петров", "Щербакова", "Ковалёв", "Белов", "Мороз", "Король", "Заяц"),
        *("Дубоносцев", "Ли", "Ким", "Шевченко", "Залесский", "Сорока", "Сергей Король"),
    )
    return TermSearch(map(name, names))


def found(search: TermSearch, text: str) -> list[str]:
    return [f"{hit.identifier.value}: {cut(text, hit)}" for hit in search.in_bytes(text.encode())]


def cut(text: str, hit: Hit) -> str:
    return text.encode()[hit.start : hit.end].decode()


@pytest.mark.parametrize(
    "text",
    [
        *("с Верхотоевым", "ВЕРХОТОЕВОЙ", "Верхотоевы", "верхотоевых", "Верхотоєва"),
        *("Verkhotoev", "Verhotoeva", "Verkhotoyev's", "WERCHOTOJEW", "Verchotojev", "verxotoev"),
        *("Vérkhotoev", "Ｖｅｒｋｈｏｔｏｅｖ", "𝐕𝐞𝐫𝐤𝐡𝐨𝐭𝐨𝐞𝐯", "@verkhotoev92", "olegVerkhotoev"),
    ],
)
def test_a_surname_is_found_in_every_inflection_and_transliteration(
    search: TermSearch, text: str
) -> None:
    assert [one.partition(":")[0] for one in found(search, text)] == ["Верхотоев"]


@pytest.mark.parametrize(
    "text",
    [
        *("П е т р о в", "п е т р о в у сказал", "П.е.т.р.о.в.", "П_е_т_р_о_в", "P e t r o v"),
        *("Пет-\n   ров", "Пет-ров", "Пет\u00adров", "П\u200bе\u200bт\u200bр\u200bо\u200bв"),
        *("Пeтpoв", "Πетров"[:0] + "Пeтрoв", "Пе\u0301тров", "petrovivan", "PetrovIvan"),
    ],
)
def test_a_surname_is_found_however_its_letters_are_hidden(search: TermSearch, text: str) -> None:
    assert [one.partition(":")[0] for one in found(search, text)] == ["Петров"]


@pytest.mark.parametrize(
    "text",
    [
        *("Shcherbakov", "Scherbakova", "Щербаковым", "Schtscherbakow", "Chtcherbakov"),
        *("Ščerbakova", "Szczerbakow"),
    ],
)
def test_letters_that_schemes_spell_differently_are_found(search: TermSearch, text: str) -> None:
    assert [one.partition(":")[0] for one in found(search, text)] == ["Щербакова"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("видели Дубоносцеву вчера", "Дубоносцеву"),
        ("для Ковальова", "Ковальова"),
        ("Шевченкові", "Шевченкові"),
        ("Залеську", "Залеську"),
        ("у Залесской", "Залесской"),
    ],
)
def test_forms_of_both_languages_are_found(search: TermSearch, text: str, written: str) -> None:
    assert [one.partition(": ")[2] for one in found(search, text)] == [written]


@pytest.mark.parametrize(
    "text",
    [
        *("ударил мороз", "Мороз крепчал.", "король умер", "зайца видели", "сорока лет"),
        *("так ли это", "Ли", "таким образом", "Ким", "see below", "Below, the figure", "BELOW"),
        *("по поводу", "Петровский парк", "Петровичу", "сорок белых"),
    ],
)
def test_ordinary_words_and_other_names_pass(search: TermSearch, text: str) -> None:
    assert found(search, text) == []


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("пришёл Мороз", "Мороз: Мороз"),
        ("Аня Мороз", "Мороз: Мороз"),
        ("И. Ли", "Ли: Ли"),
        ("Анна Ким", "Ким: Ким"),
        ("Ким И.", "Ким: Ким"),
        ("Сергею Королю", "Сергей Король: Сергею Королю"),
        ("король Серёга", ""),
        ("Vera Belov", "Белов: Belov"),
    ],
)
def test_a_name_that_is_a_word_counts_where_it_can_only_be_a_name(
    search: TermSearch, text: str, which: str
) -> None:
    assert found(search, text) == ([which] if which else [])


def test_a_protected_term_counts_wherever_it_stands() -> None:
    protected = ("Буча", "331 полк", "улица Вокзальная", "Ли", "Мороз")
    search = TermSearch(name(one, IdentifierKind.PROTECTED) for one in protected)
    text = "в буче, из 331-го полка, на улице Вокзальной; ли, мороза, in Bucha"
    assert len(found(search, text)) == 6
    assert {hit.severity for hit in search.in_bytes(text.encode())} == {Severity.CERTAIN}


def test_places_are_bytes_of_what_was_given(search: TermSearch) -> None:
    text = "ё" * 700_000 + " Петрову\n" + "z" * 600_000 + " Petrov"
    assert found(search, text) == ["Петров: Петрову", "Петров: Petrov"]


@pytest.mark.parametrize("data", [b"", b"\xd0", b"\xff\xfe\x00", bytes(range(256)) * 40, b"\xf0"])
def test_bytes_that_are_no_text_do_no_harm(search: TermSearch, data: bytes) -> None:
    assert search.in_bytes(data) == []
    assert len(search.in_bytes(data + " Петров ".encode() + data)) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [("Яхонтцев", "Yakhonttsev"), ("Яхонтцев", "Iakhonttseva"), ("Цаплинцев", "Zaplinzew")],
)
def test_letters_that_meet_are_read_as_in_cyrillic(value: str, text: str) -> None:
    assert found(TermSearch([name(value)]), f"We saw {text} there.")


@pytest.fixture(scope="module")
def places() -> TermSearch:
    terms = ("Пустошкина Гряда", "Тарас Небилович", "Заозёрное Подворье", "Льнова")
    return TermSearch(name(one, IdentifierKind.PROTECTED) for one in terms)


@pytest.mark.parametrize(
    "text",
    [
        *("у Пустошкиной гря-\nды", "Пустош-\nкина Гря-\n  да", "Пустошки-\nна Гряда"),
        *("П у с т о ш к и н а   Г р я д а", "Пycтoшкинa Гpядa", "Pustoshkina Gryada's"),
        *("П. Гряда", "Т. Небилович", "Небилович Т.", "T. Nebilovich", "Пуст. Гряда"),
        *("#ПустошкинаГряда", "#пустошкинойгряды", "тараснебилович", "Saosyornoje Podworje"),
        *("contactTarasNebilovich", "Тарас Неби-\nлович", "ЛЬНОВА", "Л ь н о в а", "Ль-\nнова"),
    ],
)
def test_every_word_of_a_protected_term_may_be_hidden_in_its_own_way(
    places: TermSearch, text: str
) -> None:
    assert len(found(places, text)) == 1


@pytest.mark.parametrize(
    "text", ["Гря-\nда камней", "Пустошкина", "С. Гряда", "П Гряда", "Неби-\nлович и другие"]
)
def test_one_word_of_several_is_no_protected_term(places: TermSearch, text: str) -> None:
    assert found(places, text) == []


@pytest.mark.parametrize(
    "text", ["Верхотое-\nва", "Верхото-\r\n> ев", "Верхото-ев", "Верхоto-\nев"]
)
def test_a_surname_broken_anywhere_is_found(search: TermSearch, text: str) -> None:
    assert [one.partition(":")[0] for one in found(search, text)] == ["Верхотоев"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *(("Дубоносцев", "Dubonoszew"), ("Берёзкеева", "Beryoskeewa"), ("Здвижко", "Sdwischko")),
        *(("Подъячев", "Podieiachev"), ("Цаплина", "Zaplina"), ("Жуков", "Schukow")),
    ],
)
def test_letters_that_mean_two_things_are_read_both_ways(value: str, text: str) -> None:
    assert found(TermSearch([name(value)]), f"We saw {text} there.")


@pytest.mark.parametrize("text", ["64-ya motostrelkovaya brigada", "64-Я МОТОСТРЕЛКОВАЯ БРИГАДА"])
def test_an_ordinal_may_have_any_ending(text: str) -> None:
    unit = TermSearch([name("64-я мотострелковая бригада", IdentifierKind.PROTECTED)])
    assert found(unit, text)
    assert not found(unit, text.replace("64", "65"))


def test_a_whole_name_in_small_letters_is_possible(search: TermSearch) -> None:
    (hit,) = search.in_bytes("видел сергея короля вчера".encode())
    assert hit.severity is Severity.POSSIBLE


@pytest.mark.parametrize(
    "text",
    ["olegverkhotoev92", "x@IVANVERKHOTOEV.example", "серёжаверхотоев", "/nastyaverkhotoeva/"],
)
def test_a_surname_right_behind_a_given_name_is_found(search: TermSearch, text: str) -> None:
    assert [one.partition(":")[0] for one in found(search, text)] == ["Верхотоев"]


@pytest.mark.parametrize("text", ["marketing", "alexandrite", "ivanpetrovka", "romanticism"])
def test_a_word_that_begins_like_a_given_name_is_none(search: TermSearch, text: str) -> None:
    assert found(search, text) == []


@pytest.mark.parametrize(
    "text", ["8cba60e1b-850", "502-bel0-v4-c06", "id=6ZBzBelovSQhO9aXk2LmQ7TyUw3e"]
)
def test_pieces_of_hashes_and_base64_are_no_names(search: TermSearch, text: str) -> None:
    assert found(search, text) == []


def test_a_service_in_place_of_a_surname_counts_beside_a_given_name() -> None:
    known = TermSearch([name("Авито")])
    assert found(known, "продал на Авито вчера, Авито же") == []
    assert found(known, "звонила Алла Авито") == ["Авито: Авито"]
