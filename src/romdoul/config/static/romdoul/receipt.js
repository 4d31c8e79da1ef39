// The receipt code: made here, stretched here; the server learns a locator and a
// wrapped key and never the code. It is shown once the server has taken them.

import * as bytes from "./bytes.js";
import { newCode, slow, spaced } from "./code.js";
import { newBoxKeys, wrapInner } from "./seal.js";
import { post, salt } from "./server.js";

// A second try after a lost answer must bring the same code.
const made = new Map();

async function make(progress) {
  const code = newCode();
  const { locator, wrapKey } = await slow(code, await salt(), progress);
  const box = newBoxKeys();
  return {
    code,
    document: {
      locator: bytes.hex(locator),
      public_key: bytes.hex(box.publicKey),
      inner: bytes.base64(wrapInner(wrapKey, box.privateKey)),
    },
  };
}

export async function makeCode(address, submission, progress) {
  if (!made.has(submission)) made.set(submission, await make(progress));
  const { code, document } = made.get(submission);
  await post(address, { submission, ...document });
  return spaced(code);
}
