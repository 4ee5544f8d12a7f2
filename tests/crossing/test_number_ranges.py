from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.number_ranges import RangeIndex, Row, built_in_range, contradictions
from earwitness.crossing.range_tables import BadRow, NotARangeTable, range_rows
from earwitness.records.number_range import RangeTable

OLD_HEADER = "АВС/ DEF;От;До;Емкость;Оператор;Регион"
NEW_HEADER = "\ufeffАВС/ DEF;От;До;Емкость;Оператор;Регион;Территория ГАР;ИНН"


def table(tmp_path: Path, *rows: str, encoding: str = "utf-8", name: str = "def.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(rows) + "\n", encoding=encoding)
    return path


def rows(path: Path) -> list[Row]:
    return [row for row in range_rows(path) if not isinstance(row, BadRow)]


def bad(path: Path) -> list[tuple[int, str]]:
    return [(row.row_number, row.what) for row in range_rows(path) if isinstance(row, BadRow)]


def index(*tables: tuple[str, list[Row]]) -> RangeIndex:
    return RangeIndex(
        (
            RangeTable(
                id=f"ranges-{day}", source_name="t.csv", sha256=day, as_of=day, range_count=len(own)
            ),
            own,
        )
        for day, own in tables
    )


def span(first: int, last: int, operator: str = "A", region: str = "R") -> Row:
    return (f"+{first}", f"+{last}", "RU", region, operator, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_the_registry_of_2020_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = table(
        tmp_path,
        OLD_HEADER,
        '955;2000000;2099999;100000;ООО "Вымышленная связь";Выдуманская обл.',
        encoding=encoding,
    )
    assert rows(path) == [
        ("+79552000000", "+79552099999", "RU", "Выдуманская обл.", 'ООО "Вымышленная связь"', "")
    ]


def test_the_registry_of_today_has_territories_and_taxpayer_numbers(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        NEW_HEADER,
        "955;2000000;2009999;10000;Связь;-;Город Выдумск|Выдуманская область;0000000000",
        "955;2010000;2019999;10000;Связь;г. Выдумск|Выдуманская обл.;Выдуманская;0000000000",
    )
    assert [row[3] for row in rows(path)] == [
        "Город Выдумск|Выдуманская область",
        "г. Выдумск|Выдуманская обл.",
    ]
    assert {row[5] for row in rows(path)} == {"0000000000"}


def test_codes_of_cities_and_numbers_without_leading_noughts(tmp_path: Path) -> None:
    path = table(tmp_path, OLD_HEADER, "301;0;99;100;A;R")
    assert rows(path)[0][:2] == ("+73010000000", "+73010000099")


def test_a_table_of_another_country_has_whole_numbers(tmp_path: Path) -> None:
    path = table(
        tmp_path, "first,last,country,operator,region", "+380970000000,380970009999,ua,Зв'язок,"
    )
    assert rows(path) == [("+380970000000", "+380970009999", "UA", "", "Зв'язок", "")]


def test_rows_that_cannot_be_read_cost_only_themselves(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        OLD_HEADER,
        "955;2000000;2000009;10;A;R",
        "abc;1;2;2;A;R",
        "955;2000019;2000010;;A;R",
        "955;2000020;2000029;99;A;R",
        "955;20000200;20000299;;A;R",
        "955",
        "",
        '955;2000030;2000039;10;"Оператор;R',
        "955;2000040;2000049;10;A;R",
        "x" * 100_000,
    )
    assert [row[0] for row in rows(path)] == ["+79552000000", "+79552000030", "+79552000040"]
    assert [row_number for row_number, _ in bad(path)] == [3, 4, 5, 6, 7, 11]


@pytest.mark.parametrize("content", [b"", b"a;b;c\n1;2;3\n", b"\x00\x01\x02", b"\xff\xfe"])
def test_other_files_are_no_tables(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(NotARangeTable):
        list(range_rows(path))


@given(untrusted_bytes=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_make_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, untrusted_bytes: bytes
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "t.csv"
    path.write_bytes(f"{OLD_HEADER}\n".encode() + untrusted_bytes)
    with suppress(NotARangeTable):  # what is no text is no table
        for row in range_rows(path):
            assert isinstance(row, BadRow) or row[0][1:].isdecimal()


def test_the_table_nearest_before_the_call_answers() -> None:
    own = index(
        ("2020-01-01", [span(79552000000, 79552999999, "Old")]),
        ("2022-02-01", [span(79552000000, 79552999999, "New")]),
        ("2023-01-01", [span(79552000000, 79552999999, "Newest")]),
    )

    def operator(day: str) -> tuple[str, bool]:
        answer = own.at("+79552104103", day)
        assert answer is not None
        return answer.ranges[0].operator, answer.later

    assert operator("2022-03-05") == ("New", False)
    assert operator("2022-02-01") == ("New", False)
    assert operator("2021-12-31") == ("Old", False)
    assert operator("2019-06-01") == ("Old", True)  # none is earlier: said, not hidden
    assert operator("") == ("Newest", False)
    assert [one.as_of for one in own.all("+79552104103")] == [
        "2020-01-01", "2022-02-01", "2023-01-01",
    ]  # fmt: skip


def test_a_number_that_a_table_gives_to_nobody_is_not_one_that_it_does_not_cover() -> None:
    own = index(("2022-01-01", [span(79552000000, 79552099999)]))
    given_to_nobody = own.at("+79552500000", "2022-03-05")
    assert given_to_nobody is not None and given_to_nobody.ranges == ()
    assert own.at("+79162500000", "2022-03-05") is None
    assert own.at("+380970001127", "2022-03-05") is None


def test_files_of_one_day_stand_for_one_registry() -> None:
    own = index(
        ("2022-01-01", [span(79552000000, 79552099999, "A")]),
        ("2022-01-01", [span(79552100000, 79552199999, "B")]),
    )
    answer = own.at("+79552104103")
    assert answer is not None and answer.ranges[0].operator == "B"


def test_overlapping_ranges_are_all_shown_and_named() -> None:
    wide, narrow = span(79552000000, 79552999999, "A"), span(79552100000, 79552199999, "B")
    after = span(79552500000, 79552500009, "A")
    own = index(("2022-01-01", [narrow, wide, after]))
    answer = own.at("+79552104103")
    assert answer is not None and [one.operator for one in answer.ranges] == ["A", "B"]
    assert contradictions([after, narrow, wide]) == [(wide, narrow)]
    assert contradictions([wide, after]) == []  # the same operator and region: no contradiction


@given(
    spans=st.lists(
        st.tuples(st.integers(0, 9_999), st.integers(0, 400)).map(
            lambda pair: span(79550000000 + pair[0], 79550000000 + pair[0] + pair[1])
        ),
        min_size=1,
        max_size=40,
    ),
    asked=st.integers(0, 10_500),
)
@settings(max_examples=150, deadline=None)
def test_bisection_finds_what_looking_at_every_range_finds(spans: list[Row], asked: int) -> None:
    number = 79550000000 + asked
    answer = index(("2022-01-01", spans)).at(f"+{number}")
    assert answer is not None
    expected = sorted(row[:2] for row in spans if int(row[0]) <= number <= int(row[1]))
    assert sorted((one.first, one.last) for one in answer.ranges) == expected


def test_the_built_in_data_knows_countries_and_says_what_it_is() -> None:
    russian = built_in_range("+79552104103")
    assert (russian.country, russian.region, russian.operator) == ("RU", "", "")
    assert russian.source == "phonenumbers" and russian.as_of[0].isdecimal()
    ukrainian = built_in_range("+380970001127")
    assert ukrainian.country == "UA" and ukrainian.operator == "Kyivstar"
    assert built_in_range("+74952000000").region == "Moscow"
    assert built_in_range("+999123456789").country == ""


def test_the_real_registry_of_2020_is_read_whole(shared: Path) -> None:
    path = shared / "data" / "gazetteer" / "def_codes_ru_2020.csv"
    own = rows(path)
    assert bad(path) == [] and len(own) > 7_000 and contradictions(own) == []
    answer = index(("2020-01-01", own)).at("+79001234567")
    assert answer is not None and answer.ranges[0].region == "Ростовская обл."
