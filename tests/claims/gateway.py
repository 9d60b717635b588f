"""A real gateway of messages on this machine: what came in, and an answer for each."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """What came in, in its order; `answers` are the statuses to give (200 when none is left), `before` runs before each."""

    answers: list[int] = field(default_factory=list)
    before: Callable[[], Any] = lambda: None
    bodies: list[dict[str, str]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    @property
    def keys(self) -> list[str]:
        return [body["key"] for body in self.bodies]


@contextmanager
def a_gateway() -> Iterator[Asked]:
    asked = Asked()

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            asked.heads.append(dict(self.headers))
            asked.before()
            self.send_response(asked.answers.pop(0) if asked.answers else 200)
            self.send_header("Location", "/elsewhere/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    asked.url = f"http://127.0.0.1:{server.server_port}/send/"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
