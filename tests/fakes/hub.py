"""A model hub on loopback: the paths, headers and redirects of the real one, and its bad days."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "c0ffee" + "0" * 34


@dataclass
class Hub:
    """Files by path. `large` ones are announced with their SHA-256, others with a hash of git.

    `breaks_after`: bytes of a file after which the connection is closed, once for each file.
    """

    files: dict[str, bytes]
    large: frozenset[str] = frozenset()
    breaks_after: int = 0
    lies: bool = False
    address: str = ""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def git_hash(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """Serve until the block is left."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def log_message(self, *said: Any) -> None:
            """Quiet."""

        def _answer(self, *, with_body: bool) -> None:
            hub.asked.append((self.command, self.path, dict(self.headers.items())))
            prefix = f"/owner/model/resolve/{COMMIT}/"
            path = self.path.removeprefix(prefix)
            content = hub.files.get(path)
            if not self.path.startswith(prefix) or content is None:
                self.send_response(404)
                self.send_header("X-Error-Code", "EntryNotFound")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self._send(path, content, with_body)

        def _send(self, path: str, content: bytes, with_body: bool) -> None:
            begin = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")[0]
            start = int(begin or 0)
            told = content + b"!" if hub.lies else content
            etag = hashlib.sha256(told).hexdigest() if path in hub.large else git_hash(told)
            self.send_response(206 if start else 200)
            if start:
                self.send_header(
                    "Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}"
                )
            self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("ETag", f'"{etag}"')
            if path in hub.large:
                self.send_header("X-Linked-ETag", f'"{etag}"')
                self.send_header("X-Linked-Size", str(len(content)))
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            if not with_body:
                return
            if hub.breaks_after and path not in hub.broken and len(content) > hub.breaks_after:
                hub.broken.add(path)
                self.wfile.write(content[start : start + hub.breaks_after])
                self.close_connection = True
                self.connection.close()
                return
            self.wfile.write(content[start:])

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
