import assert from "node:assert/strict";
import { test } from "node:test";
import { findClients } from "../../../webapp/static/js/domain/search.js";

/** @param {string} surname @param {string} [masked] @returns {import("../../../webapp/static/js/types.js").Client} */
function client(surname, masked = "138****5678") {
  return {
    id: surname, name: { surname, title: "mr" }, phone_masked: masked, state: "mine", owner: null, contested: false, protection: null,
    last_contact_at: null, registrations: [], contacts: [], missing: [], ruling: null,
  };
}

test("the initial of a surname finds it, as the surname is read", () => {
  const rows = Object.entries({
    A: "安艾敖", B: "白鲍毕卜包薄秘", C: "陈曹蔡程崔常褚车种岑柴", D: "邓丁董杜戴段狄窦", E: "鄂", F: "冯范方付樊费房", G: "高郭顾龚葛盖甘古关耿",
    H: "黄胡何韩贺郝侯洪花华", J: "江金蒋姜贾纪季焦靳井", K: "孔康柯匡邝", L: "李刘林罗梁卢吕陆廖黎雷龙赖蓝路", M: "马孟毛莫缪梅苗牟", N: "牛倪聂宁",
    O: "欧区", P: "彭潘庞裴朴蒲繁", Q: "钱秦邱齐乔祁覃仇戚曲", R: "任阮荣饶", S: "孙宋苏沈石史邵单舒司施盛佘", T: "唐田谭陶汤童涂",
    W: "王吴魏汪韦万武文翁温尉", X: "徐许谢萧肖夏熊薛向辛解冼项邢", Y: "杨叶余于袁姚尹殷俞严易颜闫乐员阎应", Z: "张赵周郑朱曾钟邹庄翟查左祝章",
  });
  for (const [initial, surnames] of rows) {
    for (const surname of surnames) {
      assert.equal(findClients([client(surname)], initial.toLowerCase()).length, 1, `${surname} by ${initial}`);
      const others = rows.filter(([other]) => other !== initial).flatMap(([other]) => findClients([client(surname)], other));
      assert.deepEqual(others, [], `${surname} by another letter`);
    }
  }
});

test("a client is found by name, initials, or either end of the number", () => {
  const all = [client("欧阳", "139****1234"), client("王", "138****5678"), client("Müller", "+852 91***67"), client("李", "")];
  const rows = /** @type {const} */ ([
    ["", ["欧阳", "王", "Müller", "李"]],
    ["  ", ["欧阳", "王", "Müller", "李"]],
    ["欧", ["欧阳"]],
    ["阳", ["欧阳"]],
    ["oy", ["欧阳"]],
    ["ＯＹ", ["欧阳"]],
    ["yo", []],
    ["müll", ["Müller"]],
    ["w", ["王"]],
    ["5678", ["王"]],
    ["５６７８", ["王"]],
    ["78", ["王"]],
    ["139", ["欧阳"]],
    ["85678", []],
    ["13900001234", ["欧阳"]],
    ["139 0000 1234", ["欧阳"]],
    ["1390000", ["欧阳"]],
    ["13900009999", []],
    ["139000012345", []],
    ["0000", []],
    ["852 91", ["Müller"]],
  ]);
  for (const [wanted, found] of rows) assert.deepEqual(findClients(all, wanted).map(({ id }) => id), found, `searched ${wanted}`);
});

test("a name in compatibility signs is found by the plain ones", () => {
  assert.equal(findClients([client("ｗａｎｇ")], "wang").length, 1);
  assert.equal(findClients([client("王")], "\u738b").length, 1);
});
