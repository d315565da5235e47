"""Whoever sees a code can answer it: which answers count, which only ask for a look."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.factories.line import Answer, Line
from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from tests.webapp.pages.desk.visitor import Visitor
from tests.webapp.pages.test_confirm import FORM, NUMBER, label, offline_code, say, stored
from webapp import words
from webapp.models.justice import Answer as StoredAnswer
from webapp.models.ownership import HeadReceipt
from webapp.models.people import Chain
from webapp.transaction import snapshot

ANNAS, BERTS, LOOKS_LIKE_ANNAS = "139 0000 0001", "139 0000 0002", "138 0000 0001"
AT_ONCE = 20


def kinds(office: Office) -> list[str]:
    return [signal.kind for signal in office.signals()]


def test_who_saw_the_code_first_does_not_burn_it(office: Office) -> None:
    for text_first in (True, False):
        phone, _entry, path = offline_code(office)
        office.clock.wait(minutes=10)
        if text_first:
            phone.push()
        for answer, digits in (("somebody_else", ""), ("somebody_else", "0000"), ("do_not_remember", "")):
            page = say(office.stranger(), path, answer, digits).text
            assert words.say("en", "confirm.answer_again") in page
            assert "<details" in page
            assert "<script" not in page
        assert say(office.stranger(), path).status == 200
        assert label(phone) == "witnessed", text_first
        assert "<form" not in office.stranger().get(path).text
        phone.withdraw(phone.captured[0])
        phone.push()
        office.clock.wait(minutes=1)
    assert kinds(office) == []


def test_the_first_answer_with_the_right_digits_counts_also_if_the_text_comes_later(office: Office) -> None:
    phone, _entry, path = offline_code(office)
    office.clock.wait(minutes=10)
    for answer, digits in (("yes", "0000"), ("somebody_else", "8000"), ("yes", "8000")):
        assert say(office.stranger(), path, answer, digits).status == 200
    assert kinds(office) == []
    assert label(phone) == "stated"
    (signal,) = office.signals()
    assert (signal.kind, signal.person_id) == ("client_denies", office.ids["anna"])
    assert signal.client_id is not None
    page = Visitor.of(office, "manager").read("signals")
    assert "The last four digits matched; nothing more proves who answered." in page


def test_a_ticket_takes_five_answers(office: Office) -> None:
    _phone, _entry, path = offline_code(office)
    assert [say(office.stranger(), path, last_four="").status for _ in range(7)] == [200] * 5 + [422] * 2
    refused = say(office.stranger(), path)
    sentence = words.say("en", "confirm.refusal_too_many_answers")
    assert sentence in refused.text
    assert sentence in office.stranger().get(path).text
    assert [given.number for given in stored(office, StoredAnswer)] == [1, 2, 3, 4, 5]


def test_a_refused_answer_is_asked_again_in_an_open_fold(office: Office) -> None:
    _phone, _entry, path = offline_code(office)
    say(office.stranger(), path, last_four="")
    refused = say(office.stranger(), path, last_four="12")
    assert refused.status == 422
    assert '<details class="disclosure" open>' in refused.text
    assert words.say("en", "confirm.refusal_digits_malformed") in refused.text


def test_of_twenty_right_answers_at_once_exactly_one_spends(office: Office) -> None:
    phone, _entry, path = offline_code(office)
    phone.push()
    lines = [office.stranger() for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(lambda line: say(line, path), lines))
    assert {answer.status for answer in answers} == {200}
    assert len(stored(office, StoredAnswer)) == 1


def test_a_number_of_staff_confirms_nobody(office: Office) -> None:
    phone = office.phone("anna")
    phone.take_tickets(2)
    for number, ticket in zip((ANNAS, BERTS), phone.tickets, strict=True):
        path = phone.code_path(phone.register(number, ticket=ticket["id"]), ticket)
        phone.push()
        refused = say(office.stranger(), path, last_four=number[-4:])
        assert refused.status == 422, number
        assert "a number of the office&#39;s staff" in refused.text
    assert [(signal.kind, signal.person_id) for signal in office.signals()] == [
        ("staff_number", office.ids["anna"]),
        ("staff_number", office.ids["anna"]),
    ]
    assert stored(office, StoredAnswer) == []


def test_a_number_of_staff_confirms_nobody_when_the_text_comes_later(office: Office) -> None:
    phone = office.phone("bert")
    phone.take_tickets(1)
    path = phone.code_path(phone.register(ANNAS, ticket=phone.tickets[0]["id"]), phone.tickets[0])
    office.clock.wait(minutes=10)
    assert say(office.stranger(), path, last_four="0001").status == 200
    assert label(phone) == "stated"
    assert [(signal.kind, signal.person_id) for signal in office.signals()] == [("staff_number", office.ids["bert"])]


def test_the_last_digits_alone_neither_refuse_nor_accuse(office: Office) -> None:
    phone = office.phone("anna")
    phone.take_tickets(1)
    path = phone.code_path(phone.register(LOOKS_LIKE_ANNAS, ticket=phone.tickets[0]["id"]), phone.tickets[0])
    office.clock.wait(minutes=10)
    assert say(office.stranger(), path, last_four="0001").status == 200
    assert label(phone) == "witnessed"
    assert kinds(office) == []


def answer_for_clients(office: Office, phone: Phone, numbers: range, user_agent: str, *, push: bool = True) -> None:
    for number in numbers:
        phone.take_tickets(1)
        ticket = phone.tickets[-1]
        # Each has a surname of its own, for near numbers of one surname would be looked into.
        entry = phone.register(f"138 0013 {number}", surname=f"客{number}", ticket=ticket["id"])
        path = phone.code_path(entry, ticket)
        if push:
            phone.push()
        assert say_in(office.stranger(), path, str(number), user_agent).status == 200


def say_in(line: Line, path: str, last_four: str, user_agent: str) -> Answer:
    body = f"answer=yes&last_four={last_four}".encode()
    return line.wire.send("POST", path, body, {**FORM, "User-Agent": user_agent})


def test_one_browser_that_answers_for_many_clients_of_an_agent_asks_for_a_look(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    answer_for_clients(office, anna, range(8000, 8003), "one")
    answer_for_clients(office, anna, range(8003, 8006), "another")
    answer_for_clients(office, bert, range(8006, 8009), "one")
    assert kinds(office) == []
    answer_for_clients(office, anna, range(8010, 8012), "one", push=False)
    (signal,) = office.signals()
    assert (signal.kind, signal.person_id, signal.facts) == ("one_browser", office.ids["anna"], {"clients": "4"})
    assert "One browser answered for 4 different clients of 测试甲" in Visitor.of(office, "manager").read("signals")
    assert all(given.browser not in {"", "one"} for given in stored(office, StoredAnswer))
    let_pass(office, 23, anna)
    answer_for_clients(office, anna, range(8020, 8021), "one")
    assert kinds(office) == ["one_browser"] * 2
    answer_for_clients(office, anna, range(8021, 8022), "one")
    assert kinds(office) == ["one_browser"] * 2


def test_a_browser_is_remembered_for_a_day(office: Office) -> None:
    anna = office.phone("anna")
    answer_for_clients(office, anna, range(8000, 8003), "one")
    let_pass(office, 25, anna)
    answer_for_clients(office, anna, range(8003, 8004), "one")
    assert kinds(office) == []


def let_pass(office: Office, hours: int, phone: Phone) -> None:
    office.clock.wait(hours=hours)
    phone.wait(hours=hours)
    office.sign_in_again(phone)


def test_a_code_that_shows_another_record_than_the_one_sent_is_a_fork(office: Office) -> None:
    phone = office.phone("anna")
    phone.take_tickets(2)
    twin = phone.clone()
    phone.register(NUMBER, ticket=phone.tickets[0]["id"])
    phone.push()
    other = twin.register("139 1111 2222", ticket=phone.tickets[1]["id"])
    path = twin.code_path(other, twin.tickets[1])
    for _ in range(3):
        page = office.stranger().get(path)
        assert page.status == 200
        assert "测试甲" in page.text
    assert say(office.stranger(), path, last_four="2222").status == 200
    (signal,) = office.signals()
    assert (signal.kind, signal.person_id, signal.device_id) == ("chain_forked", office.ids["anna"], phone.device)
    assert stored(office, HeadReceipt) == []
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        assert work.session.get_one(Chain, (PROJECT_ID, phone.device, 1)).distrusted_since == signal.at
