"""Rulings: appended, never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Json, ProjectId, Word, belongs_to, written_once


@written_once
class Ruling(Base):
    """Who owns a client from a moment on, by which reason, on which evidence, said in every language.

    evidence: lanes, listing, previous tenure and deadlines as they stood. explanation: the sentences.
    """

    __tablename__ = "ruling"
    __table_args__ = (belongs_to("client", "client_id"), Index(None, "project_id", "client_id", "number"))

    project_id: Mapped[ProjectId]
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    client_id: Mapped[Id]
    ruled_at: Mapped[datetime]
    owner_id: Mapped[Id | None]
    claim_id: Mapped[Id | None]
    reason: Mapped[Word]
    rule: Mapped[Word]
    rule_version: Mapped[int]
    contested: Mapped[bool]
    evidence: Mapped[Json]
    explanation: Mapped[Json]
