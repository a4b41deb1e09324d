// Warns before the session runs out, and keeps what was typed when it does. The server counts for
// itself: nothing here extends a session but the press of a button.

const dialog = document.getElementById("time-out");

// What is typed is kept in this window only (sessionStorage), and sealed with a key that only a
// page of the same person carries. It is opened once, on the same page, when they are back.
const KEPT = "typed";

async function key() {
  const bytes = Uint8Array.from(atob(dialog.dataset.key), (c) => c.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

// Fields that hold what a person wrote or chose; never a password, a file or a hidden value.
function fields() {
  const found = document.querySelectorAll("main form[method=post] :is(input, textarea, select)");
  const left = ["hidden", "password", "file", "submit", "button"];
  return [...found].filter((field) => field.name && !left.includes(field.type));
}

const isTicked = (field) => ["checkbox", "radio"].includes(field.type);

function isChanged(field) {
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((o) => o.selected !== o.defaultSelected);
  return field.value !== field.defaultValue;
}

async function keep() {
  const all = fields();
  if (!all.some(isChanged) || !crypto.subtle) return;
  const values = all.map((f) => [f.name, isTicked(f) ? f.value : "", isTicked(f) ? f.checked : f.value]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify({ path: location.pathname, values }));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), words);
  const kept = { path: location.pathname, iv: [...iv], sealed: [...new Uint8Array(sealed)] };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
}

async function giveBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  if (!kept || kept.path !== location.pathname) return;
  sessionStorage.removeItem(KEPT);
  let opened;
  try {
    const iv = new Uint8Array(kept.iv);
    opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), new Uint8Array(kept.sealed));
  } catch {
    return; // somebody else's
  }
  const { values } = JSON.parse(new TextDecoder().decode(opened));
  const all = fields();
  for (const [name, value, was] of values) {
    const field = all.find((f) => f.name === name && (!isTicked(f) || f.value === value));
    if (!field) continue;
    if (isTicked(field)) field.checked = was;
    else field.value = was;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const note = document.createElement("div");
  note.className = "govuk-inset-text";
  note.setAttribute("role", "status");
  document.querySelector("main h1")?.closest("form, div")?.before(note);
  note.textContent = "What you had typed before you were signed out is back on this page. It is not saved yet.";
}

// Other windows of the same browser share the session: the last act in any of them counts.
const LAST = "last-act";
const acted = () => localStorage.setItem(LAST, String(Date.now()));

function watch() {
  const { idle, warn, left, stay, signIn } = dialog.dataset;
  const longest = Date.now() + left * 1000;
  const form = dialog.querySelector("form");
  const words = dialog.querySelector("[data-time-left]");
  let ending = false;

  const remaining = () => {
    const idles = Number(localStorage.getItem(LAST)) + idle * 1000;
    return Math.round((Math.min(idles, longest) - Date.now()) / 1000);
  };

  async function end() {
    if (ending) return;
    ending = true;
    const back = `${signIn}?ended=idle&next=${encodeURIComponent(location.pathname + location.search)}`;
    await keep().catch(() => {});
    for (const [name, value] of [["timed_out", "1"], ["next", back]]) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form.append(field);
    }
    HTMLFormElement.prototype.submit.call(form);
  }

  function look() {
    const seconds = remaining();
    if (seconds <= 0) return end();
    if (seconds > warn) {
      if (dialog.open) dialog.close();
      return undefined;
    }
    const minutes = Math.ceil(seconds / 60);
    const text = minutes === 1 ? "less than a minute" : `${minutes} minutes`;
    if (words.textContent !== text) words.textContent = text;
    if (!dialog.open) dialog.showModal();
    return undefined;
  }

  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.preventDefault();
  });
  dialog.querySelector("[data-time-out-stay]").addEventListener("click", async () => {
    const answer = await fetch(stay, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (answer.status !== 204) return end();
    acted();
    return look();
  });
  // A computer that slept past the end: what is sent now would be turned away.
  document.addEventListener("submit", (event) => {
    if (remaining() > 0 || event.target === form) return;
    event.preventDefault();
    end();
  }, true);
  acted();
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
}

if (dialog) {
  giveBack();
  watch();
}
