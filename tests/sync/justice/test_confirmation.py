"""The client's word, and who may not give it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.justice.confirmation import Answer, AnswerAttempt, AnswerMeaning, AnswerRefusal, meaning_of, refuse_answer
from tests.sync.office import at

ATTEMPT = AnswerAttempt(
    answer=Answer.YES,
    last_four="5678",
    at=at("10:03"),
    expires_at=at("10:00", 1),
    answered_at=None,
    staff_browser=False,
    staff_number=False,
)

ATTEMPTS = [
    ("27: the client answers in time", {}, None),
    ("the client leaves the digits out", {"last_four": ""}, None),
    ("25: the agent's own browser", {"staff_browser": True}, AnswerRefusal.SELF_CONFIRM_BROWSER),
    ("25: the agent's own number", {"staff_number": True}, AnswerRefusal.SELF_CONFIRM_NUMBER),
    ("26: answered before", {"answered_at": at("10:02")}, AnswerRefusal.ALREADY_ANSWERED),
    ("26: after the ticket's life", {"at": at("10:00", 1)}, AnswerRefusal.TICKET_EXPIRED),
    ("letters for digits", {"last_four": "abcd"}, AnswerRefusal.DIGITS_MALFORMED),
    ("five digits", {"last_four": "15678"}, AnswerRefusal.DIGITS_MALFORMED),
    ("digits of another script", {"last_four": "٥٦٧٨"}, AnswerRefusal.DIGITS_MALFORMED),
]


@pytest.mark.parametrize(("what", "changes", "refusal"), ATTEMPTS, ids=[row[0] for row in ATTEMPTS])
def test_who_may_answer(what: str, changes: dict[str, Any], refusal: AnswerRefusal | None) -> None:
    assert refuse_answer(replace(ATTEMPT, **changes)) is refusal, what


MEANINGS = [
    (Answer.YES, True, AnswerMeaning.WITNESSES),
    (Answer.YES, False, AnswerMeaning.SAYS_NOTHING),
    (Answer.SOMEBODY_ELSE, True, AnswerMeaning.DENIES),
    (Answer.SOMEBODY_ELSE, False, AnswerMeaning.SAYS_NOTHING),
    (Answer.DO_NOT_REMEMBER, True, AnswerMeaning.SAYS_NOTHING),
]


@pytest.mark.parametrize(("answer", "match", "meaning"), MEANINGS)
def test_an_answer_counts_only_with_the_last_four_digits(
    answer: Answer, *, match: bool, meaning: AnswerMeaning
) -> None:
    assert meaning_of(answer, digits_match=match) is meaning, (answer, match)
