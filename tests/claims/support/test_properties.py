"""What must hold of any statements: counts within bounds, relations symmetric, nothing lost."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.claims.support.fact_rows import COLUMNS, BadRow, fact_of, heading_of, read_figure
from earwitness.claims.support.figures import interval_of
from earwitness.claims.support.places import place_key
from earwitness.claims.support.relations import relate
from earwitness.claims.support.units import compare_units, read_units, unit_text
from earwitness.claims.support.weighing import MOST_COMPARED, weigh
from earwitness.records.support import ExternalFact, Statement
from fakes.told import UNIT, told

UNITS = (UNIT, "2 battalion, 917 regiment", "917 regiment", "own company", "3 company", None)
FIGURES = st.one_of(
    st.none(), st.integers(0, 30), st.sampled_from(["2-3", ">10", "<5", "10-20", "oddity", "1-"])
)
SHARES = st.sampled_from([None, "1/3", "60%", ">1/2", "1/0"])


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    many = []
    for number in range(draw(st.integers(1, 9))):
        said: dict[str, Any] = {
            "killed": draw(FIGURES),
            "remaining": draw(FIGURES),
            "total": draw(FIGURES),
            "fraction": draw(SHARES),
            "destroyed": draw(st.sampled_from([None, True])),
            "unit": draw(st.sampled_from(UNITS)),
            "place": draw(st.sampled_from([None, "Буча", "Bucha", "Изюм"])),
            "call": draw(st.sampled_from(["a", "b", "c"])),
            "label": draw(st.sampled_from(["caller", "called"])),
            "person": draw(st.sampled_from(["", "p1", "p2"])),
            "day": draw(st.integers(0, 40)),
            "told_by": draw(st.sampled_from([None, "пацаны", "Оля", "телевизор"])),
        }
        many.append(told(number, **said))
    return many


@given(statements())
@settings(max_examples=60, deadline=None)
def test_independence_never_exceeds_the_speakers_and_every_claim_is_in_one_matter(
    many: list[Statement],
) -> None:
    matters = weigh(many).matters
    speaker = {one.id: one.speaker for one in many}
    for matter in matters:
        own = matter.independence
        assert 0 <= own.low <= own.high <= len({speaker[key] for key in matter.claim_ids})
        assert len({(r.left, r.right) for r in matter.relations}) == len(matter.relations)
        assert all(r.left < r.right for r in matter.relations)
    assert sorted(key for matter in matters for key in matter.claim_ids) == sorted(speaker)


@given(statements())
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_statements_is_no_matter(many: list[Statement]) -> None:
    assert weigh(many) == weigh(many[::-1])


@given(statements(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_relations_are_symmetric(many: list[Statement], same_days: bool) -> None:
    one, other = many[0], many[-1]
    assert relate(one, other, same_days=same_days) == relate(other, one, same_days=same_days)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_a_part_is_seen_from_both_sides(left: str | None, right: str | None) -> None:
    turned = {"part": "whole", "whole": "part"}
    there = compare_units(read_units(left or ""), read_units(right or "")).fit
    back = compare_units(read_units(right or ""), read_units(left or "")).fit
    assert back == turned.get(there, there)


def test_many_claims_on_one_matter_are_capped_and_it_is_said() -> None:
    (matter,) = weigh([told(number, killed=number) for number in range(200)]).matters
    compared = MOST_COMPARED * (MOST_COMPARED - 1) // 2
    assert len(matter.relations) == compared
    assert matter.unshown == 200 * 199 // 2 - compared


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_place_a_unit_and_a_figure_or_none(text: str) -> None:
    assert place_key(text) == place_key(text)
    assert unit_text(read_units(text)) is not None
    for name in ("killed", "fraction"):
        figure = read_figure(name, text)
        assert figure is None or interval_of(figure) is not None
    interval_of(text)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=20)))
def test_any_row_is_a_fact_or_a_told_fault(cells: dict[str, str]) -> None:
    columns = {name: at for at, name in enumerate(cells)}
    read = fact_of(list(cells.values()), columns, sha256="0" * 64, row=2, source="A report")
    assert isinstance(read, ExternalFact | BadRow)


@pytest.mark.parametrize(
    ("name", "text", "figure"),
    [
        ("killed", "39", 39),
        ("killed", "39.0", 39),
        ("killed", "39–45", "39-45"),
        ("killed", ">=39", ">38"),
        ("killed", "at least 39", ">38"),
        ("killed", "more than 1 000", ">1000"),
        ("killed", "0", 0),
        ("killed", "1/3", None),
        ("killed", "3.5", None),
        ("killed", ">=0", None),
        ("killed", "many", None),
        ("killed", "-5", None),
        ("fraction", "1/3", "1/3"),
        ("fraction", "60 %", "60%"),
        ("fraction", "0.6", "60%"),
        ("fraction", "30%–40%", "30%-40%"),
        ("fraction", "3", None),
    ],
)
def test_figures_of_tables(name: str, text: str, figure: int | str | None) -> None:
    assert read_figure(name, text) == figure


def test_headings_in_any_case_and_order() -> None:
    assert heading_of(["Source", "DATE", "End date", "Event"]) == {
        "date": 1, "end_date": 2, "event": 3, "source": 0,
    }  # fmt: skip
    assert heading_of(["name", "number"]) == {}


@pytest.mark.parametrize(
    ("person", "unit", "end", "is_fact"),
    [
        ("Man", "917 regiment", "2022-03-31", True),
        ("", "917 regiment", "2022-03-31", False),
        ("Man", "", "2022-03-31", False),
        ("Man", "917 regiment", "", False),
    ],
)
def test_a_member_needs_a_person_a_unit_and_an_end(
    person: str, unit: str, end: str, is_fact: bool
) -> None:
    columns = {name: at for at, name in enumerate(("date", "kind", "person", "unit", "end_date"))}
    cells = ["2022-02-24", "member", person, unit, end]
    read = fact_of(cells, columns, sha256="0" * 64, row=2, source="A list")
    assert isinstance(read, ExternalFact) == is_fact
