"""A real time-stamping authority: `openssl ts` behind a small HTTP server on loopback."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

REQUIRED = "EARWITNESS_REQUIRE_OPENSSL"

CONFIGURATION = """\
[tsa]
default_tsa = stamps
[stamps]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
certs = {folder}/root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
"""


def need_openssl() -> str:
    """The program, or a skip with its reason; a failure where it is required."""
    found = shutil.which("openssl")
    if found is None:
        reason = "There is no openssl here, which plays the time-stamping authority."
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


class Authority:
    """Keys, certificates and a configuration in a folder; answers queries as bytes."""

    def __init__(self, folder: Path, name: str = "Test authority") -> None:
        self.folder, self.openssl = folder, need_openssl()
        folder.mkdir(parents=True)
        self.root = folder / "root.pem"
        root = f"/CN={name} root"
        self._run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30",
                  "-keyout", "root.key", "-out", "root.pem", "-subj", root)  # fmt: skip
        self._run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "signer.key",
                  "-out", "signer.csr", "-subj", f"/CN={name}")  # fmt: skip
        (folder / "usage").write_text("extendedKeyUsage=critical,timeStamping\n")
        self._run("x509", "-req", "-in", "signer.csr", "-CA", "root.pem", "-CAkey", "root.key",
                  "-CAcreateserial", "-out", "signer.pem", "-days", "30",
                  "-extfile", "usage")  # fmt: skip
        (folder / "serial").write_text("01")
        self.accept("sha256")

    def accept(self, digests: str) -> None:
        """Which digests it stamps; others it rejects."""
        text = CONFIGURATION.format(folder=self.folder, digests=digests)
        (self.folder / "tsa.cnf").write_text(text)

    def answer(self, query: bytes) -> bytes:
        """The DER answer to a DER query."""
        (self.folder / "query").write_bytes(query)
        self._run("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "answer")
        return (self.folder / "answer").read_bytes()

    def expire(self) -> None:
        """Give the signer a certificate that ended yesterday."""
        issuer = x509.load_pem_x509_certificate(self.root.read_bytes())
        key = serialization.load_pem_private_key((self.folder / "root.key").read_bytes(), None)
        own = serialization.load_pem_private_key((self.folder / "signer.key").read_bytes(), None)
        assert isinstance(key, rsa.RSAPrivateKey) and isinstance(own, rsa.RSAPrivateKey)
        now = datetime.now(UTC)
        usage = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Late")]))
            .issuer_name(issuer.subject)
            .public_key(own.public_key())
            .serial_number(4711)
            .not_valid_before(now - timedelta(days=9))
            .not_valid_after(now - timedelta(days=1))
            .add_extension(usage, critical=True)
            .sign(key, hashes.SHA256())
        )
        pem = certificate.public_bytes(serialization.Encoding.PEM)
        (self.folder / "signer.pem").write_bytes(pem)

    def _run(self, *arguments: str) -> None:
        subprocess.run(
            [self.openssl, *arguments], cwd=self.folder, check=True, capture_output=True, timeout=60
        )


Reply = Callable[[BaseHTTPRequestHandler, bytes], None]


@contextmanager
def serving(reply: Reply) -> Iterator[str]:
    """The address of a server on loopback that replies so to each query."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            reply(self, query)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/stamp"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def granting(authority: Authority) -> Reply:
    """Stamps what it is asked to."""

    def reply(handler: BaseHTTPRequestHandler, query: bytes) -> None:
        assert handler.headers["Content-Type"] == "application/timestamp-query"
        send(handler, authority.answer(query))

    return reply


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **more: str) -> None:
    """One HTTP answer."""
    handler.send_response(status)
    handler.send_header("Content-Type", "application/timestamp-reply")
    handler.send_header("Content-Length", str(len(body)))
    for name, value in more.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def drip(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Never ends: one byte after the other."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b"0")
            time.sleep(0.1)
    except OSError:
        return


def flood(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """More bytes than any answer has."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(64):
            handler.wfile.write(b"0" * 100_000)
    except OSError:
        return
