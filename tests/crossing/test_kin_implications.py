"""What kin terms say of age, sex and surname of the two people."""

from earwitness.crossing.kin_implications import implications, sex_of_speaker
from earwitness.crossing.kin_words import INVERSES, KIN_WORDS
from earwitness.runtime.russian.given_name_forms import Sex


def test_every_relation_implies_something() -> None:
    for row in KIN_WORDS:
        implied = implications(row.relation)
        assert implied is not None and implied.basis and 0 < implied.shares_surname < 1
    assert implications("neighbour") is None and sex_of_speaker("neighbour") is None


def test_an_inverse_has_the_mirrored_ages() -> None:
    for relation, listed in INVERSES.items():
        for other in listed:
            gap, mirrored = implications(relation), implications(other)
            assert gap is not None and mirrored is not None
            if gap.age_gap and mirrored.age_gap:
                low, high = mirrored.age_gap
                assert gap.age_gap[0] <= -low and -high <= gap.age_gap[1]


def test_a_mother_is_older_and_a_wife_has_a_husband() -> None:
    mother, in_law = implications("mother"), implications("wife's mother")
    assert mother is not None and in_law is not None
    assert mother.age_gap == (15, 50) and mother.sex_of_speaker is None
    assert sex_of_speaker("wife") is Sex.MASCULINE
    assert sex_of_speaker("husband's mother") is Sex.FEMININE
    assert in_law.shares_surname < mother.shares_surname
