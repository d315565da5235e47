"""Who may do what, walked over every route that there is: a new route is tested by being there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from flask import Flask
from limits import parse_many
from werkzeug.routing import Rule

from sync.people.roles import Role
from tests.factories.dump import dump
from tests.factories.line import Answer, Line
from tests.factories.office import PASSWORD, PEOPLE, Office, StandingClock, new_office
from webapp.access import PERMISSIONS, Access, Audit, access_of
from webapp.services.people.offices import NewPerson

NOBODY_S_ID = "00000000-0000-7000-8000-000000000000"
ROLES = tuple(NewPerson(f"the_{role}", PASSWORD, f"测试{role}", role[:12], role, language="en") for role in Role)
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
JSON_HEADERS = {"Content-Type": "application/json", "Accept-Language": "en"}
FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


def rules(app: Flask) -> list[tuple[Rule, Access]]:
    found = [(rule, access_of(app, rule.endpoint)) for rule in app.url_map.iter_rules()]
    return [(rule, access) for rule, access in found if access is not None]


def routes(app: Flask) -> Iterator[tuple[str, Rule, Access]]:
    """Yield every method of every rule."""
    for rule, access in rules(app):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule, access


def path_of(rule: Rule, ids: dict[str, str] | None = None) -> str:
    path = rule.rule
    for name in rule.arguments:
        value = (ids or {}).get(name, NOBODY_S_ID)
        path = path.replace(f"<id:{name}>", value).replace(f"<{name}>", value).replace(f"<path:{name}>", value)
        path = path.replace(f"<int:{name}>", (ids or {}).get(name, "99"))
    assert "<" not in path, path
    return path


def send(line: Line, method: str, path: str, *, token: str = "", **more: str) -> Answer:
    """Send an empty JSON object to the API, an empty form to a page."""
    api = path.startswith("/api/")
    headers = (JSON_HEADERS if api else FORM_HEADERS) | {"X-CSRFToken": token} | more
    return line.wire.send(method, path, b"{}" if api else b"", headers)


@pytest.fixture
def full_office(app: Flask, clock: StandingClock) -> Office:
    """An office with somebody in every role."""
    return new_office(app, clock, ROLES)


def test_every_route_declares_permission_limit_and_audit(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        assert access is not None, rule
        assert access.permission is None or access.permission in PERMISSIONS, rule
        assert parse_many(access.limit), rule
        assert isinstance(access.audit, Audit), rule


def test_what_people_do_about_people_is_written_down(app: Flask) -> None:
    """Entries, heads and notices are records of themselves; every other change by somebody signed in is an act."""
    own_records = {"api.ownership.post_push", "api.people.post_notice_read", "api.justice.post_tickets"}
    unrecorded = {
        rule.endpoint
        for method, rule, access in routes(app)
        if method in CHANGES and access.permission is not None and access.audit is Audit.NONE
    }
    assert unrecorded - own_records == set()


def test_a_route_without_a_declaration_is_closed(app: Flask) -> None:
    app.add_url_rule("/api/v1/forgotten", "forgotten", lambda: "open")
    answer = app.test_client().get("/api/v1/forgotten")
    assert (answer.status_code, answer.json and answer.json["code"]) == (403, "not_allowed")


def test_each_role_gets_in_where_the_table_says_and_nowhere_else(full_office: Office) -> None:
    for role in Role:
        line = full_office.line(f"the_{role}")
        full_office.forget_limits()
        for method, rule, access in routes(full_office.app):
            if access.permission is None or rule.endpoint in {"sign_in.sign_out", "api.people.delete_session"}:
                continue
            answer = send(line, method, path_of(rule), token=line.csrf_token)
            refused = answer.status == 403
            assert refused == (role not in PERMISSIONS[access.permission]), (role, method, rule, answer.status)
            assert answer.status < 500, (role, method, rule)


def test_nobody_gets_in_without_signing_in(full_office: Office) -> None:
    for method, rule, access in routes(full_office.app):
        if access.permission is None:
            continue
        client = full_office.app.test_client()
        answer = client.open(path_of(rule), method=method, headers=JSON_HEADERS, data=b"{}")
        if rule.rule.startswith("/api/"):
            assert (answer.status_code, answer.json and answer.json["code"]) == (401, "sign_in"), rule
        else:
            assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in"), rule


def test_no_change_without_its_token(full_office: Office) -> None:
    for role in Role:
        line = full_office.line(f"the_{role}")
        full_office.forget_limits()
        before = dump(full_office.app)
        for method, rule, access in routes(full_office.app):
            if method not in CHANGES or access.from_anywhere:
                continue
            if access.permission is not None and role not in PERMISSIONS[access.permission]:
                continue
            for token in ("", "garbage"):
                answer = send(line, method, path_of(rule), token=token)
                assert answer.status == 400, (role, method, rule)
                assert "csrf" in answer.text, (role, method, rule)
        assert dump(full_office.app) == before, role


def test_no_change_from_another_site(full_office: Office) -> None:
    signs = (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    )
    line = full_office.line("the_office_manager")
    for method, rule, access in routes(full_office.app):
        if method not in CHANGES or access.from_anywhere:
            continue
        for sign in signs:
            answer = send(line, method, path_of(rule), token=line.csrf_token, **sign)
            assert answer.status == 403, (method, rule, sign)
            assert "cross_site" in answer.text, (method, rule, sign)
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    agent = full_office.line("the_agent")
    assert send(agent, "POST", "/api/v1/tickets", token=agent.csrf_token, **own).status == 422


def test_the_api_takes_json_and_nothing_else(full_office: Office) -> None:
    line = full_office.line("the_agent")
    bodies = [(method, rule) for method, rule, _access in routes(full_office.app) if method == "POST"]
    for method, rule in bodies:
        if not rule.rule.startswith("/api/"):
            continue
        answer = send(line, method, path_of(rule), token=line.csrf_token, **{"Content-Type": "text/plain"})
        assert (answer.status, answer.json["code"]) == (415, "wrong_type"), rule


def test_what_is_another_agent_s_is_as_if_it_were_not_there(office: Office) -> None:
    anna, bert, cora = (office.phone(login) for login in ("anna", "bert", "cora"))
    bert.register()
    office.clock.wait(minutes=5)
    anna.register()
    for phone in (anna, bert):
        phone.push()
    changes = {change["kind"]: change["id"] for change in anna.pull()}
    changes |= {change["kind"]: change["id"] for change in bert.pull()}
    ids = {"client_id": changes["client"], "device_id": anna.device, "notice_id": changes["notice"], "version": "99"}
    bodies = {"api.people.post_epoch": json.dumps(cora.opening(2)).encode()}
    for method, rule, _access in routes(office.app):
        if not (rule.rule.startswith("/api/") and rule.arguments):
            continue
        assert rule.arguments <= ids.keys(), rule
        before = dump(office.app)
        headers = JSON_HEADERS | {"X-CSRFToken": cora.line.csrf_token}
        answer = cora.line.wire.send(method, path_of(rule, ids), bodies.get(rule.endpoint, b"{}"), headers)
        assert answer.status == 404, (method, rule, answer.text)
        assert dump(office.app) == before, rule


def test_what_is_another_project_s_is_as_if_it_were_not_there(office: Office, clock: StandingClock) -> None:
    """The desk of another office, with the true ids of this one."""
    phone = office.phone("anna")
    phone.register()
    phone.push()
    (client_id,) = {change["id"] for change in phone.pull()}
    ids = {"client_id": client_id, "device_id": phone.device, "person_id": office.ids["bert"]}
    others = tuple(replace(person, login=f"{person.login}2") for person in PEOPLE)
    elsewhere = new_office(office.app, clock, others, project_id=2)
    line = elsewhere.line("manager2")
    for method, rule, access in routes(office.app):
        if access.permission is None or rule.rule.startswith("/api/") or not rule.arguments:
            continue
        if Role.OFFICE_MANAGER not in PERMISSIONS[access.permission]:
            continue
        before = dump(office.app)
        answer = send(line, method, path_of(rule, ids), token=line.csrf_token)
        assert answer.status in {404, 422}, (method, rule, answer.status)
        assert client_id not in answer.text.replace(path_of(rule, ids), ""), rule
        assert dump(office.app) == before, rule


def test_a_form_of_a_page_is_answered_to_whoever_sends_it_from_the_page(full_office: Office) -> None:
    form = urlencode({"login": "the_agent", "password": PASSWORD}).encode()
    answer = full_office.stranger().wire.send("POST", "/sign-in", form, FORM_HEADERS)
    assert (answer.status, "csrf" in answer.text) == (400, True)
