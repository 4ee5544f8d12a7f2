"""Persons by surname, in the nominative, rather too few than wrong."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("путин дурак", ("Путин",)),
        ("Это всё Шойгу виноват.", ("Шойгу",)),
        ("Мне Петров звонил.", ("Петров",)),
        ("Видел Ивана Петрова вчера.", ("Иван Петров",)),
        ("Филатова Мария Евгеньевна.", ("Филатова Мария Евгеньевна",)),
        ("Мам, Серёжа приехал.", ()),
        ("Роман хороший.", ()),
        ("Мы под Макаровом.", ()),
    ],
)
def test_persons(said: str, meant: tuple[str, ...]) -> None:
    assert RuleExtractor().extract(said).persons == meant
