"""Signing in: slow to guess over any number of workers, the same for unknown logins, a new session each time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from urllib.parse import urlencode

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import text

from tests.factories.line import CSRF_FIELD, FlaskWire, Line
from tests.factories.office import PASSWORD, PROJECT_ID, Office
from webapp import create_app
from webapp.extensions import db
from webapp.models.people import Account, AuditEvent, Person, SignInAttempts, SignInSession
from webapp.services.people import attempts, passwords
from webapp.services.people.passwords import hash_password, needs_rehash, password_fits
from webapp.switchboard import switchboard
from webapp.transaction import across_projects, snapshot, transaction

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


def try_in(line: Line, login: str, password: str) -> tuple[int, str]:
    token = CSRF_FIELD.search(line.get("/sign-in").text)
    assert token
    form = urlencode({"csrf_token": token[1], "login": login, "password": password}).encode()
    answer = line.wire.send("POST", "/sign-in", form, FORM)
    return answer.status, answer.text


@pytest.fixture
def second_worker(office: Office) -> Iterator[Office]:
    """The same office behind another process: it shares the database and nothing else."""
    board = switchboard(office.app)
    app = create_app(board.config, office.clock)
    yield Office(app, office.clock, office.ids)
    with app.app_context():
        db.engine.dispose()


def test_ten_failures_are_the_limit_of_a_login_over_all_workers(office: Office, second_worker: Office) -> None:
    workers = (office, second_worker)
    statuses = [try_in(workers[index % 2].stranger(), "Anna ", "wrong")[0] for index in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    assert try_in(workers[1].stranger(), "anna", PASSWORD)[0] == 429
    assert try_in(workers[1].stranger(), "bert", PASSWORD)[0] == 200
    office.clock.wait(minutes=15)
    assert try_in(workers[0].stranger(), "anna", PASSWORD)[0] == 200


def test_a_login_that_does_not_exist_is_counted_and_answered_the_same(office: Office) -> None:
    known = [try_in(office.stranger(), "anna", "wrong") for _ in range(11)]
    unknown = [try_in(office.stranger(), "nobody", "wrong") for _ in range(11)]
    assert [status for status, _page in known] == [status for status, _page in unknown]
    assert without_token(known[0][1], "anna") == without_token(unknown[0][1], "nobody")
    assert without_token(known[-1][1], "anna") == without_token(unknown[-1][1], "nobody")


def without_token(page: str, login: str) -> str:
    return CSRF_FIELD.sub("", page).replace(f'value="{login}"', "")


def test_an_address_is_stopped_when_it_tries_many_logins(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST_FROM_AN_ADDRESS", 5)
    statuses = [try_in(office.stranger(), f"login{number}", "wrong")[0] for number in range(7)]
    assert statuses == [401] * 5 + [429] * 2


def test_who_signs_in_gives_the_attempts_back(office: Office) -> None:
    for _ in range(4):
        for _ in range(8):
            try_in(office.stranger(), "anna", "wrong")
        assert try_in(office.stranger(), "anna", PASSWORD)[0] == 200
    with office.app.app_context(), across_projects() as session:
        counts = [row.count for row in session.query(SignInAttempts)]
    assert counts == [32]


def test_logins_are_counted_without_being_stored(office: Office) -> None:
    try_in(office.stranger(), "my password by mistake", "wrong")
    with office.app.app_context(), across_projects() as session:
        rows = session.query(SignInAttempts).all()
        assert {len(row.whose) for row in rows} == {43}
        assert "password" not in str([row.whose for row in rows])


def test_logins_that_are_none_are_refused_like_any_other(office: Office) -> None:
    for login in ("anna\0", "\0", "'; DROP TABLE account; --", "😀", "a" * 64, "ａｎｎａ"):
        status, _page = try_in(office.stranger(), login, "wrong")
        assert status == 401, login


def test_the_pace_is_the_same_for_unknown_logins() -> None:
    stored = hash_password("right")

    def pace(known: str | None) -> float:
        took = []
        for _ in range(15):
            began = time.perf_counter()
            password_fits("wrong", known)
            took.append(time.perf_counter() - began)
        return median(took)

    assert 0.5 < pace(stored) / pace(None) < 2


def test_passwords_are_hashed_with_the_parameters_that_were_chosen() -> None:
    stored = hash_password("x")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not needs_rehash(stored)
    assert (password_fits("x", stored), password_fits("y", stored), password_fits("x", "no hash")) == (
        True,
        False,
        False,
    )


def test_at_most_two_passwords_are_hashed_at_once() -> None:
    held = [passwords._TURNS.acquire(blocking=False) for _ in range(3)]  # noqa: SLF001 - there is no other way to see it
    for got in held:
        if got:
            passwords._TURNS.release()  # noqa: SLF001 - as above
    assert held == [True, True, False]


def test_an_older_hash_is_made_anew_when_its_password_is_shown(office: Office) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    set_hash(office, "anna", old)
    assert try_in(office.stranger(), "anna", "wrong")[0] == 401
    assert stored_hash(office, "anna") == old
    assert try_in(office.stranger(), "anna", PASSWORD)[0] == 200
    renewed = stored_hash(office, "anna")
    assert renewed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert try_in(office.stranger(), "anna", PASSWORD)[0] == 200
    assert stored_hash(office, "anna") == renewed


def set_hash(office: Office, login: str, hash_: str) -> None:
    with office.app.app_context(), across_projects(writes=True) as session:
        session.get_one(Account, login).password_hash = hash_


def stored_hash(office: Office, login: str) -> str:
    with office.app.app_context(), across_projects() as session:
        return session.get_one(Account, login).password_hash


def token_of(line: Line) -> str:
    assert isinstance(line.wire, FlaskWire)
    cookie = line.wire.client.get_cookie("xiandeng")
    return cookie.value if cookie else ""


def with_token(app: Flask, token: str) -> Line:
    line = Line(FlaskWire(app))
    assert isinstance(line.wire, FlaskWire)
    line.wire.client.set_cookie("xiandeng", token)
    return line


def test_signing_in_again_ends_the_session_of_this_browser_and_no_other(office: Office) -> None:
    other, line = office.line("anna"), office.line("anna")
    old = token_of(line)
    line.sign_in("bert", PASSWORD)
    assert token_of(line) != old
    assert with_token(office.app, old).get("/api/v1/session").status == 401
    assert other.get("/api/v1/session").status == 200
    assert line.get("/api/v1/session").json["person"]["name"] == "测试乙"


def test_a_session_says_when_it_began_and_use_does_not_move_that(office: Office) -> None:
    line = office.line("anna")
    began = line.get("/api/v1/session").json["began_at"]
    office.clock.wait(minutes=30)
    assert line.get("/api/v1/session").json["began_at"] == began
    line.sign_in("anna", PASSWORD)
    assert line.get("/api/v1/session").json["began_at"] > began


def test_idle_sessions_end_by_role(office: Office) -> None:
    table = (("anna", 12 * 60), ("manager", 30), ("auditor", 30), ("admin", 30))
    for login, minutes in table:
        line = office.line(login)
        office.clock.wait(minutes=minutes)
        assert line.get("/api/v1/session").status == 200, login
        office.clock.wait(minutes=minutes, seconds=1)
        assert line.get("/api/v1/session").status == 401, login


def test_a_session_in_use_stays_until_its_life_ends(office: Office) -> None:
    line = office.line("anna")
    for _ in range(14 * 24 // 11):
        office.clock.wait(hours=11)
        assert line.get("/api/v1/session").status == 200
    office.clock.wait(hours=6)
    assert line.get("/api/v1/session").status == 401


def test_being_seen_is_written_every_few_minutes_only(office: Office) -> None:
    line = office.line("manager")
    seen = set()
    for _ in range(30):
        line.get("/api/v1/session")
        with office.app.app_context(), snapshot(PROJECT_ID) as work:
            seen.add(work.session.query(SignInSession).one().seen_at)
        office.clock.wait(seconds=20)
    assert len(seen) == 3


def test_who_was_disabled_is_out_at_once_on_every_worker(office: Office, second_worker: Office) -> None:
    line = office.line("anna")
    with second_worker.app.app_context(), transaction(PROJECT_ID) as work:
        work.session.get_one(Person, (PROJECT_ID, office.ids["anna"])).disabled_at = work.now
    assert line.get("/api/v1/session").status == 401
    assert try_in(office.stranger(), "anna", PASSWORD)[0] == 401


def test_only_addresses_of_this_server_are_gone_on_to(office: Office) -> None:
    table = (
        ("/desk/people", "/desk/people"),
        ("//evil.example", "/app/"),
        ("/\\evil.example", "/app/"),
        ("https://evil.example", "/app/"),
        ("javascript:alert(1)", "/app/"),
        ("", "/app/"),
    )
    for wanted, expected in table:
        client = office.app.test_client()
        page = client.get("/sign-in").text
        token = CSRF_FIELD.search(page)
        assert token
        answer = client.post(
            "/sign-in",
            query_string={"next": wanted},
            data={"csrf_token": token[1], "login": "anna", "password": PASSWORD},
        )
        assert (answer.status_code, answer.location) == (302, expected), wanted


def test_each_sign_in_is_written_down(office: Office) -> None:
    office.line("anna")
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        assert [event.act for event in work.session.query(AuditEvent)] == ["signed_in"]


def test_without_its_counter_nobody_signs_in_and_phones_go_on(office: Office) -> None:
    phone, line = office.phone("anna"), office.stranger()
    with office.app.app_context(), across_projects(writes=True) as session:
        session.execute(text("DROP TABLE sign_in_attempts"))
    assert try_in(line, "anna", PASSWORD)[0] in {500, 503}
    phone.register()
    assert phone.push()["results"][0]["status"] == "applied"
    assert phone.pull()
