"""Heads as they are written down and read again, and everything else that such a file may hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.heads import head_json, head_line, read_heads
from earwitness.records.custody import LedgerHead
from earwitness.records.errors import InputUnusable

HEADS = st.builds(
    LedgerHead,
    sequence=st.integers(1, 10**17),
    hash=st.text("0123456789abcdef", min_size=64, max_size=64),
    at=st.just("2026-11-25T10:00:00.123+00:00"),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("heads") / "heads"


def plain(heads: tuple[LedgerHead, ...]) -> list[tuple[int, str, str]]:
    return [(head.sequence, head.hash, head.at) for head in heads]


@settings(max_examples=50, deadline=None)
@given(heads=st.lists(HEADS, min_size=1, max_size=4))
def test_what_is_kept_is_read_again(file: Path, heads: list[LedgerHead]) -> None:
    expected = plain(tuple(heads))
    lines = "# kept by the editor\n\n" + "\n".join(map(head_line, heads)) + "\r\n"
    values = [head_json(head) for head in heads]
    for text in (lines, json.dumps(values), json.dumps({"heads": values}), lines.upper().lower()):
        file.write_text(text.replace("t10:", "T10:"), encoding="utf-8")
        assert plain(read_heads(file)) == expected
    file.write_text(json.dumps(values[0]))
    assert plain(read_heads(file)) == expected[:1]


@settings(max_examples=150, deadline=None)
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused_in_words(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    try:
        assert read_heads(file)
    except InputUnusable as error:
        assert "head" in error.what and error.remedy


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["heads", "sequence", "hash", "at"]), inner, max_size=4)
    ),
)


@settings(max_examples=100, deadline=None)
@given(value=JSON)
def test_any_json_is_read_or_refused_in_words(file: Path, value: object) -> None:
    file.write_text(json.dumps(value))
    with pytest.raises(InputUnusable):
        read_heads(file)


@pytest.mark.parametrize(
    "text",
    [
        "earwitness-head 1 abc",
        f"earwitness-head 0x1 {'a' * 64}",
        f"earwitness-head 1 {'g' * 64}",
        f"earwitness-head 1 {'a' * 65}",
        f"head 1 {'a' * 64}",
        "[" * 100_000,
    ],
)
def test_a_mistyped_line_is_refused_and_not_passed_over(file: Path, text: str) -> None:
    file.write_text(f"earwitness-head 1 {'a' * 64}\n{text}\n" if text[0] != "[" else text)
    with pytest.raises(InputUnusable):
        read_heads(file)
