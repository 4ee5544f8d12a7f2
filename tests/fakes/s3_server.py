"""A real S3-like server on this machine (moto), which lets only the holder of its key in.

python -m fakes.s3_server ANSWER_FILE
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import s3_backends
from werkzeug.serving import make_server

BUCKET, KEY, SECRET = "our-bucket", "FICTIONALKEY", "fictional/secret+of+the+calls"

REFUSED = b"<Error><Code>InvalidAccessKeyId</Code><Message>Unknown.</Message></Error>"
"""https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def for_the_holder_of_the_key(inner: Application) -> Application:
    """moto's own accounts refuse signed lists whose prefix holds a slash, so names alone count."""

    def application(request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if f"Credential={KEY}/" in request.get("HTTP_AUTHORIZATION", ""):
            return inner(request, start)
        start("403 Forbidden", [("Content-Type", "application/xml")])
        return [REFUSED]

    return application


def serve(answer_file: Path) -> None:
    """Until it is ended; its address is told in a file."""
    s3_backends[DEFAULT_ACCOUNT_ID]["aws"].create_bucket(BUCKET, "us-east-1")
    application = for_the_holder_of_the_key(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, application, threaded=True)
    unfinished = answer_file.with_suffix(".part")
    unfinished.write_text(f"http://127.0.0.1:{server.server_port}", "utf-8")
    unfinished.replace(answer_file)
    server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
