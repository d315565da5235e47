"""One number, many ways to write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.ownership.identity import Phone, PhoneKind, calling_code, mask, normalise_phone
from sync.refusals import Refusal, RefusalCode
from tests.vectors import load

WAYS = [
    "{n}",
    "+86{n}",
    "0086{n}",
    "86{n}",
    "+86 {a} {b} {c}",
    "{a}-{b}-{c}",
    " {a} {b} {c} ",
    "(+86){a}.{b}.{c}",
    "+86-{n}",
    "00 86 {a} {b}{c}",
]
FULL_WIDTH = str.maketrans("0123456789+", "０１２３４５６７８９＋")

mobiles = st.builds(
    lambda head, tail: f"1{head}{tail:08d}",
    st.sampled_from(["38", "39", "50", "77", "86", "99"]),
    st.integers(0, 10**8 - 1),
)


@given(mobiles, st.sampled_from(WAYS))
def test_every_way_of_writing_a_mobile_is_one_client(number: str, way: str) -> None:
    written = way.format(n=number, a=number[:3], b=number[3:7], c=number[7:])
    for spelling in (written, written.translate(FULL_WIDTH)):
        phone = normalise_phone(spelling)
        assert isinstance(phone, Phone), spelling
        assert phone.e164 == f"+86{number}", spelling


@given(st.text(alphabet="0123456789+- ()０１２３", max_size=20))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    phone = normalise_phone(text)
    if isinstance(phone, Phone):
        assert normalise_phone(phone.e164) == phone


@given(st.text(max_size=64))
def test_any_text_is_a_phone_or_a_refusal(text: str) -> None:
    assert isinstance(normalise_phone(text), Phone | Refusal)


NUMBERS = [
    ("138 1234 5678", "+8613812345678", "CN", PhoneKind.MOBILE, "138****5678"),
    ("010-6234 5678", "+861062345678", "CN", PhoneKind.LANDLINE, "********78"),
    ("(0755) 8376 5566", "+8675583765566", "CN", PhoneKind.LANDLINE, "*********66"),
    ("400-810-8888", "+864008108888", "CN", PhoneKind.OTHER, "400****888"),
    ("+852 9123 4567", "+85291234567", "HK", PhoneKind.MOBILE, "+852 91****67"),
    ("00853 6612 3456", "+85366123456", "MO", PhoneKind.MOBILE, "+853 66****56"),
    ("+886 912 345 678", "+886912345678", "TW", PhoneKind.MOBILE, "+886 91****678"),
    ("+65 9123 4567", "+6591234567", "SG", PhoneKind.MOBILE, "+65 91****67"),
    ("+1 650 253 0000", "+16502530000", "US", PhoneKind.MOBILE, "+1 650****000"),
    ("+44 20 7031 3000", "+442070313000", "GB", PhoneKind.LANDLINE, "+44 ********00"),
]


@pytest.mark.parametrize(("typed", "e164", "country", "kind", "masked"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_numbers_of_every_kind_keep_their_country(
    typed: str, e164: str, country: str, kind: PhoneKind, masked: str
) -> None:
    phone = normalise_phone(typed)
    assert isinstance(phone, Phone), typed
    assert (phone.e164, phone.country, phone.kind, mask(phone)) == (e164, country, kind, masked), typed


REFUSED = [
    ("", RefusalCode.PHONE_MISSING),
    ("   ", RefusalCode.PHONE_MISSING),
    ("1381234567", RefusalCode.PHONE_TOO_SHORT),
    ("138123456789", RefusalCode.PHONE_TOO_LONG),
    ("123", RefusalCode.PHONE_TOO_SHORT),
    ("12812345678", RefusalCode.PHONE_INVALID),
    ("13812345678x12", RefusalCode.PHONE_INVALID),
    ("+999 123", RefusalCode.PHONE_INVALID),
    ("一三八", RefusalCode.PHONE_INVALID),
    ("1" * 64, RefusalCode.PHONE_INVALID),
]


@pytest.mark.parametrize(("typed", "code"), REFUSED, ids=[row[0][:16] for row in REFUSED])
def test_what_is_no_number_is_refused_with_a_code(typed: str, code: RefusalCode) -> None:
    assert normalise_phone(typed) == Refusal(code, "pii.phone"), typed


def test_a_mask_never_shows_more_than_seven_digits() -> None:
    for typed, *_ in NUMBERS:
        phone = normalise_phone(typed)
        assert isinstance(phone, Phone)
        hidden = mask(phone).count("*")
        assert hidden >= 3, typed
        assert len(phone.national) - hidden <= 7, typed


def test_phone_and_server_read_mainland_mobiles_alike() -> None:
    for row in load("phones")["phones"]:
        phone = normalise_phone(row["typed"])
        mobile = (
            phone if isinstance(phone, Phone) and phone.country == "CN" and phone.kind is PhoneKind.MOBILE else None
        )
        assert (mobile.national if mobile else None) == row["mobile"], row
        assert (mask(mobile) if mobile else None) == row["masked"], row
        assert (phone.code if isinstance(phone, Refusal) else None) == row["refusal"], row


def test_a_country_s_code_is_read_off_the_one_spelling() -> None:
    rows = (("+8613812345678", "86"), ("+85266123456", "852"), ("+14155550123", "1"), ("+79161234567", "7"), ("+", ""))
    for e164, code in rows:
        assert calling_code(e164) == code, e164
