"""Masked numbers: as many digits as the rule book wants, in whatever way they are written."""

from __future__ import annotations

import pytest

from sync.ownership.masks import ends_shown, looks_masked, read_mask
from sync.refusals import Refusal
from sync.switches import MaskedNumbers as Wanted

GOOD = (
    ("138****5678", Wanted.FIRST3_LAST4, "138****5678"),
    ("138 **** 5678", Wanted.FIRST3_LAST4, "138****5678"),
    ("138-xxxx-5678", Wanted.FIRST3_LAST4, "138****5678"),
    ("138XXXX5678", Wanted.FIRST3_LAST4, "138****5678"),
    ("１３８＊＊＊＊５６７８", Wanted.FIRST3_LAST4, "138****5678"),
    ("138**345678", Wanted.FIRST3_LAST4, "138**345678"),
    ("138**345678", Wanted.FIRST3_LAST6, "138**345678"),
)
BAD = (
    ("138****5678", Wanted.FIRST3_LAST6, "mask_too_short"),
    ("138****567", Wanted.FIRST3_LAST4, "mask_too_short"),
    ("138*****", Wanted.FIRST3_LAST4, "mask_too_short"),
    ("138****5678", Wanted.FULL, "mask_not_taken"),
    ("138**345678", Wanted.FULL, "mask_not_taken"),
    ("13****5678", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("****5678", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("238****5678", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("138***45678", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("138***5678", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("138*****5678", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("138**3**5678", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("+86 138****5678", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("********", Wanted.FIRST3_LAST4, "mask_invalid"),
    ("*", Wanted.FULL, "mask_invalid"),
)


@pytest.mark.parametrize(("text", "wanted", "spelling"), GOOD)
def test_a_mask_has_one_spelling(text: str, wanted: Wanted, spelling: str) -> None:
    assert looks_masked(text)
    assert read_mask(text, wanted) == spelling


@pytest.mark.parametrize(("text", "wanted", "code"), BAD)
def test_what_is_none_says_how_to_mend_it(text: str, wanted: Wanted, code: str) -> None:
    found = read_mask(text, wanted)
    assert isinstance(found, Refusal), found
    assert (str(found.code), found.field) == (code, "number")


def test_what_it_shows() -> None:
    assert ends_shown("138****5678") == ("138", "5678")
    assert ends_shown("138**345678") == ("138", "345678")


def test_a_full_number_is_no_mask() -> None:
    assert not looks_masked("138 0013 5678")
