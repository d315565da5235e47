"""Who is added, who leaves, and who has to agree."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from sync.people.roles import Role
from tests.factories.line import FlaskWire, Line
from tests.factories.office import PASSWORD, Office
from tests.webapp.pages.desk.visitor import UNKNOWN, Visitor, acts
from webapp import words

SECRET = re.compile(r'<p class="secret"><bdi>([^<]+)</bdi>')
DORA = {
    "name": "测试丁",
    "staff_number": "A04",
    "login": "Dora",
    "role": "agent",
    "team": "三组",
    "language": "en",
    "phone": "１３９ 0000 0004",
}


def add(visitor: Visitor, **changed: str) -> TestResponse:
    return visitor.post("people/new", **(DORA | changed))


def secret_on(answer: TestResponse) -> str:
    found = SECRET.search(answer.text)
    assert found, answer.text
    return found[1]


def sign_in(office: Office, login: str, password: str) -> Line:
    line = Line(FlaskWire(office.app))
    line.sign_in_first(login, password, PASSWORD)
    return line


def id_of(office: Office, act: str = "person_added") -> str:
    return acts(office, act)[-1].subject_id or ""


@pytest.mark.parametrize("login", ["manager", "admin"])
def test_somebody_new_signs_in_with_the_password_that_was_shown_once(office: Office, login: str) -> None:
    desk = Visitor.of(office, login)
    answer = add(desk)
    assert answer.status_code == 200
    line = sign_in(office, "dora", secret_on(answer))
    who = line.get("/api/v1/session").json["person"]
    assert (who["name"], who["role"], who["staff_number"]) == ("测试丁", "agent", "A04")
    page = desk.read("people")
    assert "测试丁" in page
    assert "三组" in page
    assert secret_on(answer) not in page
    assert acts(office, "person_added")[-1].facts == {"role": "agent", "waits": "no"}


def test_what_is_taken_or_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(office: Office) -> None:
    desk = Visitor.of(office, "manager")
    rows = (
        ({"login": "ANNA"}, "errors.login_taken"),
        ({"staff_number": "A01"}, "errors.staff_number_taken"),
        ({"login": "a b"}, "desk.problem_login"),
        ({"staff_number": "A 1"}, "desk.problem_staff_number"),
        ({"name": ""}, "desk.problem_missing"),
        ({"name": "x\u202ey"}, "errors.control_character"),
        ({"name": "长" * 65}, "desk.problem_too_long"),
        ({"phone": "139"}, "errors.phone_too_short"),
        ({"role": "owner"}, "desk.field_wrong"),
    )
    for changed, key in rows:
        answer = add(desk, **changed)
        assert answer.status_code == 422, changed
        assert words.say("en", key).replace("'", "&#39;") in answer.text, changed
        assert "三组" in answer.text, changed
    assert acts(office, "person_added") == []


def test_whom_an_admin_adds_to_read_clients_waits_for_an_office_manager(office: Office) -> None:
    admin, manager = Visitor.of(office, "admin"), Visitor.of(office, "manager")
    answer = add(admin, role="office_manager", login="ghost", staff_number="M09", name="测试影子")
    assert SECRET.search(answer.text) is None
    person_id = id_of(office)
    assert words.say("en", "desk.admission_waits", count=1) in manager.read("")
    assert admin.post(f"people/{person_id}/enable").status_code == 403
    admitted = manager.post(f"people/{person_id}/enable")
    sign_in(office, "ghost", secret_on(admitted))
    events = [*acts(office, "person_added"), *acts(office, "person_enabled")]
    assert [(event.actor_id, event.facts["role"]) for event in events] == [
        (office.ids["admin"], "office_manager"),
        (office.ids["manager"], "office_manager"),
    ]
    assert "测试管理员 added 测试影子 (Office manager)." in Visitor.of(office, "auditor").read("people")


@pytest.mark.parametrize("role", [Role.OFFICE_MANAGER, Role.ARBITER, Role.AUDITOR])
def test_no_role_that_reads_clients_is_an_admins_to_give(office: Office, role: Role) -> None:
    assert SECRET.search(add(Visitor.of(office, "admin"), role=role).text) is None
    assert secret_on(add(Visitor.of(office, "manager"), role=role, login="other", staff_number="Z01"))


def test_disabling_ends_the_session_and_the_phone_in_the_next_request(office: Office) -> None:
    phone = office.phone("anna")
    phone.register()
    code = office.code_for("anna")
    desk = Visitor.of(office, "manager")
    assert desk.post(f"people/{office.ids['anna']}/disable").status_code == 302
    assert phone.line.get("/api/v1/session").status == 401
    assert phone.send(phone.batch(phone.unsent)).status == 401
    assert desk.post(f"people/{office.ids['anna']}/enable").status_code == 302
    assert phone.send(phone.batch(phone.unsent)).status == 401
    phone.line.sign_in("anna", PASSWORD)
    refused = phone.send(phone.batch(phone.unsent))
    assert (refused.status, refused.json["code"]) == (403, "device_closed")
    enrolled = phone.line.post(
        "/api/v1/devices", {"code": code, "public_key": {"kty": "EC", "crv": "P-256", "x": "", "y": ""}, "label": "x"}
    )
    assert enrolled.status != 201
    assert [event.subject_id for event in acts(office, "person_disabled")] == [office.ids["anna"]]
    assert words.say("en", "desk.phone_disabled") in desk.read("phones")


def test_somebody_disabled_cannot_sign_in(office: Office) -> None:
    Visitor.of(office, "manager").post(f"people/{office.ids['bert']}/disable")
    with pytest.raises(AssertionError):
        office.line("bert")


def test_the_last_manager_stays_and_the_page_says_why(office: Office) -> None:
    admin = Visitor.of(office, "admin")
    answer = admin.post(f"people/{office.ids['manager']}/disable")
    assert answer.status_code == 409
    assert words.say("en", "errors.last_manager") in answer.text
    assert 'href="/desk/people?language=zh"' in answer.text
    manager = Visitor.of(office, "manager")
    add(manager, role="office_manager", login="second", staff_number="M02")
    assert admin.post(f"people/{office.ids['manager']}/disable").status_code == 302
    assert manager.get("").status_code == 302


def test_a_waiting_manager_is_no_manager_yet(office: Office) -> None:
    admin = Visitor.of(office, "admin")
    add(admin, role="office_manager", login="ghost", staff_number="M09")
    assert admin.post(f"people/{office.ids['manager']}/disable").status_code == 409


def test_an_admin_cannot_let_a_reader_back_in(office: Office) -> None:
    admin, manager = Visitor.of(office, "admin"), Visitor.of(office, "manager")
    assert admin.post(f"people/{office.ids['auditor']}/disable").status_code == 302
    assert admin.post(f"people/{office.ids['auditor']}/enable").status_code == 403
    assert manager.post(f"people/{office.ids['auditor']}/enable").status_code == 302
    office.line("auditor")


def test_somebody_unknown_is_unknown(office: Office) -> None:
    desk = Visitor.of(office, "manager")
    for act in ("disable", "enable"):
        answer = desk.post(f"people/{UNKNOWN}/{act}")
        assert answer.status_code == 404
        assert words.say("en", "errors.person_unknown") in answer.text


def test_names_that_are_markup_stay_text(office: Office) -> None:
    desk = Visitor.of(office, "manager")
    payload = "<script>alert(1)</script>"
    assert payload not in add(desk, name=payload, team="<b>x</b>").text
    for path in ("people", "phones", ""):
        page = desk.read(path)
        assert "<script" not in page, path
        assert "<b>x</b>" not in page, path
    assert "&lt;script&gt;" in desk.read("people")
