"""Sessions of signed-in people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, Id, ProjectId, belongs_to


class SignInSession(Base):
    """One signed-in browser. The cookie holds the token, this row only its hash.

    seen_at: to within minutes. first_password: opened with one, hence good for changing it only.
    """

    __tablename__ = "sign_in_session"
    __table_args__ = (belongs_to("person", "person_id"), Index(None, "project_id", "person_id"))

    project_id: Mapped[ProjectId]
    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    person_id: Mapped[Id]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    first_password: Mapped[bool] = mapped_column(default=False)
