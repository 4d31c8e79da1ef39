// The receipt code: sixteen digits, made here, and what they become.

const DIGITS = 16;
// A byte under 250 gives each digit the same chance.
const EVEN = 250;

export function newCode() {
  let made = "";
  while (made.length < DIGITS) {
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * DIGITS))) {
      if (byte < EVEN && made.length < DIGITS) made += String(byte % 10);
    }
  }
  return made;
}

export const spaced = (code) => code.match(/.{4}/g).join(" ");

// Decimal digits stand in Unicode in runs of ten, zero first.
function digit(character) {
  let before = 0;
  let point = character.codePointAt(0);
  while (point > 0 && /^\p{Nd}$/u.test(String.fromCodePoint(point - 1))) {
    before += 1;
    point -= 1;
  }
  return String(before % 10);
}

/** Return the sixteen digits that someone meant, or null. */
export function normaliseCode(typed) {
  let made = "";
  for (const character of typed) {
    if (/^\p{Nd}$/u.test(character)) made += digit(character);
    else if (!/^[\p{Zs}\p{Pd}\p{Cf}\p{Cc}.·]$/u.test(character)) return null;
  }
  return made.length === DIGITS ? made : null;
}

/**
 * Stretch a code: {locator, wrapKey}, 32 bytes each.
 *
 * Runs in a worker; progress is told from 0 to 1. Rejects where there are no
 * workers or not enough memory, so that the form can go the way without JavaScript.
 */
export function slow(code, salt, progress = () => {}) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("slow-worker.js", import.meta.url));
    worker.onerror = () => reject(new Error("the code cannot be made here"));
    worker.onmessage = ({ data }) => {
      if (data.made) {
        worker.terminate();
        resolve({ locator: data.made.slice(0, 32), wrapKey: data.made.slice(32) });
      } else {
        progress(data.done);
      }
    };
    worker.postMessage({ code, salt });
  });
}
