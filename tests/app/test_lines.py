"""What a case knows of its lines, from calls, from words and from registry tables."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import empty_case
from earwitness.app import transcripts
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.lines import list_lines
from earwitness.app.opening import open_case
from earwitness.app.processing import process
from earwitness.app.profiles import read_profiles
from earwitness.calls.edits import Typed
from earwitness.cli import commands
from earwitness.desk.report.gathering import gather
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.models import RangeBlockRow
from fakes.dialogue import MOTHER, NAMES, SOLDIER, WIFE, lay_out_archive

SILENT = SilentProgress()
SISTER = "+79552104103"
HEADER = "АВС/ DEF;От;До;Емкость;Оператор;Регион"
Ask = Callable[..., Any]

TRANSCRIPT = (
    "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nМам, запиши Олин номер. Восемь девятьсот пятьдесят "
    "пять,\n\n00:00:01.100 --> 00:00:01.500\nдвести десять, сорок один, ноль три.\n\n"
    "00:00:01.600 --> 00:00:02.000\nА у соседа номер тридцать шесть, восемьдесят четыре, "
    "двадцать девять.\n"
)
CALL_LIST = f"""\
caller;called;start;duration;file
{SOLDIER};{MOTHER};05.03.2022 19:42:10;2;{NAMES[0]}
{SOLDIER};{WIFE};06.03.2022 08:00:00;2;{NAMES[1]}
{SOLDIER};{WIFE};08.03.2022 21:00:00;45;
{SOLDIER};+79552110009;09.03.2022 21:00:00;45;
АОН заборонено;{WIFE};10.03.2022 21:00:00;45;
АОН заборонено;{MOTHER};11.03.2022 21:00:00;45;
{SOLDIER};102;12.03.2022 21:00:00;45;
"""


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in whose first call a number is dictated."""
    root = tmp_path_factory.mktemp("lines")
    delivery = lay_out_archive(root / "delivery")
    (delivery / "calls.csv").write_text(CALL_LIST, encoding="utf-8")
    beside = (delivery / "recordings" / NAMES[0]).with_suffix(".ru.vtt")
    beside.write_text(TRANSCRIPT, encoding="utf-8")
    case = empty_case(root / "case")
    lists = [delivery / "calls.csv"]
    take_in(case, [delivery / "recordings"], call_lists=lists, delivery="", progress=SILENT)
    read_profiles(case, [delivery / "exports"], progress=SILENT)
    process(case, ("decode", "spoken"), progress=SILENT)
    disconnect()
    return root / "case"


@pytest.fixture
def told(told_once: Path, tmp_path: Path) -> Iterator[Workplace]:
    shutil.copytree(told_once, tmp_path / "told")
    yield open_case(tmp_path / "told")
    disconnect()


@pytest.fixture
def ask(told: Workplace, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: object, code: int = 0) -> Any:
        capsys.readouterr()
        assert commands._run(["-C", str(told.folder.root), *map(str, arguments), "--json"]) == code
        out = capsys.readouterr().out
        return json.loads(out) if out else None

    return asked


def registry(tmp_path: Path, name: str, *rows: str) -> Path:
    path = tmp_path / name
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def by_line(answer: Any) -> dict[str, Any]:
    return {one["line"]: one for one in answer["lines"]}


def test_lines_come_from_calls_and_from_what_is_said(told: Workplace) -> None:
    answer = list_lines(told)
    lines = by_line(answer)
    assert next(iter(lines)) == SOLDIER  # the most used first
    soldier = lines[SOLDIER]
    assert soldier["as_caller"]["calls"] == 5 and soldier["as_caller"]["other_lines"] == 3
    assert soldier["as_caller"]["shared"] and soldier["foreign"] and soldier["country"] == "UA"
    assert lines[MOTHER]["as_called"]["calls"] == 2
    assert lines[MOTHER]["as_called"]["first"] < lines[MOTHER]["as_called"]["last"]
    (said,) = lines[SISTER]["spoken"]
    assert lines[SISTER]["as_called"]["calls"] == 0
    assert said["digits"] == "89552104103" and "двести десять" in said["quote"]
    assert (said["start_ms"], said["end_ms"]) == (0, 1_500)


def test_found_absent_and_not_checked_stand_beside_each_line(told: Workplace) -> None:
    lines = by_line(list_lines(told))
    assert [one["answer"] for one in lines[MOTHER]["sources"]] == ["found"]
    assert [one["answer"] for one in lines[SISTER]["sources"]] == ["absent"]


def test_what_is_no_line_is_kept_as_written_and_counted(told: Workplace) -> None:
    found = {one["written"]: one for one in list_lines(told)["not_lines"]}
    assert found["АОН заборонено"]["kind"] == "withheld"
    assert found["АОН заборонено"]["as_caller"] == 2 and found["АОН заборонено"]["as_called"] == 0
    assert found["102"]["kind"] == "short" and found["102"]["as_called"] == 1


def test_too_few_digits_are_shown_as_they_are(told: Workplace) -> None:
    (piece,) = list_lines(told)["spoken_pieces"]
    assert piece["digits"] == "368429" and piece["certainty"] == "partial"
    assert piece["call"] and piece["candidates"] == []


def test_one_line_may_be_asked_for_however_it_is_written(ask: Ask) -> None:
    (one,) = ask("lines", "--number", "8 (955) 210-41-03")["lines"]
    assert one["line"] == SISTER and len(one["spoken"]) == 1
    stranger = ask("lines", "--number", "+7 955 299 99 98")
    assert stranger["lines"][0]["as_caller"]["calls"] == 0
    assert stranger["lines"][0]["sources"][0]["answer"] == "absent"
    assert stranger["spoken_pieces"] == [] and stranger["not_lines"] == []
    fits = ask("lines", "--number", "+7 955 236 84 29")
    assert [piece["digits"] for piece in fits["spoken_pieces"]] == ["368429"]
    ask("lines", "--number", "102", code=2)


