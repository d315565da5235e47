"""The personal part of an entry: it travels beside the hashed text, bound to it by a salted commitment.

Kept apart so that it can be destroyed on the client's wish while chain and rulings stay verifiable.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from sync import strict_json
from sync.entries import Entry, RegistrationBody
from sync.fields import FieldError, Fields
from sync.policy import RuleBook
from sync.refusals import Refusal, RefusalCode
from sync.switches import RequiredField

MAX_PERSONAL_BYTES = 4096
LONGEST_SURNAME = 64
LONGEST_PHONE = 64
MOST_SPARE_PHONES = 3
LONGEST_COMPANY_CODE = 32
LONGEST_WISH = 200
LONGEST_NOTE = 1000


class Title(StrEnum):
    """How the client is addressed."""

    MR = "mr"
    MS = "ms"


@dataclass(frozen=True, slots=True)
class PersonalRegistration:
    """What a registration says about the client. Empty text and None mean that the agent left it out.

    `phone` is as it was typed; `identity.normalise_phone` decides what it is. spare_phones: further numbers of the same
    client. company_code: of the company that buys, whose contact the client is.
    """

    phone: str
    surname: str
    title: Title | None
    area: str
    layout: str
    note: str
    spare_phones: tuple[str, ...] = ()
    company_code: str = ""


@dataclass(frozen=True, slots=True)
class PersonalNote:
    """What a visit, a follow-up or a withdrawal says in the agent's own words."""

    note: str


def parse_personal_registration(pii_json: str) -> PersonalRegistration | Refusal:
    """Read the personal part of a registration."""
    fields = _read(pii_json)
    if isinstance(fields, Refusal):
        return fields
    try:
        personal = PersonalRegistration(
            phone=_optional(fields, "phone", LONGEST_PHONE),
            surname=_optional(fields, "surname", LONGEST_SURNAME),
            title=_title(fields),
            area=_optional(fields, "area", LONGEST_WISH),
            layout=_optional(fields, "layout", LONGEST_WISH),
            note=_optional(fields, "note", LONGEST_NOTE),
            spare_phones=_spare_phones(fields),
            company_code=_optional(fields, "company_code", LONGEST_COMPANY_CODE),
        )
        fields.finish()
    except FieldError as error:
        return error.refusal
    return personal


def parse_personal_note(pii_json: str) -> PersonalNote | Refusal:
    """Read the personal part of any other entry."""
    fields = _read(pii_json)
    if isinstance(fields, Refusal):
        return fields
    try:
        note = PersonalNote(_optional(fields, "note", LONGEST_NOTE))
        fields.finish()
    except FieldError as error:
        return error.refusal
    return note


def missing_fields(entry: Entry, personal: PersonalRegistration | None, book: RuleBook) -> tuple[RequiredField, ...]:
    """List what the rule book wants at once and the registration does not have, in the rule book's order.

    Shape only: a phone that is there but is no number is the business of `identity`.
    """
    body = entry.body
    has = {
        RequiredField.PHONE: personal is not None and bool(personal.phone),
        RequiredField.SURNAME: personal is not None and bool(personal.surname),
        RequiredField.TITLE: personal is not None and personal.title is not None,
        RequiredField.SOURCE: isinstance(body, RegistrationBody) and body.source is not None,
    }
    return tuple(field for field in book.required_fields if not has[field])


def _read(pii_json: str) -> Fields | Refusal:
    if len(pii_json.encode("utf-8", "surrogatepass")) > MAX_PERSONAL_BYTES:
        return Refusal(RefusalCode.TOO_LONG, "pii")
    value = strict_json.read_object(pii_json)
    if isinstance(value, Refusal):
        return Refusal(value.code, f"pii.{value.field}" if value.field else "pii")
    return Fields(value, "pii")


def _optional(fields: Fields, name: str, longest: int) -> str:
    """Take a text that may be absent, composed (NFC) so that one name has one spelling."""
    return unicodedata.normalize("NFC", fields.text(name, longest)) if fields.has(name) else ""


def _spare_phones(fields: Fields) -> tuple[str, ...]:
    if not fields.has("spare_phones"):
        return ()
    return fields.texts("spare_phones", MOST_SPARE_PHONES, LONGEST_PHONE)


def _title(fields: Fields) -> Title | None:
    word = _optional(fields, "title", 8)
    if word and word not in set(Title):
        raise fields.fail(RefusalCode.FIELD_VALUE, "title")
    return Title(word) if word else None
