"""Which clients are one case, and which numbers made somebody look: what gathering evidence begins with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, select, update

from sync.ownership.acts import LinkKind, ReviewKind
from sync.ownership.links import Link, linked_with
from webapp.models.ownership import Client, ClientLink, ClientUnlink, NearOutcome, NearReview
from webapp.services.work import Work


class PairKind(StrEnum):
    """Why two clients may be one."""

    SAME_WINDOW = "same_window"
    LATER = "later"
    SPARE_NUMBER = "spare_number"
    COMPANY = "company"


#: Those that bear on a ruling; the others only ask whether two clients should be linked.
NEAR = (PairKind.SAME_WINDOW, PairKind.LATER)


class PairOutcome(StrEnum):
    """What a manager found."""

    SAME_PERSON = "same_person"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Pair:
    """A review of a near number as it bears on a ruling. open: nobody has looked yet."""

    client_id: str
    near_client_id: str
    agent_id: str
    near_agent_id: str | None
    kind: PairKind
    open: bool

    @property
    def review(self) -> ReviewKind | None:
        """What it does to the registration."""
        if not self.open:
            return None
        return ReviewKind.SUSPEND if self.kind is PairKind.LATER else ReviewKind.LOOK


@dataclass(frozen=True, slots=True)
class Groups:
    """Clients to be ruled, with all that belong to them.

    links: each client's other clients of the same case. pairs: reviews of their numbers. clients: the rows of these,
    and of those whom a review compares them with.
    """

    links: Mapping[str, Mapping[str, LinkKind]]
    pairs: tuple[Pair, ...]
    clients: Mapping[str, Client]

    def members(self, client_id: str) -> tuple[str, ...]:
        """Return a client and all the others of its case, the client first."""
        return (client_id, *sorted(self.links[client_id]))


def load_groups(work: Work, client_ids: Collection[str]) -> Groups:
    """Return clients with all that are linked with them: one question where there are no links and no reviews."""
    rows = _clients(work, Client.id.in_(client_ids))
    groups = {row.group_id for row in rows.values() if row.group_id is not None}
    if not groups:
        return _with_pairs(work, rows, {})
    rows |= _clients(work, Client.group_id.in_(groups))
    return _with_pairs(work, rows, linked_with(live_links(work, rows)))


def as_if_linked(work: Work, link: Link) -> Groups:
    """Return the groups as a further link would make them."""
    now = load_groups(work, [link.one, link.other])
    members = {client_id for one in (link.one, link.other) for client_id in now.members(one)}
    return Groups(linked_with([*live_links(work, members), link]), now.pairs, now.clients)


def as_if_unlinked(work: Work, link: Link) -> Groups:
    """Return the groups as they would be without a link."""
    now = load_groups(work, [link.one])
    members = now.members(link.one)
    left = [each for each in live_links(work, members) if {each.one, each.other} != {link.one, link.other}]
    linked = linked_with(left)
    return Groups({client_id: linked.get(client_id, {}) for client_id in members}, now.pairs, now.clients)


def live_links(work: Work, client_ids: Collection[str]) -> list[Link]:
    """Return the links among clients that nobody has taken away."""
    rows = work.session.execute(
        select(ClientLink.client_id, ClientLink.other_client_id, ClientLink.kind).where(
            ClientLink.project_id == work.project_id,
            ClientLink.client_id.in_(client_ids),
            ClientLink.id.not_in(select(ClientUnlink.link_id).where(ClientUnlink.project_id == work.project_id)),
        )
    )
    return [Link(one, other, LinkKind(kind)) for one, other, kind in rows]


def regroup(work: Work, client_ids: Iterable[str]) -> None:
    """Write down anew which of some clients are one case, after a link between them came or went."""
    linked = linked_with(live_links(work, members := set(client_ids)))
    by_group: dict[str | None, list[str]] = defaultdict(list)
    for client_id in members:
        by_group[min(client_id, *linked[client_id]) if client_id in linked else None].append(client_id)
    for group_id, those in by_group.items():
        wanted = (Client.project_id == work.project_id, Client.id.in_(those))
        work.session.execute(update(Client).where(*wanted).values(group_id=group_id))


def _with_pairs(work: Work, rows: dict[str, Client], linked: Mapping[str, Mapping[str, LinkKind]]) -> Groups:
    links = {client_id: linked.get(client_id, {}) for client_id in rows}
    reviewed = [row.id for row in rows.values() if row.has_reviews]
    pairs = _pairs(work, reviewed) if reviewed else ()
    near = {pair.near_client_id for pair in pairs} - rows.keys()
    return Groups(links, pairs, rows | _clients(work, Client.id.in_(near)) if near else rows)


def _pairs(work: Work, client_ids: Collection[str]) -> tuple[Pair, ...]:
    review = NearReview
    rows = work.session.execute(
        select(review.client_id, review.near_client_id, review.agent_id, review.near_agent_id, review.kind, NearOutcome)
        .outerjoin(NearOutcome, (NearOutcome.project_id == review.project_id) & (NearOutcome.review_id == review.id))
        .where(review.project_id == work.project_id, review.client_id.in_(client_ids), review.kind.in_(NEAR))
        .order_by(review.id)
    )
    return tuple(
        Pair(one, other, agent_id, near_agent_id, PairKind(kind), open=outcome is None)
        for one, other, agent_id, near_agent_id, kind, outcome in rows
    )


def _clients(work: Work, wanted: ColumnElement[bool]) -> dict[str, Client]:
    rows = work.session.scalars(select(Client).where(Client.project_id == work.project_id, wanted))
    return {row.id: row for row in sorted(rows, key=lambda row: row.id)}
