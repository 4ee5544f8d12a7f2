"""Nothing of the work reaches a release but the texts that were chosen."""

import dataclasses
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from earwitness.publication.preparing import prepare
from earwitness.publication.work import RecordingWork
from earwitness.records.errors import CaseUnusable
from earwitness.records.published import PublishedAudio
from earwitness.records.release import (
    AudioChoice,
    ClipChoice,
    FindingChoice,
    ReleaseDraft,
    RestrictionReason,
)
from fakes.spoken_turns import turn

WORK = {"f00d": RecordingWork(turns=(turn(0, "Мы стоим под городом.", "We stand near the town."),))}
CLIP = ClipChoice(id="r1", call_id="c1", sha256="f00d", start_ms=0, end_ms=5_000, title="One")
DRAFT = ReleaseDraft(
    name="inner", version=3, public_id="p1", title="Calls", by="Anna",
    at=datetime(2022, 3, 1, tzinfo=UTC), why="a reason", clips=(CLIP,),
    findings=(FindingChoice(id="f1", claim_id="k1", text="They stood there.", clip_id="r1"),),
)  # fmt: skip
SOUND = PublishedAudio(data=b"mp3", extension="mp3", media_type="audio/mpeg", duration_ms=5_000)


def test_a_release_holds_what_was_chosen() -> None:
    release = prepare(DRAFT, work=WORK, audio={})
    assert (release.id, release.title) == ("p1", "Calls")
    assert [track.captions[0].text for track in release.clips[0].tracks] == [
        "Мы стоим под городом.", "We stand near the town.",
    ]  # fmt: skip
    assert [finding.text for finding in release.findings] == ["They stood there."]


def test_sound_that_was_not_chosen_is_left_out() -> None:
    assert prepare(DRAFT, work=WORK, audio={"r1": SOUND}).clips[0].audio is None
    plain = replace(DRAFT, clips=(replace(CLIP, audio=AudioChoice.PLAIN),))
    assert prepare(plain, work=WORK, audio={"r1": SOUND}).clips[0].audio == SOUND
    with pytest.raises(CaseUnusable, match="sound"):
        prepare(plain, work=WORK, audio={})


def test_a_withdrawn_clip_keeps_its_id_title_and_reason() -> None:
    gone = replace(CLIP, withdrawn="Told wrongly.", note="secret", warnings=("secret",))
    release = prepare(replace(DRAFT, clips=(gone,)), work={}, audio={"r1": SOUND})
    assert dataclasses.astuple(release.clips[0]) == (
        "r1", "One", 0, (), (), None, (), (), (), "", "Told wrongly.",
    )  # fmt: skip
    assert release.findings == ()


def test_a_restricted_clip_does_not_go_out_before_a_person_lifts_that() -> None:
    restricted = replace(CLIP, restricted=(RestrictionReason.DEAD_OR_WOUNDED,))
    with pytest.raises(CaseUnusable, match="dead or wounded"):
        prepare(replace(DRAFT, clips=(restricted,)), work=WORK, audio={})
    lifted = replace(restricted, lifted_why="Needed.", lifted_by="Anna")
    assert prepare(replace(DRAFT, clips=(lifted,)), work=WORK, audio={}).clips


def test_a_clip_without_its_text_and_a_finding_without_its_clip_are_refused() -> None:
    with pytest.raises(CaseUnusable, match="no text"):
        prepare(DRAFT, work={}, audio={})
    with pytest.raises(CaseUnusable, match="rests on a clip"):
        prepare(replace(DRAFT, clips=()), work=WORK, audio={})
