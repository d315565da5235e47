"""Link clients that are one person, one household or one company, and take a link away again.

A link is seen before it is made: the rules are run on the evidence of all that it would join, and what each ruling
would become is shown. No registration is touched, so that without the link everything is as before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from sync.ownership.acts import LinkKind
from sync.ownership.counterfactual import find_counterfactual
from sync.ownership.explanation import explain
from sync.ownership.links import Link, too_many
from sync.ownership.rulings import rule
from sync.ownership.tenure import walk
from webapp.models.ownership import (
    ClientLink,
    ClientUnlink,
    NearOutcome,
    NearReview,
    Standing,
    Subscription,
    SubscriptionEnd,
)
from webapp.services.ownership.identity.client_groups import (
    Groups,
    PairOutcome,
    as_if_linked,
    as_if_unlinked,
    load_groups,
    regroup,
)
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.evidence import gather_grouped
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.ownership.wire.feed import announce_clients
from webapp.services.people.audit import Act, record
from webapp.services.people.project import load_zone
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work
from webapp.words import reasons


@dataclass(frozen=True, slots=True)
class LinkWish:
    """Two clients that a manager wants to be one case, and why."""

    client_id: str
    other_id: str
    kind: LinkKind
    reason: str


@dataclass(frozen=True, slots=True)
class Becomes:
    """What a link, or its end, would make of one client's ruling. was, will_be: the owner's name, empty for nobody."""

    client_id: str
    was: str
    will_be: str
    contested: bool
    sentence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """All clients that a link would join, or its end would part. refusal: why it cannot be made."""

    members: tuple[Becomes, ...]
    refusal: ErrorCode | None


def preview_link(work: Work, link: Link) -> LinkPreview:
    """Run the rules as if two clients were linked."""
    _check_clients(work, link)
    groups = as_if_linked(work, link)
    return LinkPreview(_becoming(work, groups), _why_not(work, link, groups))


def preview_unlink(work: Work, link_id: str) -> LinkPreview:
    """Run the rules as if a link were taken away; that, nothing forbids."""
    link = _live_link(work, link_id)
    groups = as_if_unlinked(work, Link(link.client_id, link.other_client_id, LinkKind(link.kind)))
    return LinkPreview(_becoming(work, groups), None)


def _becoming(work: Work, groups: Groups) -> tuple[Becomes, ...]:
    books, zone = load_books(work), load_zone(work)
    names, owners = names_of_people(work), _owners(work, groups.clients.keys())
    members = []
    for client_id, case in gather_grouped(work, groups, books, zone).items():
        standing = walk(case, work.now)
        outcome = rule(standing, books)
        found = find_counterfactual(case, standing, outcome.reason)
        said = explain(outcome, found, names=names, words=reasons(), zone=zone)
        was, will_be = names.get(owners.get(client_id) or "", ""), names.get(outcome.owner_id or "", "")
        members.append(Becomes(client_id, was, will_be, outcome.contested, said.sentence))
    return tuple(members)


def link_clients(work: Work, actor: Actor, wish: LinkWish) -> None:
    """Make a link and rule everybody whom it joins; RefusedError says why it cannot be made."""
    link = Link(wish.client_id, wish.other_id, wish.kind)
    _check_clients(work, link)
    groups = as_if_linked(work, link)
    refusal = _why_not(work, link, groups)
    if refusal is not None:
        raise RefusedError(refusal)
    id_ = work.new_id()
    work.session.add(
        ClientLink(
            project_id=work.project_id,
            id=id_,
            client_id=link.one,
            other_client_id=link.other,
            kind=link.kind,
            linked_by=actor.person_id,
            linked_at=work.now,
            reason_sealed=work.vault.seal(wish.reason, work.place("client_link", id_)),
        )
    )
    work.session.flush()
    _close_reviews(work, actor, groups, wish)
    regroup(work, groups.links)
    record(work, actor, Act.CLIENTS_LINKED, link.one, other=link.other, kind=link.kind)
    rule_clients(work, [link.one, link.other])
    _tell_owners(work, groups.members(link.one))


def unlink_clients(work: Work, actor: Actor, link_id: str, reason: str) -> None:
    """Take a link away; each of its clients is ruled by what is left."""
    link = _live_link(work, link_id)
    members = load_groups(work, [link.client_id]).members(link.client_id)
    work.session.add(
        ClientUnlink(
            project_id=work.project_id,
            link_id=link_id,
            unlinked_by=actor.person_id,
            unlinked_at=work.now,
            reason_sealed=work.vault.seal(reason, work.place("client_unlink", link_id)),
        )
    )
    work.session.flush()
    regroup(work, members)
    record(work, actor, Act.CLIENTS_UNLINKED, link.client_id, other=link.other_client_id, link=link_id)
    rule_clients(work, members)
    _tell_owners(work, members)


def _live_link(work: Work, link_id: str) -> ClientLink:
    link = work.session.get(ClientLink, (work.project_id, link_id))
    if link is None or work.session.get(ClientUnlink, (work.project_id, link_id)) is not None:
        raise RefusedError(ErrorCode.LINK_UNKNOWN)
    return link


def _tell_owners(work: Work, members: Collection[str]) -> None:
    """Let owners' phones fetch these clients again: a link may rule nothing new, and is shown all the same."""
    pairs = [(owner_id, client_id) for client_id, owner_id in _owners(work, members).items() if owner_id is not None]
    announce_clients(work, pairs, ())


