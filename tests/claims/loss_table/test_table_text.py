"""The table of losses in a spreadsheet."""

import csv

from claims.loss_table.claims import said, table
from earwitness.claims.loss_table.table_text import HEADING, table_lines
from earwitness.runtime.spreadsheet_file import csv_lines


def test_a_range_stands_on_each_line_of_its_row_and_an_open_end_is_said() -> None:
    made = table(
        said(1, unit="917 regiment", killed=">1000"),
        said(2, unit="917 regiment", killed=12, mood="joke"),
        said(3, unit="917 regiment", wounded=3),
    )
    lines = [dict(zip(HEADING, line, strict=True)) for line in list(table_lines(made))[1:]]
    assert {(line["killed_low"], line["killed_high"]) for line in lines} == {("1000", "open")}
    assert [line["said_killed"] for line in lines] == [">1000", "", "12"]
    assert [line["aside"] for line in lines] == ["", "", "joke"]
    assert {line["missing_low"] for line in lines} == {""}


def test_a_quote_is_no_formula() -> None:
    made = table(said(1, killed=8, quote='=HYPERLINK("x")', told_by="-мы\nвсе"))
    text = "".join(csv_lines(table_lines(made)))
    assert text.startswith("\ufeffunit,")
    (line,) = csv.DictReader(text.removeprefix("\ufeff").splitlines(keepends=True))
    assert line["quote"] == '\'=HYPERLINK("x")'
    assert line["told_by"] == "'-мы\nвсе"


def test_hearsay_of_the_sentence_before_is_hearsay_in_the_table() -> None:
    made = table(said(1, killed=8, located={"hearsay_in_context": True}), said(2, killed=8))
    heading, *lines = table_lines(made)
    assert [line[heading.index("hearsay")] for line in lines] == ["true", ""]
