// Keeps the advice of an open page true. When an advice ends, the page asks for the next one. If that
// does not come, the page says that the advice has ended. The script needs `script-src 'self'` and
// `connect-src 'self'`, and nothing inline. It makes no HTML from text, so Trusted Types allow it.
(() => {
  "use strict";

  const EVERY = 300; // seconds: so an edit of the directory reaches a page that stays open
  const AGAIN = 15; // seconds, after a failure
  const PATIENCE = 2; // seconds: an advice that has ended is shown for so long, and no longer
  const LATER = 1; // second: the clocks of two machines are not quite the same

  // The clock of the reader may be wrong, so only differences count.
  const seconds = () => Date.now() / 1000;

  function keep(section) {
    let ends, asking, timer;

    function start(after) {
      clearTimeout(timer);
      timer = setTimeout(look, Math.max(after, LATER) * 1000);
    }

    function take(advice) {
      ends = seconds() + Number(advice.dataset.seconds);
      start(Math.min(ends - seconds() + LATER, EVERY));
    }

    function show() {
      const ended = seconds() >= ends;
      section.querySelector("[data-part=advice]").hidden = ended;
      section.querySelector("[data-part=ended]").hidden = !ended;
    }

    function look() {
      // A page that nobody sees asks when somebody sees it again.
      if (document.hidden || asking) return;
      setTimeout(show, PATIENCE * 1000);
      if (section.dataset.ccbAdvice) ask();
      else start(AGAIN); // the site has no address to ask
    }

    function ask() {
      asking = new XMLHttpRequest();
      asking.responseType = "document";
      asking.timeout = AGAIN * 1000;
      asking.onloadend = () => {
        const page = asking.status === 200 && asking.response;
        const fresh = page && page.querySelector("[data-ccb-advice]");
        asking = null;
        if (fresh) replace(fresh);
        else start(AGAIN);
      };
      asking.open("GET", section.dataset.ccbAdvice);
      asking.send();
    }

    function replace(fresh) {
      take(fresh);
      show();
      section.dataset.directoryVersion = fresh.dataset.directoryVersion;
      const part = (each) => each.querySelector("[data-part=advice]");
      // The same words stay, with the focus on their buttons, and no reader says them again.
      if (part(section).isEqualNode(part(fresh))) return;
      section.replaceChildren(...document.adoptNode(fresh).childNodes);
    }

    document.addEventListener("visibilitychange", look);
    window.addEventListener("pageshow", (event) => event.persisted && look());
    take(section);
  }

  if (window.ccbAdvice) return; // a page with two advices has this script twice
  window.ccbAdvice = true;
  document.querySelectorAll("[data-ccb-advice]").forEach(keep);
})();
