"""One shape for every error: a code that never changes, a sentence that says how to mend it, and details."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType

from flask import Flask, Response, jsonify, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from webapp import words
from webapp.access import is_page
from webapp.reader import reader_language
from webapp.services.refused import ErrorCode, RefusedError

C = ErrorCode
RETRY_AFTER_SECONDS = 5
_BAD, _FORBIDDEN, _MISSING, _CONFLICT = 400, 403, 404, 409

STATUS: Mapping[ErrorCode, int] = MappingProxyType(
    {
        C.SIGN_IN: 401,
        C.SIGN_IN_WRONG: 401,
        C.TOO_LARGE: 413,
        C.WRONG_TYPE: 415,
        C.FIELDS_WRONG: 422,
        C.PUBLIC_KEY_INVALID: 422,
        C.LOGIN_TAKEN: 422,
        C.STAFF_NUMBER_TAKEN: 422,
        C.OUTAGE_WRONG: 422,
        C.SUCCESSOR_WRONG: 422,
        C.TOO_MANY: 429,
        C.FULL_NUMBERS_SPENT: 429,
        C.NUMBER_CHECKS_SPENT: 429,
        C.SERVER_ERROR: 500,
        C.BUSY: 503,
        C.METHOD: 405,
    }
    | dict.fromkeys(
        (
            C.CHANNEL_NAME_TAKEN,
            C.EXPECTED_AT_WRONG,
            C.PHONE_MISSING,
            C.PHONE_INVALID,
            C.PHONE_TOO_SHORT,
            C.PHONE_TOO_LONG,
            C.MASK_INVALID,
            C.MASK_TOO_SHORT,
            C.MASK_NOT_TAKEN,
        ),
        422,
    )
    | dict.fromkeys(
        (
            C.NOT_ALLOWED,
            C.CROSS_SITE,
            C.PASSWORD_FIRST,
            C.DEVICE_CLOSED,
            C.SIGNATURE_INVALID,
            C.CHANNEL_NOT_OWN,
        ),
        _FORBIDDEN,
    )
    | dict.fromkeys(
        (
            C.NOT_FOUND,
            C.CLIENT_UNKNOWN,
            C.NOTICE_UNKNOWN,
            C.DEVICE_UNKNOWN,
            C.CODE_UNKNOWN,
            C.CODE_UNREADABLE,
            C.PERSON_UNKNOWN,
            C.LINK_UNKNOWN,
            C.REVIEW_UNKNOWN,
            C.DISPUTE_UNKNOWN,
            C.CHANNEL_UNKNOWN,
            C.RULE_BOOK_UNKNOWN,
            C.LIST_UNKNOWN,
            C.OLD_CLIENT_UNKNOWN,
        ),
        _MISSING,
    )
    | dict.fromkeys(
        (
            C.EPOCH_WRONG,
            C.EPOCH_CLOSED,
            C.CHAIN_BROKEN,
            C.FORKED,
            C.NOT_CONTESTED,
            C.RULING_CHANGED,
            C.CLAIM_UNKNOWN,
            C.LAST_MANAGER,
            C.ALREADY_LINKED,
            C.HOUSEHOLD_FULL,
            C.TWO_LIVE_DEALS,
            C.CHANNEL_CLOSED,
            C.RULE_BOOK_CHANGED,
            C.LIST_STILL_OPEN,
            C.OBJECTION_LATE,
            C.POOL_CAP,
            C.COOLDOWN,
            C.POOL_FROZEN,
            C.POOL_TAKEN,
            C.LIVE_CAP,
            C.NOT_IN_POOL,
            C.APPEAL_LATE,
            C.NOT_A_PARTY,
            C.ALREADY_DISPUTED,
            C.ALREADY_YOURS,
            C.TIME_BARRED,
            C.DISPUTE_CLOSED,
            C.RECUSED,
            C.FROZEN_BY_DEAL,
            C.NOT_OWNED,
            C.ALREADY_THEIRS,
            C.NOT_SUBSCRIBED,
        ),
        _CONFLICT,
    )
)

_OF_HTTP: Mapping[int, ErrorCode] = MappingProxyType(
    {
        400: C.BAD_REQUEST,
        401: C.SIGN_IN,
        403: C.NOT_ALLOWED,
        404: C.NOT_FOUND,
        405: C.METHOD,
        413: C.TOO_LARGE,
        415: C.WRONG_TYPE,
        429: C.TOO_MANY,
    }
)


def error_response(code: ErrorCode, details: Mapping[str, str] | None = None) -> Response:
    """Answer with an error, as JSON or as a page."""
    status = STATUS.get(code, _BAD)
    language = reader_language()
    sentence = words.say(language, f"errors.{code}")
    if is_page():
        page = render_template("errors/error.html", language=language, code=code, sentence=sentence)
        response = make_response(page, status)
    else:
        response = jsonify(code=code, message=sentence, details=dict(details or {}))
        response.status_code = status
    if code in {C.BUSY, C.TOO_MANY}:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def handle_errors(app: Flask) -> None:
    """Turn whatever goes wrong into the one shape."""

    @app.errorhandler(RefusedError)
    def _refused(error: RefusedError) -> Response:
        return error_response(error.code, error.details)

    @app.errorhandler(CSRFError)
    def _csrf(_error: CSRFError) -> Response:
        return error_response(C.CSRF)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        response = error_response(_OF_HTTP.get(error.code or 0, C.BAD_REQUEST))
        if isinstance(error, MethodNotAllowed):
            response.allow.update(error.valid_methods or ())
        return response

    @app.errorhandler(DataError)
    def _undigestible(_error: DataError) -> Response:
        # Something in an address or a form that no column can hold; it stands in no log, for it may be anything.
        return error_response(C.BAD_REQUEST)

    @app.errorhandler(OperationalError)
    def _database(error: OperationalError) -> Response:
        # Never the statement or its values: they may be personal.
        app.logger.error("database: %s", type(error.orig).__name__)
        return error_response(C.BUSY)

    @app.errorhandler(Exception)
    def _unexpected(error: Exception) -> Response:
        app.logger.log(logging.ERROR, "unexpected %s", type(error).__name__, exc_info=_places_only(error))
        return error_response(C.SERVER_ERROR)


def _places_only(error: Exception) -> Exception:
    """Keep where it happened, and drop the words, which may be personal."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
