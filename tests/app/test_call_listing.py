"""The list of calls follows the case, and nothing rests on it."""

import sqlite3

import pytest

from earwitness.app.access_acts import AccessAct, tell
from earwitness.app.call_listing import list_calls_anew, list_calls_in_passing
from earwitness.app.forgetting import forget
from earwitness.app.transcripts import edit
from earwitness.calls.edits import Typed
from earwitness.records.call_listing import (
    CallFilter,
    CallState,
    FacetKind,
    ListedCall,
    Order,
    Reach,
    Standing,
)
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, listed_calls, tables
from earwitness.runtime.store.call_listing import newest_change
from earwitness.runtime.store.connection import reading
from earwitness.runtime.store.listing_models import CallFacetRow, ListedCallRow
from earwitness.runtime.store.models import LedgerRow
from earwitness.runtime.store.verification import check_rows, check_structure
from fakes.dialogue import MOTHER, WIFE

EVERYONE = Reach()


def listed(wanted: CallFilter | None = None, reach: Reach = EVERYONE) -> list[ListedCall]:
    """What the list shows, by start."""
    rows = listed_calls.fitting(wanted or CallFilter(), reach)
    return listed_calls.page(rows, reach, Order.START, descending=False, start=0, size=50)


def test_processing_leaves_a_list_that_is_up_to_date(spoken: Workplace) -> None:
    assert [call.state for call in listed()] == [
        CallState.HEARD,
        CallState.HEARD,
        CallState.HEARD,
        CallState.LISTED,
    ]
    assert {call.id for call in listed()} == {call.id for call in calls.all_calls()}


def test_a_line_tells_who_speaks_of_what(spoken: Workplace) -> None:
    first = listed()[0]
    assert (first.called, first.turns, first.recordings) == (MOTHER, 2, 1)
    assert [facet.value for facet in first.of_kind(FacetKind.LANGUAGE)] == ["ru"]
    assert "losses" in {facet.value for facet in first.of_kind(FacetKind.THEME)}
    (person,) = (one for one in first.of_kind(FacetKind.PERSON) if "Людмила" in one.label)
    assert person.standing is Standing.LIKELY


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (CallFilter(line=WIFE[-4:]), 2),
        (CallFilter(line="+7 955 211-00-02"), 1),
        (CallFilter(person="людмила"), 1),
        (CallFilter(theme="losses"), 1),
        (CallFilter(unit="COMPANY"), 1),
        (CallFilter(language="uk"), 0),
        (CallFilter(state=CallState.LISTED), 1),
        (CallFilter(at_least_ms=40_000), 1),
        (CallFilter(has_problem=True), 0),
        (CallFilter(state=CallState.FAILED), 0),
    ],
)
def test_filters_narrow_the_list(spoken: Workplace, wanted: CallFilter, found: int) -> None:
    assert len(listed(wanted)) == found


def test_what_is_hidden_is_in_no_page_and_in_no_count(spoken: Workplace) -> None:
    first = listed()[0]
    reach = Reach(hidden_calls=frozenset({first.id}))
    rows = listed_calls.fitting(CallFilter(), reach)
    assert first.id not in {call.id for call in listed(reach=reach)}
    assert sum(calls for calls, _ in listed_calls.by_state(rows).values()) == 3
    assert listed_calls.facet_counts(FacetKind.THEME, rows, reach, 9) != listed_calls.facet_counts(
        FacetKind.THEME, listed_calls.fitting(CallFilter(), EVERYONE), EVERYONE, 9
    )


def test_a_hidden_person_is_not_named_and_finds_no_call(spoken: Workplace) -> None:
    (person,) = (
        one for one in listed()[0].of_kind(FacetKind.PERSON) if one.standing is Standing.LIKELY
    )
    reach = Reach(hidden_persons=frozenset({person.value}))
    assert listed(CallFilter(person=person.label), reach) == []
    assert all(one.value != person.value for call in listed(reach=reach) for one in call.facets)


def test_an_edit_is_listed_with_the_next_look(spoken: Workplace) -> None:
    (sha256,) = calls.all_calls()[0].recordings
    typed = Typed(start_ms=0, end_ms=1000, text="Мамо, нас обдурили.", language="uk")
    edit(spoken, sha256, typed, author="Olena")
    assert not listed(CallFilter(language="uk"))
    assert list_calls_in_passing(spoken)
    assert len(listed(CallFilter(language="uk"))) == 1


def test_what_somebody_opens_is_no_change_and_what_somebody_writes_is(spoken: Workplace) -> None:
    before = newest_change()
    tell(spoken, [AccessAct(actor="a", action="open", subject="x", detail="call")], wait_ms=0)
    assert newest_change() == before
    (sha256,) = calls.all_calls()[0].recordings
    typed = Typed(start_ms=0, end_ms=1000, text="Мамо, нас обдурили.", language="uk")
    edit(spoken, sha256, typed, author="Olena")
    written = newest_change()
    assert written != before
    assert list_calls_in_passing(spoken)
    assert newest_change() not in (before, written)


def test_a_list_that_was_thrown_away_is_made_anew(spoken: Workplace) -> None:
    before = listed()
    CallFacetRow.objects.all().delete()
    ListedCallRow.objects.all().delete()
    assert list_calls_anew(spoken)
    assert listed() == before


def test_a_list_changed_by_hand_is_no_damage_of_the_case(spoken: Workplace) -> None:
    ListedCallRow.objects.update(state="heard", caller="somebody")
    assert [*check_rows(), *check_structure(fast=False)] == []


def test_the_list_is_not_handed_on(spoken: Workplace) -> None:
    assert not {"listed_call", "call_facet", "listing_state"} & set(tables.tables())


def test_a_forgotten_recording_is_in_no_line_and_no_facet(spoken: Workplace) -> None:
    first = listed()[0]
    (sha256,) = calls.all_calls()[0].recordings
    forget(spoken, sha256, why="the source withdrew consent")
    gone = ListedCallRow.objects.filter(call_id=first.id)
    assert not gone.exists() or list_calls_anew(spoken)
    assert not CallFacetRow.objects.filter(call_id=first.id, kind="theme").exists()


@pytest.mark.file_store
def test_nobody_waits_for_another_command_that_writes(spoken: Workplace) -> None:
    LedgerRow.objects.create(
        sequence=LedgerRow.objects.count() + 1,
        at="2026-01-01T00:00:00.000+00:00",
        actor="another",
        action="intake",
        subject="0" * 64,
        digest="",
        previous_hash="",
        hash="",
    )
    other = sqlite3.connect(spoken.folder.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert not list_calls_in_passing(spoken)
        with reading(spoken.folder.database):
            assert len(listed()) == 4
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert list_calls_in_passing(spoken)
