"""The client's word, what looks wrong, and what a manager decided."""

from webapp.models.justice.answer import Answer
from webapp.models.justice.decision import Decision
from webapp.models.justice.signal import Signal
from webapp.models.justice.ticket import Ticket

__all__ = ["Answer", "Decision", "Signal", "Ticket"]
