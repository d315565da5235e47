"""How often somebody has tried to sign in of late."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest


class SignInAttempts(Base):
    """Attempts under one login, or from one address, since a moment.

    Above the projects, for a login may be nobody's. whose: a keyed hash, because people type passwords into the field
    of the login.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "since"),)

    whose: Mapped[Digest] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    count: Mapped[int]
