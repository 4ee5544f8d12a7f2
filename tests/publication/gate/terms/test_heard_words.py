"""Names in heard words: as they stand, and as a recogniser may mishear them."""

from earwitness.publication.gate.terms.search import TermSearch
from earwitness.records.gate import HeardWord, Identifier, IdentifierKind, Severity


def heard(text: str) -> list[HeardWord]:
    return [
        HeardWord(text=word, start_ms=300 * place, end_ms=300 * place + 200)
        for place, word in enumerate(text.split())
    ]


def search(*names: str) -> TermSearch:
    return TermSearch(
        Identifier(kind=IdentifierKind.NAME, value=one, told="a surname") for one in names
    )


def test_places_count_words() -> None:
    hits = search("Верхотоев", "Сергей Король").in_words(
        heard("говорю с верхотоевым, и Сергею Королю скажи")
    )
    assert [(hit.identifier.value, hit.start, hit.end) for hit in hits] == [
        ("Верхотоев", 2, 3),
        ("Сергей Король", 4, 6),
    ]


def test_a_misheard_name_is_possible_and_dictionary_words_are_not() -> None:
    known = search("Верхотоев", "Дубоносцев")
    (hit,) = known.in_words(heard("это верхатоев звонил"))
    assert (hit.start, hit.encoding, hit.severity) == (1, "heard nearly", Severity.POSSIBLE)
    assert known.in_words(heard("двести верхотура верховье дубовый верховой")) == []


def test_spoken_words_without_capitals_need_a_given_name_beside_an_ordinary_word() -> None:
    assert search("Мороз").in_words(heard("мороз на улице")) == []
    assert search("Мороз").in_words(heard("это Аня Мороз")) != []
    assert search("Мороз").in_words([]) == []
