"""Whatever an archive calls its members, they stay below one folder."""

import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.bundles.names import (
    MAX_NAME_BYTES,
    MAX_PART_BYTES,
    RefusedName,
    safe_parts,
    zip_name,
)

PIECES = st.sampled_from(
    ["..", ".", "", "/", "\\", "C:", "a", "б.wav", "\0", "~", " ", "nul", "x:y"]
)
NAMES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))


@settings(max_examples=200)
@given(NAMES)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    try:
        parts = safe_parts(name)
    except RefusedName:
        return
    assert parts
    for part in parts:
        assert part not in ("", ".", "..")
        assert not {"/", "\\", "\0"} & set(part)
        assert len(part.encode("utf-8", "surrogateescape")) <= MAX_PART_BYTES
    root = Path("/folder")
    assert root.joinpath(*parts).parts[: len(root.parts)] == root.parts
    assert not PurePosixPath(*parts).is_absolute()


@pytest.mark.parametrize(
    "name", ["../a", "a/../../b", "..\\a", "a/..", "/../etc/passwd", "C:\\..\\x"]
)
def test_a_name_that_leads_upwards_is_refused(name: str) -> None:
    with pytest.raises(RefusedName, match="leads out"):
        safe_parts(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("/data/calls/1.wav", ("data", "calls", "1.wav")),
        ("C:\\calls\\1.wav", ("calls", "1.wav")),
        ("./a//b.wav", ("a", "b.wav")),
        ("звонки/1.wav", ("звонки", "1.wav")),
    ],
)
def test_absolute_and_odd_names_become_relative(name: str, parts: tuple[str, ...]) -> None:
    assert safe_parts(name) == parts


@pytest.mark.parametrize(
    "name",
    ["", "/", "C:\\", "a\0b", "x" * 201, "я" * 101, "/".join("abc" for _ in range(MAX_NAME_BYTES))],
)
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    with pytest.raises(RefusedName):
        safe_parts(name)


@pytest.mark.parametrize("encoding", ["utf-8", "cp866"])
def test_cyrillic_names_without_a_declared_encoding_are_read(encoding: str) -> None:
    info = zipfile.ZipInfo("Запись.wav".encode(encoding).decode("cp437"))
    assert zip_name(info) == "Запись.wav"
