"""Layouts of call lists as operators hand them over, each written by hand; numbers invented."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.archive.call_list_header import shape_of
from earwitness.archive.call_lists import CallListReading, read_call_list
from earwitness.records.errors import InputUnusable
from earwitness.records.recording import CallListRow

RUSSIAN_STATEMENT = """\
ПАО "ВЫДУМАННАЯ СВЯЗЬ";;;;;;;;;
Детализация по запросу 17/03;;;;;;;;;
Время: московское;;;;;;;;;

Абонент;Второй абонент;Тип соединения;Дата;Время;Длительность, сек;БС начала;БС окончания;IMEI;IMSI
79552143018;380970001127;исх. вызов;05-03-2022;20:42:10;45;001-01-2F20-E170;001-01-2F35-D4BB;001027700010004;001010123456789
79552143018;380970003405;вх. вызов;06-03-2022;08:15:33;-1;001-01-2F20-E170;;001027700010004;001010123456789
79552143018;;вх. вызов;06-03-2022;09:00:00;12;;;;
79552143018;380970003405;исх. SMS;06-03-2022;10:00:00;0;;;;
Итого;;;;;57;;;;
Условные обозначения: БС - базовая станция
"""  # noqa: E501
UKRAINIAN_STATEMENT = """\
ВИГАДАНИЙ ЗВ'ЯЗОК\tвиписка
За київським часом
Номер абонента\tСпіврозмовник\tНапрямок\tДата/час\tТривалість\tСтільник
380970001127\t79552143018\tвихідний\t05.03.2022 19:42:10\t00:00:45\t001-01-2F20-E170
380970001127\t79552143018\tвхідний\t06.03.2022 19:42:10\t0:12\t001-01-2F20-E170
"""
ENGLISH_ROLES = """\
"Operator: INVENTED TELECOM"
"All times UTC"
"Calling Party","Called Party","Start Time","Duration","First LAC","First CI","Last LAC","Last CI","IMEI","Call Type"
"+380970001127","+79552143018","2022-03-05 17:42:10","0:45","2F20","E170","2F35","D4BB","490154203237518","MOC"
"","+79552143018","2022-03-05 18:42:10","61","2F20","E170","","","490154203237517","MTC"
"+380970001127","7,955E+10","2022-03-05 19:42:10","61","","","","","4,90154E+14","MOC"
"""  # noqa: E501
MSISDN_LAYOUT = """\
MSISDN|Direction|Other Party|Date|Time|Duration|LAC|CID|Last Cell ID
79552143018|MO|380970001127|20220305|19:42:10|45|12064|57712|12064-57713
79552143018|MT|380970001127|20220305|20:42:10|45|12064|57712|
"""


def read(folder: Path, text: str, **options: object) -> CallListReading:
    path = folder / "list.csv"
    path.write_bytes(text.encode())
    return read_call_list(path, **{"time_zone": "Europe/Kyiv", **options})  # type: ignore[arg-type]


def sides(rows: tuple[CallListRow, ...]) -> list[tuple[str, str]]:
    return [(row.untrusted_caller, row.untrusted_called) for row in rows]


def test_a_russian_statement_about_one_subscriber(tmp_path: Path) -> None:
    reading = read(tmp_path, RUSSIAN_STATEMENT)
    out, missed, withheld, text = reading.rows
    assert sides(reading.rows) == [
        ("79552143018", "380970001127"),
        ("380970003405", "79552143018"),
        ("", "79552143018"),
        ("79552143018", "380970003405"),
    ]
    assert out.started_at == datetime(2022, 3, 5, 17, 42, 10, tzinfo=UTC)  # Moscow
    assert (out.duration_ms, missed.duration_ms) == (45_000, None)
    assert (out.cell, out.last_cell) == ("001-01-2F20-E170", "001-01-2F35-D4BB")
    assert (out.imei, out.imsi) == ("001027700010004", "001010123456789")
    assert (out.direction, out.observations) == ("исх. вызов", ())
    assert missed.observations == ("the list marks the call as unanswered (-1)",)
    assert "withheld" in withheld.observations[0]
    assert "no voice call" in text.observations[0]
    assert "2 remarks among or below the calls were set aside" in reading.notes


def test_a_ukrainian_statement_in_kyiv_time(tmp_path: Path) -> None:
    reading = read(tmp_path, UKRAINIAN_STATEMENT, time_zone="Europe/Moscow")
    assert sides(reading.rows) == [
        ("380970001127", "79552143018"),
        ("79552143018", "380970001127"),
    ]
    assert reading.rows[0].started_at == datetime(2022, 3, 5, 17, 42, 10, tzinfo=UTC)
    assert [row.duration_ms for row in reading.rows] == [45_000, 12_000]


def test_a_list_by_roles_with_areas_in_columns_of_their_own(tmp_path: Path) -> None:
    reading = read(tmp_path, ENGLISH_ROLES)
    first, second, third = reading.rows
    assert (first.cell, first.last_cell) == ("2F20-E170", "2F35-D4BB")
    assert first.started_at == datetime(2022, 3, 5, 17, 42, 10, tzinfo=UTC)
    assert first.observations == ()
    assert any("check digit" in one for one in second.observations)
    assert second.imei == "490154203237517"
    mangled = [one for one in third.observations if "cannot be recovered" in one]
    assert [one.split(":")[0] for one in mangled] == ["called line", "IMEI"]


def test_an_id_beside_an_area_code_is_a_cell_and_not_a_caller(tmp_path: Path) -> None:
    reading = read(tmp_path, MSISDN_LAYOUT)
    assert reading.columns_used["cell"] == "CID"
    assert sides(reading.rows)[1] == ("380970001127", "79552143018")
    assert (reading.rows[0].cell, reading.rows[0].last_cell) == ("12064-57712", "12064-57713")


@pytest.mark.parametrize(
    ("day", "clock", "zone", "words"),
    [
        ("27-03-2022", "03:30:00", "Europe/Kyiv", "skipped"),
        ("30-10-2022", "03:30:00", "Europe/Kyiv", "twice"),
    ],
)
def test_a_time_that_names_no_moment_is_marked_and_not_guessed(
    tmp_path: Path, day: str, clock: str, zone: str, words: str
) -> None:
    text = f"caller;called;start\n380970001127;79552143018;{day} {clock}\n"
    reading = read(tmp_path, text, time_zone=zone)
    (row,) = reading.rows
    assert row.started_at is None
    assert words in row.observations[0]
    assert words in reading.problems[0].what
    assert dict(row.raw)["start"] == f"{day} {clock}"
    moscow = read(tmp_path, text, time_zone="Europe/Moscow")
    assert moscow.rows[0].started_at is not None
    assert moscow.problems == ()


def test_the_shape_of_a_heading_does_not_depend_on_case_marks_or_empty_tails() -> None:
    assert shape_of(("Номер А", "Начало")) == shape_of((" НОМЕР_А ", "начало:", "", ""))
    assert shape_of(("Номер А", "Начало")) != shape_of(("Начало", "Номер А"))


def test_a_remembered_mapping_outweighs_the_words_that_we_know(tmp_path: Path) -> None:
    text = "caller;called;start\n380970001127;79552143018;05.03.2022 19:42:10\n"
    swapped = {shape_of(("caller", "called", "start")): {"caller": "called", "called": "caller"}}
    reading = read(tmp_path, text, remembered=swapped)
    assert sides(reading.rows) == [("79552143018", "380970001127")]
    assert reading.mapping == "remembered"
    explicit = read(
        tmp_path, text, remembered=swapped, columns={"caller": "caller", "called": "called"}
    )
    assert sides(explicit.rows) == [("380970001127", "79552143018")]
    assert explicit.mapping == "given"


NUMBERS = st.sampled_from(
    ["+380970001127", "8-955-214-30-18", "79552143018", "7,955E+10", "", "АОН заборонено", "112"]
)
ROWS = st.lists(
    st.tuples(
        NUMBERS,
        NUMBERS,
        st.datetimes(datetime(2022, 3, 1), datetime(2022, 3, 26)),
        st.integers(0, 9999),
    ),
    max_size=8,
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ROWS,
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "utf-16", "cp1251"]),
    st.integers(0, 5),
)
def test_every_written_list_is_read_back(
    tmp_path: Path,
    rows: list[tuple[str, str, datetime, int]],
    delimiter: str,
    encoding: str,
    above: int,
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for number in range(above):
        writer.writerow([f"Оператор, строка {number}"])
    writer.writerow(["Вызывающий", "Вызываемый", "Дата и время", "Длительность"])
    for caller, called, start, seconds in rows:
        start = start.replace(microsecond=0)
        writer.writerow([caller, called, start.strftime("%d-%m-%Y %H:%M:%S"), seconds])
    path = tmp_path / "list.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    read = read_call_list(path, time_zone="UTC").rows
    assert [
        (row.untrusted_caller, row.untrusted_called, row.started_at, row.duration_ms)
        for row in read
    ] == [
        (caller, called, start.replace(microsecond=0, tzinfo=UTC), seconds * 1000)
        for caller, called, start, seconds in rows
    ]


CELLS = st.text(alphabet=st.sampled_from('+0123456789.:/-;,"\t\nЕeаb LACcellIMEI'), max_size=30)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(CELLS, min_size=1, max_size=6),
    st.lists(st.lists(CELLS, max_size=7), max_size=5),
    st.dictionaries(st.sampled_from(["caller", "called", "start", "cell"]), CELLS, max_size=2),
)
def test_no_table_under_no_mapping_breaks_it(
    tmp_path: Path, heading: list[str], rows: list[list[str]], columns: dict[str, str]
) -> None:
    text = "\n".join(";".join(row) for row in (heading, *rows))
    for options in ({"columns": columns}, {"remembered": {shape_of(heading): columns}}):
        try:
            reading = read(tmp_path, text, **options)
        except InputUnusable as error:
            assert "list.csv" in error.what
        else:
            assert all(row.list_sha256 == reading.list_sha256 for row in reading.rows)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(RUSSIAN_STATEMENT.encode()) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_statement_is_read_as_far_as_it_goes(
    tmp_path: Path, place: int, damage: bytes
) -> None:
    content = bytearray(RUSSIAN_STATEMENT.encode())
    content[place : place + len(damage)] = damage
    path = tmp_path / "list.csv"
    path.write_bytes(bytes(content))
    try:
        reading = read_call_list(path, time_zone="Europe/Kyiv")
    except InputUnusable as error:
        assert "list.csv" in error.what
    else:
        assert len(reading.rows) <= 12
