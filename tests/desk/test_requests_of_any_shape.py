"""Requests of any shape, to every address: ids that are none, huge numbers, control characters,
other methods. None breaks the desk, and none gets at what somebody need not know."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import earwitness.desk
from app.releases.conftest import NAME
from desk.access.test_permissions import Address, addresses, client_of
from desk.conftest import account
from desk.releases.conftest import a_clip
from desk.speakers.voices_told import tell_voices_apart
from earwitness.app.answers import all_claims
from earwitness.app.releases.wiring import tools as wired
from earwitness.app.restricting import restrict, restricted_calls
from earwitness.desk.releases import making, work
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls
from fakes.release_tools import Desk

DESK = Path(earwitness.desk.__file__).parent
SECRET = "двенадцать"
"""Said in one call of the tiny case alone."""
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
JSON = ("graph_near", "heights", "save_turn", "change_turns", "take_back", "keep_unsaved", "heard")
"""Addresses that modules of the page ask."""
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"Accept": "application/json"},
    {"HX-Request": "true"},
    {"Range": "bytes=0-18446744073709551616"},
    {"Range": "bytes=-,,5-1", "If-Range": "\x00"},
    {"Referer": "http://localhost/\n"},
)
NASTY = (
    *("", "0", "-1", "1e309", "9" * 400, "9223372036854775808", "NaN", "²", "٣", "0x10", "1.5"),
    *("\x00", "\ud800", "\r\nSet-Cookie: a=b", "{}", "[[[[", "null", "../../x", "💥", "<script>"),
    *("a" * 5000, "2022-02-30", "0000-00-00", "99999-01-01", "call-", "line:", "positive", "role"),
)


def asked_for() -> list[str]:
    """Every name that a view reads of an address or a form."""
    reads = re.compile(r"""(?:GET|POST|post)\.get(?:list)?\(\s*"([a-z_]+)\"""")
    forms = re.compile(r"^    ([a-z_]+) = forms\.", re.MULTILINE)
    found = {"page", "sort", "q", "by", "from", "to"}
    for path in DESK.rglob("*.py"):
        text = path.read_text("utf-8")
        found.update(reads.findall(text), forms.findall(text))
    return sorted(found)


NAMES = asked_for()
values = st.one_of(st.sampled_from(NASTY), st.text(max_size=30), st.integers().map(str))
fields = st.dictionaries(st.sampled_from(NAMES), values, max_size=8)


@pytest.fixture
def no_models() -> Iterator[None]:
    """Releases are built with tools that need no model."""
    fake = Desk()
    making.make_with(lambda _progress: fake.tools())
    yield
    work.wait()
    making.make_with(wired)


@pytest.fixture
def every(team: Workplace, no_models: None) -> list[Address]:
    """Every address, of a case with voices and a release."""
    tell_voices_apart(team)
    a_clip(team)
    account(Role.READER, "olena")
    return addresses()


def ask(client: Client, address: str, method: str, said: dict[str, str], more: Any) -> Any:
    """Send a request that a browser might not."""
    cache.clear()  # limits are not what is tried here
    kept = {name: value.encode("utf-8", "replace").decode() for name, value in said.items()}
    if method in ("get", "head", "post"):
        return getattr(client, method)(address, kept, headers=more)
    return getattr(client, method)(address, str(kept), headers=more)


def body_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode("utf-8", "replace"))


def test_names_of_fields_are_found() -> None:
    assert {"verdict", "why", "text", "start_ms", "ms", "kind", "key", "order"} <= set(NAMES)


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_request_breaks_the_desk(every: list[Address], data: st.DataObject) -> None:
    modules = [one for one in every if one.name in JSON]
    one = data.draw(st.sampled_from(modules) | st.sampled_from(every))
    path = one.path
    for value in one.arguments.values():
        if data.draw(st.integers(0, 3)) == 0:
            path = path.replace(str(value), "x" + str(value)[1:].upper() + "0")
    method = data.draw(st.sampled_from(METHODS) | st.sampled_from(("get", "post")))
    client = client_of(data.draw(st.sampled_from(("publisher", "admin"))))
    answer = ask(client, path, method, data.draw(fields), data.draw(st.sampled_from(HEADERS)))
    assert answer.status_code < 500 or (answer.status_code == 503 and one.name == "search")
    assert "Set-Cookie: a=b" not in str(answer.headers)


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_request_gets_at_a_call_that_somebody_need_not_know(
    every: list[Address], team: Workplace, data: st.DataObject
) -> None:
    hidden = next(one.call_id for one in all_claims() if SECRET in one.claim.quote)
    if not restricted_calls():
        restrict(team, hidden, allowed=["olena"], why="Danger.")
    one = data.draw(st.sampled_from(every))
    said = data.draw(fields)
    ids = [hidden, *recordings_of(hidden), hidden[:12], SECRET, NAME]
    for name in data.draw(st.lists(st.sampled_from(NAMES), max_size=3)):
        said[name] = data.draw(st.sampled_from(ids))
    client = client_of("publisher")
    client.post("/uncover/", {"all": "1"})
    method = data.draw(st.sampled_from(("get", "post")))
    answer = ask(client, one.path, method, said, data.draw(st.sampled_from(HEADERS)))
    told = body_of(answer)
    for value in said.values():
        told = told.replace(value, "")
    assert "двухсотых" not in told and SECRET not in told


def recordings_of(call_id: str) -> list[str]:
    found = calls.call_with_id(call_id)
    return list(found.recordings) if found else []
