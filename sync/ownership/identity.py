"""Who is the same client? The same phone number, in whatever way it was written.

`phonenumbers` knows the plans of every country; nothing of it is repeated here. Numbers without a country are read as
mainland ones, the rest of the world needs its country code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, NumberParseException, PhoneNumber, PhoneNumberType

from sync.refusals import Refusal, RefusalCode

HOME_COUNTRY = "CN"
HOME_MOBILE_DIGITS = 11
LONGEST_CALLING_CODE = 3
_FIELD = "pii.phone"

#: What people put between digits; an extension is no client, so letters are refused.
_SEPARATORS = re.compile(r"[\s()\-\u2010-\u2015\u2212.·/]+")
_ALLOWED = re.compile(r"\+?\d{1,20}")
#: A digit dropped or doubled in a mainland mobile is the commonest slip of all, and worth a word of its own.
_HOME_MOBILE = re.compile(r"1[3-9]")
#: A mainland mobile with its country code and no plus: no mainland number of its own begins like this.
_HOME_WITHOUT_PLUS = re.compile(r"861[3-9]\d{9}")


class PhoneKind(StrEnum):
    """What sort of line it is; only mobiles can be sent a code."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in its one spelling: `e164` is what is compared, encrypted and indexed."""

    e164: str
    country: str
    kind: PhoneKind
    national: str


_KINDS: Mapping[int, PhoneKind] = MappingProxyType(
    {
        PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.MOBILE,
    }
)

_PARSE_ERRORS: Mapping[int, RefusalCode] = MappingProxyType(
    {
        NumberParseException.TOO_SHORT_NSN: RefusalCode.PHONE_TOO_SHORT,
        NumberParseException.TOO_SHORT_AFTER_IDD: RefusalCode.PHONE_TOO_SHORT,
        NumberParseException.TOO_LONG: RefusalCode.PHONE_TOO_LONG,
    }
)

#: How many digits of a national number of some length stand at each end of the mask.
_SHOWN: Mapping[int, tuple[int, int]] = MappingProxyType({11: (3, 4), 10: (3, 3), 9: (2, 3), 8: (2, 2)})

_LENGTHS: Mapping[int, RefusalCode] = MappingProxyType(
    {
        phonenumbers.ValidationResult.TOO_SHORT: RefusalCode.PHONE_TOO_SHORT,
        phonenumbers.ValidationResult.TOO_LONG: RefusalCode.PHONE_TOO_LONG,
    }
)


def normalise_phone(text: str) -> Phone | Refusal:
    """Return the number's one spelling, or why it is none, with the field `pii.phone`."""
    plain = _plain(text)
    if not plain:
        return Refusal(RefusalCode.PHONE_MISSING, _FIELD)
    if not _ALLOWED.fullmatch(plain):
        return Refusal(RefusalCode.PHONE_INVALID, _FIELD)
    if _HOME_MOBILE.match(plain) and len(plain) != HOME_MOBILE_DIGITS:
        short = len(plain) < HOME_MOBILE_DIGITS
        return Refusal(RefusalCode.PHONE_TOO_SHORT if short else RefusalCode.PHONE_TOO_LONG, _FIELD)
    try:
        number = phonenumbers.parse(plain, HOME_COUNTRY)
    except NumberParseException as error:
        return Refusal(_PARSE_ERRORS.get(error.error_type, RefusalCode.PHONE_INVALID), _FIELD)
    if not phonenumbers.is_valid_number(number):
        length = phonenumbers.is_possible_number_with_reason(number)
        return Refusal(_LENGTHS.get(length, RefusalCode.PHONE_INVALID), _FIELD)
    return _phone(number)


def _plain(text: str) -> str:
    """Turn full-width digits and signs into plain ones, and the international prefix into a plus."""
    plain = unicodedata.normalize("NFKC", text).strip()
    compact = _SEPARATORS.sub("", plain)
    if compact.startswith("00"):
        return f"+{compact[2:]}"
    if _HOME_WITHOUT_PLUS.fullmatch(compact):
        return f"+{compact}"
    return compact


def _phone(number: PhoneNumber) -> Phone:
    kind = phonenumbers.number_type(number)
    return Phone(
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        country=phonenumbers.region_code_for_number(number) or "",
        kind=_KINDS.get(kind, PhoneKind.OTHER),
        national=phonenumbers.national_significant_number(number),
    )


def mask(phone: Phone) -> str:
    """Return what anybody but the owner sees: `138****5678`, abroad with the country code, never fewer than 3 stars."""
    shown = phone.national
    head, tail = _SHOWN.get(len(shown), (2, 2)) if phone.kind is not PhoneKind.LANDLINE else (0, 2)
    stars = "*" * max(3, len(shown) - head - tail)
    masked = f"{shown[:head]}{stars}{shown[-tail:]}"
    return masked if phone.country == HOME_COUNTRY else f"{country_prefix(phone)} {masked}"


def calling_code(e164: str) -> str:
    """Return `852` for a number of Hong Kong in its one spelling; empty for what no country has."""
    codes = (e164[1:end] for end in range(2, LONGEST_CALLING_CODE + 2))
    return next((code for code in codes if code.isdigit() and int(code) in COUNTRY_CODE_TO_REGION_CODE), "")


def country_prefix(phone: Phone) -> str:
    """Return `+852` for a number of Hong Kong."""
    return phone.e164.removesuffix(phone.national)
