"""Who may let a release out, at the desk: two accounts, exactly these bytes, no open objection."""

import re

import pytest
from django.test import Client

from app.releases.conftest import NAME
from desk.conftest import BACKEND, LogIn, account, visitor
from desk.releases.conftest import a_clip, built, page, post
from earwitness.app.releases.choices import say_fact
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.history import public_now
from earwitness.app.releases.progress import Stage, progress_of
from earwitness.desk.releases import work
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, releases
from fakes.release_tools import Desk, finding

EDITION = f"/releases/{NAME}/edition/"


def somebody(role: Role, name: str) -> Client:
    client = visitor()
    client.force_login(account(role, name), backend=BACKEND)
    return client


def digest_on(shown: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', shown)
    return found[1] if found else ""


def sign(client: Client, **fields: str) -> str:
    return post(client, f"/releases/{NAME}/sign", digest=digest_on(page(client, EDITION)), **fields)


def stage() -> Stage:
    return progress_of(draft_of(NAME)).stage


def test_two_people_sign_a_third_changes_a_clip_and_the_signatures_are_void(
    team: Workplace, desk: Desk
) -> None:
    clip = a_clip(team)
    olena, taras = somebody(Role.PUBLISHER, "olena"), somebody(Role.VERIFIER, "taras")
    shown = built(olena)
    assert "2 files, 1 clips" in shown and digest_on(shown) in shown
    sign(olena)
    assert stage() is Stage.HALF_SIGNED
    assert "holds" in sign(taras)
    assert stage() is Stage.SIGNED
    petro = somebody(Role.PUBLISHER, "petro")
    post(petro, f"/releases/{NAME}/clips/{clip}/fact", label="Place", value="near Bucha")
    told = page(olena, EDITION)
    assert "void: what is chosen was changed" in told and "by petro" in told
    assert stage() is Stage.CHANGED
    post(olena, f"/releases/{NAME}/publish")
    work.wait()
    assert public_now(NAME) is None


def test_one_account_cannot_be_two_whatever_name_it_sends(team: Workplace, desk: Desk) -> None:
    a_clip(team)
    olena = somebody(Role.PUBLISHER, "olena")
    digest = digest_on(built(olena))
    for name in ("Olena", "Taras"):
        told = post(olena, f"/releases/{NAME}/sign", digest=digest, by=name)
    assert "olena has signed edition 1 already" in told
    assert [one.by for one in releases.sign_offs(NAME, 1)] == ["olena"]


@pytest.mark.parametrize("name", ["Olena", " olena ", "Олена", "O. Marchenko"])
def test_alone_the_same_person_cannot_sign_twice_whatever_the_spelling(
    client: Client, alone: Workplace, desk: Desk, name: str
) -> None:
    a_clip(alone)
    built(client)
    assert "self-declared" in page(client, EDITION)
    sign(client, by="Olena Marchenko")
    sign(client, by=name)
    assert [one.by for one in releases.sign_offs(NAME, 1)] == ["Olena Marchenko"]
    sign(client, by="Taras Hnatiuk")
    assert stage() is Stage.SIGNED


def test_what_was_built_anew_meanwhile_is_not_signed(team: Workplace, desk: Desk) -> None:
    clip = a_clip(team)
    olena = somebody(Role.PUBLISHER, "olena")
    before = digest_on(built(olena))
    say_fact(team, NAME, clip, "Place", "near Bucha")
    post(olena, f"/releases/{NAME}/clips/{clip}/warning", warning="Hard words.")
    built(olena)
    told = post(olena, f"/releases/{NAME}/sign", digest=before)
    assert "not the package that you looked at" in told
    assert not releases.sign_offs(NAME, 2)


def test_an_unanswered_objection_keeps_a_release_from_being_signed(
    team: Workplace, desk: Desk
) -> None:
    clip = a_clip(team)
    olena, reader = somebody(Role.PUBLISHER, "olena"), somebody(Role.READER, "petro")
    digest = digest_on(built(olena))
    own = f"/releases/{NAME}/clips/{clip}"
    assert "Your objection stands" in post(reader, f"{own}/object", why="His mother is named.")
    assert "petro objects" in page(olena, EDITION)
    assert "petro objects" in page(olena, f"/releases/{NAME}/missing/")
    assert "have no answer" in post(olena, f"/releases/{NAME}/sign", digest=digest)
    found = re.search(r"objections/(objection-[0-9a-f]+)/", page(olena, f"{own}/"))
    assert found is not None
    assert reader.post(f"{own}/objections/{found[1]}/answer", {"why": "x"}).status_code == 403
    post(olena, f"{own}/objections/{found[1]}/answer", why="She agrees.")
    sign(olena)
    assert stage() is Stage.HALF_SIGNED


def test_a_translator_may_not_build_nor_sign(team: Workplace, desk: Desk, log_in: LogIn) -> None:
    a_clip(team)
    translator = log_in(Role.TRANSLATOR)
    for what in ("build", "sign", "publish", "say", "order", "withdraw"):
        assert translator.post(f"/releases/{NAME}/{what}").status_code == 403
    assert not releases.editions(NAME)
    assert "/build" not in page(translator, EDITION)


def test_two_people_accept_each_finding_of_the_gate(team: Workplace, desk: Desk) -> None:
    a_clip(team)
    desk.findings.append(finding())
    olena, taras = somebody(Role.PUBLISHER, "olena"), somebody(Role.VERIFIER, "taras")
    shown = built(olena)
    assert "a line ending in 02" in shown and "page.txt, byte 12" in shown
    assert "+79552110002" not in shown
    digest = digest_on(shown)
    accept = {"digest": digest, "finding": "finding-0001", "why": "A price."}
    post(olena, f"/releases/{NAME}/waive", **accept)
    assert "has accepted that finding already" in post(olena, f"/releases/{NAME}/waive", **accept)
    assert stage() is Stage.GATE_OPEN
    post(taras, f"/releases/{NAME}/waive", **accept)
    assert "accepted by two people" in page(taras, EDITION)
    assert stage() is Stage.UNSIGNED


def test_what_two_signed_is_published_fetched_and_withdrawn(team: Workplace, desk: Desk) -> None:
    a_clip(team)
    olena, taras = somebody(Role.PUBLISHER, "olena"), somebody(Role.VERIFIER, "taras")
    built(olena)
    sign(olena)
    sign(taras)
    assert taras.post(f"/releases/{NAME}/publish").status_code == 403
    post(olena, f"/releases/{NAME}/publish")
    work.wait()
    assert stage() is Stage.PUBLISHED and "public now" in page(olena, EDITION)
    fetched = olena.post(f"/releases/{NAME}/download")
    data = b"".join(fetched)  # type: ignore[arg-type]
    assert data[:2] == b"PK" and NAME not in fetched.headers["Content-Disposition"]
    acts = [(one.actor, one.action) for one in journal.entries() if one.action == "export"]
    assert acts == [("olena", "export")]
    post(olena, f"/releases/{NAME}/withdraw", why="A source is in danger.")
    assert public_now(NAME) is None
    assert "A source is in danger." in page(olena, EDITION)
