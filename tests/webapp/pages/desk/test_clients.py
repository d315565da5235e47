"""Clients and their files."""

from __future__ import annotations

from tests.factories.office import Office
from tests.webapp.pages.desk.visitor import DIGITS, MASKED, NUMBER, UNKNOWN, Visitor, acts, contested
from webapp import words
from webapp.services.ownership.clients.desk_clients import PAGE

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "'-alert(1)-'",
)


def test_contested_clients_come_first_then_the_newest_rulings(office: Office) -> None:
    case = contested(office, surname="争")
    case.wait(minutes=1)
    later = case.bert.register("138 0013 8001", surname="新")
    case.bert.push()
    page = Visitor.of(office, "manager").read("clients")
    assert page.index("Mr 争") < page.index("Mr 新")
    assert later.id not in page
    assert MASKED in page


def test_the_list_can_be_narrowed_by_standing_and_by_owner(office: Office) -> None:
    case = contested(office, surname="争")
    case.bert.register("138 0013 8001", surname="归")
    open_one = case.anna.register("138 0013 8002", surname="空")
    case.anna.withdraw(open_one)
    case.anna.push()
    case.bert.push()
    manager = Visitor.of(office, "manager")
    rows: tuple[tuple[str, set[str]], ...] = (
        ("standing=all", {"争", "归", "空"}),
        ("standing=contested", {"争"}),
        ("standing=owned", {"争", "归"}),
        ("standing=open", {"空"}),
        (f"owner={office.ids['bert']}", {"争", "归"}),
        (f"owner={office.ids['anna']}", set()),
        (f"standing=contested&owner={office.ids['bert']}", {"争"}),
        ("standing=nonsense&page=nonsense&owner=%00", {"争", "归", "空"}),
    )
    for query, expected in rows:
        page = manager.read(f"clients?{query}")
        assert {name for name in ("争", "归", "空") if f"Mr {name}" in page} == expected, query


def test_long_lists_have_pages(office: Office) -> None:
    phone = office.phone("anna")
    for number in range(PAGE + 3):
        phone.register(f"138 0013 {8000 + number}", surname=f"第{number}号")
    phone.push()
    manager = Visitor.of(office, "manager")
    first, second, beyond = (manager.read(f"clients?page={number}") for number in (1, 2, 99))
    assert first.count('<th scope="row">') == PAGE
    assert second.count('<th scope="row">') == 3
    assert beyond.count('<th scope="row">') == 3
    assert words.say("en", "desk.page_of", number=1, pages=2) in first


def test_a_full_number_finds_its_client_and_each_look_is_written_down(office: Office) -> None:
    case = contested(office)
    manager = Visitor.of(office, "manager")
    answer = manager.post("clients", number="+86 138-0013-8000")
    assert answer.status_code == 302
    assert answer.location == f"/desk/clients/{case.client_id}"
    unknown = manager.post("clients", number="139 0013 8000")
    assert words.say("en", "desk.found_nobody_knows") in unknown.text
    wrong = manager.post("clients", number="138 0013")
    assert wrong.status_code == 422
    assert words.say("en", "errors.phone_too_short") in wrong.text
    assert [event.facts["found"] for event in acts(office, "number_checked")] == ["owned", "nobody_knows"]
    assert not any(digits in str(event.facts) for event in acts(office, "number_checked") for digits in DIGITS)


def test_a_file_tells_every_ruling_registration_contact_and_signal(office: Office) -> None:
    case = contested(office)
    case.anna.visit(case.first, note="看了样板间")
    case.anna.follow_up(case.first, outcome="unanswered")
    case.anna.push()
    page = Visitor.of(office, "auditor").read(f"clients/{case.client_id}")
    assert page.index("<b>No. 2</b>") < page.index("<b>No. 1</b>")
    assert page.count('class="lane-bar"') == 3
    for word in ("看了样板间", "First visit", "does not extend", MASKED):
        assert word in page, word
    assert not any(digits in page for digits in DIGITS)


def test_a_client_that_is_not_there_has_no_file(office: Office) -> None:
    assert Visitor.of(office, "manager").get(f"clients/{UNKNOWN}").status_code == 404


def test_names_that_are_markup_stay_text_on_every_page(office: Office) -> None:
    manager = Visitor.of(office, "manager")
    for row, payload in enumerate(PAYLOADS):
        case = contested(office, f"138 0013 81{row:02}", surname=payload)
        case.anna.visit(case.first, note=payload)
        case.anna.push()
        manager.sign_in_again()
        pages = ("", "contested", f"contested/{case.client_id}", "clients", f"clients/{case.client_id}")
        for path in pages:
            page = manager.read(path)
            assert "<script" not in page, (path, payload)
            assert "<img" not in page, (path, payload)
            assert "onerror=alert(1)>" not in page, (path, payload)
            assert "Mr 49" not in page, (path, payload)


def test_the_number_of_a_look_up_never_stands_in_an_address(office: Office) -> None:
    contested(office)
    page = Visitor.of(office, "manager").post("clients", number=NUMBER)
    assert "8000" not in page.location


def test_a_client_whose_protection_has_ended_is_nobody_s_before_anybody_rules_it(office: Office) -> None:
    phone = office.phone("anna")
    phone.register(surname="期")
    phone.push()
    manager = Visitor.of(office, "manager")
    queries = ("standing=owned", f"owner={office.ids['anna']}", "standing=open")
    assert ["Mr 期" in manager.read(f"clients?{query}") for query in queries] == [True, True, False]
    office.clock.wait(days=30)
    manager.sign_in_again()
    assert ["Mr 期" in manager.read(f"clients?{query}") for query in queries] == [False, False, True]
    assert words.say("en", "desk.owner_nobody") in manager.read("clients?standing=open")
