"""What the program says of a clip stands in the language of the page."""

from datetime import UTC, datetime

import pytest

from earwitness.app.releases.sayings import INFORMATION_MEANS, SOURCE_MEANS, published_grade
from earwitness.publication.publishers.audio import publisher as audio
from earwitness.publication.publishers.html.pages import clip_page
from earwitness.publication.publishers.labels import grade_meaning, labels_for, sound_change
from earwitness.records.published import (
    PublishedAudio,
    PublishedClip,
    PublishedGrade,
    PublishedRelease,
)
from earwitness.records.support import Grade

MOMENT = datetime(2026, 11, 30, tzinfo=UTC)
CHANGES = ("words or dialled keys covered", "voices disguised")


def release(language: str, meaning: str) -> PublishedRelease:
    sound = PublishedAudio(
        data=b"x", extension="mp3", media_type="audio/mpeg", duration_ms=9, changes=CHANGES
    )
    grade = PublishedGrade(about="", source="B", information="2", meaning=meaning)
    clip = PublishedClip(id="c1", title="T", duration_ms=9, audio=sound, grades=(grade,))
    return PublishedRelease(id="r", title="T", language=language, clips=(clip,))


@pytest.mark.parametrize(
    ("language", "disguised"), [("uk", "голоси змінено"), ("ru", "голоса изменены")]
)
def test_what_was_done_to_the_sound_and_what_a_grade_means_is_said_in_it(
    language: str, disguised: str
) -> None:
    own = release(language, "usually reliable; probably true")
    text = next(one for one in audio.AudioPublisher().publish(own) if one.path.endswith(".txt"))
    for told in (clip_page(own, 0), text.data.decode()):
        assert disguised in told and labels_for(language)["source"]["B"] in told
        assert not any(one in told for one in (*CHANGES, "usually reliable"))


def test_every_grade_that_is_said_is_known_to_the_pages() -> None:
    for source in SOURCE_MEANS:
        for information in INFORMATION_MEANS:
            grade = published_grade(_grade(source, information), "x")
            assert grade_meaning(grade, labels_for("en")) == grade.meaning
            assert grade_meaning(grade, labels_for("uk")) != grade.meaning


def test_words_of_people_stay_as_they_are() -> None:
    labels = labels_for("uk")
    assert sound_change("noise taken out", labels) == "noise taken out"
    own = PublishedGrade(about="", source="B", information="2", meaning="so we think")
    assert grade_meaning(own, labels) == "so we think"


def _grade(source: str, information: str) -> Grade:
    return Grade(
        id="g", subject="s", source=source, information=information, why="w", by="b", at=MOMENT
    )
