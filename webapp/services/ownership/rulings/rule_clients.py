"""Run the rules for some clients on everything that is stored, and append a ruling wherever they say something new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sync.ownership.case import Case
from sync.ownership.claims import Claim
from sync.ownership.counterfactual import find_counterfactual
from sync.ownership.explanation import explain
from sync.ownership.protection import days_left
from sync.ownership.reminders import is_warned
from sync.ownership.rulings import RulingOutcome, rule
from sync.ownership.standing import Standing as StandingValue
from sync.ownership.tenure import walk
from sync.policy import RuleBooks
from webapp.models.ownership import Ruling, Standing
from webapp.models.people import Person
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.evidence import gather_cases
from webapp.services.ownership.rulings.names_withheld import withholds_names, without_names
from webapp.services.ownership.rulings.ruling_json import evidence_of, outcome_of
from webapp.services.ownership.rulings.ruling_view import latest_rulings
from webapp.services.ownership.rulings.standing_rows import (
    frozen_since,
    keep_standings,
    last_contact_at,
    protected_until,
    standing_row,
)
from webapp.services.ownership.wire.feed import (
    Before,
    News,
    announce_clients,
    news_of_end,
    news_of_registration,
    news_of_ruling,
)
from webapp.services.people.project import load_zone
from webapp.services.work import Work, next_ruling_numbers
from webapp.words import reasons

#: How many lapses one request rules on the side; the rest waits for the next one, seconds later.
MOST_DUE = 20


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rules say of a client now. before: the newest ruling. still: that ruling, if it says the same.

    due_at: when the rules were to look at it again by themselves. moved: its clock runs otherwise than it did.
    """

    client_id: str
    case: Case
    standing: StandingValue
    outcome: RulingOutcome
    before: Ruling | None
    still: Ruling | None
    due_at: datetime | None
    moved: bool


def rule_clients(  # noqa: PLR0913 - whom, who hears or is shown what, and what was read already
    work: Work,
    client_ids: Collection[str],
    told: frozenset[str] = frozenset(),
    named: frozenset[str] = frozenset(),
    books: RuleBooks | None = None,
    *,
    shown: frozenset[str] = frozenset(),
) -> None:
    """Rule clients anew, in as many statements for sixty as for one: every other phone of the project waits meanwhile.

    told: people who hear of it by the answer to their own request, and need no notice; what they wrote may call a
    client otherwise, so that its owner fetches it again even if nothing is ruled anew. named: clients whom they have
    just registered; whoever owns one hears of that, even if it changes nothing. books: if the caller has read them.
    shown: people whose own bar may be another now, even if that rules nothing anew; it is no part of every ruling.
    """
    if not client_ids:
        return
    work.session.flush()
    judged = _judge(work, client_ids, books or load_books(work))
    fresh = [each for each in judged if each.still is None]
    names = _names(work, fresh) if fresh else {}
    rulings = _append(work, fresh, names)
    rulings |= {each.client_id: each.still for each in judged if each.still is not None}
    keep_standings(work, _rows(work, judged, rulings))
    concerned = {(person_id, each.client_id) for each in judged for person_id in told | shown | _concerned(each)}
    if told:
        concerned |= {(owner_id, each.client_id) for each in judged for owner_id in _owners(rulings[each.client_id])}
    news = [told_of for each in judged for told_of in _news(each, rulings[each.client_id], told, named, names)]
    announce_clients(work, concerned, [*news, *_warnings(work, judged)])


def rule_what_is_due(work: Work) -> None:
    """Rule the clients whose protection has ended, and warn of those that end soon, since they were last looked at."""
    due = work.session.scalars(
        select(Standing.client_id)
        .where(Standing.project_id == work.project_id, Standing.next_due_at <= work.now)
        .order_by(Standing.next_due_at)
        .limit(MOST_DUE)
    ).all()
    rule_clients(work, due)


def something_is_due(work: Work) -> bool:
    """Say whether the rules have to look at a client by themselves: one question, and hardly ever a yes."""
    due = select(Standing.client_id).where(Standing.project_id == work.project_id, Standing.next_due_at <= work.now)
    return work.session.scalar(due.limit(1)) is not None


def _judge(work: Work, client_ids: Collection[str], books: RuleBooks) -> list[_Judged]:
    zone = load_zone(work)
    cases = gather_cases(work, client_ids, books, zone)
    latest = latest_rulings(work, cases.keys())
    judged = []
    for client_id, case in cases.items():
        standing = walk(case, work.now)
        outcome = rule(standing, books)
        row, before = latest.get(client_id, (None, None))
        still = before if before is not None and outcome.says_the_same(outcome_of(before)) else None
        due_at = row.next_due_at if row is not None else None
        clock = (protected_until(standing), frozen_since(case, standing), last_contact_at(standing))
        moved = row is not None and clock != (row.protected_until, row.frozen_since, row.last_contact_at)
        judged.append(_Judged(client_id, case, standing, outcome, before, still, due_at, moved))
    return judged


