"""A form of the log-in that tells the ledger when somebody is turned away."""

from typing import Any

from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from django import forms

from earwitness.desk.access.coming_in import refused


class SecurityKey(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """What a security key answered."""

    def clean_credential(self) -> Any:
        """As the library asks."""
        try:
            return super().clean_credential()
        except forms.ValidationError:
            refused("second factor")
            raise
