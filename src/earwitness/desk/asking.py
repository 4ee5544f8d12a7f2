"""What an address or a form asks for: filters, numbers. What cannot be read is said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

LONGEST = 200
"""Letters of a value; nobody types more. Estimate."""

Value = TypeVar("Value")
Default = TypeVar("Default")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, in words, and the address without it."""

    words: str
    without: str


class Filters:
    """The filters of an address. `said` are those as typed, by name, empty ones left out; `unread`
    says in words what could not be read, and is taken out of `said`."""

    def __init__(self, untrusted: Mapping[str, str], names: Iterable[str]) -> None:
        typed = {name: untrusted.get(name, "").strip()[:LONGEST] for name in names}
        self.said = {name: value for name, value in typed.items() if value}
        self.unread: list[str] = []

    def text(self, name: str) -> str:
        """A filter as typed; "" if it is not asked for."""
        return self.said.get(name, "")

    def read(self, name: str, reader: Callable[[str], Value], default: Default) -> Value | Default:
        """A filter as `reader` understands it, which raises ValueError if it does not; `default`
        if it is not asked for, or cannot be read."""
        try:
            return reader(self.said[name]) if name in self.said else default
        except ValueError:
            self.unread.append(
                _("“%(value)s” was not understood.") % {"value": self.said.pop(name)}
            )
            return default


def query(parts: Mapping[str, str]) -> str:
    """The part of an address after "?"; what is empty is left out."""
    return urlencode({name: value for name, value in parts.items() if value})


def whole_number(untrusted: str, most_digits: int = 12) -> int | None:
    """A whole number from 0 in ASCII digits; None if it is none, or has more digits."""
    is_one = untrusted.isascii() and untrusted.isdigit() and len(untrusted) <= most_digits
    return int(untrusted) if is_one else None


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page. It asks for all of it when somebody goes back."""
    headers = request.headers
    return bool(headers.get("HX-Request")) and not headers.get("HX-History-Restore-Request")
