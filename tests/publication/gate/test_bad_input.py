"""What cannot be opened is told, and whatever a file or folder does, the check ends."""

import base64
import lzma
import os
from pathlib import Path

import pytest

from publication.gate.test_walking import NUMBER, checked, found_in, in_words, kinds

zstd = pytest.importorskip("backports.zstd")
DEEP_FOLDERS, FOLDER = 60, "f" * 100


def test_a_stream_that_needs_too_much_memory_is_unopened(tmp_path: Path) -> None:
    wide = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 2**30}]
    found = found_in(lzma.compress(in_words(NUMBER), filters=wide), tmp_path, "notes.xz")
    assert [(one.path, "memory" in one.why) for one in found.unopened] == [("notes.xz", True)]


def test_a_frame_with_a_window_of_gigabytes_is_unopened(tmp_path: Path) -> None:
    frame = b"\x28\xb5\x2f\xfd\x00" + bytes([(31 - 10) << 3]) + b"\x03\x00\x00\x00"
    found = found_in(frame, tmp_path, "notes.zst")
    assert [(one.path, "memory" in one.why) for one in found.unopened] == [("notes.zst", True)]


def test_a_pdf_with_a_bomb_of_glyph_ranges_is_unopened_by_its_object(tmp_path: Path) -> None:
    ranges = b"beginbfrange " + b"<0000> <FFFF> <0041> " * 20_000 + b"endbfrange"
    data = b"%PDF-1.7\n7 0 obj\n<<>>\nstream\n" + ranges + b"\nendstream\nendobj\n%%EOF"
    found = found_in(data, tmp_path, "notes.pdf")
    assert [(one.where, "codes" in one.why) for one in found.unopened] == [("object 7", True)]


def test_a_zip_that_ends_within_its_first_header_is_unopened(tmp_path: Path) -> None:
    found = found_in(b"PK\x03\x04broken", tmp_path, "broken.zip")
    assert [(one.path, one.why) for one in found.unopened] == [("broken.zip", "it is damaged")]


def test_folders_deeper_than_the_system_can_name_are_unopened_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "words.txt").write_bytes(in_words(NUMBER))
    here = os.open(package, os.O_RDONLY)
    for _ in range(DEEP_FOLDERS):
        os.mkdir(FOLDER, dir_fd=here)
        inner = os.open(FOLDER, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    found = checked(package)
    assert kinds(found) == {"number"}
    assert [one.why for one in found.unopened] == ["it cannot be read"]


@pytest.mark.parametrize("around", ["{}", "<b>{}</b> <i>&amp;</i>", '["{}"]'])
def test_an_encoded_text_is_told_at_each_of_its_places(around: str, tmp_path: Path) -> None:
    text = base64.b64encode(in_words(NUMBER)).decode()
    twice = base64.b64encode(text.encode()).decode()
    lines = [around.format(one) for one in (twice, text, "words " * 20, text)]
    found = found_in("\n".join(lines).encode(), tmp_path)
    assert [one.encoding for one in found.findings] == ["base64, base64", "base64", "base64"]
