"""Commands for what people have against clips: `release object`, `objections`, `answer`."""

from typing import Annotated

import typer

from earwitness.cli import release_objection_views as shown
from earwitness.cli.commands import Json, _leave_if, _place
from earwitness.cli.release_commands import Clip, Name, Why, release_app

Objector = Annotated[str, typer.Option("--by", help="Your own name.")]
Answerer = Annotated[
    str, typer.Option("--by", help="Your own name; not that of the person who objected.")
]


@release_app.command("object")
def release_object(name: Name, clip: Clip, why: Why, by: Objector, as_json: Json = False) -> None:
    """Object to a clip. Nothing is signed before somebody else has answered."""
    from earwitness.app.releases.answers import objection_answer
    from earwitness.app.releases.objections import object_to

    shown.show_objection(objection_answer(object_to(_place(), name, clip, why=why, by=by)), as_json)


@release_app.command("objections")
def release_objections(name: Name, as_json: Json = False) -> None:
    """What people have against clips, and what was answered. Exit code 1 if one stands open."""
    from earwitness.app.releases.answers import dispute_answers

    _place()
    found = dispute_answers(name)
    shown.show_objections(found, as_json)
    _leave_if(any(one["state"] == "open" for one in found))


@release_app.command("answer")
def release_answer(
    name: Name,
    objection: Annotated[str, typer.Argument(help="The id of an objection, or its beginning.")],
    why: Why,
    by: Answerer,
    take_back: Annotated[
        bool, typer.Option("--take-back", help="The objection is your own, and holds no more.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Answer an objection with a reason, or take your own back."""
    from earwitness.app.releases import objections
    from earwitness.app.releases.answers import objection_answer

    end = objections.take_back if take_back else objections.answer
    _, ended = end(_place(), name, objection, why=why, by=by)
    shown.show_answer(objection_answer(ended), as_json)
