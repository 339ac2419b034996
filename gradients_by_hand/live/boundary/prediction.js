// Freeze and predict: the picture stands still, the class predicts what will happen, and
// Reveal plays what has happened meanwhile.

import { button, choice } from "../common/controls.js";
import { h, short, stillPlease } from "../common/dom.js";

const [LOSS, RIGHT] = [18, 19];
const REVEAL_MS = 1500;
const SAME = 0.01; // of the loss: less than that is "about the same"

// film: the playback.  on: {frozen(yes), reveal()}: what the rest of the page has to do.
export function prediction(film, on) {
  let frozenAt = -1;
  let said = "";
  let running = 0;
  const question = h("p", {}, "");
  const guess = choice({
    label: "The loss will …",
    options: ["fall", "stay", "rise"],
    onChange: (value) => (said = value),
  });
  const reveal = button({ label: "Reveal", keys: "f", strong: true, onPress: finish });
  const element = h("div", { class: "boundary-veil", hidden: true, role: "group", "aria-label": "prediction" },
    question, guess.element, reveal.element);

  function begin() {
    frozenAt = film.shown;
    said = "";
    for (const input of guess.element.querySelectorAll("input")) input.checked = false;
    question.textContent = `Frozen at step ${frozenAt}. Play, step or change something: the run goes on unseen. What will have happened?`;
    element.hidden = false;
    on.frozen(true);
  }

  function finish() {
    const [from, to] = [frozenAt, film.count - 1];
    frozenAt = -1;
    element.hidden = true;
    on.reveal();
    if (to <= from || stillPlease()) {
      film.show(to);
      on.frozen(false, verdict(from, to));
      return;
    }
    film.show(from);
    const began = performance.now();
    const go = (now) => {
      const share = Math.min(1, (now - began) / REVEAL_MS);
      film.show(Math.round(from + share * (to - from)));
      if (share < 1) running = requestAnimationFrame(go);
      else on.frozen(false, verdict(from, to));
    };
    on.frozen(false);
    running = requestAnimationFrame(go);
  }

  function verdict(from, to) {
    if (to <= from) return "No step was taken.";
    const [before, after] = [film.at(from, LOSS), film.at(to, LOSS)];
    const change = after - before;
    const happened = !(Math.abs(change) > SAME * Math.abs(before)) ? "stay" : change < 0 ? "fall" : "rise";
    const numbers = `The loss went from ${short(before)} to ${short(after)}, right points from ${percent(film.at(from, RIGHT))} to ${percent(film.at(to, RIGHT))}.`;
    return said ? `${said === happened ? "✓ As you said." : `✗ You said it would ${said}.`} ${numbers}` : numbers;
  }

  return {
    element,
    toggle: () => (frozenAt >= 0 ? finish() : begin()),
    // Whether the class predicts, and so sees nothing new.
    get hidden() {
      return frozenAt >= 0;
    },
    close: () => cancelAnimationFrame(running),
  };
}

const percent = (share) => `${Math.round(100 * share)} %`;
