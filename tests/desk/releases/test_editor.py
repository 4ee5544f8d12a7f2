"""The editor of a release: every choice of the command line, made in forms."""

from django.test import Client

from app.releases.conftest import NAME, chosen, recording
from desk.conftest import BACKEND, account, visitor
from desk.releases.conftest import a_clip, page, post
from earwitness.app import restricting
from earwitness.app.releases.drafts import draft_of
from earwitness.desk.roles import Role
from earwitness.records.release import AudioChoice, ClipChoice, CoverReason, SuggestedCover
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, journal
from fakes.release_tools import Desk


def own(clip: str, what: str = "") -> str:
    return f"/releases/{NAME}/clips/{clip}/{what}"


def now(clip: str) -> ClipChoice:
    return next(one for one in draft_of(NAME).clips if one.id == clip)


def test_a_release_is_made_and_listed(client: Client, alone: Workplace) -> None:
    assert "There is no release yet" in page(client, "/releases/")
    post(client, "/new-release", name=NAME, title="What they said at home", language="en")
    assert "Draft" in page(client, "/releases/")
    assert "no name for a release" in post(client, "/new-release", name="Весна", title="x")


def test_a_piece_of_a_call_is_added_from_its_page(
    client: Client, alone: Workplace, desk: Desk
) -> None:
    post(client, "/new-release", name=NAME, title="What they said at home", language="en")
    call = next(one for one in calls.all_calls() if recording(1) in one.recordings)
    shown = page(client, f"/calls/{call.id}/choose/?from=0&to=2000")
    assert 'value="0:00"' in shown and 'value="0:02"' in shown
    post(client, f"/calls/{call.id}/choose/", release=NAME, start="0:00", end="0:02")
    (clip,) = draft_of(NAME).clips
    assert clip.call_id == call.id and clip.audio is AudioChoice.NONE
    assert "has no title" in page(client, f"/releases/{NAME}/missing/")


def test_a_call_without_a_recording_says_that_nothing_can_be_chosen(
    client: Client, alone: Workplace
) -> None:
    listed = [one for one in calls.all_calls() if not one.recordings]
    for call in listed:
        assert "no recording of this call" in page(client, f"/calls/{call.id}/choose/")


def test_everything_of_a_clip_is_chosen_in_forms(
    client: Client, alone: Workplace, desk: Desk
) -> None:
    clip = a_clip(alone)
    label = page(client, own(clip)).split('name="label" value="')[1].split('"')[0]
    post(client, own(clip, "speaker"), label=label, shown="Nikita", description="a soldier")
    post(client, own(clip, "rename"), said="Вася", shown="Коля", english="Nick")
    post(client, own(clip, "fact"), label="Place", value="near Bucha")
    post(client, own(clip, "warning"), warning="Hard words.")
    post(client, own(clip, "cover"), start="0:00.2", end="0:00.6", reason="name", sound="silence")
    post(
        client,
        own(clip, "piece"),
        title="A call",
        start="0:00",
        end="0:01.5",
        exact="on",
        audio="plain",
        text="original",
        note="Cut.",
    )
    made = now(clip)
    assert (made.speakers[0].name, made.renames[0].english) == ("Nikita", "Nick")
    assert made.facts[0].value == "near Bucha" and made.warnings == ("Hard words.",)
    assert (made.covers[0].start_ms, made.covers[0].sound) == (200, "silence")
    assert (made.title, made.end_ms, made.audio, len(made.texts)) == ("A call", 1500, "plain", 1)


