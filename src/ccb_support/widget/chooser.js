"use strict";
// The two lists of the page: what the visitor chooses goes to the component.
(() => {
  const advice = document.querySelector("ccb-support");
  if (!advice.shadowRoot) return; // An older browser shows what is between the tags.
  document.querySelector("form").hidden = false;
  for (const list of document.querySelectorAll("select")) {
    const apply = () => advice.setAttribute(list.name, list.value);
    list.addEventListener("change", apply);
    apply(); // A browser may keep an earlier choice.
  }
})();
