"""Chains of entries: one for each epoch of a phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, IdKey, ProjectId, belongs_to


class Chain(Base):
    """How far the server holds a chain, and what it has seen of it.

    opening_anchor: the one that opened it, for a phone that did not hear the answer.
    genesis: the hash before the first entry. head: the hash at acked_seq. last_anchor_at: newest anchor named in it.
    shown_seq, shown_anchor_at: the furthest head shown with its text stored; what is above names no older anchor.
    clock_offset_ms: server time minus wall clock at the last request. distrusted_since: a contradiction is known.
    """

    __tablename__ = "chain"
    __table_args__ = (belongs_to("device", "device_id"),)

    project_id: Mapped[ProjectId]
    device_id: Mapped[IdKey]
    epoch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    acked_seq: Mapped[int] = mapped_column(default=0)
    opening_anchor: Mapped[Digest]
    genesis: Mapped[Digest]
    head: Mapped[Digest]
    last_anchor_at: Mapped[datetime]
    shown_seq: Mapped[int] = mapped_column(default=0)
    shown_anchor_at: Mapped[datetime]
    clock_offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    distrusted_since: Mapped[datetime | None]
