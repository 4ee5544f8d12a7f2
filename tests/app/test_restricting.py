"""Restrictions: who alone may see a call or a person, whatever it is called later."""

from pathlib import Path

import pytest

from earwitness.app import custody, restricting
from earwitness.app.answers import all_attributions
from earwitness.app.bags import take_bag
from earwitness.app.exporting import export_as
from earwitness.app.forgetting import forget
from earwitness.records.call import Call
from earwitness.records.errors import WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, journal, restrictions
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.models import CallRow, RestrictionMarkRow, RestrictionRow, SaltRow

SILENT = SilentProgress()
WHY = "The source is in danger."


def with_sound() -> Call:
    return next(call for call in calls.all_calls() if call.recordings)


def a_person() -> str:
    return next(one.person_id for one in list(all_attributions()) if one.person_id)


def test_a_restricted_call_is_hidden_from_all_but_those_who_are_named(spoken: Workplace) -> None:
    call = with_sound()
    restricting.restrict(spoken, call.id, allowed=["olena", "ivan"], why=WHY)
    assert restricting.hidden_from("olena").calls == frozenset()
    assert restricting.hidden_from("petro").calls == {call.id}
    last = journal.latest()
    assert last is not None and (last.action, last.subject) == ("restrict", call.id)
    assert custody.verify(spoken)["ok"]


def test_a_lifted_restriction_hides_nothing_and_stays_in_the_history(spoken: Workplace) -> None:
    call = with_sound()
    (first,) = restricting.restrict(spoken, call.id, allowed=["olena"], why=WHY)
    restricting.lift(spoken, call.id, why="She is safe.")
    assert restricting.hidden_from("petro").calls == frozenset()
    assert restricting.list_restrictions() == []
    newest, oldest = restricting.history_of(call.id)
    assert (newest["supersedes"], oldest["id"]) == (first.id, first.id)
    (again,) = restricting.restrict(spoken, call.id, allowed=["ivan"], why=WHY)
    assert again.supersedes == newest["id"]
    assert restricting.hidden_from("olena").calls == {call.id}
    assert custody.verify(spoken)["ok"]


def test_a_restriction_needs_somebody_something_and_a_reason(spoken: Workplace) -> None:
    call = with_sound()
    before = journal.count()
    for wanted, allowed, why in (
        (call.id, [" "], WHY),
        (call.id, ["olena"], " "),
        (call.id[:8], ["olena"], WHY),
        ("call-\x00", ["olena"], WHY),
        ("person-ffffffffffff", ["olena"], WHY),
    ):
        with pytest.raises(WrongUsage):
            restricting.restrict(spoken, wanted, allowed=allowed, why=why)
    with pytest.raises(WrongUsage, match="not restricted"):
        restricting.lift(spoken, call.id, why=WHY)
    assert journal.count() == before


def test_a_call_that_is_assembled_under_another_id_stays_hidden(spoken: Workplace) -> None:
    call = with_sound()
    restricting.restrict(spoken, call.id, allowed=["olena"], why=WHY)
    body = to_json(call) | {"id": "call-000000000000"}
    with writing(spoken.folder.database):
        CallRow.objects.create(id="call-000000000000", body=body)
        restrictions.renew_marks()
    assert restricting.hidden_from("petro").calls == {call.id, "call-000000000000"}
    restricting.restrict(spoken, "call-000000000000", allowed=["petro"], why=WHY)
    assert restricting.hidden_from("petro").calls == frozenset()
    assert restricting.hidden_from("olena").calls == {call.id, "call-000000000000"}


def test_a_person_is_hidden_with_every_profile_and_every_id(spoken: Workplace) -> None:
    person = a_person()
    restricting.restrict(spoken, person, allowed=["olena"], why=WHY)
    unseen = restricting.hidden_from("petro")
    own = {ref for one in all_attributions() if one.person_id == person for ref in one.profiles}
    assert unseen.profiles == own
    assert person in unseen.persons
    assert restricting.hidden_from("olena").persons == frozenset()


def test_a_person_whose_sources_grew_stays_hidden(spoken: Workplace) -> None:
    from earwitness.runtime.store import restriction_marks

    person = a_person()
    restricting.restrict(spoken, person, allowed=["olena"], why=WHY)
    reference = sorted(restricting.hidden_from("petro").profiles)[0]
    with writing(spoken.folder.database):
        fresh = {"person_id": "person-new", "profiles": [reference, "other:1"]}
        restriction_marks.mark_persons([fresh, {"person_id": None, "profiles": []}])
    assert "person-new" in restricting.hidden_from("petro").persons


def test_forgetting_the_recording_takes_the_restriction_with_its_reason(spoken: Workplace) -> None:
    call = with_sound()
    restricting.restrict(spoken, call.id, allowed=["olena"], why="Her brother Taras Unmentioned.")
    removed = forget(spoken, call.recordings[0], why="The source withdrew consent.").removed
    assert removed["restriction"] == 1
    whys = [body["why"] for body in RestrictionRow.objects.values_list("body", flat=True)]
    assert whys in ([], [restricting.FORGOTTEN])
    assert bool(whys) == bool(call.list_rows)  # what the list says of it is still for the same
    assert not SaltRow.objects.filter(subject=call.id).exists() or whys
    for left in calls.calls_with(set(call.list_rows)):
        assert left.id in restricting.hidden_from("petro").calls
        assert left.id not in restricting.hidden_from("olena").calls
    assert custody.verify(spoken)["ok"]


def test_a_restriction_travels_with_a_bag(spoken: Workplace, tmp_path: Path) -> None:
    from conftest import empty_case

    call = with_sound()
    restricting.restrict(spoken, call.id, allowed=["olena"], why=WHY)
    restricting.restrict(spoken, a_person(), allowed=["olena"], why=WHY)
    unseen = restricting.hidden_from("petro")
    export_as("bag", spoken, tmp_path / "bag", progress=SILENT)
    other = empty_case(tmp_path / "other")
    taken = take_bag(other, tmp_path / "bag", progress=SILENT)
    assert taken.rows["restrictions"] == 2
    assert "restriction" not in taken.not_read
    assert restricting.hidden_from("petro") == unseen
    assert custody.verify(other)["ok"]


def test_who_unhides_a_call_in_the_store_is_found(spoken: Workplace) -> None:
    call = with_sound()
    restricting.restrict(spoken, call.id, allowed=["olena"], why=WHY)
    with writing(spoken.folder.database):
        RestrictionMarkRow.objects.update(allowed=["olena", "petro"])
    problems = custody.verify(spoken)["problems"]
    assert [(one["kind"], one["subject"]) for one in problems] == [("row_changed", call.id)]
    with writing(spoken.folder.database):
        RestrictionRow.objects.update(body={"lifted": True})
    assert "row_changed" in {one["kind"] for one in custody.verify(spoken)["problems"]}
