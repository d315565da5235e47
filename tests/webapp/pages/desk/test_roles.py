"""Who finds which page, and what nobody finds on any."""

from __future__ import annotations

import pytest

from tests.factories.office import Office
from tests.webapp.pages.desk.visitor import DIGITS, MASKED, Contested, Visitor, contested

S, R, F = 200, 302, 403
DESK = ("manager", "auditor", "arbiter", "admin", "front")
PAGES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("", (S, S, S, S, R)),
    ("contested", (S, S, S, F, F)),
    ("contested/{client}", (S, S, S, F, F)),
    ("clients", (S, S, F, F, F)),
    ("clients/{client}", (S, S, F, F, F)),
    ("clients/{client}/acts", (S, S, F, F, F)),
    ("disputes", (S, S, S, F, F)),
    ("disputes/{client}", (404, 404, 404, F, F)),
    ("pool", (S, S, F, F, F)),
    ("outages", (S, S, F, F, F)),
    ("people/{cora}/leaving", (S, F, F, S, F)),
    ("signals", (S, S, F, F, F)),
    ("rules", (S, S, S, F, F)),
    ("rules/1", (S, S, S, F, F)),
    ("rules/compare?one=1&other=1", (S, S, S, F, F)),
    ("rules/edit", (S, F, F, F, F)),
    ("phones", (S, S, F, S, F)),
    ("phones/code/{anna}", (S, F, F, S, F)),
    ("people", (S, S, F, S, F)),
    ("people/new", (S, F, F, S, F)),
    ("reception", (F, F, F, F, S)),
    ("reports", (S, S, F, F, S)),
    ("channels", (S, F, F, F, F)),
)
ACTS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("contested/{client}", (422, F, F, F, F)),
    ("clients", (422, 422, F, F, F)),
    ("clients/{client}/acts", (422, F, F, F, F)),
    ("disputes/{client}", (404, F, 404, F, F)),
    ("outages", (422, F, F, F, F)),
    ("phones/code/{anna}", (S, F, F, S, F)),
    ("phones/{device}/revoke", (R, F, F, R, F)),
    ("rules/edit", (409, F, F, F, F)),
    ("people/new", (422, F, F, 422, F)),
    ("people/{cora}/disable", (R, F, F, R, F)),
    ("people/{cora}/enable", (R, F, F, R, F)),
    ("reception", (F, F, F, F, 422)),
    ("reports", (422, F, F, F, 422)),
    ("reports/escorts", (422, F, F, F, 422)),
    ("channels", (422, F, F, F, F)),
    ("channels/{anna}/close", (404, F, F, F, F)),
)


def places(case: Contested) -> dict[str, str]:
    return {"client": case.client_id, "device": case.anna.device, **case.office.ids}


def test_each_role_opens_its_own_pages_and_no_others(office: Office) -> None:
    case = contested(office)
    for column, login in enumerate(DESK):
        visitor = Visitor.of(office, login)
        for page, statuses in PAGES:
            answer = visitor.get(page.format(**places(case)))
            assert answer.status_code == statuses[column], (login, page)


def test_each_role_does_its_own_acts_and_no_others(office: Office) -> None:
    case = contested(office)
    for column, login in enumerate(DESK):
        visitor = Visitor.of(office, login)
        for page, statuses in ACTS:
            answer = visitor.post(page.format(**places(case)))
            assert answer.status_code == statuses[column], (login, page)


def test_agents_and_strangers_find_no_desk(office: Office) -> None:
    case = contested(office)
    agent, stranger = Visitor.of(office, "anna"), Visitor(office.stranger(), "")
    for page, _statuses in PAGES:
        path = page.format(**places(case))
        assert agent.get(path).status_code == F, page
        answer = stranger.get(path)
        assert answer.status_code == R, page
        assert answer.location.startswith("/sign-in?next="), page


def test_every_role_of_the_desk_lands_on_something(office: Office) -> None:
    for login in DESK:
        visitor = Visitor.of(office, login)
        page = visitor.browser.get("/", headers={"Accept-Language": "en"}, follow_redirects=True)
        assert page.status_code == S, login
        assert page.request.path.startswith("/desk/"), login


@pytest.mark.parametrize("login", DESK)
def test_no_page_shows_a_full_number_and_an_admin_sees_no_client_at_all(office: Office, login: str) -> None:
    case = contested(office, surname="欧阳")
    visitor = Visitor.of(office, login)
    for page, statuses in PAGES:
        if statuses[DESK.index(login)] != S:
            continue
        text = visitor.read(page.format(**places(case)))
        assert not any(digits in text for digits in DIGITS), page
        if login in {"admin", "front"}:
            assert "欧阳" not in text, page
            assert MASKED not in text, page
            assert case.client_id not in text, page


def test_an_arbiter_reads_a_case_and_cannot_settle_it(office: Office) -> None:
    case = contested(office)
    page = Visitor.of(office, "arbiter").read(f"contested/{case.client_id}")
    assert 'class="lane-bar"' in page
    assert 'name="ruling"' not in page
    assert "/desk/clients" not in page


def test_a_client_that_nobody_contests_is_no_case_for_anybody(office: Office) -> None:
    phone = office.phone("anna")
    phone.register()
    phone.push()
    client_id = phone.pull()[0]["id"]
    for login in ("arbiter", "auditor", "manager"):
        assert Visitor.of(office, login).get(f"contested/{client_id}").status_code == 404


def test_the_desk_is_bilingual_and_remembers_the_choice(office: Office) -> None:
    contested(office)
    manager = Visitor.of(office, "manager")
    assert '<html lang="en">' in manager.read("?language=en", language="zh")
    assert '<html lang="en">' in manager.read("", language="zh")
    page = manager.read("?language=zh")
    assert '<html lang="zh-CN">' in page
    assert "争议" in page
