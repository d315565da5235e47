"""Shapes of published lists of old clients."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields
from marshmallow.validate import Length

from webapp.api.schemas.moments import Moment, is_id, is_plain

LONGEST_WORDS = 500


class ObjectionIn(Schema):
    """Which client of a list, and what is wrong about it."""

    class Meta:
        """What nobody asked for is refused."""

        unknown = RAISE

    old_client = fields.String(required=True, validate=is_id)
    words = fields.String(required=True, validate=[Length(min=1, max=LONGEST_WORDS), is_plain])


class ObjectionOut(Schema):
    """Until when the list can be objected to."""

    until = Moment()


class _NameOut(Schema):
    surname = fields.String()
    title = fields.String()


class OldClientOut(Schema):
    """A client of a list: as much as a colleague may see of it."""

    id = fields.String()
    name = fields.Nested(_NameOut, attribute="client.name")
    agent_id = fields.String()
    agent_name = fields.String()
    first_at = Moment()
    last_contact_at = Moment()
    objected = fields.Boolean()


class OldClientListOut(Schema):
    """A list that is open to objections."""

    id = fields.String()
    published_at = Moment()
    objections_until = Moment()
    published_by = fields.String()
