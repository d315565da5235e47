"""Shapes of push and pull."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, post_load
from marshmallow.validate import Length, Range

from sync import base64url
from sync.chain import MAX_EPOCH
from sync.entries import MAX_SEQ
from sync.instants import LATEST_MS
from webapp.api.schemas.channels import CreditOut
from webapp.api.schemas.moments import Moment, Whole, is_hash, is_id
from webapp.services.ownership.wire.batch import Push, Sent

MOST_ENTRIES = 100


class _In(Schema):
    class Meta:
        """What nobody asked for is refused."""

        unknown = RAISE


class _PiiIn(_In):
    salt = fields.String(required=True, validate=Length(max=64))
    json = fields.String(required=True)


class _EntryIn(_In):
    text = fields.String(required=True)
    pii = fields.Nested(_PiiIn, allow_none=True)

    @post_load
    def _make(self, value: dict[str, Any], **_more: Any) -> Sent:  # noqa: ANN401 - marshmallow's
        pii = value.get("pii") or {}
        return Sent(value["text"], pii.get("salt"), pii.get("json"))


class _HeadIn(_In):
    seq = Whole(required=True, validate=Range(min=0, max=MAX_SEQ))
    hash = fields.String(required=True, validate=is_hash)


class _NowIn(_In):
    wall_ms = Whole(required=True, validate=Range(min=0, max=LATEST_MS))


class PushIn(_In):
    """What a phone sends."""

    device = fields.String(required=True, validate=is_id)
    epoch = Whole(required=True, validate=Range(min=1, max=MAX_EPOCH))
    head = fields.Nested(_HeadIn, required=True)
    anchor = fields.String(required=True, validate=Length(max=64))
    now = fields.Nested(_NowIn, required=True)
    entries = fields.List(fields.Nested(_EntryIn), required=True, validate=Length(max=MOST_ENTRIES))
    signature = fields.String(required=True, validate=Length(max=128))

    @post_load
    def _make(self, value: dict[str, Any], **_more: Any) -> Push:  # noqa: ANN401 - marshmallow's
        return Push(
            device=value["device"],
            epoch=value["epoch"],
            head_seq=value["head"]["seq"],
            head_hash=value["head"]["hash"],
            anchor=value["anchor"],
            wall_ms=value["now"]["wall_ms"],
            entries=tuple(value["entries"]),
            signature=base64url.decode(value["signature"]) or b"",
        )


class PullIn(_In):
    """Which phone asks, how far it has come, and which rules it keeps."""

    device = fields.String(required=True, validate=is_id)
    cursor = fields.String(load_default="", validate=Length(max=300))
    rules = fields.String(load_default=None, validate=Length(max=300))


class NamedClientOut(Schema):
    """How a client is addressed."""

    surname = fields.String()
    title = fields.String()


class _AgentOut(Schema):
    id = fields.String()
    name = fields.String()


class _LaneOut(Schema):
    claim = fields.String(attribute="lane.claim_id")
    agent = fields.Nested(_AgentOut)
    is_me = fields.Boolean()
    winner = fields.Boolean(attribute="lane.winner")
    label = fields.String(attribute="lane.label")
    earliest = Moment(attribute="lane.earliest")
    ruling_time = Moment(attribute="lane.ruling_time")
    stated = Moment(attribute="lane.stated")
    text_received = Moment(attribute="lane.text_received")
    via = fields.String(attribute="lane.via")
    scan_at = Moment(attribute="lane.scan_at")
    answered_at = Moment(attribute="lane.answered_at")


class _RuleOut(Schema):
    code = fields.String(attribute="rule")
    title = fields.Raw(attribute="rule_title")
    version = fields.Integer(attribute="rule_version")
    effective_from = Moment()


class _AppealOut(Schema):
    until = Moment(attribute="appeal_until")
    where = fields.Raw(attribute="appeal_where")


class RulingOut(Schema):
    """A ruling with its reasons."""

    number = fields.Integer()
    at = Moment()
    reason = fields.String()
    sentence = fields.Raw()
    counterfactual = fields.Raw()
    rule = fields.Function(lambda view: _RuleOut().dump(view))
    contested = fields.Boolean()
    settles_at = Moment()
    appeal = fields.Function(lambda view: _AppealOut().dump(view))
    lanes = fields.List(fields.Nested(_LaneOut))


class _ProtectionOut(Schema):
    until = Moment()


class _ContactOut(Schema):
    id = fields.String()
    kind = fields.String()
    at = Moment()
    channel = fields.String(allow_none=True)
    outcome = fields.String(allow_none=True)
    note = fields.String()
    effective = fields.Boolean()
    discounted = fields.String(allow_none=True)


class _PoolOut(Schema):
    since = Moment()


class _FrozenOut(Schema):
    kind = fields.String()
    since = Moment()


class _DisputeOut(Schema):
    status = fields.String()
    at = Moment()
    outcome = fields.String(allow_none=True)


class _LinkedOut(Schema):
    name = fields.Nested(NamedClientOut)
    kind = fields.String()


class ClientOut(Schema):
    """A client in the reader's view."""

    id = fields.String()
    name = fields.Nested(NamedClientOut)
    phone_masked = fields.String()
    state = fields.String()
    owner = fields.Nested(_AgentOut, allow_none=True)
    contested = fields.Boolean()
    protection = fields.Nested(_ProtectionOut, allow_none=True)
    last_contact_at = Moment()
    registrations = fields.List(fields.String())
    contacts = fields.List(fields.Nested(_ContactOut))
    pool = fields.Nested(_PoolOut, attribute="by_act.pool", allow_none=True)
    frozen = fields.Nested(_FrozenOut, attribute="by_act.frozen", allow_none=True)
    dispute = fields.Nested(_DisputeOut, attribute="by_act.dispute", allow_none=True)
    named_by = fields.Nested(_AgentOut, attribute="by_act.named_by", allow_none=True)
    missing = fields.List(fields.String())
    ruling = fields.Nested(RulingOut, allow_none=True)
    channel = fields.Nested(CreditOut, allow_none=True)
    spare_phones_masked = fields.List(fields.String())
    linked = fields.List(fields.Nested(_LinkedOut))


class NoticeOut(Schema):
    """What a person is told."""

    id = fields.String()
    at = Moment()
    client_id = fields.String(allow_none=True)
    sentence = fields.Raw()
    read_at = Moment()
