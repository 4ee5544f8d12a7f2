"""The shapes of names in addresses of releases: anything else is no address."""

from earwitness.app.releases.drafts import ALPHABET, LENGTH, NAME
from earwitness.desk.converters import AsItIs


class ReleaseName(AsItIs):
    """As `drafts.NAME`."""

    regex = NAME.pattern


class ClipId(AsItIs):
    """As `drafts.public_id` makes them."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"


class PreviewToken(AsItIs):
    """What `secrets.token_urlsafe` makes of 32 bytes."""

    regex = "[A-Za-z0-9_-]{43}"


class PackageFile(AsItIs):
    """The name of one file of a package."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,120}"
