// Passkeys: a button marked data-passkey asks the device, and sends what it answers with the form it stands in.
// webauthn-json.js (from allauth) turns the server's options into what the browser wants, and its answer back.
(() => {
  "use strict";
  const ask = { create: (o) => window.webauthnJSON.create(o), get: (o) => window.webauthnJSON.get(o) };

  async function optionsOf(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }

  async function use(button) {
    const form = button.form;
    const told = form.querySelector("[data-passkey-told]");
    told.hidden = true;
    try {
      const credential = await ask[button.dataset.passkey](await optionsOf(form));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      told.hidden = false;
      told.focus();
    }
  }

  for (const button of document.querySelectorAll("[data-passkey]")) {
    // A passkey belongs to a name, and an address in figures is none.
    if (!window.PublicKeyCredential || /^[\d.]+$|^\[/.test(location.hostname)) continue;
    button.form.hidden = false;
    button.addEventListener("click", () => use(button));
  }
})();