def _concerned(judged: _Judged) -> set[str]:
    """Return who has to see a new ruling, or a new end: those whose claims stand, and who owned the client before."""
    if judged.still is not None and not judged.moved:
        return set()
    withdrawn = {withdrawal.claim_root for withdrawal in judged.case.withdrawals}
    standing_claims = [claim for claim in judged.case.claims if claim.root not in withdrawn]
    parties = {claim.agent_id for claim in standing_claims} | _standins(standing_claims)
    owner = judged.outcome.owner_id
    return parties | _owners(judged.before) | ({owner} if owner is not None else set())


def _news(
    judged: _Judged, ruling: Ruling, told: frozenset[str], named: frozenset[str], names: Mapping[str, str]
) -> list[News]:
    owners, parties = _owners(judged.before), {lane.agent_id for lane in judged.outcome.lanes}
    if judged.still is not None:
        return [news_of_registration(judged.client_id, owners - told if judged.client_id in named else ())]
    tells = (judged.before is not None or len(judged.outcome.lanes) > 1) and not _only_by_version(judged)
    before = Before.of(judged.before, names) if judged.before is not None else None
    return news_of_ruling(ruling, (parties | owners) - told if tells else (), names, before)


def _warnings(work: Work, judged: Iterable[_Judged]) -> Iterator[News]:
    """Warn owners of what ends soon, once for each step of the ladder."""
    for each in judged:
        tenure, zone = each.standing.tenure, each.case.zone
        if tenure is not None and is_warned(tenure, zone, each.due_at, work.now):
            yield news_of_end(each.client_id, tenure.owner_id, days_left(tenure.protected_until, work.now, zone))


def _only_by_version(judged: _Judged) -> bool:
    """Say whether new rules rule what the old ones did: everybody was told of the rules, and nobody of each client."""
    before = judged.before
    if before is None:
        return False
    return replace(judged.outcome, rule_version=before.rule_version).says_the_same(outcome_of(before))


def _append(work: Work, fresh: Sequence[_Judged], names: Mapping[str, str]) -> dict[str, Ruling]:
    """Write a ruling for each client of whom the rules say something new."""
    if not fresh:
        return {}
    numbers = next_ruling_numbers(work, len(fresh))
    rulings = {each.client_id: _ruling(work, each, number, names) for each, number in zip(fresh, numbers, strict=True)}
    work.session.add_all(rulings.values())
    work.session.flush()
    return rulings


def _names(work: Work, fresh: Iterable[_Judged]) -> dict[str, str]:
    claims = [claim for each in fresh for claim in (*each.case.claims, *each.case.near)]
    people = {claim.agent_id for claim in claims} | _standins(claims)
    people |= {contact.agent_id for each in fresh for contact in each.case.contacts}
    # An act may name an agent who never claimed: the successor of one who left, say.
    people |= {tenure.owner_id for each in fresh for tenure in each.standing.tenures}
    people |= {owner for each in fresh for owner in _owners(each.before)}
    rows = work.session.execute(
        select(Person.id, Person.name).where(Person.project_id == work.project_id, Person.id.in_(people))
    )
    return {row.id: row.name for row in rows}


def _ruling(work: Work, judged: _Judged, number: int, names: Mapping[str, str]) -> Ruling:
    case, standing, outcome = judged.case, judged.standing, judged.outcome
    counterfactual = find_counterfactual(case, standing, outcome.reason)
    explanation = explain(outcome, counterfactual, names=names, words=reasons(), zone=case.zone)
    withheld = withholds_names(case.books, outcome.rule_version)
    unnamed = {"unnamed": without_names(outcome, counterfactual, names, case.zone)} if withheld else {}
    return Ruling(
        project_id=work.project_id,
        number=number,
        client_id=judged.client_id,
        ruled_at=work.now,
        owner_id=outcome.owner_id,
        claim_id=outcome.claim_id,
        reason=outcome.reason,
        rule=outcome.rule,
        rule_version=outcome.rule_version,
        contested=outcome.contested,
        evidence=evidence_of(outcome) | unnamed,
        explanation={
            "sentence": dict(explanation.sentence),
            "counterfactual": dict(explanation.counterfactual),
            "rule_title": dict(explanation.rule_title),
            "appeal": dict(explanation.appeal),
        },
    )


def _rows(work: Work, judged: Iterable[_Judged], rulings: Mapping[str, Ruling]) -> Iterator[dict[str, Any]]:
    for each in judged:
        yield standing_row(work, each.client_id, each.case, each.standing, rulings[each.client_id])


def _standins(claims: Iterable[Claim]) -> set[str]:
    return {claim.standin_id for claim in claims if claim.standin_id is not None}


def _owners(ruling: Ruling | None) -> set[str]:
    return {ruling.owner_id} if ruling is not None and ruling.owner_id is not None else set()
