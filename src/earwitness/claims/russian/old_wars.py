"""Grandfathers: of the war of their time only where war is spoken of beside them."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.claims.russian.items import Item

_WAR = frozenset({"война", "воевать", "повоевать", "фронт", "фронтовик", "ветеран"}) | frozenset(
    {"орден", "медаль", "немец", "фашист", "партизан", "концлагерь", "берлин", "победа"}
)


def of_this_war(row: tuple[Item, ...]) -> tuple[Item, ...]:
    """The row with "дедушка" as any old man, unless his war is told: "дедушку застрелили"."""
    if not any("дедушка" in item.marks for item in row) or _tells_of_his_war(row):
        return row
    return tuple(
        replace(item, marks=item.marks - {"ДАВНО"}) if "дедушка" in item.marks else item
        for item in row
    )


def _tells_of_his_war(row: Sequence[Item]) -> bool:
    return any(
        item.marks & _WAR or ("ДАВНО" in item.marks and "дедушка" not in item.marks) for item in row
    )
