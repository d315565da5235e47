"""Disputes: an agent appeals against a ruling, or objects to a deal within its look-back.

Who has a claim on the client, or had it, may do so: once against one ruling. While a dispute is open no protection
runs, unless the rule book lets it; so who is right loses no days by it. Whoever owns the client has nothing to dispute,
else the owner's own appeal would keep it for as long as it waits.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import exists, select

from sync.ownership.protection import end_of_protection
from sync.policy import RuleBooks
from webapp.models.justice import Dispute, DisputeEnd
from webapp.models.ownership import Registration, Ruling, Standing
from webapp.services.justice.dispute_states import dealt_at
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.ownership.rulings.ruling_view import latest_rulings
from webapp.services.ownership.rulings.withheld_rulings import is_withheld
from webapp.services.ownership.wire.feed import News, announce_clients
from webapp.services.people.audit import Act, record
from webapp.services.people.project import load_zone
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work
from webapp.words import say_in_all


class DisputeKind(StrEnum):
    """What a dispute is against: a ruling, or a deal and old clients."""

    APPEAL = "appeal"
    OBJECTION = "objection"


def file_dispute(work: Work, actor: Actor, client_id: str, ruling_number: int, words: str) -> datetime:
    """File a dispute and return by when it has to be decided."""
    ruling = work.session.get(Ruling, (work.project_id, ruling_number))
    if ruling is None or ruling.client_id != client_id or is_withheld(work, actor, client_id):
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    if not _is_party(work, actor, ruling):
        raise RefusedError(ErrorCode.NOT_A_PARTY)
    rule_clients(work, [client_id])
    standing, newest = latest_rulings(work, [client_id])[client_id]
    if standing.owner_id == actor.person_id:
        raise RefusedError(ErrorCode.ALREADY_YOURS)
    books = load_books(work)
    kind = _kind(work, ruling, newest, books)
    if _has_disputed(work, actor, client_id, ruling_number):
        raise RefusedError(ErrorCode.ALREADY_DISPUTED)
    id_ = work.new_id()
    work.session.add(
        Dispute(
            project_id=work.project_id,
            id=id_,
            client_id=client_id,
            ruling_number=ruling_number,
            kind=kind,
            filed_by=actor.person_id,
            filed_at=work.now,
            words_sealed=work.vault.seal(words, work.place("dispute", id_)),
        )
    )
    record(work, actor, Act.DISPUTE_FILED, client_id, dispute=id_, kind=kind)
    rule_clients(work, [client_id])
    _tell(work, actor, standing)
    return deadline(work.now, books)


def deadline(filed_at: datetime, books: RuleBooks) -> datetime:
    """Return by when a dispute has to be decided."""
    return filed_at + timedelta(hours=books.at(filed_at).decision_deadline_hours)


def look_back_until(work: Work, frozen_since: datetime, books: RuleBooks) -> datetime:
    """Return until when a deal may still be disputed: its days are the project's, the last one included."""
    book = books.at(frozen_since)
    return end_of_protection(frozen_since, book.lookback_days, load_zone(work), book.counting)


def _kind(work: Work, ruling: Ruling, newest: Ruling, books: RuleBooks) -> DisputeKind:
    """Say what the dispute is; it comes too late after the look-back of a deal, else after the time to appeal."""
    dealt = dealt_at(newest)
    if dealt is not None:
        if work.now >= look_back_until(work, dealt, books):
            raise RefusedError(ErrorCode.TIME_BARRED)
        return DisputeKind.OBJECTION
    if work.now > datetime.fromisoformat(ruling.evidence["appeal_until"]):
        raise RefusedError(ErrorCode.APPEAL_LATE)
    return DisputeKind.APPEAL


def _is_party(work: Work, actor: Actor, ruling: Ruling) -> bool:
    """Say whether somebody registered the client, has a bar in the ruling, or has owned the client."""
    if actor.person_id in {lane["agent_id"] for lane in ruling.evidence["lanes"]}:
        return True
    registered = exists().where(
        Registration.project_id == work.project_id,
        Registration.client_id == ruling.client_id,
        Registration.agent_id == actor.person_id,
        Registration.missing == "",
    )
    owned = exists().where(
        Ruling.project_id == work.project_id,
        Ruling.client_id == ruling.client_id,
        Ruling.owner_id == actor.person_id,
    )
    return bool(work.session.scalar(select(registered | owned)))


def _has_disputed(work: Work, actor: Actor, client_id: str, ruling_number: int) -> bool:
    """Say whether somebody's dispute about the client is open, or one against this very ruling was decided."""
    ended = select(DisputeEnd.dispute_id).where(DisputeEnd.project_id == work.project_id)
    found = exists().where(
        Dispute.project_id == work.project_id,
        Dispute.client_id == client_id,
        Dispute.filed_by == actor.person_id,
        Dispute.id.not_in(ended) | (Dispute.ruling_number == ruling_number),
    )
    return bool(work.session.scalar(select(found)))


def _tell(work: Work, actor: Actor, standing: Standing) -> None:
    """Tell the owner, whose days may stand still from now on."""
    owner = {standing.owner_id} - {None, actor.person_id}
    people = frozenset(each for each in owner if each is not None)
    news = News(standing.client_id, people, say_in_all("notices.disputed"))
    announce_clients(work, {(person_id, standing.client_id) for person_id in people | {actor.person_id}}, [news])
