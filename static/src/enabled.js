// Runs before the page is drawn, so that parts which need scripts never flash. A file rather
// than an inline script: the content security policy allows none without a nonce.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
