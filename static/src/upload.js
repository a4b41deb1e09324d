import { initAll } from "govuk-frontend";

// Shows how far an upload has come. Without scripts the browser sends the same form by itself.
export function initUploads(root) {
  for (const form of root.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => send(event, form));
  }
}

function send(event, form) {
  const input = form.querySelector("input[type=file]");
  const [file] = input.files;
  if (!file) return; // the page that answers says what is missing
  event.preventDefault();
  const said = saying(form);
  if (file.size > Number(input.dataset.largest)) {
    said.stop(input.dataset.tooLarge);
    return;
  }
  const button = form.querySelector("button[type=submit]");
  const content = new FormData(form);
  button.disabled = true;
  const request = new XMLHttpRequest();
  request.open("POST", location.href);
  request.responseType = "document";
  request.upload.onprogress = ({ loaded, total }) => said.far(Math.floor((100 * loaded) / total));
  request.onload = () => show(request.response, request.responseURL);
  request.onerror = () => {
    button.disabled = false;
    said.stop("The file could not be uploaded. Check your connection and try again");
  };
  request.send(content);
}

// The line and the bar over the button. Told aloud at every quarter, not at every step.
function saying(form) {
  form.querySelector("[data-said]")?.remove();
  const line = document.createElement("p");
  line.className = "govuk-body";
  line.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.className = "app-progress";
  bar.max = 100;
  bar.setAttribute("aria-label", "Uploaded");
  const box = document.createElement("div");
  box.dataset.said = "";
  box.append(line, bar);
  form.querySelector(".govuk-button-group").before(box);
  let quarter = -1;
  return {
    far(percent) {
      bar.value = percent;
      if (Math.floor(percent / 25) === quarter) return;
      quarter = Math.floor(percent / 25);
      line.textContent =
        percent < 100
          ? `Uploading: ${percent}%`
          : "Uploaded. Looking at the file, which takes a few seconds.";
    },
    stop(why) {
      line.className = "govuk-error-message";
      line.setAttribute("role", "alert");
      line.textContent = why;
      bar.remove();
      form.querySelector("input[type=file]").before(box);
    },
  };
}

// The page that answered, in the place of this one.
function show(page, address) {
  const parts = page?.querySelector("main")?.closest(".govuk-width-container");
  if (!parts) {
    location.assign(address);
    return;
  }
  document.title = page.title;
  history.pushState(null, "", address);
  document.querySelector("main").closest(".govuk-width-container").replaceWith(parts);
  initAll({ scope: parts });
  initUploads(parts);
  if (!parts.querySelector(".govuk-error-summary")) {
    const heading = parts.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
  }
}

// What is shown and what the address says are one again when somebody goes back.
addEventListener("popstate", () => location.reload());
