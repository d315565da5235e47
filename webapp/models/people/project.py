"""The tenant: one sales office."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base


class Project(Base):
    """One housing project with its office."""

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    time_zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
