"""The rule book at the desk: versions, plain language, the editor, the preview, and who has read what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from sync.policy import RuleBook, RuleBookError
from sync.policy_words import mend
from tests.factories.office import Office
from tests.webapp.pages.desk.rule_editor import editor, published, said, send, written_on
from tests.webapp.pages.desk.visitor import UNKNOWN, Visitor, acts, contested, notices_of
from webapp import words


@pytest.fixture
def manager(office: Office) -> Visitor:
    return Visitor.of(office, "manager")


def in_force(version: int) -> str:
    """What the frame of every page says of the rules."""
    return words.say("en", "desk.rule_book", version=version)


VISIT = "Protection after a visit: 15 days from the last effective contact, the last day included."


def test_the_first_version_is_in_force_and_nobody_has_read_it(manager: Visitor) -> None:
    page = manager.read("rules")
    assert said("state_in_force") in page
    assert said("read_count", read=0, all=3) in page
    text = manager.read("rules/1")
    assert VISIT in text
    for name in ("测试甲", "测试乙", "测试丙"):
        assert name in text
    assert "到访后保护 15 天" in manager.read("rules/1?language=zh")


def test_the_editor_holds_every_rule_and_sends_the_book_back_unchanged(manager: Visitor) -> None:
    form = editor(manager)
    assert set(form) == set(RuleBook().to_dict()) - {"version"} | {"effective_from", "based_on"}
    answer = send(manager, form)
    assert answer.status_code == 422
    assert words.say("en", "rules.mend.nothing_changed") in unescape(answer.text)


def test_a_version_is_previewed_published_told_read_and_takes_effect_at_midnight(
    office: Office, manager: Visitor
) -> None:
    anna = office.phone("anna")
    anna.register()
    anna.push()
    preview = send(manager, editor(manager, protection_days_visit="10", warning_days="5，3"))
    assert preview.status_code == 200
    page = unescape(preview.text)
    assert said("preview_heading", version=2) in page
    assert said("was", before=VISIT) in page
    assert published(office) == [1]
    answer = send(manager, written_on(preview.text), "publish")
    assert (answer.status_code, answer.location) == (302, "/desk/rules/2?published=yes")
    assert published(office) == [1, 2]
    assert said("published_told") in manager.read("rules/2?published=yes")
    assert said("state_coming") in manager.read("rules")
    told = notices_of(anna)[-1]
    assert "Version 2 of the rules holds from" in told
    assert "Protection after a visit: 15 days → 10 days; Warning before lapse: 3 days → 5 / 3 days" in told
    assert anna.line.post("/api/v1/rules/2/read", {}).status == 204
    assert said("read_count", read=1, all=3) in manager.read("rules")
    assert in_force(1) in manager.read("")  # the frame still names the version in force
    office.clock.wait(days=1)
    manager.sign_in_again()
    assert in_force(2) in manager.read("")
    page = manager.read("rules")
    assert said("state_in_force") in page
    assert said("state_past") in page


def test_what_was_done_is_written_down(office: Office, manager: Visitor) -> None:
    form = editor(manager, protection_days_visit="10")
    send(manager, form)
    send(manager, form, "publish")
    for act in ("rules_previewed", "rules_published"):
        (event,) = acts(office, act)
        assert event.actor_id == office.ids["manager"]
        assert event.facts == {"version": "2"}


def mend_of(field: str, reason: str) -> str:
    """Return how a mistake is mended, as far as the field's own range."""
    return mend(RuleBookError(field, reason), words.books()["en"])


WRONG = [
    ({"protection_cap_days": "10"}, "protection_cap_days", "shorter_than_protection"),
    ({"required_fields": ["surname"]}, "required_fields", "phone_is_what_is_claimed"),
    ({"required_fields": []}, "required_fields", "phone_is_what_is_claimed"),
    ({"warning_days": "15"}, "warning_days", "longer_than_protection"),
    ({"warning_days": "3, 5"}, "warning_days", "not_falling"),
    ({"warning_days": "soon"}, "warning_days", "not_a_whole_number"),
    ({"warning_days": "6, 4"}, "warning_days", "longer_than_pool_protection"),
    ({"pool_protection_days": "16"}, "pool_protection_days", "longer_than_visit_protection"),
    ({"unconfirmed_expiry_hours": "720", "protection_cap_days": "15"}, "unconfirmed_expiry_hours", "longer_than_cap"),
    ({"retention_months": "1"}, "retention_months", "shorter_than_protection"),
    ({"own_relatives_cap": "9", "live_clients_cap": "8"}, "own_relatives_cap", "more_than_live_clients"),
    ({"pool_claims_per_day": "9", "live_clients_cap": "8"}, "pool_claims_per_day", "more_than_live_clients"),
    ({"completion_grace_minutes": "400"}, "completion_grace_minutes", "longer_than_window"),
    ({"standin_same_day_percent": "101"}, "standin_same_day_percent", "out_of_range"),
    ({"tie_gap_seconds": ""}, "tie_gap_seconds", "not_a_whole_number"),
    ({"tie_gap_seconds": "1.5"}, "tie_gap_seconds", "not_a_whole_number"),
    ({"tie_gap_seconds": "9" * 40}, "tie_gap_seconds", "not_a_whole_number"),
    ({"tie_gap_seconds": "<b>"}, "tie_gap_seconds", "not_a_whole_number"),
    ({"household": "nobody"}, "household", "not_a_choice"),
    ({"owner_named_to_loser": "perhaps"}, "owner_named_to_loser", "not_a_switch"),
    ({"makeup_turn_for": ["busy", "busy"]}, "makeup_turn_for", "repeated"),
    ({"effective_from": "2026-11-02"}, "effective_from", "in_the_past"),
    ({"effective_from": "2026-11-01"}, "effective_from", "in_the_past"),
    ({"effective_from": "2206-11-09"}, "effective_from", "too_far_ahead"),
    ({"effective_from": "tomorrow"}, "effective_from", "not_a_day"),
    ({"effective_from": ""}, "effective_from", "not_a_day"),
]  # fmt: skip


