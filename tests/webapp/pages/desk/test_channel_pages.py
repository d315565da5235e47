"""The pages about channels: what they refuse and where they say so, and who sees what."""

from __future__ import annotations

from html import unescape

import pytest

from tests.factories.office import Office
from tests.webapp.api.test_enquiries import publish
from tests.webapp.pages.desk.channel_story import KINDS, MASK, Story, X, Y
from tests.webapp.pages.desk.visitor import NUMBER, Visitor, acts
from webapp import words


@pytest.fixture
def story(office: Office) -> Story:
    return Story(office)


def test_what_is_wrong_stands_beside_its_field(story: Story) -> None:
    story.manager.post(f"channels/{story.ids[Y]}/close")
    table = (
        ({"channel": story.ids[X], "number": "138****"}, 422, "errors.mask_too_short"),
        ({"channel": story.ids[X], "number": "13****5678"}, 422, "errors.mask_invalid"),
        ({"channel": story.ids[X], "number": "12"}, 422, "errors.phone_too_short"),
        ({"channel": story.ids[X], "number": ""}, 422, "errors.phone_missing"),
        ({"channel": "", "number": NUMBER}, 422, "desk.problem_missing"),
        ({"channel": "nobody", "number": NUMBER}, 404, "errors.channel_unknown"),
        ({"channel": story.ids[Y], "number": NUMBER}, 409, "errors.channel_closed"),
        ({"channel": story.ids[X], "number": NUMBER, "expected": "yesterday"}, 422, "errors.expected_at_wrong"),
        ({"channel": story.ids[X], "number": NUMBER, "expected": "2026-11-01T10:00"}, 422, "errors.expected_at_wrong"),
        ({"channel": story.ids[X], "number": NUMBER, "expected": "2027-11-01T10:00"}, 422, "errors.expected_at_wrong"),
    )
    for form, status, key in table:
        answer = story.front.post("reports", **form)
        assert answer.status_code == status, (form, answer.status_code)
        assert words.say("en", key) in unescape(answer.text), form
    good = story.front.post("reports", channel=story.ids[X], number=NUMBER, expected="2026-11-03T10:00")
    assert good.status_code == 200
    for form, status, key in (
        ({"escort_channel": story.ids[Y], "escort_number": NUMBER}, 409, "errors.channel_closed"),
        ({"escort_channel": story.ids[X], "escort_number": MASK}, 422, "errors.phone_invalid"),
    ):
        answer = story.front.post("reports/escorts", **form)
        assert (answer.status_code, words.say("en", key) in unescape(answer.text)) == (status, True), form
    assert len(acts(story.office, "client_reported")) == 1


def test_channels_are_added_once_and_closed_for_good(story: Story) -> None:
    again = story.manager.post("channels", name=X, kind="own")
    assert again.status_code == 422
    assert words.say("en", "errors.channel_name_taken") in unescape(again.text)
    assert story.manager.post("channels", name="", kind="own").status_code == 422
    assert story.manager.post("channels", name="x" * 65, kind="own").status_code == 422
    assert story.manager.post("channels", name="新渠道", kind="friend").status_code == 422
    story.report(X)
    assert story.manager.post(f"channels/{story.ids[X]}/close").status_code == 302
    assert story.manager.post(f"channels/{story.ids[X]}/close").status_code == 409
    story.wait(hours=1)
    assert story.credit(story.registers("anna", X)) == (X, "report_stands")
    assert len(acts(story.office, "channel_added")) == len(KINDS)
    assert len(acts(story.office, "channel_closed")) == 1


def test_who_sees_what(story: Story) -> None:
    story.report(X)
    page = story.front.read("reports")
    assert "138****8000" in page
    auditor = Visitor.of(story.office, "auditor")
    assert "138****8000" in auditor.read("reports")
    assert "<form class=" not in auditor.read("reports").partition("<main")[2]
    assert auditor.post("reports", channel=story.ids[X], number=NUMBER).status_code == 403
    for login in ("admin", "arbiter"):
        assert Visitor.of(story.office, login).get("reports").status_code == 403
    assert Visitor.of(story.office, "front").get("channels").status_code == 403


def test_what_became_of_reports_is_told_as_often_a_day_as_numbers_may_be_checked(story: Story) -> None:
    """A report says whether a number is registered, so it costs a check; it is taken all the same."""
    publish(story.office, number_checks_per_day=2)
    story.wait(minutes=1)
    story.report(X)
    story.report(X, "138 0013 7000")
    story.wait(hours=1)
    story.registers("anna", X)
    assert words.say("en", "channels.verdict_report_stands") in story.verdicts()
    spent = story.front.post("reception", number=NUMBER)
    assert words.say("en", "errors.number_checks_spent") in unescape(spent.text)
    story.report(X, "138 0013 6000")
    assert len(acts(story.office, "client_reported")) == 3
    page = story.verdicts()
    assert words.say("en", "desk.report_answers_spent") in page
    assert words.say("en", "channels.verdict_report_stands") not in page
    story.manager.sign_in_again()
    assert words.say("en", "channels.verdict_report_stands") in unescape(story.manager.read("reports"))
    story.front.post("reports", channel=story.ids[X], number=MASK)
    assert len(acts(story.office, "number_checked")) == 3, "a mask is nobody's number"
