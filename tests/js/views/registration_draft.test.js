import assert from "node:assert/strict";
import { test } from "node:test";
import { openScreens } from "../world/browser.js";

const { EMPTY_DRAFT, entryOf, problemOf, say } = await openScreens();

test("little holds a registration back; what is no longer on the phone needs its number again", () => {
  /** @type {[Partial<typeof EMPTY_DRAFT>, Parameters<typeof say>[0] | null, Parameters<typeof say>[0] | null][]} */
  const rows = [
    [{}, "app.problem_empty", "app.problem_phone_again"],
    [{ surname: "王" }, null, "app.problem_phone_again"],
    [{ surname: "王", phone: "  " }, null, "app.problem_phone_again"],
    [{ phone: "138 1234" }, "app.problem_digits", "app.problem_digits"],
    [{ phone: "138 1234 5678" }, null, null],
    [{ phone: "138 1234 5678", spare_phones: ["139 1234 5678", ""] }, null, null],
    [{ phone: "138 1234 5678", spare_phones: ["139 1234 5678", "137 1234"] }, "app.problem_digits", "app.problem_digits"],
    [{ phone: "138 1234 5678", company_code: " 9111 0000 6000 3734 1l " }, null, null],
    [{ phone: "138 1234 5678", company_code: "91110000600037341X" }, "app.problem_company_code", "app.problem_company_code"],
  ];
  for (const [part, fresh, rewritten] of rows) {
    const draft = { ...EMPTY_DRAFT, ...part };
    const text = (/** @type {Parameters<typeof say>[0] | null} */ word) => word && say(word, { count: 4 });
    assert.deepEqual([problemOf(draft)?.text ?? null, problemOf(draft, true)?.text ?? null], [text(fresh), text(rewritten)], JSON.stringify(part));
  }
});

test("what was not asked for stands nowhere in the entry", () => {
  assert.deepEqual(entryOf({ ...EMPTY_DRAFT, phone: " 138 " }), {
    body: { source: "" }, pii: { phone: "138", surname: "", title: "", area: "", layout: "", note: "", company_code: "", spare_phones: [] },
  });
  const { body, pii } = entryOf({ ...EMPTY_DRAFT, source: "own_relative", named: "b2", spare_phones: [" 139 1234 5678 ", ""] });
  assert.deepEqual([body, pii.spare_phones], [{ source: "own_relative", named: "b2" }, ["139 1234 5678"]]);
});
