from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.file_name_patterns import BUILT_IN, FileNamePattern
from earwitness.archive.file_names import read_file_name
from earwitness.records.errors import CaseUnusable
from earwitness.records.recording import FileNameFacts

KYIV = "Europe/Kyiv"


def read(name: str) -> FileNameFacts:
    facts = read_file_name(name, time_zone=KYIV)
    assert facts is not None
    return facts


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize("pattern", BUILT_IN, ids=lambda pattern: pattern.name)
def test_every_pattern_reads_its_own_example(pattern: FileNamePattern) -> None:
    for ending in ("", ".mp3", ".3gp"):
        assert read(pattern.example + ending).pattern == pattern.name


@pytest.mark.parametrize(
    ("name", "start", "numbers"),
    [
        ("2022-03-05_19-42-10_+79552143018.mp3", utc(2022, 3, 5, 17, 42, 10), ("+79552143018",)),
        ("20220306_081533_380970003405.wav", utc(2022, 3, 6, 6, 15, 33), ("380970003405",)),
        ("call-20220311T143651Z.wav", utc(2022, 3, 11, 14, 36, 51), ()),
        ("call-20220315T154011Z", utc(2022, 3, 15, 15, 40, 11), ()),
        ("2022-03-05T19:42:10Z.wav", utc(2022, 3, 5, 19, 42, 10), ()),
        ("Мама(0079552143018)_20220306081533.mp3", utc(2022, 3, 6, 6, 15, 33), ("0079552143018",)),
        ("+79552143018_20220306081533.amr", utc(2022, 3, 6, 6, 15, 33), ("+79552143018",)),
        ("+79552143018_220306_081533123.amr", utc(2022, 3, 6, 6, 15, 33), ("+79552143018",)),
        ("Call recording Мама_220306_081533.m4a", utc(2022, 3, 6, 6, 15, 33), ()),
        ("05.03.2022 19-42-10.wav", utc(2022, 3, 5, 17, 42, 10), ()),
        ("2022-03-05 19.42.10 ↓ +79552143018.ogg", utc(2022, 3, 5, 17, 42, 10), ("+79552143018",)),
        (r"D:\calls\rec_20220305_194210.flac", utc(2022, 3, 5, 17, 42, 10), ()),
    ],
)
def test_names_of_the_field_give_start_and_numbers_without_a_role(
    name: str, start: datetime, numbers: tuple[str, ...]
) -> None:
    facts = read(name)
    assert facts.started_at == start
    assert facts.untrusted_numbers == numbers
    assert (facts.untrusted_caller, facts.untrusted_called) == ("", "")


@pytest.mark.parametrize(
    ("name", "caller", "called"),
    [
        ("force-0821XXXX8663-3201-20250327-092517-1743042317.12206.wav", "3201", "0821XXXX8663"),
        ("exten-201-79552143018-20220305-194210-1646502125.7.wav", "79552143018", "201"),
        ("20220305_194210.123+0200_in_+79552143018.oga", "+79552143018", ""),
        ("20220305_194210.123+0200_out_+79552143018.oga", "", "+79552143018"),
        ("2022-03-05 19-42-10 (phone) Мама (+7 955 214-30-18) ↗.m4a", "", "+7 955 214-30-18"),
        ("2022-03-05 19-42-10 (phone) Мама (+7 955 214-30-18) ↙.m4a", "+7 955 214-30-18", ""),
        ("Call_20220305_194210_OUTGOING_79552143018.m4a", "", "79552143018"),
    ],
)
def test_a_role_is_given_only_where_the_recorder_states_it(
    name: str, caller: str, called: str
) -> None:
    facts = read(name)
    assert (facts.untrusted_caller, facts.untrusted_called) == (caller, called)
    assert facts.untrusted_numbers == ()


def test_an_exchange_that_writes_its_unix_time_tells_its_zone() -> None:
    # 09:25:17 beside 1743042317 (02:25:17 UTC): an exchange at UTC+7, whatever the case says.
    facts = read("force-0821XXXX8663-3201-20250327-092517-1743042317.12206.wav")
    assert facts.started_at == utc(2025, 3, 27, 2, 25, 17)
    # A channel that opened 40 s before its recording is still told from another zone.
    facts = read("exten-201-79552143018-20220305-194210-1646502090.7.wav")
    assert facts.started_at == utc(2022, 3, 5, 17, 42, 10)


@pytest.mark.parametrize("lead", [8 * 60, 11 * 60, -3])
def test_an_unix_time_that_fits_no_zone_is_not_used(lead: int) -> None:
    one_hour_east = int(utc(2022, 3, 5, 16, 42, 10).timestamp()) - lead
    facts = read(f"20220305-194210-{one_hour_east}.7.wav")
    assert facts.started_at == utc(2022, 3, 5, 17, 42, 10)


