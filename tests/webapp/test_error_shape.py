"""Every error of the API has one shape; every error of a page is a page; every answer carries its headers."""

from __future__ import annotations

from itertools import product

from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from tests.factories.office import Office
from tests.webapp.test_access import path_of
from webapp import words
from webapp.access import declare
from webapp.security import CONTENT_SECURITY_POLICY
from webapp.services.refused import ErrorCode

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def assert_shape(answer: TestResponse, path: str, what: object) -> None:
    """An error of the API is {code, message, details}; one of a page is HTML that says the same."""
    if path.startswith("/api/"):
        assert answer.mimetype == "application/json", what
        assert answer.json is not None, what
        assert set(answer.json) == {"code", "message", "details"}, what
        assert answer.json["code"] in set(ErrorCode), what
        assert answer.json["message"], what
        assert isinstance(answer.json["details"], dict), what
    else:
        assert answer.mimetype == "text/html", what
        assert "<html" in answer.text, what
        assert "Traceback" not in answer.text, what


def assert_headers(answer: TestResponse, path: str, what: object) -> None:
    headers = answer.headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY, what
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], what
    assert "unsafe" not in headers["Content-Security-Policy"], what
    assert headers["X-Content-Type-Options"] == "nosniff", what
    assert headers["Referrer-Policy"] == "same-origin", what
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", what
    assert "geolocation=()" in headers["Permissions-Policy"], what
    if path.startswith(("/api/", "/desk", "/c/", "/sign")):
        assert headers["Cache-Control"] == "no-store", what


def test_who_is_not_signed_in_who_uses_another_method_and_who_sends_garbage(office: Office) -> None:
    signed_in = office.line("anna").wire.client  # type: ignore[attr-defined] # Flask's own wire
    clients = (("a stranger", office.app.test_client()), ("an agent", signed_in))
    for rule, (name, client), method in product(office.app.url_map.iter_rules(), clients, METHODS):
        path = path_of(rule, {"filename": "no such file"})
        headers = {"Accept-Language": "en"}
        answer = client.open(path, method=method, data=b"\x00garbage", headers=headers, buffered=True)
        what = (name, method, path, answer.status_code)
        assert answer.status_code < 500, what
        assert_headers(answer, path, what)
        if answer.status_code >= 400:
            assert_shape(answer, path, what)
        if answer.status_code == 405:
            assert answer.headers["Allow"], what


def test_addresses_that_do_not_exist(office: Office) -> None:
    for path in ("/api/v1/nothing", "/api/", "/api/v2/session", "/nothing", "/desk/nothing", "/%00", "/c/", "/c/x"):
        for client in (office.app.test_client(), office.line("manager").wire.client):  # type: ignore[attr-defined]
            answer = client.get(path)
            assert answer.status_code == 404, path
            assert_shape(answer, path, path)
            assert_headers(answer, path, path)


def failing(app: Flask, error: Exception) -> FlaskClient:
    """Return a client of an app in which two routes fail."""

    def fail() -> str:
        raise error

    for path, name in (("/api/v1/fail", "api_fail"), ("/fail", "page_fail")):
        app.add_url_rule(path, name, declare(None, limit="60 per minute")(fail))
    return app.test_client()


def test_whatever_fails_inside_says_nothing_of_itself(app: Flask) -> None:
    client = failing(app, ZeroDivisionError("secret 13800138000"))
    for path in ("/api/v1/fail", "/fail"):
        answer = client.get(path)
        assert answer.status_code == 500, path
        assert_shape(answer, path, path)
        assert "13800138000" not in answer.text, path
        assert "ZeroDivision" not in answer.text, path


def test_a_database_that_is_busy_asks_to_come_back(app: Flask) -> None:
    client = failing(app, OperationalError("SELECT 13800138000", {}, Exception("locked")))
    for path in ("/api/v1/fail", "/fail"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5"), path
        assert_shape(answer, path, path)
        assert "13800138000" not in answer.text, path


def test_too_many_requests_say_when_to_come_back(office: Office) -> None:
    line = office.line("anna")
    answers = [line.post("/api/v1/devices", {}) for _ in range(21)]
    assert [answer.status for answer in answers] == [422] * 20 + [429]
    last = answers[-1]
    assert (last.json["code"], last.headers["Retry-After"]) == ("too_many", "5")
    assert office.line("bert").post("/api/v1/devices", {}).status == 422


def test_an_error_page_speaks_one_language_all_over(office: Office) -> None:
    anna = office.line("anna").wire.client  # type: ignore[attr-defined] # who reads English
    stranger = office.app.test_client()
    asks: tuple[tuple[FlaskClient, str, dict[str, str], str], ...] = (
        (anna, "/desk/", {}, "en"),
        (anna, "/desk/", {"Accept-Language": "zh"}, "en"),
        (anna, "/desk/?language=zh", {"Accept-Language": "en"}, "zh"),
        (anna, "/desk/", {"Accept-Language": "en"}, "zh"),
        (stranger, "/nothing", {"Accept-Language": "en"}, "en"),
        (stranger, "/nothing", {}, "zh"),
    )
    for client, path, headers, language in asks:
        page, what = client.get(path, headers=headers), (path, headers, language)
        code = "not_found" if path == "/nothing" else "not_allowed"
        assert words.say(language, "people.error_title") in page.text, what
        assert str(escape(words.say(language, f"errors.{code}"))) in page.text, what


def test_the_phone_is_answered_in_the_language_that_it_asks_for_else_in_its_person_s(office: Office) -> None:
    anna = office.line("anna").wire.client  # type: ignore[attr-defined] # who reads English
    anna.set_cookie("xiandeng-language", "zh")
    for headers, language in (({"Accept-Language": "zh-CN"}, "zh"), ({"Accept-Language": "fr"}, "en"), ({}, "en")):
        answer = anna.get("/api/v1/sync/pull", headers=headers)
        assert answer.json["message"] == words.say(language, f"errors.{answer.json['code']}"), headers
