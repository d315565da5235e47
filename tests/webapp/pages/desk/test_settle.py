"""A contested case from the list to both phones."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests.factories.office import Office, StandingClock
from tests.webapp.pages.desk.visitor import (
    MASKED,
    UNKNOWN,
    Contested,
    Visitor,
    acts,
    client_of,
    contested,
    notices_of,
    ruling_on,
)
from webapp import words
from webapp.services.justice.decision_view import SettleReason

WORDS = "前台登记本上，测试甲先接待"


@pytest.fixture
def case(office: Office) -> Contested:
    return contested(office)


@pytest.fixture
def manager(case: Contested) -> Visitor:
    return Visitor.of(case.office, "manager")


def settle(manager: Visitor, case: Contested, **changed: str) -> TestResponse:
    """Settle for Anna, because of the evidence, on what the page shows now."""
    path = f"contested/{case.client_id}"
    form = {"claim": case.first.id, "reason": "evidence", "words": ""} | changed
    if "ruling" not in form:
        form["ruling"] = ruling_on(manager.read(path))
    return manager.post(path, **form)


def problem(key: str) -> str:
    return words.say("en", key).replace("'", "&#39;")


def test_the_case_page_shows_sentence_bars_facts_and_both_names(manager: Visitor, case: Contested) -> None:
    page = manager.read(f"contested/{case.client_id}")
    assert page.count('class="lane-bar" role="img" aria-label="') == 2
    assert page.count('class="mark-ruling"') == 3  # one a bar, one in the key
    assert "For 测试甲" in page
    assert "For 测试乙" in page
    assert MASKED in page
    for key in ("desk.fact_online", "desk.fact_no_scan", "desk.fact_no_contacts", "desk.otherwise"):
        assert problem(key) in page, key
    assert ' style="' not in page
    assert "<script" not in page


def test_one_tap_settles_and_both_read_the_new_ruling_on_their_phones(manager: Visitor, case: Contested) -> None:
    assert client_of(case.anna)["state"] == "theirs"
    answer = settle(manager, case, reason="own_words", words=WORDS)
    assert answer.status_code == 302
    page = manager.browser.get(answer.location, headers={"Accept-Language": "en"}).text
    assert problem("desk.settled_told") in page
    assert "so decided the office manager" in page
    assert WORDS in page
    assert 'name="ruling"' not in page
    seen_by_anna, seen_by_bert = client_of(case.anna), client_of(case.bert)
    assert (seen_by_anna["state"], seen_by_bert["state"]) == ("mine", "theirs")
    assert seen_by_anna["owner"]["name"] == seen_by_bert["owner"]["name"] == "测试甲"
    assert not seen_by_anna["contested"]
    assert seen_by_anna["ruling"]["reason"] == "decided_by_manager"
    for phone in (case.anna, case.bert):
        assert "so decided the office manager" in notices_of(phone)[-1]


def test_settling_for_the_owner_for_now_keeps_the_client_where_it_is(manager: Visitor, case: Contested) -> None:
    assert settle(manager, case, claim=case.second.id).status_code == 302
    assert client_of(case.bert)["state"] == "mine"
    assert client_of(case.anna)["ruling"]["reason"] == "decided_by_manager"
    assert "so decided the office manager" in notices_of(case.anna)[-1]


def test_a_decision_is_written_down_without_its_words(manager: Visitor, case: Contested) -> None:
    settle(manager, case, reason="own_words", words=WORDS)
    (event,) = acts(case.office, "case_settled")
    assert event.actor_id == case.office.ids["manager"]
    assert event.subject_id == case.client_id
    assert event.facts["claim"] == case.first.id
    assert WORDS not in str(event.facts)


def test_the_decision_stays_in_the_history_with_its_reason(manager: Visitor, case: Contested) -> None:
    settle(manager, case, reason="client", words=WORDS)
    page = manager.read(f"clients/{case.client_id}")
    assert problem("desk.reason_client") in page
    assert WORDS in page
    assert page.count("<details") == 3  # first, contested, decided


def test_without_a_reason_nothing_is_decided_and_the_words_stay(manager: Visitor, case: Contested) -> None:
    answer = settle(manager, case, reason="", words=WORDS)
    assert answer.status_code == 422
    assert problem("desk.problem_reason") in answer.text
    assert WORDS in answer.text
    assert acts(case.office, "case_settled") == []


def test_own_words_have_to_be_written(manager: Visitor, case: Contested) -> None:
    answer = settle(manager, case, reason="own_words", words="  ")
    assert answer.status_code == 422
    assert problem("desk.problem_own_words") in answer.text


def test_what_changed_meanwhile_is_shown_before_anything_is_decided(office: Office) -> None:
    case, manager = contested(office, late=True), Visitor.of(office, "manager")
    shown = ruling_on(manager.read(f"contested/{case.client_id}"))
    push_of_cora(case)
    answer = settle(manager, case, ruling=shown, reason="own_words", words=WORDS)
    assert answer.status_code == 409
    assert problem("errors.ruling_changed") in answer.text
    assert WORDS in answer.text
    assert acts(case.office, "case_settled") == []


def test_the_second_of_two_managers_hears_that_it_is_settled(manager: Visitor, case: Contested) -> None:
    shown = ruling_on(manager.read(f"contested/{case.client_id}"))
    assert settle(manager, case).status_code == 302
    answer = settle(manager, case, ruling=shown, claim=case.second.id, reason="own_words", words=WORDS)
    assert answer.status_code == 409
    assert problem("errors.ruling_changed") in answer.text
    assert WORDS in answer.text
    assert client_of(case.anna)["state"] == "mine"


def test_a_case_that_is_settled_cannot_be_settled_again(manager: Visitor, case: Contested) -> None:
    settle(manager, case)
    newest = str(client_of(case.anna)["ruling"]["number"])
    answer = settle(manager, case, ruling=newest, claim=case.second.id, words=WORDS)
    assert answer.status_code == 409
    assert problem("errors.not_contested") in answer.text
    assert WORDS in answer.text


@pytest.mark.parametrize("claim", [UNKNOWN, "x"])
def test_only_a_claim_with_a_bar_can_win(manager: Visitor, case: Contested, claim: str) -> None:
    answer = settle(manager, case, claim=claim, reason="turn", words=WORDS)
    assert answer.status_code == 409
    assert problem("errors.claim_unknown") in answer.text
    assert WORDS in answer.text
    assert 'value="turn" required checked' in answer.text


def test_a_client_that_is_not_there_cannot_be_settled(manager: Visitor) -> None:
    answer = manager.post(f"contested/{UNKNOWN}", ruling="1", claim="x", reason="turn")
    assert answer.status_code == 404


def test_a_lapse_that_nobody_had_noticed_is_ruled_first_and_kept(manager: Visitor, case: Contested) -> None:
    shown = ruling_on(manager.read(f"contested/{case.client_id}"))
    case.office.clock.wait(days=4)  # nobody vouched for either registration within 72 hours
    manager.sign_in_again()
    answer = settle(manager, case, ruling=shown, reason="own_words", words=WORDS)
    assert answer.status_code == 409
    assert problem("errors.ruling_changed") in answer.text
    assert settle(manager, case, ruling=shown).status_code == 409
    assert "belongs to nobody" in manager.read(f"clients/{case.client_id}")


def test_nothing_is_decided_without_the_forms_token(manager: Visitor, case: Contested) -> None:
    path = f"contested/{case.client_id}"
    form = {"claim": case.first.id, "reason": "turn", "ruling": ruling_on(manager.read(path)), "csrf_token": ""}
    assert manager.post(path, **form).status_code == 400
    assert acts(case.office, "case_settled") == []


def test_the_oldest_deadline_stands_first_and_a_new_rival_does_not_wind_it_back(
    office: Office, clock: StandingClock
) -> None:
    older = contested(office, "138 0013 8001", surname="甲", late=True)
    newer = contested(office, "138 0013 8002", surname="乙")
    manager = Visitor.of(office, "manager")
    page = manager.read("contested")
    assert 0 < page.index(f"contested/{older.client_id}") < page.index(f"contested/{newer.client_id}")
    assert "2 to be decided" in page
    before = ruling_on(manager.read(f"contested/{older.client_id}"))
    push_of_cora(older)
    assert ruling_on(manager.read(f"contested/{older.client_id}")) != before
    page = manager.read("contested")
    assert page.index(f"contested/{older.client_id}") < page.index(f"contested/{newer.client_id}")
    clock.wait(hours=25)
    manager.sign_in_again()
    assert problem("desk.overdue") in manager.read("contested")


def test_every_bar_has_its_button_and_any_of_them_can_win(office: Office) -> None:
    case = contested(office, late=True)
    push_of_cora(case)
    manager = Visitor.of(office, "manager")
    page = manager.read(f"contested/{case.client_id}")
    assert page.count('class="lane-bar"') == page.count('name="claim"') == 3
    assert case.cora is not None
    assert settle(manager, case, claim=case.cora.captured[0].id).status_code == 302
    for phone in (case.anna, case.bert, case.cora):
        assert client_of(phone)["owner"]["name"] == "测试丙"
        assert "so decided the office manager" in notices_of(phone)[-1]


def test_what_agents_lost_elsewhere_stands_beside_their_bars(office: Office) -> None:
    first, manager = contested(office, "138 0013 8001"), Visitor.of(office, "manager")
    settle(manager, first)
    second = contested(office, "138 0013 8002")
    manager.sign_in_again()
    page = manager.read(f"contested/{second.client_id}")
    assert words.say("en", "desk.fact_contests", count=1, lost=0) in page
    assert words.say("en", "desk.fact_contests", count=1, lost=1) in page


def push_of_cora(case: Contested) -> None:
    assert case.cora is not None
    case.office.sign_in_again(case.cora)
    case.cora.push()


def test_every_reason_has_its_words() -> None:
    for language in words.LANGUAGES:
        for reason in SettleReason:
            assert words.say(language, f"desk.reason_{reason}")
