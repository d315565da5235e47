"""Whatever is sent: a stable code, a sentence in the asker's language, no harm to the rest, never a 500."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.factories.line import Answer, Line
from tests.factories.office import Office
from tests.factories.phone import Phone
from webapp.models import Base

PUSH = "/api/v1/sync/push"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
JSON_TYPE = {"Content-Type": "application/json"}

#: What stands instead of a valid JSON body, and the code that names it.
BODIES: tuple[tuple[str, bytes, int, str], ...] = (
    ("nothing", b"", 400, "not_json"),
    ("garbage", b"\x01\x02garbage", 400, "not_json"),
    ("half", b'{"device": "', 400, "not_json"),
    ("not UTF-8", b'{"device": "\xff\xfe"}', 400, "not_utf8"),
    ("UTF-16", '{"device": "x"}'.encode("utf-16"), 400, "not_utf8"),
    ("a list", b"[]", 400, "not_an_object"),
    ("a number", b"1", 400, "not_an_object"),
    ("null", b"null", 400, "not_an_object"),
    ("deep lists", b"[" * 100_000, 400, "too_deep"),
    ("deep objects", b'{"a":' * 50_000, 400, "too_deep"),
    ("nine deep", b'{"a":[[[[[[[[1]]]]]]]]}', 400, "too_deep"),
    ("NaN", b'{"epoch": NaN}', 400, "number_out_of_range"),
    ("Infinity", b'{"epoch": -Infinity}', 400, "number_out_of_range"),
    ("1e999", b'{"epoch": 1e999}', 400, "number_out_of_range"),
    ("bigint", b'{"epoch": 123456789012345678901234567890}', 400, "number_out_of_range"),
    ("a field twice", b'{"epoch": 1, "epoch": 2}', 400, "duplicate_key"),
    ("a lone surrogate", b'{"device": "\\ud800"}', 400, "control_character"),
    ("no field", b"{}", 422, "fields_wrong"),
    ("NUL", b'{"device": "\\u0000"}', 422, "fields_wrong"),
    ("too large", b'{"a": "' + b"x" * 400_000 + b'"}', 413, "too_large"),
)

#: Numbers that are none, and the code that says what to mend.
NUMBERS = (
    ("12", "phone_too_short"),
    ("1380013800", "phone_too_short"),
    ("138001380001", "phone_too_long"),
    ("abc", "phone_invalid"),
    ("138 0013 8000 ext 5", "phone_invalid"),
    ("99999999999", "phone_invalid"),
    ("+1 555", "phone_too_short"),
    ("+999 1234567", "phone_invalid"),
    ("😀", "phone_invalid"),
)


def refused(answer: Answer) -> tuple[int, str]:
    body = answer.json
    assert set(body) == {"code", "message", "details"}, body
    assert body["message"], body
    return answer.status, body["code"]


def post(line: Line, path: str, body: bytes, language: str = "en", **headers: str) -> Answer:
    told = {"X-CSRFToken": line.csrf_token, "Accept-Language": language, **JSON_TYPE, **headers}
    return line.wire.send("POST", path, body, told)


def test_whatever_body_is_sent_is_named_in_both_languages(office: Office) -> None:
    line = office.line("anna")
    for name, body, status, code in BODIES:
        for language in ("zh", "en"):
            answer = post(line, PUSH, body, language)
            assert refused(answer) == (status, code), (name, answer.text)
            assert bool(CHINESE.search(answer.json["message"])) == (language == "zh"), (name, language)


def test_another_type_than_json_is_refused(office: Office) -> None:
    line = office.line("anna")
    for type_ in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = post(line, PUSH, b"{}", **{"Content-Type": type_})
        assert refused(answer) == (415, "wrong_type"), type_


def test_numbers_that_are_none_are_rejected_alone(office: Office) -> None:
    phone = office.phone("anna")
    for index, (number, _code) in enumerate(NUMBERS):
        phone.register(number)
        phone.register(f"138 0013 80{index:02}")
    results = phone.push()["results"]
    assert [result["status"] for result in results] == ["rejected", "applied"] * len(NUMBERS)
    for (number, code), result in zip(NUMBERS, results[::2], strict=True):
        assert (result["code"], result["field"]) == (code, "pii.phone"), number
        assert set(result["message"]) == {"zh", "en"}, number
        # An id may hold any few digits by chance.
        assert number not in str(result | {"id": ""}), number


Spoil = Callable[..., str]
BODY = {"source": "walk_in", "ticket": None}
AT = {"anchor": "A" * 43, "wall_ms": 0, "anchor_wall_ms": 0}

#: Entries that are wrong in one thing each: their text, made by spoiling a good one, their verdict and its code.
BAD_ENTRIES: tuple[tuple[str, Callable[[Spoil], str], str, str], ...] = (
    ("not JSON", lambda _spoil: "{", "rejected", "not_json"),
    ("no object", lambda _spoil: "[]", "rejected", "not_an_object"),
    ("nothing in it", lambda _spoil: "{}", "rejected", "field_missing"),
    ("deep", lambda _spoil: "[" * 4000, "rejected", "too_deep"),
    ("NaN", lambda _spoil: '{"v": NaN}', "rejected", "number_out_of_range"),
    ("a field twice", lambda _spoil: '{"v": 1, "v": 1}', "rejected", "duplicate_key"),
    ("bigint", lambda _spoil: '{"v": 1' + "0" * 40 + "}", "rejected", "number_out_of_range"),
    ("too long", lambda _spoil: "x" * 5000, "rejected", "too_long"),
    ("a real NUL", lambda _spoil: chr(0) * 2, "rejected", "not_json"),
    ("NUL inside", lambda spoil: spoil(type="\0"), "rejected", "control_character"),
    ("a control character", lambda spoil: spoil(type="\x1b[31m"), "rejected", "control_character"),
    ("a bidi override", lambda spoil: spoil(type="\u202eabc"), "rejected", "control_character"),
    ("another id's shape", lambda spoil: spoil(id="1"), "rejected", "field_value"),
    ("seq of another place", lambda spoil: spoil(seq=999), "rejected", "seq_wrong"),
    ("seq as text", lambda spoil: spoil(seq="1"), "rejected", "field_type"),
    ("seq as true", lambda spoil: spoil(seq=True), "rejected", "field_type"),
    ("no time", lambda spoil: spoil(at=None), "rejected", "field_missing"),
    ("time as list", lambda spoil: spoil(at=[]), "rejected", "field_type"),
    ("an anchor of nobody", lambda spoil: spoil(at=AT), "rejected", "anchor_unknown"),
    ("a clock beyond time", lambda spoil: spoil(at=AT | {"wall_ms": 10**15}), "rejected", "number_out_of_range"),
    ("a body of another shape", lambda spoil: spoil(body={"source": "friend"}), "rejected", "field_value"),
    ("a column as extra", lambda spoil: spoil(agent_id="x"), "rejected", "field_unknown"),
    ("an extra in the body", lambda spoil: spoil(body=BODY | {"owner_id": "x"}), "rejected", "field_unknown"),
    ("a long name of a field", lambda spoil: spoil(**{"13800138000" * 30: 1}), "rejected", "field_unknown"),
    ("a type of tomorrow", lambda spoil: spoil(type="lottery"), "held", "type_unknown"),
    ("a version of tomorrow", lambda spoil: spoil(v=2), "held", "version_unknown"),
    ("no personal part", lambda spoil: spoil(), "rejected", "commitment_mismatch"),
)


def spoiled(phone: Phone, **changes: Any) -> str:
    """Return the text of a good registration with something changed."""
    good = json.loads(phone.register("139 9999 9999").text)
    phone.captured.pop()
    return json.dumps(good | {"id": fresh(phone)} | changes, ensure_ascii=False)


def fresh(phone: Phone) -> str:
    return f"00000000-0000-7000-8000-{phone.seq:012}"


def test_bad_content_fails_alone_and_the_rest_goes_on(office: Office) -> None:
    phone = office.phone("anna")
    phone.register("138 0013 8000")
    for _name, make, _status, _code in BAD_ENTRIES:
        phone.capture_text(make(partial(spoiled, phone)))
    phone.register("138 0013 8001")
    results = phone.push()["results"]
    found = [(result["status"], result["code"]) for result in results[1:-1]]
    for (name, _make, status, code), got in zip(BAD_ENTRIES, found, strict=True):
        assert got == (status, code), name
    assert [results[0]["status"], results[-1]["status"]] == ["applied", "applied"]
    for result in results:
        assert re.fullmatch(r"[a-z_.?0-9]{0,40}", result["field"] or ""), result
        assert "13800138000" not in str(result)
    again = phone.send(phone.batch(phone.captured)).json["results"]
    assert [(each["status"], each["code"]) for each in again[1:-1]] == found


def test_personal_parts_that_do_not_fit_their_text_fail_alone(office: Office) -> None:
    phone = office.phone("anna")
    for number in range(6):
        phone.register(f"138 0013 800{number}")
    batch = phone.batch(phone.unsent)
    pii = [entry["pii"] for entry in batch["entries"]]
    pii[0]["json"] += " "
    pii[1]["salt"] = "A" * 43
    pii[2]["salt"] = "not base64url!"
    batch["entries"][3]["pii"] = None
    pii[4]["json"] = pii[5]["json"]
    results = phone.send(batch).json["results"]
    assert [result["code"] for result in results] == ["commitment_mismatch"] * 5 + [None]


def test_personal_parts_are_read_strictly(office: Office) -> None:
    phone = office.phone("anna")
    table: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({"phone": "138 0013 8000", "surname": "x" * 65}, "field_too_long", "pii.surname"),
        ({"phone": "138 0013 8000", "surname": "\u202e王"}, "control_character", "pii.surname"),
        ({"phone": "138 0013 8000", "surname": "\0"}, "control_character", "pii.surname"),
        ({"phone": 13800138000}, "field_type", "pii.phone"),
        ({"phone": "138 0013 8000", "title": "dr"}, "field_value", "pii.title"),
        ({"phone": "138 0013 8000", "note": "x" * 1001}, "field_too_long", "pii.note"),
        ({"phone": "138 0013 8000", "owner_id": "x"}, "field_unknown", "pii.owner_id"),
        ({"phone": "138 0013 8000", "13900001111": "x"}, "field_unknown", "pii.?"),
    )
    for pii, _code, _field in table:
        phone.capture("registration", {"source": "walk_in", "ticket": None}, pii)
    results = phone.push()["results"]
    for (pii, code, field), result in zip(table, results, strict=True):
        assert (result["code"], result["field"]) == (code, field), pii


#: What fails alone, whatever it says.
CONTENT = {"text", "salt", "json"}


def good_push(phone: Phone) -> dict[str, Any]:
    phone.register()
    return phone.batch(phone.unsent)


def test_every_field_of_a_push_wants_its_own_type(office: Office) -> None:
    phone = office.phone("anna")
    batch = good_push(phone)
    places: list[tuple[str | int, ...]] = [(name,) for name in batch]
    places += [("head", "seq"), ("head", "hash"), ("now", "wall_ms"), ("entries", 0), ("entries", 0, "text")]
    places += [("entries", 0, "pii"), ("entries", 0, "pii", "salt"), ("entries", 0, "pii", "json")]
    for place in places:
        for wrong in (True, 1.5, "\0", [1], {"x": 1}, -1, ""):
            if isinstance(wrong, str) and place[-1] in CONTENT:
                continue
            status, _code = refused(phone.line.post(PUSH, changed(batch, place, wrong)))
            assert status in {400, 403, 404, 409, 422}, (place, wrong)
    assert phone.push()["results"][0]["status"] == "applied"


def changed(value: Any, place: tuple[str | int, ...], wrong: Any) -> Any:
    copy = json.loads(json.dumps(value))
    inner = copy
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = wrong
    return copy


def test_a_hundred_entries_are_taken_and_one_more_is_not(office: Office) -> None:
    phone = office.phone("anna")
    for number in range(101):
        phone.register(f"138 0013 8{number:03}")
    answer = phone.send(phone.batch(phone.captured))
    assert refused(answer) == (422, "fields_wrong")
    assert answer.json["details"] == {"fields": "entries"}
    assert len(phone.push(phone.captured[:100])["results"]) == 100


def test_no_column_can_be_set_from_outside(office: Office) -> None:
    """Mass assignment: every column of every table as an extra field, at every level of every body."""
    phone = office.phone("anna")
    batch = good_push(phone)
    bodies: tuple[tuple[str, dict[str, Any]], ...] = (
        (PUSH, batch),
        ("/api/v1/tickets", {"device": phone.device, "want": 1}),
        ("/api/v1/devices", {"code": "x", "public_key": {"kty": "EC", "crv": "P-256", "x": "", "y": ""}, "label": ""}),
        (f"/api/v1/devices/{phone.device}/epochs", phone.opening(2)),
    )
    columns = sorted({column.name for table in Base.metadata.tables.values() for column in table.columns})
    for path, body in bodies:
        for column in columns:
            if column in body:
                continue
            office.forget_limits()
            answer = phone.line.post(path, body | {column: 1})
            assert refused(answer) == (422, "fields_wrong"), (path, column)
            assert answer.json["details"] == {"fields": column}, (path, column)
    for column in columns:
        for place in (("head",), ("now",), ("entries", 0), ("entries", 0, "pii")):
            inner: Any = batch
            for step in place:
                inner = inner[step]
            if column not in inner:
                office.forget_limits()
                answer = phone.line.post(PUSH, changed(batch, (*place, column), 1))
                assert refused(answer) == (422, "fields_wrong"), (place, column)


def test_addresses_that_name_nothing(office: Office) -> None:
    line = office.line("anna")
    for id_ in ("%00", "x" * 3000, "..%2f..%2fetc", "%F0%9F%98%80", "' OR 1=1 --", "1"):
        for path in ("/api/v1/clients/{}/phone", "/api/v1/devices/{}/epochs", "/api/v1/notices/{}/read"):
            answer = line.post(path.format(id_.replace(" ", "%20")), {})
            assert refused(answer)[0] == 404, (path, id_)


@pytest.mark.parametrize("cookie", ["99999.x", "32768.x", "1.\xe9", "-1.x", "1", ".", "1." + "x" * 3000, "1.\0"])
def test_a_cookie_that_is_none_of_ours_signs_nobody_in(office: Office, cookie: str) -> None:
    stranger = office.stranger()
    stranger.wire.client.set_cookie("xiandeng", cookie)  # type: ignore[attr-defined] # Flask's own wire
    assert refused(stranger.get("/api/v1/session")) == (401, "sign_in")
