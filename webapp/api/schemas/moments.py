"""Fields that several shapes share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.validate import Regexp

from sync import base64url, chain, strict_json
from sync.fields import UUID

#: The field is named; the sentence about it stands in the locales, in the language of who asks.
_WRONG = "wrong"

is_id = Regexp(UUID.pattern + r"\Z")


def is_plain(text: str) -> bool:
    """Say whether a text holds nothing that a person cannot see."""
    if strict_json.is_clean(text):
        return True
    raise ValidationError(_WRONG)


def is_hash(text: str) -> bool:
    """Say whether a text spells a hash."""
    if len(base64url.decode(text) or b"") == chain.HASH_BYTES:
        return True
    raise ValidationError(_WRONG)


class Whole(fields.Integer):
    """A whole number; true and false, which Python counts among them, are none."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - marshmallow's
        super().__init__(strict=True, **settings)

    def _validated(self, value: Any) -> int:  # noqa: ANN401 - as it came
        if isinstance(value, bool):
            raise ValidationError(_WRONG)
        return super()._validated(value)


class Moment(fields.Field[datetime]):
    """A moment as `2026-11-24T03:00:00.000Z`."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:  # noqa: ANN401, ARG002
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
