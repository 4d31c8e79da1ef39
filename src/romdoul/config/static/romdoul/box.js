// The mailbox with JavaScript: the code stays on this phone. It becomes a locator,
// which finds the mailbox, and a key, which opens it here.

import * as bytes from "./bytes.js";
import { normaliseCode, slow } from "./code.js";
import { visible } from "./report.js";
import * as seal from "./seal.js";
import { believe, post, Refusal, root, salt } from "./server.js";
import { clearFaults, complain, digits, waiting, words } from "./words.js";

const TEXT_MAX = 20_000;

const two = (number) => String(number).padStart(2, "0");

/** Say a moment as the server does, in this phone's own time. */
function at(moment) {
  const say = document.getElementById("box-letter").dataset;
  const then = new Date(moment);
  const before = new Date();
  before.setDate(before.getDate() - 1);
  const [day, today, yesterday] = [then, new Date(), before].map((one) => one.toDateString());
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
  const dated = then.getFullYear() === new Date().getFullYear() ? say.day : say.day + say.year;
  const named = dated
    .replace("{day}", then.getDate())
    .replace("{month}", say.months.split("|")[then.getMonth()])
    .replace("{year}", then.getFullYear());
  const words = { [today]: say.today, [yesterday]: say.yesterday }[day] ?? named;
  return digits(words.replace("%(time)s", time));
}

function textOf(message, box) {
  try {
    const binding = seal.answerBinding(message.id, box.mailbox);
    const sealed = bytes.unbase64(message.sealed);
    const plain = seal.openEnvelope(box.privateKey, sealed, binding);
    return JSON.parse(bytes.text(plain)).text;
  } catch {
    return null;
  }
}

function letter(message, box) {
  const made = document.getElementById("box-letter").content.cloneNode(true);
  const mine = message.direction === "in";
  const [who, text] = ["who", "text"].map((name) => made.querySelector(`[data-${name}]`));
  made.querySelector("[data-at]").textContent = at(message.at);
  who.textContent = mine ? who.dataset.mine : who.dataset.ours;
  made.querySelector(".letter").classList.toggle("mine", mine);
  const opened = mine ? text.dataset.sealedText : textOf(message, box);
  text.textContent = opened ?? text.dataset.brokenText;
  return made;
}

class Box {
  constructor(paths, once) {
    this.paths = paths;
    this.once = once;
    this.isOpen = false;
  }

  async open(code, progress) {
    const keys = await slow(code, await salt(), progress);
    this.locator = bytes.hex(keys.locator);
    this.wrapKey = keys.wrapKey;
    await this.read();
  }

  async read() {
    const found = await post(this.paths.read, { locator: this.locator });
    try {
      this.privateKey = seal.unwrapInner(this.wrapKey, bytes.unbase64(found.inner));
    } catch {
      throw new Refusal("code", words().wrongCode);
    }
    this.mailbox = found.mailbox;
    this.key = found.key;
    this.messages = found.messages;
  }

  show() {
    const main = document.querySelector("main");
    const parts = document.querySelectorAll("main template");
    const page = document.getElementById("box-open").content.cloneNode(true);
    main.replaceChildren(page, ...parts);
    const sure = main.querySelector("[data-sure]");
    const on = (name, act) =>
      main.querySelector(`[data-${name}]`).addEventListener("click", act);
    on("close", () => this.close());
    on("ask", () => {
      sure.hidden = false;
      sure.focus();
    });
    on("keep", () => {
      sure.hidden = true;
    });
    on("destroy", () => this.once(() => this.destroy()));
    main.querySelector("[data-unsent]").hidden = false;
    this.isOpen = true;
    this.list();
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }

  list() {
    const place = document.querySelector("[data-letters]");
    place.replaceChildren(...this.messages.map((message) => letter(message, this)));
    document.querySelector("[data-none]").hidden = this.messages.length > 0;
  }

  async write(form) {
    clearFaults();
    const text = form.elements.text.value.replace(/\r\n/g, "\n");
    const long = [...text].length > TEXT_MAX;
    if (long || !visible(text)) {
      const said = long ? words().long : words().word;
      complain([{ input: form.elements.text, said }]);
      return;
    }
    const wait = waiting(form.querySelector(".actions"), words().sending);
    try {
      await this.send(text);
      form.reset();
      await this.read();
      this.list();
    } finally {
      wait.end();
    }
  }

  async send(text) {
    const key = believe(this.key, await root());
    // The same name on a second try, so that a lost answer makes no second message.
    if (this.waiting?.text !== text) this.waiting = { text, name: seal.newName() };
    const { name } = this.waiting;
    const plain = bytes.utf8(JSON.stringify({ v: 1, text }));
    const binding = seal.messageBinding(name, key);
    await post(this.paths.write, {
      locator: this.locator,
      message: name,
      compartment: key.compartment,
      epoch: key.epoch,
      sealed: bytes.base64(seal.sealEnvelope(key.publicKey, plain, binding)),
    });
    this.waiting = null;
  }

  async destroy() {
    await post(this.paths.destroy, { locator: this.locator });
    this.forget();
    this.isOpen = false;
    const gone = document.getElementById("box-gone").content.cloneNode(true);
    document.querySelector("main").replaceChildren(gone);
    document.querySelector("main").focus({ preventScroll: true });
  }

  forget() {
    this.privateKey?.fill(0);
    this.wrapKey?.fill(0);
    this.messages = [];
  }

  close() {
    this.forget();
    window.location.replace(document.querySelector(".brand").href);
  }
}

async function ask(form, box) {
  clearFaults();
  const input = form.elements.code;
  const code = normaliseCode(input.value);
  if (code === null) {
    complain([{ input, said: words().digits }]);
    return;
  }
  const wait = waiting(form.querySelector(".actions"), words().opening, { bar: true });
  try {
    await box.open(code, wait.tell);
    box.show();
  } catch (error) {
    if (error.code !== "code") throw error;
    complain([{ input, said: words().wrongCode }]);
  } finally {
    wait.end();
  }
}

const typed = () => document.querySelector("main :is([name=code], [name=text])");

/** The same page in another language, with what was typed and what is open. */
async function inLanguage(address, box, load) {
  const { value } = typed();
  await load(address);
  if (box.isOpen) box.show();
  typed().value = value;
}

export function start({ once, load }) {
  const box = new Box(document.querySelector("form[data-box]").dataset, once);
  document.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    if (form.id !== "box") return;
    event.preventDefault();
    if (button?.value === "language") once(() => inLanguage(button.formAction, box, load));
    else once(() => (box.isOpen ? box.write(form) : ask(form, box)));
  });
  window.addEventListener("romdoul:leave", () => box.forget());
}
