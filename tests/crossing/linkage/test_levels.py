"""Every level of every comparison is met by a hand-made pair and weighs what its m and u say."""

from math import log2
from typing import Any

import duckdb
import pytest

from earwitness.crossing.linkage import scoring
from earwitness.crossing.linkage.comparisons import BY_NAME, COMPARISONS
from earwitness.crossing.linkage.reasons import kind_of
from earwitness.crossing.linkage.rows import PersonRow, SpeakerRow, schema_of
from earwitness.crossing.linkage.scoring import Share, score

LINE, OTHER = "+79552110001", "+79552110099"
Columns = dict[str, Any]


def _named(how: str, given: str = "Фёдор") -> tuple[Columns, Columns]:
    return {"given": "Фёдор", "given_how": how}, {"given": given}


def _clue(clue: str, **more: Any) -> tuple[Columns, Columns]:
    return {"clue": clue, **more}, {"clue": clue}


_KIN = {"called_sexes": ("female",)}
EXAMPLES: dict[tuple[str, str], tuple[Columns, Columns]] = {
    ("reach", "own_line"): ({"line": LINE}, {"numbers": (LINE,)}),
    ("reach", "listed_mutually"): (
        {"family": ("Фёдор|кубышк",), "holders": ("Татьяна|кубышк",)},
        {"full_names": ("Фёдор|кубышк",), "listed": ("Татьяна|кубышк",)},
    ),
    ("reach", "listed"): ({"family": ("Фёдор|кубышк",)}, {"full_names": ("Фёдор|кубышк",)}),
    ("reach", "contact_of_kin"): (
        {"owned_sources": ("phone",), "kin_of_owner": ("son",)},
        {"source_ids": ("phone",), "kin_to_owner": ("son",)},
    ),
    ("reach", "contact"): ({"owned_sources": ("phone",)}, {"source_ids": ("phone", "tags")}),
    ("reach", "shared_line"): ({"line": LINE, "shared": True}, {"numbers": (LINE,)}),
    ("reach", "full_name"): (
        {"full_name": "Фёдор|кубышк"},
        {"full_names": ("Фёдор|кубышк",), "full_name": "Фёдор|кубышк"},
    ),
    ("reach", "surname"): ({"family_surname": "кубышк"}, {"family_surname": "кубышк"}),
    ("reach", "clue_relative"): _clue("Фёдор|relative:Татьяна"),
    ("reach", "clue_town"): _clue("Фёдор|word:тотьма", clue_is_town=True),
    ("reach", "clue_unit"): _clue("Фёдор|unit:917"),
    ("reach", "clue"): _clue("Фёдор|word:рыбалка"),
    ("reach", "household"): ({}, {"own_name": "Фёдор|кубышк"}),
    ("first_name", "agrees"): _named("self"),
    ("first_name", "agrees_self_one_channel"): _named("self_one_channel"),
    ("first_name", "agrees_self_called_one_channel"): _named("self_called_one_channel"),
    ("first_name", "agrees_address_one_channel"): _named("address_one_channel"),
    ("first_name", "agrees_elsewhere"): _named("elsewhere"),
    ("first_name", "agrees_elsewhere_one_channel"): _named("elsewhere_one_channel"),
    ("first_name", "agrees_elsewhere_other_phone"): _named("elsewhere_other_phone"),
    ("first_name", "agrees_elsewhere_one_channel_other_phone"): _named(
        "elsewhere_one_channel_other_phone"
    ),
    ("first_name", "agrees_elsewhere_called"): _named("elsewhere_called"),
    ("first_name", "agrees_confused"): _named("confused"),
    ("first_name", "other_elsewhere_called"): _named("elsewhere_called", "Пётр"),
    ("first_name", "other_elsewhere"): _named("elsewhere_one_channel", "Пётр"),
    ("first_name", "other_self"): _named("self", "Пётр"),
    ("first_name", "other_address"): _named("address", "Пётр"),
    ("first_name", "other_self_one_channel"): _named("self_called_one_channel", "Пётр"),
    ("first_name", "other_address_one_channel"): _named("address_one_channel", "Пётр"),
    ("surname", "agrees"): ({"surname": "кубышк"}, {"surname": "кубышк"}),
    ("surname", "other"): ({"surname": "кубышк"}, {"surname": "светозар"}),
    **{
        ("judged", level): ({}, {"judged": level})
        for level in ("same_talk", "same_line", "not_same_talk", "not_same_line")
    },
    ("witnesses", "several"): ({}, {"witnesses": 7}),
    ("witnesses", "two"): ({}, {"witnesses": 2}),
    ("witnesses", "tags"): ({}, {"witnesses": 0}),
    **{("rivals", level): ({}, {"rivals": level}) for level in ("newer", "older", "undated")},
    ("town", "same"): ({"holder_towns": ("тотьма",)}, {"towns": ("пермь", "тотьма")}),
    ("town", "other"): ({"holder_towns": ("тотьма",)}, {"towns": ("пермь",)}),
    ("kin", "relation"): (
        {"said_to_holder": ("mother|Татьяна|кубышк",)},
        {"listed_relations": ("mother|Татьяна|кубышк",)},
    ),
    ("kin", "sex"): ({**_KIN, "kin_how": "channel"}, {"sex": "female"}),
    ("kin", "sex_one_channel"): ({**_KIN, "kin_how": "one_channel"}, {"sex": "female"}),
    ("kin", "other_sex_one_channel"): ({**_KIN, "kin_how": "one_channel"}, {"sex": "male"}),
    ("kin", "other_sex"): ({**_KIN, "kin_how": "channel"}, {"sex": "male"}),
    ("kin_age", "fits"): ({"kin_born_from": 1980, "kin_born_to": 2015}, {"born": 1980}),
    ("kin_age", "does_not_fit"): ({"kin_born_from": 1980, "kin_born_to": 2015}, {"born": 1979}),
    ("relative_named", "agrees"): ({"other_given": ("Сергей",)}, {"kin_of": ("Сергей",)}),
    ("expected", "agrees"): ({"expected": ("Сергей",)}, {"given": "Сергей"}),
    ("expected", "other"): ({"expected": ("Сергей",)}, {"given": "Пётр"}),
    ("town_heard", "agrees"): ({"town_heard": "тотьма"}, {"towns": ("тотьма",)}),
    ("town_heard", "other"): ({"town_heard": ""}, {"towns": ("тотьма",)}),
    ("unit_heard", "agrees"): ({"units_heard": ("917",)}, {"units": ("12", "917")}),
    ("age_heard", "agrees"): ({"born_from": 1998, "born_to": 1999}, {"born": 1999}),
    ("age_heard", "near"): ({"born_from": 1998, "born_to": 1999}, {"born": 2000}),
    ("age_heard", "other"): ({"born_from": 1998, "born_to": 1999}, {"born": 2001}),
    ("machine", "announcement"): ({"machine": True}, {}),
    ("call_graph", "known_line"): ({"lines_of_other": (OTHER,)}, {"other_numbers": (OTHER,)}),
    ("several", "addressed"): ({"both_sexes": True, "line": LINE}, {"numbers": (LINE,)}),
    ("denial", "wrong_number"): (
        {"denied": True, "holders": ("Татьяна|кубышк",), "line": LINE},
        {"numbers": (OTHER,)},
    ),
}
"""(comparison, level) → columns of a speaker and of a person that meet it."""

