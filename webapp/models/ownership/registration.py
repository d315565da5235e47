"""Registrations that were applied."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class Registration(Base):
    """What the rules need of a registration; its times stand in its entry.

    missing: required fields that it lacks, with a space between. ticket_id: the ticket that its code showed. named: the
    colleague whom the client asked for.
    """

    __tablename__ = "registration"
    __table_args__ = (
        belongs_to("entry", "entry_id"),
        belongs_to("client", "client_id"),
        Index(None, "project_id", "client_id"),
        Index(None, "project_id", "ticket_id"),
        Index(None, "project_id", "amends"),
    )

    project_id: Mapped[ProjectId]
    entry_id: Mapped[IdKey]
    client_id: Mapped[Id]
    agent_id: Mapped[Id]
    source: Mapped[Word | None]
    amends: Mapped[Id | None]
    missing: Mapped[Word]
    ticket_id: Mapped[str | None] = mapped_column(String(16))
    named: Mapped[Id | None]
