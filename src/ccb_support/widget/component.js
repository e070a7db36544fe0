"use strict";
// <ccb-support request-type="complaint" priority="P3" lang="es">: whom to contact now.
//
// The answers are in the page, and this script asks nobody for anything. The words are ready too: it
// only finds the advice that holds at the visitor's time, and replaces it when it ends.
(() => {
  // A screen that sleeps stops timers, and a clock can be set. So the time is read again and again.
  const LONGEST_WAIT = 30_000;

  // The colours are those of the page; `light-dark` chooses as the page does.
  const STYLE = `
    :host { display: block; max-width: 40rem; line-height: 1.5; }
    :host([hidden]) { display: none; }
    p, ul { margin: 0 0 .75rem; padding: 0; overflow-wrap: anywhere; }
    p:empty, ul:empty { display: none; }
    ul { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; }
    a { display: inline-block; padding: .6rem .9rem; border: 1px solid; border-radius: .5rem;
        color: inherit; text-decoration: none; }
    li:first-child a { background: #0b4f8a; background: light-dark(#0b4f8a, #9fd0ff);
                       color: #fff; color: light-dark(#fff, #06243d); font-weight: 600; }
    a:hover { text-decoration: underline; }
    a:focus-visible { outline: 3px solid #c76a00; outline-offset: 2px; }
    .until, .days { font-size: .875rem; }
  `;

  const data = JSON.parse(document.getElementById("ccb-support-data").textContent);
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);

  // Each plan with the instants at which its advice begins, in seconds since 1970 in UTC.
  const plans = data.plans.map((plan) => {
    let instant = 0;
    return { ...plan, starts: plan.steps.map((step) => (instant += step)) };
  });

  // Return the advice of a plan at a time, and when it ends.
  const adviceAt = (plan, now) => {
    const next = plan.starts.findIndex((start) => start > now);
    if (next === 0 || now >= data.end) {
      return { place: plan.otherwise, isKnown: false, end: next === 0 ? plan.starts[0] : Infinity };
    }
    const last = next < 0 ? plan.starts.length - 1 : next - 1;
    return { place: plan.advice[last], isKnown: true, end: plan.starts[last + 1] ?? data.end };
  };

  const element = (name, properties) => Object.assign(document.createElement(name), properties);

  class Advice extends HTMLElement {
    static observedAttributes = ["request-type", "priority", "lang"];

    #parts;
    #timer;
    #shown;
    #refresh = () => this.#show();

    connectedCallback() {
      if (!this.#parts) this.#build();
      document.addEventListener("visibilitychange", this.#refresh);
      this.#show();
    }

    disconnectedCallback() {
      document.removeEventListener("visibilitychange", this.#refresh);
      clearTimeout(this.#timer);
    }

    attributeChangedCallback() {
      if (this.isConnected && this.#parts) this.#show();
    }

    #build() {
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style];
      this.#parts = {
        // A screen reader says the new advice when it changes.
        text: element("p", { className: "text", role: "status" }),
        contacts: element("ul"),
        until: element("p", { className: "until" }),
        days: element("p", { className: "days" }),
      };
      root.append(...Object.values(this.#parts));
    }

    #show() {
      clearTimeout(this.#timer);
      const language = this.#language();
      const [fault, plan] = this.#plan(language);
      if (fault) {
        this.#fill({ language, text: fault, until: "", contacts: [] });
        return;
      }
      const now = Date.now() / 1000;
      const { place, isKnown, end } = adviceAt(plan, now);
      const { text, until, contacts } = data.advice[place];
      const words = isKnown ? [text] : [data.words.out_of_date, text];
      this.#fill({
        language,
        text: words.map((each) => each[language]).join(" "),
        until: until ? until[language] : "",
        contacts,
      });
      this.#timer = setTimeout(this.#refresh, Math.min((end - now) * 1000, LONGEST_WAIT));
    }

    // Change only what differs, so that nobody loses the link that has the focus.
    #fill(content) {
      const shown = JSON.stringify(content);
      if (shown === this.#shown) return;
      this.#shown = shown;
      const { language, text, until, contacts } = content;
      const parts = this.#parts;
      parts.text.textContent = text;
      parts.until.textContent = until;
      parts.days.textContent = data.words.days[language];
      const known = new Map([...parts.contacts.children].map((each) => [each.dataset.key, each]));
      const items = contacts.map((place) => {
        const { label, uri } = data.contacts[place];
        const key = JSON.stringify([uri, label[language]]);
        if (known.has(key)) return known.get(key);
        const item = element("li");
        item.dataset.key = key;
        item.append(element("a", { href: uri, textContent: label[language] }));
        return item;
      });
      for (const each of parts.contacts.children) if (!items.includes(each)) each.remove();
      items.forEach((each, place) => {
        if (parts.contacts.children[place] !== each) {
          parts.contacts.insertBefore(each, parts.contacts.children[place] ?? null);
        }
      });
    }

    #language() {
      const wanted = this.lang || this.closest("[lang]")?.lang || "";
      const place = data.languages.indexOf(wanted.toLowerCase().split(/[-_]/)[0]);
      return place < 0 ? data.languages.indexOf(data.language) : place;
    }

    // Return what is wrong with the attributes, or nothing, and the plan of the request.
    #plan(language) {
      const kinds = new Map(Object.entries(data.kinds));
      const type = (this.getAttribute("request-type") ?? "").trim().toLowerCase();
      const byPriority = kinds.get(type);
      if (!byPriority) return [this.#fault("request-type", [...kinds.keys()], language)];
      const priorities = byPriority.map((_, place) => `P${place + 1}`);
      const written = (this.getAttribute("priority") ?? "P3").trim().toUpperCase();
      const place = priorities.indexOf(written.replace(/^P?/, "P"));
      if (place < 0) return [this.#fault("priority", priorities, language)];
      return [null, plans[byPriority[place]]];
    }

    #fault(attribute, accepted, language) {
      const parts = {
        attribute,
        value: JSON.stringify(this.getAttribute(attribute)),
        accepted: accepted.join(", "),
      };
      return data.words.not_a_value[language].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
    }
  }

  customElements.define("ccb-support", Advice);
})();
