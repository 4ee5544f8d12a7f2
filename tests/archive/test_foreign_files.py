import errno
from pathlib import Path

import pytest

from earwitness.archive.foreign_files import read_foreign, read_head, shown, unreadable
from earwitness.records.errors import InputUnusable


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOENT, "is not there"),
        (errno.ENOTDIR, "is not there"),
        (errno.EACCES, "may not be read"),
        (errno.EPERM, "may not be read"),
        (errno.EIO, "cannot be read"),
        (errno.ENAMETOOLONG, "cannot be read"),
    ],
)
def test_each_refusal_of_the_system_is_put_in_words(code: int, words: str) -> None:
    error = unreadable(Path("call.wav"), OSError(code, "message"))
    assert error.what.startswith(f"call.wav {words}")
    assert error.remedy


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"x" * 100)
    assert read_foreign(path, max_bytes=100) == b"x" * 100
    assert read_head(path, 3) == b"xxx"
    with pytest.raises(InputUnusable, match="larger than"):
        read_foreign(path, max_bytes=99)


def test_a_shown_name_has_no_invisible_letters() -> None:
    assert shown(Path("a\nb\u202ec\u200b")) == "a\ufffdb\ufffdc\ufffd"
    assert shown(Path("Запись мама Вани 8 марта (2).gsm")) == "Запись мама Вани 8 марта (2).gsm"
