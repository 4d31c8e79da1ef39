// Whether a published key is the desk's: believed only along its signatures, from
// the announcement over certificates to the organisation's root key, which the page
// carries. Whoever can write the database could otherwise put in a key of their own.

import * as bytes from "./bytes.js";
import { ed25519 } from "./vendor/noble.js";

const CONTEXT = bytes.utf8("romdoul/statement/1\n");

// Who may announce a desk's key; the same list as in inbox/trust.py.
const ANNOUNCERS = {
  hotline: ["manager", "counsellor"],
  safeguarding: ["manager", "safeguarding_focal"],
  case: ["manager", "case_manager", "counsellor"],
};

export class NotTrusted extends Error {
  constructor(reason) {
    super("this key is not ours");
    this.name = "NotTrusted";
    this.reason = reason;
  }
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const names = Object.keys(value).sort();
    const held = names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
    return `{${held.join(",")}}`;
  }
  return JSON.stringify(value);
}

function peek({ body }, type) {
  try {
    const written = bytes.text(bytes.unhex(body));
    const said = JSON.parse(written);
    if (canonical(said) === written && said.type === type && said.v === 1) return said;
  } catch {
    // Falls through: what cannot be read is not trusted.
  }
  throw new NotTrusted("body");
}

function signedBy(signed, publicKey, type) {
  const message = bytes.concat(CONTEXT, bytes.unhex(signed.body));
  let holds = false;
  try {
    const options = { zip215: false };
    holds = ed25519.verify(
      bytes.unhex(signed.signature),
      message,
      bytes.unhex(publicKey),
      options,
    );
  } catch {
    holds = false;
  }
  if (!holds) throw new NotTrusted("signature");
  return peek(signed, type);
}

function certified(signed, issuer, now) {
  const said = signedBy(signed, issuer, "certificate");
  if (said.issuer_public !== issuer) throw new NotTrusted("issuer");
  if (now > said.not_after) throw new NotTrusted("expired");
  return said;
}

function certifiedByRoot(signed, root, now) {
  if (peek(signed, "certificate").issued_by !== "root") throw new NotTrusted("chain");
  return certified(signed, root, now);
}

// The root certifies anyone; a manager of the root's certifies workers, no managers.
function verifyCertificate(certificates, root, now) {
  const [first, ...rest] = certificates;
  if (!first) throw new NotTrusted("chain");
  const said = peek(first, "certificate");
  if (said.issued_by === "root") return certifiedByRoot(first, root, now);
  if (said.roles.includes("manager")) throw new NotTrusted("manager-by-manager");
  const above = rest.find((one) => peek(one, "certificate").worker === said.issued_by);
  if (!above) throw new NotTrusted("chain");
  const issuer = certifiedByRoot(above, root, now);
  if (!issuer.roles.includes("manager")) throw new NotTrusted("not-manager");
  return certified(first, issuer.sign_public, now);
}

/**
 * Return a desk's key if it is one, or throw NotTrusted.
 *
 * published: {desk, compartment, epoch, public_key, body, signature, certificates},
 * bytes as hex; root: hex; now: seconds since 1970.
 */
export function verifyKey(published, root, now = Math.floor(Date.now() / 1000)) {
  const announcer = verifyCertificate(published.certificates, root, now);
  const said = signedBy(published, announcer.sign_public, "key-announcement");
  const may = ANNOUNCERS[said.desk] ?? [];
  if (!announcer.roles.some((role) => may.includes(role))) throw new NotTrusted("role");
  for (const name of ["desk", "compartment", "epoch", "public_key"]) {
    if (said[name] !== published[name]) throw new NotTrusted("another-key");
  }
  if (said.announced_by !== announcer.worker) throw new NotTrusted("another-key");
  return {
    desk: said.desk,
    compartment: said.compartment,
    epoch: said.epoch,
    publicKey: bytes.unhex(said.public_key),
  };
}
