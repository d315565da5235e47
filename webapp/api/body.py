"""Read the JSON of a request: strictly, before anything is looked at."""

from __future__ import annotations

from typing import Any

from flask import request
from marshmallow import Schema, ValidationError

from sync import strict_json
from sync.fields import speakable
from sync.refusals import Refusal
from webapp.services.refused import ErrorCode, RefusedError


def read_body(schema: Schema) -> Any:  # noqa: ANN401 - what the schema makes of it
    """Return what the schema makes of the body; RefusedError names what is wrong with it."""
    if request.mimetype != "application/json":
        raise RefusedError(ErrorCode.WRONG_TYPE)
    try:
        text = request.get_data(cache=False).decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(ErrorCode.NOT_UTF8) from None
    value = strict_json.read_object(text, envelope=True)
    if isinstance(value, Refusal):
        raise RefusedError(ErrorCode(value.code), field=speakable(value.field))
    return _load(schema, value)


def read_query(schema: Schema) -> Any:  # noqa: ANN401 - as above
    """Return what the schema makes of the query."""
    return _load(schema, request.args.to_dict())


def _load(schema: Schema, value: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
    try:
        return schema.load(value)
    except ValidationError as error:
        fields = {speakable(path) for path in _paths(error.messages)}
        raise RefusedError(ErrorCode.FIELDS_WRONG, fields=" ".join(sorted(fields))) from None


def _paths(messages: Any, path: str = "") -> list[str]:  # noqa: ANN401 - marshmallow nests dicts and lists
    if not isinstance(messages, dict):
        return [path]
    return [
        deeper for name, inner in messages.items() for deeper in _paths(inner, f"{path}.{name}" if path else str(name))
    ]
