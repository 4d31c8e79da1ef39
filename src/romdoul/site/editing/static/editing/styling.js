// The text editor makes style elements as it runs. Each that a script makes gets this
// answer's number; one that is written into the page has none, and does not apply.
const number = document.currentScript.nonce;
const make = Document.prototype.createElement;
Document.prototype.createElement = function createElement(name, ...rest) {
  const made = make.call(this, name, ...rest);
  if (made instanceof HTMLStyleElement) made.nonce = number;
  return made;
};
