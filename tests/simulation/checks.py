"""The invariants, each a named function with its sentence. A check yields what is wrong; silence is good.

These hold after every step. Those that ask the server for something stand in `probes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sync.ownership.tenure import walk
from tests.simulation.ledger_checks import heads_of_the_ledger_are_of_one_tree, the_ledger_only_grows
from tests.simulation.look import Look
from tests.simulation.owners import (
    a_tighter_bound_never_hurts_its_owner,
    nobody_who_was_provably_first_loses_silently,
    settled_owners_change_only_by_an_act,
    the_first_owns_and_the_others_contest,
    the_order_of_arrival_changes_nothing,
)
from tests.simulation.reference import anchor_time
from tests.simulation.stored import ms

Check = Callable[[Look], Iterator[str]]
#: What a client's own answers and browser say; they accuse no phone.
ACT_PATH = re.compile(r"/desk/clients/[0-9a-f-]{36}/acts")
OF_CLIENTS = frozenset({"client_denies", "one_browser", "staff_number"})
CLOCK = "clock_stepped"


def answers_fit_the_chains(look: Look) -> Iterator[str]:
    """Every push gets the answer that its chain deserves."""
    yield from look.wrong_answers


def nothing_is_answered_with_an_error_of_the_server(look: Look) -> Iterator[str]:
    """Whatever is asked is answered or refused; looked at last, so that what speaks of the cause is heard before."""
    passed = look.world.journal.passed
    for each in passed[look.seen.errors_read :]:
        if each.answer is not None and each.answer.status >= 500:
            yield f"{each.path} was answered {each.answer.status}"
    look.seen.errors_read = len(passed)


def acknowledged_entries_are_durable_with_a_stable_verdict(look: Look) -> Iterator[str]:
    """What was acknowledged stands in the database as it was sent, and is never told another verdict."""
    passed = look.world.journal.passed
    for each in passed[look.seen.answers_read :]:
        if each.path != "/api/v1/sync/push" or each.taken is None:
            continue
        push = each.value
        for result, sent in zip(each.taken["results"], push["entries"], strict=False):
            place = (push["device"], push["epoch"], result["seq"])
            status = "applied" if result["status"] == "duplicate" else result["status"]
            verdict = (result["id"], status, result["code"])
            if look.seen.verdicts.setdefault(place, verdict) != verdict:
                yield f"{place} was told {look.seen.verdicts[place]} and now {verdict}"
            row = look.stored.entries.get(place)
            if row is None or row.text != sent["text"]:
                yield f"{place} was acknowledged and does not stand there"
    look.seen.answers_read = len(passed)
    for place, (_id, status, code) in look.seen.verdicts.items():
        row = look.stored.entries.get(place)
        kept = None if row is None else ("applied" if row.status == "duplicate" else row.status, row.code)
        if kept != (status, code):
            yield f"{place} was told {status} {code} and stands there as {kept}"


def exactly_one_owner(look: Look) -> Iterator[str]:
    """A client whom somebody claims has exactly one standing, and an owner unless a tenure has ended."""
    claims = look.claims
    # One push may register a client and give it up: then nobody was ever told to own it.
    given_up = {row.client_id for row in look.stored.assignments}
    for client_id in claims:
        standing = look.stored.standings.get(client_id)
        if standing is None:
            yield f"client {client_id} is claimed and has no standing"
            continue
        withdrawn = {row.claim_root for row in look.stored.withdrawals if row.client_id == client_id}
        live = [claim for claim in claims[client_id] if claim.id not in withdrawn]
        owned = any(row.client_id == client_id and row.owner_id for row in look.stored.rulings)
        if live and standing.owner_id is None and not owned and client_id not in look.amended | given_up:
            yield f"client {client_id} is claimed and was never owned"


def owners_are_the_walk_over_stored_evidence(look: Look) -> Iterator[str]:
    """The standing that is stored is what the walk over all stored evidence finds now, decisions included."""
    for client_id, case in look.stored.cases.items():
        standing = look.stored.standings[client_id]
        if standing.protected_until is not None and standing.protected_until <= look.stored.now:
            continue  # It has ended, and the next request rules it.
        walked = walk(case, look.stored.now)
        if (standing.owner_id, standing.contested) != (walked.owner_id, walked.contested):
            yield f"client {client_id} stands {standing.owner_id} {standing.contested}, walked {walked.owner_id}"


def the_true_time_lies_between(look: Look) -> Iterator[str]:
    """E <= true time <= L = k, by the product's own numbers and by the reference's; both agree."""
    by_id = {claim.id: claim for claims in look.claims.values() for claim in claims}
    for case in look.stored.cases.values():
        for claim in case.claims:
            known = by_id.get(claim.id)
            if known is None:
                continue
            told = (ms(claim.capture.earliest), ms(claim.capture.ruling_time), ms(claim.capture.stated))
            if told != (known.earliest, known.ruling_time, known.stated):
                expected = (known.earliest, known.ruling_time, known.stated)
                yield f"entry {claim.id} has E, k, s {told}, by the reference {expected}"
            truth = look.truth(claim.id)
            if truth is not None and truth.honest and not truth.again and not told[0] <= truth.at <= told[1]:
                yield f"entry {claim.id} was written at {truth.at}, not in {told[:2]}"


def no_receipt_lies_before_the_text_could_exist(look: Look) -> Iterator[str]:
    """For a hostile phone the true time is the last moment at which it showed a chain without the entry."""
    for chain, text in look.reference.texts():
        holding = [head.at for head in chain.heads if _holds(chain.hash_at(head.seq), head.hash, head.seq, text.seq)]
        first = min([*holding, text.at])
        without = [
            head.at
            for head in chain.heads
            if head.at < first and not _holds(chain.hash_at(head.seq), head.hash, head.seq, text.seq)
        ]
        row = look.stored.entries.get((chain.device, chain.epoch, text.seq))
        capture = _captures(look).get(row.id or "") if row is not None else None
        if capture is not None and without and capture < max(without):
            yield f"entry {row.id if row else ''} has k {capture}, and a chain without it was shown at {max(without)}"


def _captures(look: Look) -> dict[str, int]:
    return {claim.id: ms(claim.ruling_time) for case in look.stored.cases.values() for claim in case.claims}


def _holds(stored: str | None, shown: str, head_seq: int, seq: int) -> bool:
    return head_seq >= seq and stored == shown


def evidence_only_tightens(look: Look) -> Iterator[str]:
    """E of an entry never moves back and k never moves on."""
    for case in look.stored.cases.values():
        for claim in case.claims:
            now = (ms(claim.capture.earliest), ms(claim.capture.ruling_time))
            before = look.seen.bounds.get(claim.id, now)
            look.seen.bounds[claim.id] = now
            if now[0] < min(before[0], now[1]) or now[1] > before[1]:
                yield f"entry {claim.id} had E, k {before} and now has {now}"


def what_the_office_did_stands(look: Look) -> Iterator[str]:
    """Whoever was told to have a client from the pool is written down with it, and each act that the desk confirmed."""
    takes = {(row.agent_id, row.client_id) for row in look.stored.pool_claims}
    acts = 0
    for each in look.world.journal.passed:
        done = each.answer is not None and each.answer.status in {201, 302}
        if each.path == "/api/v1/ownership/pool/claims" and done and (each.person, each.value["client"]) not in takes:
            yield f"{each.person} was told to have taken {each.value['client']}, and has not"
        acts += done and each.method == "POST" and bool(ACT_PATH.fullmatch(each.path))
    if acts > sum(row.entry_id is None for row in look.stored.assignments):
        yield "the desk has confirmed an act that is not written down"


def each_change_of_owner_is_ruled_once(look: Look) -> Iterator[str]:
    """Rulings are only appended, numbered without a gap, and replaying them gives the owners."""
    owners: dict[str, tuple[object, ...]] = {}
    for number, row in enumerate(look.stored.rulings, start=1):
        said = (row.client_id, row.owner_id, row.claim_id, row.reason, row.contested, ms(row.ruled_at))
        if row.number != number:
            yield f"ruling {number} is missing"
        if look.seen.rulings.setdefault(row.number, said) != said:
            yield f"ruling {row.number} was changed"
        owners[row.client_id] = (row.owner_id, row.contested, row.number)
    for client_id, standing in look.stored.standings.items():
        stands = (standing.owner_id, standing.contested, standing.ruling_number)
        if owners.get(client_id) != stands:
            yield f"client {client_id} stands {stands}, replayed {owners.get(client_id)}"


def every_entry_is_somewhere(look: Look) -> Iterator[str]:
    """Every entry is on the server, in its phone's queue or in its box, unless the phone was wiped."""
    there = {row.id for row in look.stored.entries.values()}
    for phone in look.world.phones:
        there |= phone.in_queue()
    for truth in look.world.journal.truths.values():
        if truth.honest and truth.id not in there and truth.id not in look.world.journal.wiped:
            yield f"entry {truth.id} of {truth.person} is nowhere"


