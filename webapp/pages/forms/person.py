"""The form that adds somebody to the office."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from sync.ownership.identity import Phone, normalise_phone
from sync.people.roles import Role
from sync.personal import LONGEST_PHONE
from sync.refusals import Refusal
from webapp.pages.forms.texts import readable, tidy
from webapp.services.people.offices import NewPerson
from webapp.words import LANGUAGES

_MISSING, _TOO_LONG = "desk.problem_missing", "desk.problem_too_long"


def _lower(text: str | None) -> str:
    return tidy(text).lower()


class PersonForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """Who is new; there is no password to choose."""

    name = StringField(
        filters=[tidy], validators=[InputRequired(_MISSING), Length(max=64, message=_TOO_LONG), readable]
    )
    staff_number = StringField(
        filters=[tidy],
        validators=[
            InputRequired(_MISSING),
            Length(max=16, message=_TOO_LONG),
            Regexp(r"[A-Za-z0-9-]+\Z", message="desk.problem_staff_number"),
        ],
    )
    login = StringField(
        filters=[_lower],
        validators=[
            InputRequired(_MISSING),
            Length(max=64, message=_TOO_LONG),
            Regexp(r"[a-z0-9][a-z0-9._-]*\Z", message="desk.problem_login"),
        ],
    )
    role = SelectField(choices=[str(role) for role in Role])
    team = StringField(filters=[tidy], validators=[Length(max=64, message=_TOO_LONG), readable])
    language = SelectField(choices=list(LANGUAGES))
    phone = StringField(filters=[tidy], validators=[Length(max=LONGEST_PHONE, message="errors.phone_too_long")])

    def validate_phone(self, field: StringField) -> None:
        """Refuse what is no number; leaving it out is fine."""
        phone = normalise_phone(field.data)
        if field.data and isinstance(phone, Refusal):
            problem = f"errors.{phone.code}"
            raise ValidationError(problem)

    def newcomer(self) -> NewPerson:
        """Return who is added."""
        phone = normalise_phone(self.phone.data)
        return NewPerson(
            login=self.login.data,
            password="",
            name=self.name.data,
            staff_number=self.staff_number.data,
            role=Role(self.role.data),
            team=self.team.data or None,
            language=self.language.data,
            phone=phone.e164 if isinstance(phone, Phone) else "",
        )
