"""The client's page: opened by anybody who scans, answered once, believed only with the right digits."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from tests.factories.line import Answer, Line
from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Captured, Phone
from webapp import words
from webapp.models.justice import Answer as StoredAnswer
from webapp.models.ownership import HeadReceipt
from webapp.transaction import snapshot

NUMBER = "138 0013 8000"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


def offline_code(office: Office) -> tuple[Phone, Captured, str]:
    """Return a phone without signal, what it registered, and the address that its code shows."""
    phone = office.phone("anna")
    phone.take_tickets(1)
    entry = phone.register(NUMBER, ticket=phone.tickets[0]["id"])
    return phone, entry, phone.code_path(entry, phone.tickets[0])


def say(line: Line, path: str, answer: str = "yes", last_four: str = "8000") -> Answer:
    return line.wire.send("POST", path, urlencode({"answer": answer, "last_four": last_four}).encode(), FORM)


def stored(office: Office, table: type[Any]) -> list[Any]:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        return list(work.session.scalars(select(table)))


def label(phone: Phone) -> str:
    phone.push()
    phone.cursor = ""
    (client,) = [change["value"] for change in phone.pull() if change["kind"] == "client"]
    return str(client["ruling"]["lanes"][0]["label"])


def test_the_page_names_the_consultant_and_asks_in_both_languages(office: Office) -> None:
    _phone, _entry, path = offline_code(office)
    client = office.stranger()
    for language, question in (("en", "who received you?"), ("zh", "接待")):
        page = client.wire.send("GET", path, None, {"Accept-Language": language})
        assert page.status == 200
        for part in (
            question,
            "测试甲",
            "A01",
            "测试案场",
            'value="yes"',
            'value="somebody_else"',
            'value="do_not_remember"',
        ):
            assert part in page.text, (language, part)
        assert "<script" not in page.text
        assert "8000" not in page.text.replace(path, "")


def test_opening_it_again_changes_nothing(office: Office) -> None:
    _phone, _entry, path = offline_code(office)
    for _ in range(5):
        assert office.stranger().get(path).status == 200
    assert len(stored(office, HeadReceipt)) == 1


def test_an_answer_with_the_right_digits_is_a_witness_and_spends_the_ticket(office: Office) -> None:
    phone, _entry, path = offline_code(office)
    office.clock.wait(minutes=10)
    phone.push()
    page = say(office.stranger(), path, last_four=" ８０００ ").text
    assert "An answer was given at" in page
    assert "<form" not in page
    assert say(office.stranger(), path, "somebody_else").status == 200
    (given,) = stored(office, StoredAnswer)
    assert given.answer == "yes"
    assert "8000" not in str(given.last_four_sealed)
    assert label(phone) == "witnessed"


def test_an_answer_without_the_right_digits_says_nothing(office: Office) -> None:
    for digits in ("", "0000"):
        phone, _entry, path = offline_code(office)
        office.clock.wait(minutes=10)
        assert say(office.stranger(), path, last_four=digits).status == 200
        assert label(phone) == "stated", digits
        office.clock.wait(minutes=1)


def test_a_client_who_says_somebody_else_is_a_signal(office: Office) -> None:
    phone, _entry, path = offline_code(office)
    phone.push()
    say(office.stranger(), path, "somebody_else")
    assert [signal.kind for signal in office.signals()] == ["client_denies"]


def test_nobody_from_the_office_answers_for_a_client(office: Office) -> None:
    _phone, _entry, path = offline_code(office)
    for login in ("anna", "bert", "manager"):
        refused = say(office.line(login), path)
        assert refused.status == 422, login
        assert words.say("en", "confirm.refusal_self_confirm_browser") in refused.text
    signals = office.signals()
    assert [signal.kind for signal in signals] == ["self_confirm"] * 3
    assert {signal.person_id for signal in signals} == {office.ids[login] for login in ("anna", "bert", "manager")}
    assert [signal.person_id for signal in signals if signal.device_id is not None] == [office.ids["anna"]]
    assert stored(office, StoredAnswer) == []


def test_what_is_no_answer_is_asked_again(office: Office) -> None:
    _phone, _entry, path = offline_code(office)
    for answer, digits in (("", "8000"), ("maybe", "8000"), ("yes", "80"), ("yes", "abcd"), ("yes", "\0")):
        assert say(office.stranger(), path, answer, digits).status == 422, (answer, digits)
    assert stored(office, StoredAnswer) == []


def test_a_ticket_is_answered_until_its_end_and_relays_the_head_after_it(office: Office) -> None:
    phone, _entry, path = offline_code(office)
    office.clock.wait(hours=24)
    assert say(office.stranger(), path).status == 422
    assert office.stranger().get(path).status == 200
    assert (stored(office, StoredAnswer), len(stored(office, HeadReceipt))) == ([], 1)
    office.sign_in_again(phone)
    assert label(phone) == "stated"


def test_a_code_that_is_not_whole_is_unreadable(office: Office) -> None:
    phone, entry, path = offline_code(office)
    bert = office.phone("bert")
    bert.take_tickets(1)
    parts = path.removeprefix("/c/").split(".")
    hash_ = parts[3]

    def with_part(place: int, part: str) -> str:
        return ".".join((*parts[:place], part, *parts[place + 1 :]))

    others = {
        "cut": ".".join(parts[:5]),
        "another's ticket": with_part(0, bert.tickets[0]["token"]),
        "a spoiled ticket": with_part(0, parts[0][::-1]),
        "an epoch of zero": with_part(1, "0"),
        "another place": with_part(2, "2"),
        "another hash": with_part(3, hash_[::-1]),
        "another anchor": with_part(4, bert.anchor),
        "no signature": with_part(5, "A" * 86),
        "garbage": "x" * 2000,
    }
    assert entry.hash == hash_
    assert phone.device != bert.device
    for name, text in others.items():
        for answer in (office.stranger().get(f"/c/{text}"), say(office.stranger(), f"/c/{text}")):
            assert answer.status == 404, name
            assert "code_unreadable" in answer.text, name
    assert stored(office, HeadReceipt) == []
