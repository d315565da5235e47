"""The forms about channels: a new one, a report of one, an escort by one."""

from __future__ import annotations

from datetime import datetime, tzinfo

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from sync.ownership.channel_case import ChannelKind
from sync.ownership.identity import Phone, normalise_phone
from sync.personal import LONGEST_PHONE
from webapp.pages.forms.texts import readable, tidy
from webapp.services.ownership.channels.pre_registrations import ReportWish

_MISSING, _TOO_LONG, _WRONG = "desk.problem_missing", "desk.problem_too_long", "errors.expected_at_wrong"
_LONGEST_NAME, _LONGEST_ID, _LONGEST_MOMENT = 64, 36, 32
_NUMBER = (InputRequired("errors.phone_missing"), Length(max=LONGEST_PHONE, message="errors.phone_too_long"))
_CHANNEL = (InputRequired(_MISSING), Length(max=_LONGEST_ID, message=_MISSING))


class ChannelForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """A new channel."""

    name = StringField(
        filters=[tidy],
        validators=[InputRequired(_MISSING), Length(max=_LONGEST_NAME, message=_TOO_LONG), readable],
    )
    kind = SelectField(choices=[str(kind) for kind in ChannelKind])


class ReportForm(FlaskForm):  # type: ignore[misc] # as above
    """What a channel reports: a number, full or masked, and perhaps when it means to come."""

    channel = SelectField(validators=_CHANNEL, validate_choice=False)
    number = StringField(filters=[tidy], validators=_NUMBER)
    expected = StringField(filters=[tidy], validators=[Length(max=_LONGEST_MOMENT, message=_WRONG)])

    def validate_expected(self, field: StringField) -> None:
        """Refuse what is no moment; leaving it out is fine."""
        try:
            datetime.fromisoformat(field.data or "2000-01-01")
        except ValueError:
            raise ValidationError(_WRONG) from None

    def wish(self, zone: tzinfo) -> ReportWish:
        """Return what is to be reported; the moment is meant in the project's zone."""
        told = datetime.fromisoformat(self.expected.data).replace(tzinfo=zone) if self.expected.data else None
        return ReportWish(self.channel.data, self.number.data, told)


class EscortForm(FlaskForm):  # type: ignore[misc] # as above
    """Which channel came with which client."""

    escort_channel = SelectField(validators=_CHANNEL, validate_choice=False)
    escort_number = StringField(filters=[tidy], validators=_NUMBER)

    def phone(self) -> Phone | None:
        """Return the number; None if it is none, with the reason among the field's errors."""
        if not self.validate_on_submit():
            return None
        phone = normalise_phone(self.escort_number.data)
        if isinstance(phone, Phone):
            return phone
        self.escort_number.errors = [f"errors.{phone.code}"]
        return None
