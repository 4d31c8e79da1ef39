// What the browser needs of @noble, and no more. The derivation of a code runs in
// a worker and is a bundle of its own (scrypt.mjs).
export { ed25519, x25519 } from "@noble/curves/ed25519.js";
export { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
export { hsalsa, xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
export { blake2b } from "@noble/hashes/blake2.js";
