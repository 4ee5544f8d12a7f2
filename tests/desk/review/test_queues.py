"""The queues of review: each person finds what waits for their role, and nothing hidden."""

from django.test import Client

from app.releases.conftest import NAME, chosen, recording
from desk.conftest import BACKEND, account, visitor
from desk.releases.conftest import a_clip, page, post
from earwitness.app import comments, restricting
from earwitness.app.judging import judge
from earwitness.app.releases.clips import drop_clip
from earwitness.app.releases.drafts import draft_of, new_release
from earwitness.app.reviewing import unjudged
from earwitness.desk.roles import Role
from earwitness.records.attribution import Judgement
from earwitness.runtime.progress import SilentProgress
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


def test_what_a_release_draws_on_waits_until_it_is_judged(team: Workplace) -> None:
    new_release(team, NAME, title="What they said at home", by="Olena")
    clip = chosen(team, 0)
    verifier = somebody(Role.VERIFIER, "taras")
    draft = draft_of(NAME)
    (waiting,) = unjudged([draft])
    assert waiting.clip.id == clip and waiting.claims and waiting.speakers
    assert waiting.claims[0] in page(verifier, "/review/unjudged/")
    for one in waiting.claims:
        judge(team, one, Judgement.POSITIVE, why="Heard twice.", progress=SilentProgress())
    for speaker in waiting.speakers:
        judge(team, speaker.id, Judgement.POSITIVE, why="His voice.", progress=SilentProgress())
    assert [one.claims for one in unjudged([draft]) if one.clip.id == clip] in ([], [()])
    assert all(not one.speakers for one in unjudged([draft]))
    drop_clip(team, NAME, clip)
    assert list(unjudged([draft_of(NAME)])) == []


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