def no_entry_runs_under_another_user(look: Look) -> Iterator[str]:
    """An entry counts for whose phone wrote it, and for nobody who sends it again."""
    for (device, _epoch, _seq), row in look.stored.entries.items():
        if row.agent_id != look.reference.owners.get(device):
            yield f"an entry of {device} runs under {row.agent_id}"
        truth = look.truth(row.id)
        if truth is not None and row.agent_id != truth.person:
            yield f"entry {row.id} of {truth.person} runs under {row.agent_id}"


def no_honest_phone_is_accused(look: Look) -> Iterator[str]:
    """Signals are raised about hostile phones, and about clocks that were really set."""
    journal = look.world.journal
    for signal in look.stored.signals:
        fair = signal.kind in OF_CLIENTS or signal.person_id in journal.hostile or signal.person_id is None
        if not fair and not (signal.kind == CLOCK and signal.person_id in journal.stepped):
            yield f"{signal.person_id} is honest and accused of {signal.kind}"


def contradictions_have_consequences(look: Look) -> Iterator[str]:
    """A chain that contradicts itself is known for it, with a signal, from the moment at which it did."""
    named = {signal.device_id for signal in look.stored.signals if signal.kind != CLOCK}
    for place, chain in look.reference.chains.items():
        row = look.stored.chains.get(place)
        known = None if row is None or row.distrusted_since is None else ms(row.distrusted_since)
        if row is not None and known != chain.distrusted_since:
            yield f"chain {place} is distrusted since {known}, by the reference since {chain.distrusted_since}"
        if chain.distrusted_since is not None and chain.device not in named:
            yield f"chain {place} contradicts itself and no signal was raised"


