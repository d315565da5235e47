import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { commitment, epochMessage, genesis, headMessage, link } from "../../../webapp/static/js/domain/chain.js";
import { companyCode } from "../../../webapp/static/js/domain/company_code.js";
import { findClients } from "../../../webapp/static/js/domain/search.js";
import { missingDigits } from "../../../webapp/static/js/ui/phone_text.js";
import { evidenceAxis } from "../../../webapp/static/js/views/justice/evidence_axis.js";

/** @param {string} name @returns {Record<string, any>} what both sides compute */
function vectors(name) {
  return JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8"));
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
const sha256 = (bytes) => webcrypto.subtle.digest("SHA-256", bytes);

test("the phone computes the same chain as the server", async () => {
  const chain = vectors("chain");
  for (const { hash, ...opening } of chain["genesis"]) assert.equal(await genesis(sha256, opening), hash, JSON.stringify(opening));
  for (const { previous, text, hash } of chain["links"]) assert.equal(await link(sha256, previous, text), hash, text);
  for (const { salt, json, commitment: bound } of chain["commitments"]) assert.equal(await commitment(sha256, { salt, json }), bound, json);
  for (const { message, ...head } of chain["heads"]) assert.equal(new TextDecoder().decode(headMessage(head)), message);
  for (const { message, ...opening } of chain["epochs"]) assert.equal(new TextDecoder().decode(epochMessage(opening)), message);
});

test("a mainland mobile is found and counted in whatever way it is written", () => {
  const clients = [client("138****5678"), client("199****5678"), client("136****0000")];
  for (const { typed, mobile, masked } of vectors("phones")["phones"]) {
    if (mobile === null) continue;
    assert.deepEqual(findClients(clients, typed).map(({ phone_masked: shown }) => shown), [masked], typed);
    if (!/^[+＋]|^00|^86/u.test(typed)) assert.equal(missingDigits(typed), 0, typed);
  }
});

test("the code of a company is checked as the server does", () => {
  for (const { typed, code } of vectors("company_codes")["codes"]) assert.equal(companyCode(typed), code, typed);
});

test("the bars stand where the server draws them", () => {
  for (const { lanes, first_ms: first, last_ms: last, places } of vectors("axis")["axes"]) {
    const axis = evidenceAxis(lanes);
    assert.deepEqual([axis.first, axis.last], [first, last]);
    for (const { at, percent } of places) assert.equal(axis.percentOf(at), percent, at);
  }
});

/** @param {string} masked @returns {import("../../../webapp/static/js/types.js").Client} */
function client(masked) {
  return {
    id: masked, name: { surname: "王", title: "mr" }, phone_masked: masked, state: "mine", owner: null, contested: false, protection: null,
    last_contact_at: null, registrations: [], contacts: [], missing: [], ruling: null,
  };
}
