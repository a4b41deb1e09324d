// Compiles the look into static/build/, or the directory named: one style sheet, one script, the
// icons they name. Same input, same bytes out. Nothing built is committed.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, "..", "..");
const built = resolve(process.argv[2] ?? join(root, "static", "build"));
const packages = join(root, "node_modules");
const govuk = join(packages, "govuk-frontend", "dist", "govuk");
const moj = join(packages, "@ministryofjustice", "frontend", "moj");

// Marks of the Crown, which a council may not use.
const isCrownMark = (rule) => /crest|crown/.test(rule);

function styleSheet() {
  const { css } = sass.compile(join(source, "app.scss"), {
    loadPaths: [root, packages],
    style: "compressed",
    sourceMap: false,
    quietDeps: true,
  });
  return `${css.replace(/[^{}]+\{[^{}]*\}/g, (rule) => (isCrownMark(rule) ? "" : rule))}\n`;
}

// Our few lines join GOV.UK Frontend's module in one file, so that a page needs no import map
// and therefore no inline script; hashed file names keep working.
function script() {
  const theirs = readFileSync(join(govuk, "govuk-frontend.min.js"), "utf8");
  const names = ["upload.js", "timeout.js", "app.js"];
  const ours = names.map((name) => readFileSync(join(source, name), "utf8"));
  const joined = ours.join("\n").replace(/^import .*$\n?/gm, "").replace(/^export /gm, "");
  return `${theirs.replace(/\/\/# sourceMappingURL=\S*\s*$/, "")}\n${joined}`;
}

const css = styleSheet();
rmSync(built, { recursive: true, force: true });
mkdirSync(join(built, "icons"), { recursive: true });
writeFileSync(join(built, "app.css"), css);
writeFileSync(join(built, "app.js"), script());
cpSync(join(source, "enabled.js"), join(built, "enabled.js"));
cpSync(join(source, "favicon.svg"), join(built, "favicon.svg"));
for (const [, name] of css.matchAll(/url\(\.\/icons\/([\w-]+\.svg)\)/g)) {
  cpSync(join(moj, "assets", "images", name), join(built, "icons", name));
}
