"""A person's edits: tied to the sound, laid over whatever the machine hears, never lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.differences import differences
from earwitness.calls.edits import Typed, make_edit, whole_edit
from earwitness.calls.realignment import share_out
from earwitness.calls.versions import conflicts, standing, turns_at
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import Flag, Turn
from earwitness.records.versions import ConflictKind, SpanEdit, TranscriptVersion, VersionKind


def turn(start_ms: int, end_ms: int, text: str, *, channel: int = 0, label: str = "a") -> Turn:
    return Turn(
        start_ms=start_ms,
        end_ms=end_ms,
        speaker_label=label,
        channel=channel,
        language="ru",
        text=text,
        translation=f"[{text}]",
        words=tuple(replace(w, confidence=0.7) for w in share_out(text.split(), start_ms, end_ms)),
        detected_language="ru",
    )


HEARD = (turn(0, 4000, "мы стоим под лесом"), turn(4000, 8000, "потери два человека", label="b"))
BETTER = (turn(0, 3900, "мы стоим за лесом"), turn(4000, 8000, "потеряли двух человек", label="b"))


def version(
    number: int, *edits: SpanEdit, based_on: int | None = None, digest: str = "old"
) -> TranscriptVersion:
    return TranscriptVersion(
        sha256="ab",
        number=number,
        kind=VersionKind.EDIT,
        based_on=number - 1 if based_on is None else based_on,
        base_digest=digest,
        standing=tuple(range(1, number + 1)),
        author=f"Olena {number}",
        at=datetime(2026, 1, 1, tzinfo=UTC),
        edits=edits,
    )


def typed(start: int, end: int, turns: tuple[Turn, ...] = HEARD, **said: str | int) -> SpanEdit:
    own = Typed(start_ms=start, end_ms=end, **said)  # type: ignore[arg-type]
    return make_edit(own, turns, turns)


def texts(turns: tuple[Turn, ...]) -> list[str]:
    return [own.text for own in turns]


def test_an_edit_of_a_part_leaves_the_words_around_it_to_the_machine() -> None:
    line = [version(1, typed(1900, 3000, text="за рекой,"))]
    turns = turns_at(HEARD, line)
    assert texts(turns) == ["мы стоим", "за рекой,", "лесом", "потери два человека"]
    assert [own.edited_by for own in turns] == ["", "Olena 1", "", ""]
    better = turns_at(BETTER, line)
    assert texts(better) == ["мы стоим", "за рекой,", "лесом", "потеряли двух человек"]


def test_the_whole_turn_takes_over_speaker_language_and_the_outdated_translation() -> None:
    line = [version(1, typed(4000, 8000, text="потери двадцать человека"))]
    own = turns_at(HEARD, line)[1]
    assert (own.speaker_label, own.language, own.detected_language) == ("b", "ru", "ru")
    assert own.translation == "[потери два человека]"
    assert set(own.flags) == {Flag.EDITED, Flag.OUTDATED_TRANSLATION}
    kept, changed, last = own.words
    assert (kept.confidence, kept.by_person) == (0.7, False)
    assert (changed.text, changed.confidence, changed.by_person) == ("двадцать", 1.0, True)
    assert (last.start_ms, last.end_ms) == (HEARD[1].words[2].start_ms, 8000)


def test_a_translation_that_is_given_is_not_outdated() -> None:
    line = [version(1, typed(4000, 8000, text="потери двадцать", translation="losses: twenty"))]
    own = turns_at(HEARD, line)[1]
    assert (own.translation, own.flags) == ("losses: twenty", (Flag.EDITED,))


def test_english_is_of_the_person_who_wrote_it_and_of_nobody_who_left_it() -> None:
    line = [
        version(1, typed(4000, 8000, translation="losses: two")),
        version(2, typed(4000, 8000, speaker_label="Мама")),
        version(3, typed(0, 4000, speaker_label="Сын")),
    ]
    machines, own = turns_at(HEARD, line)
    assert (own.edited_by, own.translated_by) == ("Olena 2", "Olena 1")
    assert (machines.edited_by, machines.translated_by) == ("Olena 3", "")
    line.append(version(4, typed(4000, 6500, turns_at(HEARD, line), text="потери сто")))
    assert {one.translation: one.translated_by for one in turns_at(HEARD, line)[1:]} == {
        "losses: two": "Olena 1",
        "": "",
    }


def test_a_file_that_leaves_english_as_it_stood_makes_nobody_its_author() -> None:
    line = [version(1, typed(4000, 8000, text="потери двадцать"))]
    seen = turns_at(HEARD, line)
    file = tuple(replace(own, flags=(*own.flags, Flag.IMPORTED)) for own in seen)
    line.append(version(2, whole_edit(file, seen, HEARD, author="Olena 2")))
    first, outdated = turns_at(HEARD, line)
    assert (first.translation, first.translated_by) == ("[мы стоим под лесом]", "")
    assert outdated.flags == seen[1].flags == (Flag.EDITED, Flag.OUTDATED_TRANSLATION)
    file = (file[0], replace(file[1], translation="losses: twenty"))
    line.append(version(3, whole_edit(file, seen, HEARD, author="Olena 3")))
    own = turns_at(HEARD, line)[1]
    assert (own.translated_by, own.flags) == ("Olena 3", (Flag.EDITED,))


def test_a_speaker_alone_keeps_the_words_of_the_machine_also_of_a_better_one() -> None:
    line = [version(1, typed(4000, 8000, speaker_label="Мама"))]
    assert turns_at(HEARD, line)[1].speaker_label == "Мама"
    better = turns_at(BETTER, line)[1]
    assert (better.speaker_label, better.text) == ("Мама", "потеряли двух человек")
    assert (better.edited_by, better.version) == ("Olena 1", 1)
    assert better.flags == ()


def test_nothing_said_removes_what_the_machine_invented() -> None:
    assert texts(turns_at(HEARD, [version(1, typed(4000, 8000, text=""))])) == [
        "мы стоим под лесом"
    ]


def test_a_new_hearing_never_replaces_human_text_and_the_clash_is_shown() -> None:
    line = [version(1, typed(4000, 8000, text="потери двадцать человек"))]
    assert conflicts(HEARD, "old", line) == ()
    assert texts(turns_at(BETTER, line))[1] == "потери двадцать человек"
    (found,) = conflicts(BETTER, "new", line)
    assert (found.kind, found.heard_then, found.heard_now) == (
        ConflictKind.HEARD_ANEW,
        "потери два человека",
        "потеряли двух человек",
    )


def test_a_new_hearing_that_agrees_with_the_person_is_no_clash() -> None:
    line = [version(1, typed(4000, 8000, text="Потеряли двух человек!"))]
    assert conflicts(BETTER, "new", line) == ()


def test_a_word_that_now_crosses_the_edge_is_shown() -> None:
    line = [version(1, typed(4000, 8000, text="потери двадцать"))]
    moved = (turn(0, 5000, "мы стоим под лесом"), turn(5000, 8000, "два человека", label="b"))
    kinds = {found.kind for found in conflicts(moved, "new", line)}
    assert kinds == {ConflictKind.HEARD_ANEW, ConflictKind.CUT_WORD}


def test_a_word_that_reaches_over_the_edge_by_a_breath_is_not_cut() -> None:
    line = [version(1, typed(4000, 8000, text="потери двадцать"))]
    moved = (turn(0, 4080, "мы стоим под лесом"), turn(4080, 8000, "потери два человека"))
    assert conflicts(moved, "new", line) == ()


def test_two_people_on_one_span_both_stay_and_the_clash_is_shown() -> None:
    first, second = typed(4000, 8000, text="потери сто"), typed(5000, 8000, text="потери двести")
    line = [version(1, first), version(2, second, based_on=0)]
    (found,) = conflicts(HEARD, "old", line)
    assert (found.kind, found.version, found.other) == (ConflictKind.CONCURRENT, 2, 1)
    assert texts(turns_at(HEARD, line, 1))[-1] == "потери сто"
    assert texts(turns_at(HEARD, line, 2))[-1] == "потери двести"


def test_reverting_brings_back_what_stood_and_loses_nothing() -> None:
    line = [version(1, typed(4000, 8000, text="один")), version(2, typed(4000, 8000, text="два"))]
    back = replace(version(3), standing=(1,), kind=VersionKind.REVERT)
    assert texts(turns_at(HEARD, [*line, back]))[-1] == "один"
    assert texts(turns_at(HEARD, [*line, back], 2))[-1] == "два"
    assert [own.number for own in standing([*line, back])] == [1]
    assert turns_at(HEARD, [*line, back], 0) == HEARD
    with pytest.raises(WrongUsage, match="no version 9"):
        turns_at(HEARD, line, 9)


def test_a_word_written_at_the_very_edge_survives_an_edit_of_the_neighbour() -> None:
    line = [version(1, typed(0, 4000, text="мы стоим под лесом. Приём"))]
    seen = turns_at(HEARD, line)
    line.append(version(2, typed(4000, 8000, seen, text="потери сто")))
    assert texts(turns_at(HEARD, line)) == ["мы стоим под лесом. Приём", "потери сто"]
    seen = turns_at(HEARD, line)
    line.append(version(3, typed(0, 4000, seen, text="мы стоим. Приём")))
    assert texts(turns_at(HEARD, line)) == ["мы стоим. Приём", "потери сто"]


def test_stereo_sides_are_edited_one_by_one() -> None:
    both = (turn(0, 3000, "алло алло"), turn(500, 2500, "слушаю тебя", channel=1, label="b"))
    with pytest.raises(WrongUsage, match="Both sides"):
        typed(0, 3000, both, text="алло")
    line = [version(1, typed(0, 3000, both, text="слушаю", channel=1))]
    assert texts(turns_at(both, line)) == ["алло алло", "слушаю"]


@pytest.mark.parametrize(
    ("start", "end", "said", "words"),
    [
        (3000, 3000, {"text": "a"}, "no length"),
        (1000, 2000, {}, "Nothing is edited"),
        (9000, 9500, {"speaker_label": "c"}, "Nothing is said"),
        (0, 8000, {"translation": "both"}, "2 turns"),
    ],
)
def test_what_makes_no_sense_is_refused(
    start: int, end: int, said: dict[str, str], words: str
) -> None:
    with pytest.raises(WrongUsage, match=words):
        typed(start, end, **said)


def test_an_import_replaces_all_and_borrows_sides_and_times() -> None:
    file = (
        Turn(start_ms=0, end_ms=4000, speaker_label="unknown", channel=0, language="",
             text="мы стояли под лесом", flags=(Flag.IMPORTED,)),
        Turn(start_ms=4000, end_ms=9000, speaker_label="Мама", channel=0, language="uk",
             text="хто це"),
    )  # fmt: skip
    turns = turns_at(HEARD, [version(1, whole_edit(file, HEARD, HEARD, author="Olena 1"))])
    assert texts(turns) == ["мы стояли под лесом", "хто це"]
    assert [(own.speaker_label, own.language) for own in turns] == [("a", "ru"), ("Мама", "uk")]
    assert turns[0].words[2].start_ms == HEARD[0].words[2].start_ms
    assert not turns[0].words[2].by_person and turns[0].words[1].by_person
    assert all(own.flags == (Flag.EDITED,) for own in turns)


def test_a_text_without_times_is_not_swallowed_by_an_edit_of_a_span() -> None:
    prose = (Turn(start_ms=0, end_ms=0, speaker_label="unknown", channel=0, language="ru",
                  text="всё, что было сказано"),)  # fmt: skip
    line = [version(1, typed(0, 3000, prose, text="алло"))]
    assert sorted(texts(turns_at(prose, line))) == ["алло", "всё, что было сказано"]
    everything = [version(1, whole_edit(HEARD, prose, prose, author="Olena 1"))]
    assert texts(turns_at(prose, everything)) == texts(HEARD)


SPANS = st.tuples(st.integers(0, 7900), st.integers(100, 8000), st.sampled_from(["", "х у", "да"]))


@given(spans=st.lists(SPANS, max_size=5))
def test_edits_lose_no_word_outside_their_spans(spans: list[tuple[int, int, str]]) -> None:
    line: list[TranscriptVersion] = []
    for number, (start, length, text) in enumerate(spans, start=1):
        own = Typed(start_ms=start, end_ms=start + length, text=text)
        edit = make_edit(own, turns_at(HEARD, line), HEARD)
        line.append(version(number, edit))
    said = [word.text for own in turns_at(HEARD, line) for word in own.words]
    for word in (word for own in HEARD for word in own.words):
        middle = (word.start_ms + word.end_ms) / 2
        if not any(start - 1 <= middle <= start + length + 1 for start, length, _ in spans):
            assert word.text in said
    if spans and spans[-1][2]:
        assert spans[-1][2] in [own.text for own in turns_at(HEARD, line)]


def test_a_difference_names_words_speakers_and_translations() -> None:
    line = [
        version(1, typed(4000, 8000, text="потери двадцать человека", translation="twenty")),
        version(2, typed(0, 4000, speaker_label="Мама")),
    ]
    found = differences(HEARD, turns_at(HEARD, line))
    assert {(one.field, one.before, one.after) for one in found} == {
        ("text", "два", "двадцать"),
        ("speaker_label", "a", "Мама"),
        ("translation", "[потери два человека]", "twenty"),
    }
    words = next(one for one in found if one.field == "text")
    assert (words.left, words.right) == ("под лесом потери", "человека")
    assert differences(HEARD, HEARD) == ()
