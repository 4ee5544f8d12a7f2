"""A server on loopback that speaks the chat-completions protocol, with answers from a script."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[str], Any]


@dataclass
class Script:
    """`answer` makes the model's JSON from the text it is shown. `raw` is sent instead, as it is.

    `asked` keeps every question, `headers` what came with the last.
    """

    answer: Answer = lambda _text: {"claims": []}
    raw: bytes | None = None
    status: int = 200
    location: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    url: str = ""


@contextmanager
def serving(script: Script) -> Iterator[Script]:
    """Serve until the block is left; `script.url` is the address up to /v1."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *said: Any) -> None:
            """Quiet."""

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.asked.append({"path": self.path, **question})
            script.headers = dict(self.headers)
            content = json.dumps(script.answer(question["messages"][-1]["content"]))
            whole = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            body = whole if script.raw is None else script.raw
            self.send_response(script.status)
            if script.location:
                self.send_header("Location", script.location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
