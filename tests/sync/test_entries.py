"""Texts from phones, good and bad."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import strict_json
from sync.entries import (
    Body,
    Entry,
    FollowUpBody,
    RegistrationBody,
    Source,
    UnknownEntry,
    VisitBody,
    WithdrawalBody,
    parse_text,
)
from sync.refusals import Refusal, RefusalCode

ID = "0192f3a1-7c00-7000-8000-000000000101"
OTHER = "0192f3a1-7c00-7000-8000-000000000102"
REGISTRATION: dict[str, Any] = {
    "id": ID,
    "seq": 1,
    "type": "registration",
    "v": 1,
    "at": {"anchor": "A" * 43, "wall_ms": 1795485720000, "anchor_wall_ms": 1795485600000},
    "body": {"source": "walk_in", "ticket": None},
}


def text_of(**changes: object) -> str:
    return json.dumps({**REGISTRATION, **changes}, ensure_ascii=False)


def body_of(type_: str, **body: object) -> str:
    return text_of(type=type_, body=body)


GOOD = [
    (text_of(), RegistrationBody(Source.WALK_IN, None, None)),
    (text_of(body={}), RegistrationBody(None, None, None)),
    (
        text_of(body={"source": "referral", "ticket": "t", "amends": OTHER}),
        RegistrationBody(Source.REFERRAL, "t", OTHER),
    ),
    (body_of("visit", subject=OTHER, kind="first_visit"), VisitBody),
    (body_of("follow_up", subject=OTHER, channel="call", outcome="reached"), FollowUpBody),
    (body_of("withdrawal", subject=OTHER, reason="mistake"), WithdrawalBody),
]


@pytest.mark.parametrize(("text", "body"), GOOD, ids=[row[0][55:] for row in GOOD])
def test_good_texts_are_read(text: str, body: Body | type) -> None:
    entry = parse_text(text)
    assert isinstance(entry, Entry), text
    assert isinstance(entry.body, body) if isinstance(body, type) else entry.body == body, text


BAD = [
    ("", RefusalCode.NOT_JSON, ""),
    ("{", RefusalCode.NOT_JSON, ""),
    ("[]", RefusalCode.NOT_AN_OBJECT, ""),
    ("null", RefusalCode.NOT_AN_OBJECT, ""),
    ('{"id": NaN}', RefusalCode.NUMBER_OUT_OF_RANGE, ""),
    ('{"id": -Infinity}', RefusalCode.NUMBER_OUT_OF_RANGE, ""),
    ('{"id": 1e400}', RefusalCode.NUMBER_OUT_OF_RANGE, ""),
    ('{"id": 12345678901234567890}', RefusalCode.NUMBER_OUT_OF_RANGE, ""),
    ('{"id": "a", "id": "b"}', RefusalCode.DUPLICATE_KEY, "id"),
    ('{"id": "\\u0000"}', RefusalCode.CONTROL_CHARACTER, "id"),
    ('{"id": "\\ud800"}', RefusalCode.CONTROL_CHARACTER, "id"),
    ('{"id": "\\u202e"}', RefusalCode.CONTROL_CHARACTER, "id"),
    ('{"a": ' + "[" * 2000 + "]" * 2000 + "}", RefusalCode.TOO_DEEP, ""),
    ('{"note": "' + "x" * 5000 + '"}', RefusalCode.TOO_LONG, ""),
    (text_of(id="no-uuid"), RefusalCode.FIELD_VALUE, "id"),
    (text_of(id=ID.upper()), RefusalCode.FIELD_VALUE, "id"),
    (text_of(seq=0), RefusalCode.NUMBER_OUT_OF_RANGE, "seq"),
    (text_of(seq=True), RefusalCode.FIELD_TYPE, "seq"),
    (text_of(seq="1"), RefusalCode.FIELD_TYPE, "seq"),
    (text_of(at=None), RefusalCode.FIELD_MISSING, "at"),
    (text_of(at={"anchor": "A", "wall_ms": 1}), RefusalCode.FIELD_MISSING, "at.anchor_wall_ms"),
    (text_of(at={"anchor": "A", "wall_ms": -1, "anchor_wall_ms": 0}), RefusalCode.NUMBER_OUT_OF_RANGE, "at.wall_ms"),
    (text_of(body=[]), RefusalCode.FIELD_TYPE, "body"),
    (text_of(body={"source": "rumour"}), RefusalCode.FIELD_VALUE, "body.source"),
    (text_of(body={"source": 1}), RefusalCode.FIELD_TYPE, "body.source"),
    (text_of(body={"owner": "me"}), RefusalCode.FIELD_UNKNOWN, "body.owner"),
    (text_of(received_at="now"), RefusalCode.FIELD_UNKNOWN, "received_at"),
    (text_of(pii_commitment="x" * 44), RefusalCode.FIELD_TOO_LONG, "pii_commitment"),
    (body_of("visit", kind="first_visit"), RefusalCode.FIELD_MISSING, "body.subject"),
    (body_of("follow_up", subject=OTHER, channel="pigeon", outcome="reached"), RefusalCode.FIELD_VALUE, "body.channel"),
]


@pytest.mark.parametrize(("text", "code", "field"), BAD, ids=[f"{row[1]} {row[2]} {row[0][:24]}" for row in BAD])
def test_bad_texts_are_refused_with_code_and_field(text: str, code: RefusalCode, field: str) -> None:
    assert parse_text(text) == Refusal(code, field), text


UNKNOWN = [
    ("a type from the future", {"type": "pledge"}, RefusalCode.TYPE_UNKNOWN),
    ("a version from the future", {"v": 2}, RefusalCode.VERSION_UNKNOWN),
]


@pytest.mark.parametrize(("what", "changes", "code"), UNKNOWN, ids=[row[0] for row in UNKNOWN])
def test_entries_from_the_future_are_held_with_their_place(
    what: str, changes: dict[str, Any], code: RefusalCode
) -> None:
    entry = parse_text(text_of(**changes, body={"new": {"shape": 1}}, extra="field"))
    assert isinstance(entry, UnknownEntry), what
    assert (entry.id, entry.seq, entry.code) == (ID, 1, code), what


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(parse_text(text), Entry | UnknownEntry | Refusal)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read_or_refused(value: object) -> None:
    text = json.dumps({**REGISTRATION, "body": value})
    assert isinstance(parse_text(text), Entry | Refusal)


def test_brackets_inside_words_are_no_depth() -> None:
    assert strict_json.depth_of('{"a": "[[[[\\"[[", "b": [1]}') == 2
