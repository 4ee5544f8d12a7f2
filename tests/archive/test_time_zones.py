from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.time_zones import declared_zones, zone_of_case
from earwitness.records.errors import CaseUnusable


def offset(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Час: місцевий, Europe/Kyiv", ZoneInfo("Europe/Kyiv")),
        ("Time zone: UTC+3", offset(3)),
        ("(GMT-03:30)", offset(-3.5)),
        ("UTC +0200", offset(2)),
        ("all times UTC", UTC),
        ("Время московское, МСК", ZoneInfo("Europe/Moscow")),
        ("время: МСК+2", offset(5)),
        ("Время: московское", ZoneInfo("Europe/Moscow")),
        ("за київським часом", ZoneInfo("Europe/Kyiv")),
        ("Час – київський", ZoneInfo("Europe/Kyiv")),
        ("Europe/Kyiv (UTC+2)", ZoneInfo("Europe/Kyiv")),
    ],
)
def test_a_zone_is_read_as_providers_declare_it(line: str, zone: object) -> None:
    (declared,) = declared_zones([line])
    assert declared.zone == zone


@pytest.mark.parametrize(
    "line",
    [
        "Оператор: ВИГАДАНИЙ ЗВ'ЯЗОК",
        "Europe/Nowhere",
        "UTC+25",
        "UTCX",
        "Generated 2022-04-01 10:00 UTC",
        "Отчёт сформирован 01.04.2022 10:00 МСК",
        "москва",
        "",
    ],
)
def test_other_words_declare_nothing(line: str) -> None:
    assert declared_zones([line]) == ()


def test_different_zones_are_all_returned_and_the_same_one_once() -> None:
    assert len(declared_zones(["UTC+3", "UTC+2"])) == 2
    assert len(declared_zones(["UTC+3", "time: UTC+3"])) == 1


@pytest.mark.parametrize("name", ["Europe/Nowhere", "", "../etc/passwd", "/etc/passwd", "a\0b"])
def test_a_case_in_no_zone_is_refused(name: str) -> None:
    with pytest.raises(CaseUnusable, match="no time zone"):
        zone_of_case(name)


@settings(max_examples=100)
@given(st.text(max_size=40) | st.from_regex(r"(UTC|МСК|Europe/)[+\-/\w :]{0,9}", fullmatch=True))
def test_no_line_breaks_it(line: str) -> None:
    assert isinstance(declared_zones([line]), tuple)
