import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.tables import DELIMITERS, split_rows


def cells(text: str, delimiter: str = ";") -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in split_rows(text, delimiter)]


def test_rows_are_numbered_by_their_first_line_whatever_ends_lines() -> None:
    assert cells("a;b\r\nc;d\re;f\ng") == [
        (1, ("a", "b")),
        (2, ("c", "d")),
        (3, ("e", "f")),
        (4, ("g",)),
    ]


def test_a_quoted_cell_may_hold_delimiters_and_lines() -> None:
    assert cells('"a;b";"c\nd";"say ""x"""\ne') == [
        (1, ("a;b", "c\nd", 'say "x"')),
        (3, ("e",)),
    ]


def test_a_stray_quote_does_not_swallow_the_list() -> None:
    rows = cells('"a;b\n' + "c;d\n" * 50)
    assert rows[0] == (1, ('"a', "b"))
    assert rows[1] == (2, ("c", "d"))
    assert len(rows) == 52


def test_inch_marks_and_names_in_quotes_are_ordinary_text() -> None:
    assert cells('ТОВ "Зв\'язок";5"') == [(1, ('ТОВ "Зв\'язок"', '5"'))]


def test_cells_are_cleaned_of_hard_spaces_and_marks() -> None:
    assert cells("\ufeffa\u00a0; b \0") == [(1, ("a", "b"))]


def test_a_cell_of_a_million_letters_is_kept() -> None:
    assert cells('"' + "x" * 10**6 + '";y')[0][1][-1] == "y"


@pytest.mark.parametrize("delimiter", DELIMITERS)
@settings(max_examples=60)
@given(st.text(max_size=200))
def test_no_text_breaks_it_and_numbers_only_grow(delimiter: str, text: str) -> None:
    numbers = [row.number for row in split_rows(text, delimiter)]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1
