"""Which companies clients buy for."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to


class ClientCompany(Base):
    """A company, by the blind index of its code, and a client who is its contact. entry_id: where an agent said so."""

    __tablename__ = "client_company"
    __table_args__ = (belongs_to("client", "client_id"),)

    project_id: Mapped[ProjectId]
    company_key: Mapped[str] = mapped_column(String(43), primary_key=True)
    client_id: Mapped[IdKey]
    entry_id: Mapped[Id]
