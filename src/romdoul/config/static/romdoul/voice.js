// A voice message of up to three minutes: record or choose, listen, delete. It stays in
// the page's memory until it is sealed; no file is made.

import { digits, words } from "./words.js";

const LONGEST = 180_000;
const BITS = 24_000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

const possible = () => Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);

const BUTTONS = ["record", "stop", "choose", "delete"];

const clock = (ms) => {
  const seconds = Math.floor(ms / 1000);
  return digits(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
};

const NOTHING_YET = possible() ? ["record", "choose"] : ["choose"];
// The page may be swapped while somebody speaks: what was said is shown on the new one.
let newest = null;

class Recording {
  constructor(box, input, kept) {
    this.box = box;
    this.input = input;
    this.kept = kept;
    this.say = box.querySelector("[data-words]").dataset;
    this.audio = box.querySelector("audio");
    this.recorder = null;
    for (const name of BUTTONS) {
      this.button(name).addEventListener("click", () => this[name]());
    }
    input.addEventListener("change", () => this.chosen());
    newest = this;
    this.only(...NOTHING_YET);
    this.chosen();
    if (kept.has("voice")) this.show(kept.get("voice").file);
  }

  button(name) {
    return this.box.querySelector(`[data-${name}]`);
  }

  state(text) {
    this.box.querySelector("[data-state]").textContent = text ?? "";
  }

  only(...names) {
    for (const name of BUTTONS) this.button(name).hidden = !names.includes(name);
  }

  choose() {
    this.input.click();
  }

  chosen() {
    const [file] = this.input.files;
    if (!file) return;
    this.kept.set("voice", { file });
    this.show(file);
  }

  async record() {
    if (this.recorder) return;
    this.state(this.say.asking);
    try {
      const audio = { channelCount: 1 };
      this.stream = await navigator.mediaDevices.getUserMedia({ audio });
    } catch {
      this.state(words().noMicrophone);
      return;
    }
    this.begin();
  }

  begin() {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const options = { audioBitsPerSecond: BITS, ...(mimeType && { mimeType }) };
    this.parts = [];
    this.recorder = new MediaRecorder(this.stream, options);
    this.recorder.ondataavailable = ({ data }) => this.parts.push(data);
    this.recorder.onstop = () => this.done();
    this.began = Date.now();
    this.recorder.start(1000);
    this.timer = setInterval(() => this.tick(), 500);
    this.only("stop");
    this.button("stop").focus();
    this.state(this.say.running);
    this.tick();
  }

  // Apart from the state, which a screen reader says whenever it changes.
  clock(text) {
    this.box.querySelector("[data-clock]").textContent = text;
  }

  tick() {
    const now = Date.now() - this.began;
    this.clock(`${clock(now)} / ${clock(LONGEST)}`);
    if (now >= LONGEST || !this.box.isConnected) this.stop();
  }

  stop() {
    clearInterval(this.timer);
    if (this.recorder?.state === "recording") this.recorder.stop();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
  }

  /** Stop, and return when what was said is kept. */
  settle() {
    if (this.recorder?.state !== "recording") return Promise.resolve();
    const settled = new Promise((resolve) => this.recorder.addEventListener("stop", resolve));
    this.stop();
    return settled;
  }

  done() {
    const seconds = Math.round((Date.now() - this.began) / 1000);
    const [type] = (this.recorder.mimeType || "audio/webm").split(";");
    const file = new Blob(this.parts, { type });
    this.recorder = null;
    this.clock("");
    this.kept.set("voice", { file, seconds, recorded: true });
    newest.show(file);
  }

  show(file) {
    this.forget();
    this.address = URL.createObjectURL(file);
    this.audio.src = this.address;
    this.audio.hidden = false;
    this.state(this.say.kept);
    this.only("delete");
  }

  delete() {
    this.kept.delete("voice");
    this.input.value = "";
    this.forget();
    this.state(this.say.deleted);
    this.only(...NOTHING_YET);
    this.button(NOTHING_YET[0]).focus();
  }

  forget() {
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.audio.hidden = true;
    if (this.address) URL.revokeObjectURL(this.address);
  }
}

/** Offer to record or choose, in our own words; return what waits for a recording. */
export function offerVoice(input, kept) {
  const ui = document.getElementById("voice-ui");
  const box = document.importNode(ui.content, true).querySelector("[data-recorder]");
  box.setAttribute("aria-label", input.labels[0].textContent.trim());
  input.before(box);
  // A browser speaks its own language on the field: "Choose File", "No file chosen".
  input.hidden = true;
  const recording = new Recording(box, input, kept);
  window.addEventListener("romdoul:leave", () => recording.stop(), { once: true });
  return () => recording.settle();
}
