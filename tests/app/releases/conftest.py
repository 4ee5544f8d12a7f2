"""A tiny case with one release, and tools that need no model."""

import pytest

from earwitness.app.releases.clips import ClipWish, choose_clip
from earwitness.app.releases.drafts import new_release
from earwitness.records.release import ReleaseDraft
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings
from fakes.dialogue import NAMES
from fakes.release_tools import Desk

NAME = "spring-1"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def recording(number: int) -> str:
    """The SHA-256 of one of the three recordings of the tiny case."""
    return next(
        one.sha256 for one in recordings.all_recordings() if one.source_name == NAMES[number]
    )


def chosen(place: Workplace, number: int = 1, **wish: object) -> str:
    """Choose all of a recording; the id of the clip. The second one tells of nothing restricted."""
    own = ClipWish(**{"start_ms": 0, "end_ms": 2000, "title": "On the line", **wish})  # type: ignore[arg-type]
    return choose_clip(place, NAME, recording(number), own, by="Olena").clip.id


@pytest.fixture
def release(spoken: Workplace) -> ReleaseDraft:
    """An empty release."""
    return new_release(spoken, NAME, title="What they said at home", by="Olena")
