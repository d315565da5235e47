"""Codes and phones."""

from __future__ import annotations

import re

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.factories import chain_bytes
from tests.factories.office import PASSWORD, Office
from tests.factories.phone import Phone
from tests.webapp.pages.desk.visitor import UNKNOWN, Visitor, acts
from webapp import words

CODE = re.compile(r'<p class="secret"><bdi>([^<]+)</bdi>')


def code_from(visitor: Visitor, person_id: str) -> str:
    answer = visitor.post(f"phones/code/{person_id}")
    assert answer.status_code == 200
    found = CODE.search(answer.text)
    assert found, answer.text
    return found[1]


def enrol(office: Office, login: str, code: str) -> tuple[int, str]:
    """Try a code; return the status and the error's code, if any."""
    key = chain_bytes.public_jwk(ec.generate_private_key(ec.SECP256R1()))
    body = {"code": code, "public_key": key, "label": "test phone"}
    answer = office.line(login).post("/api/v1/devices", body)
    return answer.status, answer.json.get("code", "")


@pytest.mark.parametrize("login", ["manager", "admin"])
def test_a_code_is_shown_once_and_enrols_once(office: Office, login: str) -> None:
    desk = Visitor.of(office, login)
    code = code_from(desk, office.ids["anna"])
    assert code not in desk.read(f"phones/code/{office.ids['anna']}")
    assert code not in desk.read("phones")
    assert enrol(office, "anna", code.lower().replace("-", " "))[0] == 201
    assert enrol(office, "anna", code) == (404, "code_unknown")
    assert "test phone" in desk.read("phones")
    assert [event.subject_id for event in acts(office, "code_issued")] == [office.ids["anna"]]
    assert code not in str([event.facts for event in acts(office, "code_issued")])


def test_a_code_is_for_one_person_for_an_hour_and_the_newest_is_the_only_one(office: Office) -> None:
    desk = Visitor.of(office, "manager")
    first = code_from(desk, office.ids["anna"])
    second = code_from(desk, office.ids["anna"])
    assert enrol(office, "anna", first) == (404, "code_unknown")
    assert enrol(office, "bert", second) == (404, "code_unknown")
    office.clock.wait(minutes=61)
    assert enrol(office, "anna", second) == (404, "code_unknown")


def test_codes_are_for_who_works_with_a_phone(office: Office) -> None:
    desk = Visitor.of(office, "manager")
    for person_id in (office.ids["auditor"], UNKNOWN):
        assert desk.get(f"phones/code/{person_id}").status_code == 404
        assert desk.post(f"phones/code/{person_id}").status_code == 404


def test_a_revoked_phone_is_refused_at_once_and_its_owner_signed_out(office: Office) -> None:
    phone = office.phone("anna")
    phone.register()
    desk = Visitor.of(office, "manager")
    answer = desk.post(f"phones/{phone.device}/revoke")
    assert answer.status_code == 302
    assert phone.send(phone.batch(phone.unsent)).status == 401
    phone.line.sign_in("anna", PASSWORD)
    refused = phone.send(phone.batch(phone.unsent))
    assert (refused.status, refused.json["code"]) == (403, "device_closed")
    assert words.say("en", "desk.phone_revoked") in desk.read("phones")
    (event,) = acts(office, "phone_revoked")
    assert event.subject_id == phone.device
    desk.post(f"phones/{phone.device}/revoke")
    assert len(acts(office, "phone_revoked")) == 1
    assert desk.post(f"phones/{UNKNOWN}/revoke").status_code == 404


def test_a_phone_not_seen_for_long_stands_on_the_first_page(office: Office) -> None:
    phone: Phone = office.phone("anna")
    desk = Visitor.of(office, "admin")
    assert words.say("en", "desk.unseen_none") in desk.read("")
    office.clock.wait(days=3)
    desk.sign_in_again()
    assert words.say("en", "desk.unseen_some") in desk.read("")
    assert words.say("en", "desk.phone_unseen") in desk.read("phones")
    office.sign_in_again(phone)
    phone.beat()
    assert words.say("en", "desk.unseen_none") in desk.read("")
