"""Nothing personal reaches the log, whatever goes wrong while it is in memory."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from tests.factories.line import Line
from tests.factories.office import Office
from tests.factories.phone import Phone
from webapp.services.ownership.wire import accept_batch
from webapp.vault import VaultError

NUMBER, NAME, NOTE = "138 0013 8000", "欧阳锋", "喜欢顶楼的大露台"
PERSONAL = (NUMBER, "13800138000", "8000", NAME, NOTE, "测试甲")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ROW = ("INSERT INTO client VALUES (?)", {"phone": "13800138000", "note": NOTE}, Exception(f"{NAME} {NUMBER}"))

FAILURES: tuple[tuple[Exception, int, str], ...] = (
    (ValueError(f"{NAME} {NUMBER}"), 500, "unexpected ValueError"),
    (KeyError("13800138000"), 500, "unexpected KeyError"),
    (VaultError(NAME), 500, "unexpected VaultError"),
    (OperationalError(*ROW), 503, "database: Exception"),
    (IntegrityError(*ROW), 500, "unexpected IntegrityError"),
    (DataError(*ROW), 400, ""),
)


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.INFO):
        yield


def failing_with(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_arguments: object, **_named: object) -> NoReturn:
        raise error

    return fail


def write_everything_personal(phone: Phone) -> None:
    body = {"source": "walk_in", "ticket": None}
    entry = phone.capture("registration", body, {"phone": NUMBER, "surname": NAME, "title": "mr", "note": NOTE})
    phone.visit(entry, note=NOTE)


def assert_nothing_personal(caplog: pytest.LogCaptureFixture, what: object) -> None:
    formatted = "\n".join(logging.Formatter("%(name)s %(message)s").format(record) for record in caplog.records)
    for word in PERSONAL:
        assert word not in formatted, (what, word)


def test_what_fails_inside_names_its_kind_and_its_place_and_nothing_else(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = office.phone("anna")
    write_everything_personal(phone)
    for error, status, logged in FAILURES:
        caplog.clear()
        with monkeypatch.context() as patch:
            patch.setattr(accept_batch, "rule_clients", failing_with(error))
            answer = phone.send(phone.batch(phone.unsent))
        assert answer.status == status, (error, answer.text)
        assert logged in caplog.text, error
        if status == 500:
            assert "accept_batch.py" in caplog.text, error
        assert_nothing_personal(caplog, error)
        assert not any(word in answer.text for word in PERSONAL), error
    assert phone.push()["acked_seq"] == 2


def test_what_is_refused_is_not_logged_with_its_content(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    phone = office.phone("anna")
    phone.take_tickets(1)
    write_everything_personal(phone)
    batch = phone.batch(phone.unsent)
    stranger = office.stranger()
    token = phone.line.csrf_token
    tries: tuple[tuple[str, Callable[[], object]], ...] = (
        ("spoiled signature", lambda: phone.send(batch | {"signature": "A" * 86})),
        ("unknown field", lambda: phone.send(batch | {NUMBER: NAME})),
        ("half a body", lambda: phone.line.post_bytes("/api/v1/sync/push", f'{{"{NAME}": "{NUMBER}'.encode())),
        ("a field twice", lambda: phone.line.post_bytes("/api/v1/sync/push", f'{{"{NAME}":1,"{NAME}":2}}'.encode())),
        ("not signed in", lambda: stranger.post("/api/v1/sync/push", batch)),
        ("no token", lambda: forget_token(phone.line, batch)),
        ("somebody's number", lambda: phone.line.post(f"/api/v1/clients/{NUMBER}/phone", {})),
        ("sign-in", lambda: stranger.wire.send("POST", "/sign-in", f"login={NUMBER}".encode(), FORM)),
        ("client's page", lambda: stranger.wire.send("POST", "/c/x", b"answer=yes&last_four=8000", FORM)),
    )
    for name, attempt in tries:
        caplog.clear()
        attempt()
        assert_nothing_personal(caplog, name)
    phone.line.csrf_token = token
    assert phone.push()["acked_seq"] == 2
    assert_nothing_personal(caplog, "an ordinary push")


def forget_token(line: Line, batch: object) -> None:
    line.csrf_token = ""
    assert line.post("/api/v1/sync/push", batch).json["code"] == "csrf"
