"""Under which name somebody signs in, and to which project that leads."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id


class Account(Base):
    """The way from a login to a person, across projects: one has to be found before the other.

    first_password: whoever added the person has seen it, so it opens nothing but the page that changes it.
    """

    __tablename__ = "account"

    login: Mapped[str] = mapped_column(String(64), primary_key=True)
    project_id: Mapped[int]
    person_id: Mapped[Id]
    password_hash: Mapped[str]
    changed_at: Mapped[datetime]
    first_password: Mapped[bool] = mapped_column(default=False)
