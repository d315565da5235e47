"""Reports over the wire, and channels named in registrations: whatever is sent, a stable code and no harm."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from tests.factories.channels import channel_id, register_with
from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from tests.webapp.api.test_statements import counted
from tests.webapp.pages.desk.visitor import NUMBER, UNKNOWN, Visitor, client_of
from webapp.models.ownership import Escort, PreRegistration
from webapp.transaction import snapshot

PATH = "/api/v1/ownership/pre_registrations"
#: Whom it concerns, the rulings before, reports and escorts; then what is new, and whom to tell.
MOST = 8
OWN, EXTERNAL = "自渠拓客组", "安居渠道"


def with_channels(office: Office) -> dict[str, str]:
    """Add two channels at the desk and return their ids by name."""
    manager = Visitor.of(office, "manager")
    for name, kind in ((OWN, "own"), (EXTERNAL, "external")):
        assert manager.post("channels", name=name, kind=kind).status_code == 302
    return {name: channel_id(office, name) for name in (OWN, EXTERNAL)}


def count(office: Office, table: type) -> int:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        found: int = work.session.scalar(select(func.count()).select_from(table)) or 0
        return found


def test_a_report_answers_with_a_receipt_and_nothing_about_the_client(office: Office) -> None:
    ids = with_channels(office)
    anna = office.phone("anna")
    anna.register(NUMBER)
    anna.push()
    bert = office.line("bert")
    known, unknown = (bert.post(PATH, {"channel": ids[OWN], "number": number}) for number in (NUMBER, "139 1111 2222"))
    for answer in (known, unknown):
        assert answer.status == 201, answer.text
        assert set(answer.json) == {"id", "channel", "masked", "received_at", "valid_until"}
    differing = {name for name in known.json if known.json[name] != unknown.json[name]}
    assert differing <= {"id", "received_at"}
    masked = bert.post(PATH, {"channel": ids[OWN], "number": "138****8000", "expected_at": "2026-11-03T10:00:00+08:00"})
    assert (masked.status, masked.json["masked"]) == (201, True)
    assert "138" not in masked.text


def test_who_may_report_for_whom(office: Office) -> None:
    ids = with_channels(office)
    table = (
        ("bert", OWN, 201),
        ("bert", EXTERNAL, 403),
        ("manager", EXTERNAL, 201),
        ("auditor", OWN, 403),
        ("admin", OWN, 403),
    )
    for login, channel, status in table:
        answer = office.line(login).post(PATH, {"channel": ids[channel], "number": NUMBER})
        assert answer.status == status, (login, channel, answer.text)
    assert (
        office.line("bert").post(PATH, {"channel": ids[EXTERNAL], "number": NUMBER}).json["code"] == "channel_not_own"
    )
    assert count(office, PreRegistration) == 2


def test_what_cannot_be_is_named(office: Office) -> None:
    ids = with_channels(office)
    Visitor.of(office, "manager").post(f"channels/{ids[EXTERNAL]}/close")
    line, good = office.line("manager"), {"channel": ids[OWN], "number": NUMBER}
    table: tuple[tuple[dict[str, Any], int, str], ...] = (
        ({"number": "138****567"}, 422, "mask_too_short"),
        ({"number": "13****5678"}, 422, "mask_invalid"),
        ({"number": "***"}, 422, "mask_invalid"),
        ({"number": "12"}, 422, "phone_too_short"),
        ({"number": "138001380001"}, 422, "phone_too_long"),
        ({"number": "abc"}, 422, "phone_invalid"),
        ({"number": "+++"}, 422, "phone_invalid"),
        ({"number": "  "}, 422, "phone_missing"),
        ({"number": ""}, 422, "fields_wrong"),
        ({"number": 13800138000}, 422, "fields_wrong"),
        ({"number": "1" * 65}, 422, "fields_wrong"),
        ({"number": "138\u202e00138000"}, 422, "fields_wrong"),
        ({"channel": UNKNOWN}, 404, "channel_unknown"),
        ({"channel": ids[EXTERNAL]}, 409, "channel_closed"),
        ({"channel": "x"}, 422, "fields_wrong"),
        ({"channel": None}, 422, "fields_wrong"),
        ({"expected_at": "2026-11-01T10:00:00Z"}, 422, "expected_at_wrong"),
        ({"expected_at": "2026-12-24T10:00:00Z"}, 422, "expected_at_wrong"),
        ({"expected_at": "9999-12-31T23:59:59-12:00"}, 422, "expected_at_wrong"),
        ({"expected_at": "0001-01-01T00:00:00+14:00"}, 422, "expected_at_wrong"),
        ({"expected_at": "2026-11-03T10:00:00"}, 422, "fields_wrong"),
        ({"expected_at": "soon"}, 422, "fields_wrong"),
        ({"expected_at": 1}, 422, "fields_wrong"),
        ({"owner": "me"}, 422, "fields_wrong"),
    )
    office.forget_limits()
    for change, status, code in table:
        answer = line.post(PATH, good | change)
        assert (answer.status, answer.json["code"]) == (status, code), (change, answer.text)
        assert "13800138000" not in answer.text, change
    assert count(office, PreRegistration) == 0


def test_a_registration_that_names_nobody_we_know_stands(office: Office) -> None:
    with_channels(office)
    phone = office.phone("anna")
    register_with(phone, NUMBER, UNKNOWN)
    assert [each["status"] for each in phone.push()["results"]] == ["applied"]
    assert client_of(phone)["state"] == "mine"
    assert client_of(phone)["channel"] is None
    assert count(office, Escort) == 0


def test_a_channel_is_named_only_where_somebody_can_have_come_along(office: Office) -> None:
    ids = with_channels(office)
    phone = office.phone("anna")
    register_with(phone, NUMBER, ids[OWN], source="walk_in")
    register_with(phone, NUMBER, "x")
    for body in ({"source": None, "channel": ids[OWN]}, {"source": "channel", "channel": 1}):
        phone.capture("registration", {"ticket": None} | body, {"phone": NUMBER})
    results = phone.push()["results"]
    assert [(each["status"], each["field"]) for each in results] == [("rejected", "body.channel")] * 4
    assert [each["code"] for each in results] == ["field_value", "field_value", "field_value", "field_type"]


def test_the_phone_knows_the_open_channels(office: Office) -> None:
    ids = with_channels(office)
    line = office.line("anna")
    told = line.get("/api/v1/session").json["project"]["channels"]
    assert {each["id"]: each["kind"] for each in told} == {ids[OWN]: "own", ids[EXTERNAL]: "external"}
    Visitor.of(office, "manager").post(f"channels/{ids[EXTERNAL]}/close")
    assert [each["name"] for each in line.get("/api/v1/session").json["project"]["channels"]] == [OWN]


def far_apart(number: int) -> str:
    """Return numbers of which no two look alike, for those that do have reviews of their own."""
    return str(13_812_345_678 + number * 1_234_567)


def cost_of(office: Office, phone: Phone) -> int:
    """Count what a push asks and writes about channels."""
    with counted(office) as statements:
        assert {each["status"] for each in phone.push()["results"]} == {"applied"}
    return sum(
        any(table in statement for table in ("channel_ruling", "pre_registration", "escort"))
        for statement in statements
    )


def test_a_push_of_many_reported_clients_costs_as_many_statements_as_one(office: Office) -> None:
    ids = with_channels(office)
    phone = office.phone("anna")
    costs = []
    for first, many in ((0, 1), (1, 12)):
        manager = office.line("manager")
        for number in range(first, first + many):
            office.forget_limits()
            assert manager.post(PATH, {"channel": ids[EXTERNAL], "number": far_apart(number)}).status == 201
        office.clock.wait(hours=1)
        phone.wait(hours=1)
        office.sign_in_again(phone)
        for number in range(first, first + many):
            register_with(phone, far_apart(number), ids[EXTERNAL])
        costs.append(cost_of(office, phone))
    assert costs[0] == costs[1] <= MOST, costs


def test_a_push_that_concerns_no_channel_asks_once(office: Office) -> None:
    with_channels(office)
    phone = office.phone("anna")
    for number in range(20):
        phone.register(far_apart(number))
    assert cost_of(office, phone) == 1
