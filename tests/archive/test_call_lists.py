from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.archive.call_lists import CallListReading, read_call_list
from earwitness.records.errors import CaseUnusable, InputUnusable

HEADING = "caller;called;start;duration;file\n"
ROW = "+380970001127;+79552143018;05.03.2022 19:42:10;00:00:45;1.mp3\n"


def read(
    folder: Path, text: str | bytes, *, name: str = "calls.csv", **options: object
) -> CallListReading:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_call_list(path, **{"time_zone": "Europe/Kyiv", **options})  # type: ignore[arg-type]


def test_a_row_is_read_field_by_field(tmp_path: Path) -> None:
    reading = read(tmp_path, HEADING + ROW)
    (row,) = reading.rows
    assert (row.list_name, row.row_number) == ("calls.csv", 2)
    assert row.list_sha256 == reading.list_sha256
    assert (row.untrusted_caller, row.untrusted_called) == ("+380970001127", "+79552143018")
    assert row.started_at == datetime(2022, 3, 5, 17, 42, 10, tzinfo=UTC)
    assert (row.duration_ms, row.file_name) == (45_000, "1.mp3")
    assert row.raw[0] == ("caller", "+380970001127")
    assert reading.problems == ()
    assert reading.columns_used["called"] == "called"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_usual_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    reading = read(tmp_path, (HEADING + ROW).replace(";", delimiter))
    assert reading.rows[0].untrusted_called == "+79552143018"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "cp866", "koi8_u"]
)
def test_every_usual_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = "Вызывающий;Вызываемый;Дата и время;Длительность\n" + ROW.replace(";1.mp3", "")
    reading = read(tmp_path, text.encode(encoding))
    assert reading.columns_used["duration"] == "Длительность"
    assert reading.rows[0].duration_ms == 45_000


def test_lines_above_and_remarks_below_are_set_aside(tmp_path: Path) -> None:
    text = (
        "Оператор: ВИГАДАНИЙ ЗВ'ЯЗОК;;;;\nВиписка: 05.03.2022 - 21.03.2022;;;;\n\n"
        + HEADING
        + ROW
        + ";;;;\n"
        + "Усього;1;;00:00:45;\nУмовні позначення: вих - вихідний;;;;\n"
    )
    reading = read(tmp_path, text)
    assert [row.row_number for row in reading.rows] == [5]
    assert reading.problems == ()
    assert "2 remarks among or below the calls were set aside" in reading.notes


def test_a_heading_repeated_on_every_page_is_no_row(tmp_path: Path) -> None:
    assert len(read(tmp_path, HEADING + ROW + HEADING + ROW).rows) == 2


@pytest.mark.parametrize(
    ("above", "heading", "hours"),
    [
        ("Час: Europe/Kyiv\n", HEADING, 2),
        ("Время: МСК\n", HEADING, 3),
        ("Zone: UTC+5\n", HEADING.replace("start", "start (UTC)"), 0),
        ("Zones: UTC+5 and\nUTC+6\n", HEADING, -5),
        ("", HEADING, -5),
    ],
)
def test_times_are_in_the_zone_that_the_list_declares(
    tmp_path: Path, above: str, heading: str, hours: int
) -> None:
    reading = read(tmp_path, above + heading + ROW, time_zone="America/New_York")
    local = datetime(2022, 3, 5, 19, 42, 10, tzinfo=UTC)
    assert reading.rows[0].started_at == local - timedelta(hours=hours)
    assert any("times are read in" in note for note in reading.notes)


def test_a_time_with_its_own_offset_outweighs_every_declaration(tmp_path: Path) -> None:
    row = ROW.replace("05.03.2022 19:42:10", "2022-03-05T19:42:10+01:00")
    reading = read(tmp_path, "UTC+5\n" + HEADING + row)
    assert reading.rows[0].started_at == datetime(2022, 3, 5, 18, 42, 10, tzinfo=UTC)


def test_date_and_time_may_have_their_own_columns(tmp_path: Path) -> None:
    text = "Номер А,Номер Б,Дата,Время,Длительность\n380970001127,79552143018,05-03-22,19:42,1:05\n"
    (row,) = read(tmp_path, text).rows
    assert row.started_at == datetime(2022, 3, 5, 17, 42, tzinfo=UTC)
    assert row.duration_ms == 65_000


def test_slashes_are_read_in_the_order_that_the_list_proves(tmp_path: Path) -> None:
    first = ROW.replace("05.03.2022", "03/05/2022")
    second = ROW.replace("05.03.2022", "03/13/2022")
    reading = read(tmp_path, HEADING + first + second)
    assert reading.rows[0].started_at == datetime(2022, 3, 5, 17, 42, 10, tzinfo=UTC)


def test_slashes_without_proof_are_a_problem_and_no_guess(tmp_path: Path) -> None:
    reading = read(tmp_path, HEADING + ROW.replace("05.03.2022", "03/05/2022"))
    assert reading.rows[0].started_at is None
    assert reading.rows[0].untrusted_called == "+79552143018"
    assert "two ways" in reading.problems[0].what


def test_mangled_withheld_and_odd_numbers_stay_as_written(tmp_path: Path) -> None:
    odd = ["7,955E+10", "АОН заборонено", "8-955-214-30-18", "79552143018", "#ІМ'Я?"]
    text = HEADING + "".join(ROW.replace("+79552143018", number) for number in odd)
    assert [row.untrusted_called for row in read(tmp_path, text).rows] == odd


