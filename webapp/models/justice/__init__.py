"""The client's word, what looks wrong, and what a manager decided."""

from webapp.models.justice.answer import Answer
from webapp.models.justice.decision import Decision
from webapp.models.justice.dispute import Dispute
from webapp.models.justice.dispute_end import DisputeEnd
from webapp.models.justice.signal import Signal
from webapp.models.justice.ticket import Ticket

__all__ = ["Answer", "Decision", "Dispute", "DisputeEnd", "Signal", "Ticket"]
