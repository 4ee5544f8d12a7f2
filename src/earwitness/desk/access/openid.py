"""The OpenID Connect provider of a team, if it has one."""

from importlib.util import find_spec

from django.conf import settings

PROVIDER = "team"
INSTALLED = all(find_spec(name) is not None for name in ("jwt", "requests"))
"""Whether the packages of the extra `openid` are there."""


def provider_name() -> str:
    """How the provider is called on a button; empty if there is none."""
    apps = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {}).get("openid_connect", {}).get("APPS")
    return str(apps[0]["name"]) if apps else ""
