"""The numbers of clients: one main number, and the spare ones that agents named."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, IdKey, ProjectId, Word, belongs_to


class ClientNumber(Base):
    """A number of a client as one agent named it; a look-up finds the client by any of them.

    A number leads to one client only: what would lead to a second one is a review, not a row. agent_id, entry_id: by
    whom and by which registration. phone_sealed: of a spare number; the main one stands with the client. mask_key,
    long_mask_key: for reports that show only the first three and the last four, or six, digits.
    """

    __tablename__ = "client_number"
    __table_args__ = (
        belongs_to("client", "client_id"),
        Index(None, "project_id", "phone_key"),
        Index(None, "project_id", "mask_key"),
        Index(None, "project_id", "long_mask_key"),
    )

    project_id: Mapped[ProjectId]
    client_id: Mapped[IdKey]
    phone_key: Mapped[str] = mapped_column(String(43), primary_key=True)
    agent_id: Mapped[IdKey]
    entry_id: Mapped[str | None] = mapped_column(String(36))
    kind: Mapped[Word]
    phone_sealed: Mapped[str | None]
    mask_key: Mapped[str | None] = mapped_column(String(16))
    long_mask_key: Mapped[str | None] = mapped_column(String(16))
