import assert from "node:assert/strict";
import { test } from "node:test";
import { isSure, isUnsent, isWhole, withoutVerdict, withVerdict } from "../../../webapp/static/js/domain/verdicts.js";

/** @import { ChainState, StoredEntry, Verdict } from "../../../webapp/static/js/types.js" */

/** @param {Partial<StoredEntry>} [part] @returns {StoredEntry} */
function entry(part) {
  return {
    id: "e", place: 1, device: "d", epoch: 1, seq: 1, type: "registration", at: 0, body: {}, text: "{}", hash: "h", pii: null,
    head: { anchor: "a", signature: "s" }, ticket: null, state: "saved", acked: false, code: null, field: null, message: null, ruling: null,
    earlier: [], ...part,
  };
}

/** @param {Partial<ChainState>} [part] @returns {ChainState} */
function chain(part) {
  return { device: "d", person: "p", epoch: 1, seq: 3, hash: "h", anchor: "a", anchor_wall_ms: 0, acked_seq: 0, pulled_seq: 0, place: 3, ...part };
}

/** @param {string} status @returns {Verdict} */
function verdict(status) {
  const message = { zh: "号码太短", en: "too short" };
  return { id: "e", seq: 1, status: /** @type {Verdict["status"]} */ (status), code: "phone_too_short", field: "pii.phone", message, ruling: 4 };
}

test("the field that is wrong is named without the way to it, and without its place in a list", () => {
  for (const [field, named] of /** @type {const} */ ([["pii.phone", "phone"], ["pii.spare_phones.0", "spare_phones"], ["body.named", "named"], [null, null]])) {
    assert.equal(withVerdict(entry(), { ...verdict("rejected"), field }).field, named);
  }
});

test("a verdict decides what the entry becomes; what is not known yet settles nothing", () => {
  const rows = /** @type {const} */ ([
    ["saved", "applied", "confirmed", true],
    ["saved", "duplicate", "confirmed", true],
    ["saved", "held", "held", true],
    ["saved", "rejected", "needs_mending", true],
    ["withdrawn", "applied", "withdrawn", true],
    ["withdrawn", "rejected", "withdrawn", true],
    ["withdrawn", "held", "withdrawn", true],
    ["saved", "retry", "saved", false],
    ["saved", "constructor", "saved", false],
  ]);
  for (const [before, status, after, acked] of rows) {
    const told = withVerdict(entry({ state: before }), verdict(status));
    assert.equal(told.state, after, `${before} ${status}`);
    assert.equal(told.acked, acked, `${before} ${status}`);
    assert.equal(isUnsent(told), !acked);
  }
});

test("the reason is kept, and the field without the path to it", () => {
  const told = withVerdict(entry(), verdict("rejected"));
  assert.deepEqual([told.code, told.field, told.message?.en, told.ruling], ["phone_too_short", "phone", "too short", 4]);
  assert.equal(withVerdict(entry(), { ...verdict("applied"), field: null }).field, null);
});

test("what the server lost is as it was before the server spoke; a withdrawal stays", () => {
  assert.deepEqual(withoutVerdict(withVerdict(entry(), verdict("applied"))), entry());
  assert.equal(withoutVerdict(entry({ state: "withdrawn", acked: true })).state, "withdrawn");
});

test("only what a later question showed on the server may be forgotten", () => {
  const rows = /** @type {const} */ ([
    [{ acked: false, seq: 1 }, { pulled_seq: 1 }, false],
    [{ acked: true, seq: 2 }, { pulled_seq: 1, acked_seq: 2 }, false],
    [{ acked: true, seq: 2 }, { pulled_seq: 2 }, true],
    [{ acked: true, seq: 9, epoch: 1 }, { epoch: 2 }, true],
    [{ acked: true, seq: 9, device: "before" }, {}, true],
  ]);
  for (const [given, now, sure] of rows) assert.equal(isSure(entry(given), chain(now)), sure, JSON.stringify([given, now]));
});

test("a queue is whole if it ends the chain without a hole and follows what the server has", () => {
  const at = (/** @type {number[]} */ ...seqs) => seqs.map((seq) => entry({ seq }));
  const rows = /** @type {[StoredEntry[], Partial<ChainState>, boolean][]} */ ([
    [[], { seq: 0 }, true],
    [[], { acked_seq: 3 }, true],
    [at(1, 2, 3), {}, true],
    [at(3), { acked_seq: 2 }, true],
    [at(2, 3), { acked_seq: 3 }, true], // the answer was lost, the head was not
    [[], {}, false], // forgotten, and lost by the server
    [at(3), { acked_seq: 1 }, false],
    [at(1, 3), {}, false],
    [at(1, 2), {}, false],
    [[entry({ seq: 3, epoch: 0 })], { acked_seq: 2 }, false],
    [[entry({ seq: 3, device: "before" })], { acked_seq: 2 }, false],
  ]);
  for (const [unsent, now, whole] of rows) assert.equal(isWhole(unsent, chain(now)), whole, JSON.stringify([unsent.map(({ seq }) => seq), now]));
});
