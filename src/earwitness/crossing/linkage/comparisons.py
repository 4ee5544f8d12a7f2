"""The model: every comparison, every level, with its m and u, its reason, and its basis.

Weights are relative to "nobody in the sources", whose weight is 0. The first comparison, `reach`,
says how a person came to be asked about at all; it takes the place of a prior. Where it rests on a
surname, the bearers in the sources share its weight among them: its frequency is a count of
persons, not a share, so that ten times as many profiles do not make anybody likelier. Where it
rests on a clue, the count is that of the persons to be expected by chance.
"""

from types import MappingProxyType

from earwitness.crossing.linkage.heard_name import FIRST_NAME, LEAST_NAME_SHARE, SURNAME
from earwitness.crossing.linkage.model import FITTED, ONE_CHANNEL, Comparison, Level
from earwitness.crossing.linkage.reach import REACH

CEILING = 7.0
"""log2 odds by which nobody ever trails the best candidate: one case in 128 is left to what this
model does not know of. Estimate."""

DECISION = 0.8
"""Probability from which an attribution is worth a person's decision: four to one. A convention."""

_KIN_AGE = (
    "Estimate, near what development worlds show: of 16 right persons 13 fit, of 133 others 50."
)

COMPARISONS = (
    REACH,
    FIRST_NAME,
    SURNAME,
    Comparison(
        name="judged",
        levels=(
            Level(
                name="same_talk",
                condition="judged_r = 'same_talk'",
                m=0.6,
                u=0.03,
                reason="Somebody judged that this person spoke on this line with the other line.",
            ),
            Level(
                name="same_line",
                condition="judged_r = 'same_line'",
                m=0.5,
                u=0.06,
                reason="Somebody judged that this person spoke on this line; lines have several "
                "users.",
            ),
            Level(
                name="not_same_talk",
                condition="judged_r = 'not_same_talk'",
                m=0.06,
                u=0.3,
                reason="Somebody judged that it was another person, on the same two lines.",
            ),
            Level(
                name="not_same_line",
                condition="judged_r = 'not_same_line'",
                m=0.12,
                u=0.3,
                reason="Somebody judged that it was another person in another call of the line, "
                "which this one may use too.",
            ),
        ),
    ),
    Comparison(
        name="witnesses",
        levels=(
            Level(
                name="several",
                condition="witnesses_r >= 3",
                m=0.38,
                u=0.3,
                basis=FITTED,
                reason="Sources copy each other: three count, no fourth.",
            ),
            Level(
                name="two",
                condition="witnesses_r = 2",
                m=0.2,
                u=0.2,
                basis=FITTED,
                reason="A second source makes an old entry less likely.",
            ),
            Level(
                name="tags",
                condition="witnesses_r = 0",
                m=0.262,
                u=0.42,
                basis=FITTED,
                reason="Tags are copied from one another and outlive their owner: one weak witness "
                "however many.",
            ),
        ),
    ),
    Comparison(
        name="rivals",
        levels=(
            Level(
                name="newer",
                condition="rivals_r = 'newer'",
                m=0.0901,
                u=0.4,
                basis=FITTED,
                reason="A later source knows the line under a name that does not fit: "
                "numbers are reassigned.",
            ),
            Level(
                name="older",
                condition="rivals_r = 'older'",
                m=0.137,
                u=0.4,
                basis=FITTED,
                reason="An earlier source knows the line under a name that does not fit.",
            ),
            Level(
                name="undated",
                condition="rivals_r = 'undated'",
                m=0.2,
                u=0.4,
                reason="The line is also known under a name that does not fit.",
            ),
        ),
    ),
    Comparison(
        name="town",
        unknown="len(holder_towns_l) = 0 or len(towns_r) = 0",
        levels=(
            Level(
                name="same",
                condition="list_has_any(holder_towns_l, towns_r)",
                m=0.864,
                u=0.213,
                basis=FITTED,
                reason="Families often live in one town; most namesakes do not.",
            ),
            Level(
                name="other",
                condition="true",
                m=0.278,
                u=0.85,
                basis=FITTED,
                reason="A relative mostly lives in the same town.",
            ),
        ),
    ),
    Comparison(
        name="kin",
        levels=(
            Level(
                name="relation",
                condition="list_has_any(said_to_holder_l, listed_relations_r)",
                m=0.368,
                u=0.2,
                basis=FITTED,
                reason="The relation heard is the one that a profile lists.",
            ),
            Level(
                name="sex",
                condition="kin_how_l = 'channel' and list_contains(called_sexes_l, sex_r)",
                m=0.7,
                u=0.214,
                basis=FITTED,
                reason="Half of all people are of the right sex.",
            ),
            Level(
                name="sex_one_channel",
                condition="kin_how_l = 'one_channel' and list_contains(called_sexes_l, sex_r)",
                m=0.57,
                u=0.203,
                basis=FITTED,
                reason=ONE_CHANNEL + "The kin term fits the sex.",
            ),
            Level(
                name="other_sex_one_channel",
                condition="kin_how_l = 'one_channel' and sex_r is not null "
                "and len(called_sexes_l) > 0",
                m=0.0436,
                u=0.5,
                basis=FITTED,
                reason=ONE_CHANNEL + "The kin term does not fit the sex; mostly it is the called "
                "side that is mum or dad.",
            ),
            Level(
                name="other_sex",
                condition="kin_how_l = 'channel' and sex_r is not null and len(called_sexes_l) > 0",
                m=0.0563,
                u=0.5,
                basis=FITTED,
                reason="Nobody calls a man mum; loose terms are left out.",
            ),
        ),
    ),
    Comparison(
        name="kin_age",
        # Whoever lists the holder as this relative is of the right age anyway.
        unknown="kin_born_from_l is null or born_r is null "
        "or list_has_any(said_to_holder_l, listed_relations_r)",
        levels=(
            Level(
                name="fits",
                condition="born_r between kin_born_from_l and kin_born_to_l",
                m=0.85,
                u=0.5,
                basis=_KIN_AGE,
                reason="The ages are those of such relatives, as are those of every other person.",
            ),
            Level(
                name="does_not_fit",
                condition="true",
                m=0.15,
                u=0.5,
                basis=_KIN_AGE,
                reason="Nobody is younger than their child; people invent dates of birth, and "
                "somebody else may be on the other line.",
            ),
        ),
    ),
    Comparison(
        name="relative_named",
        unknown="len(kin_of_r) = 0 or len(other_given_l) = 0",
        levels=(
            Level(
                name="agrees",
                condition="list_has_any(kin_of_r, other_given_l)",
                m=0.134,
                u=0.1,
                basis=FITTED,
                reason="The entry calls the person a relative of somebody of the name heard.",
            ),
        ),
    ),
    Comparison(
        name="expected",
        unknown="len(expected_l) = 0 or given_r is null or list_contains(numbers_r, line_l) "
        "and not shared_l",
        levels=(
            Level(
                name="agrees",
                condition="list_contains(expected_l, given_r)",
                m=0.0942,
                u=0.03,
                basis=FITTED,
                frequency="given",
                least_u=LEAST_NAME_SHARE,
                reason="An entry calls the other line a relative of somebody of this name.",
            ),
            Level(
                name="other",
                condition="true",
                m=0.95,
                u=0.95,
                basis=FITTED,
                reason="An entry calls the other line a relative of somebody of another name.",
            ),
        ),
    ),
    Comparison(
        name="town_heard",
        unknown="town_heard_l is null or len(towns_r) = 0",
        levels=(
            Level(
                name="agrees",
                condition="list_contains(towns_r, town_heard_l)",
                m=0.905,
                u=0.02,
                basis=FITTED,
                reason="The speaker is from the town that the profile names.",
            ),
            Level(
                name="other",
                condition="true",
                m=0.273,
                u=0.9,
                basis=FITTED,
                reason="The speaker is from another town; people move.",
            ),
        ),
    ),
    Comparison(
        name="unit_heard",
        unknown="len(units_heard_l) = 0 or len(units_r) = 0",
        levels=(
            Level(
                name="agrees",
                condition="list_has_any(units_heard_l, units_r)",
                m=0.4,
                u=0.02,
                reason="The unit that is named is in the profile's groups or name.",
            ),
        ),
    ),
    Comparison(
        name="age_heard",
        unknown="born_from_l is null or born_r is null",
        levels=(
            Level(
                name="agrees",
                condition="born_r between born_from_l and born_to_l",
                m=0.436,
                u=0.022,
                basis=FITTED,
                reason="The age fits the date of birth.",
            ),
            Level(
                name="near",
                condition="born_r between born_from_l - 1 and born_to_l + 1",
                m=0.132,
                u=0.05,
                basis=FITTED,
                reason="The age fits the date of birth within a year.",
            ),
            Level(
                name="other",
                condition="true",
                m=0.0166,
                u=0.9,
                basis=FITTED,
                reason="The age does not fit the date of birth; people invent both.",
            ),
        ),
    ),
    Comparison(
        name="machine",
        levels=(
            Level(
                name="announcement",
                condition="machine_l",
                m=0.01,
                u=0.64,
                basis=FITTED,
                reason="A network or an answering machine speaks, nobody else.",
            ),
        ),
    ),
    Comparison(
        name="call_graph",
        unknown="len(lines_of_other_l) = 0",
        levels=(
            Level(
                name="known_line",
                condition="list_has_any(other_numbers_r, lines_of_other_l)",
                m=0.69,
                u=0.016,
                basis=FITTED,
                reason="Another line of this person calls, or is called by, the same family.",
            ),
        ),
    ),
    Comparison(
        name="several",
        levels=(
            Level(
                name="addressed",
                condition="both_sexes_l and list_contains(numbers_r, line_l)",
                m=0.45,
                u=0.9,
                reason="Two people of this line are addressed; it may be either.",
            ),
        ),
    ),
    Comparison(
        name="denial",
        levels=(
            Level(
                name="wrong_number",
                condition="denied_l and len(holders_l) > 0 "
                "and not coalesce(list_contains(numbers_r, line_l), false)",
                m=0.005,
                u=0.32,
                basis=FITTED,
                reason="In a wrong number the other line's family tells nothing.",
            ),
        ),
    ),
)

BY_NAME = MappingProxyType({comparison.name: comparison for comparison in COMPARISONS})
