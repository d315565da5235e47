"""The clock and the counters of a project: locked first by every writer, held to the commit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, ProjectId


class ProjectClock(Base):
    """One row a project: server time that never stands still, and the last numbers given out.

    Whoever writes locks it first, so that times, ruling numbers, feed positions and leaves of the ledger become visible
    in their order. ledger_frontier: the complete subtrees that the ledger consists of, with a space between.
    """

    __tablename__ = "project_clock"

    project_id: Mapped[ProjectId] = mapped_column(ForeignKey("project.id"), primary_key=True)
    last_at: Mapped[datetime]
    feed_position: Mapped[int] = mapped_column(BigInteger, default=0)
    ruling_number: Mapped[int] = mapped_column(BigInteger, default=0)
    ledger_size: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    ledger_frontier: Mapped[str | None]
