import assert from "node:assert/strict";
import { test } from "node:test";
import { pinWaitMs, waitMs } from "../../../webapp/static/js/domain/patience.js";

test("the wait is drawn from nothing up to twice as long each time, and never longer than five minutes", () => {
  const longest = [4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000];
  longest.forEach((most, index) => {
    assert.equal(waitMs(index + 1, 0, null), 0);
    assert.equal(waitMs(index + 1, 0.5, null), most / 2);
    assert.equal(waitMs(index + 1, 1, null), most);
  });
  assert.equal(waitMs(5_000, 1, null), 300_000, "no limit of attempts");
});

test("what the server asked for is waited for, and then the phones are still spread", () => {
  assert.equal(waitMs(1, 0, 120_000), 120_000);
  assert.equal(waitMs(1, 1, 120_000), 124_000);
  assert.equal(waitMs(1, 0, 10 * 24 * 3_600_000), 3_600_000, "a broken proxy does not silence a queue for days");
});

test("three slips with the PIN are free, then the wait grows", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(pinWaitMs), [0, 0, 2_000, 4_000, 8_000, 16_000]);
  assert.equal(pinWaitMs(1_000), 300_000);
});
