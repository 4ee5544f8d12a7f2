"""Every field of the work holds a mark of its own; none reaches a release but chosen words."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.covering import is_covered
from earwitness.publication.preparing import prepare
from earwitness.publication.work import RecordingWork
from earwitness.records.disagreement import Dispute, DisputeKind
from earwitness.records.hearing import Turn, Word
from earwitness.records.published import PublishedRelease
from earwitness.records.release import (
    ClipChoice,
    Cover,
    CoverReason,
    FindingChoice,
    ReleaseDraft,
    ShownSpeaker,
    SuggestedCover,
    TextChoice,
)
from earwitness.records.translation import TranslatedSentence

LETTERS = "абвгдежзик"


class Marks:
    """Gives words that stand nowhere else."""

    def __init__(self) -> None:
        self._numbers = count(1_000)

    def next(self) -> str:
        return "жыщ" + "".join(LETTERS[int(digit)] for digit in str(next(self._numbers))) + "щыж"


def strings(value: object) -> Iterator[str]:
    """All texts in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))


def marked_turn(marks: Marks, start_ms: int, lengths: list[int], channel: int, timed: bool) -> Turn:
    words, at = [], start_ms
    for length in lengths:
        words.append(Word(text=marks.next(), start_ms=at, end_ms=at + length, confidence=0.3))
        at += length
    return Turn(
        start_ms=start_ms,
        end_ms=at,
        speaker_label=marks.next(),
        channel=channel,
        language=marks.next(),
        text=" ".join(word.text for word in words),
        translation=marks.next(),
        words=tuple(words) if timed else (),
        declared_language=marks.next(),
        detected_language=marks.next(),
        edited_by=marks.next(),
        translated_by=marks.next(),
    )


def english_of(marks: Marks, place: int, turn: Turn) -> TranslatedSentence:
    return TranslatedSentence(
        turn=place, start=0, end=len(turn.text), start_ms=turn.start_ms, end_ms=turn.end_ms,
        text=marks.next(), language=marks.next(), translation=marks.next(), engine=marks.next(),
    )  # fmt: skip


@st.composite
def works(draw: st.DrawFn) -> tuple[ReleaseDraft, RecordingWork]:
    """A clip of a recording in which everything is marked."""
    marks, turns, at = Marks(), [], 0
    for _ in range(draw(st.integers(1, 5))):
        at += draw(st.integers(0, 2_000))
        lengths = draw(st.lists(st.integers(50, 900), min_size=1, max_size=6))
        turns.append(marked_turn(marks, at, lengths, draw(st.integers(0, 1)), draw(st.booleans())))
        at = turns[-1].end_ms
    start_ms = draw(st.integers(0, at))
    covers = [
        Cover(start_ms=one, end_ms=one + draw(st.integers(1, 3_000)), reason=CoverReason.OTHER)
        for one in draw(st.lists(st.integers(0, at), max_size=3))
    ]
    clip = ClipChoice(
        id="r1", call_id=marks.next(), sha256="s", start_ms=start_ms,
        end_ms=draw(st.integers(start_ms, at)), title="Title",
        texts=tuple(draw(st.sets(st.sampled_from(TextChoice)))),
        channels=draw(st.sampled_from([(), (0,), (1,)])), covers=tuple(covers),
        dismissed=(
            SuggestedCover(
                start_ms=0, end_ms=1, reason=CoverReason.OTHER, words=marks.next(),
                detail=marks.next(),
            ),
        ),
        speakers=(ShownSpeaker(speaker_label=marks.next(), name="Nikita"),),
        lifted_why=marks.next(), lifted_by=marks.next(), translation_checked=marks.next(),
        translation_checked_by=marks.next(),
    )  # fmt: skip
    draft = ReleaseDraft(
        name=marks.next(), version=1, public_id="p1", title="Release", by=marks.next(),
        at=datetime(2022, 3, 1, tzinfo=UTC), why=marks.next(), clips=(clip,),
        findings=(FindingChoice(id="f1", claim_id=marks.next(), text="Said.", clip_id="r1"),),
        publishers=(marks.next(),),
    )  # fmt: skip
    tied = draw(st.booleans())
    work = RecordingWork(
        turns=tuple(turns),
        sentences=tuple(english_of(marks, i, one) for i, one in enumerate(turns) if tied),
        disputes=(
            Dispute(turn=0, start_ms=0, end_ms=9, text=marks.next(), other=marks.next(),
                    kind=DisputeKind.WORD, first_word=0, last_word=0),
        ),
    )  # fmt: skip
    return draft, work


def chosen(clip: ClipChoice, work: RecordingWork) -> set[str]:
    """The marks that a person chose: uncovered words inside the clip, and the English of turns that
    lie in it and have no covered word."""
    found: set[str] = set()
    for place, turn in enumerate(work.turns):
        if clip.channels and turn.channel not in clip.channels:
            continue
        spans = [(word.start_ms, word.end_ms, word.text) for word in turn.words]
        spans = spans or [(turn.start_ms, turn.end_ms, text) for text in turn.text.split()]
        inside = [clip.start_ms <= start and end <= clip.end_ms for start, end, _ in spans]
        bare = [not is_covered(start, end, clip.covers) for start, end, _ in spans]
        if TextChoice.ORIGINAL in clip.texts:
            found |= {one[2] for one, i, b in zip(spans, inside, bare, strict=True) if i and b}
        if TextChoice.TRANSLATION in clip.texts and all(inside) and all(bare):
            own = [one.translation for one in work.sentences if one.turn == place]
            found |= set(own or [turn.translation])
    return found


def marks_in(release: PublishedRelease) -> set[str]:
    words = " ".join(strings(release)).split()
    return {word for word in words if "жыщ" in word or "щыж" in word}


@settings(deadline=None, max_examples=60)
@given(works())
def test_only_chosen_texts_come_out(case: tuple[ReleaseDraft, RecordingWork]) -> None:
    draft, work = case
    release = prepare(draft, work={"s": work}, audio={})
    assert marks_in(release) == chosen(draft.clips[0], work)


@settings(deadline=None, max_examples=60)
@given(works())
def test_no_moment_of_the_recording_comes_out(case: tuple[ReleaseDraft, RecordingWork]) -> None:
    draft, work = case
    release = prepare(draft, work={"s": work}, audio={})
    for track in release.clips[0].tracks:
        for one in track.captions:
            timed = (one, *one.words)
            assert all(0 <= t.start_ms <= t.end_ms <= release.clips[0].duration_ms for t in timed)
