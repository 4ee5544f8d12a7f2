from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.search import IndexUnusable, SearchDocument, SearchIndex
from earwitness.runtime.search.words import tokens

LINES = (
    ("c1", "a", "Командира полка убили под Бородянкой.", "The regiment commander was killed."),
    ("c1", "a", "У нас трое двухсотых, ещё пять раненых.", "We have three dead, five wounded."),
    ("c2", "b", "Полк стоит у реки, командир жив.", "The regiment stands at the river."),
    ("c2", "b", "Командиры всё пьют.", "The commanders keep drinking."),
    ("c3", "c", "Сказали: по телевизору всё идёт по плану.", "They said all goes to plan on TV."),
    ("c4", "d", "Ми стоїмо біля річки.", "We stand by the river."),
)


def document(number: int, call: str, sha256: str, text: str, translation: str) -> SearchDocument:
    return SearchDocument(
        call=call,
        sha256=sha256,
        start_ms=number * 1000,
        end_ms=number * 1000 + 900,
        speaker_label="unknown",
        text=text,
        translation=translation,
    )


def filled(folder: Path) -> SearchIndex:
    index = SearchIndex.create(folder)
    documents = [document(number, *line) for number, line in enumerate(LINES)]
    with index.writing() as writer:
        for sha256 in "abcd":
            writer.replace_recording(sha256, [d for d in documents if d.sha256 == sha256])
    return index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return filled(tmp_path_factory.mktemp("index"))


def texts(index: SearchIndex, query: str) -> set[str]:
    return {hit.text for hit in index.search(query)}


def found(index: SearchIndex, query: str) -> set[int]:
    return {hit.start_ms // 1000 for hit in index.search(query)}


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("командир", {0, 2, 3}),
        ("командирами", {0, 2, 3}),
        ("КОМАНДИР полк", {0, 2}),
        ("ещё", {1}),
        ("еще", {1}),
        ("трое раненый", {1}),
        ("regiments", {0, 2}),
        ("regiment командир", {0, 2}),
        ("річки", {5}),
        ('"командир жив"', {2}),
        ('"жив командир"', set()),
        ("«по плану»", {4}),
        ('"to plan"', {4}),
        ('"командир"', {2}),
        ("командир -полк", {3}),
        ("командир −полк", {3}),
        ('командир -"командир жив"', {0, 3}),
        ("камандир~", {0, 2, 3}),
        ("regimant~", {0, 2}),
        ("по-плану", {4}),
        ("самолёт", set()),
    ],
)
def test_a_query_finds_exactly_these_lines(index: SearchIndex, query: str, lines: set[int]) -> None:
    assert found(index, query) == lines


def test_a_misheard_word_is_tried_as_a_near_miss_and_says_so(index: SearchIndex) -> None:
    hits = index.search("бородинкой")
    assert [hit.text for hit in hits] == [LINES[0][2]]
    assert hits[0].near_miss
    assert not index.search("бородянка")[0].near_miss


def test_a_short_word_is_not_loosened_by_itself(index: SearchIndex) -> None:
    assert found(index, "жик") == set()


def test_an_exact_phrase_and_an_exclusion_stay_exact_in_the_second_try(index: SearchIndex) -> None:
    assert found(index, '"камандир жив"') == set()
    assert found(index, "камандир -пьют") == {0, 2}


def test_the_form_that_was_typed_ranks_first(index: SearchIndex) -> None:
    assert index.search("командиры")[0].text == LINES[3][2]


def test_a_hit_carries_all_that_is_shown(index: SearchIndex) -> None:
    (hit,) = index.search("двухсотых")
    assert (hit.call, hit.sha256, hit.start_ms, hit.end_ms) == ("c1", "a", 1000, 1900)
    assert (hit.speaker_label, hit.text, hit.translation) == ("unknown", *LINES[1][2:])
    assert hit.score > 0


def test_the_limit_keeps_the_best(index: SearchIndex) -> None:
    assert len(index.search("командир", limit=2)) == 2
    with pytest.raises(WrongUsage):
        index.search("командир", limit=0)


@pytest.mark.parametrize("query", ["", "   ", "-полк", '""', "-", "~", '"', "!?", "- полк -жив -"])
def test_a_query_that_asks_for_nothing_gets_help_or_an_answer(
    index: SearchIndex, query: str
) -> None:
    try:
        index.search(query)
    except WrongUsage as error:
        assert "quotes" in error.remedy


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(["полк", '"', "-", "~", "«", " ", "AND", "*", "text:", "(", "\\", "1"])
        ).map("".join),
    )
)
def test_no_query_crashes(index: SearchIndex, query: str) -> None:
    try:
        index.search(query)
    except WrongUsage as error:
        assert error.remedy


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_tokens_are_stable_lower_case_words(text: str) -> None:
    once = tokens(text)
    assert all(" " not in word and "ё" not in word and word for word in once)
    assert tokens(" ".join(once)) == once


