"""Every row about channels, told to the served app on both databases: desk pages, reports, registrations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.ownership.channel_reasons import CREDITS
from tests.factories.channels import credits_of
from tests.scenarios.channelling import add_channels, with_channels
from tests.scenarios.conftest import House
from tests.scenarios.facts import Look, Row, moment
from tests.scenarios.rows.channels import ROWS, ChannelRow
from tests.scenarios.wire import Told


def story_of(row: ChannelRow) -> Row:
    """Return what desk and agents do, and when somebody looks."""
    facts = (*row.reports, *with_channels(row.inside, row.comes))
    number = next((fact.number for fact in row.inside if hasattr(fact, "number")), "")
    return replace(row.inside_row, facts=facts, looks=(Look(row.says.at, None, "", number=number),))


@pytest.mark.database
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_the_served_app_credits_a_channel_as_an_office_would(house: House, row: ChannelRow) -> None:
    story = Told(house.office(row.book), story_of(row))
    kinds = {fact.channel: fact.kind for fact in row.reports} | {
        each.channel: "external" for each in row.comes if each.channel
    }
    add_channels(story, kinds | {fact.channel: fact.kind for fact in row.reports})
    story.play(lambda look, _seen: assert_credited(row, story, look))
    assert story.signals() == sorted(row.signals), row
    for who in row.told:
        notices = [each for each in story.changes(who) if each["kind"] == "notice"]
        assert len(notices) == 1, row


def assert_credited(row: ChannelRow, story: Told, look: Look) -> None:
    client = story.find(look.number)
    newest = credits_of(story.office, client)[-1]
    names = {id_: name for name, id_ in story.channels.items()}
    credited = names[newest.channel_id] if newest.channel_id else None
    assert (credited, newest.reason) == (row.says.channel, row.says.reason), row
    refused = {(names[each["channel_id"]], each["reason"]) for each in newest.evidence["verdicts"]}
    assert set(row.says.refused) <= refused, row
    assert (credited is not None) == (newest.reason in CREDITS), row
    assert newest.ruled_at <= moment(look.at), row
