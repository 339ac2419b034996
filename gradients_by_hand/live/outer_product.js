// Gradients of single examples that drop into a sum, beside the gradient of the batch.

import { button, choice, group, logSlider, slider } from "./common/controls.js";
import { frame } from "./common/frame.js";
import { h, number, stillPlease } from "./common/dom.js";
import { matrix } from "./common/matrix.js";
import { onKeys } from "./common/keys.js";
import { row } from "./common/arrays.js";
import { verdict } from "./common/verdict.js";

const DROP_MS = 450;

// A table of one example falls into the sum.
function drop(body, from, to) {
  if (stillPlease()) return;
  const [origin, a, b] = [body, from, to].map((each) => each.getBoundingClientRect());
  const ghost = from.cloneNode(true);
  Object.assign(ghost.style, {
    position: "absolute", left: `${a.left - origin.left}px`, top: `${a.top - origin.top}px`, pointerEvents: "none",
  });
  ghost.setAttribute("aria-hidden", "true");
  body.append(ghost);
  const there = `translate(${b.left - a.left}px, ${b.top - a.top}px)`;
  const fall = ghost.animate([{ opacity: 1 }, { transform: there, opacity: 0.3 }], {
    duration: DROP_MS, easing: "ease-in",
  });
  fall.onfinish = fall.oncancel = () => ghost.remove();
}

export default {
  render: (context) =>
    frame(context, "Outer-product builder", ({ body, link, root }) => {
      let parts = null;
      let state = null;
      const go = (turn) => {
        const count = state.labels.length;
        if (turn < 0 || turn > count) return;
        if (turn === state.turn + 1) drop(body, parts.singles[turn - 1].dW.element, parts.total.element);
        link.set({ turn });
      };

      function build(view) {
        const [rows, columns] = view.batch.shape;
        const table = (label, width = columns) =>
          matrix({
            label, rows, columns: width,
            columnNames: width === 1 ? ["x"] : Array.from({ length: width }, (_, k) => `class ${k}`),
          });
        const singles = Array.from(view.alone, (_, i) => ({
          x: table(`no. ${i}`, 1),
          dW: table("its own gradient"),
          truth: choice({
            label: "its class", options: Array.from({ length: columns }, (_each, k) => ({ value: k, text: String(k) })),
            onChange(value) {
              const labels = [...state.labels];
              labels[i] = value;
              link.set({ labels });
            },
          }),
        }));
        parts = {
          singles,
          boxes: singles.map(({ x, dW, truth }) =>
            h("div", { class: "live-example" }, h("div", { class: "live-group" }, x.element, dW.element), truth.element),
          ),
          total: table("the sum so far"),
          batch: table("your dW of the batch"),
          same: verdict(),
          next: button({ label: "Drop the next example", keys: "→", strong: true, onPress: () => go(state.turn + 1) }),
          back: button({ label: "Take it back", keys: "←", onPress: () => go(state.turn - 1) }),
          divisor: slider({
            label: "sum divided by", min: 1, max: 8, step: 1,
            format: (value) => number(value, 0), onChange: (value) => link.set({ divisor: value }),
          }),
          scale: logSlider({
            label: "W multiplied by", min: 0.1, max: 20,
            format: (value) => number(value, 1), onChange: (value) => link.set({ scale: value }),
          }),
        };
        body.append(
          h("div", { class: "live-wide live-group live-examples" }, ...parts.boxes),
          h("div", { class: "live-wide" },
            group(parts.next, parts.back),
            h("div", { class: "live-group live-scroll" }, parts.total.element, parts.batch.element),
            parts.same.element),
          h("div", { class: "live-column" }, parts.divisor.element, parts.scale.element),
        );
        onKeys(root, { ArrowRight: () => go(state.turn + 1), ArrowLeft: () => go(state.turn - 1) });
      }

      function settle() {
        parts.divisor.show(state.divisor);
        parts.scale.show(state.scale);
        parts.singles.forEach(({ truth }, i) => truth.show(state.labels[i]));
      }

      return {
        controls(now) {
          state = now;
          if (parts) settle();
        },
        draw(view, now) {
          if (!parts) {
            state = now;
            build(view);
            settle();
          }
          // One scale of colours for all tables, or a small pull would look like a large one.
          const largest = (...tables) => Math.max(1e-12, ...tables.flatMap((each) => Array.from(each, Math.abs)));
          const limit = largest(...view.alone);
          parts.singles.forEach(({ x, dW }, i) => {
            x.show(row(view.X, i));
            dW.show(view.alone[i], { limit });
            parts.boxes[i].classList.toggle("live-in", i < state.turn);
          });
          parts.total.show(view.total, { limit: largest(view.total, view.batch) });
          parts.batch.show(view.batch, { limit: largest(view.total, view.batch) });
          const divided = state.divisor === 1 ? "" : ` divided by ${state.divisor}`;
          const equal = view.same ? "is" : "is not";
          const empty = [null, "Nothing is in the sum yet. What will be in it after the first example?"];
          const words = `The sum of ${state.turn}${divided} ${equal} your dW of the batch.`;
          parts.same.show(...(state.turn ? [view.same, words] : empty));
          parts.next.element.disabled = state.turn >= state.labels.length;
          parts.back.element.disabled = state.turn === 0;
        },
      };
    }),
};
