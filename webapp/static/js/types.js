/**
 * The shapes that store, courier and screens share. Those that come over the wire are named as on the wire.
 *
 * @typedef {{ zh: string, en: string }} Sentence
 * @typedef {{ id: string, name: string, staff_number: string, role: string, language: string }} Person
 * @typedef {{ id: number, name: string, time_zone: string, warning_days: number[], ledger_key?: string,
 *             channels?: Channel[] }} Project
 * @typedef {{ id: string, name: string, kind: "own" | "external" | "public_referral" }} Channel
 * @typedef {{ person: Person, project: Project, began_at: string }} Me
 * @typedef {"starting" | "signed_out" | "not_enrolled" | "no_pin" | "locked" | "open"} Stage
 * @typedef {"walk_in" | "phone_enquiry" | "referral" | "channel" | "own_relative"} RegistrationSource
 * @typedef {"mistake" | "duplicate" | "client_left"} WithdrawalReason
 * @typedef {"not_interested" | "unreachable" | "bought_elsewhere" | "other"} ReleaseReason
 * @typedef {"send" | "export" | "keep"} SignOutChoice
 *
 * @typedef {{ phone: string, surname: string, title: "" | "mr" | "ms", source: "" | RegistrationSource, channel: string,
 *             named: string, spare_phones: string[], area: string, layout: string, note: string, company_code: string }} RegistrationDraft
 *
 * @typedef {{ claim: string, agent: { id: string, name: string }, is_me: boolean, winner: boolean,
 *             label: "proven" | "witnessed" | "stated" | "imported", earliest: string, ruling_time: string,
 *             stated: string, text_received: string, via: "text" | "head" | "scan", scan_at: string | null,
 *             answered_at: string | null }} Lane
 * @typedef {{ number: number, at: string, reason: string, sentence: Sentence, counterfactual: Sentence,
 *             rule: { code: string, title: Sentence, version: number, effective_from: string }, contested: boolean,
 *             settles_at: string | null, appeal: { until: string, where: Sentence },
 *             lanes: Lane[] }} Ruling
 * @typedef {{ id: string, kind: string, at: string, channel: string | null, outcome: string | null,
 *             note: string, effective?: boolean, discounted?: string | null }} Contact
 * @typedef {{ id: string, name: { surname: string, title: string }, phone_masked: string,
 *             state: "mine" | "theirs" | "open" | "unclaimed" | "waiting", owner: { id: string, name: string } | null, contested: boolean,
 *             protection: { until: string } | null, last_contact_at: string | null,
 *             registrations: string[], contacts: Contact[], missing: string[], ruling: Ruling | null,
 *             channel?: { name: string | null, sentence: Sentence } | null } & Acts} Client
 *
 * What the office and its people have done to a client; a row of an older server says nothing of it.
 * @typedef {{ pool?: { since: string } | null, frozen?: { kind: "subscription" | "dispute" | "outage", since: string } | null,
 *             dispute?: { status: "open" | "closed", at: string, outcome: "upheld" | "dismissed" | "withdrawn" | null } | null,
 *             named_by?: { id: string, name: string } | null, spare_phones_masked?: string[],
 *             linked?: { name: { surname: string, title: string }, kind: "same_person" | "household" | "company" }[] }} Acts
 * @typedef {{ id: string, name: { surname: string, title: string }, phone_masked: string, last_owner_name: string | null,
 *             in_pool_since: string, free_from: string, may_take: boolean, why_not: string | null }} PoolClient
 * @typedef {{ clients: PoolClient[], left_today: number, live: number, cap: number }} Pool
 * @typedef {{ id: string, name: { surname: string, title: string }, agent_id: string, agent_name: string, first_at: string,
 *             last_contact_at: string, objected: boolean }} OldClient
 * @typedef {{ id: string, published_at: string, objections_until: string, published_by: string, clients: OldClient[] }} OldClientList
 * @typedef {{ id: string, name: string, staff_number: string }} Colleague
 * @typedef {{ id: string, at: string, client_id: string | null, sentence: Sentence, read_at: string | null }} Notice
 *
 * A rule in words, and what the version before said, if it said something else.
 * @typedef {{ field: string, sentence: Sentence, before: Sentence | null }} Rule
 * @typedef {{ version: number, effective_from: string, published_at: string, read_at: string | null,
 *             sections: { name: string, title: Sentence, rules: Rule[] }[] }} RuleVersion
 * @typedef {{ tag: string, versions: RuleVersion[] }} RulesOnPhone
 *
 * How large the ledger was and its root, signed by the server; `at` is the very text that is signed.
 * @typedef {{ size: number, root: string, at: string, signature: string }} LedgerHead
 *
 * @typedef {"registration" | "visit" | "follow_up" | "withdrawal" | "release"} EntryType
 * @typedef {"saved" | "sending" | "confirmed" | "needs_mending" | "held" | "withdrawn"} ItemState
 * @typedef {Record<string, string | null>} Body
 * @typedef {{ phone?: string, surname?: string, title?: string, area?: string, layout?: string, note?: string,
 *             spare_phones?: string[], company_code?: string }} Pii
 *
 * An entry as the outbox shows it; `seq` is its place among all that this phone ever wrote.
 * @typedef {{ id: string, seq: number, type: EntryType, state: ItemState, at: number,
 *             about: { surname?: string | undefined, title?: string | undefined }, body: Body, pii: Pii,
 *             code: string | null, field: string | null, message: Sentence | null, ruling: number | null }} Item
 * @typedef {{ code: string, message: string, retry_at: number | null }} SyncProblem
 * @typedef {{ online: boolean, sending: boolean, done: number, total: number, last_sync_at: number | null,
 *             problem: SyncProblem | null }} SyncState
 *
 * Salt and exact JSON that a text is bound to.
 * @typedef {{ salt: string, json: string }} PiiOnWire
 *
 * An entry as this phone keeps it. `place` orders all entries of the phone, over all epochs. `pii` is sealed.
 * `head` is what the phone signed right after it. The verdict is the server's, once it has spoken.
 * @typedef {{ id: string, place: number, device: string, epoch: number, seq: number, type: EntryType, at: number,
 *             body: Body, text: string, hash: string, pii: SealedText | null, head: { anchor: string, signature: string },
 *             ticket: string | null, state: "saved" | "confirmed" | "needs_mending" | "held" | "withdrawn",
 *             acked: boolean, code: string | null, field: string | null, message: Sentence | null,
 *             ruling: number | null, earlier: { epoch: number, seq: number, text: string, hash: string }[] }} StoredEntry
 * @typedef {{ iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer }} SealedText
 *
 * The chain as this phone keeps it. `hash` is its head; `anchor` the newest anchor, which came at `anchor_wall_ms`.
 * The server took it up to `acked_seq`, and a later question showed it there up to `pulled_seq`.
 * @typedef {{ device: string, person: string, epoch: number, seq: number, hash: string, anchor: string,
 *             anchor_wall_ms: number, acked_seq: number, pulled_seq: number, place: number }} ChainState
 * @typedef {{ id: string, token: string, expires_at: string, used: boolean }} Ticket
 *
 * @typedef {{ id: string | null, seq: number, status: "applied" | "duplicate" | "held" | "rejected", code: string | null,
 *             field: string | null, message: Sentence | null, ruling: number | null }} Verdict
 * @typedef {{ anchor: string, acked_seq: number, expect_seq: number, results: Verdict[], ledger?: LedgerHead }} PushAnswer
 * @typedef {{ kind: "client" | "notice", id: string, value: Client | Notice | null }} Change
 * @typedef {{ changes: Change[], cursor: string, more: boolean, acked_seq: number, scope: string, reset: boolean,
 *             anchor: string, ledger?: LedgerHead, rules?: RulesOnPhone | null }} PullAnswer
 */

export {};
