import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsBefore, groupPhone, missingDigits, placeAfterDigits, readPasted } from "../../../webapp/static/js/ui/phone_text.js";

test("a mainland mobile is grouped 3-4-4 while it grows; anything else stays as typed", () => {
  const rows = [
    ["", ""],
    ["138", "138"],
    ["1381", "138 1"],
    ["13812345678", "138 1234 5678"],
    ["１３８１２３４", "138 1234"],
    ["138-1234-5678", "138 1234 5678"],
    ["+85291234567", "+85291234567"],
    ["021-55556666", "021-55556666"],
    ["138123456789", "138123456789"],
    ["12345", "12345"],
    ["12125551234", "12125551234"],
  ];
  for (const [typed, shown] of rows) assert.equal(groupPhone(typed ?? ""), shown, `typed ${typed}`);
});

test("missing digits are counted for a mainland mobile only", () => {
  assert.equal(missingDigits("138 1234 56"), 2);
  assert.equal(missingDigits("138 1234 5678"), 0);
  assert.equal(missingDigits("+852 9123"), 0);
});

test("the caret stays behind the digit it stood behind", () => {
  const typed = "1398123";
  const digits = digitsBefore(typed, 3);
  assert.equal(placeAfterDigits(groupPhone(typed), digits), 3);
  assert.equal(placeAfterDigits("138 1234", 4), 5);
  assert.equal(placeAfterDigits("138 1234", 7), 8);
});

test("a pasted line gives number, name and title", () => {
  const rows = [
    ["张三 138 1234 5678", { phone: "138 1234 5678", surname: "张三" }],
    ["张三 +86 138-1234-5678", { phone: "138 1234 5678", surname: "张三" }],
    ["王女士，13812345678", { phone: "138 1234 5678", surname: "王", title: "ms" }],
    ["李先生：１３８１２３４５６７８", { phone: "138 1234 5678", surname: "李", title: "mr" }],
    ["13812345678", { phone: "138 1234 5678" }],
    ["没有号码", null],
  ];
  for (const [pasted, found] of rows) assert.deepEqual(readPasted(String(pasted)), found, `pasted ${String(pasted)}`);
});
