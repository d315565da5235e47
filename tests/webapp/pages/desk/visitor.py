"""Somebody at the desk: a signed-in browser without script, and a client that two phones fight over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.factories.line import FlaskWire, Line
from tests.factories.office import PASSWORD, PROJECT_ID, Office
from tests.factories.phone import Captured, Phone
from webapp.models.people import AuditEvent
from webapp.transaction import snapshot

NUMBER = "138 0013 8000"
MASKED = "138****8000"
UNKNOWN = "01890000-0000-7000-8000-000000000000"
DIGITS = ("13800138000", "138 0013 8000", "0013 8000", "00138000")
RULING = re.compile(r'name="ruling" value="(\d+)"')


@dataclass
class Visitor:
    """One signed-in browser."""

    line: Line
    login: str

    @classmethod
    def of(cls, office: Office, login: str) -> Visitor:
        return cls(office.line(login), login)

    @property
    def browser(self) -> FlaskClient:
        assert isinstance(self.line.wire, FlaskWire)
        return self.line.wire.client

    def get(self, path: str, language: str = "en") -> TestResponse:
        """Open a page."""
        return self.browser.get(f"/desk/{path}", headers={"Accept-Language": language})

    def read(self, path: str, language: str = "en") -> str:
        """Return a page's HTML."""
        answer = self.get(path, language)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def post(self, path: str, **form: str) -> TestResponse:
        """Send a form, and stay where it leads without going there."""
        values = {"csrf_token": self.line.csrf_token, **form}
        return self.browser.post(f"/desk/{path}", data=values, headers={"Accept-Language": "en"})

    def sign_in_again(self) -> None:
        """Come back after a while."""
        self.line.sign_in(self.login, PASSWORD)


@dataclass
class Contested:
    """Anna wrote first without signal; Bert registered online meanwhile; Anna's text came last."""

    office: Office
    anna: Phone
    bert: Phone
    client_id: str
    first: Captured
    second: Captured
    cora: Phone | None = None

    def wait(self, **duration: float) -> None:
        """Let time pass everywhere."""
        self.office.clock.wait(**duration)
        for phone in (self.anna, self.bert):
            phone.wait(**duration)
            self.office.sign_in_again(phone)


def contested(office: Office, number: str = NUMBER, *, late: bool = False, **names: str) -> Contested:
    """Make a contested case. late: Cora, too, wrote it without signal; her text is still on her phone."""
    phones = [office.phone(login) for login in ("anna", "bert", *(["cora"] if late else []))]
    anna, bert, *others = phones
    _wait(office, phones, minutes=10)
    first = anna.register(number, **names)
    for cora in others:
        cora.register(number, **names)
    _wait(office, phones, minutes=20)
    bert.beat()
    second = bert.register(number, **names)
    bert.push()
    _wait(office, phones, minutes=15)
    anna.push()
    return Contested(office, anna, bert, clients_of(bert)[-1]["id"], first, second, *others)


def _wait(office: Office, phones: Sequence[Phone], minutes: float) -> None:
    office.clock.wait(minutes=minutes)
    for phone in phones:
        phone.wait(minutes=minutes)


def clients_of(phone: Phone) -> list[dict[str, Any]]:
    """Return the clients that a phone sees, fetched from the beginning, in the order in which they changed."""
    phone.cursor = ""
    return [each["value"] for each in phone.pull() if each["kind"] == "client"]


def client_of(phone: Phone) -> dict[str, Any]:
    """Return the one client that a phone sees."""
    (found,) = clients_of(phone)
    return found


def notices_of(phone: Phone) -> list[str]:
    """Return what a phone's agent was told, in English, oldest first."""
    phone.cursor = ""
    notices = [each["value"] for each in phone.pull() if each["kind"] == "notice"]
    return [notice["sentence"]["en"] for notice in sorted(notices, key=lambda notice: notice["at"])]


def ruling_on(page: str) -> str:
    """Return the number of the ruling that a case's form carries."""
    found = RULING.search(page)
    assert found, page
    return found[1]


def acts(office: Office, act: str) -> list[AuditEvent]:
    """Return what was written down."""
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        rows = work.session.scalars(select(AuditEvent).where(AuditEvent.act == act).order_by(AuditEvent.at))
        return list(rows)
