from earwitness.crossing.sources.entries import read_numbers


def test_two_lines_in_one_cell_both_belong_to_the_entry() -> None:
    lines, unread = read_numbers(["+79552143018 / 8 955 214-30-19"], "RU")
    assert (lines, unread) == (("+79552143018", "+79552143019"), ())


def test_a_cell_with_more_than_lines_stays_unread_as_written() -> None:
    lines, unread = read_numbers(["89552143018, мама", " "], "RU")
    assert (lines, unread) == ((), ("89552143018, мама",))
