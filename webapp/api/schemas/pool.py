"""Shapes of the open pool, of colleagues, and of disputes."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields
from marshmallow.validate import Length, Range

from webapp.api.schemas.moments import Moment, Whole, is_id, is_plain
from webapp.api.schemas.ownership import ClientOut, NamedClientOut

LONGEST_WORDS = 500
LAST_NUMBER = 2**53 - 1


class _In(Schema):
    class Meta:
        """What nobody asked for is refused."""

        unknown = RAISE


class PoolClaimIn(_In):
    """Which client somebody takes."""

    client = fields.String(required=True, validate=is_id)


class DisputeIn(_In):
    """Against which ruling, and why."""

    client = fields.String(required=True, validate=is_id)
    ruling = Whole(required=True, validate=Range(min=1, max=LAST_NUMBER))
    words = fields.String(required=True, validate=[Length(min=1, max=LONGEST_WORDS), is_plain])


class _PoolLineOut(Schema):
    id = fields.String()
    name = fields.Nested(NamedClientOut)
    phone_masked = fields.String()
    last_owner_name = fields.String(allow_none=True)
    in_pool_since = Moment()
    free_from = Moment()
    may_take = fields.Boolean()
    why_not = fields.String(allow_none=True)


class PoolOut(Schema):
    """The open pool in one agent's view."""

    clients = fields.List(fields.Nested(_PoolLineOut))
    left_today = fields.Integer()
    live = fields.Integer()
    cap = fields.Integer()


class TakenOut(Schema):
    """A client taken from the pool."""

    client = fields.Nested(ClientOut)
    protected_until = Moment()


class ColleagueOut(Schema):
    """Somebody whom a client can ask for."""

    id = fields.String()
    name = fields.String()
    staff_number = fields.String()
