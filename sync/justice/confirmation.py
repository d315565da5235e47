"""The client's own word: who received you? An answer is evidence only if nobody from the office can have given it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """What the page offers, in neutral words and in this order."""

    YES = "yes"
    SOMEBODY_ELSE = "somebody_else"
    DO_NOT_REMEMBER = "do_not_remember"


class AnswerRefusal(StrEnum):
    """Why an answer is not taken."""

    SELF_CONFIRM_BROWSER = "self_confirm_browser"
    SELF_CONFIRM_NUMBER = "self_confirm_number"
    ALREADY_ANSWERED = "already_answered"
    TICKET_EXPIRED = "ticket_expired"
    DIGITS_MALFORMED = "digits_malformed"


class AnswerMeaning(StrEnum):
    """What an answer that was taken means for one registration."""

    WITNESSES = "witnesses"
    DENIES = "denies"
    SAYS_NOTHING = "says_nothing"


@dataclass(frozen=True, slots=True)
class AnswerAttempt:
    """An answer on its way in.

    last_four: digits as typed, empty if the client left them out.
    staff_browser: the browser holds a staff session. staff_number: the digits are those of the ticket's own agent.
    """

    answer: Answer
    last_four: str
    at: datetime
    expires_at: datetime
    answered_at: datetime | None
    staff_browser: bool
    staff_number: bool


def refuse_answer(attempt: AnswerAttempt) -> AnswerRefusal | None:
    """Return why an answer is refused, or None; a refused one changes nothing."""
    if attempt.staff_browser:
        return AnswerRefusal.SELF_CONFIRM_BROWSER
    if attempt.answered_at is not None:
        return AnswerRefusal.ALREADY_ANSWERED
    if attempt.at >= attempt.expires_at:
        return AnswerRefusal.TICKET_EXPIRED
    if attempt.last_four and not is_last_four(attempt.last_four):
        return AnswerRefusal.DIGITS_MALFORMED
    if attempt.staff_number:
        return AnswerRefusal.SELF_CONFIRM_NUMBER
    return None


def is_last_four(text: str) -> bool:
    """Say whether a text is four plain digits."""
    return len(text) == 4 and text.isascii() and text.isdigit()  # noqa: PLR2004 - the "four" of last four


def meaning_of(answer: Answer, *, digits_match: bool) -> AnswerMeaning:
    """Say what an answer means for a registration whose phone ends, or does not end, in the digits given.

    Without the right digits anybody who saw the code could have answered, for the agent or against.
    """
    if not digits_match:
        return AnswerMeaning.SAYS_NOTHING
    return _MEANINGS[answer]


_MEANINGS = {
    Answer.YES: AnswerMeaning.WITNESSES,
    Answer.SOMEBODY_ELSE: AnswerMeaning.DENIES,
    Answer.DO_NOT_REMEMBER: AnswerMeaning.SAYS_NOTHING,
}
