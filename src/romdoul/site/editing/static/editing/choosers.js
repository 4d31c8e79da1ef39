// What wagtail-localize writes into its pages as scripts, which our policy forbids.
const told = document.currentScript.dataset;
if (told.page && window.chooserUrls === undefined) {
  window.chooserUrls = {
    imageChooser: told.image,
    documentChooser: told.document,
    pageChooser: told.page,
  };
}

document.addEventListener("DOMContentLoaded", () => {
  const all = document.querySelector("[name='select_all']");
  all?.addEventListener("change", () => {
    for (const one of document.querySelectorAll("[name='locales']")) {
      one.checked = all.checked;
    }
  });
});
