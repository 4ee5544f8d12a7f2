"""Options that name the newsroom's key; its password is asked for, never given as an option."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from earwitness.records.errors import WrongUsage

if TYPE_CHECKING:
    from earwitness.publication.signing.keys import SigningKey

SignKey = Annotated[
    Path | None,
    typer.Option(help="The newsroom's private key (PEM): each sound is signed by C2PA with it."),
]
SignCertificates = Annotated[
    Path | None,
    typer.Option(help="The certificates of the key (PEM), its own first."),
]


def signing_key(key: Path | None, certificates: Path | None) -> "SigningKey | None":
    """The key that the options name, None if they name none.

    Raises:
        WrongUsage: only one of both is given.
        InputUnusable: they cannot be used.
    """
    if key is None and certificates is None:
        return None
    if key is None or certificates is None:
        raise WrongUsage(
            "A key and its certificates go together.",
            remedy="Give both --sign-key and --sign-certificates, or neither.",
        )
    from earwitness.publication.signing.keys import has_password, load_signing_key

    asked = has_password(key)
    password = str(typer.prompt("Password of the key", hide_input=True, err=True)) if asked else ""
    return load_signing_key(key, certificates, password.encode() if asked else None)