def keep_outcome(work: Work, actor: Actor, review_id: str, outcome: PairOutcome, reason: str) -> None:
    """Write down what a manager found when looking at a pair."""
    work.session.add(
        NearOutcome(
            project_id=work.project_id,
            review_id=review_id,
            outcome=outcome,
            decided_by=actor.person_id,
            decided_at=work.now,
            reason_sealed=work.vault.seal(reason, work.place("near_outcome", review_id)),
        )
    )


def _check_clients(work: Work, link: Link) -> None:
    known = _owners(work, {link.one, link.other})
    if len(known) != 2:  # noqa: PLR2004 - two clients, and two different ones
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)


def _owners(work: Work, client_ids: Collection[str]) -> dict[str, str | None]:
    rows = work.session.execute(
        select(Standing.client_id, Standing.owner_id).where(
            Standing.project_id == work.project_id, Standing.client_id.in_(client_ids)
        )
    )
    return {row.client_id: row.owner_id for row in rows}


def _why_not(work: Work, link: Link, groups: Groups) -> ErrorCode | None:
    if link.other in load_groups(work, [link.one]).links[link.one]:
        return ErrorCode.ALREADY_LINKED
    members = groups.members(link.one)
    if LinkKind.HOUSEHOLD in {*groups.links[link.one].values(), link.kind} and too_many(members, [link]):
        return ErrorCode.HOUSEHOLD_FULL
    return ErrorCode.TWO_LIVE_DEALS if len(_with_live_deals(work, members)) > 1 else None


def _with_live_deals(work: Work, client_ids: Collection[str]) -> set[str]:
    """Return which clients have subscribed and not cancelled: what two deals froze cannot be one client's."""
    ended = select(SubscriptionEnd.subscription_id).where(
        SubscriptionEnd.project_id == work.project_id, SubscriptionEnd.client_id.in_(client_ids)
    )
    rows = work.session.scalars(
        select(Subscription.client_id).where(
            Subscription.project_id == work.project_id,
            Subscription.client_id.in_(client_ids),
            Subscription.id.not_in(ended),
        )
    )
    return set(rows)


def _close_reviews(work: Work, actor: Actor, groups: Groups, wish: LinkWish) -> None:
    """Answer what was asked about the clients that are one case by now."""
    same = PairOutcome.DIFFERENT if wish.kind is LinkKind.HOUSEHOLD else PairOutcome.SAME_PERSON
    members = groups.members(wish.client_id)
    answered = select(NearOutcome.review_id).where(NearOutcome.project_id == work.project_id)
    waiting = work.session.scalars(
        select(NearReview.id).where(
            NearReview.project_id == work.project_id,
            NearReview.client_id.in_(members),
            NearReview.near_client_id.in_(members),
            NearReview.id.not_in(answered),
        )
    ).all()
    for review_id in waiting:
        keep_outcome(work, actor, review_id, same, wish.reason)
    work.session.flush()
