// The website around its pages. Everything works without this: it closes what hangs
// open, and loads the report form's own script when somebody begins to tell us.

const open = "header.site details[open]";

document.addEventListener("click", (event) => {
  for (const one of document.querySelectorAll("header.site li > details[open]")) {
    if (!one.contains(event.target)) one.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const one = [...document.querySelectorAll(open)].pop();
  if (!one) return;
  one.open = false;
  one.querySelector("summary").focus();
});

// The form then replaces this page, so that no step of it stands in the history.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!/^\/(km|en)\/tell\/$/.test(new URL(form.action).pathname)) return;
  if (form.dataset.ready) return;
  event.preventDefault();
  form.dataset.ready = "yes";
  try {
    await import("../romdoul/form.js");
  } catch {
    form.submit();
    return;
  }
  form.requestSubmit(event.submitter);
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
