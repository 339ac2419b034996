// Weights as images while they are learned, and the loss of each step.

import { button, choice, group, logSlider, select, slider } from "./common/controls.js";
import { chart, note } from "./common/chart.js";
import { css, BLUE, GOLD, signed } from "./common/palette.js";
import { curve } from "./common/axes.js";
import { frame } from "./common/frame.js";
import { h, number, tidy } from "./common/dom.js";
import { onKeys } from "./common/keys.js";
import { surface } from "./common/surface.js";

const PER_ROW = 5;
const WHITE = [255, 255, 255];
const SCALE = [0.02, 10]; // of the chart of losses: what is less than that is at its edge

function images(context, { width, theme, view, state }) {
  const [count, rows, columns] = view.images.shape;
  const em = theme.text;
  const room = width / PER_ROW;
  const cell = Math.floor(((room - 0.8 * em) / columns) * 4) / 4;
  for (let c = 0; c < count; c += 1) {
    const [left, top] = [(c % PER_ROW) * room, Math.floor(c / PER_ROW) * (rows * cell + 1.8 * em) + 1.4 * em];
    note(context, `class ${c}`, [left + (columns * cell) / 2, top - 0.7 * em], { theme });
    for (let i = 0; i < rows * columns; i += 1) {
      const value = view.images[c * rows * columns + i] / state.limit;
      context.fillStyle = css(Number.isFinite(value) ? signed(value / 0.85, WHITE) : theme.ink);
      // A hair larger than a cell, so that no lines show between them.
      context.fillRect(left + (i % columns) * cell, top + Math.floor(i / columns) * cell, cell + 0.5, cell + 0.5);
    }
    context.strokeStyle = css(theme.faint);
    context.strokeRect(left, top, columns * cell, rows * cell);
  }
}

function course(context, { view, ...room }) {
  const steps = Math.max(60, view.step);
  const { x, y } = chart(context, room, {
    x: [0, steps], y: SCALE, log: true, xLabel: "step", yLabel: "loss of each step",
  });
  const points = Array.from(view.losses, (loss, i) => [x(i * view.every), y(Math.min(10, Math.max(0.02, loss)))]);
  curve(context, points, { colour: css(BLUE), width: 2 });
  const last = points.at(-1);
  if (!last) return;
  context.fillStyle = css(GOLD);
  context.beginPath();
  context.arc(...last, 5, 0, 2 * Math.PI);
  context.fill();
}

export default {
  render: (context) =>
    frame(context, "Templates live", ({ body, link, root, say }) => {
      let shown = null;
      let playing = false;
      let speed = 1;
      let next = 0;
      const look = (draw) => (canvas, room) => shown && draw(canvas, { ...room, ...shown });
      const sheet = surface({
        label: "The weights of each class as an image: magenta speaks for it, blue against it",
        ratio: 0.5, width: 620, draw: look(images),
      });
      const losses = surface({ label: "The loss of each step", ratio: 0.5, draw: look(course) });
      const tell = h("p", { class: "live-note live-numbers", style: "min-height: 4.3em" });

      function forward(steps) {
        link.act("steps", { count: steps });
      }
      function goOn() {
        next = 0;
        if (playing) forward(speed);
      }
      function play(yes) {
        playing = yes;
        start.show(playing ? "Pause" : "Play");
        if (playing) goOn();
        else if (shown) say(shown.words);
      }
      const start = button({ label: "Play", keys: "Space", strong: true, onPress: () => play(!playing) });
      const once = button({ label: "One step", keys: "s", onPress: () => forward(1) });
      const reset = button({
        label: "Reset", keys: "r",
        onPress() {
          play(false);
          link.act("reset");
        },
      });
      const controls = {
        lr: logSlider({
          label: "learning rate", min: 0.005, max: 100, format: tidy, onChange: (lr) => link.set({ lr }),
        }),
        reg: slider({
          label: "penalty", min: 0, max: 0.05, step: 0.001,
          format: (value) => number(value, 3), onChange: (reg) => link.set({ reg }),
        }),
        limit: logSlider({
          label: "colours end at", min: 0.05, max: 20, format: tidy, onChange: (limit) => link.set({ limit }),
        }),
        batch: select({
          label: "batch", options: [1, 10, 100, 1500], onChange: (batch) => link.set({ batch: Number(batch) }),
        }),
        reduction: choice({
          label: "gradients of a batch", options: ["mean", "sum"], onChange: (reduction) => link.set({ reduction }),
        }),
      };
      const pace = choice({
        label: "steps a frame", options: [1, 4, 15],
        onChange: (value) => (speed = value),
      });
      pace.show(speed);
      body.append(
        h("div", { class: "live-column" }, sheet.element, group(start, once, reset, pace)),
        h("div", { class: "live-column" }, losses.element, tell,
          ...["lr", "reg", "limit"].map((name) => controls[name].element),
          group(controls.batch, controls.reduction)),
      );
      onKeys(root, { " ": () => play(!playing), s: () => forward(1), r: () => reset.element.click() });

      return {
        controls(state) {
          for (const [name, control] of Object.entries(controls)) control.show(state[name]);
        },
        draw(view, state, { words, problem }) {
          shown = { view, state, words };
          tell.textContent =
            `Step ${view.step}. Read rightly: ${number(100 * view.seen, 1)} % of the images it learns from, ` +
            `${number(100 * view.unseen, 1)} % of those held out. Largest weight ${number(view.largest, 3)}.`;
          sheet.redraw();
          losses.redraw();
          if (problem) play(false);
          // The next steps are asked for when these are on the screen.
          else if (playing) next ||= requestAnimationFrame(goOn);
        },
        close() {
          playing = false;
          sheet.close();
          losses.close();
        },
      };
    }),
};
