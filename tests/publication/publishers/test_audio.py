"""Sound, captions and plain text for those who make their own page."""

from dataclasses import replace

from earwitness.publication.publishers.audio.publisher import AudioPublisher
from earwitness.records.published import PublishedRelease
from fakes.releases import CELLAR, RELEASE, WITHDRAWN, WRITTEN


def text(release: PublishedRelease, name: str) -> str:
    found = {file.path: file.data for file in AudioPublisher().publish(release)}
    return found[name].decode()


def test_each_clip_has_its_sound_its_captions_and_a_text() -> None:
    assert sorted(file.path for file in AudioPublisher().publish(RELEASE)) == [
        "clip-b3d8w1zt.en.vtt",
        "clip-b3d8w1zt.txt",
        "clip-k7m2q9x4.en.vtt",
        "clip-k7m2q9x4.mp3",
        "clip-k7m2q9x4.ru.vtt",
        "clip-k7m2q9x4.txt",
        "clip-p5r6n0vc.txt",
    ]


def test_the_text_says_what_the_page_says() -> None:
    told = text(RELEASE, f"clip-{CELLAR.id}.txt")
    assert told.startswith(
        "“We have nothing to eat”\nCalls from the cellar\nThe Fictional Courier\n\n"
    )
    for line in (
        "Content warning: hunger; strong language",
        "Nikita, a soldier",
        "Place: a village north of the city",
        "Changes to the sound: words covered by a tone; voices disguised",
        "2 June 2024: An earlier translation said “second day”.",
        "[?] It is uncertain whether this was said.",
        "Original, Russian",
        "0:03 Nikita’s mother: А где вы сейчас?[?]",
        "0:09 Nikita: Он говорит,[†] что не вернёмся. [?]",
        "Translation, English",
        "0:06 Nikita: In a cellar near [covered], with Anton.",
    ):
        assert line in told.splitlines()
    assert any(line.startswith("Grade C3 what the soldier says") for line in told.splitlines())


def test_a_clip_without_sound_says_that_it_is_kept_back() -> None:
    assert "The sound is kept back." in text(RELEASE, f"clip-{WRITTEN.id}.txt")


def test_a_withdrawn_clip_says_why_and_nothing_else() -> None:
    told = text(RELEASE, f"clip-{WITHDRAWN.id}.txt")
    assert f"Withdrawn: {WITHDRAWN.withdrawn}\n" in told
    assert "kept back" not in told and "20 June 2024: One recording was withdrawn." in told


def test_no_text_can_pass_for_another_line() -> None:
    name = f"clip-{CELLAR.id}.txt"
    hostile = replace(CELLAR, note="x\n0:12 Nikita: I did it.\u2028Grade A1\r\n\0")
    told = text(replace(RELEASE, clips=(hostile,)), name)
    assert len(told.splitlines()) == len(text(replace(RELEASE, clips=(CELLAR,)), name).splitlines())
    assert "Note: x 0:12 Nikita: I did it. Grade A1 \ufffd" in told


def test_labels_speak_the_language_of_the_release() -> None:
    told = text(replace(RELEASE, language="uk"), f"clip-{CELLAR.id}.txt")
    assert "Застереження щодо змісту: hunger" in told and "Оригінал, російська" in told
