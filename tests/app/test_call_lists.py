"""Call lists of operators whose headings nobody knows: mapped once, remembered, read anew."""

from pathlib import Path

import pytest

from earwitness.app import answers, call_lists
from earwitness.app.custody import verify
from earwitness.app.intake import IntakeSummary, take_in
from earwitness.cli import commands
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls

HEADING = "Линия;Другая;Когда\n"
MARCH = HEADING + "+380970001127;+79552143018;05-03-2022 19:42:10\n"
APRIL = "Провайдер;;\n" + HEADING + "+380970003405;+79552075532;06-04-2022 08:15:33\n"
PAIRS = ["caller=Линия", "called=Другая", "start=Когда"]


def taken(place: Workplace, path: Path, text: str, *pairs: str) -> IntakeSummary:
    path.write_text(text, encoding="utf-8")
    mapped = call_lists.with_columns(place, pairs)
    return take_in(mapped, [], call_lists=[path], delivery="", progress=SilentProgress())


def lines() -> list[tuple[str | None, str | None]]:
    return [(call["caller"], call["called"]) for call in answers.list_calls()]


def test_an_unknown_heading_is_a_problem_that_names_the_remedy(
    place: Workplace, tmp_path: Path
) -> None:
    assert taken(place, tmp_path / "march.csv", MARCH).problems == 1
    assert "--columns" in answers.list_problems()[0]["remedy"]


def test_a_mapping_is_remembered_for_later_lists_of_the_same_heading(
    place: Workplace, tmp_path: Path
) -> None:
    assert taken(place, tmp_path / "march.csv", MARCH, *PAIRS).list_rows == 1
    assert taken(place, tmp_path / "april.csv", APRIL).list_rows == 1
    assert ("+380970003405", "+79552075532") in lines()
    first, second = call_lists.list_readings()
    assert (first["mapping"], first["columns"]["caller"]) == ("given", "Линия")
    assert (second["mapping"], second["remembered_from"]) == ("remembered", "march.csv")
    assert first["shape"] == second["shape"]
    assert verify(place)["ok"]


def test_a_mapping_is_not_used_for_another_heading(place: Workplace, tmp_path: Path) -> None:
    taken(place, tmp_path / "march.csv", MARCH, *PAIRS)
    other = APRIL.replace("Другая", "Иная")
    assert taken(place, tmp_path / "other.csv", other).problems == 1
    plain = MARCH.replace(HEADING, "called;caller;start\n")
    assert taken(place, tmp_path / "plain.csv", plain).problems == 0
    assert ("+79552143018", "+380970001127") in lines()


def test_a_changed_mapping_reads_the_list_again_and_the_old_reading_stays(
    place: Workplace, tmp_path: Path
) -> None:
    path = tmp_path / "march.csv"
    taken(place, path, MARCH, *PAIRS)
    assert taken(place, path, MARCH, *PAIRS).list_rows == 0
    swapped = ["called=Линия", "caller=Другая", "start=Когда"]
    assert taken(place, path, MARCH, *swapped).list_rows == 1
    assert lines() == [("+79552143018", "+380970001127")]
    assert [one["leads"] for one in call_lists.list_readings()] == [False, True]
    assert len(list(calls.list_rows())) == 1
    assert verify(place)["ok"]


def test_a_list_that_was_read_with_an_earlier_mapping_is_marked_as_stale(
    place: Workplace, tmp_path: Path
) -> None:
    taken(place, tmp_path / "march.csv", MARCH, *PAIRS)
    taken(place, tmp_path / "april.csv", APRIL)
    taken(place, tmp_path / "march.csv", MARCH, "called=Линия", "caller=Другая", "start=Когда")
    stale = {one["list_name"]: one["stale"] for one in call_lists.list_readings() if one["leads"]}
    assert stale == {"march.csv": False, "april.csv": True}
    taken(place, tmp_path / "april.csv", APRIL)
    assert not any(one["stale"] for one in call_lists.list_readings())


def test_the_settings_of_the_case_map_and_are_remembered_too(
    place: Workplace, tmp_path: Path
) -> None:
    from earwitness.app.opening import open_case

    settings = place.folder.settings
    before = settings.read_text("utf-8")
    columns = "\n".join(f'{field} = "{name}"' for field, name in (p.split("=") for p in PAIRS))
    settings.write_text(f"{before}\n[intake.columns]\n{columns}\n", "utf-8")
    taken(open_case(place.folder.root), tmp_path / "march.csv", MARCH)
    settings.write_text(before, "utf-8")
    taken(open_case(place.folder.root), tmp_path / "april.csv", APRIL)
    assert len(lines()) == 2


def test_another_time_zone_reads_the_list_again(place: Workplace, tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "march.csv"
    taken(place, path, MARCH, *PAIRS)
    case = replace(place.settings.case, time_zone="Europe/Moscow")
    moved = replace(place, settings=replace(place.settings, case=case))
    assert taken(moved, path, MARCH).list_rows == 1
    assert answers.list_calls()[0]["started_at"] == "2022-03-05T19:42:10+03:00"


def test_the_same_list_under_another_name_is_not_another_reading(
    place: Workplace, tmp_path: Path
) -> None:
    taken(place, tmp_path / "march.csv", MARCH, *PAIRS)
    assert taken(place, tmp_path / "copy.csv", MARCH).list_rows == 0
    assert len(call_lists.list_readings()) == 1


def test_every_fault_of_a_list_is_told(place: Workplace, tmp_path: Path) -> None:
    bad = MARCH + "+380970003405;+79552075532;31-02-2022 08:15:33\n" * 3
    assert taken(place, tmp_path / "march.csv", bad, *PAIRS).problems == 1
    (problem,) = answers.list_problems()
    assert all(f"row {number}" in problem["what"] for number in (3, 4, 5))


@pytest.mark.parametrize("pair", ["speaker=Линия", "caller", "caller=", "=Линия"])
def test_a_pair_that_maps_nothing_is_wrong_usage(place: Workplace, pair: str) -> None:
    with pytest.raises(WrongUsage, match="maps no column"):
        call_lists.with_columns(place, [pair])


def test_the_command_line_shows_which_columns_were_used(
    place: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = ["-C", str(place.folder.root), "intake"]
    for name, text in (("march.csv", MARCH), ("april.csv", APRIL)):
        (tmp_path / name).write_text(text, "utf-8")
    options = [part for pair in PAIRS for part in ("--columns", pair)]
    assert commands._run([*own, str(tmp_path / "march.csv"), *options]) == 0
    assert "as mapped by you: caller = «Линия»" in capsys.readouterr().err
    assert commands._run([*own, str(tmp_path / "april.csv")]) == 0
    assert "as mapped for march.csv: caller = «Линия»" in capsys.readouterr().err


def test_a_setting_that_names_no_field_is_refused(place: Workplace, tmp_path: Path) -> None:
    from dataclasses import replace

    intake = replace(place.settings.intake, columns={"speaker": "Линия"})
    wrong = replace(place, settings=replace(place.settings, intake=intake))
    with pytest.raises(CaseUnusable, match="speaker"):
        taken(wrong, tmp_path / "march.csv", MARCH)
