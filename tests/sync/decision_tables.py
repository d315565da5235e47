"""The decision tables of `sync/README.md`, made by running the rules; `python -m tests.sync.decision_tables` writes.

Nobody copies a rule into a table by hand: each cell is a small case that was walked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from sync.entries import Source
from sync.ownership.acts import (
    Act,
    Assignment,
    AssignmentKind,
    Departure,
    PoolClaim,
    Reclaim,
    Subscription,
    SubscriptionEnd,
)
from sync.ownership.case import Case, Withdrawal
from sync.ownership.reasoning import reason_for
from sync.ownership.reasons import RULE_OF, CounterfactualCode, ReasonCode
from sync.ownership.tenure import walk
from sync.policy import RuleBook
from sync.policy_reading import LADDERS, RANGES
from tests.sync.office import at, call, captured, case, claim, decision, visit

README = Path(__file__).parents[2] / "sync/README.md"
REASONS = Path(__file__).parents[2] / "webapp/locales/en/reasons.json"
KNOCK = at("15:00")
LATER = at("16:00")


def _claim_of(agent: str, moment: datetime, source: Source = Source.WALK_IN) -> Case:
    return case(claim(agent, captured(moment), source=source), contacts=())


def _door_owned() -> Case:
    one = _claim_of("A", at("10:00"))
    return replace(one, contacts=(visit("A", captured(at("11:00"))),))


def _door_enquiry() -> Case:
    one = _claim_of("A", at("10:00"), Source.PHONE_ENQUIRY)
    return replace(one, contacts=(call("A", captured(at("11:00"))),))


def _door_lapsed() -> Case:
    one = _claim_of("A", at("10:00", -30))
    return replace(one, contacts=(visit("A", captured(at("11:00", -30))),))


def _door_frozen() -> Case:
    return replace(_door_owned(), acts=(Subscription("deal", at("13:00"), "A"),))


DOORS: Mapping[str, Callable[[], Case]] = MappingProxyType(
    {
        "nobody's yet": case,
        "A's by a visit": _door_owned,
        "A's by a phone enquiry": _door_enquiry,
        "A's until it lapsed": _door_lapsed,
        "A's by a deal": _door_frozen,
    }
)

Knock = Callable[[Case], Case]


def _claims(agent: str, moment: datetime, *, stated: datetime | None = None) -> Knock:
    def knock(one: Case) -> Case:
        capture = captured(stated or moment, moment, anchor=stated)
        return replace(one, claims=(*one.claims, claim(agent, capture, id_=f"{agent} knocks")))

    return knock


def _contact(agent: str, moment: datetime, *, received: datetime | None = None, reached: bool = True) -> Knock:
    def knock(one: Case) -> Case:
        capture = captured(moment, received or moment, anchor=moment)
        return replace(one, contacts=(*one.contacts, call(agent, capture, effective=reached)))

    return knock


def _act(act: Act) -> Knock:
    return lambda one: replace(one, acts=(*one.acts, act))


def _withdrawn(one: Case) -> Case:
    return replace(one, withdrawals=(Withdrawal("A", KNOCK),))


def _decided(one: Case) -> Case:
    ours = claim("B", captured(at("14:59")))
    return replace(one, claims=(*one.claims, ours), decisions=(decision(ours, KNOCK, *one.claims),))


KNOCKS: Mapping[str, Knock] = MappingProxyType(
    {
        "B registers": _claims("B", KNOCK),
        "B registers, stating a time before A's": _claims("B", KNOCK, stated=at("09:00")),
        "A registers again": _claims("A", KNOCK),
        "A reaches the client": _contact("A", KNOCK),
        "A rings, unanswered": _contact("A", KNOCK, reached=False),
        "A withdraws": _withdrawn,
        "A releases": _act(Assignment("act", KNOCK, AssignmentKind.RELEASED, None, "A")),
        "the manager recycles": _act(Assignment("act", KNOCK, AssignmentKind.RECYCLED, None, None)),
        "C takes it from the pool": _act(PoolClaim("act", KNOCK, "C")),
        "the manager assigns it to C": _act(Assignment("act", KNOCK, AssignmentKind.REASSIGNED, "C", None)),
        "the manager registers it anew for A": _act(Assignment("act", KNOCK, AssignmentKind.RENEWED, "A", None)),
        "A leaves, C follows": _act(Departure("act", KNOCK, "A", "C")),
        "A leaves, nobody follows": _act(Departure("act", KNOCK, "A", None)),
        "C shows an older reception": _act(Reclaim("act", KNOCK, "C", at("09:00"))),
        "the client subscribes": _act(Subscription("act", KNOCK, "A")),
        "the subscription is cancelled": _act(SubscriptionEnd("act", KNOCK, "deal")),
        "the manager decides for B": _decided,
    }
)


@dataclass(frozen=True)
class Outcome:
    """What the rules say after a knock."""

    owner: str | None
    contested: bool
    reason: ReasonCode

    def __str__(self) -> str:
        whose = self.owner or "nobody"
        return f"{whose}{', contested' if self.contested else ''}: `{self.reason}`"


def outcome_of(one: Case) -> Outcome:
    """Walk a case."""
    standing = walk(one, LATER)
    return Outcome(standing.owner_id, standing.contested, reason_for(standing))


def doors_and_knocks() -> str:
    """Return who owns after each knock on each door."""
    lines = [_row("who knocks", *(f"the door is {door}" for door in DOORS)), _row(*["---"] * (len(DOORS) + 1))]
    for name, knock in KNOCKS.items():
        lines.append(_row(name, *(str(outcome_of(knock(door()))) for door in DOORS.values())))
    return "\n".join(lines)


def reasons() -> str:
    """Return every reason with its rule and its sentence."""
    texts: dict[str, str] = json.loads(REASONS.read_text(encoding="utf-8"))
    rows = [_row(f"`{reason}`", f"`{RULE_OF[reason]}`", texts[f"sentence.{reason}"]) for reason in ReasonCode]
    return "\n".join([_row("reason", "rule", "in words"), _row("---", "---", "---"), *rows])


def counterfactuals() -> str:
    """Return everything that the search for another outcome can find."""
    texts: dict[str, str] = json.loads(REASONS.read_text(encoding="utf-8"))
    rows = [_row(f"`{code}`", texts[f"counterfactual.{code}"]) for code in CounterfactualCode]
    return "\n".join([_row("code", "in words"), _row("---", "---"), *rows])


def rule_book() -> str:
    """Return every rule with its default and what it may be."""
    rows = [_row(f"`{each.name}`", _default(each.default), _range(each.name)) for each in fields(RuleBook)]
    return "\n".join([_row("rule", "default", "may be"), _row("---", "---", "---"), *rows])


def _default(value: object) -> str:
    if value is MISSING:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _range(name: str) -> str:
    if name in LADDERS:
        lowest, highest = LADDERS[name]
        return f"falling steps, {lowest} to {highest}"
    if name in RANGES:
        lowest, highest = RANGES[name]
        return f"{lowest} to {highest}"
    return "see `switches.py`"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/').strip() for cell in cells)} |"


TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "doors and knocks": doors_and_knocks,
        "reasons": reasons,
        "counterfactuals": counterfactuals,
        "rule book": rule_book,
    }
)


def with_tables(text: str) -> str:
    """Return a text with every table between its marks made anew."""
    for name, table in TABLES.items():
        begin, end = f"<!-- table: {name} -->\n", "<!-- end of table -->"
        before, _begin, rest = text.partition(begin)
        assert rest, name
        text = f"{before}{begin}\n{table()}\n\n{end}{rest.partition(end)[2]}"
    return text


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
