// A voice message of up to three minutes: record, stop, listen, delete. It stays in
// the page's memory until it is sealed; no file is made.

import { digits, words } from "./words.js";

const LONGEST = 180_000;
const BITS = 24_000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

const possible = () => Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);

const clock = (ms) => {
  const seconds = Math.floor(ms / 1000);
  return digits(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
};

class Recording {
  constructor(box, kept) {
    this.box = box;
    this.kept = kept;
    this.say = box.querySelector("[data-words]").dataset;
    this.audio = box.querySelector("audio");
    this.recorder = null;
    for (const name of ["record", "stop", "delete"]) {
      this.button(name).addEventListener("click", () => this[name]());
    }
    if (kept.get("voice")?.recorded) this.show(kept.get("voice").file);
  }

  button(name) {
    return this.box.querySelector(`[data-${name}]`);
  }

  state(text) {
    this.box.querySelector("[data-state]").textContent = text ?? "";
  }

  only(...names) {
    for (const name of ["record", "stop", "delete"]) {
      this.button(name).hidden = !names.includes(name);
    }
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
    this.tick();
  }

  tick() {
    const now = Date.now() - this.began;
    this.state(`${this.say.running} ${clock(now)} / ${clock(LONGEST)}`);
    if (now >= LONGEST || !this.box.isConnected) this.stop();
  }

  stop() {
    clearInterval(this.timer);
    if (this.recorder?.state === "recording") this.recorder.stop();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
  }

  done() {
    const seconds = Math.round((Date.now() - this.began) / 1000);
    const [type] = (this.recorder.mimeType || "audio/webm").split(";");
    const file = new Blob(this.parts, { type });
    this.recorder = null;
    this.kept.set("voice", { file, seconds, recorded: true });
    this.show(file);
  }

  show(file) {
    this.address = URL.createObjectURL(file);
    this.audio.src = this.address;
    this.audio.hidden = false;
    this.state(this.say.kept);
    this.only("delete");
  }

  delete() {
    this.kept.delete("voice");
    this.forget();
    this.state(this.say.deleted);
    this.only("record");
    this.button("record").focus();
  }

  forget() {
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.audio.hidden = true;
    if (this.address) URL.revokeObjectURL(this.address);
  }
}

/** Offer to record beside the field that takes a file. */
export function offerRecording(input, kept) {
  input.addEventListener("change", () => {
    if (input.files.length) kept.set("voice", { file: input.files[0] });
    else kept.delete("voice");
  });
  const ui = document.getElementById("voice-ui");
  if (!ui || !possible()) return;
  const box = document.importNode(ui.content, true).querySelector("[data-recorder]");
  input.before(box);
  const recording = new Recording(box, kept);
  window.addEventListener("romdoul:leave", () => recording.stop(), { once: true });
}
