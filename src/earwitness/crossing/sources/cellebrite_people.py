"""Entries and facts from the models of a Cellebrite report."""

import re
from collections.abc import Iterator

from earwitness.crossing.sources.cellebrite_models import DAY_ITEMS, Model
from earwitness.crossing.sources.entries import Entry

NUMBERED_SERVICES = ("whatsapp", "viber", "signal", "native", "phone", "sms", "mms", "call")
"""Services whose accounts are telephone numbers; other services' numbers are codes of their own,
which may look like lines and are none."""

_ACCOUNT_OF_A_LINE = re.compile(r"^\+?\d{7,15}@(?:s\.whatsapp\.net|c\.us)$")
_DAY = re.compile(r"^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})")
_OWN_NAMES = frozenset({"username", "user name", "screen name", "nickname"})


def entries_of(model: Model) -> Iterator[Entry]:
    """The entries that a closed model stands for: a contact, an account, or parties."""
    if model.type in {"Contact", "UserAccount"}:
        yield _contact(model)
        return
    for party in (model, *model.inside):
        if party.type == "Party":
            yield _party(party, model)


def owner_numbers_of(model: Model) -> Iterator[str]:
    """Numbers, as written, of whoever used the phone: of its accounts, and of marked parties."""
    if model.type == "UserAccount":
        yield from _contact(model).untrusted_numbers
    for party in model.inside:
        if party.type == "Party" and party.get("IsPhoneOwner").lower() == "true":
            yield from _party(party, model).untrusted_numbers


def day_of(item: str, text: str) -> str:
    """The day of the extraction, as far as it is certain; "" if it cannot be read.

    Reports write days in the order of the examiner's computer (`27/05/2025`, `5/27/2025`); where
    both orders make a day, the year alone is certain.
    """
    match = _DAY.match(text) if item in DAY_ITEMS else None
    if match is None:
        return ""
    first, second, third = match.groups()
    if len(first) == 4:
        return _as_day(first, second, third)
    if len(third) != 4:
        return ""
    if int(first) > 12 or first == second:
        return _as_day(third, second, first)
    return _as_day(third, first, second) if int(second) > 12 else third


def _as_day(year: str, month: str, day: str) -> str:
    possible = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return f"{year}-{int(month):02}-{int(day):02}" if possible else ""


def _contact(model: Model) -> Entry:
    numbers, account, own_name, city, born = [], "", "", "", ""
    groups = [model.get("Group")]
    for entry in model.inside:
        value, category = entry.get("Value"), entry.get("Category").lower()
        if entry.type == "PhoneNumber" or _ACCOUNT_OF_A_LINE.match(value):
            numbers.append(value)
        elif entry.type in {"UserID", "ContactEntry", "Entry"} and value:
            if category in _OWN_NAMES:
                own_name = own_name or value
            elif category.startswith(("phone", "mobile")):
                numbers.append(value)
            else:
                account = account or value
        elif entry.type == "StreetAddress":
            city = city or entry.get("City")
        elif entry.type == "Organization":
            groups += [entry.get("Name"), entry.get("Position")]
        elif entry.type == "KeyValueModel" and entry.get("Key").lower() in {
            "birthday",
            "birth date",
        }:
            born = born or value
    user = model.get("Username") if model.type == "UserAccount" else ""
    if _ACCOUNT_OF_A_LINE.match(user):
        numbers.append(user)
        user = ""
    return Entry(
        profile_id=_place(model),
        name=model.get("Name"),
        first_name=model.get("FirstName"),
        surname=model.get("LastName"),
        untrusted_numbers=tuple(numbers),
        birth_date=born,
        city=city,
        groups=tuple(groups),
        user_name=user or own_name or model.get("Nickname"),
        account_id=account,
    )


def _party(party: Model, holder: Model) -> Entry:
    """A party of a call or chat: an identifier is a line only where the service counts in lines."""
    identifier = party.get("Identifier")
    is_line = _is_line(identifier, holder)
    return Entry(
        profile_id=_place(party),
        name=party.get("Name"),
        untrusted_numbers=(identifier,) if is_line else (),
        account_id="" if is_line else identifier,
    )


def _is_line(identifier: str, holder: Model) -> bool:
    if _ACCOUNT_OF_A_LINE.match(identifier) or re.match(r"^\+\d", identifier):
        return True
    if "@" in identifier or not re.search(r"\d", identifier):
        return False
    service = (holder.get("Source") or holder.get("ServiceType")).lower()
    if not service:
        return holder.type in {"Call", "SMS", "MMS"}
    return any(name in service for name in NUMBERED_SERVICES)


def _place(model: Model) -> str:
    """Its place among the models of its type, as XPath counts: `(//model[@type="Contact"])[12]`."""
    return f"{model.type}[{model.position}]" + (" deleted" if model.is_deleted else "")
