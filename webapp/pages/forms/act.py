"""The form by which an office manager changes whose client somebody is."""

from __future__ import annotations

from enum import StrEnum

from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from webapp.services.ownership.rulings.act_reason import ActReason

LONGEST_WORDS = 500
_MISSING, _AGENT = "desk.problem_missing", "desk.problem_agent"


class DeskAct(StrEnum):
    """What there is to do."""

    REASSIGN = "reassign"
    RENEW = "renew"
    RECYCLE = "recycle"
    SUBSCRIBE = "subscribe"
    CANCEL = "cancel"


class ActForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """What is done, for whom, and why. ruling: which one was on the page."""

    ruling = IntegerField(validators=[InputRequired("desk.problem_reload")])
    act = RadioField(
        choices=[str(act) for act in DeskAct],
        validators=[AnyOf([str(act) for act in DeskAct], message="desk.problem_act")],
        validate_choice=False,
    )
    agent = SelectField(validate_choice=False)
    reason = RadioField(
        choices=[str(reason) for reason in ActReason],
        validators=[AnyOf([str(reason) for reason in ActReason], message="desk.problem_reason")],
        validate_choice=False,
    )
    words = TextAreaField(validators=[Length(max=LONGEST_WORDS, message="desk.problem_too_long")])

    def validate_agent(self, field: SelectField) -> None:
        """Ask for whom a client is reassigned to."""
        if self.act.data == DeskAct.REASSIGN and not field.data:
            raise ValidationError(_AGENT)

    def validate_words(self, field: TextAreaField) -> None:
        """Ask for words: a code alone tells the other side nothing."""
        if not (field.data or "").strip():
            raise ValidationError(_MISSING)
