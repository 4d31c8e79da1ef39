// Makes what the browser gets of others' work: one bundle of @noble, htmx and a
// sprite of Lucide icons, with their licences and the list of their digests. The
// results are committed, so that nobody needs Node to start the system. A test
// holds them to SHA256SUMS.
//
//   cd tools && npm ci && npm run build

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = join(here, "../src/romdoul/config/static/romdoul");
const vendor = join(target, "vendor");
const version = (name) =>
  JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;

async function bundle() {
  const names = ["@noble/ciphers", "@noble/curves", "@noble/hashes"];
  const banner = names.map((name) => `${name} ${version(name)}`).join(", ");
  const shared = {
    bundle: true,
    minify: true,
    target: "es2020",
    legalComments: "none",
    banner: { js: `/* ${banner}; MIT, see LICENSE-noble.txt */` },
  };
  const noble = { entryPoints: [join(here, "noble.mjs")], format: "esm" };
  await build({ ...shared, ...noble, outfile: join(vendor, "noble.js") });
  const scrypt = { entryPoints: [join(here, "scrypt.mjs")], format: "iife" };
  const outfile = join(vendor, "scrypt.js");
  await build({ ...shared, ...scrypt, globalName: "noble", outfile });
  const licences = names.map(
    (name) => `${name}\n\n${readFileSync(join(modules, name, "LICENSE"), "utf8")}`,
  );
  writeFileSync(join(vendor, "LICENSE-noble.txt"), licences.join("\n\n"));
}

function htmx() {
  const code = readFileSync(join(modules, "htmx.org/dist/htmx.min.js"), "utf8");
  const banner = `/* htmx ${version("htmx.org")}; 0BSD, see LICENSE-htmx.txt */`;
  writeFileSync(join(vendor, "htmx.js"), `${banner}\n${code}`);
  const licence = readFileSync(join(modules, "htmx.org/LICENSE"), "utf8");
  writeFileSync(join(vendor, "LICENSE-htmx.txt"), licence);
}

function symbol(name) {
  const svg = readFileSync(join(modules, "lucide-static/icons", `${name}.svg`), "utf8");
  const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
  const packed = body.replace(/\s*\n\s*/g, "").replace(/\s+\/>/g, "/>");
  return (
    `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" ` +
    `stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${packed}</symbol>`
  );
}

function icons() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").trim().split("\n");
  const note = `<!-- Lucide ${version("lucide-static")}; ISC, see vendor/LICENSE-lucide.txt -->`;
  const sprite =
    `<svg xmlns="http://www.w3.org/2000/svg">\n${note}\n` +
    `${names.map(symbol).join("\n")}\n</svg>\n`;
  writeFileSync(join(target, "icons.svg"), sprite);
  const licence = readFileSync(join(modules, "lucide-static/LICENSE"), "utf8");
  writeFileSync(join(vendor, "LICENSE-lucide.txt"), licence);
}

function sums() {
  const files = readdirSync(vendor)
    .filter((name) => name !== "SHA256SUMS")
    .map((name) => `vendor/${name}`)
    .concat("icons.svg")
    .sort();
  const lines = files.map((name) => {
    const digest = createHash("sha256").update(readFileSync(join(target, name)));
    return `${digest.digest("hex")}  ${name}`;
  });
  writeFileSync(join(vendor, "SHA256SUMS"), `${lines.join("\n")}\n`);
}

mkdirSync(vendor, { recursive: true });
await bundle();
htmx();
icons();
sums();
