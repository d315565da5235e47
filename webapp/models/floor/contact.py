"""Visits and follow-ups."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Digest, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class Contact(Base):
    """A visit or follow-up; its times stand in its entry. kind: first_visit, repeat_visit or follow_up.

    note_key: what stands for a follow-up's note wherever notes are compared. discounted: why one that reached the
    client does not count.
    """

    __tablename__ = "contact"
    __table_args__ = (
        belongs_to("entry", "entry_id"),
        belongs_to("client", "client_id"),
        Index(None, "project_id", "client_id"),
    )

    project_id: Mapped[ProjectId]
    entry_id: Mapped[IdKey]
    client_id: Mapped[Id]
    agent_id: Mapped[Id]
    kind: Mapped[Word]
    channel: Mapped[Word | None]
    outcome: Mapped[Word | None]
    effective: Mapped[bool]
    note_key: Mapped[Digest | None]
    discounted: Mapped[Word | None]
