import assert from "node:assert/strict";
import { getRandomValues } from "node:crypto";
import { test } from "node:test";
import { cleanBody, entryText, newId, piiJson } from "../../../webapp/static/js/domain/entry_text.js";

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;

test("an id is a UUID of version 7 that sorts by time and does not repeat", () => {
  const ids = new Set();
  let before = "";
  for (let wallMs = 1_795_482_000_000; wallMs < 1_795_482_000_500; wallMs += 1) {
    const id = newId(wallMs, getRandomValues(new Uint8Array(10)));
    assert.match(id, V7);
    assert.equal(parseInt(id.replace("-", "").slice(0, 12), 16), wallMs);
    assert.ok(id > before, `${before} ${id}`);
    before = id;
    ids.add(id);
  }
  assert.equal(ids.size, 500);
  assert.match(newId(0, new Uint8Array(10)), V7);
  assert.match(newId(0, new Uint8Array(10).fill(255)), V7);
});

test("a text holds what the server reads, in one line, with a commitment only where there is one", () => {
  const entry = { id: "i", seq: 7, type: /** @type {const} */ ("visit"), body: { kind: "first_visit" }, anchor: "a", wallMs: 2, anchorWallMs: 1 };
  const at = '"at":{"anchor":"a","wall_ms":2,"anchor_wall_ms":1}';
  assert.equal(entryText({ ...entry, commitment: null }), `{"id":"i","seq":7,"type":"visit","v":1,${at},"body":{"kind":"first_visit"}}`);
  assert.equal(
    entryText({ ...entry, commitment: "c" }),
    `{"id":"i","seq":7,"type":"visit","v":1,${at},"body":{"kind":"first_visit"},"pii_commitment":"c"}`,
  );
});

test("what was left open is null, what was not asked is absent", () => {
  assert.deepEqual(cleanBody({ source: "", ticket: null, amends: undefined, kind: "walk_in" }), { source: null, ticket: null, kind: "walk_in" });
});

test("the personal part leaves out what is empty and has bytes for every sign", () => {
  /** @type {[import("../../../webapp/static/js/types.js").Pii, string][]} */
  const rows = [
    [{ phone: "138", surname: "", note: "看房 👍" }, '{"phone":"138","note":"看房 👍"}'],
    [{ note: "half \ud83d" }, '{"note":"half \ufffd"}'],
    [{ note: "\udc4d turned \ud83d\udc4d" }, '{"note":"\ufffd turned 👍"}'],
    [{ note: 'line\n"quoted"\t\\' }, '{"note":"line\\n\\"quoted\\"\\t\\\\"}'],
    [{ phone: "138", spare_phones: ["139", "half \ud83d"] }, '{"phone":"138","spare_phones":["139","half \ufffd"]}'],
    [{ spare_phones: [] }, "{}"],
    [{}, "{}"],
  ];
  for (const [pii, json] of rows) {
    assert.equal(piiJson(pii), json);
    assert.equal(new TextDecoder("utf-8", { fatal: true }).decode(new TextEncoder().encode(json)), json);
  }
});
