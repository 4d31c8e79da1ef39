// Bytes as the formats write them.

const writer = new TextEncoder();
const reader = new TextDecoder("utf-8", { fatal: true });

export const utf8 = (text) => writer.encode(text);
export const text = (bytes) => reader.decode(bytes);

export function concat(...parts) {
  const made = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function unhex(written) {
  if (!/^([0-9a-f]{2})*$/.test(written)) throw new Error("not hex");
  const made = new Uint8Array(written.length / 2);
  for (let i = 0; i < made.length; i += 1) {
    made[i] = parseInt(written.slice(2 * i, 2 * i + 2), 16);
  }
  return made;
}

export function base64(bytes) {
  let binary = "";
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(binary);
}

export function unbase64(written) {
  const plain = written.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
}

export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function equal(one, other) {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

export function bigEndian(number) {
  const made = new Uint8Array(4);
  new DataView(made.buffer).setUint32(0, number);
  return made;
}
