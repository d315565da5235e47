"""Changing one's own password: only who knows the old one, and every other session ends."""

from __future__ import annotations

import pytest

from tests.factories.line import Answer, Line
from tests.factories.office import PASSWORD, PROJECT_ID, Office
from webapp import words
from webapp.models.people import Account
from webapp.transaction import transaction

FRESH = "another long password"


def change(line: Line, current: str, fresh: str, again: str) -> Answer:
    return line.post_form("/password", current=current, fresh=fresh, again=again)


def test_the_new_password_opens_the_old_one_does_not_and_other_sessions_end(office: Office) -> None:
    here, elsewhere = office.line("anna"), office.line("anna")
    answer = change(here, PASSWORD, FRESH, FRESH)
    assert words.say("en", "people.password_changed_note") in answer.text
    assert here.get("/api/v1/session").status == 200
    assert elsewhere.get("/api/v1/session").status == 401
    stranger = office.stranger()
    with pytest.raises(AssertionError):
        stranger.sign_in("anna", PASSWORD)
    office.stranger().sign_in("anna", FRESH)


@pytest.mark.parametrize(
    ("current", "fresh", "again", "sentence"),
    [
        ("wrong", FRESH, FRESH, "people.password_wrong"),
        (PASSWORD, "short", "short", "people.password_short"),
        (PASSWORD, FRESH, "something else entirely", "people.password_differs"),
        ("", FRESH, FRESH, "desk.field_wrong"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(
    office: Office, current: str, fresh: str, again: str, sentence: str
) -> None:
    line = office.line("anna")
    answer = change(line, current, fresh, again)
    assert answer.status == 422
    assert words.say("en", sentence) in answer.text
    assert FRESH not in answer.text
    office.stranger().sign_in("anna", PASSWORD)


def test_a_first_password_opens_nothing_but_the_page_that_changes_it(office: Office) -> None:
    with office.app.app_context(), transaction(PROJECT_ID) as work:
        work.session.get_one(Account, "anna").first_password = True
    line = office.stranger()
    page = line.post_form("/sign-in", login="anna", password=PASSWORD)
    assert words.say("en", "people.password_fresh") in page.text
    refused = line.get("/api/v1/session")
    assert (refused.status, refused.json["code"]) == (403, "password_first")
    change(line, PASSWORD, FRESH, FRESH)
    assert line.get("/api/v1/session").status == 200


def test_guessing_is_as_slow_here_as_at_the_door(office: Office) -> None:
    line = office.line("anna")
    statuses = [change(line, "wrong", FRESH, FRESH).status for _ in range(11)]
    assert statuses == [422] * 10 + [429]
    assert change(line, PASSWORD, FRESH, FRESH).status == 429
