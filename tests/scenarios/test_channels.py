"""Rows about channels through the rules alone: the inside owner is found first, the credit beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sync.ownership.channel_case import ChannelCase, ChannelKind, Presence, Report, stays_of
from sync.ownership.channels import ChannelOutcome, credit
from sync.ownership.tenure import walk
from tests.scenarios.channelling import Comes, Reports
from tests.scenarios.facts import MAIN, moment
from tests.scenarios.pure import case_at
from tests.scenarios.rows.channels import ROWS, ChannelRow


def credited(row: ChannelRow) -> ChannelOutcome | None:
    now = moment(row.says.at)
    inside = case_at(row.inside_row, now, MAIN)
    return credit(
        ChannelCase(
            inside.books,
            tuple(_report(each, inside.books.at(moment(each.at)).channel_report_days) for each in row.reports),
            tuple(_presence(each) for each in row.comes if moment(each.at) <= now),
            stays_of(walk(inside, now)),
            row.numbered,
        )
    )


def _report(fact: Reports, days: int) -> Report:
    at = moment(fact.at)
    until = moment(fact.valid_until) if fact.valid_until else at + timedelta(days=days)
    return Report(f"{fact.channel} {fact.at}", fact.channel, ChannelKind(fact.kind), fact.masked, at, until)


def _presence(fact: Comes) -> Presence:
    return Presence(moment(fact.at), moment(fact.at), fact.channel)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_a_channel_is_credited_as_an_office_would(row: ChannelRow) -> None:
    outcome = credited(row)
    assert outcome is not None, row
    assert (outcome.channel_id, str(outcome.reason)) == (row.says.channel, row.says.reason), row
    refused = {(each.channel_id, str(each.reason)) for each in outcome.verdicts}
    assert set(row.says.refused) <= refused, row
