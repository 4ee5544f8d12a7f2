"""Time stamps over a ledger entry (RFC 3161): making queries, checking answers.

The stamped message is the canonical JSON of the entry, so the imprint in the query is the hash of
the entry itself, and any tool can check an answer: `openssl ts -verify -digest HASH …`.
"""

import base64
import warnings
from collections.abc import Sequence

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    Verifier,
    VerifierBuilder,
    decode_timestamp_response,
)

from earwitness.archive.der import with_ordered_certificates
from earwitness.records.custody import LedgerEntry, Stamp, StampRequest
from earwitness.records.errors import InputUnusable
from earwitness.records.printable import printable
from earwitness.runtime.ledger import entry_bytes

MAX_ANSWER_BYTES = 1_000_000
"""Estimate: an answer with a chain of four certificates has about 8,000 bytes."""

MAX_ROOTS_BYTES = 1_000_000
"""Estimate: the roots of all public authorities together have about 250,000 bytes."""

SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")
STATUS = {
    1: "granted with changes",
    2: "rejected",
    3: "waiting",
    4: "warned of revocation",
    5: "revoked",
}
"""PKIStatus of RFC 3161, section 2.4.2; 0 is granted."""


def new_request(entry: LedgerEntry) -> StampRequest:
    """A query over one entry: SHA-256, a random nonce of 64 bits, certificates asked for."""
    query = TimestampRequestBuilder(entry_bytes(entry), HashAlgorithm.SHA256).build()
    return StampRequest(
        sequence=entry.sequence,
        head_hash=entry.hash,
        nonce=str(query.nonce),
        query=base64.b64encode(query.as_bytes()).decode(),
    )


def matching_request(
    untrusted_answer: bytes, requests: Sequence[StampRequest]
) -> tuple[StampRequest, Stamp]:
    """The query that an answer belongs to, and what it says; its signature is not checked here.

    Raises:
        InputUnusable: it is no answer, refuses, or answers none of these queries.
    """
    answer = parse(untrusted_answer)
    try:
        info, stamp = answer.tst_info, _stamp(answer, untrusted_answer)
        imprint = info.message_imprint.message.hex()
        fits = info.message_imprint.hash_algorithm == SHA256
    except Exception as error:  # the parsers raise many kinds
        raise _refused("has no readable stamp in it", "Ask the authority again.") from error
    over = [request for request in requests if fits and request.head_hash == imprint]
    own = [request for request in requests if request.nonce == str(info.nonce)]
    for request in own:
        if request in over:
            return request, stamp
    if own:
        raise _refused(
            "is over another hash than the query it answers",
            "The authority or somebody on the way changed it; do not use it.",
        )
    if over:
        raise _refused(
            "carries another nonce than the query",
            "It is an older answer, or one to a query made elsewhere. Take the answer to the "
            "query that this case wrote.",
        )
    raise _refused(
        "answers no query of this case",
        "Make a query with `earwitness anchor --request FILE`, and take in its answer.",
    )


def parse(untrusted_answer: bytes) -> TimeStampResponse:
    """A granted answer.

    Raises:
        InputUnusable: it is no answer, too large, damaged, or the authority did not grant it.
    """
    if len(untrusted_answer) > MAX_ANSWER_BYTES:
        raise _refused("is too large", "Give the file that the authority sent.")
    try:
        answer = _decode(untrusted_answer)
        status = answer.status
        words = ", ".join(answer.status_string or [])
    except Exception as error:  # the parsers raise many kinds
        raise _refused(
            "is no time-stamp answer, or is damaged",
            "Give the file that the authority sent (DER, often named .tsr).",
        ) from error
    if status != 0:
        how = STATUS.get(status, f"answered with status {status}")
        printable = "".join(letter for letter in words if letter.isprintable())[:200]
        raise _refused(
            f"grants no stamp: {how}{f' ({printable})' if printable else ''}",
            "Ask the authority why, or ask another one.",
        )
    return answer


