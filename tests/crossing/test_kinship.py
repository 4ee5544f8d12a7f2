import pytest

from earwitness.crossing.kin_words import INVERSES, KIN_WORDS
from earwitness.crossing.kinship import inverses, is_kin_term, kin_terms
from earwitness.crossing.name_reading import read_name


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Мам, это я", ["mother"]),
        ("тёща приехала со свояком", ["wife's mother"]),
        ("свекровь золовка деверь", ["husband's mother", "husband's sister", "husband's brother"]),
        ("двоюродный брат", ["cousin"]),
        ("сестра троюродная", ["cousin"]),
        ("кум и крёстная", ["co-father", "godmother"]),
        ("зая, братан", ["partner", "friend"]),
        ("невістка", ["daughter-in-law"]),
        ("стол", []),
    ],
)
def test_kin_terms_are_found(text: str, relations: list[str]) -> None:
    assert [term.relation for term in kin_terms(text)] == relations
    assert any(map(is_kin_term, text.replace(",", "").split())) is bool(relations)


def test_batya_and_synok_are_said_to_strangers_too_but_papa_is_not() -> None:
    loose = {term.form: term.loose for term in kin_terms("батя сынок тётя папа мама")}
    assert loose == {
        "батя": True, "сынок": True, "тётя": True, "папа": False, "мама": False,
    }  # fmt: skip


def test_every_relation_has_an_inverse_that_is_a_relation_too() -> None:
    relations = {row.relation for row in KIN_WORDS}
    for relation in relations:
        assert inverses(relation) and relations.issuperset(inverses(relation))
    assert inverses("neighbour") == () and INVERSES.keys() == relations


@pytest.mark.parametrize("word", ["friend", "cousin", "partner"])
def test_english_words_for_both_sexes_tell_none(word: str) -> None:
    (term,) = kin_terms(word)
    assert (term.relation, term.sex) == (word, None)
    assert read_name(f"{word} Sasha").given == {"Александр", "Александра"}
