"""Where the rule book withholds names, whoever lost a ruling reads of "a colleague" instead.

A ruling made under such a version keeps its sentences a second time, with a mark in the place of each name: who reads
them decides which marks become names. The sentences with names stay as they are, for whoever won and for the desk; the
others stand in the evidence, for a phone holds the words that it shows against all of a ruling's explanation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo

from sync.ownership.counterfactual_finding import Counterfactual
from sync.ownership.explanation import explain
from sync.ownership.rulings import RulingOutcome
from sync.policy import RuleBooks
from webapp.models.ownership import Ruling
from webapp.words import LANGUAGES, reasons, say

Sentences = Mapping[str, str]

_MARK = re.compile(r"\{([^{}]+)\}")
#: Nobody's id and nobody's name: the phone says "a colleague".
NOBODY_NAMED = ""


def withholds_names(books: RuleBooks, version: int) -> bool:
    """Say whether a version keeps from the loser who owns the client."""
    return not all(edition.book.owner_named_to_loser for edition in books.editions if edition.book.version == version)


def without_names(
    outcome: RulingOutcome, found: Counterfactual, names: Mapping[str, str], zone: tzinfo
) -> dict[str, dict[str, str]]:
    """Return the sentences of an outcome with a mark for each person."""
    marks = {person_id: f"{{{person_id}}}" for person_id in names}
    said = explain(outcome, found, names=marks, words=reasons(), zone=zone)
    return {"sentence": dict(said.sentence), "counterfactual": dict(said.counterfactual)}


def reads_names(ruling: Ruling, reader_id: str | None) -> bool:
    """Say whether a reader is told who owns: the desk always, and who won, shares it, or received it for the owner."""
    if reader_id is None or "unnamed" not in ruling.evidence:
        return True
    standins = {lane.get("standin_id") for lane in ruling.evidence["lanes"] if lane["winner"]}
    return reader_id in {ruling.owner_id, ruling.evidence.get("sharer_id"), *standins}


def said_to(ruling: Ruling, part: str, reader_id: str | None, names: Mapping[str, str]) -> Sentences:
    """Return a part of a ruling's explanation in the words for one reader."""
    if reads_names(ruling, reader_id):
        said: Sentences = ruling.explanation[part]
        return said
    marked: Sentences = ruling.evidence["unnamed"][part]
    return {language: _called(marked[language], language, ruling, reader_id, names) for language in LANGUAGES}


def _called(text: str, language: str, ruling: Ruling, reader_id: str | None, names: Mapping[str, str]) -> str:
    def call(mark: re.Match[str]) -> str:
        person_id = mark[1]
        if person_id == reader_id:
            return names[person_id]
        return say(language, "notices.colleague" if person_id == ruling.owner_id else "notices.other_colleague")

    return _MARK.sub(call, text)