LEVELS = [
    (comparison.name, level.name) for comparison in COMPARISONS for level in comparison.levels
]
FREQUENT = {
    "given": {"Фёдор": 0.05, "Сергей": 0.05},
    "surname": {"кубышк": 0.004},
    "family_surname": {"кубышк": 16.0},
    "full_name": {"Фёдор|кубышк": 8.0},
    "own_name": {"Фёдор|кубышк": 8.0},
    "clue": {
        f"Фёдор|{clue}": 0.25
        for clue in ("relative:Татьяна", "word:тотьма", "unit:917", "word:рыбалка")
    },
}


def _pair(example: tuple[Columns, Columns]) -> tuple[SpeakerRow, PersonRow]:
    speaker, person = example
    if "full_names" in person:
        person = {**person, "own_name": person["full_names"][0]}
    return SpeakerRow(**speaker), PersonRow(**person)


@pytest.fixture(scope="module")
def shares() -> dict[tuple[str, str], dict[str, Share]]:
    """Level → what a pair that meets it is given, by comparison; all scored at once."""
    found = score([_pair(own) for own in EXAMPLES.values()], FREQUENT)
    return {
        wanted: {share.comparison: share for share in own}
        for wanted, own in zip(EXAMPLES, found, strict=True)
    }


@pytest.mark.parametrize("wanted", LEVELS, ids="-".join)
def test_every_level_is_met_and_weighs_what_its_m_and_u_say(
    wanted: tuple[str, str], shares: dict[tuple[str, str], dict[str, Share]]
) -> None:
    assert wanted in EXAMPLES, "give a pair that meets this level"
    comparison, name = wanted
    share, level = shares[wanted][comparison], BY_NAME[comparison].level(name)
    assert share.level == name
    column = level.frequency
    met = _pair(EXAMPLES[wanted])[1]
    value = getattr(met, column) if column else None
    weight = log2(level.m / level.u)
    if value in FREQUENT.get(column, {}):
        u = max(FREQUENT[column][value], level.least_u)
        weight += level.frequency_weight * log2(level.u / u)
    assert share.weight == pytest.approx(weight, abs=1e-6)


