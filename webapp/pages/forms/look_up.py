"""The form that asks for a client by the full number."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from sync.ownership.identity import Phone, normalise_phone
from sync.personal import LONGEST_PHONE


class LookUpForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """A number, in whatever way it is written."""

    number = StringField(
        validators=[InputRequired("errors.phone_missing"), Length(max=LONGEST_PHONE, message="errors.phone_too_long")]
    )

    def phone(self) -> Phone | None:
        """Return the number; None if it is none, with the reason among the field's errors."""
        if not self.validate_on_submit():
            return None
        phone = normalise_phone(self.number.data)
        if isinstance(phone, Phone):
            return phone
        self.number.errors = [f"errors.{phone.code}"]
        return None
