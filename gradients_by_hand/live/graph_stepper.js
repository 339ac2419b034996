// A graph of operations: values forward, gradients backward, one thing at a time.

import { button, choice, group, slider } from "./common/controls.js";
import { columnsOf, drawGraph, rowsOf } from "./common/graph.js";
import { frame } from "./common/frame.js";
import { h, number } from "./common/dom.js";
import { onKeys } from "./common/keys.js";
import { surface } from "./common/surface.js";
import { verdict } from "./common/verdict.js";

const PACE_MS = 1100;

// What is known after some steps: which values, which turns, and what has arrived where.
function known({ nodes, turns }, step) {
  const count = nodes.length;
  const done = turns.slice(0, Math.max(0, step - count));
  const arrived = nodes.map(() => []);
  for (const { node, handed } of done)
    handed.forEach((part, place) => part !== null && arrived[nodes[node].inputs[place]].push(part));
  const over = step > count + turns.length;
  const current = step <= count ? step - 1 : over ? -1 : done.at(-1).node;
  return { valued: Math.min(step, count), done, arrived, over, current };
}

// Who had a turn with less than it has in the end; where slopes are not as measured.
function judged({ nodes, turns, movable, measured }) {
  const early = turns.find(({ node, given }) => given !== nodes[node].total);
  if (early) {
    const { title, total } = nodes[early.node];
    return [false, `${title} had its turn with ${early.given}, and ends with ${total ?? "nothing"}.`];
  }
  const apart = (claimed, slope) => !(Math.abs(claimed - slope) <= 1e-3 * Math.max(1, Math.abs(slope)));
  const total = (name) => nodes.find((node) => node.title === name)?.total ?? "0";
  const wrong = measured.findIndex((slope, i) => apart(Number(total(movable[i])), Number(slope)));
  if (wrong >= 0)
    return [false, `Along ${movable[wrong]} the measured slope is ${measured[wrong]}, and not ${total(movable[wrong])}.`];
  return measured.length ? [true, "All slopes are as they are measured."] : [null, "The way back is done."];
}

export default {
  render: (context) =>
    frame(context, "Graph stepper", ({ body, link, root }) => {
      let view = null;
      let step = 0;
      let leaves = [];
      let parts = null;
      let timer = 0;
      const end = () => view.nodes.length + view.turns.length + 1;

      function go(to) {
        step = Math.max(0, Math.min(end(), to));
        show();
        link.set({ step });
        if (step === end()) play(false);
      }
      function play(yes) {
        clearInterval(timer);
        timer = yes ? setInterval(() => go(step + 1), PACE_MS) : 0;
        parts.play.show(timer ? "Pause" : "Play");
      }
      function playOrPause() {
        if (timer) return play(false);
        if (step === end()) go(0);
        go(step + 1);
        return play(true);
      }

      function pictured() {
        const [columns, rows] = [columnsOf(view.nodes), rowsOf(view.nodes)];
        const picture = surface({
          label: "The graph", ratio: (0.62 * rows) / columns, width: 190 * columns,
          draw: (canvas, room) => drawGraph(canvas, room, view.nodes, known(view, step)),
        });
        picture.element.style.minWidth = `${6.3 * columns}em`;
        return picture;
      }
      function build() {
        parts = {
          picture: pictured(),
          tell: h("p", { class: "live-note live-numbers", style: "min-height: 2.9em" }),
          light: verdict(),
          at: slider({
            label: "step", min: 0, max: end(), step: 1,
            format: (value) => `${value} of ${end()}`, onChange: (value) => go(value),
          }),
          back: button({ label: "◀ Back", keys: "←", onPress: () => go(step - 1) }),
          next: button({ label: "Step ▶", keys: "→", strong: true, onPress: () => go(step + 1) }),
          play: button({ label: "Play", keys: "Space", onPress: playOrPause }),
          reset: button({ label: "Reset", keys: "r", onPress: () => go(0) }),
          which: choice({
            label: "The way back by", options: view.names, onChange: (value) => link.set({ which: value }),
          }),
          leaves: view.movable.map((name, i) =>
            slider({
              label: name, min: -4, max: 4, step: 0.25, format: (value) => number(value, 2),
              onChange(value) {
                leaves = leaves.with(i, value);
                link.set({ leaves });
              },
            }),
          ),
        };
        const { picture, back, next, play: starts, reset, at, tell, light, which } = parts;
        body.append(
          h("div", { class: "live-wide" },
            h("div", { class: "live-scroll", tabindex: "0", role: "group", "aria-label": "The graph" }, picture.element),
            group(back, next, starts, reset),
            at.element, tell, light.element),
          h("div", { class: "live-column" }, ...parts.leaves.map((each) => each.element)),
          ...(view.names.length > 1 ? [h("div", { class: "live-column" }, which.element)] : []),
        );
        onKeys(root, {
          ArrowRight: () => go(step + 1),
          ArrowLeft: () => go(step - 1),
          " ": playOrPause,
          r: () => go(0),
        });
      }

      function show() {
        parts.at.input.max = end();
        parts.at.show(step);
        const question = "Which numbers appear next? Say them before you press.";
        parts.light.show(...(known(view, step).over ? judged(view) : [null, question]));
        parts.back.element.disabled = step === 0;
        parts.next.element.disabled = step === end();
        parts.picture.redraw();
      }
      function settle(state) {
        leaves = state.leaves;
        leaves.forEach((value, i) => parts.leaves[i].show(value));
        parts.which.show(state.which);
      }

      return {
        controls: (state) => parts && settle(state),
        draw(next, state, { words }) {
          view = next;
          if (!parts) {
            step = state.step;
            build();
            settle(state);
          }
          step = Math.min(step, end());
          parts.tell.textContent = words;
          parts.picture.say(`The graph. ${words}`);
          show();
        },
        close() {
          clearInterval(timer);
          parts?.picture.close();
        },
      };
    }),
};
