"""The shapes of ids in addresses: anything else is no address, so no path can be made of it."""

from django.urls import register_converter


class AsItIs:
    """A piece of an address of the shape `regex`, handed on as it is."""

    regex = ""

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class CallId(AsItIs):
    """`call-` and hexadecimal digits."""

    regex = "call-[0-9a-f]{6,64}"


class Sha256(AsItIs):
    """A SHA-256 in lower-case hexadecimal digits."""

    regex = "[0-9a-f]{64}"


def register(**shapes: type[AsItIs]) -> None:
    """Make them known to addresses by these names."""
    for name, shape in shapes.items():
        register_converter(shape, name)