def test_a_character_without_a_name_is_indexed_and_found(tmp_path: Path) -> None:
    index = SearchIndex.create(tmp_path)
    with index.writing() as writer:
        writer.replace_recording("a", [document(7, "c1", "a", "слово \U00017000", "")])
    assert found(index, "\U00017000") == {7}


def test_a_pasted_page_is_refused(index: SearchIndex) -> None:
    with pytest.raises(WrongUsage, match="64"):
        index.search("слово " * 65)


def test_a_recording_heard_again_replaces_its_own_lines_only(tmp_path: Path) -> None:
    index = filled(tmp_path)
    with index.writing() as writer:
        writer.replace_recording("a", [document(9, "c1", "a", "Вертолёт упал.", "")])
    assert found(index, "вертолёты") == {9}
    assert found(index, "командир") == {2, 3}
    with index.writing() as writer:
        writer.replace_recording("a", [])
    assert found(index, "вертолёты") == set()


def test_a_failed_block_changes_nothing_and_frees_the_lock(tmp_path: Path) -> None:
    index = filled(tmp_path)
    with pytest.raises(KeyboardInterrupt), index.writing() as writer:
        writer.replace_recording("a", [])
        raise KeyboardInterrupt
    assert found(index, "командир") == {0, 2, 3}
    with index.writing() as writer:
        writer.replace_recording("a", [])
    assert found(index, "командир") == {2, 3}


def test_an_error_of_the_caller_is_not_called_damage(tmp_path: Path) -> None:
    index = filled(tmp_path)
    with pytest.raises(ValueError, match="mine"), index.writing():
        raise ValueError("mine")
    with pytest.raises(ValueError, match="another recording"), index.writing() as writer:
        writer.replace_recording("b", [document(1, "c", "a", "", "")])


def test_two_writers_at_once_are_told_to_wait(tmp_path: Path) -> None:
    index = filled(tmp_path)
    other = SearchIndex.open(tmp_path)
    with index.writing(), pytest.raises(CaseUnusable, match="Another process"), other.writing():
        pass


def test_a_search_that_was_open_sees_what_another_wrote(tmp_path: Path) -> None:
    reading = filled(tmp_path)
    with SearchIndex.open(tmp_path).writing() as writer:
        writer.replace_recording("z", [document(8, "c8", "z", "Вертолёт упал.", "")])
    assert found(reading, "вертолёт") == {8}


def test_an_index_that_was_never_made_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="earwitness process --stage index"):
        SearchIndex.open(tmp_path)


def test_an_index_of_another_version_is_to_be_made_again(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "turns" / "format.txt").write_text("earwitness-turns-0")
    with pytest.raises(IndexUnusable, match="another version"):
        SearchIndex.open(tmp_path)
    assert SearchIndex.create(tmp_path).search("командир") == ()


def test_making_an_index_again_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("keep me")
    filled(tmp_path)
    SearchIndex.create(tmp_path)
    assert (tmp_path / "note.txt").read_text() == "keep me"


@pytest.mark.parametrize("damage", ["emptied", "halved", "overwritten", "removed", "flipped"])
def test_a_damaged_file_is_named_as_such_and_never_a_traceback(tmp_path: Path, damage: str) -> None:
    filled(tmp_path)
    for path in sorted((tmp_path / "turns").iterdir()):
        kept = path.read_bytes()
        if not kept:
            continue
        damage_file(path, kept, damage)
        try:
            hits = SearchIndex.open(tmp_path).search("командир полк")
            assert damage == "flipped" or {hit.start_ms for hit in hits} <= {0, 2000}
        except IndexUnusable as error:
            assert "--stage index" in error.remedy
        lay(path, kept)
    assert found(SearchIndex.open(tmp_path), "командир полк") == {0, 2}


def lay(path: Path, content: bytes) -> None:
    """Put a new file in the place of an old one: an index may still have the old one mapped, and
    reading behind the end of a shortened mapped file ends the whole process."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(content)
    new.replace(path)


def damage_file(path: Path, kept: bytes, damage: str) -> None:
    middle = len(kept) // 2
    match damage:
        case "emptied":
            lay(path, b"")
        case "halved":
            lay(path, kept[:middle])
        case "overwritten":
            lay(path, b"\xff" * len(kept))
        case "flipped":  # inside, so that tantivy's footer stays whole
            lay(path, kept[: middle // 2] + b"\x55" * 4 + kept[middle // 2 + 4 :])
        case "removed":
            path.unlink()
