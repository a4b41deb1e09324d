import { initAll } from "govuk-frontend";

// Switches on the components of the page, and of any part that htmx swaps in later.
{
  initAll();
  document.addEventListener("htmx:afterSettle", (event) => initAll({ scope: event.detail.elt }));
}
