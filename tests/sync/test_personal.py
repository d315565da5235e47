"""The personal part: strict, and never thrown back for being incomplete."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sync.entries import Entry, parse_text
from sync.personal import (
    PersonalNote,
    PersonalRegistration,
    Title,
    missing_fields,
    parse_personal_note,
    parse_personal_registration,
)
from sync.policy import RuleBook
from sync.refusals import Refusal, RefusalCode
from sync.switches import RequiredField
from tests.sync.test_entries import text_of

WANG = {
    "phone": "138 1234 5678",
    "surname": " 王 ",
    "title": "mr",
    "area": "90-110",
    "layout": "三房",
    "note": "👍🏽\n看东边",
}


def test_a_whole_registration_is_read_trimmed() -> None:
    personal = parse_personal_registration(json.dumps(WANG))
    assert personal == PersonalRegistration("138 1234 5678", "王", Title.MR, "90-110", "三房", "👍🏽\n看东边")


def test_one_name_has_one_spelling() -> None:
    decomposed = parse_personal_registration('{"surname": "e\\u0301"}')
    assert isinstance(decomposed, PersonalRegistration)
    assert decomposed.surname == "\u00e9"


BAD = [
    ('{"surname": "' + "王" * 65 + '"}', RefusalCode.FIELD_TOO_LONG, "pii.surname"),
    ('{"title": "duke"}', RefusalCode.FIELD_VALUE, "pii.title"),
    ('{"phone": 13812345678}', RefusalCode.FIELD_TYPE, "pii.phone"),
    ('{"id_card": "1"}', RefusalCode.FIELD_UNKNOWN, "pii.id_card"),
    ('{"surname": "\\u0007"}', RefusalCode.CONTROL_CHARACTER, "pii.surname"),
    ('{"surname": "a", "surname": "b"}', RefusalCode.DUPLICATE_KEY, "pii.surname"),
    ("[]", RefusalCode.NOT_AN_OBJECT, "pii"),
    ("x" * 5000, RefusalCode.TOO_LONG, "pii"),
]


@pytest.mark.parametrize(("text", "code", "field"), BAD, ids=[f"{row[1]} {row[2]}" for row in BAD])
def test_bad_personal_parts_are_refused_with_code_and_field(text: str, code: RefusalCode, field: str) -> None:
    assert parse_personal_registration(text) == Refusal(code, field), text


def test_a_note_is_read_and_nothing_else() -> None:
    assert parse_personal_note('{"note": " 已联系 "}') == PersonalNote("已联系")
    assert parse_personal_note("{}") == PersonalNote("")
    assert parse_personal_note('{"phone": "1"}') == Refusal(RefusalCode.FIELD_UNKNOWN, "pii.phone")
    assert parse_personal_note("[]") == Refusal(RefusalCode.NOT_AN_OBJECT, "pii")


MISSING: list[tuple[str, dict[str, str | None], dict[str, Any], tuple[RequiredField, ...]]] = [
    ("nothing", {}, {}, ()),
    ("no phone", {"phone": ""}, {}, (RequiredField.PHONE,)),
    ("no title", {"title": ""}, {}, (RequiredField.TITLE,)),
    ("no source", {}, {"body": {}}, (RequiredField.SOURCE,)),
    ("no name and no source", {"surname": None}, {"body": {}}, (RequiredField.SURNAME, RequiredField.SOURCE)),
]


@pytest.mark.parametrize(("what", "person", "text", "missing"), MISSING, ids=[row[0] for row in MISSING])
def test_what_is_missing_is_named(
    what: str, person: dict[str, str | None], text: dict[str, Any], missing: tuple[RequiredField, ...]
) -> None:
    entry = parse_text(text_of(**text))
    personal = parse_personal_registration(json.dumps({**WANG, **person}))
    assert isinstance(entry, Entry)
    assert isinstance(personal, PersonalRegistration)
    assert missing_fields(entry, personal, RuleBook()) == missing, what


def test_without_a_personal_part_everything_personal_is_missing() -> None:
    entry = parse_text(text_of())
    assert isinstance(entry, Entry)
    assert missing_fields(entry, None, RuleBook()) == (RequiredField.PHONE, RequiredField.SURNAME, RequiredField.TITLE)


def test_the_office_chooses_what_is_wanted_at_once() -> None:
    entry = parse_text(text_of(body={}))
    assert isinstance(entry, Entry)
    assert missing_fields(entry, None, RuleBook(required_fields=(RequiredField.PHONE,))) == (RequiredField.PHONE,)
