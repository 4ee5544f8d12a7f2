"""The command that says which recogniser fits a case."""

from typing import Any

from rich.markup import escape

from earwitness.cli.commands import Json, _place, models_app
from earwitness.cli.views import out, print_json, say


@models_app.command("recommend")
def models_recommend(as_json: Json = False) -> None:
    """Which recogniser fits this case and this machine, and why."""
    from earwitness.app.recommending import recommend

    answer = recommend(_place())
    if as_json:
        return print_json(answer)
    return _show(answer)


def _show(answer: dict[str, Any]) -> None:
    case, machine = answer["case"], answer["machine"]
    card = (
        f"a graphics card with {machine['card_mib']} MiB free"
        if machine["card_mib"]
        else ("no graphics card that can be used")
    )
    out.print(
        f"This case: {', '.join(case['languages']) or 'any language'}, {case['recordings']} "
        f"recordings decoded, {case['telephone_share']:.0%} of them telephone sound. This machine: "
        f"{machine['cores']} cores, {machine['memory_mib']} MiB of memory, {card}.",
        soft_wrap=True,
    )
    for one in answer["models"]:
        mark = "[green]fits[/]" if one["fits"] else "[dim]does not fit[/]"
        here = ", installed" if one["installed"] else ""
        out.print(
            f"[bold]{one['id']}[/]  {mark}  {one['licence']}, {one['size'] / 1e6:.0f} MB{here}"
        )
        for reason in one["reasons"]:
            out.print(f"    + {escape(reason)}", soft_wrap=True)
        for doubt in one["against"]:
            out.print(f"    − {escape(doubt)}", style="dim", soft_wrap=True)
    _say_what_to_type(answer)


def _say_what_to_type(answer: dict[str, Any]) -> None:
    by_id = {one["id"]: one for one in answer["models"]}
    chosen = by_id.get(answer["recommended"] or "")
    if chosen is None:
        return say("No recogniser of the catalogue fits. Look at `languages` in case.toml.")
    say(f"Best for this case: {chosen['id']}. Type:")
    for command in chosen["commands"]:
        say(f"  {command}")
    if answer["second"]:
        say(f'To have disputed words marked, add: second_model = "{answer["second"]}"')
    return say("Figures are their makers' unless it says otherwise. Listen before you believe.")
