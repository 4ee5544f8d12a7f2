import io
import zipfile
from pathlib import Path

import pytest

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.table import TableSource
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from fakes.profile_samples.table import PEOPLE, SOCIAL, workbook
from profile_reader_contract import CONTEXT, ProfileReaderContract


class TestTableSourceOnText(ProfileReaderContract):
    reader = TableSource()
    file_name = "social.csv"

    def shows_cut(self, cut: bytes) -> bool:
        """A table has no end by which one could tell; without its header it is none."""
        return b"name" not in cut

    def written_at(self, content: bytes, profile_id: str) -> str:
        lines = content.decode().splitlines()
        return next(line for line in lines if line.startswith(profile_id))

    def long_bytes(self, times: int) -> bytes:
        return b"name,phone\n" + "Оля Верхотоева,+79552634791\n".encode() * times


class TestTableSourceOnWorkbooks(ProfileReaderContract):
    reader = TableSource()
    file_name = "social.xlsx"

    def written_at(self, content: bytes, profile_id: str) -> str:
        return " ".join(map(str, PEOPLE[int(profile_id.removeprefix("row ")) - 1]))

    def long_bytes(self, times: int) -> bytes:
        return workbook({"Люди": [*PEOPLE, *[PEOPLE[1]] * times]})


def _read(
    tmp_path: Path, content: str | bytes, name: str = "people.csv"
) -> list[Profile | Problem]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(TableSource().read(path, CONTEXT))


def _profiles(results: list[Profile | Problem]) -> list[Profile]:
    return [result for result in results if isinstance(result, Profile)]


def test_a_social_table_keeps_ids_relatives_and_groups(tmp_path: Path) -> None:
    sergey, olga, third = _profiles(_read(tmp_path, SOCIAL))
    assert sergey.profile_id == "sp1" and sergey.numbers == ()
    assert sergey.relatives == ("жена: Ольга Верхотоева", "мать: Галина Верхотоева")
    assert sergey.groups == ("А", "Б")
    assert sergey.birth_date == "14.06.1996" and sergey.city == "Кинешма"
    assert olga.numbers == ("+79552634791",)
    assert third.numbers == ("+79552075532", "+79552143018")


def test_a_cell_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    assert _profiles(_read(tmp_path, SOCIAL))[2].name == '=HYPERLINK("http://x")'


def test_tags_are_weak_profiles_named_by_their_row(tmp_path: Path) -> None:
    tags = "number,tag,count\n79552075532,Маринка,2\n\n+79552075532,Петр такси,8\n"
    first, second = _profiles(_read(tmp_path, tags))
    assert (first.profile_id, second.profile_id) == ("row 2", "row 4")
    assert (first.name, first.numbers) == ("Маринка", ("+79552075532",))


@pytest.mark.parametrize(
    "header",
    ["Имя;Фамилия;Номер телефона;Город", "Ім'я;Прізвище;Номер телефону;Місто",
     "First name;Last name;Phone number;City"],
)  # fmt: skip
def test_headers_in_three_languages(tmp_path: Path, header: str) -> None:
    (profile,) = _profiles(_read(tmp_path, f"{header}\nОля;Верхотоева;89552634791;Кинешма\n"))
    assert (profile.first_name, profile.surname) == ("Оля", "Верхотоева")
    assert profile.name == "Оля Верхотоева" and profile.city == "Кинешма"
    assert profile.numbers == ("+79552634791",)


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    text = "Выгрузка;;\nот 05.03.2022;;\n\nФИО;Телефон;Город\nОля;89552634791;Кинешма\n"
    (profile,) = _profiles(_read(tmp_path, text))
    assert profile.profile_id == "row 5"


def test_headers_of_ones_own_are_declared(tmp_path: Path) -> None:
    text = "кто\tкуда\tоткуда\nОля\t89552634791\tКинешма\n"
    assert not _profiles(_read(tmp_path, text))
    (profile,) = _profiles(_declared(tmp_path, text))
    assert (profile.name, profile.city) == ("Оля", "Кинешма")


def _declared(tmp_path: Path, text: str) -> list[Profile | Problem]:
    path = tmp_path / "own.tsv"
    path.write_text(text, encoding="utf-8")
    columns = {"name": "кто", "phone": "КУДА", "city": "откуда"}
    return list(
        TableSource().read(path, SourceContext(source_id="t", region="RU", columns=columns))
    )


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig"])
def test_old_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    rows = "\n".join(f"Галина Верхотоева {i};8955214301{i};Кинешма" for i in range(10))
    profiles = _profiles(_read(tmp_path, f"ФИО;Телефон;Город\n{rows}\n".encode(encoding)))
    assert len(profiles) == 10 and profiles[0].city == "Кинешма"