@pytest.mark.parametrize("row", WRONG, ids=[f"{row[1]} {row[2]} {row[0]}" for row in WRONG])
@pytest.mark.parametrize("step", ["preview", "publish"])
def test_what_contradicts_itself_is_refused_at_its_field_and_nothing_is_lost(
    office: Office, manager: Visitor, row: tuple[dict[str, Any], str, str], step: str
) -> None:
    changed, field, reason = row
    form = editor(manager, protection_days_visit="14") | changed
    answer = send(manager, form, step)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert mend_of(field, reason) in page
    assert f'href="#{field}"' in page
    again = written_on(answer.text)
    # A browser cannot choose what a list does not offer, nor tick a box twice.
    typed = {name for name, value in form.items() if isinstance(value, str)} - {"household", "owner_named_to_loser"}
    assert {name: again[name] for name in typed} == {name: form[name][:64] for name in typed}
    assert again["required_fields"] == form["required_fields"]
    assert published(office) == [1]


def test_everything_wrong_is_told_at_once(manager: Visitor) -> None:
    answer = send(manager, editor(manager, tie_gap_seconds="x", ticket_life_hours="0", effective_from=""))
    assert said("to_mend", count=3) in unescape(answer.text)


def test_from_the_preview_one_goes_back_with_everything_that_was_written(manager: Visitor) -> None:
    form = editor(manager, protection_days_visit="10", makeup_turn_for=["busy", "lunch"], required_fields=["phone"])
    preview = send(manager, form)
    back = send(manager, written_on(preview.text), "edit")
    assert back.status_code == 200
    assert written_on(back.text) == form


def test_the_second_of_two_who_publish_is_told_and_loses_nothing(office: Office, manager: Visitor) -> None:
    form = editor(manager, protection_days_visit="10")
    other = editor(manager, protection_days_visit="12")
    assert send(manager, form, "publish").status_code == 302
    for step in ("preview", "publish"):
        answer = send(manager, other, step)
        assert answer.status_code == 409
        assert words.say("en", "errors.rule_book_changed") in unescape(answer.text)
        assert written_on(answer.text)["protection_days_visit"] == "12"
    assert published(office) == [1, 2]


def test_a_coming_version_is_replaced_by_one_that_begins_no_later(office: Office, manager: Visitor) -> None:
    day = (office.clock.now() + timedelta(days=5)).date().isoformat()
    send(manager, editor(manager, protection_days_visit="10", effective_from=day), "publish")
    send(manager, editor(manager, protection_days_visit="12", effective_from=day), "publish")
    page = manager.read("rules")
    assert said("state_replaced") in page
    office.clock.wait(days=6)
    manager.sign_in_again()
    assert in_force(3) in manager.read("")
    # It is read against what it really follows.
    assert said("was", before=VISIT) in manager.read("rules/3")


def test_two_versions_stand_side_by_side_with_their_differences(manager: Visitor) -> None:
    send(manager, editor(manager, protection_days_visit="10", repeat_visit_uses_turn="yes"), "publish")
    page = unescape(manager.read("rules/compare"))
    assert said("differences", count=2) in page
    assert page.count("<tr data-changed>") == 2
    assert "Protection after a visit: 10 days from" in page
    assert "Protection after a visit: 15 days from" in page
    assert said("all_same") in manager.read("rules/compare?one=1&other=1")
    for wrong in ("one=9", "one=x&other=1", "other=99999999999999999999"):
        assert manager.get(f"rules/compare?{wrong}").status_code in {200, 404}, wrong


def test_a_version_that_is_not_there(manager: Visitor) -> None:
    for page in ("rules/2", "rules/0", f"rules/{10**30}", "rules/edit?begin=7", f"rules/{UNKNOWN}"):
        assert manager.get(page).status_code == 404, page


def test_an_old_version_can_be_where_a_new_one_begins(manager: Visitor) -> None:
    send(manager, editor(manager, protection_days_visit="10"), "publish")
    assert written_on(manager.read("rules/edit?begin=1"))["protection_days_visit"] == "15"
    assert written_on(manager.read("rules/edit"))["protection_days_visit"] == "10"
    assert written_on(manager.read("rules/edit?begin=1"))["based_on"] == "2"


def pages(visitor: Visitor) -> Iterator[str]:
    for page in ("rules", "rules/1", "rules/compare?one=1&other=1"):
        yield visitor.read(page)


@pytest.mark.parametrize("login", ["arbiter", "auditor"])
def test_who_only_reads_finds_no_way_to_write(office: Office, login: str) -> None:
    visitor = Visitor.of(office, login)
    for page in pages(visitor):
        assert "/rules/edit" not in page
    assert visitor.get("rules/edit").status_code == 403
    assert send(visitor, {"based_on": "1"}, "publish").status_code == 403


def test_a_ruling_leads_to_the_version_that_it_was_made_by(office: Office, manager: Visitor) -> None:
    case = contested(office)
    manager.sign_in_again()
    assert 'href="/desk/rules/1"' in manager.read(f"contested/{case.client_id}")
