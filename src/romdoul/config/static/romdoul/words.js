// Words and faults on a page: the same markup as the server makes.

export const words = () => document.getElementById("words")?.dataset ?? {};

/** Write the digits as the page's language does. */
export function digits(text) {
  if (document.documentElement.lang !== "km") return text;
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x17e0 + Number(digit)));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function clearFaults() {
  for (const old of document.querySelectorAll("main .error-summary, main .errors")) {
    old.remove();
  }
  for (const field of document.querySelectorAll("main .wrong")) {
    field.classList.remove("wrong");
  }
  for (const input of document.querySelectorAll("main [aria-invalid]")) {
    input.removeAttribute("aria-invalid");
  }
  const { error } = words();
  if (error && document.title.startsWith(error)) {
    document.title = document.title.slice(error.length).trim();
  }
}

function mark(input, said) {
  const id = `${input.id}_error`;
  const hidden = element("span", { class: "hidden-visually" }, words().error ?? "");
  const list = element("ul", { class: "errors", id }, element("li", {}, hidden, " ", said));
  const field = input.closest(".field, fieldset");
  field?.classList.add("wrong");
  if (input.matches("input, textarea, select")) input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", id);
  input.before(list);
}

/** Say what is wrong: [{input, said}]; an input may be missing. Focus goes there. */
export function complain(faults) {
  clearFaults();
  const list = element("ul", {});
  for (const { input, said } of faults) {
    const line = element("li", {});
    line.append(input ? element("a", { href: `#${input.id}` }, said) : said);
    list.append(line);
    if (input) mark(input, said);
  }
  const attributes = { class: "error-summary", role: "alert", tabindex: "-1" };
  const { check, error } = words();
  const summary = element("div", attributes, element("h2", {}, check ?? ""), list);
  document.querySelector("main").prepend(summary);
  if (error) document.title = `${error} ${document.title}`;
  summary.focus();
  summary.scrollIntoView({ block: "center" });
}

/** Say that something is going on, for as long as it is; with a bar if it has one. */
export function waiting(place, said, { bar = false } = {}) {
  const line = element("p", { role: "status" }, said ?? "");
  const box = element("div", { class: "waiting" }, line);
  const progress = element("progress", { max: "1", value: "0", "aria-label": said ?? "" });
  if (bar) box.append(progress);
  place.after(box);
  return {
    tell: (done) => {
      progress.value = done;
    },
    end: () => box.remove(),
  };
}
