"""The form that closes a dispute."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import AnyOf, Length, ValidationError

from webapp.services.justice.dispute_states import DisputeOutcome

LONGEST_WORDS = 500
_MISSING, _AGENT = "desk.problem_missing", "desk.problem_agent"


class CloseDisputeForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """How it ends, why, and, if it is upheld, whose the client is."""

    outcome = RadioField(
        choices=[str(outcome) for outcome in DisputeOutcome],
        validators=[AnyOf([str(outcome) for outcome in DisputeOutcome], message="desk.problem_outcome")],
        validate_choice=False,
    )
    agent = SelectField(validate_choice=False)
    words = TextAreaField(validators=[Length(max=LONGEST_WORDS, message="desk.problem_too_long")])

    def validate_agent(self, field: SelectField) -> None:
        """Ask for whose the client is."""
        if self.outcome.data == DisputeOutcome.UPHELD and not field.data:
            raise ValidationError(_AGENT)

    def validate_words(self, field: TextAreaField) -> None:
        """Ask for the reason."""
        if not (field.data or "").strip():
            raise ValidationError(_MISSING)
