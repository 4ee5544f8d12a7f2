"""What people say of a source: with its reading, later, and in versions."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from earwitness.app.custody import verify
from earwitness.app.source_statements import check_day
from earwitness.cli import commands
from earwitness.crossing.lookups import look_up_lines
from earwitness.records.errors import WrongUsage
from earwitness.records.profile import LookupAnswer
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import profiles, source_statements
from earwitness.runtime.store.connection import disconnect

FOUND, ASKED, UNANSWERED, OTHER = "+79552634791", "+79552075532", "+79552143018", "+79552721684"
Ask = Callable[..., Any]


@pytest.fixture
def ask(place: Workplace, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: object, code: int = 0) -> Any:
        capsys.readouterr()
        own = ["-C", str(place.folder.root), *map(str, arguments), "--json"]
        assert commands._run(own) == code
        told = capsys.readouterr().out
        return json.loads(told) if told else None

    return asked


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "tags.csv"
    path.write_text(f"number,tag,count\n{FOUND},Оля,2\n", encoding="utf-8")
    return path


def numbers(tmp_path: Path, name: str, *lines: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def answers() -> list[LookupAnswer]:
    lines = (FOUND, ASKED, UNANSWERED, OTHER)
    found = look_up_lines(lines, profiles.all_sources(), profiles.all_profiles())
    return [one.answer for one in found]


def test_who_was_asked_is_absent_and_all_others_were_not_checked(
    ask: Ask, export: Path, tmp_path: Path
) -> None:
    asked = numbers(tmp_path, "asked.txt", "8 (955) 263-47-91", ASKED, "", f'"{UNANSWERED}"')
    left = numbers(tmp_path, "left.txt", UNANSWERED, encoding="utf-16")
    (source,) = ask("profiles", export, "--origin", " a  relative ", "--as-of", "2022-03",
                    "--asked", asked, "--unanswered", left)["sources"]  # fmt: skip
    assert (source["kind"], source["coverage"]) == ("tags", "asked")
    assert (source["origin"], source["as_of"]) == ("a relative", "2022-03")
    assert source["asked_numbers"] == [FOUND, ASKED, UNANSWERED]
    assert answers() == ["found", "absent", "not_checked", "not_checked"]


def test_lines_that_are_no_number_are_a_problem_and_count_as_not_asked(
    ask: Ask, export: Path, tmp_path: Path
) -> None:
    asked = numbers(tmp_path, "asked.txt", "number", FOUND, "мама")
    answer = ask("profiles", export, "--asked", asked, code=1)
    assert answer["sources"][0]["asked_numbers"] == [FOUND]
    (problem,) = answer["problems"]
    assert "1, 3" in problem["what"] and "мама" not in problem["what"]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 3), (b"\x00\x01\x02", 3), ("мама\n".encode("cp1251"), 3)]
)
def test_a_list_without_numbers_reads_nothing_at_all(
    ask: Ask, export: Path, tmp_path: Path, content: bytes, code: int
) -> None:
    path = tmp_path / "asked.txt"
    path.write_bytes(content)
    ask("profiles", export, "--asked", path, code=code)
    assert profiles.all_sources() == ()


def test_a_broken_part_keeps_a_source_partial_though_it_was_asked(ask: Ask, tmp_path: Path) -> None:
    broken = tmp_path / "tags.jsonl"
    broken.write_text(f'{{"number": "{FOUND}", "tag": "Оля"}}\n{{"number": \n', encoding="utf-8")
    asked = numbers(tmp_path, "asked.txt", FOUND, ASKED)
    answer = ask("profiles", broken, "--asked", asked, code=1)
    assert answer["sources"][0]["coverage"] == "partial"
    assert "line 2" in answer["problems"][0]["what"]
    assert answers()[1] == LookupAnswer.NOT_CHECKED


def test_a_correction_is_a_version_beside_the_earlier_ones_and_the_ledger_holds_each(
    ask: Ask, export: Path, tmp_path: Path, place: Workplace
) -> None:
    (source,) = ask("profiles", export, "--origin", "wrong")["sources"]
    assert answers()[1] == LookupAnswer.ABSENT
    ask("sources", "describe", source["id"][:8], "--origin", "a lawyer")
    ask("sources", "describe", source["id"], "--asked", numbers(tmp_path, "asked.txt", FOUND))
    (listed,) = ask("sources")
    assert (listed["origin"], listed["coverage"]) == ("a lawyer", "asked")
    assert [one["version"] for one in listed["versions"]] == [1, 2]
    assert listed["versions"][0]["asked_numbers"] is None
    assert answers()[1] == LookupAnswer.NOT_CHECKED
    assert verify(place)["problems"] == []


def test_a_file_given_again_with_something_new_is_described_and_not_read_again(
    ask: Ask, export: Path
) -> None:
    ask("profiles", export)
    assert ask("profiles", export)["sources"] == []
    (source,) = ask("profiles", export, "--origin", "a relative")["sources"]
    assert (source["origin"], source["profile_count"]) == ("a relative", 1)
    assert len(list(profiles.all_profiles())) == 1


@pytest.mark.file_store
def test_a_statement_that_was_changed_behind_the_ledger_is_found(
    ask: Ask, export: Path, place: Workplace
) -> None:
    ask("profiles", export)
    source = profiles.all_sources()[0]
    ask("sources", "describe", source.id, "--origin", "a lawyer")
    disconnect()
    with sqlite3.connect(place.folder.database) as store:
        store.execute("update store_sourcestatementrow set body = replace(body, 'lawyer', 'liar')")
    store.close()
    assert ask("verify", code=1)["problems"][0]["kind"] == "row_changed"


def test_what_cannot_be_meant_is_wrong_usage(ask: Ask, export: Path, tmp_path: Path) -> None:
    ask("profiles", export)
    some = numbers(tmp_path, "asked.txt", FOUND)
    for arguments in (
        ("profiles", export, "--as-of", "yesterday"),
        ("profiles", export, "--unanswered", some),
        ("sources", "describe", "tags"),
        ("sources", "describe", "vcard", "--origin", "x"),
        ("sources", "describe", "", "--origin", "x"),
    ):
        ask(*arguments, code=2)
    assert source_statements.versions() == {}


@pytest.mark.parametrize("day", ["2022", "2022-03", "2022-03-05", ""])
def test_days_months_and_years_are_days(day: str) -> None:
    check_day(day)


@pytest.mark.parametrize("day", ["2022-13", "2022-02-30", "05.03.2022", "22", "2022-3-5", "²022"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(WrongUsage):
        check_day(day)


def test_people_see_whence_and_how_far(
    ask: Ask, export: Path, tmp_path: Path, place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = numbers(tmp_path, "asked.txt", FOUND, ASKED)
    ask("profiles", export, "--origin", "[bold]x", "--asked", asked, "--unanswered", asked)
    assert commands._run(["-C", str(place.folder.root), "sources"]) == 0
    shown = capsys.readouterr().out
    assert "asked 2, 2 unanswered" in shown and "[bold]x" in shown


def test_an_origin_in_bytes_that_are_no_utf_8_is_kept_readable(ask: Ask, export: Path) -> None:
    read = ask("profiles", export, "--origin", "caf\udce9")
    assert [one["origin"] for one in read["sources"]] == ["caf?"]
    ask("sources", "describe", "tags", "--origin", "Ren\udce9e")
    assert [one["origin"] for one in ask("sources")] == ["Ren?e"]
