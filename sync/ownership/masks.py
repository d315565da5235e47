"""Masked numbers: what a channel reports of a number that it does not want to give away yet.

A mask is a candidate, never a ruling: with five thousand clients, one in seventy of them fits a stranger. Only mobile
numbers of the mainland are masked; of any other, first and last digits say too much or too little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from sync.ownership.identity import HOME_MOBILE_DIGITS
from sync.refusals import Refusal, RefusalCode
from sync.switches import MaskedNumbers

_FIELD = "number"
_HEAD = 3
_SEPARATORS = re.compile(r"[\s()\-\u2010-\u2015\u2212.·/]+")
_STARS = re.compile(r"[*xX×•]")
_MASK = re.compile(r"(\d*)(\*+)(\d*)")
_HOME_HEAD = re.compile(r"1[3-9]\d")

#: How many digits of the end each setting of the rule book wants; what gives more is taken as well.
_TAILS: Mapping[MaskedNumbers, tuple[int, ...]] = MappingProxyType(
    {MaskedNumbers.FIRST3_LAST4: (4, 6), MaskedNumbers.FIRST3_LAST6: (6,), MaskedNumbers.FULL: ()}
)


def looks_masked(text: str) -> bool:
    """Say whether somebody hides digits in a number."""
    return _STARS.search(unicodedata.normalize("NFKC", text)) is not None


def read_mask(text: str, wanted: MaskedNumbers) -> str | Refusal:
    """Return the mask in its one spelling, such as `138****5678`, or how it has to be mended."""
    compact = _STARS.sub("*", _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).strip()))
    found = _MASK.fullmatch(compact)
    if found is None or _HOME_HEAD.fullmatch(found[1][:_HEAD]) is None:
        return Refusal(RefusalCode.MASK_INVALID, _FIELD)
    if wanted is MaskedNumbers.FULL:
        return Refusal(RefusalCode.MASK_NOT_TAKEN, _FIELD)
    head, tail = found[1], found[3]
    if len(head) == _HEAD and len(tail) < min(_TAILS[wanted]):
        return Refusal(RefusalCode.MASK_TOO_SHORT, _FIELD)
    if len(compact) != HOME_MOBILE_DIGITS or len(head) != _HEAD or len(tail) not in _TAILS[wanted]:
        return Refusal(RefusalCode.MASK_INVALID, _FIELD)
    return compact


def ends_shown(mask: str) -> tuple[str, str]:
    """Return the first and the last digits that a mask in its one spelling shows."""
    head, _, tail = mask.partition("*")
    return head, tail.lstrip("*")
