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
    TOO_MANY_ANSWERS = "too_many_answers"
    TICKET_EXPIRED = "ticket_expired"
    DIGITS_MALFORMED = "digits_malformed"


class AnswerMeaning(StrEnum):
    """What an answer that was taken means for one registration."""

    WITNESSES = "witnesses"
    DENIES = "denies"
    SAYS_NOTHING = "says_nothing"


#: Whoever sees a code can answer it: a few more tries are left for the client, and no flood is stored.
MOST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class AnswerAttempt:
    """An answer on its way in.

    last_four: digits as typed, empty if the client left them out. stored: how many answers the ticket has already.
    spent: one of them has the digits of the phone that was registered; no other one spends a ticket.
    staff_browser: the browser holds a staff session. staff_number: the phone that was registered is one of staff.
    """

    answer: Answer
    last_four: str
    at: datetime
    expires_at: datetime
    stored: int
    spent: bool
    staff_browser: bool
    staff_number: bool


def refuse_answer(attempt: AnswerAttempt) -> AnswerRefusal | None:
    """Return why an answer is refused, or None; a refused one changes nothing."""
    reasons = (
        (attempt.staff_browser, AnswerRefusal.SELF_CONFIRM_BROWSER),
        (attempt.spent, AnswerRefusal.ALREADY_ANSWERED),
        (attempt.at >= attempt.expires_at, AnswerRefusal.TICKET_EXPIRED),
        (bool(attempt.last_four) and not is_last_four(attempt.last_four), AnswerRefusal.DIGITS_MALFORMED),
        (attempt.staff_number, AnswerRefusal.SELF_CONFIRM_NUMBER),
        (attempt.stored >= MOST_ANSWERS, AnswerRefusal.TOO_MANY_ANSWERS),
    )
    return next((refusal for holds, refusal in reasons if holds), None)


def is_last_four(text: str) -> bool:
    """Say whether a text is four plain digits."""
    return len(text) == 4 and text.isascii() and text.isdigit()  # noqa: PLR2004 - the "four" of last four


def meaning_of(answer: Answer, *, digits_match: bool, staff_number: bool) -> AnswerMeaning:
    """Say what an answer means for a registration whose phone ends, or does not end, in the digits given.

    Without the right digits anybody who saw the code could have answered, for the agent or against; with those of a
    phone of the office, the office answered itself.
    """
    if staff_number or not digits_match:
        return AnswerMeaning.SAYS_NOTHING
    return _MEANINGS[answer]


_MEANINGS = {
    Answer.YES: AnswerMeaning.WITNESSES,
    Answer.SOMEBODY_ELSE: AnswerMeaning.DENIES,
    Answer.DO_NOT_REMEMBER: AnswerMeaning.SAYS_NOTHING,
}
