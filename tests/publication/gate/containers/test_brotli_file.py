"""Brotli has no first bytes: it is read where its name tells, or where a whole stream stands."""

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import brotli
import pytest

from publication.gate.test_walking import NUMBER, found_in, in_words, tarred, zipped


def deflated(text: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(text) + packer.flush()


def test_a_file_is_read_once_whether_its_name_tells_or_not(tmp_path: Path) -> None:
    packed = brotli.compress(in_words(NUMBER))
    for name in ("page.br", "page.bin"):
        found = found_in(packed, tmp_path, name)
        assert [one.where.split(",")[0] for one in found.findings] == ["Brotli stream"]
        assert not found.unopened


@pytest.mark.parametrize("pack", [brotli.compress, deflated])
def test_a_member_that_stands_in_its_archive_as_it_is_ends_where_it_ends(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    packed = pack(in_words(NUMBER))
    for name in ("page.br", "page.bin") if pack is brotli.compress else ("page.bin",):
        found = found_in(zipped(packed, name, zipfile.ZIP_STORED), tmp_path, "site.zip")
        assert len(found.findings) == 1
        assert not found.unopened
    assert found_in(tarred(packed), tmp_path, "site.tar").findings


def test_what_comes_before_the_cut_is_read_and_the_rest_is_told(tmp_path: Path) -> None:
    packed = brotli.compress(in_words(NUMBER) + Random(3).randbytes(400_000))
    found = found_in(packed[: len(packed) - 20], tmp_path, "page.br")
    assert found.findings
    assert [one.why for one in found.unopened] == ["it is damaged or cut short"]
