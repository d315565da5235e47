"""Fields that several shapes share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from marshmallow import fields
from marshmallow.validate import Regexp

from sync.fields import UUID

is_id = Regexp(UUID.pattern + r"\Z")


class Moment(fields.Field[datetime]):
    """A moment as `2026-11-24T03:00:00.000Z`."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:  # noqa: ANN401, ARG002
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
