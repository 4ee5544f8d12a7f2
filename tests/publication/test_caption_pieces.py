"""A caption falls into pieces that say it all; original and translation stand side by side."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.publication.caption_pieces import marks_of_whole, pieces, shown_marks
from earwitness.publication.publishers.caption_rows import in_columns, rows
from earwitness.records.published import PublishedCaption, PublishedTrack, PublishedWord, TextMark
from fakes.releases import CELLAR, ORIGINAL, TRANSLATION, WRITTEN

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def said(start_ms: int, end_ms: int, text: str, *words: str) -> PublishedCaption:
    timed = tuple(PublishedWord(start_ms=start_ms, end_ms=end_ms, text=one) for one in words)
    return PublishedCaption(start_ms=start_ms, end_ms=end_ms, speaker="", text=text, words=timed)


def track(*captions: PublishedCaption, translation: bool = False) -> PublishedTrack:
    language = "en" if translation else "ru"
    return PublishedTrack(
        language=language, is_translation=translation, made_by="", captions=captions
    )


def test_what_stands_between_the_words_stays() -> None:
    found = pieces(said(0, 9, "— Да, мам… Нет!", "Да", "мам", "Нет"))
    assert "".join(one.text for one in found) == "— Да, мам… Нет!"
    assert [one.text for one in found if one.timed] == ["Да", "мам", "Нет"]


def test_words_that_do_not_stand_in_the_text_lead() -> None:
    found = pieces(said(0, 9, "I was there", "[covered]", "there"))
    assert [one.text for one in found] == ["[covered]", " ", "there"]


@UNHURRIED
@given(st.text(), st.lists(st.text()))
def test_no_word_is_lost_and_none_is_said_twice(text: str, words: list[str]) -> None:
    found = pieces(said(0, 9, text, *words))
    assert [one.text for one in found if one.timed] == words
    together = "".join(one.text for one in found)
    assert together in (text, " ".join(words))


def test_each_translation_stands_beside_what_it_shares_most_time_with() -> None:
    original = track(said(0, 1000, "а"), said(1000, 5000, "б"), said(9000, 9500, "в"))
    english = track(
        said(900, 3000, "b"), said(0, 950, "a"), said(3000, 5000, "b2"), said(8000, 8500, "c"),
        translation=True,
    )  # fmt: skip
    found = rows(in_columns([english, original]))
    assert [[[one.text for one in cell] for cell in row.cells] for row in found] == [
        [["а"], ["a"]],
        [["б"], ["b", "b2"]],
        [["в"], ["c"]],
    ]
    assert (found[2].start_ms, found[2].end_ms) == (8000, 9500)


def test_a_translation_alone_leads() -> None:
    assert [row.cells[0][0].text for row in rows(in_columns([TRANSLATION, track()]))] == [
        one.text for one in TRANSLATION.captions
    ]
    assert rows(in_columns([track()])) == ()


spans = st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), max_size=6)


@UNHURRIED
@given(spans, spans)
def test_every_caption_stands_in_one_row(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    tracks = [
        track(*(said(start, end, f"{side}{place}") for place, (start, end) in enumerate(given)))
        for side, given in enumerate((first, second))
    ]
    shown = [one for row in rows(in_columns(tracks)) for cell in row.cells for one in cell]
    assert sorted(one.text for one in shown) == sorted(
        one.text for side in tracks for one in side.captions
    )


def test_only_marks_that_stand_in_a_clip_are_explained() -> None:
    assert shown_marks(CELLAR) == tuple(TextMark)
    assert shown_marks(WRITTEN) == ()


def test_a_mark_of_the_whole_is_one_that_no_word_carries() -> None:
    assert marks_of_whole(ORIGINAL.captions[-1]) == (TextMark.UNCERTAIN,)