def test_what_was_chosen_is_taken_back(client: Client, alone: Workplace, desk: Desk) -> None:
    clip = a_clip(alone)
    post(client, own(clip, "fact"), label="Place", value="near Bucha")
    post(client, own(clip, "warning"), warning="Hard words.")
    post(client, own(clip, "cover"), start="0:00.2", end="0:00.6", reason="name", sound="bleep")
    post(client, own(clip, "rename"), said="Вася", shown="Коля")
    post(client, own(clip, "fact"), label="Place", remove="1")
    post(client, own(clip, "warning"), warning="Hard words.", remove="1")
    assert "empty" in post(client, own(clip, "uncover-span"), start="0:00.2", end="0:00.6", why="")
    assert now(clip).covers
    post(client, own(clip, "uncover-span"), start="0:00.2", end="0:00.6", why="No name.")
    post(client, own(clip, "rename"), said="Вася", remove="1", why="No name.")
    made = now(clip)
    assert not (made.facts or made.warnings or made.covers or made.renames)


def test_suggestions_are_taken_or_dismissed_one_by_one(
    client: Client, alone: Workplace, desk: Desk
) -> None:
    desk.suggested += [
        SuggestedCover(start_ms=at, end_ms=at + 100, reason=CoverReason.NAME, words=words)
        for at, words in ((100, "Вася"), (500, "Петя"))
    ]
    clip = a_clip(alone)
    shown = page(client, own(clip, "suggestions/"))
    assert "2 suggestions, 2 open" in shown
    first, second = (part.split('"')[0] for part in shown.split('name="suggestion" value="')[1::2])
    post(client, own(clip, "decide"), suggestion=first)
    assert [one.start_ms for one in now(clip).covers] == [100]
    assert "empty" in post(client, own(clip, "decide"), suggestion=second, dismiss="1", why="")
    post(client, own(clip, "decide"), suggestion=second, dismiss="1", why="A dog.")
    assert now(clip).dismissed[0].words == "Петя"
    assert "0 open" in page(client, own(clip, "suggestions/"))


def test_what_stands_around_the_clips_is_said_in_paragraphs(
    client: Client, alone: Workplace, desk: Desk
) -> None:
    a_clip(alone)
    before = draft_of(NAME).version
    post(
        client,
        f"/releases/{NAME}/say",
        title="What they said at home",
        method="We listened three times.\r\n\r\nA second person checked.",
        language="en",
        publishers="html",
        with_publishers="1",
    )
    draft = draft_of(NAME)
    assert draft.method == ("We listened three times.", "A second person checked.")
    assert draft.version == before + 1


def test_clips_are_ordered_by_buttons_and_by_dragging(
    client: Client, alone: Workplace, desk: Desk
) -> None:
    first, second = a_clip(alone), chosen(alone, 2, title="Another")
    ids = [one.id for one in draft_of(NAME).clips]
    assert sorted(ids) == sorted([first, second])
    post(client, f"/releases/{NAME}/order", down=ids[0])
    assert [one.id for one in draft_of(NAME).clips] == ids[::-1]
    post(client, f"/releases/{NAME}/order", order=" ".join(ids))
    assert [one.id for one in draft_of(NAME).clips] == ids
    post(client, own(ids[0], "drop"))
    assert [one.id for one in draft_of(NAME).clips] == ids[1:]


def test_a_release_with_a_clip_of_a_hidden_call_does_not_exist_for_others(
    team: Workplace, desk: Desk
) -> None:
    clip = a_clip(team)
    restricting.restrict(team, now(clip).call_id, allowed=["olena"], why="Danger.")
    for name, status in (("petro", 404), ("olena", 200)):
        client = visitor()
        client.force_login(account(Role.PUBLISHER, name), backend=BACKEND)
        for address in (f"/releases/{NAME}/", f"/releases/{NAME}/edition/", own(clip)):
            assert client.get(address).status_code == status
        is_listed = f"/releases/{NAME}/" in page(client, "/releases/")
        assert is_listed is (status == 200)


def test_the_ledger_names_the_account_that_changed_a_release(team: Workplace, desk: Desk) -> None:
    clip = a_clip(team)
    client = visitor()
    client.force_login(account(Role.PUBLISHER, "olena"), backend=BACKEND)
    post(client, own(clip, "fact"), label="Place", value="near Bucha")
    last = [one for one in journal.entries() if one.action == "release_draft"][-1]
    assert (last.actor, draft_of(NAME).by) == ("olena", "olena")
