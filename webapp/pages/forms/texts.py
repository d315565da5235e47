"""What the text fields of several forms share."""

from __future__ import annotations

import unicodedata

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

_UNREADABLE = "errors.control_character"
#: Neither control characters nor marks that turn the reading direction around.
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})


def tidy(text: str | None) -> str:
    """Compose a text (NFC), so that one name has one spelling, and trim it."""
    return unicodedata.normalize("NFC", text or "").strip()


def readable(_form: FlaskForm, field: StringField) -> None:
    """Refuse what a person cannot see."""
    if any(unicodedata.category(letter) in _INVISIBLE for letter in field.data or ""):
        raise ValidationError(_UNREADABLE)
