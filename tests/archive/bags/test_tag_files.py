"""Tag files of foreign bags: read strictly, whatever they hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.bags.tag_files import read_manifest, read_tags, refuse_other_versions
from earwitness.archive.bags.writing import manifest_text

HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
PART = st.text("abcXYZ019.-_ ", min_size=1, max_size=12).filter(
    lambda part: part == part.strip() and part not in (".", "..")
)
NAMES = st.lists(PART, min_size=1, max_size=3).map("/".join)
LABEL = st.text("ABCdef-", min_size=1, max_size=12)
VALUE = st.text("abc XYZ:.019ё", max_size=40).map(str.strip)


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused_in_words(untrusted: bytes) -> None:
    for read in (read_tags, read_manifest):
        try:
            read(untrusted)
        except ValueError:
            continue


@given(st.dictionaries(NAMES, HEX, min_size=1, max_size=8))
@settings(max_examples=50)
def test_a_manifest_that_was_written_is_read_as_it_was(hashes: dict[str, str]) -> None:
    assert read_manifest(manifest_text(hashes).encode()) == hashes


@given(st.dictionaries(LABEL, VALUE, min_size=1, max_size=8))
@settings(max_examples=50)
def test_tags_that_were_written_are_read_as_they_were(tags: dict[str, str]) -> None:
    written = "".join(f"{label}: {value}\n" for label, value in tags.items())
    assert read_tags(written.encode()) == tags


def test_a_folded_tag_is_joined_and_a_repeated_one_cannot_replace_the_first() -> None:
    assert read_tags(b"A: one\n  two\nA: three\n") == {"A": "one two", "A (again)": "three"}


@pytest.mark.parametrize(
    "line",
    [
        "{hash}  ../outside",
        "{hash}  /etc/passwd",
        "{hash}  data/../../outside",
        "{hash}  data//double",
        "short  data/file",
        "{hash}",
        "{upper}  data/file",
    ],
)
def test_a_manifest_with_a_strange_line_is_refused(line: str) -> None:
    text = line.format(hash="ab" * 32, upper="AB" * 32)
    with pytest.raises(ValueError, match="manifest"):
        read_manifest(text.encode())


def test_a_name_that_is_listed_twice_is_refused() -> None:
    line = f"{'ab' * 32}  data/file\n"
    with pytest.raises(ValueError, match="twice"):
        read_manifest((line * 2).encode())


@pytest.mark.parametrize(
    "declared",
    [
        {"BagIt-Version": "2.0", "Tag-File-Character-Encoding": "UTF-8"},
        {"BagIt-Version": "1.0", "Tag-File-Character-Encoding": "UTF-7"},
        {},
    ],
)
def test_another_version_or_encoding_is_refused(declared: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"version|UTF-8"):
        refuse_other_versions(declared)
