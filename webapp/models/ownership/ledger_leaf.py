"""The leaves of the ledger: in which order rows of evidence were written down, and the hash of each."""

from __future__ import annotations

from sqlalchemy import BigInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, ProjectId, Word, beside_the_ledger, written_once


@beside_the_ledger
@written_once
class LedgerLeaf(Base):
    """One row has one leaf. kind: its table. key: its key without the project, with a slash between the columns."""

    __tablename__ = "ledger_leaf"
    __table_args__ = (UniqueConstraint("project_id", "kind", "key"),)

    project_id: Mapped[ProjectId]
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[Word]
    key: Mapped[str] = mapped_column(String(120))
    leaf_hash: Mapped[Digest]
