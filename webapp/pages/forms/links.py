"""The forms that find two clients, link them, and say what was found when looking at a pair."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length

from sync.ownership.identity import Phone, normalise_phone
from sync.personal import LONGEST_PHONE
from webapp.pages.forms.texts import readable, tidy
from webapp.services.ownership.identity.client_groups import PairOutcome

_LONGEST_REASON = 500
_NUMBER = Length(max=LONGEST_PHONE, message="errors.phone_too_long")


def _reason() -> TextAreaField:
    return TextAreaField(
        filters=[tidy],
        validators=[
            InputRequired("desk.problem_missing"),
            Length(max=_LONGEST_REASON, message="desk.problem_too_long"),
            readable,
        ],
    )


class FindPairForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """Two numbers; only the second one if the first client is chosen already."""

    one = StringField(validators=[_NUMBER])
    other = StringField(validators=[InputRequired("errors.phone_missing"), _NUMBER])

    def phones(self, *, only_other: bool) -> list[Phone] | None:
        """Return the numbers; None if one is none, with the reason among the field's errors."""
        if not self.validate_on_submit():
            return None
        fields = [self.other] if only_other else [self.one, self.other]
        read = [normalise_phone(field.data or "") for field in fields]
        for field, phone in zip(fields, read, strict=True):
            if not isinstance(phone, Phone):
                field.errors = [f"errors.{phone.code}"]
        found = [phone for phone in read if isinstance(phone, Phone)]
        return found if len(found) == len(fields) else None


class ReasonForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """Why two clients are linked, or no longer."""

    reason = _reason()


class ReviewForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """What was found when looking at a pair, and how one knows."""

    outcome = RadioField(
        choices=[str(outcome) for outcome in PairOutcome],
        validators=[AnyOf([str(outcome) for outcome in PairOutcome], message="desk.problem_reason")],
        validate_choice=False,
    )
    reason = _reason()
