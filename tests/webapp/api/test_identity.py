"""One client under several numbers, as phones report it: spare numbers, near ones, companies, visits without any."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Captured, Phone
from tests.webapp.api.test_collisions import answer_the_page, client_of, two_phones, wait
from tests.webapp.api.test_statements import counted
from webapp.models.ownership import Client, ClientNumber, NearReview, NearToken
from webapp.services.ownership.identity.masked_numbers import candidates_for_mask
from webapp.transaction import snapshot

MAIN, SPARE, THIRD = "138 0013 8000", "139 2222 3333", "137 4444 5555"
REAL, TYPED = "138 0013 5678", "138 0013 5679"
COMPANY = "91110000600037341L"


def register(
    phone: Phone, number: str, *, amends: str | None = None, ticket: str | None = None, **pii: Any
) -> Captured:
    """Register a client with whatever else the personal part says."""
    body = {"source": "walk_in", "ticket": ticket} | ({"amends": amends} if amends else {})
    return phone.capture("registration", body, {"phone": number, "surname": "王", "title": "mr", **pii})


def rows(office: Office, table: Any) -> list[Any]:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        return list(work.session.scalars(select(table)))


def kinds(office: Office) -> list[str]:
    return [row.kind for row in rows(office, NearReview)]


def clients_of(phone: Phone) -> dict[str, dict[str, Any]]:
    """Return what a phone sees, by masked number."""
    phone.cursor = ""
    found = [change["value"] for change in phone.pull() if change["kind"] == "client"]
    return {client["phone_masked"]: client for client in found if client is not None}


def test_row_57_one_number_in_every_spelling_is_one_client(office: Office) -> None:
    phone = office.phone("anna")
    spellings = ("+86 138 1234 5678", "138-1234-5678", "１３８１２３４５６７８", "0086 13812345678")
    for number in spellings:
        register(phone, number)
        register(phone, THIRD, spare_phones=[number])
    phone.push()
    assert len(rows(office, Client)) == 2
    assert {row.kind for row in rows(office, ClientNumber)} == {"main"}


def test_a_main_number_that_is_a_colleague_s_spare_one_is_the_same_client(office: Office) -> None:
    anna, bert = two_phones(office)
    register(anna, MAIN, spare_phones=[SPARE])
    anna.push()
    wait(office, anna, bert, minutes=5)
    register(bert, SPARE)
    bert.push()
    assert len(rows(office, Client)) == 1
    assert client_of(bert)["state"] == "theirs"
    assert client_of(anna)["state"] == "mine"


def test_row_10_naming_somebody_s_number_as_a_spare_one_joins_nothing_and_asks(office: Office) -> None:
    anna, bert = two_phones(office)
    register(anna, MAIN)
    anna.push()
    wait(office, anna, bert, minutes=5)
    register(bert, SPARE, spare_phones=[MAIN])
    bert.push()
    register(bert, SPARE, spare_phones=[MAIN])
    bert.push()
    assert len(rows(office, Client)) == 2
    assert kinds(office) == ["spare_number"]
    assert client_of(anna)["state"] == client_of(bert)["state"] == "mine"
    wait(office, anna, bert, minutes=5)
    register(office.phone("cora"), MAIN)
    assert client_of(anna)["state"] == "mine"


def test_bad_further_numbers_are_refused_by_their_place(office: Office) -> None:
    phone = office.phone("anna")
    cases: tuple[tuple[Any, str, str], ...] = (
        ([SPARE, "12"], "phone_too_short", "pii.spare_phones.1"),
        (["138 0013 800"], "phone_too_short", "pii.spare_phones.0"),
        ([7], "field_type", "pii.spare_phones.0"),
        ([""], "phone_missing", "pii.spare_phones.0"),
        ("139", "field_type", "pii.spare_phones"),
        ([SPARE] * 4, "field_too_long", "pii.spare_phones"),
    )
    for numbers, code, field in cases:
        register(phone, MAIN, spare_phones=numbers)
        (result,) = phone.push()["results"]
        assert (result["status"], result["code"], result["field"]) == ("rejected", code, field), numbers
    register(phone, MAIN, company_code="91110000600037341X")
    (result,) = phone.push()["results"]
    assert (result["code"], result["field"]) == ("company_code_invalid", "pii.company_code")
    assert rows(office, Client) == []


def test_a_mended_registration_names_its_further_numbers_anew(office: Office) -> None:
    anna, bert = two_phones(office)
    entry = register(anna, MAIN, spare_phones=[SPARE])
    anna.push()
    register(anna, MAIN, spare_phones=[THIRD], amends=entry.id)
    anna.push()
    register(bert, SPARE)
    register(bert, THIRD)
    bert.push()
    seen = clients_of(bert)
    assert {number: client["state"] for number, client in seen.items()} == {
        "139****3333": "mine",
        "138****8000": "theirs",
    }


def test_an_answer_with_the_last_digits_of_a_further_number_counts(office: Office) -> None:
    anna, bert = two_phones(office)
    register(anna, MAIN, spare_phones=[SPARE])
    anna.push()
    bert.take_tickets(1)
    entry = register(bert, SPARE, ticket=bert.tickets[0]["id"])
    bert.push()
    answer_the_page(office, bert.code_path(entry, bert.tickets[0]), "3333")
    lanes = {lane["agent"]["name"]: lane for lane in client_of(bert)["ruling"]["lanes"]}
    assert lanes["测试乙"]["answered_at"] is not None


def test_row_8_a_near_number_of_the_same_day_is_contested_and_joins_nothing(office: Office) -> None:
    anna, bert = two_phones(office)
    register(anna, TYPED)
    anna.push()
    wait(office, anna, bert, minutes=40)
    register(bert, REAL)
    bert.push()
    assert kinds(office) == ["same_window"]
    assert [signal.kind for signal in office.signals()] == ["near_number"]
    theirs = client_of(bert)
    assert (theirs["state"], theirs["contested"], theirs["ruling"]["reason"]) == ("mine", True, "near_number_contested")
    assert not client_of(anna)["contested"]


def test_row_9_a_near_number_of_a_later_day_claims_nothing_until_somebody_looked(office: Office) -> None:
    anna, bert = two_phones(office)
    first = register(anna, REAL)
    anna.push()
    wait(office, anna, bert, days=1)
    anna.follow_up(first)
    anna.push()
    wait(office, anna, bert, days=2)
    register(bert, TYPED)
    bert.push()
    assert kinds(office) == ["later"]
    assert [signal.kind for signal in office.signals()] == ["poaching_suspect"]
    theirs = client_of(bert)
    assert (theirs["state"], theirs["owner"], theirs["ruling"]["reason"]) == ("open", None, "nobody_suspended")
    assert client_of(anna)["state"] == "mine"


@pytest.mark.parametrize(
    ("what", "number", "surname", "days"),
    [("another surname", TYPED, "李", 0), ("another number", "138 0013 5600", "王", 0), ("long ago", TYPED, "王", 20)],
)
def test_what_is_only_chance_asks_nobody(office: Office, what: str, number: str, surname: str, days: int) -> None:
    anna, bert = two_phones(office)
    register(anna, REAL)
    anna.push()
    wait(office, anna, bert, days=days)
    register(bert, number, surname=surname)
    bert.push()
    assert kinds(office) == [], what
    assert office.signals() == [], what


def test_row_58_contacts_of_one_company_are_a_pair_to_look_at_and_one_contact_is_one_client(office: Office) -> None:
    anna, bert = two_phones(office)
    register(anna, MAIN, company_code=COMPANY)
    anna.push()
    wait(office, anna, bert, minutes=5)
    register(bert, MAIN, company_code=COMPANY)
    bert.push()
    assert len(rows(office, Client)) == 1
    assert kinds(office) == []
    register(bert, THIRD, company_code="9111 0000 6000 3734 1l")
    bert.push()
    assert len(rows(office, Client)) == 2
    assert kinds(office) == ["company"]


def test_row_60_a_visit_without_a_number_is_counted_and_a_later_number_comes_by_its_own_registration_only(
    office: Office,
) -> None:
    anna, bert = two_phones(office)
    entry = register(anna, "")
    anna.visit(entry)
    anna.push()
    assert client_of(anna)["state"] == "unclaimed"
    wait(office, anna, bert, minutes=5)
    register(bert, MAIN)
    bert.push()
    assert len(rows(office, Client)) == 2
    wait(office, anna, bert, minutes=5)
    register(anna, MAIN, amends=entry.id)
    anna.push()
    mine = clients_of(anna)["138****8000"]
    assert (mine["state"], mine["owner"]["name"]) == ("theirs", "测试乙")
    assert entry.id not in mine["registrations"]


def test_a_registration_renamed_for_the_fourth_time_is_told_once(office: Office) -> None:
    phone = office.phone("anna")
    entry = register(phone, MAIN)
    phone.push()
    for number, surname in enumerate("李张刘陈杨", start=1):
        entry = register(phone, MAIN, surname=surname, amends=entry.id)
        phone.push()
        raised = [signal.facts for signal in office.signals() if signal.kind == "often_amended"]
        assert raised == ([{"edits": "4"}] if number > 3 else []), number


def test_mending_what_is_neither_name_nor_number_is_told_nobody(office: Office) -> None:
    phone = office.phone("anna")
    entry = register(phone, MAIN)
    for number in range(6):
        entry = register(phone, MAIN, note=str(number), amends=entry.id)
    phone.push()
    assert office.signals() == []


def test_a_mask_finds_candidates_by_main_and_further_numbers(office: Office) -> None:
    phone = office.phone("anna")
    register(phone, MAIN, spare_phones=[SPARE])
    register(phone, "138 9913 8000")
    phone.push()
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        for mask, count in (
            ("138****8000", 2),
            ("138***138000", 2),
            ("139****3333", 1),
            ("１３９＊＊＊＊３３３３", 1),
            ("139***223333", 1),
            ("139***123333", 0),
            ("137****8000", 0),
            ("8000", 0),
            (MAIN, 0),
        ):
            assert len(candidates_for_mask(work, mask)) == count, mask


def test_no_digit_and_no_name_stands_open_in_what_finds_them(office: Office) -> None:
    phone = office.phone("anna")
    register(phone, MAIN, spare_phones=[SPARE], company_code=COMPANY)
    phone.push()
    for table in (ClientNumber, NearToken):
        for row in rows(office, table):
            said = json.dumps({column.name: str(getattr(row, column.name)) for column in table.__table__.columns})
            assert not any(digits in said for digits in ("13800138000", "13922223333", "8000", "3333", "王")), said


def test_near_numbers_cost_as_many_statements_for_thirteen_as_for_one(office: Office) -> None:
    """The fifteenth of a day would be told to a manager, which is one more."""
    anna, bert = two_phones(office)
    costs = []
    for first, count in ((2000, 1), (3000, 13)):
        numbers = [f"138 {first + 11 * place} 5678" for place in range(count)]
        for number in numbers:
            register(anna, number)
            register(bert, number[:-1] + "9")
        anna.push()
        with counted(office) as statements:
            bert.push()
        costs.append(len(statements))
    assert len(kinds(office)) == 14
    assert costs[0] == costs[1], costs
