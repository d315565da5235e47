"""What is said of the ledger, at the desk and by the command alike."""

from __future__ import annotations

from webapp import words
from webapp.services.ownership.ledger.verify_ledger import Finding

#: Letters of a root are easier to compare by fours.
_GROUP = 4


def grouped(root: str) -> str:
    """Return a root the way people compare it."""
    return " ".join(root[place : place + _GROUP] for place in range(0, len(root), _GROUP))


def finding_in_words(finding: Finding, language: str) -> str:
    """Say what does not fit, and which records."""
    first, last = finding.first, finding.last
    key = "ledger.range_one" if first == last else "ledger.range_many"
    which = words.say(language, key, first=first, last=last)
    return words.say(language, f"verify.{finding.wrong}", range=which, first=first, last=last, kind=finding.kind)