def test_a_repeated_id_falls_back_to_the_row(tmp_path: Path) -> None:
    results = _read(tmp_path, "id,name,phone\na,Оля,\na,Галя,\n")
    assert [p.profile_id for p in _profiles(results)] == ["a", "row 3"]


def test_a_spreadsheet_number_is_damaged_not_split(tmp_path: Path) -> None:
    (profile,) = _profiles(_read(tmp_path, 'name;phone\nОля;"7,955E+10"\n'))
    assert profile.untrusted_numbers == ("7,955E+10",) and profile.numbers == ()


def test_an_endless_field_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    text = "name,phone\nОля,89552634791\n" + "x" * 200_000 + ",1\nГаля,89552143018\n"
    results = _read(tmp_path, text)
    assert [p.name for p in _profiles(results)] == ["Оля", "Галя"]
    assert sum(isinstance(r, Problem) for r in results) == 1


def test_a_table_without_people_is_a_problem_with_a_remedy(tmp_path: Path) -> None:
    (trouble,) = _read(tmp_path, "a,b\n1,2\n")
    assert isinstance(trouble, Problem) and "profiles.columns" in trouble.remedy


def test_sheets_are_read_each_with_its_own_header(tmp_path: Path) -> None:
    content = workbook(
        {
            "A": [["Имя", "Телефон"], ["Оля", 79552634791]],
            "B": [["Заметки"], ["ничего"], *[["…"]] * 30],
            "C": [["Телефон", "Имя"], ["89552143018", "Галя"]],
        }
    )
    profiles = _profiles(_read(tmp_path, content, "book.xlsx"))
    assert [p.profile_id for p in profiles] == ["row 2", "C!row 2"]
    assert [p.numbers for p in profiles] == [("+79552634791",), ("+79552143018",)]


def test_rows_are_counted_from_the_top_of_the_sheet_even_if_it_begins_empty(tmp_path: Path) -> None:
    content = workbook({"A": [["Имя", "Телефон"], ["Оля", "89552634791"]]}, top=4)
    assert [p.profile_id for p in _profiles(_read(tmp_path, content, "a.xlsx"))] == ["row 5"]


def test_a_workbook_that_claims_a_gigantic_sheet_is_refused(tmp_path: Path) -> None:
    content = workbook({"A": [["Имя", "Телефон"], ["Оля", "89552634791"]]})
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if "worksheets" in member.filename:
                data = data.replace(b'r="B2"', b'r="XFD1048576"')
            target.writestr(member.filename, data)
    assert not TableSource().recognises(path)
    (trouble,) = TableSource().read(path, CONTEXT)
    assert isinstance(trouble, Problem) and "more memory" in trouble.what


def test_a_list_with_one_column_of_numbers_is_recognised_without_known_headers(
    tmp_path: Path,
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("кто,куда\nОля,89552634791\nГаля,89552143018\nРоза,89552368429\n")
    assert TableSource().recognises(path)


def test_an_endless_line_is_skipped_and_the_next_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,phone\n" + "a," * 2**20 + "\nОля,+79552634791\n", encoding="utf-8")
    trouble, olga = TableSource().read(path, CONTEXT)
    assert isinstance(trouble, Problem) and isinstance(olga, Profile)
    assert olga.numbers == ("+79552634791",)


ASCII_ROWS = b"name,phone\n" + b"Olya,+79552634791\n" * 10_000


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "utf-8"])
def test_names_after_much_ascii_are_read_in_their_own_encoding(
    tmp_path: Path, encoding: str
) -> None:
    names = ("Ольга Верхотоева", "Сергей Кинешемский", "Ніна Литвиненко", "Галина Верхотоева")
    rows = "".join(f"{name},+79552075532\n" for name in names)
    results = _read(tmp_path, ASCII_ROWS + rows.encode(encoding) * 3 + b"Petya,+79552075532\n")
    found = [one.name for one in _profiles(results)]
    assert len(found) == len(results) == 10_013
    assert found[-13:] == [*names * 3, "Petya"]


def test_names_of_another_encoding_than_the_rest_are_told_once(tmp_path: Path) -> None:
    good = "Ольга Верхотоева,+79552634791\n".encode() * 10_000
    wrong = "Сергей,+79552075532\n".encode("cp1251") * 2
    *rest, trouble = _read(tmp_path, b"name,phone\n" + good + wrong)
    assert isinstance(trouble, Problem) and "unreadable" in trouble.what
    assert len(_profiles(rest)) == len(rest) == 10_002
