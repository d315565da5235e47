"""Pairs of clients that wait for somebody to look, and what was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from sync.ownership.acts import LinkKind
from sync.ownership.identity import Phone, normalise_phone
from sync.people.visibility import Relation
from webapp.models.ownership import Client, ClientLink, ClientUnlink, NearOutcome, NearReview, Standing
from webapp.services.ownership.clients.desk_names import KnownClient, know_clients
from webapp.services.ownership.identity.client_groups import PairKind, PairOutcome
from webapp.services.ownership.identity.links import LinkWish, keep_outcome, link_clients
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.people.audit import Act, record
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

#: A list on one page; with more than this waiting, the office has to look at its agents rather than at pairs.
MOST = 100


@dataclass(frozen=True, slots=True)
class Side:
    """One client of a pair or of a link. owner: by name, empty for nobody."""

    client: KnownClient
    owner: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A pair to look at. fresh: who was registered, by `agent`. places: where the two numbers differ, from the left."""

    id: str
    kind: PairKind
    found_at: datetime
    agent: str
    fresh: Side
    other: Side
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link that holds, and why it was made."""

    id: str
    kind: LinkKind
    one: Side
    other: Side
    by: str
    at: datetime
    reason: str


def count_open_reviews(work: Work) -> int:
    """Count the pairs that nobody has looked at."""
    return work.session.scalar(select(func.count()).select_from(_open(work).subquery())) or 0


def open_reviews(work: Work, actor: Actor) -> tuple[ReviewView, ...]:
    """Return the pairs that wait, oldest first."""
    return _views(work, actor, _open(work))


def find_review(work: Work, actor: Actor, review_id: str) -> ReviewView:
    """Return a pair that waits; REVIEW_UNKNOWN if somebody looked at it already."""
    found = _views(work, actor, _open(work).where(NearReview.id == review_id))
    if not found:
        raise RefusedError(ErrorCode.REVIEW_UNKNOWN)
    return found[0]


def _views(work: Work, actor: Actor, wanted: Select[NearReview]) -> tuple[ReviewView, ...]:
    rows = work.session.scalars(wanted.order_by(NearReview.found_at, NearReview.id).limit(MOST)).all()
    client_ids = {id_ for row in rows for id_ in (row.client_id, row.near_client_id)}
    sides, names, numbers = view_sides(work, actor, client_ids), names_of_people(work), _numbers(work, client_ids)
    return tuple(
        ReviewView(
            id=row.id,
            kind=PairKind(row.kind),
            found_at=row.found_at,
            agent=names[row.agent_id],
            fresh=sides[row.client_id],
            other=sides[row.near_client_id],
            places=_places(numbers.get(row.client_id, ""), numbers.get(row.near_client_id, "")),
        )
        for row in rows
    )


def live_links_of(work: Work, actor: Actor, client_id: str | None = None) -> tuple[LinkView, ...]:
    """Return the links that hold, newest first; those of one client, if one is named."""
    wanted = _live(work)
    if client_id is not None:
        wanted = wanted.where((ClientLink.client_id == client_id) | (ClientLink.other_client_id == client_id))
    return _link_views(work, actor, wanted)


def find_link(work: Work, actor: Actor, link_id: str) -> LinkView:
    """Return a link that holds; LINK_UNKNOWN if it does not."""
    found = _link_views(work, actor, _live(work).where(ClientLink.id == link_id))
    if not found:
        raise RefusedError(ErrorCode.LINK_UNKNOWN)
    return found[0]


def _live(work: Work) -> Select[ClientLink]:
    gone = select(ClientUnlink.link_id).where(ClientUnlink.project_id == work.project_id)
    return select(ClientLink).where(ClientLink.project_id == work.project_id, ClientLink.id.not_in(gone))


def _link_views(work: Work, actor: Actor, wanted: Select[ClientLink]) -> tuple[LinkView, ...]:
    rows = work.session.scalars(wanted.order_by(ClientLink.linked_at.desc(), ClientLink.id).limit(MOST)).all()
    sides = view_sides(work, actor, {id_ for row in rows for id_ in (row.client_id, row.other_client_id)})
    names = names_of_people(work)
    return tuple(
        LinkView(
            id=row.id,
            kind=LinkKind(row.kind),
            one=sides[row.client_id],
            other=sides[row.other_client_id],
            by=names[row.linked_by],
            at=row.linked_at,
            reason=work.vault.open(row.reason_sealed, work.place("client_link", row.id)),
        )
        for row in rows
    )


def close_review(work: Work, actor: Actor, review_id: str, outcome: PairOutcome, reason: str) -> None:
    """Say what was found: one person, and the two are linked; or another one, and nothing stands against it."""
    review = work.session.get(NearReview, (work.project_id, review_id))
    if review is None or work.session.get(NearOutcome, (work.project_id, review_id)) is not None:
        raise RefusedError(ErrorCode.REVIEW_UNKNOWN)
    record(work, actor, Act.REVIEW_CLOSED, review.client_id, other=review.near_client_id, outcome=outcome)
    if outcome is PairOutcome.SAME_PERSON:
        kind = LinkKind.COMPANY if review.kind == PairKind.COMPANY else LinkKind.SAME_PERSON
        link_clients(work, actor, LinkWish(review.client_id, review.near_client_id, kind, reason))
        return
    keep_outcome(work, actor, review_id, outcome, reason)
    work.session.flush()
    rule_clients(work, [review.client_id])


def view_sides(work: Work, actor: Actor, client_ids: Collection[str]) -> Mapping[str, Side]:
    """Return clients with their owners, as the reader may know them."""
    if not client_ids:
        return {}
    names = names_of_people(work)
    rows = work.session.execute(
        select(Standing.client_id, Standing.owner_id).where(
            Standing.project_id == work.project_id, Standing.client_id.in_(client_ids)
        )
    )
    owners = {row.client_id: names.get(row.owner_id or "", "") for row in rows}
    known = know_clients(work, actor.role, Relation.OTHER, client_ids)
    return {client_id: Side(each, owners.get(client_id, "")) for client_id, each in known.items()}


def _open(work: Work) -> Select[NearReview]:
    answered = select(NearOutcome.review_id).where(NearOutcome.project_id == work.project_id)
    return select(NearReview).where(NearReview.project_id == work.project_id, NearReview.id.not_in(answered))


def _numbers(work: Work, client_ids: Collection[str]) -> dict[str, str]:
    rows = work.session.execute(
        select(Client.id, Client.phone_sealed).where(
            Client.project_id == work.project_id, Client.id.in_(client_ids), Client.phone_sealed.is_not(None)
        )
    )
    opened = {row.id: work.vault.open(row.phone_sealed or "", work.place("client", row.id)) for row in rows}
    phones = {client_id: normalise_phone(number) for client_id, number in opened.items()}
    return {client_id: phone.national for client_id, phone in phones.items() if isinstance(phone, Phone)}


def _places(one: str, other: str) -> tuple[int, ...]:
    """Return where two numbers of one length differ: the mask hides just these digits, and whoever looks needs them."""
    if len(one) != len(other):
        return ()
    return tuple(place for place, pair in enumerate(zip(one, other, strict=True), start=1) if len(set(pair)) > 1)