def server_time_only_moves_forward(look: Look) -> Iterator[str]:
    """Each push gets a later time than everything before it, whatever the machine's clock does."""
    for each in look.world.journal.passed[look.seen.times_read :]:
        if each.path == "/api/v1/sync/push" and each.taken is not None:
            at = anchor_time(each.taken["anchor"])
            if at <= look.seen.newest_anchor:
                yield f"a push was taken at {at}, and one before it at {look.seen.newest_anchor}"
            look.seen.newest_anchor = at
    look.seen.times_read = len(look.world.journal.passed)


#: In this order: what speaks of a cause comes before what only suffers from it.
CHECKS: tuple[Check, ...] = (
    acknowledged_entries_are_durable_with_a_stable_verdict,
    server_time_only_moves_forward,
    answers_fit_the_chains,
    the_true_time_lies_between,
    exactly_one_owner,
    owners_are_the_walk_over_stored_evidence,
    the_order_of_arrival_changes_nothing,
    no_receipt_lies_before_the_text_could_exist,
    the_first_owns_and_the_others_contest,
    nobody_who_was_provably_first_loses_silently,
    evidence_only_tightens,
    a_tighter_bound_never_hurts_its_owner,
    each_change_of_owner_is_ruled_once,
    settled_owners_change_only_by_an_act,
    what_the_office_did_stands,
    the_ledger_only_grows,
    heads_of_the_ledger_are_of_one_tree,
    every_entry_is_somewhere,
    no_entry_runs_under_another_user,
    no_honest_phone_is_accused,
    contradictions_have_consequences,
    nothing_is_answered_with_an_error_of_the_server,
)
