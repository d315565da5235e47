"""Channels at the desk and on the phone: every story of reports, visits and escorts, on both databases."""

from __future__ import annotations

from html import unescape

import pytest

from sync.switches import ChannelMode, MaskedNumbers
from tests.factories.channels import credits_of, publish, register_with
from tests.factories.office import Office
from tests.webapp.pages.desk.channel_story import MASK, OWN, REFERRERS, SAME_MASK, Story, X, Y, kinds, verdict
from tests.webapp.pages.desk.visitor import NUMBER, client_of, clients_of, notices_of
from webapp import words


@pytest.fixture
def story(office: Office) -> Story:
    return Story(office)


def test_a_full_report_and_an_escorted_visit(story: Story) -> None:
    story.report(X)
    assert words.say("en", "channels.state_waiting") in story.verdicts()
    story.wait(hours=1)
    anna = story.registers("anna", X)
    assert story.credit(anna) == (X, "report_stands")
    assert client_of(anna)["state"] == "mine"
    assert verdict("report_stands") in story.verdicts()
    assert kinds(story.office) == []


def test_a_report_after_a_walk_in_is_void_and_suspected(story: Story) -> None:
    anna = story.registers("anna")
    assert client_of(anna)["channel"] is None
    before = client_of(anna)["ruling"]
    story.wait(minutes=20)
    story.report(X)
    assert story.credit(anna) == (None, "in_protection")
    assert client_of(anna)["ruling"] == before
    (signal,) = story.office.signals()
    assert (signal.kind, signal.facts) == ("interception_suspect", {"channel": X, "minutes": "20"})
    assert words.say("en", "desk.signal_interception_suspect", channel=X, minutes="20") in unescape(
        story.manager.read("signals")
    )
    story.wait(minutes=1)
    story.report(Y)
    assert story.credit(anna) == (None, "in_protection")
    assert kinds(story.office) == ["interception_suspect"] * 2


def test_a_report_two_minutes_before_a_lone_arrival(story: Story) -> None:
    story.report(X)
    story.wait(minutes=2)
    anna = story.registers("anna")
    assert story.credit(anna) == (None, "interception_gap")
    assert client_of(anna)["state"] == "mine"
    assert kinds(story.office) == ["interception_suspect"]


def test_a_mask_is_a_candidate_and_blocks_nobody(story: Story) -> None:
    anna, bert = story.registers("anna"), story.registers("bert", number=SAME_MASK)
    story.wait(hours=1)
    story.report(X, MASK)
    for phone in (anna, bert):
        assert story.credit(phone) == (None, "mask_only")
        assert client_of(phone)["state"] == "mine"
    cora = story.registers("cora", number="138 5555 8000")
    assert client_of(cora)["state"] == "mine"
    assert kinds(story.office) == []
    assert verdict("mask_only") in story.verdicts()
    assert MASK in story.verdicts()


@pytest.mark.parametrize(
    ("mode", "credited", "reason"),
    [(ChannelMode.REPORT_PROTECTS, X, "report_stands"), (ChannelMode.VISIT_WINS, None, "walk_in")],
)
def test_a_mask_and_then_the_number_at_the_visit(
    story: Story, mode: ChannelMode, credited: str | None, reason: str
) -> None:
    publish(story.office, channel_mode=mode)
    story.report(X, MASK)
    story.wait(days=1)
    anna = story.registers("anna")
    assert story.credit(anna) == (None, "mask_only")
    story.wait(days=2)
    story.escort(X)
    assert story.credit(anna) == (credited, reason)
    assert client_of(anna)["state"] == "mine"


def test_a_long_mask_is_joined_as_well(story: Story) -> None:
    publish(story.office, masked_numbers=MaskedNumbers.FIRST3_LAST6)
    answer = story.front.post("reports", channel=story.ids[X], number=MASK)
    assert answer.status_code == 422
    assert words.say("en", "errors.mask_too_short") in unescape(answer.text)
    story.report(X, "138**138000")
    story.wait(hours=1)
    anna = story.registers("anna", X)
    assert story.credit(anna) == (X, "report_stands")


