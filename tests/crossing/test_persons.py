from earwitness.crossing.persons import group_profiles, join_numberless, person_of
from earwitness.crossing.surnames import surname_stem
from earwitness.records.profile import Profile
from earwitness.runtime.russian.given_name_forms import Sex

LINE, OTHER = "+79552075532", "+79552143018"


def _profile(profile_id: str, name: str, *numbers: str, source: str = "s", city: str = "",
             relatives: tuple[str, ...] = ()) -> Profile:  # fmt: skip
    return Profile(
        source_id=source, profile_id=profile_id, name=name, numbers=numbers, city=city,
        relatives=relatives,
    )  # fmt: skip


def _names(*profiles: Profile) -> list[list[str]]:
    return [[p.name for p in group] for group in join_numberless(group_profiles(profiles))]


def test_one_line_under_compatible_names_is_one_person() -> None:
    assert _names(
        _profile("1", "Маринка Ряжинцева", LINE),
        _profile("2", "Marina Dubonosceva", LINE),
        _profile("3", "Ряжинцева", LINE),
    ) == [["Маринка Ряжинцева", "Marina Dubonosceva", "Ряжинцева"]]


def test_one_line_under_incompatible_names_is_two_persons() -> None:
    assert _names(_profile("1", "Пётр такси", LINE), _profile("2", "Марина Дубоносцева", LINE)) == [
        ["Пётр такси"],
        ["Марина Дубоносцева"],
    ]


def test_an_entry_that_fits_both_stays_by_itself() -> None:
    groups = _names(
        _profile("1", "Галина", LINE), _profile("2", "Ольга", LINE), _profile("3", "соседка", LINE)
    )
    assert len(groups) == 3


def test_somebody_of_the_other_sex_is_somebody_else() -> None:
    assert len(_names(_profile("1", "мама", LINE), _profile("2", "Николай", LINE))) == 2


def test_two_lines_of_one_profile_stay_together() -> None:
    groups = _names(
        _profile("1", "Галя", LINE),
        _profile("2", "Галина", LINE, OTHER),
        _profile("3", "Г.", OTHER),
    )
    assert groups == [["Галя", "Галина", "Г."]]


def _joined_among(bearers: int, *profiles: Profile) -> int:
    groups = group_profiles(profiles)
    stem = surname_stem("Верхотоев")
    return len(join_numberless(groups, bearers={stem: bearers}))


def test_a_full_name_joins_only_where_it_is_rare_in_the_sources() -> None:
    entry, lone = _profile("1", "Сергей Верхотоев", LINE), _profile("2", "Верхотоев Сергей")
    assert _joined_among(2, entry, lone) == 1
    assert _joined_among(500, entry, lone) == 2


def test_a_rare_full_name_that_two_without_a_number_bear_joins_neither() -> None:
    entry = _profile("1", "Сергей Верхотоев", LINE)
    here, there = (
        _profile(n, "Верхотоев Сергей", city=c) for n, c in (("2", "Шуя"), ("3", "Елец"))
    )
    assert _joined_among(3, entry, here, there) == 3


def test_a_rare_full_name_joins_nobody_of_another_town() -> None:
    entry = _profile("1", "Сергей Верхотоев", LINE, city="Шуя")
    assert _joined_among(2, entry, _profile("2", "Верхотоев Сергей", city="Елец")) == 2


def test_a_full_name_and_a_town_join() -> None:
    tag = _profile("1", "Серый Кинешма", LINE)
    full = _profile("2", "Верхотоев Сергей", LINE)
    social = _profile("3", "Сергей Верхотоев", city="Кинешма")
    namesake = _profile("4", "Сергей Верхотоев", city="Сызрань")
    assert _names(tag, full, social, namesake) == [
        ["Серый Кинешма", "Верхотоев Сергей", "Сергей Верхотоев"],
        ["Сергей Верхотоев"],
    ]


def test_a_full_name_and_a_relative_join() -> None:
    entry = _profile("1", "Галина Верхотоева мама Серёжи", LINE)
    social = _profile("2", "Галина Верхотоева", relatives=("сын: Сергей Верхотоев",))
    assert len(_names(entry, social)) == 1


def test_a_person_is_the_same_whatever_the_order() -> None:
    one, two = _profile("1", "Оля", LINE), _profile("2", "Ольга Верхотоева", LINE)
    person = person_of([two, one])
    assert person == person_of([one, two])
    assert person.id.startswith("person-") and len(person.id) == len("person-") + 12
    assert person.name == "Ольга Верхотоева"
    assert person.given == {"Ольга"} and person.sex is Sex.FEMININE
    assert person.references == ("s:1", "s:2")
