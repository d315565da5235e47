"""The form that settles a case."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from webapp.services.justice.decision_view import SettleReason

LONGEST_WORDS = 500
_WORDS_MISSING = "desk.problem_own_words"


class SettleForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """For which claim, why, and which ruling was on the page."""

    ruling = IntegerField(validators=[InputRequired("desk.problem_reload")])
    claim = HiddenField(validators=[InputRequired("desk.problem_claim"), Length(max=36, message="desk.problem_claim")])
    reason = RadioField(
        choices=[str(reason) for reason in SettleReason],
        validators=[AnyOf([str(reason) for reason in SettleReason], message="desk.problem_reason")],
        validate_choice=False,
    )
    words = TextAreaField(validators=[Length(max=LONGEST_WORDS, message="desk.problem_too_long")])

    def validate_words(self, field: TextAreaField) -> None:
        """Ask for words where none of the reasons at hand is the one."""
        if self.reason.data == SettleReason.OWN_WORDS and not (field.data or "").strip():
            raise ValidationError(_WORDS_MISSING)
