"""Where the scheduler of a cluster is, and whether what travels to it may travel so."""

import ipaddress
import json
import re
from pathlib import Path

from earwitness.records.errors import CaseUnusable, WrongUsage

SCHEMES = {"dask": "tcp", "dask+tls": "tls", "tcp": "tcp", "tls": "tls"}
"""What may be written, and what dask calls it
(https://distributed.dask.org/en/stable/tls.html)."""

_ADDRESS = re.compile(
    r"(?P<scheme>[a-z+]+)://(?P<host>\[[0-9a-fA-F:.]+\]|[^:/\s\[\]]+):(?P<port>\d+)"
)


def scheduler_address(named: str, *, unencrypted: bool = False) -> str:
    """The address as dask writes it ("tls://host:8786"), from an address or a scheduler file.

    `unencrypted` is the user's word that calls may travel in the clear between machines.

    Raises:
        WrongUsage: it is neither, or would carry calls over a network in the clear.
        CaseUnusable: the scheduler file cannot be read.
    """
    found = _ADDRESS.fullmatch(named if "://" in named else _in_file(Path(named)))
    if found is None or found["scheme"] not in SCHEMES:
        raise WrongUsage(
            f"There is no executor {named!r}.",
            remedy="Use --executor local, dask+tls://HOST:PORT, or the scheduler file of a "
            "cluster; docs/cluster.md shows how to start one.",
        )
    scheme = SCHEMES[found["scheme"]]
    if scheme != "tls" and not unencrypted and not is_loopback(found["host"]):
        raise WrongUsage(
            f"The scheduler at {found['host']} is reached without encryption: whoever is on that "
            "network could listen to the calls, and run programs on the workers.",
            remedy="Use dask+tls:// (docs/cluster.md, Certificates), or write `unencrypted = true` "
            "under [cluster] in case.toml if the network itself is encrypted.",
        )
    return f"{scheme}://{found['host']}:{found['port']}"


def host_of(address: str) -> str:
    """The host in an address as dask writes it, without brackets."""
    return address.partition("://")[2].rpartition(":")[0].strip("[]")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its name alone; other names are not looked up."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _in_file(path: Path) -> str:
    """The address in a scheduler file, which dask writes as JSON; the name itself if it is none."""
    if not path.is_file():
        return str(path)
    try:
        return str(json.loads(path.read_text("utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseUnusable(
            f"{path} is no scheduler file that can be read.",
            remedy="Name the file that `earwitness cluster scheduler --scheduler-file` wrote.",
        ) from error
