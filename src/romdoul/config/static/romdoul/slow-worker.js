// The slow derivation, off the page's own thread so that the way out keeps working.
// A classic script: older phones know no module workers.

importScripts("vendor/scrypt.js");

const COST = { N: 2 ** 16, r: 8, p: 1, dkLen: 64 };

onmessage = ({ data: { code, salt } }) => {
  const context = new TextEncoder().encode("romdoul/mailbox/1");
  const salted = new Uint8Array(context.length + salt.length);
  salted.set(context);
  salted.set(salt, context.length);
  const onProgress = (done) => postMessage({ done });
  const made = noble.scrypt(new TextEncoder().encode(code), salted, {
    ...COST,
    onProgress,
  });
  postMessage({ made });
  close();
};
