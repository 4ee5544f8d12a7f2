"""A call's date and time are found together, in every usual writing; a date alone is none."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.records.gate import Identifier, IdentifierKind, Severity

KYIV = ZoneInfo("Europe/Kyiv")
MOMENT = datetime(2022, 3, 14, 18, 32, 5, tzinfo=KYIV)
TIME = Identifier(kind=IdentifierKind.CALL_TIME, value=MOMENT.isoformat(), told="a call's time")
SEARCH = DigitSearch([TIME], time_zone="Europe/Kyiv")

WRITTEN = [
    "2022-03-14T18:32", "2022-03-14 18:32:05", "2022-03-14T16:32:05Z", "2022-03-14T19:32:05+03:00",
    "20220314T183205", "20220314_1832", "20220314183205", "call_2022-03-14_18-32-05.wav",
    "220314_183205", "14.03.2022 18:32", "14.03.22 18:32", "14/03/2022, 18:32", "14.3.2022 18.32",
    "03/14/2022 6:32 PM", "3/14/2022 06:32:05 pm", "14 марта 2022 года, 18:32",
    "14 марта 2022 г. в 18 ч. 32 мин.", "14 березня 2022, 18:32", "March 14, 2022 at 6:32 pm",
    "14 Mar 2022 18:32:05", "Mon, 14 Mar 2022 18:32:05 +0200", "18:32 14.03.2022",
    "18:32:05, March 14, 2022", "2022:03:14 18:32:05", "1647275525", "1647275525123",
    "1647275525.5", "44634.77228", "Date: 2022-03-14\nTime: 18:32",
    "2022-03-14 08:32 PST", "2022-03-14T11:32:05-05:00", "Mon, 14 Mar 2022 17:32:05 +0100",
    "2022-03-14 17:32 (CET)", "03/14/2022 11:32 AM EST", "14.03.2022 21:32 UTC+5",
    "14 марта 2022 года, 6 часов 32 минуты вечера", "6:32 in the evening of March 14, 2022",
    "14-Mar-22 06.32.05 PM", "14MAR22 1832", "141632Z MAR 22", "14.III.2022 18:32",
    "datetime(2022, 3, 14, 18, 32, 5)",
    '{"year": 2022, "month": 3, "day": 14, "hour": 18, "min": 32}',
    "132917491250000000", "13291749125123456", "3856264325", "668968325.123",
    "2022-W11-1T18:32", "2022W111T1832", "2022-W11-1 18:32:05", "2022-073T18:32",
    "2022073T183205", "637828723250000000",
    "2459653.18894", "59652.68894", "14213667005", "14;03;2022;18:32", "14.03.2022\t18:32",
    "2022;03;14;18;32", "| 14.03.2022 | 18:32 |",
    "<td>14.03.2022</td><td>18:32</td>", "2022 March 14, 18:32", "2022年3月14日 18:32",
]  # fmt: skip
OTHER = [
    "2022-03-14", "14.03.2022", "18:32", "2022-03-14T18:33", "2022-03-14T06:32", "March 14, 2022",
    "2022-03-14 08:32", "2022-03-14 08:32 EST", "2022-03-14 17:32 +0200", "14.IV.2022 18:32",
    "14 марта 2022 года, 6:32 утра", "(2022, 3, 14, 18, 33)", "668968325", "132917499250000000",
    "03/14/2022 6:32 AM", "1832 2022 - Mar 14", "2022 - Mar 14 18 32 people came later on",
    "14 июня 2022 года, 18:32", "1647275999", "1647275525999999999999999",
    "2022-W11-2T18:32", "2022-074T18:32", "14213667006", "2459653.19120",
    "14.03.2022 was a Monday; the next bus left the town much later, from the other stop, at 18:32",
]  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(WRITTEN), st.text(st.characters(categories=("L",)), max_size=20))
def test_a_time_is_found_in_any_writing(written: str, prose: str) -> None:
    assert SEARCH.in_bytes(f"{prose} {written} {prose}".encode())


@pytest.mark.parametrize("written", OTHER)
def test_another_time_or_a_date_alone_is_none(written: str) -> None:
    assert SEARCH.in_bytes(f"On {written}.".encode()) == []


@settings(deadline=None)
@given(
    st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%Y%m%d_%H%M%S", "%B %d, %Y %I:%M %p"]),
)
def test_any_moment_is_found_in_the_zones_of_the_case(moment: datetime, form: str) -> None:
    identifier = Identifier(
        kind=IdentifierKind.CALL_TIME, value=moment.isoformat(), told="a call's time"
    )
    search = DigitSearch([identifier], time_zone="Europe/Kyiv")
    for zone in (UTC, KYIV, ZoneInfo("Europe/Moscow")):
        assert search.in_bytes(moment.astimezone(zone).strftime(form).encode())
    later = (moment + timedelta(minutes=7)).astimezone(KYIV)
    assert search.in_bytes(later.strftime(form).encode()) == []


@pytest.mark.parametrize("written", ["14.03 18:32", "14/03, 18:32", "14.03. в 18:32"])
def test_a_time_without_its_year_is_possible(written: str) -> None:
    (hit,) = SEARCH.in_bytes(f"Звонок {written}, короткий".encode())
    assert hit.severity is Severity.POSSIBLE


@pytest.mark.parametrize(
    "written", ["14.03 18:32 2021", "2.14.03 18:32", "14.03 18.32", "14-03 18:32", "14.03.21 18:32"]
)
def test_a_time_of_another_year_or_a_row_of_figures_is_none(written: str) -> None:
    assert SEARCH.in_bytes(f"on {written}, then".encode()) == []
