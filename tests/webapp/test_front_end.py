"""Files of the front end come in the coding that the browser reads, and are asked for once."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp import create_app, front_end
from webapp.config import Config, ConfigError

YEAR = "public, max-age=31536000, immutable"
#: asked for, received
CODINGS = (
    ("gzip, deflate, br, zstd", "br"),
    ("br", "br"),
    ("gzip", "gzip"),
    ("gzip, br;q=0", "gzip"),
    ("identity", None),
    ("", None),
)
TYPES = {
    "app.js": "text/javascript; charset=utf-8",
    "app.css": "text/css; charset=utf-8",
}
PLAIN_TYPES = {
    "manifest.webmanifest": "application/manifest+json",
    "icons/seal.svg": "image/svg+xml; charset=utf-8",
    "icons/seal-192.png": "image/png",
}


@pytest.fixture
def client(keys: Path) -> FlaskClient:
    """A browser at an app that asks no database for anything."""
    return create_app(Config("sqlite:///:memory:", keys, plain_http=True)).test_client()


def get(client: FlaskClient, path: str, coding: str = "br", known: str = "") -> TestResponse:
    """Ask for something, read it to the end and close it."""
    headers = {"Accept-Encoding": coding} | ({"If-None-Match": known} if known else {})
    return client.get(path, headers=headers, buffered=True)


def built(name: str) -> str:
    return f"/static/dist/{front_end.built_files()[name]}"


@pytest.mark.parametrize(("wanted", "given"), CODINGS)
def test_each_browser_gets_the_smallest_coding_that_it_reads(
    client: FlaskClient, wanted: str, given: str | None
) -> None:
    plain = (front_end.STATIC / built("app.js").removeprefix("/static/")).read_bytes()
    answer = get(client, built("app.js"), wanted)
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[given]
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == given
    assert decode(answer.data) == plain
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == TYPES["app.js"]
    assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize("name", TYPES)
def test_built_files_never_change_and_are_kept_for_a_year(client: FlaskClient, name: str) -> None:
    answer = get(client, built(name))
    assert answer.headers["Cache-Control"] == YEAR
    assert answer.headers["Content-Type"] == TYPES[name]


def test_what_is_known_is_not_sent_again_and_each_coding_has_its_own_tag(client: FlaskClient) -> None:
    tags = []
    for coding in ("br", "gzip", "identity"):
        answer = get(client, built("app.css"), coding)
        again = get(client, built("app.css"), coding, answer.headers["ETag"])
        assert (again.status_code, again.data) == (304, b""), coding
        assert again.headers["Cache-Control"] == YEAR, coding
        assert again.headers["Vary"] == "Accept-Encoding", coding
        tags.append(answer.headers["ETag"])
    assert len(set(tags)) == len(tags)


def test_the_worker_comes_from_the_root_and_is_asked_about_each_time(client: FlaskClient) -> None:
    answer = get(client, "/service-worker.js")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Content-Encoding"] == "br"
    again = get(client, "/service-worker.js", known=answer.headers["ETag"])
    assert again.status_code == 304


@pytest.mark.parametrize("name", PLAIN_TYPES)
def test_files_that_keep_their_name_are_asked_about_each_time(client: FlaskClient, name: str) -> None:
    answer = get(client, f"/static/{name}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"] == PLAIN_TYPES[name]
    assert "Content-Encoding" not in answer.headers


def test_only_hashed_names_are_immutable(client: FlaskClient) -> None:
    assert front_end.is_hashed(built("app.js"))
    for path in ("/static/dist/manifest.json", "/static/dist/service_worker.js", "/static/icons/seal.svg", "/app/"):
        assert not front_end.is_hashed(path), path
    assert get(client, "/static/dist/manifest.json").headers["Cache-Control"] == "no-cache"
    assert get(client, "/static/dist/gone-ABCDEFGH.js").headers["Cache-Control"] == "no-cache"


def test_no_path_leads_out_of_the_folder(client: FlaskClient) -> None:
    for path in ("../config.py", "dist/../../config.py", "dist/..%2f..%2fconfig.py"):
        assert get(client, f"/static/{path}").status_code == 404, path


def test_pages_and_answers_are_not_compressed_because_they_hold_secrets(client: FlaskClient) -> None:
    for path in ("/app/", "/sign-in", "/api/v1/session"):
        answer = get(client, path, "br, gzip")
        assert "Content-Encoding" not in answer.headers, path


def test_without_a_build_the_server_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(front_end, "STATIC", tmp_path)
    front_end.built_files.cache_clear()
    with pytest.raises(ConfigError, match=r"dev\.py build"):
        front_end.built_files()
