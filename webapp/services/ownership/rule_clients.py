"""Run the rules for some clients on everything that is stored, and append a ruling wherever they say something new."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from sync.ownership.case import Case
from sync.ownership.counterfactual import find_counterfactual
from sync.ownership.explanation import Explanation, explain
from sync.ownership.rulings import RulingOutcome, rule
from sync.ownership.standing import Standing as StandingValue
from sync.ownership.tenure import walk
from webapp.models.ownership import Ruling, Standing
from webapp.models.people import Person
from webapp.services.ownership.books import load_books, load_zone
from webapp.services.ownership.evidence import gather_cases
from webapp.services.ownership.feed import announce_clients, send_notices, tell_owner
from webapp.services.ownership.ruling_json import evidence_of, outcome_of
from webapp.services.ownership.ruling_view import latest_rulings
from webapp.services.work import Work, next_ruling_number
from webapp.words import reasons

#: How many lapses one request rules on the side; the rest waits for the next one, seconds later.
MOST_DUE = 20


def rule_clients(
    work: Work, client_ids: Collection[str], told: frozenset[str] = frozenset(), named: frozenset[str] = frozenset()
) -> None:
    """Rule clients anew.

    told: people who hear of it by the answer to their own request, and need no notice. named: clients whom they have
    just registered; whoever owns one hears of that, even if it changes nothing.
    """
    if not client_ids:
        return
    work.session.flush()
    books, zone = load_books(work), load_zone(work)
    cases = gather_cases(work, sorted(client_ids), books, zone)
    latest = {client_id: ruling for client_id, (_standing, ruling) in latest_rulings(work, client_ids).items()}
    for client_id, case in cases.items():
        standing = walk(case, work.now)
        outcome = rule(standing, books)
        before = latest.get(client_id)
        if before is not None and outcome.says_the_same(outcome_of(before)):
            _keep(work, client_id, before, outcome, standing)
            announce_clients(work, {(person_id, client_id) for person_id in told})
            if client_id in named:
                tell_owner(work, client_id, _owners(before) - told)
            continue
        ruling = _append(work, client_id, case, standing, outcome)
        _keep(work, client_id, ruling, outcome, standing)
        concerned = _claimants(case) | _owners(before) | told
        announce_clients(work, {(person_id, client_id) for person_id in concerned})
        if before is not None or len(outcome.lanes) > 1:
            send_notices(work, ruling, (_parties(outcome) | _owners(before)) - told)


def rule_what_is_due(work: Work) -> None:
    """Rule the clients whose protection has ended since they were last looked at."""
    due = work.session.scalars(
        select(Standing.client_id)
        .where(Standing.project_id == work.project_id, Standing.protected_until <= work.now)
        .order_by(Standing.protected_until)
        .limit(MOST_DUE)
    ).all()
    rule_clients(work, due)


def _claimants(case: Case) -> set[str]:
    """Return whose claims stand: those who see how the client stands."""
    withdrawn = {withdrawal.claim_root for withdrawal in case.withdrawals}
    return {claim.agent_id for claim in case.claims if claim.root not in withdrawn}


def _append(work: Work, client_id: str, case: Case, standing: StandingValue, outcome: RulingOutcome) -> Ruling:
    explanation = _explain(work, case, standing, outcome)
    ruling = Ruling(
        project_id=work.project_id,
        number=next_ruling_number(work),
        client_id=client_id,
        ruled_at=work.now,
        owner_id=outcome.owner_id,
        claim_id=outcome.claim_id,
        reason=outcome.reason,
        rule=outcome.rule,
        rule_version=outcome.rule_version,
        contested=outcome.contested,
        evidence=evidence_of(outcome),
        explanation={
            "sentence": dict(explanation.sentence),
            "counterfactual": dict(explanation.counterfactual),
            "rule_title": dict(explanation.rule_title),
            "appeal": dict(explanation.appeal),
        },
    )
    work.session.add(ruling)
    work.session.flush()
    return ruling


def _explain(work: Work, case: Case, standing: StandingValue, outcome: RulingOutcome) -> Explanation:
    counterfactual = find_counterfactual(case, standing, outcome.reason)
    people = {claim.agent_id for claim in case.claims} | {contact.agent_id for contact in case.contacts}
    rows = work.session.execute(
        select(Person.id, Person.name).where(Person.project_id == work.project_id, Person.id.in_(people))
    )
    return explain(outcome, counterfactual, names={row.id: row.name for row in rows}, words=reasons(), zone=case.zone)


def _keep(work: Work, client_id: str, ruling: Ruling, outcome: RulingOutcome, standing: StandingValue) -> None:
    """Keep the one row that says how a client stands."""
    work.session.merge(
        Standing(
            project_id=work.project_id,
            client_id=client_id,
            owner_id=outcome.owner_id,
            contested=outcome.contested,
            ruling_number=ruling.number,
            ruled_at=ruling.ruled_at,
            protected_until=outcome.protected_until,
            settles_at=outcome.settles_at,
            last_contact_at=_last_contact_at(standing),
        )
    )
    work.session.flush()


def _last_contact_at(standing: StandingValue) -> datetime | None:
    tenure = standing.tenure
    if tenure is None:
        return None
    captures = [claim.capture for claim in (tenure.winner, *tenure.own)]
    captures += [contact.capture for contact in tenure.contacts]
    return max(capture.contact_at for capture in captures)


def _owners(ruling: Ruling | None) -> set[str]:
    return {ruling.owner_id} if ruling is not None and ruling.owner_id is not None else set()


def _parties(outcome: RulingOutcome) -> set[str]:
    return {lane.agent_id for lane in outcome.lanes}
