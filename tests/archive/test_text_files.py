import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.text_files import candidate_encodings, decode, decode_prose, is_text
from earwitness.records.errors import InputUnusable

LETTER = "Добрый день, высылаем распечатку соединений за март.\nС уважением, оператор.\n" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "cp866", "koi8_r", "iso8859_5"]
)
def test_prose_is_read_in_every_encoding_of_the_field(encoding: str) -> None:
    content = LETTER.encode(encoding)
    assert is_text(content)
    assert decode_prose(content, name="letter.txt") == LETTER


def test_utf_16_without_a_mark_is_seen_by_its_zeros() -> None:
    table = "caller;called\n79552143018;380970001127\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        assert candidate_encodings(table.encode(encoding)) == (encoding,)
        assert is_text(table.encode(encoding))


def test_utf_8_leaves_no_choice_and_a_code_page_many() -> None:
    assert candidate_encodings("дата".encode()) == ("utf-8",)
    assert "cp1251" in candidate_encodings("дата".encode("cp1251"))


def test_the_end_mark_of_dos_is_dropped() -> None:
    assert decode(b"a;b\r\n\x1a", "utf-8") == "a;b\r\n"


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(100), b"\xd5" * 100]
)
def test_pictures_and_silence_are_no_text(content: bytes) -> None:
    assert not is_text(content)


def test_a_picture_is_no_prose() -> None:
    with pytest.raises(InputUnusable, match=r"letter\.txt is not a text file"):
        decode_prose(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", name="letter.txt")


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(content: bytes) -> None:
    for encoding in candidate_encodings(content):
        assert isinstance(decode(content, encoding), str)
    is_text(content)
