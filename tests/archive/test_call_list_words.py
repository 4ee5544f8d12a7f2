from pathlib import Path

import pytest

from earwitness.archive.call_list_words import FIELDS, field_of, normal_heading

HEADINGS = {
    "caller": "caller, Calling Number, A-number, a_number, callerNumber, src, Номер А, Абонент А, "
    "Номер А-абонента, Исходящий, вызывающий номер, викликаючий, Calling Party",
    "called": "called, B-number, b_party, dst, Destination, Номер Б, Номер В, Абонент Б, "
    "вызываемый, Викликаний номер, Набранный номер, Входящий, Dialled number",
    "subscriber": "Номер абонента, MSISDN, Абонент, Телефон, Subscriber number",
    "other": "Собеседник, Номер собеседника, Співрозмовник, Other party",
    "start": "start, Дата и время, Дата/час, calldate, Date/Time, Начало, Початок виклику",
    "date": "date, Дата, Дата звонка, Дата начала, Start date, Call date",
    "time": "time, Время, Час, Время начала, Start time, Start Time (UTC)",
    "duration": "duration, Длительность, Длительность (сек), Тривалість, billsec, Talk time, "
    "Продолжительность разговора",
    "imei": "IMEI, IMEI абонента А",
    "imsi": "IMSI",
    "cell": "cell, Cell ID, First Cell, БС, Базовая станция, LAC-CID, LAC/CellID, Адрес БС, "
    "БС начала, Start cell, CGI",
    "last_cell": "Last Cell, End Cell ID, БС окончания, Последняя БС, Конечная сота, Остання БС",
    "lac": "LAC, Location Area Code, First LAC, TAC",
    "last_lac": "Last LAC, LAC конец",
    "file": "file, File name, FileName, recording, recordingfile, Файл, Имя файла, Назва файлу",
    "direction": "Direction, Направление, Напрямок, входящий/исходящий",
    "type": "Call Type, Тип вызова, Вид связи, Тип соединения, Service type, Послуга",
}


@pytest.mark.parametrize(
    ("field", "heading"),
    [(field, one) for field, text in HEADINGS.items() for one in text.split(", ")],
)
def test_headings_of_operators_are_known(field: str, heading: str) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize(
    "heading",
    [
        "End time",
        "Время окончания",
        "Стоимость",
        "№ п/п",
        "ФИО абонента",
        "Дата рождения",
        "Caller name",
        "",
        "79552143018",
        "x" * 100,
    ],
)
def test_other_headings_name_no_field(heading: str) -> None:
    assert field_of(heading) is None


def test_headings_are_compared_without_case_humps_and_brackets() -> None:
    assert normal_heading("  CallerNumber_(E.164) ") == "caller number"


def test_every_field_is_explained_to_the_people_who_map_columns() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "call-lists.md"
    text = page.read_text(encoding="utf-8")
    assert [field for field in FIELDS if f"`{field}`" not in text] == []
