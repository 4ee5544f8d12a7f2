"""What stands in the table of losses, and what does not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claims.loss_table.claims import KYIV, figures, row, said, table
from earwitness.claims.loss_table.table import Wanted, loss_table
from earwitness.claims.loss_table.unit_rows import is_asked_for, unit_row
from earwitness.claims.loss_table.wording import unit_note, words_of_figures
from earwitness.claims.wording import unit_in_words
from earwitness.records.losses import UNIT_NOT_SAID
from earwitness.records.support import Independence, Relation

REGIMENT = "917 regiment"
BATTALION = "2 battalion, 917 regiment"


def test_killed_of_a_battalion_and_of_its_regiment_are_not_added() -> None:
    made = table(said(1, unit=REGIMENT, killed=40), said(2, unit=BATTALION, killed=12))
    assert [one.unit for one in made.rows] == [REGIMENT, BATTALION]
    assert figures(row(made, REGIMENT)) == {"killed": (40, 40)}
    assert figures(row(made, BATTALION)) == {"killed": (12, 12)}
    assert row(made, BATTALION).within == (REGIMENT,)


def test_two_figures_of_one_man_stand_side_by_side_and_the_earlier_is_marked() -> None:
    raised = Relation(
        left="claim-1",
        right="claim-2",
        relation="compatible",
        why="a later figure of the same speaker",
        supersedes="claim-2",
    )
    made = table(
        said(1, unit=REGIMENT, killed=8), said(2, unit=REGIMENT, killed=11), relations=[raised]
    )
    found = row(made, REGIMENT)
    assert figures(found) == {"killed": (8, 11)}
    assert [one.superseded_by for one in found.statements] == ["claim-2", ""]
    assert found.contradictions == ()


def test_a_joke_is_not_in_the_table_but_beside_it() -> None:
    made = table(said(1, unit=REGIMENT, killed=8), said(2, unit=REGIMENT, killed=900, mood="joke"))
    found = row(made, REGIMENT)
    assert figures(found) == {"killed": (8, 8)}
    assert [(one.located.id, one.aside) for one in found.asides] == [("claim-2", "joke")]


def test_what_is_denied_is_in_no_range_but_no_losses_at_all_claims_zero() -> None:
    denied = said(1, unit=REGIMENT, killed=12, polarity="denied")
    none = said(2, unit=REGIMENT, killed=0, polarity="denied")
    found = row(table(denied, none), REGIMENT)
    assert figures(found) == {"killed": (0, 0)}
    assert [one.aside for one in found.asides] == ["denied"]


def test_a_tank_is_no_dead() -> None:
    made = table(
        said(1, unit=REGIMENT, killed=8),
        said(2, unit=REGIMENT, object="tank", remaining=14, total=90),
    )
    assert figures(row(made, REGIMENT)) == {"killed": (8, 8)}
    assert figures(row(made, REGIMENT, "tank")) == {"remaining": (14, 14), "total": (90, 90)}


def test_killed_wounded_missing_captured_and_refused_stay_apart() -> None:
    each = {"killed": 1, "wounded": 20, "missing": 3, "captured": 4, "refused": 130}
    made = table(*(said(n, unit=REGIMENT, **{name: each[name]}) for n, name in enumerate(each)))
    assert figures(row(made, REGIMENT)) == {name: (many, many) for name, many in each.items()}


def test_more_than_a_thousand_has_no_upper_end_and_fewer_than_ten_no_lower() -> None:
    made = table(said(1, unit=REGIMENT, killed=">1000"), said(2, unit=REGIMENT, killed=300))
    assert figures(row(made, REGIMENT)) == {"killed": (300, None)}
    made = table(said(1, unit=REGIMENT, killed="<10"), said(2, unit=REGIMENT, killed="8-12"))
    assert figures(row(made, REGIMENT)) == {"killed": (None, 12)}


def test_a_third_is_less_than_sixty_percent() -> None:
    made = table(
        said(1, unit=REGIMENT, fraction="60%"),
        said(2, unit=REGIMENT, fraction="1/3"),
        said(3, unit=REGIMENT, fraction="1/2"),
    )
    assert figures(row(made, REGIMENT)) == {"fraction": ("1/3", "60%")}


def test_a_figure_of_another_form_is_told_but_in_no_range() -> None:
    found = row(table(said(1, unit=REGIMENT, killed="some"), said(2, killed="1/0")), REGIMENT)
    assert figures(found) == {} and len(found.statements) == 1


def test_the_own_company_of_two_men_may_be_two_companies() -> None:
    made = table(
        said(1, unit="own company", killed=8),
        said(2, unit="own company", killed=3, call="call-2"),
        said(3, unit="3 company", killed=3),
        said(4, unit=BATTALION, killed=1),
    )
    assert {one.unit: one.one_unit for one in made.rows} == {
        BATTALION: True,
        "3 company": False,
        "own company": False,
    }


def test_claims_of_units_that_may_differ_have_no_range_together_but_each_its_figure() -> None:
    """The 3 dead of one company and the 8 of another are no "3 to 8" of anything."""
    made = table(said(1, unit="own company", killed=8), said(2, unit="own company", killed=3))
    found = row(made, "own company")
    assert figures(found) == {} and found.may_mix_units
    assert [one.located.claim.killed for one in found.statements] == [8, 3]
    assert "no range is given" in unit_note(found)
    assert words_of_figures(found) == "each figure with its claim"


def test_one_claim_of_a_unit_not_said_keeps_its_own_range() -> None:
    found = row(table(said(1, killed="8-12"), said(2, killed=900, mood="joke")), UNIT_NOT_SAID)
    assert figures(found) == {"killed": (8, 12)}
    assert "different" not in unit_note(found)


def test_a_unit_not_said_stands_apart_at_the_end() -> None:
    made = table(said(1, killed=8), said(2, unit="own company", killed=3))
    assert [one.unit for one in made.rows] == ["own company", UNIT_NOT_SAID]


def test_a_unit_from_what_was_said_before_is_used_and_marked() -> None:
    full = f"3 company, {BATTALION}"
    claim = said(1, unit="company", killed=8, located={"unit_in_context": full})
    (found,) = table(claim).rows
    assert (found.unit, found.within) == (full, (BATTALION, REGIMENT))
    assert [one.unit_from for one in found.statements] == ["context"]


def test_the_time_meant_leads_and_else_the_time_said() -> None:
    meant = said(1, killed=8, located={"meant_from": date(2022, 2, 27)})
    (found,) = table(meant, said(2, killed=9)).rows
    assert (found.day_from, found.day_to) == (date(2022, 2, 27), date(2022, 3, 7))
    assert [one.dated_by for one in found.statements] == ["meant", "said"]


def test_the_day_said_is_that_of_the_case_not_of_greenwich() -> None:
    late = said(1, killed=8, located={"said_at": datetime(2022, 3, 7, 23, 30, tzinfo=UTC)})
    (found,) = table(late).rows
    assert found.day_from == date(2022, 3, 8)


def test_without_a_day_the_start_of_the_call_and_the_second_tell_it() -> None:
    claim = said(1, killed=8, located={"said_at": None, "start_ms": 120_000})
    start = {"call-1": datetime(2022, 3, 7, 21, 59, tzinfo=UTC)}
    (found,) = loss_table([claim], started_at=start, zone=KYIV).rows
    assert (found.day_from, found.statements[0].dated_by) == (date(2022, 3, 8), "said")


def test_each_month_has_its_row_and_what_spans_two_has_its_own() -> None:
    february = {"meant_from": date(2022, 2, 25), "meant_to": date(2022, 2, 26)}
    both = {"meant_from": date(2022, 2, 25), "meant_to": date(2022, 3, 7)}
    made = table(
        said(1, unit=REGIMENT, killed=8, located=february),
        said(2, unit=REGIMENT, killed=9),
        said(3, unit=REGIMENT, killed=17, located=both),
        said(4, unit=REGIMENT, killed=20, located={"said_at": None}),
        wanted=Wanted(by="month"),
    )
    assert {one.period: figures(one)["killed"] for one in made.rows} == {
        "2022-02": (8, 8),
        "2022-02 to 2022-03": (17, 17),
        "2022-03": (9, 9),
        "unknown": (20, 20),
    }


def test_weeks_are_those_of_iso_8601() -> None:
    january = said(1, killed=8, located={"meant_from": date(2022, 1, 1)})
    (found,) = table(january, wanted=Wanted(by="week")).rows
    assert found.period == "2021-W52"


def test_a_claim_without_a_day_is_counted_where_days_are_asked_for() -> None:
    undated = said(1, killed=8, located={"said_at": None})
    wanted = Wanted(first=date(2022, 3, 8), last=date(2022, 3, 9))
    touching = {"meant_from": date(2022, 3, 1), "meant_to": date(2022, 3, 8)}
    made = table(undated, said(2, killed=9), said(3, killed=7, located=touching), wanted=wanted)
    assert made.undated == 1
    assert [one.located.id for one in made.rows[0].statements] == ["claim-3"]


def test_a_unit_that_is_asked_for_brings_its_parts_and_no_namesakes() -> None:
    made = table(
        said(1, unit=REGIMENT, killed=1),
        said(2, unit=BATTALION, killed=1),
        said(3, unit="91 regiment", killed=1),
        said(4, killed=1),
        wanted=Wanted(unit="917 Regiment"),
    )
    assert [one.unit for one in made.rows] == [REGIMENT, BATTALION]


@pytest.mark.parametrize(
    ("unit", "wanted", "is_it"),
    [
        ("1 battalion, 917 regiment", "1 regiment", False),
        ("1 battalion, 917 regiment", "917 battalion", False),
        ("1 battalion, 917 regiment", "1 battalion 917 regiment", True),
        ("1 battalion, 917 regiment", "Regiment 917", True),
        ("1 and 2 battalion, 917 regiment", "2 battalion, 917 regiment", True),
        ("own company", "company", True),
    ],
)
def test_a_number_that_is_asked_for_is_that_of_its_unit(
    unit: str, wanted: str, is_it: bool
) -> None:
    assert is_asked_for(unit_row(unit), wanted) is is_it


def test_ten_echoes_may_be_one_man_and_contradictions_name_both_sides() -> None:
    against = Relation(left="claim-1", right="claim-9", relation="contradicts", why="0 is not 8")
    made = table(
        said(1, unit=REGIMENT, killed=8),
        said(2, unit=REGIMENT, killed=8),
        relations=[against],
        independent=lambda claims: Independence(low=1, high=len(claims)),
    )
    found = row(made, REGIMENT)
    assert (found.independent_low, found.independent_high) == (1, 2)
    assert found.contradicting == ("claim-1", "claim-9")


def test_what_is_no_loss_is_in_no_row() -> None:
    killing, position = said(1, killed=3), said(2)
    made = table(
        replace(killing, claim=replace(killing.claim, kind="killing")),
        replace(position, claim=replace(position.claim, kind="position")),
    )
    assert made.rows == ()


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("1 battalion", "1st battalion"),
        ("2 battalion, 331 regiment", "2nd battalion, 331st regiment"),
        ("13 company, 93 brigade", "13th company, 93rd brigade"),
        ("1 and 2 battalion", "1st and 2nd battalion"),
        ("own company", "own company"),
    ],
)
def test_a_number_of_a_unit_is_read_as_its_name(unit: str, words: str) -> None:
    assert unit_in_words(unit) == words
