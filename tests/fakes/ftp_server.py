"""A real FTP server on this machine: a shared place that is reached over a network.

python -m fakes.ftp_server FOLDER PORT_FILE
"""

import sys
from pathlib import Path

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

USER, PASSWORD = "earwitness", "fictional"


def serve(folder: Path, port_file: Path) -> None:
    """Until it is ended; its port is told in a file."""
    authorizer = DummyAuthorizer()
    authorizer.add_user(USER, PASSWORD, str(folder), perm="elradfmw")
    handler = type("Handler", (FTPHandler,), {"authorizer": authorizer})
    server = FTPServer(("127.0.0.1", 0), handler)
    unfinished = port_file.with_suffix(".part")
    unfinished.write_text(str(server.address[1]))
    unfinished.replace(port_file)
    server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
