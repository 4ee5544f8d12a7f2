"""Looking lines up in a service, over the network: off by default, batch by batch, with a yes."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_config_path

from earwitness.cli import profile_views, views
from earwitness.cli.commands import Json, _leave_if, _place, app
from earwitness.records.errors import WrongUsage
from earwitness.runtime.records_json import to_json

API_HASH = "EARWITNESS_TELEGRAM_API_HASH"
"""Variable with the hash that belongs to the API id."""

MOST_IN_A_BATCH = 30
"""After 30 to 40 numbers Telegram limits an account
(https://github.com/bellingcat/telegram-phone-number-checker/issues/32)."""

RISKS = (
    "This leaves your machine: Telegram learns which lines you ask for, from which account.",
    "Accounts and API ids that ask much get limited or banned. Use no account that you need, and "
    "none that leads to you or to a source.",
    "Nobody is told that they were looked up, and no contact is imported. Whoever hides their "
    "number looks absent.",
    "After a limit Telegram answers “nobody” falsely; then the batch counts as not checked.",
)

lookup_app = typer.Typer(
    help="Ask a service about lines, over the network. Off by default.", no_args_is_help=True
)
app.add_typer(lookup_app, name="lookup")


@lookup_app.command()
def telegram(
    api_id: Annotated[int, typer.Option(help="Of your own, from my.telegram.org.")],
    lines: Annotated[
        Path | None, typer.Option(help="A file with the lines to ask for, one a line.")
    ] = None,
    case_lines: Annotated[
        bool, typer.Option("--case-lines", help="Ask for every line of the calls of this case.")
    ] = False,
    batch: Annotated[
        int, typer.Option(min=1, max=MOST_IN_A_BATCH, help="So many lines with each yes.")
    ] = 20,
    session: Annotated[
        Path | None, typer.Option(help="Where the login is kept; never in the case.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Look lines up in Telegram with your own account. Read the risks; each batch needs a yes."""
    from earwitness.app.live_lookup import lines_to_ask, look_up
    from earwitness.archive.walk import real_place
    from earwitness.crossing.sources import telegram_live

    place = _place()
    wanted = lines_to_ask(place, lines, of_case=case_lines)
    if not is_a_person_there():
        raise WrongUsage(
            "Each batch needs a yes that a person types.", remedy="Run it in a terminal."
        )
    kept = session or user_config_path("earwitness") / "telegram"
    if real_place(kept).is_relative_to(real_place(place.folder.root)):
        raise WrongUsage(
            "A login does not belong into the case: whoever gets the case would have it.",
            remedy="Name a place outside of the case with --session.",
        )
    telegram_live.telethon_module()
    for risk in RISKS:
        views.say(risk)
    if not _yes(f"Log in to Telegram, to ask for {len(wanted)} lines?"):
        return
    directory = telegram_live.connect(api_id, _api_hash(), kept)
    try:
        summary = look_up(place, directory, wanted, batch_size=batch, confirmed=_confirmed)
    finally:
        directory.close()
    if summary.limit is not None:
        views.say(
            f"Telegram limited or refused the account (wait: {summary.limit} s). Nothing more was "
            "asked; what is left counts as not checked."
        )
    if as_json:
        views.print_json({"source": to_json(summary.source), "limit_s": summary.limit})
    elif summary.source is not None:
        profile_views.show_table([to_json(summary.source)])
    else:
        views.say("Nothing was asked.")
    _leave_if(summary.limit is not None)


def is_a_person_there() -> bool:
    """Whether somebody sits at the terminal who can read the risks and say yes."""
    return sys.stdin.isatty()


def _api_hash() -> str:
    """From the variable, else asked for: a command's words can be read by others."""
    given = os.environ.get(API_HASH, "")
    return given or str(typer.prompt("API hash", hide_input=True, err=True))


def _confirmed(batch: Sequence[str], left: int) -> bool:
    return _yes(f"Ask for {len(batch)} lines now ({left} left)?")


def _yes(question: str) -> bool:
    answer: str = typer.prompt(f"{question} Type yes", default="no", show_default=False, err=True)
    return answer.strip().lower() == "yes"
