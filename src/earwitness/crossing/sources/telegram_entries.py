"""Entries of single objects of a Telegram export."""

import io

from earwitness.crossing.sources.entries import Entry
from earwitness.crossing.sources.json_stream import FoundObject, location
from earwitness.crossing.sources.vcard import first_entry

_NOT_PEOPLE = frozenset({"private_group", "private_supergroup", "public_supergroup",
                         "private_channel", "public_channel", "bot"})  # fmt: skip


def person(found: FoundObject, prefix: str = "") -> Entry:
    """The owner, or somebody in the list of contacts. Contacts deleted since are a date alone."""
    values = found.values
    return Entry(
        profile_id=location(found.place),
        first_name=values.get(f"{prefix}first_name", ""),
        surname=values.get(f"{prefix}last_name", ""),
        untrusted_numbers=(values.get(f"{prefix}phone_number", ""),),
        user_name=values.get(f"{prefix}username", ""),
        account_id=values.get(f"{prefix}user_id", ""),
    )


def has_no_number(found: FoundObject) -> bool:
    """Whether somebody stands in the list of contacts, under a name or an account, without the
    number: hidden is not absent."""
    values = found.values
    is_somebody = any(values.get(key) for key in ("first_name", "last_name", "user_id", "username"))
    return is_somebody and not values.get("phone_number", "").strip()


def frequent(found: FoundObject) -> Entry:
    """Somebody written to or called often: a name and an account, never a number."""
    values = found.values
    is_person = values.get("category") in {"people", "calls"}
    if not is_person or values.get("type") in _NOT_PEOPLE:
        return Entry(profile_id="")
    return Entry(
        profile_id=location(found.place),
        name=values.get("name", ""),
        account_id=values.get("id", ""),
    )


def shared(found: FoundObject) -> Entry:
    """A contact shared in a message. `contact_vcard` is the name of a file beside the export, or
    the card itself, which may know more."""
    entry = person(found, "contact_information.")
    card_text = found.values.get("contact_vcard", "")
    if not card_text.lstrip().upper().startswith("BEGIN:VCARD"):
        return entry
    card = first_entry(io.BytesIO(card_text.encode("utf-8", "replace")), entry.profile_id)
    if card is None:
        return entry
    return Entry(
        profile_id=entry.profile_id,
        first_name=entry.first_name or card.first_name,
        surname=entry.surname or card.surname,
        name="" if entry.first_name or entry.surname else card.name,
        untrusted_numbers=(*entry.untrusted_numbers, *card.untrusted_numbers),
        birth_date=card.birth_date,
        city=card.city,
        relatives=card.relatives,
        groups=card.groups,
    )
