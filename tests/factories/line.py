"""A line from a test to the server, with the cookies and the CSRF token of a signed-in browser."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from flask import Flask
from flask.testing import FlaskClient

TIMEOUT_SECONDS = 60
CSRF_FIELD = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Wire(Protocol):
    """Something that carries one request."""

    def send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Carry a request and return the answer, whatever its status."""


class FlaskWire:
    """A wire inside this process, through Flask's test client; it carries the cookies."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Carry a request."""
        answer = self.client.open(path, method=method, data=body, headers=dict(headers), follow_redirects=True)
        return Answer(answer.status_code, dict(answer.headers), answer.get_data())


class HttpWire:
    """A wire to a running server."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.jar))

    def send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Carry a request."""
        request = Request(self.address + path, data=body, method=method, headers=dict(headers))  # noqa: S310 - our server
        try:
            with self.opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, dict(refusal.headers), refusal.read())


class Line:
    """A browser's line: signs in once, then carries JSON."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.csrf_token = ""

    def sign_in(self, login: str, password: str) -> None:
        """Sign in through the page that people use."""
        self.post_form("/sign-in", login=login, password=password)
        self.take_token()

    def sign_in_first(self, login: str, first: str, own: str) -> None:
        """Sign in with a first password and choose the own one, which has to come before anything else."""
        self.post_form("/sign-in", login=login, password=first)
        self.post_form("/password", current=first, fresh=own, again=own)
        self.take_token()

    def post_form(self, path: str, **fields: str) -> Answer:
        """Fill in the form of a page and send it."""
        page = self.get(path).text
        token = CSRF_FIELD.search(page)
        assert token is not None, page
        form = urlencode({"csrf_token": token[1], **fields}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}
        return self.wire.send("POST", path, form, headers)

    def take_token(self) -> None:
        """Fetch the token that every change carries."""
        session = self.get("/api/v1/session")
        assert session.status == 200, session.text
        self.csrf_token = session.json["csrf_token"]

    def get(self, path: str) -> Answer:
        """Ask for something."""
        return self.wire.send("GET", path, None, {"Accept-Language": "en"})

    def post(self, path: str, value: object) -> Answer:
        """Send JSON."""
        return self.post_bytes(path, json.dumps(value, ensure_ascii=False).encode())

    def post_bytes(self, path: str, body: bytes) -> Answer:
        """Send what may be JSON or not."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.csrf_token, "Accept-Language": "en"}
        return self.wire.send("POST", path, body, headers)
