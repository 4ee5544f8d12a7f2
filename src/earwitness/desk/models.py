"""What people keep at the desk for themselves. All of it can be thrown away without a loss to the
case: what is decided, written or released stands in the store and its ledger."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.crypto import salted_hmac

from earwitness.desk.roles import RIGHTS, Right, Role


class Accounts(BaseUserManager["Account"]):
    """Finds and makes accounts."""

    def make(self, username: str, role: Role, password: str | None = None) -> "Account":
        """A new account; without a password nobody logs in with one."""
        account = self.model(username=self.model.normalize_username(username), role=role.value)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who works at the desk.

    `alone` is the one person of a desk on their own machine, who may do everything there; such an
    account has no password. `muted` keeps restricted sound from being offered. `sessions_ended`
    counts how often an admin ended all sessions. Django's groups and permissions are not used: a
    role says it all.
    """

    username = models.CharField(
        max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    role = models.CharField(
        max_length=20,
        choices=[(role.value, role.value) for role in Role],
        default=Role.READER.value,
    )
    alone = models.BooleanField(default=False)
    muted = models.BooleanField(default=False)
    sessions_ended = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "username"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session holds as long as this stays: another password, another role, a shut account
        and a word of the admin end it. Django calls this for every request."""
        of = [self.password, self.role, self.is_active, self.sessions_ended]
        salt = "earwitness.desk.models.Account"
        return salted_hmac(salt, repr(of), secret=secret, algorithm="sha256").hexdigest()

    @property
    def rights(self) -> frozenset[Right]:
        """What the person may do."""
        return frozenset(Right) if self.alone else RIGHTS[Role(self.role)]


class PasswordLink(models.Model):
    """A link by which a password is set, once. `digest` is the SHA-256 of its secret."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()


class UntoldAct(models.Model):
    """What somebody did while another command kept the store of the case locked; told to its
    ledger as soon as that ends (`access.traces`)."""

    body = models.TextField()


class SavedSearch(models.Model):
    """Filters of the list of calls under a name; `query` is the address's part after "?"."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(max_length=120)
    query = models.TextField()

    class Meta:
        """A name once a person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "name"], name="one_search_of_a_name")
        ]


class Exposure(models.Model):
    """How much a person heard of a recording on a day, in milliseconds of sound."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="exposures")
    day = models.DateField()
    recording = models.CharField(max_length=64)
    heard_ms = models.BigIntegerField(default=0)
    is_restricted = models.BooleanField(default=False)

    class Meta:
        """One row a day and recording."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "day", "recording"], name="one_exposure_a_day"
            )
        ]


class UnsavedText(models.Model):
    """What somebody typed and has not saved: kept so that a closed window loses nothing.

    `subject` is the recording's SHA-256 and the turn's start, `based_on` the version of the
    transcript that was looked at.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="unsaved")
    subject = models.CharField(max_length=120)
    based_on = models.IntegerField()
    body = models.JSONField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        """One text a person and place."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "subject"], name="one_unsaved_text")
        ]
