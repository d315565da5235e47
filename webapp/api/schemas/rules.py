"""Shapes of the rule book."""

from __future__ import annotations

from marshmallow import Schema, fields

from webapp.api.schemas.moments import Moment


class _RuleOut(Schema):
    field = fields.String()
    sentence = fields.Raw()
    before = fields.Raw(allow_none=True)


class _SectionOut(Schema):
    name = fields.String()
    title = fields.Raw()
    rules = fields.List(fields.Nested(_RuleOut))


class VersionOut(Schema):
    """One version in words."""

    version = fields.Integer()
    effective_from = Moment()
    published_at = Moment()
    read_at = Moment()
    sections = fields.List(fields.Nested(_SectionOut))


class RulesOut(Schema):
    """What a phone keeps of the rules."""

    tag = fields.String()
    versions = fields.List(fields.Nested(VersionOut))
