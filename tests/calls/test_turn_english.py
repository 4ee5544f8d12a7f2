"""The English of a clip, and the turns whose words it says."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.turns import make_turns
from earwitness.records.hearing import Flag, Segment, TimedEnglish, Turn, Word

CLIP = 10_000


def heard(start_ms: int, text: str, *english: tuple[int, int, str]) -> Segment:
    """A segment with 400 ms a word, of the clip that begins at `CLIP`."""
    words = tuple(
        Word(text=word, start_ms=start_ms + 400 * n, end_ms=start_ms + 400 * n + 350, confidence=1)
        for n, word in enumerate(text.split())
    )
    return Segment(
        channel=0,
        start_ms=start_ms,
        end_ms=words[-1].end_ms,
        text=text,
        detected_language="ru",
        words=words,
        translation=" ".join(piece for _, _, piece in english),
        english=tuple(TimedEnglish(start_ms=s, end_ms=e, text=t) for s, e, t in english),
        clip_start_ms=CLIP,
    )


def turns(*segments: Segment) -> tuple[Turn, ...]:
    return make_turns(segments, channels=1, declared_language="ru")


def english(*segments: Segment) -> list[str]:
    return [turn.translation for turn in turns(*segments)]


def test_a_question_and_its_answer_in_one_piece_are_shared_out() -> None:
    """Whisper's times put both sentences to the answer; the words say where each belongs."""
    question = heard(10_000, "Мама, ты где?")
    answer = heard(12_000, "Я дома, сынок.", (11_500, 13_200, "Mom, where are you? At home, son."))
    assert english(question, answer) == ["Mom, where are you?", "At home, son."]


def test_one_english_sentence_of_two_speakers_is_cut_at_a_comma() -> None:
    first = heard(10_000, "Да.", (10_000, 12_500, "Yes, Seryozha, I can hear you."))
    second = heard(11_000, "Серёжа, я тебя слышу.")
    assert english(first, second) == ["Yes,", "Seryozha, I can hear you."]


def test_numbers_and_names_decide_where_lengths_and_times_do_not() -> None:
    first = heard(10_000, "Двадцать пять человек.", (10_000, 12_600, "Twenty-five people."))
    second = heard(11_300, "Кто сказал?")
    third = heard(12_200, "Виктор сказал.", (12_600, 13_000, "Who said that? Viktor said."))
    assert english(first, second, third) == [
        "Twenty-five people.",
        "Who said that?",
        "Viktor said.",
    ]


def test_a_sentence_that_was_left_out_has_no_english_and_takes_none() -> None:
    first = heard(10_000, "Где командир?", (10_000, 10_800, "Where is the commander?"))
    second = heard(12_000, "Угу.")
    third = heard(14_000, "Завтра приедет.", (14_000, 15_000, "He comes tomorrow."))
    assert english(first, second, third) == ["Where is the commander?", "", "He comes tomorrow."]


def test_clips_are_tied_each_by_itself() -> None:
    first = heard(10_000, "Мама, ты где?", (10_000, 11_000, "Tomorrow."))
    second = replace(heard(12_000, "Завтра."), clip_start_ms=12_000)
    assert english(first, second) == ["Tomorrow.", ""]


def test_english_that_repeats_itself_is_marked_where_it_ends_up() -> None:
    loop = "I will come, " * 30
    first = heard(10_000, "Хорошо, мама.", (10_000, 11_000, "Good, mom."))
    second = heard(12_000, "Я сам приеду.", (12_000, 20_000, loop.strip()))
    found = turns(first, second)
    assert found[0].translation == "Good, mom." and found[0].flags == ()
    assert Flag.TRANSLATION_LOOP in found[1].flags


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(st.sampled_from(["Да.", "Мама, ты где?", "Двести человек", "Не знаю я."]),
                   min_size=1, max_size=5),
    said=st.lists(st.sampled_from(["Yes.", "Mom, where are you?", "Two hundred, men", "No"]),
                  max_size=6),
)  # fmt: skip
def test_all_of_the_english_is_kept_in_order_and_nothing_is_added(
    texts: list[str], said: list[str]
) -> None:
    segments = [heard(10_000 + 3_000 * n, text) for n, text in enumerate(texts)]
    pieces = [(10_000 + 900 * n, 10_900 + 900 * n, text) for n, text in enumerate(said)]
    segments[0] = heard(10_000, texts[0], *pieces)
    assert " ".join(filter(None, english(*segments))) == " ".join(said)
