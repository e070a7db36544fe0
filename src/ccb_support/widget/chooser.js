"use strict";
// The two lists of the page: what the visitor chooses goes to the component.
(() => {
  const advice = document.querySelector("ccb-support");
  for (const list of document.querySelectorAll("select")) {
    const apply = () => advice.setAttribute(list.name, list.value);
    list.addEventListener("change", apply);
    apply(); // A browser may keep an earlier choice.
  }
})();
