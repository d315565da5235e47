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
from webapp import create_app, front_end
from webapp.config import Config

KIB = 1024
SHELL_JS, SHELL_CSS, FIRST_LOAD, REQUESTS = 45 * KIB, 12 * KIB, 90 * KIB, 8
#: Everything that the app is made of, fetched in the quiet after the first load.
ALL_JS = 80 * KIB
CLIENT_PAGE, CLIENT_REQUESTS = 30 * KIB, 3
LINKED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
#: What a script needs before it runs; `import("…")` fetches later and is not meant.
NEEDED = re.compile(r'(?:\bfrom|\bimport)\s*"\./([\w-]+\.js)"')
LATER = re.compile(r'(?:\bfrom|\bimport)\s*\(?\s*"\./([\w-]+\.js)"')
#: What the worker keeps for later.
KEPT = re.compile(r'"(/static/dist/[\w-]+\.js)"')


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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_load_is_light(client: FlaskClient, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Count the shell, all that it names (manifest and icons among it), all that its scripts need, and the worker."""
    parts = fetch_with_links(client, "/app/")
    scripts = [part.path for part in parts if part.path.endswith(".js")]
    if language == "en":
        scripts.append(f"/static/dist/{front_end.built_files()['words_en.js']}")
    paths = [*needed_by(scripts), "/service-worker.js"]
    parts = [part for part in parts if part.path not in paths] + [fetch(client, path) for path in paths]
    with capsys.disabled():
        report(f"first load, {language}", parts)
    assert {Path(part.path).suffix for part in parts} >= {".js", ".css", ".webmanifest", ".svg"}
    assert weight(part for part in parts if part.path.endswith(".js")) <= SHELL_JS
    assert weight(part for part in parts if part.path.endswith(".css")) <= SHELL_CSS
    assert weight(parts) <= FIRST_LOAD
    assert len(parts) <= REQUESTS


def test_the_whole_app_is_light(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    """Count every script of the app; the worker keeps them all, and nothing that no script asks for."""
    worker = fetch(client, "/service-worker.js", "identity").body.decode()
    kept = set(KEPT.findall(worker))
    first = f"/static/dist/{front_end.built_files()['app.js']}"
    parts = [fetch(client, path) for path in sorted(kept)]
    with capsys.disabled():
        report("the whole app", parts)
    assert set(needed_by([first], later=True)) == kept
    assert weight(parts) <= ALL_JS


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


def needed_by(paths: list[str], *, later: bool = False) -> list[str]:
    """Return the scripts and all that they need, and with `later` also all that they may ask for later."""
    found: list[str] = []
    wanted = list(paths)
    while wanted:
        path = wanted.pop()
        if path in found:
            continue
        found.append(path)
        text = (front_end.STATIC / path.removeprefix("/static/")).read_text(encoding="utf-8")
        names = (LATER if later else NEEDED).findall(text)
        wanted.extend(f"/static/dist/{name}" for name in names)
    return found


def fetch(client: FlaskClient, path: str, coding: str = "gzip, deflate, br") -> Fetched:
    answer = client.get(path, headers={"Accept-Encoding": coding}, buffered=True)
    assert answer.status_code == 200, path
    return Fetched(path, answer.data)


def weight(parts: Iterable[Fetched]) -> int:
    return sum(part.size for part in parts)


def report(title: str, parts: list[Fetched]) -> None:
    lines = [f"{part.size / KIB:8.1f} KiB  {part.path}" for part in parts]
    title = f"{title}: {weight(parts) / KIB:.1f} KiB in {len(parts)} requests"
    sys.stdout.write("\n".join(("", title, *lines, "")))
