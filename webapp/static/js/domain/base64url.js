/** Base64url without padding, the one spelling of bytes on the wire. */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** @param {Uint8Array} bytes */
export function toBase64url(bytes) {
  let text = "";
  for (let place = 0; place < bytes.length; place += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(place, place + 3);
    const bits = (one << 16) | (two << 8) | three;
    const letters = Math.min(bytes.length - place, 3) + 1;
    for (let index = 0; index < letters; index += 1) text += LETTERS[(bits >> (18 - 6 * index)) & 63];
  }
  return text;
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function fromBase64url(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let place = 0;
  for (const letter of text) {
    bits = (bits << 6) | LETTERS.indexOf(letter);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[place] = (bits >> held) & 255;
      place += 1;
    }
  }
  return bytes;
}
