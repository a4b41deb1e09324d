import { initAll } from "govuk-frontend";

// Switches on the components of the page.
initAll();
