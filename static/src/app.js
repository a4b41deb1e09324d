import { initAll } from "govuk-frontend";
import { initUploads } from "./upload.js";

// Switches on the components of the page.
initAll();
initUploads(document);
