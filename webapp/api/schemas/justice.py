"""Shapes about tickets."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields
from marshmallow.validate import Range

from webapp.api.schemas.moments import Moment, Whole, is_id

MOST_TICKETS = 20


class TicketsIn(Schema):
    """How many tickets which phone wants."""

    class Meta:
        """What nobody asked for is refused."""

        unknown = RAISE

    device = fields.String(required=True, validate=is_id)
    want = Whole(required=True, validate=Range(min=1, max=MOST_TICKETS))


class TicketOut(Schema):
    """A ticket on its way to the phone."""

    id = fields.String()
    token = fields.String()
    expires_at = Moment()
