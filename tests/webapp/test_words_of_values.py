"""Words that a template puts together from a value: each value that can come has them, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sync.entries import Source
from sync.floor.contacts import Discount
from sync.ownership.acts import LinkKind
from sync.ownership.reasons import ReasonCode
from sync.people.roles import Role
from webapp.services.justice.decision_view import SettleReason
from webapp.services.justice.dispute_states import DisputeOutcome
from webapp.services.justice.disputes import DisputeKind
from webapp.services.ownership.identity.client_groups import PairKind, PairOutcome
from webapp.services.ownership.office.old_client_lists import OBJECTION
from webapp.services.ownership.rulings.act_reason import ActReason
from webapp.services.refused import ErrorCode
from webapp.words import LANGUAGES, books

_IN_POOL = {reason for reason in ReasonCode if reason.startswith("nobody_")} - {
    ReasonCode.NOBODY_CLAIMED,
    ReasonCode.NOBODY_SUSPENDED,
    ReasonCode.NOBODY_WITHDRAWN,
}
FAMILIES: tuple[tuple[str, Iterable[str]], ...] = (
    ("desk.why_", [reason for reason in ReasonCode if "contest" in reason]),
    ("pool.why_", [*_IN_POOL]),
    ("desk.reason_", SettleReason),
    ("desk.role_", Role),
    ("disputes.kind_", [*DisputeKind, OBJECTION]),
    ("disputes.outcome_", DisputeOutcome),
    ("notices.dispute_", DisputeOutcome),
    ("acts.reason_", ActReason),
    ("links.kind_", [*PairKind, *LinkKind]),
    ("links.outcome_", PairOutcome),
    ("app.source_", Source),
    ("file.discounted_", Discount),
    ("errors.", ErrorCode),
)


@pytest.mark.parametrize(("family", "values"), FAMILIES, ids=[family for family, _values in FAMILIES])
def test_every_value_has_its_words(family: str, values: Iterable[str]) -> None:
    wanted = {f"{family}{value}" for value in values}
    for language in LANGUAGES:
        assert not wanted - books()[language].keys(), language
