import assert from "node:assert/strict";
import { getRandomValues } from "node:crypto";
import { test } from "node:test";
import { fromBase64url, toBase64url } from "../../../webapp/static/js/domain/base64url.js";

test("every length of bytes comes back as it was, spelled as Node spells it", () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = getRandomValues(new Uint8Array(length));
    const text = toBase64url(bytes);
    assert.equal(text, Buffer.from(bytes).toString("base64url"), `${length} bytes`);
    assert.deepEqual(fromBase64url(text), bytes, text);
  }
});

test("every value of a byte comes back at every place", () => {
  for (let value = 0; value < 256; value += 1) {
    for (const bytes of [[value], [0, value], [255, value, value], [value, 0, 255, value]]) {
      assert.deepEqual([...fromBase64url(toBase64url(Uint8Array.from(bytes)))], bytes);
    }
  }
});
