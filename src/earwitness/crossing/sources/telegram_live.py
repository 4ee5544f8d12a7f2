"""Telegram asked over the network, with the user's own account. Needs the extra `live` (Telethon).

`contacts.resolvePhone` (https://core.telegram.org/method/contacts.resolvePhone): at most one call
in three seconds is asked for; it imports no contact. Whoever hides their number from strangers is
answered like nobody.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Any

from earwitness.crossing.live_lookup import FoundAccount, LimitReached
from earwitness.records.errors import InputUnusable, ModelMissing

SECONDS_BETWEEN = 3.0
_SUFFIX = ".session"
"""What Telethon puts behind a name that lacks it."""


class TelegramDirectory:
    """Telegram; implements `live_lookup.Directory`."""

    name = "telegram"

    def __init__(
        self, client: Any, telethon: Any, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._telethon = telethon
        self._pause = pause
        self._is_first = True

    def look_up(self, line: str) -> FoundAccount | None:
        """The account of a line, None if Telegram shows none; waits between calls.

        Raises:
            LimitReached: Telegram limits or refuses us, or cannot be reached.
        """
        if not self._is_first:
            self._pause(SECONDS_BETWEEN)
        self._is_first = False
        errors = self._telethon.errors
        request = self._telethon.functions.contacts.ResolvePhoneRequest(phone=line.lstrip("+"))
        try:
            answer = self._client.loop.run_until_complete(self._client(request))
        except errors.PhoneNotOccupiedError:
            return None
        except errors.FloodWaitError as error:
            raise LimitReached(int(error.seconds)) from error
        except (TimeoutError, errors.RPCError, OSError) as error:
            raise LimitReached from error
        return next((_account(line, user) for user in answer.users), None)

    def close(self) -> None:
        """Disconnect; the session stays for the next time."""
        self._client.loop.run_until_complete(self._client.disconnect())


def connect(api_id: int, api_hash: str, session: Path) -> TelegramDirectory:
    """Log in with the user's own account; Telethon asks for number and code in the terminal.

    Raises:
        ModelMissing: the extra `live` is not installed.
        InputUnusable: the login cannot be kept there, or Telegram cannot be reached or refuses it.
    """
    telethon = telethon_module()
    kept = session if session.suffix == _SUFFIX else session.with_name(session.name + _SUFFIX)
    _keep_private(kept)
    try:
        client = telethon.TelegramClient(
            str(kept), api_id, api_hash, flood_sleep_threshold=0, receive_updates=False
        )
        with redirect_stdout(sys.stderr):  # Telethon greets on what may be the JSON
            client.start()
    except (telethon.errors.RPCError, OSError, EOFError, ValueError, RuntimeError,
            sqlite3.Error) as error:  # fmt: skip
        raise InputUnusable(
            "Telegram refused the login, or cannot be reached.",
            remedy="Check the network, the API id and hash (my.telegram.org), and the account.",
        ) from error
    return TelegramDirectory(client, telethon)


def _keep_private(kept: Path) -> None:
    """The file of the login, for its owner alone: whoever reads it is logged in, too. SQLite gives
    the journals beside it the same rights.

    Raises:
        InputUnusable: it cannot be made, or is not ours.
    """
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(kept, os.O_RDWR | os.O_CREAT, 0o600))
        kept.chmod(0o600)
    except OSError as error:
        raise InputUnusable(
            f"The login cannot be kept in {kept.name}: {error.strerror}.",
            remedy="Name a place of your own with --session.",
        ) from error


def telethon_module() -> Any:
    """Telethon, imported only now.

    Raises:
        ModelMissing: it is not installed.
    """
    try:
        import_module("telethon.functions")
        return import_module("telethon")
    except ImportError as error:
        raise ModelMissing(
            "Looking lines up in Telegram needs Telethon, which is not installed.",
            remedy="Install it with: pip install 'earwitness[live]'",
        ) from error


def _account(line: str, user: Any) -> FoundAccount:
    return FoundAccount(
        line=line,
        account_id=str(getattr(user, "id", "") or ""),
        first_name=getattr(user, "first_name", None) or "",
        surname=getattr(user, "last_name", None) or "",
        user_name=getattr(user, "username", None) or "",
    )
