"""A lifted restriction holds for the sound that it was lifted for, and for no other."""

import pytest
from django.test import Client

from app.releases.conftest import NAME, chosen, recording
from desk.releases.conftest import page, post
from earwitness.app import transcripts
from earwitness.app.releases import choices
from earwitness.app.releases.clips import ClipWish, choose_clip
from earwitness.app.releases.drafts import draft_of, new_release
from earwitness.app.transcripts import Typed
from earwitness.records.errors import WrongUsage
from earwitness.records.release import ClipChoice
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.models import ResultRow

STANDS_AGAIN = "It stands again"


@pytest.fixture
def stereo(alone: Workplace) -> str:
    """The id of a clip with a lifted restriction, of a recording whose two sides both speak."""
    sha256 = recording(0)
    typed = Typed(start_ms=1_200, end_ms=1_800, text="Мы в поле.", channel=1)
    transcripts.edit(alone, sha256, typed, author="Olena")
    row = ResultRow.objects.get(stage="decode", subject=sha256)
    row.output = {**row.output, "channels": 2}
    row.save()
    new_release(alone, NAME, title="What they said at home", by="Olena")
    own = chosen(alone, 0, exact=True)
    choices.lift(alone, NAME, own, why="The family knows.", by="Olena")
    return own


def now() -> ClipChoice:
    return draft_of(NAME).clips[0]


def kept(client: Client, clip: str, **other: object) -> str:
    """Press Keep in the form of the piece as it stands; the page that follows."""
    as_it_stands = {
        "start": "0:00",
        "end": "0:02",
        "exact": "on",
        "audio": now().audio,
        "text": [one.value for one in now().texts],
        "title": now().title,
    }
    return post(client, f"/releases/{NAME}/clips/{clip}/piece", **{**as_it_stands, **other})


def test_keeping_both_ticked_channels_keeps_the_lifted_restriction(
    client: Client, stereo: str
) -> None:
    shown = post(client, f"/releases/{NAME}/clips/{stereo}/uncover")
    assert shown.count('name="channel"') == 2
    told = kept(client, stereo, channel=["0", "1"])
    assert STANDS_AGAIN not in told
    assert now().channels == () and now().lifted_why == "The family knows."


def test_another_choice_of_channels_makes_the_restriction_stand_again_and_says_so(
    client: Client, stereo: str
) -> None:
    assert STANDS_AGAIN in kept(client, stereo, channel=["1"])
    assert now().channels == (1,) and now().lifted_why == ""
    assert STANDS_AGAIN not in kept(client, stereo, channel=["1"]), "it was told once"
    assert STANDS_AGAIN not in page(client, "/releases/")


def test_a_draft_that_names_all_channels_means_the_same_as_one_that_names_none(
    alone: Workplace, stereo: str
) -> None:
    choose_clip(alone, NAME, stereo, ClipWish(channels=(1, 0)))
    assert now().channels == () and now().lifted_why
    with pytest.raises(WrongUsage, match="Nobody speaks"):
        choose_clip(alone, NAME, stereo, ClipWish(channels=(0, 2)))
