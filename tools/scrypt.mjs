// For the worker, as a classic script: older phones know no module workers.
export { scrypt } from "@noble/hashes/scrypt.js";