def test_numbers_of_an_edited_transcript_are_not_told_until_the_stage_ran_again(
    told: Workplace,
) -> None:
    before = by_line(list_lines(told))
    assert SISTER in before
    sha256 = before[SISTER]["spoken"][0]["sha256"]
    typed = Typed(start_ms=0, end_ms=1_000, text="Алло.", channel=0)
    transcripts.edit(told, sha256, typed, author="Olena")
    assert SISTER not in by_line(list_lines(told))
    assert process(told, ("spoken",), progress=SILENT)["spoken"] == (1, 0)
    assert SISTER not in by_line(list_lines(told))


def test_the_report_shows_said_lines_with_what_the_sources_say(told: Workplace) -> None:
    lines = {one.line: one for one in gather(told).lines}
    assert lines[SISTER].times_said == 1 and lines[SISTER].lookups
    assert lines[MOTHER].times_said == 0


def test_tables_of_several_days_stand_beside_each_other(ask: Ask, tmp_path: Path) -> None:
    old = registry(tmp_path, "old.csv", "955;2100000;2199999;100000;Старая связь;Старая обл.")
    new = registry(tmp_path, "new.csv", "955;2100000;2199999;100000;Новая связь;Новая обл.")
    assert by_line(ask("lines"))[MOTHER]["range_source"] == "phonenumbers"
    read = ask("ranges", old, "--as-of", "2020-06-01")
    assert [one["range_count"] for one in read["tables"]] == [1] and read["problems"] == []
    ask("ranges", new, "--as-of", "2022-04-01")
    assert [one["as_of"] for one in ask("ranges")] == ["2020-06-01", "2022-04-01"]

    mother = by_line(ask("lines"))[MOTHER]
    assert (mother["operator"], mother["region"]) == ("Старая связь", "Старая обл.")
    assert mother["as_of"] == "2020-06-01"  # the calls are of March 2022
    assert [(one["operator"], one["after_the_call"]) for one in mother["ranges"]] == [
        ("Старая связь", False),
        ("Новая связь", True),
    ]
    stranger = ask("lines", "--number", "+7 955 219 99 98")["lines"][0]
    assert stranger["operator"] == "Новая связь"  # without a call, the newest


def test_a_number_that_the_table_gives_to_nobody_says_so(ask: Ask, tmp_path: Path) -> None:
    ask(
        "ranges",
        registry(tmp_path, "t.csv", "955;9000000;9000099;100;А;Б"),
        "--as-of",
        "2021-01-01",
    )
    mother = by_line(ask("lines"))[MOTHER]
    assert mother["range_source"].startswith("ranges-") and mother["operator"] == ""
    assert mother["ranges"][0]["first"] == "" and mother["country"] == "RU"


def test_a_table_that_contradicts_itself_is_a_problem_and_decides_nothing(
    ask: Ask, tmp_path: Path
) -> None:
    path = registry(
        tmp_path,
        "t.csv",
        "955;2100000;2199999;;А;Область",
        "955;2110000;2119999;;Б;Область",
        "x;1;2;;;",
    )
    read = ask("ranges", path, "--as-of", "2021-01-01", code=1)
    (problem,) = read["problems"]
    assert "overlap" in problem["what"] and "row 4" in problem["what"]
    assert read["tables"][0]["partial"]
    mother = by_line(ask("lines"))[MOTHER]
    assert mother["disputed"] and mother["operator"] == "" and mother["region"] == "Область"


def test_a_table_needs_a_day_and_keeps_it(ask: Ask, tmp_path: Path) -> None:
    path = registry(tmp_path, "t.csv", "955;2100000;2199999;100000;А;Б")
    ask("ranges", path, code=2)
    ask("ranges", path, "--as-of", "2022", code=2)
    ask("ranges", path, "--as-of", "2022-01-01")
    assert ask("ranges", path, "--as-of", "2022-01-01")["tables"] == []  # known already
    ask("ranges", path, "--as-of", "2021-01-01", code=2)
    (tmp_path / "other.csv").write_text("a;b\n1;2\n")
    read = ask("ranges", tmp_path / "other.csv", "--as-of", "2022-01-01", code=1)
    assert "no table" in read["problems"][0]["what"]


def test_custody_covers_tables_of_ranges(told: Workplace, ask: Ask, tmp_path: Path) -> None:
    ask(
        "ranges",
        registry(tmp_path, "t.csv", "955;2100000;2199999;100000;А;Б"),
        "--as-of",
        "2022-01-01",
    )
    assert verify(told)["ok"]
    with writing(told.folder.database):
        RangeBlockRow.objects.update(body=[["+79552100000", "+79552199999", "RU", "Б", "В", ""]])
    assert [one["kind"] for one in verify(told)["problems"]][:1] == ["row_changed"]


@pytest.mark.parametrize("arguments", [["lines"], ["lines", "--number", SISTER], ["ranges"]])
def test_people_can_read_it(
    told: Workplace, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = registry(tmp_path, "t.csv", "955;2100000;2199999;100000;[bold]А;Б")
    root = str(told.folder.root)
    assert commands._run(["-C", root, "ranges", str(table), "--as-of", "2022-01-01"]) == 0
    capsys.readouterr()
    assert commands._run(["-C", root, *arguments]) == 0
    shown = capsys.readouterr().out
    assert "2022-01-01" in shown if arguments != ["lines"] else SISTER in shown
    if arguments == ["lines"]:
        assert "withheld: АОН заборонено" in shown and "368429" in shown and "(shared)" in shown
