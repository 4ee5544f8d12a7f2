"""The shapes of ids in addresses: anything else is no address, so no path can be made of it."""

from django.urls import register_converter


class CallId:
    """`call-` and hexadecimal digits."""

    regex = "call-[0-9a-f]{6,64}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Sha256(CallId):
    """A SHA-256 in lower-case hexadecimal digits."""

    regex = "[0-9a-f]{64}"


def register() -> None:
    """Make them known as `call` and `sha256`."""
    register_converter(CallId, "call")
    register_converter(Sha256, "sha256")
