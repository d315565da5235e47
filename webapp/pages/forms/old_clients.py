"""The form that takes a list of old clients."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField


class OldClientsForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """A file, and whether it is only looked at or published."""

    file = FileField(validators=[FileRequired("desk.problem_missing")])
    publish = BooleanField()

    def text(self) -> str | None:
        """Return the file's text, or None if it is no text: as UTF-8, or in the encoding of Chinese spreadsheets."""
        raw = self.file.data.read()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                text: str = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
        self.file.errors = ["desk.problem_no_text"]
        return None
