"""Shapes about people and phones."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, post_load
from marshmallow.validate import Length, Range

from sync import base64url
from sync.chain import HASH_BYTES, MAX_EPOCH
from webapp.api.schemas.moments import Moment, Whole, is_plain
from webapp.services.people.devices import EpochWish


class _In(Schema):
    class Meta:
        """What nobody asked for is refused."""

        unknown = RAISE


class PublicKeyIn(_In):
    """A public key as WebCrypto exports it."""

    kty = fields.String(required=True, validate=Length(max=8))
    crv = fields.String(required=True, validate=Length(max=8))
    x = fields.String(required=True, validate=Length(max=HASH_BYTES * 2))
    y = fields.String(required=True, validate=Length(max=HASH_BYTES * 2))


class EnrolIn(_In):
    """A phone that asks to become an agent's."""

    code = fields.String(required=True, validate=Length(min=1, max=64))
    public_key = fields.Nested(PublicKeyIn, required=True)
    label = fields.String(required=True, validate=[Length(max=200), is_plain])


class EpochIn(_In):
    """The epoch that a phone wants to open, signed."""

    epoch = Whole(required=True, validate=Range(min=2, max=MAX_EPOCH))
    anchor = fields.String(required=True, validate=Length(max=64))
    signature = fields.String(required=True, validate=Length(max=128))

    @post_load
    def _make(self, value: dict[str, Any], **_more: Any) -> EpochWish:  # noqa: ANN401 - marshmallow's
        return EpochWish(value["epoch"], value["anchor"], base64url.decode(value["signature"]) or b"")


class NothingIn(_In):
    """An empty object."""


class SessionOut(Schema):
    """The session itself."""

    began_at = Moment()


class PersonOut(Schema):
    """Who is signed in."""

    id = fields.String(attribute="person_id")
    name = fields.String()
    staff_number = fields.String()
    role = fields.String()
    language = fields.String()


class _ChannelOut(Schema):
    id = fields.String()
    name = fields.String()
    kind = fields.String()


class ProjectOut(Schema):
    """The office."""

    id = fields.Integer()
    name = fields.String()
    time_zone = fields.String()
    ledger_key = fields.String()
    warning_days = fields.List(fields.Integer())
    channels = fields.List(fields.Nested(_ChannelOut))
