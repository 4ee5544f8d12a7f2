"""The newsroom's key and certificates, read from two PEM files and never copied.

What C2PA asks of them: Content Credentials specification 2.2, sections 13.2 and 14.5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from earwitness.records.errors import InputUnusable

LARGEST_FILE = 1 << 20
"""Bytes of a key or a chain. Estimate: they have some thousand."""

_CURVES: dict[str, tuple[str, hashes.HashAlgorithm]] = {
    "secp256r1": ("es256", hashes.SHA256()),
    "secp384r1": ("es384", hashes.SHA384()),
    "secp521r1": ("es512", hashes.SHA512()),
}


@dataclass(frozen=True, slots=True)
class SigningKey:
    """Signs bytes. `algorithm` as in C2PA ("es256"), `certificates` in PEM, that of the key first,
    each encoded afresh: what else stood in their file is left behind."""

    algorithm: str
    certificates: str
    sign: Callable[[bytes], bytes]


def load_signing_key(
    untrusted_key: Path, untrusted_certificates: Path, password: bytes | None = None
) -> SigningKey:
    """Read a private key (PEM, with or without a password) and the chain of its certificates.

    Raises:
        InputUnusable: a file cannot be read, they do not belong together, the certificate is not
            valid today, or C2PA does not know the kind of key.
    """
    key = _private_key(untrusted_key, password)
    chain = _certificates(untrusted_certificates)
    if chain[0].public_key() != key.public_key():
        raise InputUnusable(
            f"The first certificate of {untrusted_certificates} is not that of the key.",
            remedy="Put the certificate of the key first, those that vouch for it after it.",
        )
    today = datetime.now(UTC)
    if not chain[0].not_valid_before_utc <= today <= chain[0].not_valid_after_utc:
        raise InputUnusable(
            f"The certificate in {untrusted_certificates} is not valid today.",
            remedy="Ask whoever issued it for a new one.",
        )
    algorithm, sign = _signer(key, untrusted_key)
    written = "".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in chain)
    return SigningKey(algorithm=algorithm, certificates=written, sign=sign)


def has_password(untrusted_key: Path) -> bool:
    """Whether a private key in PEM is kept under a password.

    Raises:
        InputUnusable: the file cannot be read.
    """
    return b"ENCRYPTED" in _read(untrusted_key)


def _private_key(place: Path, password: bytes | None) -> PrivateKeyTypes:
    try:
        return serialization.load_pem_private_key(_read(place), password)
    except TypeError as error:
        raise InputUnusable(
            f"The key {place} has a password and none was given, or the other way round.",
            remedy="Give the password of the key if it has one.",
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputUnusable(
            f"The key {place} cannot be read, or its password is another.",
            remedy="Give a private key in PEM, and its password.",
        ) from error


def _certificates(place: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(_read(place))
    except ValueError as error:
        raise InputUnusable(
            f"No certificates can be read from {place}.",
            remedy="Give the chain in PEM, the certificate of the key first.",
        ) from error


def _read(place: Path) -> bytes:
    try:
        with place.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputUnusable(
            f"{place} cannot be read: {error.strerror or error}.", remedy="Check the path."
        ) from error
    if len(data) > LARGEST_FILE:
        raise InputUnusable(f"{place} is no key and no chain.", remedy="Check the path.")
    return data


def _signer(key: PrivateKeyTypes, place: Path) -> tuple[str, Callable[[bytes], bytes]]:
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return _elliptic(key)
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        salted = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
        return "ps256", lambda data: key.sign(data, salted, hashes.SHA256())
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519", key.sign
    raise InputUnusable(
        f"C2PA does not sign with a key of the kind in {place}.",
        remedy="Use an elliptic key (P-256, P-384, P-521), Ed25519, or RSA of 2048 bits or more.",
    )


def _elliptic(key: ec.EllipticCurvePrivateKey) -> tuple[str, Callable[[bytes], bytes]]:
    """COSE wants both numbers side by side (RFC 9053, section 2.1), not in ASN.1."""
    algorithm, hashed = _CURVES[key.curve.name]
    length = (key.key_size + 7) // 8

    def sign(data: bytes) -> bytes:
        first, second = decode_dss_signature(key.sign(data, ec.ECDSA(hashed)))
        return first.to_bytes(length, "big") + second.to_bytes(length, "big")

    return algorithm, sign
