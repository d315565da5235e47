"""Shapes of what channels report."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, post_load
from marshmallow.validate import Length

from sync.personal import LONGEST_PHONE
from webapp.api.schemas.moments import Moment, is_id, is_plain
from webapp.services.ownership.channels.pre_registrations import ReportWish


class PreRegistrationIn(Schema):
    """A report. number: full or masked; expected_at: with its zone, and it rules nothing."""

    class Meta:
        """What nobody asked for is refused."""

        unknown = RAISE

    channel = fields.String(required=True, validate=is_id)
    number = fields.String(required=True, validate=[Length(min=1, max=LONGEST_PHONE), is_plain])
    expected_at = fields.AwareDateTime(format="iso", load_default=None, allow_none=True)

    @post_load
    def _make(self, value: dict[str, Any], **_more: Any) -> ReportWish:  # noqa: ANN401 - marshmallow's
        return ReportWish(value["channel"], value["number"], value["expected_at"])


class PreRegistrationOut(Schema):
    """What was taken; nothing of what it met."""

    id = fields.String()
    channel = fields.String()
    masked = fields.Boolean()
    received_at = Moment()
    valid_until = Moment()


class CreditOut(Schema):
    """Which channel is credited with a client, in a sentence; no name where none is."""

    name = fields.Function(lambda view: view.name or None)
    sentence = fields.Raw()
