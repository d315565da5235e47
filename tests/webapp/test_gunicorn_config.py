"""The web server itself: it starts with one sentence or not at all, answers, and leaves nobody behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.factories.line import Answer, HttpWire

LONGEST_START_SECONDS = 30


def command(port: int) -> list[str]:
    program = str(Path(sys.executable).with_name("gunicorn"))
    return [program, "--config", "python:webapp.gunicorn_config", "--bind", f"127.0.0.1:{port}"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port: int = holder.getsockname()[1]
    return port


@contextmanager
def running(variables: Mapping[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    server = subprocess.Popen(
        command(port), env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield server
    finally:
        server.kill()
        server.communicate()


def first_answer(port: int) -> Answer:
    wire, until = HttpWire(f"http://127.0.0.1:{port}"), time.monotonic() + LONGEST_START_SECONDS
    while True:
        try:
            return wire.send("GET", "/app/", None, {})
        except OSError:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)


def is_taken(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_without_telling_what_it_is_and_stops_with_its_workers(
    keys: Path, migrated_sqlite: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    shutil.copy(migrated_sqlite, tmp_path / "office.sqlite3")
    variables = {"XIANDENG_DATABASE": f"sqlite:///{tmp_path}/office.sqlite3", "XIANDENG_KEYS": str(keys)}
    port = free_port()
    with running(variables, port) as server:
        answer = first_answer(port)
        assert (answer.status, answer.headers["Server"]) == (200, "xiandeng")
        server.send_signal(ending)
        said, _ = server.communicate(timeout=LONGEST_START_SECONDS)
    assert server.returncode == 0
    assert said.splitlines() == ["Stopped. What was saved is in the database."]
    assert not is_taken(port)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"XIANDENG_DATABASE": "", "XIANDENG_KEYS": "none.json"}, "Set XIANDENG_DATABASE"),
        ({"XIANDENG_DATABASE": "sqlite:///none.sqlite3", "XIANDENG_KEYS": "none.json"}, "There is no key file"),
        ({"XIANDENG_DATABASE": "sqlite:///none.sqlite3", "XIANDENG_KEYS": "dev.py"}, "is damaged"),
    ],
)
def test_what_keeps_it_from_starting_is_said_once(variables: dict[str, str], sentence: str) -> None:
    done = subprocess.run(
        command(free_port()), env={**os.environ, **variables}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stderr.count(sentence) == 1
    assert "Traceback" not in done.stderr
