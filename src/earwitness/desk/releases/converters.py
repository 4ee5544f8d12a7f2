"""The shapes of names in addresses of releases: anything else is no address."""

from django.urls import register_converter

from earwitness.app.releases.drafts import ALPHABET, LENGTH, NAME


class _AsItIs:
    regex = ""

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class ReleaseName(_AsItIs):
    """As `drafts.NAME`."""

    regex = NAME.pattern


class ClipId(_AsItIs):
    """As `drafts.public_id` makes them."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"


class PreviewToken(_AsItIs):
    """What `secrets.token_urlsafe` makes of 32 bytes."""

    regex = "[A-Za-z0-9_-]{43}"


class PackageFile(_AsItIs):
    """The name of one file of a package."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,120}"


def register() -> None:
    """Make them known as `release`, `clip`, `previewtoken` and `packagefile`."""
    register_converter(ReleaseName, "release")
    register_converter(ClipId, "clip")
    register_converter(PreviewToken, "previewtoken")
    register_converter(PackageFile, "packagefile")
