"""Codes of companies."""

from __future__ import annotations

from sync.ownership.company_code import check_character, normalise_company_code
from sync.refusals import Refusal, RefusalCode
from tests.vectors import load

#: Of no company: the last sign is worked out below.
SEVENTEEN = "91310000TEST0000X"


def test_the_last_sign_checks_the_rest() -> None:
    # An example printed with the standard's algorithm in public references.
    assert check_character("91110000600037341") == "L"
    code = SEVENTEEN.replace("S", "A")
    whole = code + check_character(code)
    assert normalise_company_code(whole) == whole
    for place in range(len(whole)):
        other = "2" if whole[place] != "2" else "3"
        spoilt = whole[:place] + other + whole[place + 1 :]
        assert isinstance(normalise_company_code(spoilt), Refusal), spoilt


def test_a_code_has_one_spelling_and_bad_ones_name_their_field() -> None:
    refused = Refusal(RefusalCode.COMPANY_CODE_INVALID, "pii.company_code")
    for row in load("company_codes")["codes"]:
        assert normalise_company_code(row["typed"]) == (row["code"] or refused), row["typed"]
