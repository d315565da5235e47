"""What a phone has to fetch before somebody can work, weighed on the line; the numbers are always printed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.factories.office import Office
from webapp import create_app
from webapp.config import Config

KIB = 1024
SHELL_JS, SHELL_CSS, FIRST_LOAD, REQUESTS = 45 * KIB, 12 * KIB, 90 * KIB, 8
CLIENT_PAGE, CLIENT_REQUESTS = 30 * KIB, 3
LINKED = re.compile(r'(?:src|href)="(/static/[^"]+)"')


@dataclass(frozen=True)
class Fetched:
    """One answer. Headers are left out: they are much the same whatever is served."""

    path: str
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body)


@pytest.fixture
def client(keys: Path) -> FlaskClient:
    """A browser at an app that asks no database for anything."""
    return create_app(Config("sqlite:///:memory:", keys, plain_http=True)).test_client()


def test_the_first_load_is_light(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    """Count the shell, all that it names (manifest and icons among it), and the worker."""
    parts = fetch_with_links(client, "/app/")
    parts.append(fetch(client, "/service-worker.js"))
    with capsys.disabled():
        report("first load", parts)
    assert {Path(part.path).suffix for part in parts} >= {".js", ".css", ".webmanifest", ".svg"}
    assert (
        weight(part for part in parts if part.path.startswith("/static/dist/") and part.path.endswith(".js"))
        <= SHELL_JS
    )
    assert weight(part for part in parts if part.path.endswith(".css")) <= SHELL_CSS
    assert weight(parts) <= FIRST_LOAD
    assert len(parts) <= REQUESTS


def test_the_clients_page_is_light(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    phone = office.phone("anna")
    phone.take_tickets()
    ticket = phone.tickets[0]
    registered = phone.register(ticket=ticket["id"])
    parts = fetch_with_links(office.app.test_client(), phone.code_path(registered, ticket))
    with capsys.disabled():
        report("the client's page", [Fetched("/c/…", parts[0].body), *parts[1:]])
    assert weight(parts) <= CLIENT_PAGE
    assert len(parts) <= CLIENT_REQUESTS
    assert "<script" not in parts[0].body.decode()


def fetch_with_links(client: FlaskClient, path: str) -> list[Fetched]:
    page = fetch(client, path)
    return [page, *(fetch(client, link) for link in LINKED.findall(page.body.decode()))]


def fetch(client: FlaskClient, path: str) -> Fetched:
    answer = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"}, buffered=True)
    assert answer.status_code == 200, path
    return Fetched(path, answer.data)


def weight(parts: Iterable[Fetched]) -> int:
    return sum(part.size for part in parts)


def report(title: str, parts: list[Fetched]) -> None:
    lines = [f"{part.size / KIB:8.1f} KiB  {part.path}" for part in parts]
    title = f"{title}: {weight(parts) / KIB:.1f} KiB in {len(parts)} requests"
    sys.stdout.write("\n".join(("", title, *lines, "")))
