"""The client's word, and who may not give it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.justice.confirmation import (
    MOST_ANSWERS,
    Answer,
    AnswerAttempt,
    AnswerMeaning,
    AnswerRefusal,
    meaning_of,
    refuse_answer,
)
from tests.sync.office import at

ATTEMPT = AnswerAttempt(
    answer=Answer.YES,
    last_four="5678",
    at=at("10:03"),
    expires_at=at("10:00", 1),
    stored=0,
    spent=False,
    staff_browser=False,
    staff_number=False,
)

ATTEMPTS = [
    ("27: the client answers in time", {}, None),
    ("the client leaves the digits out", {"last_four": ""}, None),
    ("25: the agent's own browser", {"staff_browser": True}, AnswerRefusal.SELF_CONFIRM_BROWSER),
    ("25: a number of staff, registered as a client", {"staff_number": True}, AnswerRefusal.SELF_CONFIRM_NUMBER),
    ("26: answered before, with the right digits", {"stored": 1, "spent": True}, AnswerRefusal.ALREADY_ANSWERED),
    ("answered before by somebody who saw the code", {"stored": MOST_ANSWERS - 1}, None),
    ("answered again and again", {"stored": MOST_ANSWERS}, AnswerRefusal.TOO_MANY_ANSWERS),
    ("26: after the ticket's life", {"at": at("10:00", 1)}, AnswerRefusal.TICKET_EXPIRED),
    ("letters for digits", {"last_four": "abcd"}, AnswerRefusal.DIGITS_MALFORMED),
    ("five digits", {"last_four": "15678"}, AnswerRefusal.DIGITS_MALFORMED),
    ("digits of another script", {"last_four": "٥٦٧٨"}, AnswerRefusal.DIGITS_MALFORMED),
]


@pytest.mark.parametrize(("what", "changes", "refusal"), ATTEMPTS, ids=[row[0] for row in ATTEMPTS])
def test_who_may_answer(what: str, changes: dict[str, Any], refusal: AnswerRefusal | None) -> None:
    assert refuse_answer(replace(ATTEMPT, **changes)) is refusal, what


MEANINGS = [
    (Answer.YES, True, False, AnswerMeaning.WITNESSES),
    (Answer.YES, False, False, AnswerMeaning.SAYS_NOTHING),
    (Answer.YES, True, True, AnswerMeaning.SAYS_NOTHING),
    (Answer.SOMEBODY_ELSE, True, False, AnswerMeaning.DENIES),
    (Answer.SOMEBODY_ELSE, False, False, AnswerMeaning.SAYS_NOTHING),
    (Answer.SOMEBODY_ELSE, True, True, AnswerMeaning.SAYS_NOTHING),
    (Answer.DO_NOT_REMEMBER, True, False, AnswerMeaning.SAYS_NOTHING),
]


@pytest.mark.parametrize(("answer", "match", "staff", "meaning"), MEANINGS)
def test_an_answer_counts_only_with_the_last_four_digits_of_somebody_who_is_not_staff(
    answer: Answer, *, match: bool, staff: bool, meaning: AnswerMeaning
) -> None:
    assert meaning_of(answer, digits_match=match, staff_number=staff) is meaning, (answer, match, staff)
