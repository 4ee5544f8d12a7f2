"""Lines of text without a case, whatever they hold."""

import io
import tracemalloc

from earwitness.app import extracting
from earwitness.app.extracting import LONGEST_LINE, extracted


class Endless(io.RawIOBase):
    """A stream of one line without an end, `megabytes` long."""

    def __init__(self, megabytes: int) -> None:
        self._left = megabytes * 1_000_000

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), self._left)
        buffer[:count] = b"." * count
        self._left -= count
        return count


def test_of_a_line_that_is_too_long_the_beginning_is_read_and_it_says_so() -> None:
    said = "Двое двухсотых. ".encode()
    text = said + b"." * (LONGEST_LINE - len(said) - 1) + "я конец".encode()
    long, after = extracted(io.BytesIO(text + "\nТрое раненых.\n".encode()))
    assert long["cut"] is True
    assert long["claims"][0]["killed"] == 2
    assert long["text"].endswith(".")  # the letter that the cut goes through is left out
    assert "cut" not in after
    assert after["claims"][0]["wounded"] == 3


def test_a_line_of_just_the_limit_is_whole() -> None:
    (found,) = extracted(io.BytesIO(b"." * LONGEST_LINE + b"\n"))
    assert "cut" not in found
    assert len(found["text"]) == LONGEST_LINE


def test_a_line_without_an_end_takes_no_memory() -> None:
    lines = extracting._lines(io.BufferedReader(Endless(50)))
    tracemalloc.start()
    ((text, is_cut),) = lines
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(text), is_cut) == (LONGEST_LINE, True)
    assert peak < 10 * LONGEST_LINE


def test_bytes_that_are_no_text_stop_nothing() -> None:
    found = list(extracted(io.BytesIO(b"\xff\xfe\x00\xed\xa0\x80\n\n\x00\nno end")))
    assert [one["claims"] for one in found] == [[], [], [], []]
