"""A newsroom's key, its certificate, and the authority that vouches for it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import (
    CertificateIssuerPrivateKeyTypes,
    CertificatePublicKeyTypes,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MAIL = (ExtendedKeyUsageOID.EMAIL_PROTECTION,)


@dataclass(frozen=True)
class KeyFiles:
    """Where key and chain lie."""

    key: Path
    certificates: Path


def key_files(
    folder: Path,
    key: CertificateIssuerPrivateKeyTypes | None = None,
    *,
    password: bytes | None = None,
    days: int = 30,
    usage: tuple[x509.ObjectIdentifier, ...] = MAIL,
) -> KeyFiles:
    """Write a key and a chain of two; `days` from an hour ago until it is over."""
    authority = ec.generate_private_key(ec.SECP256R1())
    own = key or ec.generate_private_key(ec.SECP256R1())
    public = own.public_key()
    root = _certificate("Root", authority.public_key(), "Root", authority, 3650, ())
    leaf = _certificate("Signer", public, "Root", authority, days, usage)
    files = KeyFiles(folder / "newsroom.key", folder / "newsroom.pem")
    kept = BestAvailableEncryption(password) if password else NoEncryption()
    files.key.write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, kept))
    note = b"Bag Attributes\n    friendlyName: key of the night desk\n"
    files.certificates.write_bytes(
        note + b"".join(one.public_bytes(Encoding.PEM) for one in (leaf, root))
    )
    return files


def _certificate(
    name: str,
    public: CertificatePublicKeyTypes,
    issuer: str,
    authority: ec.EllipticCurvePrivateKey,
    days: int,
    usage: tuple[x509.ObjectIdentifier, ...],
) -> x509.Certificate:
    begin = datetime.now(UTC) - timedelta(hours=1) - timedelta(days=60)
    is_root = name == issuer
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=60 + days))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(_key_usage(is_root), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()),
            critical=False,
        )
    )
    if usage:
        made = made.add_extension(x509.ExtendedKeyUsage(usage), critical=False)
    return made.sign(authority, hashes.SHA256())


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "The Fictional Courier"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _key_usage(is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
