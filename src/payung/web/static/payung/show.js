// A password can be looked at while it is chosen: a button marked data-show turns its field to letters and back.
// Without JavaScript the button stays hidden. A browser keeps no field of letters as if it were a password: it goes back before it is sent.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-show]")) {
    const field = document.getElementById(button.dataset.show);
    const show = (seen) => {
      field.type = seen ? "text" : "password";
      button.setAttribute("aria-pressed", String(seen));
    };
    show(false);
    button.hidden = false;
    button.addEventListener("click", () => show(field.type === "password"));
    button.form.addEventListener("submit", () => show(false));
  }
})();