@pytest.mark.parametrize(
    ("mode", "credited", "beaten", "reason"),
    [
        (ChannelMode.VISIT_WINS, Y, OWN, "escorted_by_another"),
        (ChannelMode.REPORT_PROTECTS, OWN, Y, "reported_by_another"),
    ],
)
def test_two_channels_report_and_the_second_escorts_first(
    story: Story, mode: ChannelMode, credited: str, beaten: str, reason: str
) -> None:
    publish(story.office, channel_mode=mode)
    bert = story.phone("bert")
    wish = {"channel": story.ids[OWN], "number": NUMBER}
    assert bert.line.post("/api/v1/ownership/pre_registrations", wish).status == 201
    story.wait(minutes=5)
    story.report(Y)
    story.wait(hours=1)
    anna = story.registers("anna", Y)
    assert story.credit(anna) == (credited, "report_stands")
    assert verdict(reason) in story.verdicts()
    (told,) = [sentence for sentence in notices_of(bert) if OWN in sentence]
    assert verdict(reason if beaten == OWN else "report_stands") in told
    assert clients_of(bert) == []


def test_a_referral_of_somebody_who_was_here_long_ago(story: Story) -> None:
    story.registers("anna")
    story.wait(days=150)
    story.report(REFERRERS)
    story.wait(hours=2)
    bert = story.registers("bert", REFERRERS)
    assert story.credit(bert) == (REFERRERS, "referral_valid")
    assert client_of(bert)["state"] == "mine"


def test_a_referral_within_the_look_back(story: Story) -> None:
    story.registers("anna")
    story.wait(days=40)
    story.report(REFERRERS)
    story.wait(hours=2)
    bert = story.registers("bert", REFERRERS)
    assert story.credit(bert) == (None, "in_protection")


def test_a_report_runs_out_unheard(story: Story) -> None:
    story.report(X)
    story.wait(days=9)
    assert X not in story.verdicts().partition("<table")[2]
    anna = story.registers("anna", X)
    assert story.credit(anna) == (None, "report_expired")


def test_the_front_desk_notes_an_escort_before_the_agent_registers(story: Story) -> None:
    publish(story.office, channel_mode=ChannelMode.VISIT_WINS)
    story.report(X)
    story.wait(hours=1)
    story.escort(X)
    story.wait(minutes=3)
    anna = story.registers("anna")
    assert story.credit(anna) == (X, "report_stands")


def test_a_client_without_a_number_is_credited_to_nobody(story: Story) -> None:
    story.report(X)
    story.wait(hours=1)
    phone = story.phone("anna")
    body = {"source": "channel", "ticket": None, "channel": story.ids[X]}
    entry = phone.capture("registration", body, {"surname": "王", "title": "mr"})
    phone.push()
    (client,) = clients_of(phone)
    assert [row.reason for row in credits_of(story.office, client["id"])] == ["full_number_missing"]
    story.wait(minutes=5)
    register_with(phone, NUMBER, story.ids[X], amends=entry.id)
    phone.push()
    named = next(client for client in clients_of(phone) if client and client["phone_masked"])
    assert [row.reason for row in credits_of(story.office, named["id"])] == ["report_stands"]


def test_a_correction_names_another_channel(story: Story) -> None:
    publish(story.office, channel_mode=ChannelMode.VISIT_WINS)
    for name in (X, Y):
        story.report(name)
    story.wait(hours=1)
    phone = story.phone("anna")
    entry = register_with(phone, NUMBER, story.ids[X])
    phone.push()
    assert story.credit(phone) == (X, "report_stands")
    story.wait(minutes=10)
    register_with(phone, NUMBER, story.ids[Y], amends=entry.id)
    phone.push()
    assert story.credit(phone) == (Y, "report_stands")
    story.wait(hours=3)
    register_with(phone, NUMBER, story.ids[X], amends=entry.id)
    phone.push()
    assert story.credit(phone) == (Y, "report_stands")


def test_an_offline_walk_in_states_an_earlier_time_and_somebody_is_told(story: Story) -> None:
    anna = story.phone("anna")
    anna.register(NUMBER)
    story.wait(minutes=20)
    story.report(X)
    story.wait(hours=3)
    anna.push()
    assert story.credit(anna) == (X, "report_stands")
    (ruling,) = credits_of(story.office, client_of(anna)["id"])
    assert "states" in ruling.explanation["counterfactual"]["en"]
    assert kinds(story.office) == ["interception_suspect"]


def test_the_history_grows_and_nothing_is_said_twice(story: Story) -> None:
    anna = story.registers("anna")
    story.wait(hours=1)
    story.report(X)
    client = client_of(anna)
    for _again in range(3):
        story.wait(minutes=1)
        anna.visit(anna.captured[0], "repeat_visit")
        anna.push()
    assert len(credits_of(story.office, client["id"])) == 1
    story.report(Y)
    assert len(credits_of(story.office, client["id"])) == 2
    page = unescape(story.manager.read(f"clients/{client['id']}"))
    assert words.say("en", "channels.credit_history", count=2) in page
