"""How objections to clips of releases look in the terminal."""

from collections.abc import Sequence
from typing import Any

from earwitness.cli.release_views import _line, _plain
from earwitness.cli.views import print_json, say

Answer = dict[str, Any]


def show_objection(one: Answer, as_json: bool) -> None:
    """An objection that was made."""
    if as_json:
        return print_json(one)
    return say(
        f"{one['id']} stands. Nothing of {one['release']} is signed before somebody else has "
        "answered it."
    )


def show_answer(one: Answer, as_json: bool) -> None:
    """An objection that was answered."""
    if as_json:
        return print_json(one)
    return say(f"{one['answers']} is answered.")


def show_objections(found: Sequence[Answer], as_json: bool) -> None:
    """Every objection, the oldest first."""
    if as_json:
        return print_json(list(found))
    for one in found:
        _line(
            f"[bold]{one['id']}[/] {one['clip']} [dim]{one['state']}[/]  {_plain(one['by'])}: "
            f"{_plain(one['why'])}"
        )
        if one["answer"]:
            _line(f"    {_plain(one['answer']['by'])}: {_plain(one['answer']['why'])}")
    count = sum(one["state"] == "open" for one in found)
    return say(f"{len(found)} objections, {count} open.")
