"""The real app behind a real web server, with one seam: a clock that a test can move for all its workers at once."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask, Response, request

from webapp import create_app
from webapp.config import Config

SHIFT = "XIANDENG_TEST_SHIFT"
WORKER = "/service-worker.js"
START_SECONDS = 20


@dataclass(frozen=True)
class ShiftedClock:
    """The machine's time, moved by as many seconds as a file says."""

    file: Path

    def now(self) -> datetime:
        """Return the moment."""
        return datetime.now(UTC) + timedelta(seconds=float(self.file.read_text()))

    def wait(self, **duration: float) -> None:
        """Let time pass on the server, such as `minutes=30`."""
        self.file.write_text(str(float(self.file.read_text()) + timedelta(**duration).total_seconds()))

    @property
    def worker(self) -> Path:
        """The file whose words stand at the end of the service worker: another word is another version."""
        return self.file.with_suffix(".worker")


def shifted_app() -> Flask:
    """Make the app of one worker."""
    clock = ShiftedClock(Path(os.environ[SHIFT]))
    app = create_app(Config.from_environment(os.environ), clock)

    @app.before_request
    def _whole_and_plain() -> None:
        if request.path == WORKER and clock.worker.exists():
            for header in ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"):
                request.environ.pop(header, None)

    @app.after_request
    def _newer(response: Response) -> Response:
        if request.path == WORKER and clock.worker.exists():
            response.direct_passthrough = False
            response.set_data(response.get_data() + b"\n//" + clock.worker.read_bytes())
            del response.headers["ETag"], response.headers["Last-Modified"]
        return response

    return app


@contextmanager
def served(database: str, keys: Path, clock: ShiftedClock, *, workers: int = 2) -> Iterator[str]:
    """Serve the app with gunicorn and give its address."""
    port = _free_port()
    variables = {
        **os.environ,
        "XIANDENG_DATABASE": database,
        "XIANDENG_KEYS": str(keys),
        "XIANDENG_PLAIN_HTTP": "1",
        SHIFT: str(clock.file),
    }
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning", "--preload"]
    server = subprocess.Popen([*command, "tests.factories.served:shifted_app()"], env=variables)
    try:
        _wait_for(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not start: its own words stand above")
