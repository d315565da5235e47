"""The code by which a company is known (统一社会信用代码, GB 32100): eighteen characters, the last checks the rest."""

from __future__ import annotations

import re
import unicodedata

from sync.refusals import Refusal, RefusalCode

#: No I, O, S, V and Z: they look like digits, or like one another.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: Who registered it, what it is, where, which, and the check.
_SHAPE = re.compile(rf"[{_ALPHABET}]{{2}}\d{{6}}[{_ALPHABET}]{{10}}")
_BASE = len(_ALPHABET)


def normalise_company_code(text: str) -> str | Refusal:
    """Return a company's code in its one spelling, or why it is none."""
    code = re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", text)).upper()
    if not _SHAPE.fullmatch(code) or check_character(code[:-1]) != code[-1]:
        return Refusal(RefusalCode.COMPANY_CODE_INVALID, "pii.company_code")
    return code


def check_character(seventeen: str) -> str:
    """Return the last character of a code: each place weighs three times the one before it, modulo 31."""
    total = sum(_ALPHABET.index(each) * pow(3, place, _BASE) for place, each in enumerate(seventeen))
    return _ALPHABET[-total % _BASE]
