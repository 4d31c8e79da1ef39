// What the sealing browser asks of the server, and which of its keys it believes.

import * as bytes from "./bytes.js";
import { verifyKey } from "./statements.js";
import { words } from "./words.js";

/** An answer that is a refusal; "said" is what to tell the person. */
export class Refusal extends Error {
  constructor(code, said) {
    super(said);
    this.name = "Refusal";
    this.code = code;
    this.said = said;
  }
}

const ONE_TRY = 60_000;

async function answerOf(address, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ONE_TRY);
  try {
    const signal = stop.signal;
    const answer = await fetch(address, { credentials: "same-origin", signal, ...options });
    const said = await answer.json();
    if (!answer.ok) throw new Refusal(said.error, said.message);
    return said;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("unreachable", words().unreachable);
  } finally {
    clearTimeout(timer);
  }
}

/** Send a document, or a form with a file; return the answer or throw a Refusal. */
export function post(address, body) {
  const form = body instanceof FormData;
  const headers = form ? {} : { "Content-Type": "application/json" };
  return answerOf(address, {
    method: "POST",
    headers,
    body: form ? body : JSON.stringify(body),
  });
}

const published = () => answerOf("/keys/", { cache: "no-store" });

export async function salt() {
  return bytes.unhex((await published()).salt);
}

/** Return a key that chains to the organisation's root, or throw a Refusal. */
export function believe(key, root) {
  try {
    return verifyKey(key, root);
  } catch {
    throw new Refusal("untrusted", words().untrusted);
  }
}

/** Return what a report to this desk is sealed to now. */
export async function currentKey(desk) {
  const { keys, root } = await published();
  const found = keys
    .filter((key) => key.desk === desk && key.current)
    .sort((one, other) => other.epoch - one.epoch);
  if (!found.length) throw new Refusal("untrusted", words().untrusted);
  return believe(found[0], root);
}

export async function root() {
  return (await published()).root;
}
