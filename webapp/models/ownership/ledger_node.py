"""The nodes of the ledger: roots of complete subtrees, so that a proof reads a few rows and not the whole tree."""

from __future__ import annotations

from sqlalchemy import BigInteger, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, ProjectId, beside_the_ledger, written_once


@beside_the_ledger
@written_once
class LedgerNode(Base):
    """The root over leaves number * 2^level and the 2^level - 1 after it; level 0 stands in the leaves themselves."""

    __tablename__ = "ledger_node"

    project_id: Mapped[ProjectId]
    level: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[Digest]
