"""The language of patterns: what fits, in which order, and against a plain reading of its rules."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from earwitness.claims.russian.items import Item
from earwitness.claims.russian.pattern_index import PatternIndex
from earwitness.claims.russian.patterns import Match, Step, compile_pattern, encode, matches

SOURCES = ("а .. б", "а б? .. в", "{n} .. а", "а .. {n} .. б", "а|б .. в?", "а .. б .. в")


def row_of(words: Sequence[str]) -> list[Item]:
    marks = {"1": "ЧИСЛО", "2": "ЧИСЛО_ТЕХНИКИ"}
    return [
        Item(index, index, frozenset({marks.get(word, word)})) for index, word in enumerate(words)
    ]


def found(source: str, words: str, *, over_commas: bool = False) -> list[Match]:
    encoded = encode(row_of(words.split()))
    return list(matches(compile_pattern(source), encoded, over_commas=over_commas))


def ends(steps: Sequence[Step], row: Sequence[Item], at: int, commas: bool) -> set[int]:
    """Where the steps can end from item `at` on, tried one by one."""
    if not steps:
        return {at}
    step, rest = steps[0], steps[1:]

    def carries(index: int, *marks: str) -> bool:
        return index < len(row) and bool(row[index].marks & set(marks))

    def past_comma(index: int) -> set[int]:
        return {index, index + 1} if commas and carries(index, ",") else {index}

    reached: set[int] = set()
    if not step.marks:
        starts = past_comma(at)
        for _ in range(5):
            for start in starts:
                reached |= ends(rest, row, start, commas)
            free = {
                start
                for start in starts
                if start < len(row) and not carries(start, ",", "ЧИСЛО", "ЧИСЛО_ТЕХНИКИ")
            }
            starts = {after for start in free for after in past_comma(start + 1)}
        return reached
    if carries(at, *step.marks):
        for start in past_comma(at + 1):
            reached |= ends(rest, row, start, commas)
    return reached | (ends(rest, row, at, commas) if step.optional else set())


@given(
    st.sampled_from(SOURCES),
    st.lists(st.sampled_from(["а", "б", "в", "г", ",", "1", "2"]), max_size=14),
    st.booleans(),
)
def test_a_pattern_fits_where_trying_every_step_says_so(
    source: str, words: list[str], commas: bool
) -> None:
    row, pattern = row_of(words), compile_pattern(source)
    got = {match.first for match in matches(pattern, encode(row), over_commas=commas)}
    assert got == {at for at in range(len(row)) if ends(pattern.steps, row, at, commas)}


def test_a_gap_is_as_short_as_it_can_be() -> None:
    assert found("а .. б", "а г б г б") == [Match(0, 2, {})]


def test_a_gap_goes_over_four_words_and_no_number() -> None:
    assert found("а .. б", "а г г г г б")
    assert not found("а .. б", "а г г г г г б")
    assert not found("а .. б", "а 1 б")


def test_commas_are_crossed_only_when_asked() -> None:
    assert not found("а .. б", "а , г , б")
    assert found("а .. б", "а , г , б", over_commas=True) == [Match(0, 4, {})]


def test_a_capture_tells_its_item() -> None:
    assert found("{n} .. а", "г 1 г а") == [Match(1, 3, {"n": 1})]


def test_a_rule_is_possible_only_if_every_step_has_an_item() -> None:
    patterns = [compile_pattern("а .. б"), compile_pattern("в")]
    index = PatternIndex([("first", patterns), ("second", [compile_pattern("а")])])
    assert index.possible(encode(row_of(["а"]))) == [("second", [compile_pattern("а")])]
    assert index.possible(encode(row_of(["в", "б"]))) == [("first", patterns[1:])]
