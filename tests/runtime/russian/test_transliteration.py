"""Names spelt by one scheme must agree with the Cyrillic, and different ones must not."""

from collections import defaultdict

import pytest

from earwitness.runtime.russian.given_name_forms import name_table
from earwitness.runtime.russian.transliteration import skeleton, skeletons

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
# One spelling per letter, in the order of LETTERS; "_" stands for none.
SCHEMES = {
    "ISO 9": "a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ ʺ y ʹ è û â",
    "BGN/PCGN": "a b v g d e yë zh z i y k l m n o p r s t u f kh ts ch sh shch ” y ’ e yu ya",
    "passport 2010": "a b v g d e e zh z i i k l m n o p r s t u f kh tc ch sh shch _ y _ e iu ia",
    "ICAO 9303": "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia",
    "passport 1997": "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya",
    "GOST 7.79 B": "a b v g d e yo zh z i j k l m n o p r s t u f x cz ch sh shh `` y ` e yu ya",
    "French": "a b v g d e e j z i ï k l m n o p r s t ou f kh ts tch ch chtch _ y _ e iou ia",
    "Czech": "a b v g d e jo ž z i j k l m n o p r s t u f ch c č š šč _ y _ e ju ja",
    "Polish": "a b w g d e jo ż z i j k l m n o p r s t u f ch c cz sz szcz _ y _ e ju ja",
    "typed with digits": "a b v g d e e zh z i y k l m n o p r s t u f h c 4 6 6 ' y ' e yu ya",
    "typed": "a b v g d e e zh z i y k l m n o p r s t u f h c ch sh sch _ i _ e u ya",
}
LEAST = {"Polish": 0.99, "typed": 0.99}
NAMES = sorted(name_table().shares, key=lambda name: (-name_table().shares[name], name))[:300]


def _spelt(name: str, scheme: str) -> str:
    letters = dict(zip(LETTERS, SCHEMES[scheme].split(), strict=True))
    return "".join(letters.get(c, c) for c in name.lower()).replace("_", "").capitalize()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_300_names_agree_in_every_scheme(scheme: str) -> None:
    agreeing = [name for name in NAMES if skeleton(name) in skeletons(_spelt(name, scheme))]
    assert len(agreeing) >= LEAST.get(scheme, 1.0) * len(NAMES), sorted(set(NAMES) - set(agreeing))


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Горбачёв", "Gorbatschow Gorbaczow Gorbachev Gorbatchev Gorbačov Gorba4ev"),
        ("Шишкин", "Schischkin Szyszkin Shishkin Chichkine Šiškin 6i6kin"),
        ("Хрущёв", "Chruschtschow Khrushchev Hruschev Chruszczow Xrushhyov"),
        ("Кузнецов", "Kuznetsov Kuznetcov Kuznecov Kuznetzoff Kouznetsov"),
        ("Васильев", "Vasilyev Vasilev Vasiliev Vasil'ev Vassiliev"),
        ("Любовь", "Lyubov Liubov Lubov Ljubov'"),
        ("Гриценко", "Hrytsenko Gritsenko"),
        ("Михаил", "Mikhail Mixail Michail Mihail"),
    ],
)
def test_a_name_is_known_in_the_spellings_of_many_countries(cyrillic: str, latin: str) -> None:
    for spelling in latin.split():
        assert skeleton(cyrillic) in skeletons(spelling), spelling


def test_different_names_of_the_table_hardly_ever_collide() -> None:
    same = defaultdict(set)
    for name in name_table().shares:
        same[skeleton(name)].add(name)
    assert [sorted(names) for names in same.values() if len(names) > 1] == [["Ульяна", "Юлиана"]]


@pytest.mark.parametrize(
    "pair", ["Шишкин Чичкин", "Жуков Зуков", "Цветков Светков", "Харин Карин", "Сомов Шомов"]
)
def test_surnames_of_different_sound_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert skeleton(one) != skeleton(other)
