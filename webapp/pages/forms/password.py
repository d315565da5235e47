"""The form that changes one's own password."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from webapp.services.people.own_password import SHORTEST

_TOO_SHORT, _DIFFERS = "people.password_short", "people.password_differs"


class PasswordForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """The password until now, and the new one twice: nobody sees what is typed."""

    current = PasswordField(validators=[InputRequired(), Length(max=256)])
    fresh = PasswordField(validators=[Length(min=SHORTEST, max=256, message=_TOO_SHORT)])
    again = PasswordField(validators=[EqualTo("fresh", message=_DIFFERS)])
