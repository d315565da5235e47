"""Channels in a test's office: added and reported at the desk, named in registrations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from sync.policy import RuleBook
from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Captured, Phone
from webapp.models.ownership import Channel, ChannelRuling, RuleBookEdition
from webapp.transaction import snapshot, transaction


def channel_id(office: Office, name: str) -> str:
    """Return the id of a channel that the desk has added."""
    with office.app.app_context(), snapshot(office.project_id) as work:
        mine = Channel.project_id == office.project_id
        found: str = work.session.scalars(select(Channel.id).where(mine, Channel.name == name)).one()
        return found


def register_with(
    phone: Phone, number: str, channel: str | None, *, source: str = "channel", amends: str | None = None
) -> Captured:
    """Write a registration that names the channel that came along."""
    body = {"source": source, "ticket": None} | ({"channel": channel} if channel else {})
    body |= {"amends": amends} if amends else {}
    return phone.capture("registration", body, {"phone": number, "surname": "王", "title": "mr"})


def publish(office: Office, **changes: Any) -> None:
    """Let another version of the rule book hold from now on."""
    with office.app.app_context(), transaction(PROJECT_ID) as work:
        rows = work.session.scalars(select(RuleBookEdition).order_by(RuleBookEdition.version)).all()
        book = RuleBook.from_dict(rows[-1].body)
        assert isinstance(book, RuleBook)
        fresh = replace(book, version=rows[-1].version + 1, **changes)
        work.session.add(
            RuleBookEdition(
                project_id=PROJECT_ID,
                version=fresh.version,
                effective_from=work.now,
                published_at=work.now,
                published_by=None,
                body=fresh.to_dict(),
            )
        )


def credits_of(office: Office, client_id: str) -> list[ChannelRuling]:
    """Return the rulings on a client's channel credit, oldest first."""
    with office.app.app_context(), snapshot(office.project_id) as work:
        rows = work.session.scalars(
            select(ChannelRuling).where(ChannelRuling.client_id == client_id).order_by(ChannelRuling.ruled_at)
        )
        return list(rows)
