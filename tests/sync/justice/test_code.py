"""The code on the screen, read strictly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sync import base64url
from sync.justice.code import Code, read_code

NONCE = bytes([0, 7, *range(10)])
TICKET = base64url.encode(NONCE + (1_795_572_000).to_bytes(4, "big") + bytes(64))
HASH, ANCHOR = base64url.encode(bytes(32)), base64url.encode(bytes(range(32)))
SIGNATURE = base64url.encode(bytes(64))
CODE = f"{TICKET}.1.12.{HASH}.{ANCHOR}.{SIGNATURE}"


def test_a_code_names_ticket_place_and_head() -> None:
    code = read_code(CODE)
    assert isinstance(code, Code)
    assert (code.ticket.project_id, code.ticket.id) == (7, base64url.encode(NONCE))
    assert code.ticket.expires_at == datetime.fromtimestamp(1_795_572_000, UTC)
    assert (code.epoch, code.seq, code.hash, code.anchor, code.signature) == (1, 12, HASH, ANCHOR, bytes(64))


BROKEN = [
    "",
    CODE + ".",
    CODE[:-1],
    CODE.replace(".12.", ".012."),
    CODE.replace(".12.", ".-1."),
    CODE.replace(".12.", ".１２."),
    CODE.replace(".1.", ".0."),
    CODE.replace(TICKET, TICKET[:-2]),
    CODE.replace(HASH, ANCHOR[:-3]),
    CODE.replace(ANCHOR, ""),
    f"{CODE} ",
]


@pytest.mark.parametrize("text", BROKEN)
def test_anything_else_is_no_code(text: str) -> None:
    assert read_code(text) is None, text
