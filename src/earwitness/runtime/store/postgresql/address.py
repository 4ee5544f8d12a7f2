"""The address of a PostgreSQL database: what libpq takes, checked, as Django wants it."""

from typing import Any

from earwitness.records.errors import WrongUsage

OWN_KEYS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
"""Words of a PostgreSQL address, and what Django calls them."""
PATIENCE = {
    "connect_timeout": "10",
    "keepalives_idle": "60",
    "keepalives_interval": "10",
    "keepalives_count": "6",
    "tcp_user_timeout": "120000",
}
"""Until a server that cannot be reached, or that fell silent, is given up (libpq, section
"Parameter Key Words"; the system's own is two hours). What an address says leads. Estimates."""


def settings_of(untrusted_address: str, *, setting: str, engine: str) -> dict[str, Any]:
    """What Django has to know of a database, by its address: a URI, or words like
    "service=archive"
    (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING). `setting` names
    where the address stands.

    Raises:
        WrongUsage: it is no such address, it names no database, or the driver is not installed.
    """
    said = _words_of(untrusted_address, setting)
    known = {django: str(said.pop(own)) for own, django in OWN_KEYS.items() if own in said}
    if "NAME" not in known and "service" not in said:
        raise WrongUsage(
            f"The address in {setting} names no database.",
            remedy="Write it as postgresql://NAME@SERVER/DATABASE.",
        )
    port = str(said.pop("port", ""))
    options = {key: str(value) for key, value in said.items()}
    return {
        "ENGINE": engine,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "PORT": port,
        "OPTIONS": {**PATIENCE, **options},
        **known,
    }


def _words_of(untrusted_address: str, setting: str) -> dict[str, Any]:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise WrongUsage(
            f"{setting} names a PostgreSQL database, which needs a driver.",
            remedy="Install it with: pip install 'earwitness[postgresql]'",
        ) from error
    try:
        return {key: value for key, value in conninfo_to_dict(untrusted_address).items() if value}
    except ProgrammingError as error:
        raise WrongUsage(
            f"{setting} is no address of a PostgreSQL database.",
            remedy="Write it as postgresql://NAME@SERVER/DATABASE; docs/team.md has an example.",
        ) from error