def _decode(untrusted_answer: bytes) -> TimeStampResponse:
    try:
        return decode_timestamp_response(untrusted_answer)
    except ValueError:
        return decode_timestamp_response(with_ordered_certificates(untrusted_answer))


def read_roots(untrusted_pem: bytes) -> str:
    """The certificates of a PEM file, as PEM.

    Raises:
        InputUnusable: there is none in it.
    """
    try:
        certificates = x509.load_pem_x509_certificates(untrusted_pem)
    except Exception as error:
        raise InputUnusable(
            "The file of certificates cannot be read.",
            remedy="Give the authority's root certificate as PEM (-----BEGIN CERTIFICATE-----).",
        ) from error
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in certificates)


def check_stamp(request: StampRequest, stamp: Stamp, roots: str) -> str:
    """Why a stored answer does not prove that its entry existed; empty if it does.

    `roots` are PEM certificates: those that signed themselves are trusted, others complete the
    chain. Certificates must be valid at the stamped time, not today (RFC 3161, section 4).
    """
    try:
        answer = parse(base64.b64decode(stamp.response, validate=True))
        if _stamp(answer, b"") != _without_bytes(stamp):
            return "what is stored beside the answer is not what the answer says"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            verifier = _verifier(roots, int(request.nonce))
            verifier.verify(answer, bytes.fromhex(request.head_hash))
    except InputUnusable as error:
        return error.what
    except VerificationError as error:
        return _plainly(str(error))
    except Exception as error:  # the parsers raise many kinds
        return f"it cannot be checked ({type(error).__name__})"
    return ""


def _verifier(roots: str, nonce: int) -> Verifier:
    certificates = x509.load_pem_x509_certificates(roots.encode())
    own = [one for one in certificates if one.issuer == one.subject]
    between = [one for one in certificates if one.issuer != one.subject]
    builder = VerifierBuilder(roots=own or between, intermediates=between, nonce=nonce)
    return builder.build()


def _plainly(message: str) -> str:
    """What the library says, without its machinery."""
    reasons = {
        "certificate has expired": "the authority's certificate had expired at the stamped time",
        "certificate is not yet valid": "the authority's certificate was not valid yet",
        "Nonce mismatch": "the answer carries another nonce than the query",
        "Mismatch between messages": "the answer is over another hash",
        "EKU": "the certificate that signed it is not made for time stamps",
        "certificate verify error": "it was not signed under the given root certificates",
    }
    for sign, reason in reasons.items():
        if sign in message:
            return reason
    return "its signature does not fit"


def _stamp(answer: TimeStampResponse, untrusted_answer: bytes) -> Stamp:
    info = answer.tst_info
    return Stamp(
        stamped_at=info.gen_time.isoformat(),
        authority=_authority(answer),
        policy=info.policy.dotted_string,
        serial=str(info.serial_number),
        response=base64.b64encode(untrusted_answer).decode(),
    )


def _without_bytes(stamp: Stamp) -> Stamp:
    return Stamp(
        stamped_at=stamp.stamped_at,
        authority=stamp.authority,
        policy=stamp.policy,
        serial=stamp.serial,
        response="",
    )


def _authority(answer: TimeStampResponse) -> str:
    """The name that the stamp gives its authority, or whoever issued the signer's certificate."""
    for signer in answer.signed_data.signer_infos:
        for raw in answer.signed_data.certificates:
            certificate = x509.load_der_x509_certificate(raw)
            if (certificate.issuer, certificate.serial_number) == (
                signer.issuer,
                signer.serial_number,
            ):
                return printable(certificate.subject.rfc4514_string())[:300]
        issuer = printable(signer.issuer.rfc4514_string())
        return f"serial {signer.serial_number} of {issuer}"[:300]
    return ""


def _refused(how: str, remedy: str) -> InputUnusable:
    return InputUnusable(f"The answer {how}.", remedy=remedy)
