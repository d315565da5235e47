"""Shapes about people and phones."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields
from marshmallow.validate import Length, Range

from sync.chain import HASH_BYTES
from sync.entries import MAX_SEQ
from webapp.api.schemas.moments import Whole, is_plain


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
    """The epoch that a phone wants to open."""

    epoch = Whole(required=True, validate=Range(min=2, max=MAX_SEQ))


class NothingIn(_In):
    """An empty object."""


class PersonOut(Schema):
    """Who is signed in."""

    id = fields.String(attribute="person_id")
    name = fields.String()
    staff_number = fields.String()
    role = fields.String()
    language = fields.String()


class ProjectOut(Schema):
    """The office."""

    id = fields.Integer()
    name = fields.String()
    time_zone = fields.String()
