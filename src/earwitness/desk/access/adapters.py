"""What django-allauth may do here: log people in whom an admin has made, and nobody else."""

import base64
import hashlib
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest

from earwitness.desk.access.provider_word import note_second_factor


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an admin."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing leaves the machine."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing leaves the machine."""


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets of second factors encrypted with the desk's own secret, which lies in the case
    folder: a copy of the database alone gives none away."""

    def encrypt(self, text: str) -> str:
        """As the library asks."""
        return _fernet().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """As the library asks. What cannot be opened, because the desk's secret is another now,
        becomes a fresh secret that no code fits."""
        try:
            return _fernet().decrypt(encrypted_text.encode("utf-8")).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode("ascii")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one: a team logs in with a second factor."""
        own = Authenticator.objects.filter(user_id=authenticator.user_id)
        factors = own.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return bool(factors.exclude(pk=authenticator.pk).exists())


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """OpenID Connect logs in whoever tied their account to the provider before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """As the library asks: before anybody is logged in."""
        note_second_factor(request, sociallogin)


def _fernet() -> Fernet:
    key = hashlib.sha256(b"earwitness second factors" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
