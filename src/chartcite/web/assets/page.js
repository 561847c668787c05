// What the page does by itself: lead from numbers to cards, copy, save, filter sources. Nothing here leaves this machine.
(() => {
  "use strict";
  const opened = new Set();
  const seen = new Set();

  const say = (button, word) => {
    const label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    button.textContent = word;
    setTimeout(() => { button.textContent = label; }, 1600);
  };

  const copy = async (button) => {
    const from = document.getElementById(button.dataset.copy);
    if (!from) return;
    try {
      await navigator.clipboard.writeText(from.textContent);
      say(button, "Copied");
    } catch {
      say(button, "The browser does not allow copying here");
    }
  };

  const save = (button) => {
    const from = document.getElementById(button.dataset.download);
    if (!from) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([from.textContent], { type: "application/json" }));
    link.download = button.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const goTo = (id) => {
    const found = document.getElementById(id);
    if (!found) return false;
    const target = found.closest("mark") || found;
    if (target.tagName === "DETAILS") target.open = true;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: target.tagName === "DETAILS" ? "start" : "center" });
    const focus = target.tagName === "DETAILS" ? target.querySelector("summary") : target;
    if (!focus.hasAttribute("tabindex") && focus.tagName !== "SUMMARY") focus.setAttribute("tabindex", "-1");
    focus.focus({ preventScroll: true });
    target.classList.add("cc-flash");
    setTimeout(() => target.classList.remove("cc-flash"), 1600);
    return true;
  };

  const ask = (words) => {
    const box = document.querySelector("#cc-question textarea"), send = document.querySelector("#cc-ask");
    if (!box || !send) return;
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => (send.matches("button") ? send : send.querySelector("button") || send).click(), 60);
  };

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    const copying = at("[data-copy]"), saving = at("[data-download]"), link = at('a[href^="#"]'), mark = at("[data-goto]"), asking = at("[data-ask]");
    if (copying) copy(copying);
    else if (asking) ask(asking.dataset.ask);
    else if (saving) save(saving);
    else if (link && goTo(link.getAttribute("href").slice(1))) event.preventDefault();
    else if (mark) goTo(mark.dataset.goto);
  });

  const fetchPassages = async (details) => {
    const place = details.querySelector("[data-source]");
    if (!place || place.dataset.fetched) return;
    place.dataset.fetched = "yes";
    try {
      const reply = await fetch("/chartcite/source/" + encodeURIComponent(place.dataset.source));
      place.innerHTML = await reply.text();
    } catch {
      delete place.dataset.fetched;
      place.textContent = "The passages could not be fetched; is Chartcite still running?";
    }
  };

  document.addEventListener("toggle", (event) => {
    const details = event.target;
    if (details.tagName !== "DETAILS") return;
    if (details.open && details.classList.contains("cc-source")) fetchPassages(details);
    if (details.id) details.open ? opened.add(details.id) : opened.delete(details.id);
  }, true);

  document.addEventListener("input", (event) => {
    if (event.target.id !== "cc-find") return;
    const wanted = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of document.querySelectorAll("#cc-sources .cc-group")) {
      let here = 0;
      for (const source of group.querySelectorAll(".cc-source")) {
        source.hidden = !wanted.every((word) => source.dataset.words.includes(word));
        here += source.hidden ? 0 : 1;
      }
      group.hidden = here === 0;
      shown += here;
    }
    document.getElementById("cc-none").hidden = shown > 0;
  });

  // A new turn redraws the chat: open what was open, and bring what is new into view.
  new MutationObserver(() => {
    for (const id of opened) {
      const details = document.getElementById(id);
      if (details && !details.open) details.open = true;
    }
    const turns = document.querySelectorAll("#cc-chat .cc-turn");
    const result = document.querySelector("#cc-result .cc-answer");
    for (const latest of [turns[turns.length - 1], result]) {
      if (!latest || seen.has(latest.id)) continue;
      seen.add(latest.id);
      requestAnimationFrame(() => latest.scrollIntoView({ block: "start" }));
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
