"""Making and changing accounts: each change is told to the ledger, or does not happen.

Used by the page of accounts and by the command line. Who is at work is `place.actor`.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from earwitness.app.access_acts import AccessAct, AccountChange, tell
from earwitness.desk.access.sessions import FACTORS
from earwitness.desk.models import Account, PasswordLink
from earwitness.desk.roles import Role
from earwitness.desk.routing import DESK
from earwitness.records.errors import WrongUsage
from earwitness.records.printable import storable
from earwitness.runtime.runner import Workplace

LINK_HOURS = 48
"""How long a link for setting a password lives. Estimate: a day off lies in between."""
SECRET_BYTES = 32
"""As in `one_time_link`."""
WAIT_MS = 10_000


def make_account(place: Workplace, untrusted_name: str, untrusted_role: str) -> tuple[Account, str]:
    """A new account and the secret of a link by which its password is set.

    Raises:
        WrongUsage: the name is taken or no name, or there is no such role.
        CaseUnusable: the ledger cannot be written.
    """
    role, name = role_of(untrusted_role), _name_of(untrusted_name)
    with transaction.atomic(using=DESK):
        if Account.objects.filter(username__iexact=name).exists():
            raise WrongUsage(f"There is an account {name!r}.", remedy="Choose another name.")
        account = Account.objects.make(name, role)
        secret = _new_link(account)
        _tell(place, name, AccountChange.MADE.with_role(role))
    return account, secret


def give_role(place: Workplace, account: Account, untrusted_role: str) -> None:
    """Another role; whoever is logged in must log in anew.

    Raises:
        WrongUsage: there is no such role, or nobody would look after accounts any more.
    """
    role = role_of(untrusted_role)
    if role != account.role:
        _change(place, account, AccountChange.ROLE.with_role(role), role=role.value)


def shut(place: Workplace, account: Account) -> None:
    """Nobody logs in with it any more, and whoever is logged in is out.

    Raises:
        WrongUsage: nobody would look after accounts any more.
    """
    if account.is_active:
        account.links.all().delete()
        _change(place, account, AccountChange.SHUT, is_active=False)


def open_again(place: Workplace, account: Account) -> None:
    """It can be used again, with the password that it had."""
    if not account.is_active:
        _change(place, account, AccountChange.OPENED_AGAIN, is_active=True)


def end_sessions(place: Workplace, account: Account) -> None:
    """Whoever is logged in with it must log in anew."""
    _change(
        place,
        account,
        AccountChange.SESSIONS_ENDED,
        sessions_ended=account.sessions_ended + 1,
    )


def reset_password(place: Workplace, account: Account) -> str:
    """The secret of a fresh link by which a password is set; the old password is no more, and
    neither are older links."""
    account.set_unusable_password()
    with transaction.atomic(using=DESK):
        account.links.all().delete()
        secret = _new_link(account)
        _change(place, account, AccountChange.PASSWORD_RESET, password=account.password)
    return secret


def reset_second_factor(place: Workplace, account: Account) -> None:
    """No second factor and no recovery codes: the next log-in leads to setting one up."""
    with transaction.atomic(using=DESK):
        Authenticator.objects.filter(user=account).delete()
        _change(
            place,
            account,
            AccountChange.SECOND_FACTOR_RESET,
            sessions_ended=account.sessions_ended + 1,
        )


def account_of_link(untrusted_secret: str) -> Account | None:
    """Whose password a link sets; None if it was used, is too old, or never was."""
    found = _links(untrusted_secret).select_related("account").first()
    return found.account if found is not None else None


def set_password(place: Workplace, untrusted_secret: str, password: str) -> bool:
    """Set a password by a link, which is used up; whether the link was good."""
    with transaction.atomic(using=DESK):
        account = account_of_link(untrusted_secret)
        if account is None or _links(untrusted_secret).delete()[0] != 1:
            return False
        account.set_password(password)
        account.save(update_fields=["password"])
        _tell(place, account.username, AccountChange.PASSWORD_SET)
    return True


def account_named(untrusted_name: str) -> Account:
    """The account of this name.

    Raises:
        WrongUsage: there is none.
    """
    found = Account.objects.filter(username=storable(untrusted_name), alone=False).first()
    if found is None:
        raise WrongUsage(
            f"There is no account {storable(untrusted_name)!r}.",
            remedy="`earwitness accounts list` names them all.",
        )
    return found


def account_answers() -> list[dict[str, Any]]:
    """Every account, in the shape of `accounts list`."""
    factors = Count("authenticator", filter=Q(authenticator__type__in=FACTORS))
    found = Account.objects.filter(alone=False).annotate(factors=factors).order_by("username")
    return [
        {
            "name": one.username,
            "role": one.role,
            "open": one.is_active,
            "second_factor": one.factors > 0,
            "last_log_in": one.last_login.isoformat() if one.last_login else None,
        }
        for one in found
    ]


def role_of(untrusted_role: str) -> Role:
    """The role of this name.

    Raises:
        WrongUsage: there is none.
    """
    try:
        return Role(untrusted_role)
    except ValueError as error:
        raise WrongUsage(
            f"{storable(untrusted_role)!r} is no role.", remedy=f"It is one of {', '.join(Role)}."
        ) from error


def _name_of(untrusted_name: str) -> str:
    name = Account.normalize_username(storable(untrusted_name).strip())
    field = Account._meta.get_field("username")
    try:
        return str(field.clean(name, None))
    except ValidationError as error:
        raise WrongUsage(
            f"{name!r} is no name for an account.",
            remedy="Use letters, digits and @ . + - _ alone, at most 150, without spaces.",
        ) from error


def _change(place: Workplace, account: Account, detail: str, **fields: object) -> None:
    kept = _is_keeper(account)
    with transaction.atomic(using=DESK):
        for name, value in fields.items():
            setattr(account, name, value)
        account.save(update_fields=list(fields))
        keepers = Account.objects.filter(role=Role.ADMIN.value, is_active=True)
        if kept and not keepers.exists():
            raise WrongUsage(
                "Nobody would look after accounts any more.",
                remedy="Give somebody else the role admin first.",
            )
        _tell(place, account.username, detail)


def _is_keeper(account: Account) -> bool:
    """Whether it looks after accounts."""
    return account.role == Role.ADMIN and account.is_active


def _new_link(account: Account) -> str:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    until = timezone.now() + timedelta(hours=LINK_HOURS)
    PasswordLink.objects.create(account=account, digest=_digest(secret), until=until)
    return secret


def _links(untrusted_secret: str) -> "models.QuerySet[PasswordLink]":
    now: datetime = timezone.now()
    return PasswordLink.objects.filter(
        digest=_digest(untrusted_secret), until__gt=now, account__is_active=True
    )


def _digest(secret: str) -> str:
    """Looked up by digest, so that no time of a comparison tells of a secret."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _tell(place: Workplace, account: str, detail: str) -> None:
    act = AccessAct(actor=place.actor, action="account", subject=account, detail=detail)
    tell(place, [act], wait_ms=WAIT_MS)
