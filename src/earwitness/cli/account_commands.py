"""Accounts of the desk, for whoever holds the case folder: the first admin is made here."""

from typing import Annotated, Any

import typer

from earwitness.cli.commands import Json, _print_json, app, case_option
from earwitness.cli.store_commands import To

accounts_app = typer.Typer(
    help="Accounts of a desk for a team. All but the first are made at the desk itself.",
    no_args_is_help=True,
)
app.add_typer(accounts_app, name="accounts")

DeleteOld = Annotated[
    bool, typer.Option("--delete-old", help="Remove the old file instead of keeping it aside.")
]
Name = Annotated[str, typer.Argument(help="Name of the account.")]


@accounts_app.command("add")
def add(
    name: Name,
    role: Annotated[
        str, typer.Option(help="reader, translator, verifier, publisher or admin.")
    ] = "reader",
) -> None:
    """Make an account, and print a link by which its password is set, once."""
    place = _open()
    from earwitness.desk.access.account_changes import make_account

    _, secret = make_account(place, name, role)
    _say_link(place, secret)


@accounts_app.command("reset")
def reset(name: Name) -> None:
    """Take away password and second factor, and print a link by which a password is set, once."""
    place = _open()
    from earwitness.desk.access.account_changes import (
        account_named,
        open_again,
        reset_password,
        reset_second_factor,
    )

    account = account_named(name)
    open_again(place, account)
    reset_second_factor(place, account)
    _say_link(place, reset_password(place, account))


@accounts_app.command("list")
def list_accounts(as_json: Json = False) -> None:
    """Every account, its role, and whether it is shut."""
    _open()
    from earwitness.desk.access.account_changes import account_answers

    found = account_answers()
    if as_json:
        _print_json(found)
        return
    for one in found:
        state = "" if one["open"] else "  shut"
        typer.echo(f"{one['name']}  {one['role']}{state}")
    if not found:
        typer.echo("There are no accounts.", err=True)


@accounts_app.command("move")
def move(to: To, delete_old: DeleteOld = False, as_json: Json = False) -> None:
    """Move the accounts from the file of the case to a server, or back. Stop the desk first."""
    from earwitness.desk.start import set_up

    set_up()
    from earwitness.app.opening import open_case
    from earwitness.desk.accounts_moving import move_accounts

    place = open_case(case_option())
    moved = move_accounts(place, to, delete_old=delete_old)
    if as_json:
        return _print_json(moved)
    where = "the file of the case" if moved["moved_to"] == "file" else "the PostgreSQL database"
    typer.echo(f"The {moved['accounts']} accounts lie in {where} now.", err=True)
    if moved["kept"]:
        typer.echo(f"The old file is {place.folder.root / moved['kept']}.", err=True)
    return None


def _open() -> Any:
    from earwitness.desk.start import open_desk, set_up

    set_up()
    from earwitness.app.opening import open_case

    place = open_case(case_option())
    open_desk(place.folder.root, place.settings.desk.accounts_database)
    return place


def _say_link(place: Any, secret: str) -> None:
    from django.urls import reverse

    host = place.settings.desk.host
    way = reverse("new_password", args=[secret])
    typer.echo(f"https://{host}{way}" if host else way)
    words = "Whoever opens this sets the password, once, within two days."
    if not host:
        words += " Put the address of your desk before it: case.toml names no host under [desk]."
    typer.echo(words, err=True)
