// From what was answered to a sealed report: the browser's half of
// inbox/content.py, inbox/priority.py and intake/sealed_views.py.

import * as bytes from "./bytes.js";
import * as seal from "./seal.js";
import { currentKey, post } from "./server.js";
import { isVoice, voiceType } from "./voicetype.js";

const TEXT_MAX = 100_000;
const URL_MAX = 4_000;
const VOICE_BYTES_MAX = 8 * 1024 * 1024;
const RAISED = ["seeking_help", "threatened", "own_people"];
// Letters by their category that nevertheless draw nothing.
const BLANK = /[\u115f\u1160\u2800\u3164\uffa0]/gu;

export const visible = (text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(BLANK, ""));

export const deskOf = (kind) => (kind === "own_people" ? "safeguarding" : "hotline");

export function priorityOf({ kind, danger_now: danger, about_me: aboutMe }) {
  if (danger || kind === "child_in_danger") return "immediate";
  return RAISED.includes(kind) || aboutMe === "yes" ? "high" : "medium";
}

const clean = (value) => (value ?? "").replace(/\r\n/g, "\n");
const short = (value) => (value ?? "").trim();

/** Return the document that goes into the envelope (ReportContent, version 1). */
export function compose({ answers, kept, form }, voice = null) {
  const said = (name) => short(kept.get(name) || answers[name]);
  return {
    v: 1,
    id: form.submission,
    language: form.language === "en" ? "en" : "km",
    kind: answers.kind || "other",
    about_me: answers.about_me || "unsaid",
    phone_shared: answers.phone_shared || "unsaid",
    danger_now: String(answers.danger_now).toLowerCase() === "true",
    text: clean(kept.get("text")),
    url: short(kept.get("url")),
    place: said("place"),
    name: said("name"),
    phone: said("phone"),
    call_me: Boolean(said("phone")),
    safe_hours: said("safe_hours"),
    opening_words: said("opening_words"),
    voice,
    more: {},
  };
}

export function enough(content, hasVoice) {
  const call = content.call_me && content.phone && content.safe_hours;
  return Boolean(call || hasVoice || visible(content.text) || visible(content.url));
}

const longer = (text, limit) => text.length > limit && [...text].length > limit;

async function voiceFault(voice, say) {
  if (!voice) return null;
  if (voice.file.size > VOICE_BYTES_MAX) return say.longVoice;
  return voice.recorded || (await isVoice(voice.file)) ? null : say.noVoice;
}

/** Return what keeps a report from being sent: [{input, said}]. */
export async function faultsOf(given, elements, say) {
  const content = compose(given);
  const voice = given.kept.get("voice");
  const fault = await voiceFault(voice, say);
  const faults = [];
  if (fault) faults.push({ input: document.getElementById("voice-box") ?? elements.voice, said: fault });
  for (const [name, limit] of [["text", TEXT_MAX], ["url", URL_MAX]]) {
    if (longer(content[name], limit)) faults.push({ input: elements[name], said: say.long });
  }
  if (!faults.length && !enough(content, Boolean(voice))) {
    faults.push({ input: elements.text, said: say.enough });
  }
  return faults;
}

async function sealVoice(voice, key) {
  const plain = new Uint8Array(await voice.file.arrayBuffer());
  const [secret, id] = [seal.newKey(), seal.newName()];
  const described = {
    attachment: id,
    key: bytes.hex(secret),
    type: voiceType(plain.subarray(0, 64)) ?? "audio/webm",
    format: "RA1",
    seconds: voice.seconds ?? null,
  };
  const sealed = seal.sealAttachment(secret, plain, seal.attachmentBinding(id, key));
  return { id, sealed, described };
}

async function sealReport(given) {
  const desk = deskOf(given.answers.kind);
  const key = await currentKey(desk);
  const voice = given.kept.get("voice");
  const attachment = voice ? await sealVoice(voice, key) : null;
  const content = compose(given, attachment?.described ?? null);
  const binding = seal.envelopeBinding(content.id, key);
  const plain = bytes.utf8(JSON.stringify(content));
  const report = {
    submission: content.id,
    desk,
    compartment: key.compartment,
    epoch: key.epoch,
    priority: priorityOf(content),
    sealed: bytes.base64(seal.sealEnvelope(key.publicKey, plain, binding)),
  };
  return attachment ? withVoice(report, attachment) : report;
}

function withVoice(report, { id, sealed }) {
  const body = new FormData();
  body.set("report", JSON.stringify({ ...report, attachment: id }));
  body.set("voice", new Blob([sealed]), "voice");
  return body;
}

/** Seal and send; the same submission twice is one report. Keys may have changed. */
export async function send(address, given) {
  try {
    return await post(address, await sealReport(given));
  } catch (error) {
    if (error.code !== "key") throw error;
    return post(address, await sealReport(given));
  }
}