def test_minus_one_is_unanswered_and_noted(tmp_path: Path) -> None:
    reading = read(tmp_path, HEADING + ROW.replace("00:00:45", "-1"))
    assert reading.rows[0].duration_ms is None
    assert reading.problems == ()
    assert any("unanswered" in note and "row 2" in note for note in reading.notes)


def test_the_heading_gives_the_unit_of_bare_durations(tmp_path: Path) -> None:
    row = ROW.replace("00:00:45", "2")
    for unit, milliseconds in (("мин", 120_000), ("сек", 2000), ("ms", 2), ("мм:сс", 2000)):
        reading = read(tmp_path, HEADING.replace("duration", f"Длительность, {unit}") + row)
        assert reading.rows[0].duration_ms == milliseconds


def test_a_broken_row_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = (
        HEADING
        + ROW.replace("05.03.2022", "31.02.2022")
        + "+380970001127;+79552143018\n"
        + ROW.replace("00:00:45", "long")
        + ROW
    )
    reading = read(tmp_path, text)
    assert [row.row_number for row in reading.rows] == [2, 3, 4, 5]
    assert [row.started_at is None for row in reading.rows] == [True, True, False, False]
    assert [problem.what.split(": ")[0][-5:] for problem in reading.problems] == [
        "row 2",
        "row 3",
        "row 4",
    ]
    assert all(str(tmp_path / "calls.csv") in problem.what for problem in reading.problems)


def test_a_row_whose_cells_have_shifted_is_not_trusted(tmp_path: Path) -> None:
    shifted = "+380970001127,7,955E+10,05.03.2022 19:42:10,45,1.mp3\n"
    reading = read(tmp_path, HEADING.replace(";", ",") + shifted + ROW.replace(";", ","))
    assert [row.row_number for row in reading.rows] == [3]
    assert "more cells than the heading" in reading.problems[0].what


def test_a_row_that_says_nothing_is_a_problem(tmp_path: Path) -> None:
    reading = read(tmp_path, HEADING + "x;y;;;\n" + ROW)
    assert [row.row_number for row in reading.rows] == [3]
    assert "row 2" in reading.problems[0].what


def test_a_statement_about_one_subscriber_gets_its_roles_from_the_direction(
    tmp_path: Path,
) -> None:
    text = (
        "Номер абонента;Тип соединения;Собеседник;Дата и время\n"
        "380970001127;Исходящий вызов;79552143018;05.03.2022 19:42:10\n"
        "380970001127;Входящий вызов;79552143018;05.03.2022 20:42:10\n"
        "380970001127;SMS;79552143018;05.03.2022 21:42:10\n"
    )
    reading = read(tmp_path, text)
    assert [(row.untrusted_caller, row.untrusted_called) for row in reading.rows] == [
        ("380970001127", "79552143018"),
        ("79552143018", "380970001127"),
        ("", ""),
    ]
    assert any("who called whom" in note and "row 4" in note for note in reading.notes)


def test_a_subscriber_beside_a_called_number_is_the_caller(tmp_path: Path) -> None:
    text = "Номер абонента;Вызываемый;Дата и время\n380970001127;79552143018;05.03.2022 19:42:10\n"
    assert read(tmp_path, text).rows[0].untrusted_caller == "380970001127"


def test_a_mapping_outweighs_the_words_that_we_know(tmp_path: Path) -> None:
    text = "linea;otra;cuando;caller\n380970001127;79552143018;05.03.2022 19:42:10;x\n"
    columns = {"caller": "Linea", "called": "otra", "start": "cuando"}
    reading = read(tmp_path, text, columns=columns)
    assert reading.rows[0].untrusted_caller == "380970001127"
    assert reading.columns_used == {"caller": "linea", "called": "otra", "start": "cuando"}


def test_a_mapping_to_a_heading_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match="'linea'"):
        read(tmp_path, HEADING + ROW, columns={"caller": "linea"})


def test_a_mapping_of_a_field_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseUnusable, match="'speaker'"):
        read(tmp_path, HEADING + ROW, columns={"speaker": "caller"})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not a table"),
        ("empty.csv", b"", "is not a table"),
        ("letter.csv", b"Dear editors, here are the calls.\nYours\n", "has no heading"),
        ("numbers.csv", b"380970001127;79552143018\n", "has no heading"),
        ("contacts.csv", "Имя;Телефон;Дата рождения\n".encode(), "has no heading"),
        ("portal.xls", b"<html><table><tr><td>caller</td></tr></table>", "is a web page"),
        ("broken.xlsx", b"PK\x03\x04 cut off", "is not a readable spreadsheet"),
    ],
)
def test_what_is_no_call_list_is_refused_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(InputUnusable, match=words) as caught:
        read(tmp_path, content, name=name)
    assert name in caught.value.what
    assert caught.value.remedy


def test_one_damaged_byte_does_not_refuse_a_list(tmp_path: Path) -> None:
    reading = read(tmp_path, (HEADING + ROW + ROW).encode().replace(b"1.mp3", b"1\x1f.mp3", 1))
    assert len(reading.rows) == 2


def test_a_heading_without_calls_is_an_empty_list(tmp_path: Path) -> None:
    assert read(tmp_path, HEADING).rows == ()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet=st.sampled_from('+0123456789.:/-;,"\t\nЕeаb '), max_size=200)
    | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=100)
)
def test_no_text_below_a_heading_breaks_it(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, HEADING + text)
    for row in reading.rows:
        assert row.row_number >= 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_break_it(tmp_path: Path, content: bytes) -> None:
    if content.startswith((b"PK", b"\xd0\xcf")):
        return  # spreadsheets have their own test
    try:
        read(tmp_path, content)
    except InputUnusable as error:
        assert "calls.csv" in error.what
