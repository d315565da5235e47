"""The form that records an outage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

LONGEST_WORDS = 500
_MISSING, _WRONG = "desk.problem_missing", "desk.problem_time"
_WRITTEN = "%Y-%m-%dT%H:%M"
#: Where a day begins first: what is a moment there is one in every zone, but for the last day of all, which is no past.
_FURTHEST_EAST = timezone(timedelta(hours=14))


def _is_time(_form: FlaskForm, field: StringField) -> None:
    try:
        _moment(field.data or "", _FURTHEST_EAST)
    except (ValueError, OverflowError):
        raise ValidationError(_WRONG) from None


class OutageForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """From when to when, by the office's clock, and why."""

    since = StringField(validators=[InputRequired(_MISSING), _is_time])
    until = StringField(validators=[InputRequired(_MISSING), _is_time])
    words = TextAreaField(
        validators=[InputRequired(_MISSING), Length(max=LONGEST_WORDS, message="desk.problem_too_long")]
    )

    def stretch(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return both moments."""
        return _moment(self.since.data, zone), _moment(self.until.data, zone)


def _moment(text: str, zone: tzinfo) -> datetime:
    return datetime.strptime(text, _WRITTEN).replace(tzinfo=zone).astimezone(UTC)
