"""Enrolment, sessions, tickets and the one number that is shown in full."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec

from sync.policy import RuleBook
from tests.factories import chain_bytes
from tests.factories.line import Line
from tests.factories.office import PROJECT_ID, Office
from webapp.models.ownership import RuleBookEdition
from webapp.models.people import AuditEvent
from webapp.transaction import snapshot, transaction


def acts(office: Office) -> list[str]:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        return [event.act for event in work.session.query(AuditEvent).order_by(AuditEvent.at, AuditEvent.id)]


def enrolment(code: str, **changes: object) -> dict[str, object]:
    key = ec.generate_private_key(ec.SECP256R1())
    return {"code": code, "public_key": chain_bytes.public_jwk(key), "label": "Phone"} | changes


def test_a_code_enrols_one_phone_of_one_agent(office: Office) -> None:
    line, code = office.line("anna"), office.code_for("anna")
    assert office.line("bert").post("/api/v1/devices", enrolment(code)).json["code"] == "code_unknown"
    spelled = f" {code[:4].lower()}-{code[4:]} "
    wish = enrolment(spelled)
    first, again = (line.post("/api/v1/devices", wish) for _ in range(2))
    assert (first.status, first.json) == (again.status, again.json) == (201, first.json)
    assert line.post("/api/v1/devices", enrolment(code)).json["code"] == "code_unknown"
    assert acts(office).count("phone_enrolled") == 1


def test_an_expired_code_is_unknown(office: Office) -> None:
    line, code = office.line("anna"), office.code_for("anna")
    office.clock.wait(hours=1)
    assert line.post("/api/v1/devices", enrolment(code)).json["code"] == "code_unknown"


def test_a_key_that_is_no_point_of_the_curve_is_refused(office: Office) -> None:
    line, code = office.line("anna"), office.code_for("anna")
    good = chain_bytes.public_jwk(ec.generate_private_key(ec.SECP256R1()))
    table = {
        "off the curve": good | {"x": good["y"], "y": good["x"]},
        "short": good | {"x": "AA"},
        "another curve": good | {"crv": "P-384"},
        "another kind": good | {"kty": "RSA"},
        "not spelled": good | {"x": "!" * 43},
    }
    for name, key in table.items():
        answer = line.post("/api/v1/devices", enrolment(code, public_key=key))
        assert (answer.status, answer.json["code"]) == (422, "public_key_invalid"), name
    assert line.post("/api/v1/devices", enrolment(code)).status == 201


def test_signing_out_ends_the_session(office: Office) -> None:
    line = office.line("anna")
    headers = {"X-CSRFToken": line.csrf_token}
    assert line.wire.send("DELETE", "/api/v1/session", None, headers).status == 204
    assert line.get("/api/v1/session").json["code"] == "sign_in"
    assert acts(office)[-1] == "signed_out"


def test_who_is_signed_in_is_told_with_the_token(office: Office) -> None:
    answer = office.line("anna").get("/api/v1/session").json
    assert answer["person"] == {
        "id": office.ids["anna"],
        "name": "测试甲",
        "staff_number": "A01",
        "role": "agent",
        "language": "en",
    }
    assert answer["project"].pop("ledger_key")
    assert answer["project"] == {
        "id": 1,
        "name": "测试案场",
        "time_zone": "Asia/Shanghai",
        "warning_days": [3],
        "channels": [],
    }
    assert set(answer) == {"began_at", "csrf_token", "person", "project"}


def test_the_owner_sees_the_number_on_tap_and_each_look_is_written_down(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    for phone in (anna, bert):
        phone.register("138 0013 8000")
        phone.push()
        office.clock.wait(minutes=5)
    (client_id,) = {change["id"] for change in anna.pull() if change["kind"] == "client"}
    path = f"/api/v1/clients/{client_id}/phone"
    assert anna.line.post(path, {}).json == {"phone": "+8613800138000"}
    assert (bert.line.post(path, {}).status, acts(office).count("number_shown")) == (404, 1)


def test_so_many_numbers_a_day_and_no_more(office: Office) -> None:
    allow(office, full_numbers_per_day=2)
    anna = office.phone("anna")
    anna.register()
    anna.push()
    (client_id,) = {change["id"] for change in anna.pull() if change["kind"] == "client"}
    path = f"/api/v1/clients/{client_id}/phone"
    assert [anna.line.post(path, {}).status for _ in range(3)] == [200, 200, 429]
    office.clock.wait(hours=14)
    office.sign_in_again(anna)
    assert [anna.line.post(path, {}).status for _ in range(3)] == [200, 200, 429]


def test_tickets_are_bound_to_phone_and_agent(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.take_tickets(3)
    assert len({ticket["id"] for ticket in anna.tickets}) == 3
    answer = bert.line.post("/api/v1/tickets", {"device": anna.device, "want": 1})
    assert (answer.status, answer.json["code"]) == (404, "device_unknown")
    for want in (0, 21, -1, True, "3", 1.5, None):
        refused = anna.line.post("/api/v1/tickets", {"device": anna.device, "want": want})
        assert (refused.status, refused.json["details"]) == (422, {"fields": "want"}), want


def test_a_ticket_serves_one_registration(office: Office) -> None:
    anna = office.phone("anna")
    anna.take_tickets(1)
    ticket = anna.tickets[0]
    first = anna.register(ticket=ticket["id"])
    anna.register("139 1111 2222", ticket=ticket["id"])
    anna.push()
    page: Line = office.stranger()
    assert page.get(anna.code_path(first, ticket)).status == 200
    scanned = [client["value"]["ruling"]["lanes"][0]["scan_at"] for client in anna.pull() if client["kind"] == "client"]
    assert len([scan for scan in scanned if scan]) <= 1


def allow(office: Office, **numbers: int) -> None:
    """Publish a rule book that holds from now on."""
    with office.app.app_context(), transaction(PROJECT_ID) as work:
        body = RuleBook(version=2).to_dict() | numbers
        work.session.add(
            RuleBookEdition(project_id=PROJECT_ID, version=2, effective_from=work.now, published_at=work.now, body=body)
        )
