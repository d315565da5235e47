"""Clients that may be one, clients that are, and what the rules say of each before anything is done."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from sync.fields import UUID
from sync.ownership.acts import LinkKind
from sync.ownership.links import Link
from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.links import FindPairForm, ReasonForm, ReviewForm
from webapp.services.ownership.clients.desk_look_up import look_up_number
from webapp.services.ownership.identity.client_groups import PairOutcome
from webapp.services.ownership.identity.links import (
    LinkWish,
    link_clients,
    preview_link,
    preview_unlink,
    unlink_clients,
)
from webapp.services.ownership.identity.reviews import (
    close_review,
    find_link,
    find_review,
    live_links_of,
    open_reviews,
    view_sides,
)
from webapp.services.refused import RefusedError
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422


@pages.get("/links")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def links() -> ResponseReturnValue:
    """Show the pairs that wait, and the links there are."""
    return _list(FindPairForm())


@pages.post("/links")
@declare(Permission.LINK_CLIENTS, limit="60 per minute", audit=Audit.RECORDED)
def find_pair() -> ResponseReturnValue:
    """Find two clients by their numbers; each look is kept, and no number stands in an address."""
    form, chosen = FindPairForm(), _chosen()
    phones = form.phones(only_other=chosen is not None)
    if phones is None:
        return _list(form), _UNPROCESSABLE
    with transaction(actor().project_id) as work:
        found = [look_up_number(work, actor(), phone).client_id for phone in phones]
    fields = [form.other] if chosen else [form.one, form.other]
    for field, client_id in zip(fields, found, strict=True):
        if client_id is None:
            field.errors = ["links.unknown"]
    clients = ([chosen] if chosen else []) + found
    if None in clients:
        return _list(form), _UNPROCESSABLE
    if clients[0] == clients[1]:
        form.other.errors = ["links.same_already"]
        return _list(form), _UNPROCESSABLE
    return redirect(url_for("desk.link", one=clients[0], other=clients[1]))


@pages.get("/links/<id:one>/<id:other>")
@declare(Permission.LINK_CLIENTS, limit="600 per minute")
def link(one: str, other: str) -> ResponseReturnValue:
    """Show what a link would make of both clients."""
    return _preview(one, other, ReasonForm())


@pages.post("/links/<id:one>/<id:other>")
@declare(Permission.LINK_CLIENTS, limit="60 per minute", audit=Audit.RECORDED)
def make_link(one: str, other: str) -> ResponseReturnValue:
    """Link two clients, or say on the same page why not."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return _preview(one, other, form), _UNPROCESSABLE
    try:
        with transaction(actor().project_id) as work:
            link_clients(work, actor(), LinkWish(one, other, _kind(), form.reason.data))
    except RefusedError as refusal:
        return _preview(one, other, form), STATUS[refusal.code]
    return redirect(url_for("desk.links", done="linked"))


@pages.get("/links/<id:link_id>")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def live_link(link_id: str) -> ResponseReturnValue:
    """Show a link that holds, with what its end would make of each client."""
    return _link(link_id, ReasonForm())


@pages.post("/links/<id:link_id>")
@declare(Permission.LINK_CLIENTS, limit="60 per minute", audit=Audit.RECORDED)
def unlink(link_id: str) -> ResponseReturnValue:
    """Take a link away."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return _link(link_id, form), _UNPROCESSABLE
    with transaction(actor().project_id) as work:
        unlink_clients(work, actor(), link_id, form.reason.data)
    return redirect(url_for("desk.links", done="unlinked"))


@pages.get("/pairs/<id:review_id>")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def pair(review_id: str) -> ResponseReturnValue:
    """Show a pair that waits, with what a link would make of it."""
    return _pair(review_id, ReviewForm())


@pages.post("/pairs/<id:review_id>")
@declare(Permission.LINK_CLIENTS, limit="60 per minute", audit=Audit.RECORDED)
def look_at_pair(review_id: str) -> ResponseReturnValue:
    """Keep what was found."""
    form = ReviewForm()
    if not form.validate_on_submit():
        return _pair(review_id, form), _UNPROCESSABLE
    with transaction(actor().project_id) as work:
        close_review(work, actor(), review_id, PairOutcome(form.outcome.data), form.reason.data)
    return redirect(url_for("desk.links", done="closed"))


def _chosen() -> str | None:
    wanted = request.args.get("client", "")
    return wanted if UUID.fullmatch(wanted) else None


def _kind() -> LinkKind:
    wanted = request.args.get("kind", "")
    return LinkKind(wanted) if wanted in set(LinkKind) else LinkKind.SAME_PERSON


def _list(form: FindPairForm) -> str:
    chosen = _chosen()
    with snapshot(actor().project_id) as work:
        return draw(
            work,
            "desk/links.html",
            reviews=open_reviews(work, actor()),
            links=live_links_of(work, actor()),
            chosen=view_sides(work, actor(), [chosen]).get(chosen) if chosen else None,
            form=form,
            done=request.args.get("done", ""),
        )


def _preview(one: str, other: str, form: ReasonForm) -> str:
    with snapshot(actor().project_id) as work:
        preview = preview_link(work, Link(one, other, _kind()))
        return draw(
            work,
            "desk/link.html",
            one=one,
            other=other,
            kind=_kind(),
            kinds=tuple(LinkKind),
            preview=preview,
            sides=view_sides(work, actor(), [each.client_id for each in preview.members]),
            form=form,
        )


def _link(link_id: str, form: ReasonForm) -> str:
    with snapshot(actor().project_id) as work:
        found, preview = find_link(work, actor(), link_id), preview_unlink(work, link_id)
        return draw(
            work,
            "desk/unlink.html",
            link=found,
            preview=preview,
            sides=view_sides(work, actor(), [each.client_id for each in preview.members]),
            form=form,
        )


def _pair(review_id: str, form: ReviewForm) -> str:
    with snapshot(actor().project_id) as work:
        review = find_review(work, actor(), review_id)
        kind = LinkKind.COMPANY if review.kind == "company" else LinkKind.SAME_PERSON
        preview = preview_link(work, Link(review.fresh.client.id, review.other.client.id, kind))
        return draw(
            work,
            "desk/pair.html",
            review=review,
            preview=preview,
            sides=view_sides(work, actor(), [each.client_id for each in preview.members]),
            form=form,
            outcomes=tuple(PairOutcome),
        )