def test_pairs_of_levels_that_look_at_a_frequency_have_one() -> None:
    for (comparison, name), example in EXAMPLES.items():
        column = BY_NAME[comparison].level(name).frequency
        assert not column or getattr(_pair(example)[1], column) in FREQUENT[column]


def test_a_rare_value_counts_no_more_than_the_least_share() -> None:
    level = BY_NAME["surname"].level("agrees")
    pair = _pair(EXAMPLES["surname", "agrees"])
    ((_, share),) = score([pair], {"surname": {"кубышк": 1e-9}})
    assert share.weight == pytest.approx(log2(level.m / level.least_u))


def test_a_value_without_a_frequency_weighs_as_the_level_itself() -> None:
    ((_, share),) = score([_pair(EXAMPLES["surname", "agrees"])], {})
    assert share.weight == pytest.approx(BY_NAME["surname"].level("agrees").weight)


def test_nothing_known_says_nothing_but_how_the_person_was_reached() -> None:
    ((share,),) = score([(SpeakerRow(), PersonRow())], {})
    assert (share.comparison, share.level) == ("reach", "household")
    assert score([], {}) == []


def test_many_pairs_are_scored_some_at_a_time_with_the_same_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pairs = [_pair(own) for own in EXAMPLES.values()][:10]
    together = score(pairs, FREQUENT)
    monkeypatch.setattr(scoring, "PAIRS_AT_ONCE", 4)
    assert score(pairs, FREQUENT) == together


def test_scores_depend_neither_on_order_nor_on_the_other_pairs() -> None:
    pairs = [_pair(own) for own in EXAMPLES.values()]
    together = score(pairs, FREQUENT)
    assert score(pairs[::-1], FREQUENT) == together[::-1]
    assert score([*pairs[:5], pairs[0]], FREQUENT) == [*together[:5], together[0]]
    assert [score([pair], FREQUENT)[0] for pair in pairs[::17]] == together[::17]


def test_nothing_but_the_suffixed_columns_of_both_rows_is_asked_for() -> None:
    columns = [
        f"NULL::{_sql_type(str(field.type))} as {field.name}_{side}"
        for side in "lr"
        for row in (SpeakerRow, PersonRow)
        for field in schema_of(row)
        if field.name != "unique_id"
    ]
    with duckdb.connect(":memory:") as database:
        database.execute(f"create table pairs as select {', '.join(dict.fromkeys(columns))}")
        for comparison in COMPARISONS:
            for condition in (
                comparison.unknown,
                *(level.condition for level in comparison.levels),
            ):
                database.execute(f"select {condition} from pairs").fetchall()


def _sql_type(arrow: str) -> str:
    simple = {"string": "VARCHAR", "bool": "BOOLEAN", "int64": "BIGINT"}
    return simple.get(arrow, "VARCHAR[]")


@pytest.mark.parametrize("wanted", LEVELS, ids="-".join)
def test_every_level_has_probabilities_words_and_a_kind(wanted: tuple[str, str]) -> None:
    level = BY_NAME[wanted[0]].level(wanted[1])
    assert 0 < level.m <= 1 and 0 < level.u <= 1 and 0 <= level.least_u <= level.u
    assert level.reason.endswith(".") and level.basis
    assert kind_of(Share(*wanted, 0.0)).replace("_", "").isalpha()


def test_no_level_stands_behind_another_of_its_name() -> None:
    assert len(set(LEVELS)) == len(LEVELS)
    assert len(BY_NAME) == len(COMPARISONS)
    with pytest.raises(KeyError):
        BY_NAME["reach"].level("no such level")
