"""Files that people keep in the case folder: whatever lies there, no command hangs or breaks."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from earwitness.pipeline.claim_talks import named_units_text
from earwitness.pipeline.own_files import own_text
from earwitness.pipeline.own_glossary import own_glossary
from earwitness.pipeline.theme_meaning import own_themes
from earwitness.records.errors import CaseUnusable, EarwitnessError, InputUnusable
from earwitness.runtime.case import CaseFolder

READERS: dict[str, tuple[Callable[[CaseFolder], object], type[EarwitnessError]]] = {
    "glossary.csv": (own_glossary, CaseUnusable),
    "themes.toml": (own_themes, CaseUnusable),
    "units.toml": (named_units_text, InputUnusable),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_a_pipe_or_a_folder_in_its_place_is_told(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    read, kind = READERS[name]
    make(tmp_path / name)  # nobody writes into the pipe: it must not wait for them
    with pytest.raises(kind):
        read(CaseFolder(tmp_path))


@pytest.mark.parametrize("name", READERS)
def test_none_of_them_need_be_there(tmp_path: Path, name: str) -> None:
    read, _ = READERS[name]
    assert not read(CaseFolder(tmp_path))


def test_a_text_is_read_up_to_the_limit_and_without_its_mark(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_bytes(b"\xef\xbb\xbf" + "ы".encode())
    assert own_text(file, most_bytes=5) == "ы"
    with pytest.raises(InputUnusable, match="larger"):
        own_text(file, most_bytes=4)


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputUnusable, match="not UTF-8"):
        own_text(file, most_bytes=10)
