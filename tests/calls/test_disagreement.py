"""Two hearings: what they share is silent, where they differ both readings are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.comparable_words import TimedWord, comparable
from earwitness.calls.disagreement import compare
from earwitness.records.disagreement import Comparison, DisputeKind
from earwitness.records.hearing import Segment, Turn, Word


def words(text: str, start_ms: int = 0) -> tuple[Word, ...]:
    return tuple(
        Word(
            text=word, start_ms=start_ms + 300 * n, end_ms=start_ms + 300 * n + 250, confidence=0.9
        )
        for n, word in enumerate(text.split())
    )


def turn(text: str, start_ms: int = 0, *, channel: int = 0, timed: bool = True) -> Turn:
    return Turn(
        start_ms=start_ms,
        end_ms=start_ms + 300 * len(text.split()),
        speaker_label="unknown",
        channel=channel,
        language="ru",
        text=text,
        words=words(text, start_ms) if timed else (),
    )


def segment(text: str, start_ms: int = 0, *, channel: int = 0) -> Segment:
    return Segment(
        channel=channel,
        start_ms=start_ms,
        end_ms=start_ms + 300 * len(text.split()),
        text=text,
        detected_language="ru",
        words=words(text, start_ms),
    )


def compared(turns: list[Turn], segments: list[Segment]) -> Comparison:
    return compare(turns, segments, turns_digest="d", recogniser="onnx-asr", model="t-one")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мама, всё хорошо.", "мама все хорошо"),
        ("Нас было 267 человек", "нас было двести шестьдесят семь человек"),
        ("331-й полк", "триста тридцать первый полк"),
        ("потеряли 20 %", "потеряли двадцать процент"),
        ("э-э мы стоим", "мы стоим"),
        ("во первых нет", "вопервых нет"),
    ],
)
def test_the_same_said_in_another_writing_is_no_dispute(one: str, other: str) -> None:
    assert compared([turn(one)], [segment(other)]).disputes == ()


def test_a_disputed_number_is_told_with_both_readings_and_counted() -> None:
    result = compared([turn("у нас двадцать погибших было")], [segment("у нас 12 погибших было")])
    (dispute,) = result.disputes
    assert (dispute.text, dispute.other, dispute.kind) == ("двадцать", "12", DisputeKind.NUMBER)
    assert (dispute.turn, dispute.first_word, dispute.last_word) == (0, 2, 2)
    assert (dispute.start_ms, dispute.end_ms) == (600, 850)
    assert (result.words, result.disputed, result.added) == (5, 1, 0)


def test_an_ending_is_told_apart_from_another_word() -> None:
    result = compared([turn("роту потеряли под лесом")], [segment("рота потеряли над лесом")])
    assert [one.kind for one in result.disputes] == [DisputeKind.ENDING, DisputeKind.WORD]


def test_what_only_one_has_is_told() -> None:
    result = compared([turn("мы стоим тут")], [segment("мы не стоим")])
    kinds = {one.kind: one for one in result.disputes}
    assert kinds[DisputeKind.ONLY_SECOND].other == "не"
    assert kinds[DisputeKind.ONLY_LEADING].text == "тут"
    assert (result.disputed, result.added) == (1, 1)


def test_the_same_word_minutes_apart_does_not_pair() -> None:
    result = compared([turn("да", 0)], [segment("да", 60_000)])
    assert [one.kind for one in result.disputes] == [
        DisputeKind.ONLY_LEADING,
        DisputeKind.ONLY_SECOND,
    ]


def test_channels_are_compared_each_with_itself() -> None:
    turns = [turn("алло мам"), turn("слышу тебя", channel=1)]
    same = [segment("слышу тебя", channel=1), segment("алло мам")]
    assert compared(turns, same).disputes == ()
    crossed = [segment("слышу тебя"), segment("алло мам", channel=1)]
    assert compared(turns, crossed).disputed == 4


def test_a_handed_in_transcript_without_word_times_is_compared_too() -> None:
    result = compared([turn("мы стоим под лесом", timed=False)], [segment("мы стоим под бесом")])
    (dispute,) = result.disputes
    assert (dispute.text, dispute.other) == ("лесом", "бесом")
    assert (dispute.first_word, dispute.last_word) == (-1, -1)
    assert 0 < dispute.start_ms < dispute.end_ms <= 1200


def test_nothing_heard_at_all_is_no_dispute() -> None:
    assert compared([], []).disputes == ()
    assert compared([], [segment("алло")]).disputes[0].turn == -1


spoken = st.sampled_from(["да", "нет", "мы", "двадцать", "20", "роту", "рота"])
vocabulary = st.lists(spoken, max_size=12)


@given(vocabulary, vocabulary)
def test_disputes_are_symmetric_in_being_there_and_counts_hold(
    one: list[str], other: list[str]
) -> None:
    forth = compared(
        [turn(" ".join(one))] if one else [], [segment(" ".join(other))] if other else []
    )
    back = compared(
        [turn(" ".join(other))] if other else [], [segment(" ".join(one))] if one else []
    )
    assert bool(forth.disputes) == bool(back.disputes)
    assert forth.disputed <= forth.words
    assert compared([turn(" ".join(one))], [segment(" ".join(one))]).disputes == () if one else True


def test_a_number_of_several_words_is_one_thing_with_their_times() -> None:
    timed = [
        TimedWord(text=word, start_ms=100 * n, end_ms=100 * n + 90)
        for n, word in enumerate(["двести", "сорок", "три", "бойца"])
    ]
    number, noun = comparable(timed)
    assert (number.form, number.start_ms, number.end_ms, number.number) == ("243", 0, 290, True)
    assert noun.form == "бойца"
