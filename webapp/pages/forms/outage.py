"""The form that records an outage."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

LONGEST_WORDS = 500
_MISSING, _WRONG = "desk.problem_missing", "desk.problem_time"
_WRITTEN = "%Y-%m-%dT%H:%M"
#: Earlier and later ones are no moment in some zone or other, and no outage of anybody's.
_YEARS = range(1970, 9999)


def _is_time(_form: FlaskForm, field: StringField) -> None:
    try:
        written = datetime.strptime(field.data or "", _WRITTEN)  # noqa: DTZ007 - `_moment` adds the office's zone
    except ValueError:
        raise ValidationError(_WRONG) from None
    if written.year not in _YEARS:
        raise ValidationError(_WRONG)


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


def _moment(text: str, zone: ZoneInfo) -> datetime:
    return datetime.strptime(text, _WRITTEN).replace(tzinfo=zone).astimezone(UTC)
