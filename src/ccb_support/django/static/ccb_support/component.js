"use strict";
// <ccb-support>: whom to contact now. The element keeps its words true while it is on a page.
//
// <ccb-support request-type="complaint" priority="P3" lang="es"></ccb-support> finds its answers in
// the page, and asks nobody for anything. answers="other" finds them in the element with that id.
// <ccb-support src="/advice/…" data-seconds="60">…</ccb-support> has the words of a server inside,
// and asks that server for the next ones when they end. With data-fields, the fields of a form choose.
//
// The script makes no HTML from text, so Trusted Types allow it, and has nothing inline.
(() => {
  if (customElements.get("ccb-support")) return; // A page may have this script twice.

  // All times are in seconds. A screen that sleeps stops timers, and a clock can be set, so the
  // element reads the time at each tick.
  const TICK = 1;
  const EVERY = 300; // So an edit of the directory reaches an open page.
  const AGAIN = 15; // After a failure.
  const PATIENCE = 2; // For so long an advice that has ended waits for the next one.
  const EVENTS = ["DOMContentLoaded", "change"];
  const LATER = 1; // The clocks of two machines are not quite the same.

  // The colours are those of the page; `light-dark` chooses as the page does. A page may choose others
  // by its custom properties. Paper has no links, and the words name a number but not an address.
  const STYLE = `
    :host { display: block; max-width: 40em; line-height: 1.5; direction: ltr; white-space: normal; }
    :host([hidden]) { display: none; }
    p, ul { margin: 0 0 .75em; padding: 0; overflow-wrap: anywhere; }
    p:empty, ul:empty { display: none; }
    ul { display: flex; flex-wrap: wrap; gap: .5em; list-style: none; }
    a { display: inline-block; padding: .6em .9em; border: 1px solid;
        border-radius: var(--ccb-support-radius, .5em); color: inherit; text-decoration: none; }
    @media screen { /* Paper has no backgrounds. */
      li:first-child a { background: var(--ccb-support-button, var(--blue, #0b4f8a));
                         color: var(--ccb-support-button-text, var(--white, #fff)); font-weight: 600; }
    }
    @supports (color: light-dark(red, red)) {
      a { --blue: light-dark(#0b4f8a, #9fd0ff); --white: light-dark(#fff, #06243d); }
    }
    a:hover { text-decoration: underline; }
    a:focus-visible { outline: 3px solid var(--ccb-support-focus, #c76a00); outline-offset: 2px; }
    [data-part=until], [data-part=days] { font-size: .875em; }
    @media print { a[href^=http]::after { content: " " attr(href); } }
  `;

  const time = () => Date.now() / 1000;

  // Return whether two nodes are the same, apart from what is inside.
  const isSame = (one, other) => one.cloneNode(false).isEqualNode(other.cloneNode(false));

  // Show the nodes inside `fresh` inside `shown`. Nodes that stay are kept, so a link keeps the focus,
  // and a screen reader says only what is new.
  const renew = (shown, fresh) => {
    const focused = shown.getRootNode().activeElement;
    const old = [...shown.childNodes];
    const nodes = [...fresh.childNodes].map((each) => {
      const place = old.findIndex((one) => isSame(one, each));
      if (place < 0) return each;
      const [kept] = old.splice(place, 1);
      renew(kept, each);
      return kept;
    });
    for (const each of old) each.remove();
    nodes.forEach((each, place) => {
      const isThere = () => shown.childNodes[place] === each;
      // A node that moves loses the focus, so the others make way.
      if (each.contains(focused)) while (!isThere()) shown.append(shown.childNodes[place]);
      if (!isThere()) shown.insertBefore(each, shown.childNodes[place]);
    });
  };

  class Support extends HTMLElement {
    static observedAttributes = ["request-type", "priority", "lang", "answers"];

    #look;
    #timer;

    connectedCallback() {
      this.#look ??= (this.hasAttribute("src") ? fromServer : fromPage)(this);
      this.#timer = setInterval(this.#look, TICK * 1000);
      for (const each of EVENTS) document.addEventListener(each, this.#look);
      this.#look();
    }

    disconnectedCallback() {
      clearInterval(this.#timer);
      for (const each of EVENTS) document.removeEventListener(each, this.#look);
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#look?.();
    }
  }

  // Return what keeps an element true whose words come from a server.
  const fromServer = (element) => {
    const fields = Object.entries(JSON.parse(element.dataset.fields ?? "{}"));
    let ends, next, patience, asked, last;

    const take = (end) => {
      ends = element.dataset.ends = end; // A copy of the element has it too.
      next = Math.min(ends + LATER, time() + EVERY);
      patience = Infinity;
    };

    // The reader's clock may be wrong, so only differences count.
    const endOf = (advice) => time() + Number(advice.dataset.seconds);

    const show = () => {
      const hasEnded = time() >= Math.max(ends, patience);
      const isWaiting = hasEnded && fields.length > 0; // Who fills in a form must not load it again.
      element.dataset.state = isWaiting ? "waiting" : hasEnded ? "ended" : "answer";
      element.querySelector("[data-part=advice]").hidden = hasEnded;
      element.querySelector("[data-part=ended]").hidden = !hasEnded || isWaiting;
    };

    // A list has a value, and a group of buttons has one that is checked.
    const valueOf = (field) => field?.value ?? field?.querySelector(":checked")?.value ?? "";

    // Ask about what the form chooses now. Words about another choice go at once.
    const choose = () => {
      const chosen = fields.map(([name, { id, meanings }]) => [
        name,
        meanings[valueOf(document.getElementById(id))],
      ]);
      const isWhole = chosen.every(([, meaning]) => meaning !== undefined);
      const parameters = new URLSearchParams([...chosen, ["language", element.lang]]);
      const address = isWhole ? `${element.dataset.address}?${parameters}` : "";
      if (address === asked) return;
      asked = address;
      element.setAttribute("src", address);
      next = ends = patience = 0;
    };

    const ask = () => {
      next = time() + AGAIN;
      patience = Math.min(patience, time() + PATIENCE);
      const address = element.getAttribute("src");
      if (!address) return; // The site has no address to ask.
      const request = new XMLHttpRequest();
      request.responseType = "document";
      request.timeout = AGAIN * 1000;
      request.onload = () => {
        const fresh = request.status === 200 && request.response?.querySelector("ccb-support");
        if (!fresh || address !== element.getAttribute("src")) return;
        take(endOf(fresh));
        element.dataset.directoryVersion = fresh.dataset.directoryVersion;
        show();
        renew(element, fresh);
      };
      request.open("GET", address);
      request.send();
    };

    // A page from the browser's cache, as after Back, may be hours old. The network then brought
    // nothing, or only the news that the page is the same.
    const [page] = performance.getEntriesByType("navigation");
    const end = page?.transferSize < page?.encodedBodySize ? 0 : endOf(element);
    take(Number(element.dataset.ends ?? end));
    return () => {
      if (document.hidden) return; // It asks when somebody sees the page again.
      if (time() < last) next = ends = 0; // The clock was set back.
      last = time();
      if (fields.length) choose();
      if (time() >= next) ask();
      show();
    };
  };

  const known = new Map();

  // Return the answers in the page, if the browser has read them. Each plan has the instants at which
  // its advice begins, since 1970.
  const answersInPage = (id) => {
    const script = document.getElementById(id);
    const isWhole = script?.nextSibling || document.readyState !== "loading";
    if (!script || !isWhole || known.has(script)) return known.get(script);
    const data = JSON.parse(script.textContent);
    for (const plan of data.plans) {
      let instant = 0;
      plan.starts = plan.steps.map((step) => (instant += step));
    }
    known.set(script, data);
    return data;
  };

  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  // Return what keeps an element true whose words are in the page.
  const fromPage = (element) => {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    const root = element.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];

    let data;

    const languageOf = () => {
      let wanted = element.lang;
      // Another component may hold the element.
      for (let node = element; node && !wanted; node = node.getRootNode().host) {
        wanted = node.closest("[lang]")?.lang;
      }
      const place = data.languages.indexOf(wanted?.toLowerCase().split(/[-_]/)[0]);
      return place < 0 ? data.languages.indexOf(data.language) : place;
    };

    const fault = (attribute, accepted, language) => {
      const parts = {
        attribute,
        value: JSON.stringify(element.getAttribute(attribute)),
        accepted: accepted.join(", "),
      };
      const words = data.words.not_a_value[language];
      const text = words.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
      return { text, contacts: [], state: "fault" };
    };

    // Return what to say now, or what is wrong with the attributes.
    const say = (language) => {
      const kinds = new Map(Object.entries(data.kinds));
      const type = (element.getAttribute("request-type") ?? "").trim().toLowerCase();
      const byPriority = kinds.get(type);
      if (!byPriority) return fault("request-type", [...kinds.keys()], language);
      const priorities = byPriority.map((_, place) => `P${place + 1}`);
      const written = (element.getAttribute("priority") ?? data.priority).trim().toUpperCase();
      const priority = priorities.indexOf(written.replace(/^P?/, "P"));
      if (priority < 0) return fault("priority", priorities, language);

      const plan = data.plans[byPriority[priority]];
      const now = time();
      const isKnown = plan.starts[0] <= now && now < data.end;
      const last = plan.starts.filter((start) => start <= now).length - 1;
      const { text, until, contacts } = data.advice[isKnown ? plan.advice[last] : plan.otherwise];
      const words = isKnown ? [text] : [data.words.out_of_date, text];
      return {
        text: words.map((each) => each[language]).join(" "),
        until: until?.[language],
        contacts: contacts.map((place) => data.contacts[place]),
        state: isKnown ? "answer" : "out-of-date",
      };
    };

    const part = (name, part, properties) => {
      const node = make(name, properties);
      node.dataset.part = part;
      node.lang = data.languages[languageOf()];
      return node;
    };

    return () => {
      data = answersInPage(element.getAttribute("answers") ?? "ccb-support-data");
      if (!data) return; // It looks again when the page has been read, and at each tick.
      const language = languageOf();
      const { text, until, contacts, state } = say(language);
      // The tests of a site can't see inside, but they see these.
      Object.assign(element.dataset, { state, directoryVersion: data.version, uri: contacts[0]?.uri ?? "" });
      const list = part("ul", "contacts");
      for (const { label, uri } of contacts) {
        const item = make("li");
        item.dataset.uri = uri;
        item.append(make("a", { href: uri, textContent: label[language] }));
        list.append(item);
      }
      const words = part("p", "text", { textContent: text });
      words.setAttribute("role", "status"); // A screen reader says new words.
      const fresh = new DocumentFragment();
      fresh.append(
        words,
        list,
        part("p", "until", { textContent: until ?? "" }),
        part("p", "days", { textContent: data.words.days[language] }),
      );
      renew(root, fresh);
    };
  };

  customElements.define("ccb-support", Support);
})();
