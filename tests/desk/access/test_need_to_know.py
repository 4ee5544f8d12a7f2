"""What is restricted does not exist for others."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from desk.conftest import account
from earwitness.app import restricting
from earwitness.app.answers import all_attributions
from earwitness.desk.access.need_to_know import (
    call_or_404,
    hidden_calls,
    may_hear,
    may_see_call,
    may_see_person,
    recording_or_404,
    visible_calls,
)
from earwitness.desk.roles import Role
from earwitness.records.call import Call
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls


def request_of(name: str) -> HttpRequest:
    request = HttpRequest()
    request.user = account(Role.READER, name)
    return request


def with_sound() -> Call:
    return next(call for call in calls.all_calls() if call.recordings)


def test_others_find_neither_the_call_nor_its_sound(team: Workplace) -> None:
    call = with_sound()
    restricting.restrict(team, call.id, allowed=["olena"], why="Danger.")
    petro, olena = request_of("petro"), request_of("olena")
    assert visible_calls(petro, ["call-1", call.id]) == ["call-1"]
    assert not may_see_call(petro, call.id)
    assert not may_hear(petro, call.recordings[0])
    with pytest.raises(Http404):
        call_or_404(petro, call.id)
    with pytest.raises(Http404):
        recording_or_404(petro, call.recordings[0])
    assert call_or_404(olena, call.id) == call
    assert recording_or_404(olena, call.recordings[0]) == call.recordings[0]


def test_others_do_not_see_who_a_restricted_person_is(team: Workplace) -> None:
    person = next(one.person_id for one in list(all_attributions()) if one.person_id)
    restricting.restrict(team, person, allowed=["olena"], why="Danger.")
    assert not may_see_person(request_of("petro"), person)
    assert may_see_person(request_of("olena"), person)
    assert may_see_person(request_of("petro"), None)


@pytest.mark.parametrize(
    "untrusted", ["", "call-", "../x", "call-\x00", "a" * 5000, "call-" + "f" * 12, "%"]
)
def test_what_is_no_call_is_not_here(team: Workplace, untrusted: str) -> None:
    with pytest.raises(Http404):
        call_or_404(request_of("petro"), untrusted)
    with pytest.raises(Http404):
        recording_or_404(request_of("petro"), untrusted)


def test_the_one_person_of_a_desk_on_their_own_machine_sees_all(alone: Workplace) -> None:
    call = with_sound()
    restricting.restrict(alone, call.id, allowed=["olena"], why="Danger.")
    request = HttpRequest()
    request.user = AnonymousUser()
    assert hidden_calls(request) == frozenset()
    assert call_or_404(request, call.id) == call
