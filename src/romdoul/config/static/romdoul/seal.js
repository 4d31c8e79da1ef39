// The vault's formats, as far as a reporter's browser needs them: RE1 (envelope),
// RA1 (attachment) and the inner layer of a mailbox. libsodium's primitives through
// @noble; tests/vectors/browser.json hold both sides to the same
// bytes. Nothing here touches the page or the network.

import * as bytes from "./bytes.js";
import {
  blake2b,
  hsalsa,
  x25519,
  xchacha20poly1305,
  xsalsa20poly1305,
} from "./vendor/noble.js";

const CONTEXT = bytes.utf8("romdoul/1");
const ENVELOPE = bytes.utf8("RE1");
const ATTACHMENT = bytes.utf8("RA1");
const INNER = bytes.utf8("RM1inner");
const KEY = 32;
const NONCE = 24;
const BOXED = 80;
const MINIMUM = 256;
const BLOCK = 16 * 1024;

export class SealBroken extends Error {
  constructor(reason) {
    super("the seal does not hold");
    this.name = "SealBroken";
    this.reason = reason;
  }
}

// Where a ciphertext belongs: the associated data, canonical.
export function encodeBinding({ table, row, version, compartment, epoch }) {
  const parts = [CONTEXT];
  for (const field of [table, row, String(version), compartment, String(epoch)]) {
    const raw = bytes.utf8(field);
    parts.push(bytes.bigEndian(raw.length), raw);
  }
  return bytes.concat(...parts);
}

const bits = (number) => number.toString(2).length;

// Padmé (PURBs, 2019): at most about 12 % more, and little of the length left.
export function padme(length) {
  if (length < 2) return length;
  const exponent = bits(length) - 1;
  const kept = bits(exponent);
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}

export const paddedLength = (length) => Math.max(MINIMUM, padme(length + 1));

// ISO/IEC 7816-4: 0x80, then zeros.
function padTo(plain, length) {
  const made = new Uint8Array(length);
  made.set(plain);
  made[plain.length] = 0x80;
  return made;
}

export const pad = (plain) => padTo(plain, paddedLength(plain.length));

export function unpad(padded) {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  if (end < 0 || padded[end] !== 0x80) throw new SealBroken("padding");
  return padded.subarray(0, end);
}

function seal(key, plain, aad, nonce = bytes.random(NONCE)) {
  return bytes.concat(nonce, xchacha20poly1305(key, nonce, aad).encrypt(plain));
}

function open(key, sealed, aad) {
  if (sealed.length < NONCE + 16) throw new SealBroken("cut");
  const nonce = sealed.subarray(0, NONCE);
  try {
    return xchacha20poly1305(key, nonce, aad).decrypt(sealed.subarray(NONCE));
  } catch {
    throw new SealBroken("tag");
  }
}

const words = (raw) => {
  const copy = raw.slice();
  return new Uint32Array(copy.buffer);
};

const SIGMA = words(bytes.utf8("expand 32-byte k"));

// crypto_box: X25519, then HSalsa20 with a nonce of zeros, then XSalsa20-Poly1305.
function boxKey(secret, publicKey) {
  const shared = x25519.getSharedSecret(secret, publicKey);
  const made = new Uint32Array(8);
  hsalsa(SIGMA, words(shared), new Uint32Array(4), made);
  return new Uint8Array(made.buffer);
}

const boxNonce = (ephemeral, publicKey) =>
  blake2b(bytes.concat(ephemeral, publicKey), { dkLen: NONCE });

// crypto_box_seal: to a public key, from a key that is thrown away.
function boxSeal(publicKey, plain, secret = bytes.random(KEY)) {
  const ephemeral = x25519.getPublicKey(secret);
  const key = boxKey(secret, publicKey);
  const box = xsalsa20poly1305(key, boxNonce(ephemeral, publicKey));
  return bytes.concat(ephemeral, box.encrypt(plain));
}

function boxOpen(privateKey, boxed) {
  if (boxed.length !== BOXED) throw new SealBroken("cut");
  const ephemeral = boxed.subarray(0, KEY);
  const publicKey = x25519.getPublicKey(privateKey);
  try {
    const key = boxKey(privateKey, ephemeral);
    const box = xsalsa20poly1305(key, boxNonce(ephemeral, publicKey));
    return box.decrypt(boxed.subarray(KEY));
  } catch {
    throw new SealBroken("key");
  }
}

const startsWith = (sealed, mark) =>
  sealed.length >= mark.length && bytes.equal(sealed.subarray(0, mark.length), mark);

// RE1. "fixed" is for frozen vectors alone.
export function sealEnvelope(publicKey, plain, binding, fixed = {}) {
  const key = fixed.key ?? bytes.random(KEY);
  const aad = bytes.concat(ENVELOPE, encodeBinding(binding));
  return bytes.concat(
    ENVELOPE,
    boxSeal(publicKey, key, fixed.ephemeral),
    seal(key, pad(plain), aad, fixed.nonce),
  );
}

export function openEnvelope(privateKey, sealed, binding) {
  if (!startsWith(sealed, ENVELOPE)) throw new SealBroken("mark");
  const start = ENVELOPE.length;
  const key = boxOpen(privateKey, sealed.subarray(start, start + BOXED));
  const aad = bytes.concat(ENVELOPE, encodeBinding(binding));
  return unpad(open(key, sealed.subarray(start + BOXED), aad));
}

// RA1: a whole file under a key that travels in an envelope.
export function sealAttachment(key, plain, binding, fixed = {}) {
  const aad = bytes.concat(ATTACHMENT, encodeBinding(binding));
  const padded = padTo(plain, Math.ceil((plain.length + 1) / BLOCK) * BLOCK);
  return bytes.concat(ATTACHMENT, seal(key, padded, aad, fixed.nonce));
}

// A mailbox's private key under the key that the code makes.
export const wrapInner = (wrapKey, privateKey, fixed = {}) =>
  seal(wrapKey, privateKey, INNER, fixed.nonce);

export const unwrapInner = (wrapKey, inner) => open(wrapKey, inner, INNER);

export function newBoxKeys() {
  const privateKey = bytes.random(KEY);
  return { privateKey, publicKey: x25519.getPublicKey(privateKey) };
}

export const newKey = () => bytes.random(KEY);

// A row's name: 128 random bits.
export const newName = () => bytes.hex(bytes.random(16));

export const envelopeBinding = (row, { compartment, epoch }) => ({
  table: "inbox_envelope",
  row,
  version: 1,
  compartment,
  epoch,
});

export const attachmentBinding = (row, { compartment, epoch }) => ({
  table: "inbox_attachment",
  row,
  version: 1,
  compartment,
  epoch,
});

export const messageBinding = (row, { compartment, epoch }) => ({
  table: "inbox_message",
  row,
  version: 1,
  compartment,
  epoch,
});

export const answerBinding = (row, mailbox) => ({
  table: "inbox_answer",
  row,
  version: 1,
  compartment: mailbox,
  epoch: 0,
});
