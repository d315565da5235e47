"""The rule book on the phone: what a pull brings, what is fetched, and that it has been read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from sync.policy import RuleBook
from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from webapp.models.ownership import RuleBookEdition, RuleBookRead
from webapp.models.people import AuditEvent, Person
from webapp.services.ownership.rules.publish_rules import Proposal, publish
from webapp.services.people.sessions import actor_of
from webapp.transaction import snapshot, transaction


def pulled(phone: Phone, known: str | None = "") -> Any:
    """Return what a pull says of the rules."""
    asks = "" if known is None else f"&rules={known}"
    answer = phone.line.get(f"/api/v1/sync/pull?device={phone.device}{asks}")
    assert answer.status == 200, answer.text
    return answer.json["rules"]


def publish_rules(office: Office, days: int = 1, **numbers: Any) -> None:
    """Publish a version that begins in some days, as the desk does."""
    with office.app.app_context(), transaction(PROJECT_ID) as work:
        manager = work.session.get_one(Person, (PROJECT_ID, office.ids["manager"]))
        newest = max(work.session.scalars(select(RuleBookEdition.version)))
        day = (work.now + timedelta(days=days)).date()
        edition = publish(work, actor_of(manager), Proposal(RuleBook().to_dict() | numbers, day, newest))
        assert not isinstance(edition, tuple), edition


def rule(version: Any, field: str) -> Any:
    return next(each for section in version["sections"] for each in section["rules"] if each["field"] == field)


def test_a_pull_brings_the_rules_once_and_again_when_something_about_them_changes(office: Office) -> None:
    anna = office.phone("anna")
    first = pulled(anna)
    assert [version["version"] for version in first["versions"]] == [1]
    assert first["versions"][0]["read_at"] is None
    assert rule(first["versions"][0], "tie_gap_seconds")["sentence"] == {
        "zh": "两个登记相差不到 60 秒，算同时。",
        "en": "Two registrations less than 60 seconds apart are a tie.",
    }
    assert pulled(anna, first["tag"]) is None
    assert pulled(anna, None) is None, "a phone that keeps no rules does not ask"
    publish_rules(office, tie_gap_seconds=90)
    second = pulled(anna, first["tag"])
    assert [version["version"] for version in second["versions"]] == [1, 2]
    assert rule(second["versions"][1], "tie_gap_seconds")["before"]["en"].startswith("Two registrations less than 60")
    assert rule(second["versions"][1], "ticket_life_hours")["before"] is None
    office.clock.wait(days=1)
    office.sign_in_again(anna)
    third = pulled(anna, second["tag"])
    assert [version["version"] for version in third["versions"]] == [2]


def test_having_read_is_kept_once_and_is_nobody_else_s(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    tag = pulled(anna)["tag"]
    for _twice in range(2):
        office.clock.wait(minutes=1)
        assert anna.line.post("/api/v1/rules/1/read", {}).status == 204
    assert pulled(anna, tag)["versions"][0]["read_at"] == "2026-11-02T02:01:00.000Z"
    assert pulled(bert)["versions"][0]["read_at"] is None
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        (row,) = work.session.scalars(select(RuleBookRead))
        assert (row.version, row.person_id) == (1, office.ids["anna"])
        (act,) = work.session.scalars(select(AuditEvent).where(AuditEvent.act == "rules_read"))
        assert (act.actor_id, act.facts) == (office.ids["anna"], {"version": "1"})


def test_any_version_can_be_fetched_and_one_that_is_not_there_is_refused(office: Office) -> None:
    anna = office.phone("anna")
    publish_rules(office, tie_gap_seconds=90)
    office.clock.wait(days=2)
    office.sign_in_again(anna)
    old = anna.line.get("/api/v1/rules/1")
    assert (old.status, old.json["version"]) == (200, 1)
    for version in ("0", "3", "9" * 30):
        for answer in (anna.line.get(f"/api/v1/rules/{version}"), anna.line.post(f"/api/v1/rules/{version}/read", {})):
            assert (answer.status, answer.json["code"]) == (404, "rule_book_unknown"), version


def test_everybody_who_works_with_a_phone_is_told_what_changes(office: Office) -> None:
    anna, cora = office.phone("anna"), office.phone("cora")
    publish_rules(office, protection_days_visit=10, household="split_50_50")
    for phone in (anna, cora):
        (told,) = [each["value"] for each in phone.pull() if each["kind"] == "notice"]
        assert told["client_id"] is None
        assert "Protection after a visit: 15 days → 10 days" in told["sentence"]["en"]
        assert "同一家庭：归先接待的 → 各半" in told["sentence"]["zh"]


def test_a_phone_is_warned_by_the_ladder_of_the_version_in_force(office: Office) -> None:
    anna = office.phone("anna")
    publish_rules(office, protection_days_phone_enquiry=10, warning_days=[7, 5, 3])
    assert anna.line.get("/api/v1/session").json["project"]["warning_days"] == [3]
    office.clock.wait(days=1)
    office.sign_in_again(anna)
    assert anna.line.get("/api/v1/session").json["project"]["warning_days"] == [7, 5, 3]


def test_a_version_of_before_the_ladder_is_still_read(office: Office) -> None:
    anna = office.phone("anna")
    with office.app.app_context(), transaction(PROJECT_ID) as work:
        body = {"version": 2, "warning_days": 4, "tie_gap_seconds": 30}
        row = RuleBookEdition(
            project_id=PROJECT_ID, version=2, effective_from=work.now, published_at=work.now, body=body
        )
        work.session.add(row)
    assert anna.line.get("/api/v1/session").json["project"]["warning_days"] == [4]


def client_of(phone: Phone) -> Any:
    phone.cursor = ""
    (found,) = [each["value"] for each in phone.pull() if each["kind"] == "client"]
    return found


def notices_of(phone: Phone) -> list[str]:
    phone.cursor = ""
    return [each["value"]["sentence"]["en"] for each in phone.pull() if each["kind"] == "notice"]


def on_the_next_day(office: Office, running_protections: str) -> Phone:
    """Return a phone with a client after the first night of rules under which a visit protects for ten days."""
    anna = office.phone("anna")
    anna.visit(anna.register())
    anna.push()
    assert client_of(anna)["protection"]["until"] == "2026-11-17T16:00:00.000Z"
    publish_rules(office, protection_days_visit=10, running_protections=running_protections)
    office.clock.wait(days=1)
    anna.wait(days=1)
    office.sign_in_again(anna)
    anna.beat()
    return anna


def test_a_version_that_running_protections_take_moves_them_as_it_begins_and_each_agent_hears_it_once(
    office: Office,
) -> None:
    anna = on_the_next_day(office, "take_new")
    moved = client_of(anna)
    assert moved["protection"]["until"] == "2026-11-12T16:00:00.000Z"
    assert moved["ruling"]["rule"]["version"] == 2
    (told,) = notices_of(anna)
    assert told.startswith("Version 2 of the rules")


def test_a_version_that_they_do_not_take_leaves_them_as_they_are(office: Office) -> None:
    anna = on_the_next_day(office, "keep_old_version")
    assert client_of(anna)["protection"]["until"] == "2026-11-17T16:00:00.000Z"
    assert client_of(anna)["ruling"]["rule"]["version"] == 1
