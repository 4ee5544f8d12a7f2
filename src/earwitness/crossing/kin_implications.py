"""What a kin term implies of the two people: sex, difference of age, a shared surname."""

from dataclasses import dataclass
from functools import cache

from earwitness.runtime.russian.given_name_forms import Sex

M, F = Sex.MASCULINE, Sex.FEMININE

BRIDES_WHO_TAKE_THE_NAME = 0.8
"""Share of wives who bear their husband's surname. Estimate: more than 60 % of brides took it in
a survey of 900 couples by the registry offices of Moscow (reported by TASS, 29 October 2025);
outside Moscow, and among older couples, it is taken to be more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KinImplication:
    """What is implied where somebody calls another by a kin term.

    `sex_of_speaker`: None where the term tells none; that of the called is the term's own, see
    `kin_words`. `age_gap`: bounds of the years by which the called is older than the speaker
    (negative: younger); None where nothing is implied. Outside of the bounds the relation is as
    good as excluded. `shares_surname`: probability that both bear the same surname, sex forms
    aside. `basis`: where the figures are from.
    """

    relation: str
    sex_of_speaker: Sex | None
    age_gap: tuple[int, int] | None
    shares_surname: float
    basis: str


_FERTILE = (
    "Ages at birth: nearly all mothers are 15 to 50 (the reproductive age of demography, as the "
    "United Nations tabulate fertility). Surname: Estimate."
)
_ESTIMATE = "Estimate."
_MARRIED = "Surname: see BRIDES_WHO_TAKE_THE_NAME. Ages: Estimate."

# relation: sex of the speaker, (years older: from, to), shared surname, basis.
_ROWS: dict[str, tuple[Sex | None, tuple[int, int] | None, float, str]] = {
    "mother": (None, (15, 50), 0.6, _FERTILE),
    "father": (None, (15, 70), 0.75, _ESTIMATE),
    "parent": (None, (15, 70), 0.7, _ESTIMATE),
    "son": (None, (-70, -15), 0.75, _ESTIMATE),
    "daughter": (None, (-70, -15), 0.5, _ESTIMATE),
    "child": (None, (-70, -15), 0.6, _ESTIMATE),
    "wife": (M, (-40, 25), BRIDES_WHO_TAKE_THE_NAME, _MARRIED),
    "husband": (F, (-25, 40), BRIDES_WHO_TAKE_THE_NAME, _MARRIED),
    "brother": (None, (-35, 35), 0.75, _ESTIMATE),
    "sister": (None, (-35, 35), 0.45, _ESTIMATE),
    "sibling": (None, (-35, 35), 0.6, _ESTIMATE),
    "cousin": (None, (-50, 50), 0.25, _ESTIMATE),
    "grandmother": (None, (30, 90), 0.3, "Two generations of mother's bounds. Estimate."),
    "grandfather": (None, (30, 110), 0.4, "Two generations of father's bounds. Estimate."),
    "grandparent": (None, (30, 110), 0.35, _ESTIMATE),
    "grandson": (None, (-110, -30), 0.4, _ESTIMATE),
    "granddaughter": (None, (-110, -30), 0.3, _ESTIMATE),
    "grandchild": (None, (-110, -30), 0.35, _ESTIMATE),
    "aunt": (None, (-20, 70), 0.2, _ESTIMATE),
    "uncle": (None, (-20, 70), 0.35, _ESTIMATE),
    "nephew": (None, (-70, 20), 0.3, _ESTIMATE),
    "niece": (None, (-70, 20), 0.25, _ESTIMATE),
    "stepfather": (None, (0, 60), 0.15, _ESTIMATE),
    "stepmother": (None, (0, 50), 0.6, _ESTIMATE),
    "stepson": (None, (-60, 0), 0.3, _ESTIMATE),
    "stepdaughter": (None, (-60, 0), 0.3, _ESTIMATE),
    "bride": (M, (-40, 25), 0.01, "Not yet married. Estimate."),
    "groom": (F, (-25, 40), 0.01, "Not yet married. Estimate."),
    "wife's mother": (M, (0, 60), 0.03, "She bears her own husband's name. Estimate."),
    "wife's father": (M, (0, 70), 0.03, _ESTIMATE),
    "husband's mother": (F, (0, 60), 0.5, _MARRIED),
    "husband's father": (F, (0, 70), 0.7, _MARRIED),
    "son-in-law": (None, (-70, 15), 0.03, "Also a sister's husband. Estimate."),
    "daughter-in-law": (None, (-70, 15), 0.6, "Also a brother's wife. Estimate."),
    "wife's brother": (M, (-40, 40), 0.03, _ESTIMATE),
    "wife's sister": (M, (-40, 40), 0.03, _ESTIMATE),
    "wife's sister's husband": (M, (-45, 45), 0.02, _ESTIMATE),
    "husband's brother": (F, (-40, 40), 0.7, _MARRIED),
    "husband's sister": (F, (-40, 40), 0.4, _MARRIED),
    "child's father-in-law": (None, (-40, 40), 0.02, _ESTIMATE),
    "child's mother-in-law": (None, (-40, 40), 0.02, _ESTIMATE),
    "godmother": (None, (0, 80), 0.1, _ESTIMATE),
    "godfather": (None, (0, 80), 0.1, _ESTIMATE),
    "godson": (None, (-80, 0), 0.1, _ESTIMATE),
    "goddaughter": (None, (-80, 0), 0.1, _ESTIMATE),
    "co-father": (None, (-40, 40), 0.05, _ESTIMATE),
    "co-mother": (None, (-40, 40), 0.05, _ESTIMATE),
    "partner": (None, None, 0.4, "Said to husband, wife, lover and child. Estimate."),
    "friend": (None, None, 0.01, "Said to friends, brothers and strangers. Estimate."),
}


def implications(relation: str) -> KinImplication | None:
    """What a relation implies; None for a relation that `kin_terms` never gives.

    For a term that is `loose` nothing of this is sure: "сынок" and "тётя" are said to strangers.
    """
    return _implications().get(relation)


def sex_of_speaker(relation: str) -> Sex | None:
    """The sex of whoever calls somebody so; None where the term tells none."""
    implied = implications(relation)
    return implied.sex_of_speaker if implied else None


@cache
def _implications() -> dict[str, KinImplication]:
    return {
        relation: KinImplication(
            relation=relation,
            sex_of_speaker=speaker,
            age_gap=gap,
            shares_surname=shared,
            basis=basis,
        )
        for relation, (speaker, gap, shared, basis) in _ROWS.items()
    }
