"""Run the rules for some clients on everything that is stored, and append a ruling wherever they say something new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from sync.ownership.case import Case
from sync.ownership.claims import Claim
from sync.ownership.counterfactual import find_counterfactual
from sync.ownership.explanation import explain
from sync.ownership.rulings import RulingOutcome, rule
from sync.ownership.standing import Standing as StandingValue
from sync.ownership.tenure import walk
from webapp.models.ownership import Ruling, Standing
from webapp.models.people import Person
from webapp.services.ownership.books import load_books
from webapp.services.ownership.evidence import gather_cases
from webapp.services.ownership.feed import News, announce_clients, news_of_registration, news_of_ruling, send_notices
from webapp.services.ownership.ruling_json import evidence_of, outcome_of
from webapp.services.ownership.ruling_view import latest_rulings
from webapp.services.people.project import load_zone
from webapp.services.work import Work, next_ruling_numbers
from webapp.words import reasons

#: How many lapses one request rules on the side; the rest waits for the next one, seconds later.
MOST_DUE = 20


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rules say of a client now. before: the newest ruling. still: that ruling, if it says the same."""

    client_id: str
    case: Case
    standing: StandingValue
    outcome: RulingOutcome
    before: Ruling | None
    still: Ruling | None


def rule_clients(
    work: Work, client_ids: Collection[str], told: frozenset[str] = frozenset(), named: frozenset[str] = frozenset()
) -> None:
    """Rule clients anew, in as many statements for sixty as for one: every other phone of the project waits meanwhile.

    told: people who hear of it by the answer to their own request, and need no notice. named: clients whom they have
    just registered; whoever owns one hears of that, even if it changes nothing.
    """
    if not client_ids:
        return
    work.session.flush()
    judged = _judge(work, client_ids)
    rulings = _append(work, [each for each in judged if each.still is None])
    rulings |= {each.client_id: each.still for each in judged if each.still is not None}
    _keep(work, judged, rulings)
    announce_clients(work, {(person_id, each.client_id) for each in judged for person_id in told | _concerned(each)})
    send_notices(work, [_news(each, rulings[each.client_id], told, named) for each in judged])


def rule_what_is_due(work: Work) -> None:
    """Rule the clients whose protection has ended since they were last looked at."""
    due = work.session.scalars(
        select(Standing.client_id)
        .where(Standing.project_id == work.project_id, Standing.protected_until <= work.now)
        .order_by(Standing.protected_until)
        .limit(MOST_DUE)
    ).all()
    rule_clients(work, due)


def _judge(work: Work, client_ids: Collection[str]) -> list[_Judged]:
    books, zone = load_books(work), load_zone(work)
    latest = latest_rulings(work, client_ids)
    judged = []
    for client_id, case in gather_cases(work, sorted(client_ids), books, zone).items():
        standing = walk(case, work.now)
        outcome = rule(standing, books)
        before = latest[client_id][1] if client_id in latest else None
        still = before if before is not None and outcome.says_the_same(outcome_of(before)) else None
        judged.append(_Judged(client_id, case, standing, outcome, before, still))
    return judged


def _concerned(judged: _Judged) -> set[str]:
    """Return who has to see a new ruling: those whose claims stand, and who owned the client before."""
    if judged.still is not None:
        return set()
    withdrawn = {withdrawal.claim_root for withdrawal in judged.case.withdrawals}
    standing_claims = [claim for claim in judged.case.claims if claim.root not in withdrawn]
    parties = {claim.agent_id for claim in standing_claims} | _standins(standing_claims)
    owner = judged.outcome.owner_id
    return parties | _owners(judged.before) | ({owner} if owner is not None else set())


def _news(judged: _Judged, ruling: Ruling, told: frozenset[str], named: frozenset[str]) -> News:
    owners, parties = _owners(judged.before), {lane.agent_id for lane in judged.outcome.lanes}
    if judged.still is not None:
        return news_of_registration(judged.client_id, owners - told if judged.client_id in named else ())
    tells = judged.before is not None or len(judged.outcome.lanes) > 1
    return news_of_ruling(ruling, (parties | owners) - told if tells else ())


def _append(work: Work, fresh: Sequence[_Judged]) -> dict[str, Ruling]:
    """Write a ruling for each client of whom the rules say something new."""
    if not fresh:
        return {}
    names, numbers = _names(work, fresh), next_ruling_numbers(work, len(fresh))
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
    rows = work.session.execute(
        select(Person.id, Person.name).where(Person.project_id == work.project_id, Person.id.in_(people))
    )
    return {row.id: row.name for row in rows}


def _ruling(work: Work, judged: _Judged, number: int, names: Mapping[str, str]) -> Ruling:
    case, standing, outcome = judged.case, judged.standing, judged.outcome
    counterfactual = find_counterfactual(case, standing, outcome.reason)
    explanation = explain(outcome, counterfactual, names=names, words=reasons(), zone=case.zone)
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
        evidence=evidence_of(outcome),
        explanation={
            "sentence": dict(explanation.sentence),
            "counterfactual": dict(explanation.counterfactual),
            "rule_title": dict(explanation.rule_title),
            "appeal": dict(explanation.appeal),
        },
    )


def _keep(work: Work, judged: Iterable[_Judged], rulings: Mapping[str, Ruling]) -> None:
    """Keep the one row that says how a client stands; what the session knew of it is read again."""
    rows = [_standing_row(work, each, rulings[each.client_id]) for each in judged]
    options = {"populate_existing": True, "render_nulls": True}
    work.session.scalars(_upsert(work).returning(Standing), rows, execution_options=options).all()


def _standing_row(work: Work, judged: _Judged, ruling: Ruling) -> dict[str, Any]:
    outcome = judged.outcome
    return {
        "project_id": work.project_id,
        "client_id": judged.client_id,
        "owner_id": outcome.owner_id,
        "contested": outcome.contested,
        "ruling_number": ruling.number,
        "ruled_at": ruling.ruled_at,
        "protected_until": outcome.protected_until,
        "settles_at": outcome.settles_at,
        "last_contact_at": _last_contact_at(judged.standing),
    }


def _upsert(work: Work) -> Insert:
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Standing)
    key = {"project_id", "client_id"}
    changes = {column.name: statement.excluded[column.name] for column in Standing.__table__.columns}
    upsert: Insert = statement.on_conflict_do_update(
        index_elements=sorted(key), set_={name: value for name, value in changes.items() if name not in key}
    )
    return upsert


def _last_contact_at(standing: StandingValue) -> datetime | None:
    tenure = standing.tenure
    if tenure is None:
        return None
    captures = [claim.capture for claim in (tenure.winner, *tenure.own)]
    captures += [contact.capture for contact in tenure.contacts]
    return max(capture.contact_at for capture in captures)


def _standins(claims: Iterable[Claim]) -> set[str]:
    return {claim.standin_id for claim in claims if claim.standin_id is not None}


def _owners(ruling: Ruling | None) -> set[str]:
    return {ruling.owner_id} if ruling is not None and ruling.owner_id is not None else set()
