"""The queues of review: each person finds what waits for their role, and nothing hidden."""

from django.test import Client

from app.releases.conftest import NAME, recording
from desk.conftest import BACKEND, account, visitor
from desk.releases.conftest import a_clip, page, post
from earwitness.app import comments, restricting
from earwitness.app.releases.drafts import draft_of
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace


def somebody(role: Role, name: str) -> Client:
    client = visitor()
    client.force_login(account(role, name), backend=BACKEND)
    return client


def test_each_role_finds_its_own_queues(team: Workplace) -> None:
    a_clip(team)
    reader, verifier = somebody(Role.READER, "petro"), somebody(Role.VERIFIER, "taras")
    assert "/review/unjudged/" not in page(reader, "/review/")
    shown = page(verifier, "/review/")
    assert "/review/unjudged/" in shown and f"/releases/{NAME}/" in shown
    for queue in ("english", "clashes", "talks", "unjudged"):
        page(verifier, f"/review/{queue}/")


def test_an_objection_waits_there_until_it_is_answered(team: Workplace) -> None:
    clip = a_clip(team)
    reader = somebody(Role.READER, "petro")
    post(reader, f"/releases/{NAME}/clips/{clip}/object", why="His mother is named.")
    assert "His mother is named." in page(somebody(Role.VERIFIER, "taras"), "/review/")


def test_comments_that_nobody_settled_wait(team: Workplace) -> None:
    said = comments.comment(
        team, recording(1), start_ms=0, end_ms=500, untrusted_text="Who is that?"
    )
    reader = somebody(Role.READER, "petro")
    assert "Who is that?" in page(reader, "/review/talks/")
    comments.answer(team, recording(1), said.id, settles=True)
    assert "Who is that?" not in page(reader, "/review/talks/")


def test_what_is_hidden_waits_for_nobody_else(team: Workplace) -> None:
    clip = a_clip(team)
    reader = somebody(Role.READER, "petro")
    post(reader, f"/releases/{NAME}/clips/{clip}/object", why="His mother is named.")
    comments.comment(team, recording(1), start_ms=0, end_ms=500, untrusted_text="Who is that?")
    call = draft_of(NAME).clips[0].call_id
    restricting.restrict(team, call, allowed=["olena"], why="Danger.")
    shown = page(reader, "/review/")
    assert "His mother" not in shown and f"/releases/{NAME}/" not in shown
    assert "Who is that?" not in page(reader, "/review/talks/")
