// A judgement in a sentence: a sign and a colour, so that neither is needed alone.

import { h } from "./dom.js";

export function verdict() {
  const sign = h("span", { class: "live-sign", "aria-hidden": "true" });
  const text = h("span", {});
  const element = h("p", { class: "live-verdict" }, sign, text);
  return {
    element,
    // good: true, false, or null where nothing can be said
    show(good, words) {
      sign.textContent = good === null ? "–" : good ? "✓" : "✗";
      text.textContent = words;
      element.classList.toggle("live-good", good === true);
      element.classList.toggle("live-bad", good === false);
    },
  };
}
