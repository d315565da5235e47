"""Shapes of the ledger: its head, and what is proven of it."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import RAISE, Schema, fields, post_load
from marshmallow.validate import Range, Regexp

from webapp.services.ownership.ledger.ledger_proof import ProofWish

#: More leaves than an office ever has, and fewer than a number in JavaScript can count.
_MOST_LEAVES = 2**48
#: Numbers of rulings with a comma between, twenty at most.
_NUMBERS = re.compile(r"([1-9]\d{0,14}(,[1-9]\d{0,14}){0,19})?")


class ProofIn(Schema):
    """The sizes of two heads that a phone holds, the block that it wants to see, and rulings by number."""

    class Meta:
        """What nobody asked for is refused."""

        unknown = RAISE

    since = fields.Integer(data_key="from", load_default=0, validate=Range(0, _MOST_LEAVES))
    to = fields.Integer(load_default=0, validate=Range(0, _MOST_LEAVES))
    block = fields.Integer(load_default=0, validate=Range(0, _MOST_LEAVES))
    rulings = fields.String(load_default="", validate=Regexp(_NUMBERS.pattern + r"\Z"))

    @post_load
    def _make(self, value: dict[str, Any], **_more: Any) -> ProofWish:  # noqa: ANN401 - marshmallow's
        numbers = tuple(int(number) for number in value["rulings"].split(",") if number)
        return ProofWish(value["since"], value["to"], value["block"], numbers)


class LedgerHeadOut(Schema):
    """How large the ledger is, its root, and our signature under both. at: the very text that is signed."""

    size = fields.Integer()
    root = fields.String()
    at = fields.String()
    signature = fields.String()


class _BlockOut(Schema):
    start = fields.Integer()
    written = fields.List(fields.String())
    now = fields.List(fields.String())
    beside = fields.List(fields.Integer())
    path = fields.List(fields.String())


class _ProvenRulingOut(Schema):
    number = fields.Integer()
    text = fields.String()
    position = fields.Integer(allow_none=True)
    path = fields.List(fields.String())


class ProofOut(Schema):
    """What is proven, as of one moment."""

    ledger = fields.Nested(LedgerHeadOut, attribute="head")
    since = fields.List(fields.String(), data_key="from")
    to = fields.List(fields.String())
    block = fields.Nested(_BlockOut)
    rulings = fields.List(fields.Nested(_ProvenRulingOut))
