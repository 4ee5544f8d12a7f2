"""Every address of the desk, asked by every role and by nobody: what it answers follows from the
table in `permissions`; attacks on addresses and forms never break a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from desk.conftest import BACKEND, account
from desk.permissions import RIGHTS, ROLES
from earwitness.app import restricting
from earwitness.app.answers import all_attributions, all_claims
from earwitness.desk.middleware import LIBRARY_RIGHTS
from earwitness.desk.roles import RIGHTS as RIGHTS_OF_ROLES
from earwitness.desk.roles import Right, Role, right_of
from earwitness.records.call import Call
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls
from fakes.dialogue import MOTHER

ATTACKS = ("..", "../../etc/passwd", "\x00", "a" * 5000, "💥", "<script>", "%s%n", "-1", "'; --")
ASKED = ("q", "page", "sort", "from", "to", "at", "points", "line", "person", "subject", "next")


SHAPED = {
    "ReleaseName": "spring-1",
    "ClipId": "bcdfghjkmnpq",
    "PreviewToken": "a" * 43,
    "PackageFile": "index.html",
}
"""What fits converters to which "x" does not."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address with arguments that mean something in the tiny case."""

    name: str
    arguments: dict[str, Any]
    right: str

    @property
    def path(self) -> str:
        return reverse(self.name, kwargs=self.arguments)


def patterns(within: URLResolver | None = None) -> Iterator[tuple[URLPattern, dict[str, Any]]]:
    """Every pattern with the converters of its whole way."""
    for one in (within or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            for pattern, converters in patterns(one):
                yield pattern, {**one.pattern.converters, **converters}
        else:
            yield one, dict(one.pattern.converters)


def says(pattern: URLPattern) -> Right | None:
    """The right that an address says it needs."""
    return right_of(pattern.callback) or LIBRARY_RIGHTS.get(str(pattern.name))


def with_sound() -> Call:
    return next(call for call in calls.all_calls() if call.recordings)


def argument(name: str, converter: Any) -> Any:
    """A call, recording or person of the tiny case, by the name of the argument."""
    if "claim" in name:
        return a_claim()
    if "call" in name:
        return with_sound().id
    if "sha256" in name or "recording" in name:
        return with_sound().recordings[0]
    if "person" in name:
        return a_person()
    if type(converter).__name__ in SHAPED:
        return SHAPED[type(converter).__name__]
    own = {"side": "caller", "line": MOTHER, "group": "voice-group-0123", "token": "0" * 32}
    return 1 if type(converter).__name__ == "IntConverter" else own.get(name, "x")


def a_person() -> str:
    return next(one.person_id for one in list(all_attributions()) if one.person_id)


def a_claim() -> str:
    return next(one.id for one in list(all_claims()) if one.call_id == with_sound().id)


def addresses() -> list[Address]:
    return [
        Address(
            str(pattern.name),
            {name: argument(name, converter) for name, converter in converters.items()},
            RIGHTS.get(str(pattern.name)) or str(says(pattern)),
        )
        for pattern, converters in patterns()
    ]


def client_of(role: str) -> Client:
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if role:
        client.force_login(account(Role(role)), backend=BACKEND)
    return client


def test_every_address_stands_in_the_table_with_the_right_that_it_says() -> None:
    found = {(str(pattern.name), str(says(pattern))) for pattern, _ in patterns()}
    assert found == set(RIGHTS.items())


def test_roles_have_the_rights_that_the_table_says() -> None:
    assert {str(role): set(map(str, own)) for role, own in RIGHTS_OF_ROLES.items()} == ROLES


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_what_it_may_and_is_refused_the_rest(team: Workplace, role: str) -> None:
    wrong = []
    for address in addresses():
        status = client_of(role).get(address.path).status_code
        may = address.right in ROLES[role] | {"nobody"}
        refused = status == 403 and address.name not in ("enter", "new_password")
        if status >= 500 or refused is may:
            wrong.append((address.name, status))
    assert wrong == []


def test_who_is_not_logged_in_gets_the_log_in_and_nothing_else(team: Workplace) -> None:
    wrong = []
    for address in addresses():
        answer = client_of("").get(address.path)
        to_log_in = answer.status_code == 302 and "/account/login/" in answer.headers["Location"]
        if answer.status_code >= 500 or (address.right != "nobody" and not to_log_in):
            wrong.append((address.name, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_a_restricted_call_is_nowhere_for_who_need_not_know(team: Workplace, role: str) -> None:
    call, person = with_sound(), a_person()
    account(Role.READER, "olena")
    for one in (call.id, person):
        restricting.restrict(team, one, allowed=["olena"], why="Danger.")
    wrong = []
    for address in addresses():
        named = {call.id, call.recordings[0], a_claim(), person}.intersection(
            map(str, address.arguments.values())
        )
        if not named or address.right not in ROLES[role]:
            continue
        client = client_of(role)
        for answer in (client.get(address.path), client.post(address.path)):
            if answer.status_code not in (404, 405):
                wrong.append((address.name, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_no_page_without_arguments_names_a_restricted_call(team: Workplace, role: str) -> None:
    call = with_sound()
    account(Role.READER, "olena")
    restricting.restrict(team, call.id, allowed=["olena"], why="Danger.")
    telling = [
        address.name
        for address in addresses()
        if not address.arguments
        and call.id in client_of(role).get(address.path).content.decode("utf-8", "replace")
    ]
    assert telling == (["restrictions"] if role == "admin" else [])


def test_no_form_is_taken_without_the_token_of_its_page(team: Workplace) -> None:
    wrong = []
    for role in ("publisher", "admin"):
        for address in addresses():
            client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
            client.force_login(account(Role(role)), backend=BACKEND)
            status = client.post(address.path, {"do": "shut", "name": "x"}).status_code
            if status != 403:
                wrong.append((address.name, status))
    assert wrong == []


def test_attacks_on_addresses_break_no_page(team: Workplace) -> None:
    client, broken = client_of("publisher"), []
    admin = client_of("admin")
    for address in addresses():
        who = admin if address.right == "administer" else client
        for attack in ATTACKS:
            query = "&".join(f"{name}={quote(attack)}" for name in ASKED)
            targets = [f"{address.path}?{query}"]
            for value in address.arguments.values():
                targets.append(address.path.replace(str(value), quote(attack, safe="")))
                targets.append(address.path.replace(str(value), attack.replace("?", "")))
            for target in targets:
                status = who.get(target).status_code
                if status >= 500:
                    broken.append((address.name, attack[:20], status))
    assert broken == []


def test_attacks_with_forms_and_files_break_no_page(team: Workplace) -> None:
    broken = []
    for address in addresses():
        role = "admin" if address.right == "administer" else "publisher"
        for attack in ("\x00", "../../x", "a" * 5000, "💥"):
            client = client_of(role)
            fields = {name: attack for name in (*ASKED, "name", "role", "do", "why", "allowed")}
            fields |= {name: attack for name in ("code", "credential", "login", "password")}
            file = SimpleUploadedFile("../../etc/passwd", b"\x00\xff" * 50)
            status = client.post(address.path, {**fields, "file": file}).status_code
            if status >= 500:
                broken.append((address.name, attack[:20], status))
    assert broken == []
