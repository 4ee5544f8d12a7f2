"""A key and its chain are read, checked and never copied; whatever is wrong with them is said."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from earwitness.publication.signing.keys import LARGEST_FILE, has_password, load_signing_key
from earwitness.records.errors import InputUnusable
from fakes.newsroom_keys import key_files


def test_a_key_with_a_password_opens_with_it_alone(tmp_path: Path) -> None:
    files = key_files(tmp_path, password=b"correct horse")
    assert has_password(files.key) and not has_password(files.certificates)
    assert load_signing_key(files.key, files.certificates, b"correct horse").algorithm == "es256"
    for wrong in (None, b"another"):
        with pytest.raises(InputUnusable, match="password"):
            load_signing_key(files.key, files.certificates, wrong)


def test_notes_beside_the_certificates_are_left_behind(tmp_path: Path) -> None:
    files = key_files(tmp_path)
    assert b"night desk" in files.certificates.read_bytes()
    kept = load_signing_key(files.key, files.certificates).certificates
    assert kept.startswith("-----BEGIN CERTIFICATE-----") and kept.count("BEGIN") == 2
    assert "night desk" not in kept


def test_a_signature_has_both_numbers_side_by_side(tmp_path: Path) -> None:
    for curve, length in ((ec.SECP256R1(), 64), (ec.SECP521R1(), 132)):
        files = key_files(tmp_path, ec.generate_private_key(curve))
        assert len(load_signing_key(files.key, files.certificates).sign(b"bytes")) == length


def test_a_chain_of_another_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir(), (tmp_path / "two").mkdir()
    one, two = key_files(tmp_path / "one"), key_files(tmp_path / "two")
    with pytest.raises(InputUnusable, match="not that of the key"):
        load_signing_key(one.key, two.certificates)


def test_a_certificate_that_is_over_is_refused(tmp_path: Path) -> None:
    files = key_files(tmp_path, days=-3)
    with pytest.raises(InputUnusable, match="not valid today"):
        load_signing_key(files.key, files.certificates)


@pytest.mark.parametrize(
    "key", [rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP256K1())]
)
def test_a_key_that_c2pa_does_not_know_is_refused(
    tmp_path: Path, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
) -> None:
    files = key_files(tmp_path, key)
    with pytest.raises(InputUnusable, match="does not sign with a key"):
        load_signing_key(files.key, files.certificates)


@pytest.mark.parametrize("data", [b"", b"no key", b"\xff" * 100, b"x" * (LARGEST_FILE + 1)])
def test_files_that_hold_something_else_are_refused(tmp_path: Path, data: bytes) -> None:
    files = key_files(tmp_path)
    foreign = tmp_path / "foreign.pem"
    foreign.write_bytes(data)
    for key, certificates in ((foreign, files.certificates), (files.key, foreign)):
        with pytest.raises(InputUnusable, match=r"foreign\.pem"):
            load_signing_key(key, certificates)
    with pytest.raises(InputUnusable, match="cannot be read"):
        load_signing_key(tmp_path / "nowhere", files.certificates)