@pytest.mark.parametrize(
    "name",
    [
        "00418833.amr",
        "70314804.wav",
        "REC080300103.mp3",
        "backup_0812.ogg",
        "Запись мама Вани 8 марта (2).gsm",
        "AUD-20220305-WA0012.opus",
        "081533_380970003405.mp3",
        "2022-13-45_19-42-10.mp3",
        "20220230_081533.wav",
        "20220305_256199.wav",
        "99991231_235959.wav",
        "",
        ".mp3",
    ],
)
def test_counters_and_impossible_dates_give_no_fact(name: str) -> None:
    assert read_file_name(name, time_zone=KYIV) is None


def test_a_number_with_a_plus_is_kept_where_the_date_is_impossible() -> None:
    facts = read("2022-13-45_19-42-10_+79552143018.mp3")
    assert (facts.started_at, facts.untrusted_numbers) == (None, ("+79552143018",))


def test_the_hour_that_comes_twice_is_marked_and_not_guessed() -> None:
    facts = read("20221030_033000.wav")
    assert facts.started_at is None
    assert "at 00:30 and at 01:30 UTC" in facts.start_doubt


def test_the_hour_that_clocks_skipped_is_marked_and_the_numbers_stay() -> None:
    facts = read("20220327_033000_380970003405.wav")
    assert facts.started_at is None
    assert "skipped" in facts.start_doubt
    assert facts.untrusted_numbers == ("380970003405",)


def test_a_time_in_utc_or_with_an_offset_is_never_in_doubt() -> None:
    assert read("call-20220327T013000Z.wav").start_doubt == ""
    facts = read("20221030_033000.000+0300_in_+79552143018.oga")
    assert (facts.started_at, facts.start_doubt) == (utc(2022, 10, 30, 0, 30), "")
    assert facts.direction == "incoming"


def test_patterns_of_the_case_come_first_and_see_the_whole_name() -> None:
    facts = read_file_name(
        "05_03_22__1942__A79552143018__B380970001127.special",
        time_zone=KYIV,
        extra_patterns=(
            r"(?P<date>\d\d_\d\d_\d\d)__(?P<time>\d{4})__A(?P<caller>\d+)__B(?P<called>\d+)\.special",
        ),
    )
    assert facts is not None
    assert (facts.untrusted_caller, facts.untrusted_called) == ("79552143018", "380970001127")
    assert facts.started_at == utc(2022, 3, 5, 17, 42, 0)


def test_a_pattern_of_the_case_may_say_that_a_time_is_utc() -> None:
    facts = read_file_name(
        "20220305_194210 utc.wav",
        time_zone=KYIV,
        extra_patterns=(r"(?P<date>\d{8})_(?P<time>\d{6})(?P<utc> utc)?",),
    )
    assert facts is not None
    assert facts.started_at == utc(2022, 3, 5, 19, 42, 10)


@pytest.mark.parametrize("expression", [r"(?P<date>\d{8}", r"\d+", r"(?P<speaker>\w+)", "*"])
def test_a_pattern_that_cannot_work_is_named(expression: str) -> None:
    with pytest.raises(CaseUnusable) as caught:
        read_file_name("a.wav", time_zone=KYIV, extra_patterns=(expression,))
    assert repr(expression) in str(caught.value)


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(CaseUnusable, match="Europe/Nowhere"):
        read_file_name("a.wav", time_zone="Europe/Nowhere")


@settings(max_examples=100)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.integers(10**9, 10**14),
    st.sampled_from(["%Y-%m-%d_%H-%M-%S", "%Y%m%d_%H%M%S", "%Y%m%d%H%M%S", "%Y.%m.%d %H-%M-%S"]),
)
def test_every_possible_time_is_read_back(moment: datetime, number: int, form: str) -> None:
    facts = read_file_name(f"{moment.strftime(form)}_{number}.mp3", time_zone="UTC")
    assert facts is not None
    assert facts.started_at == moment.replace(microsecond=0, tzinfo=UTC)
    assert facts.untrusted_numbers == (str(number),)


@settings(max_examples=100)
@given(st.text(max_size=80) | st.from_regex(r"[\d_+\-TZ. ()]{0,60}", fullmatch=True))
def test_no_name_breaks_it(name: str) -> None:
    facts = read_file_name(name, time_zone=KYIV)
    if facts is not None and facts.started_at is not None:
        offset = facts.started_at.utcoffset()
        assert offset is not None
        assert abs(offset) <= timedelta(hours=14)
