import pytest

from earwitness.crossing.kin_implications import implications
from earwitness.crossing.kin_words import INVERSES, KIN_WORDS
from earwitness.crossing.kinship import inverses, is_kin_term, kin_terms
from earwitness.runtime.russian.given_name_forms import Sex


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


def test_every_relation_implies_something_and_has_an_inverse() -> None:
    for row in KIN_WORDS:
        implied = implications(row.relation)
        assert implied is not None and implied.basis
        assert implied.sex_of_called in {row.sex, None}
        assert inverses(row.relation)
    assert implications("neighbour") is None and inverses("neighbour") == ()


def test_an_inverse_has_the_mirrored_ages() -> None:
    for relation, listed in INVERSES.items():
        for other in listed:
            gap, mirrored = implications(relation), implications(other)
            assert gap is not None and mirrored is not None
            if gap.age_gap and mirrored.age_gap:
                low, high = mirrored.age_gap
                assert gap.age_gap[0] <= -low and -high <= gap.age_gap[1]


def test_a_mother_is_older_and_a_wife_has_a_husband() -> None:
    mother, wife = implications("mother"), implications("wife")
    assert mother is not None and wife is not None
    assert mother.age_gap is not None and mother.age_gap[0] == 15
    assert mother.sex_of_called is Sex.FEMININE and mother.sex_of_speaker is None
    assert wife.sex_of_speaker is Sex.MASCULINE
    in_law = implications("wife's mother")
    assert in_law is not None and in_law.shares_surname < mother.shares_surname
    assert 0.5 < wife.shares_surname < 1
