"""The shapes of ids in addresses of this part: anything else is no address."""

from django.urls import register_converter


class _AsItIs:
    regex = ""

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Side(_AsItIs):
    """A side of a call."""

    regex = "caller|called"


class Line(_AsItIs):
    """A line in E.164, with its plus."""

    regex = r"\+[0-9]{3,20}"


class PersonId(_AsItIs):
    """The id of a person."""

    regex = "person-[0-9a-f]{4,64}"


class GroupId(_AsItIs):
    """The id of a group of voices."""

    regex = "voice-group-[0-9a-f]{4,64}"


class Token(_AsItIs):
    """What names a piece of work of the desk."""

    regex = "[0-9a-f]{32}"


def register() -> None:
    """Make them known as `side`, `line`, `person`, `group` and `token`."""
    for name, one in (
        ("side", Side),
        ("line", Line),
        ("person", PersonId),
        ("group", GroupId),
        ("token", Token),
    ):
        register_converter(one, name)
