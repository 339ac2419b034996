// The error of a measured slope against its step: a curve that is found by hand.

import { css, BLUE, GOLD, MAGENTA } from "./common/palette.js";
import { button, group, logSlider, slider, toggle } from "./common/controls.js";
import { curve, mark } from "./common/axes.js";
import { chart, note } from "./common/chart.js";
import { frame } from "./common/frame.js";
import { h, number, short } from "./common/dom.js";
import { surface } from "./common/surface.js";

const COLOURS = [GOLD, BLUE, MAGENTA];
const SHAPES = [1, 0, 2]; // square, circle, triangle, as in the still picture
const RANGE = { x: [1e-17, 3], y: [3e-17, 30] };

const power = (value) => `1e${Math.round(Math.log10(value))}`.replace("-", "−");
const rightDigits = (error) => Math.max(0, Math.floor(-Math.log10(error)));

function points(context, axes, { visited, view, state, theme }) {
  view.errors.forEach((error, k) => {
    const colour = css(COLOURS[k]);
    const at = (step, e) => [axes.x(step), axes.y(Math.min(e, 30))];
    context.fillStyle = colour;
    for (const [step, errors] of visited) {
      if (!Number.isFinite(errors[k])) continue;
      mark(context, at(step, errors[k]), SHAPES[k], 2.5);
      context.fill();
    }
    if (!Number.isFinite(error)) return;
    mark(context, at(state.h, error), SHAPES[k], 0.55 * theme.text);
    context.fill();
    context.strokeStyle = css(theme.ink);
    context.lineWidth = 2;
    context.stroke();
  });
}

function lines(context, axes, { view, theme }) {
  const [count, length] = view.curves.shape;
  if (!length) return;
  for (let k = 0; k < count; k += 1) {
    const errors = view.curves.subarray(k * length, (k + 1) * length);
    const placed = Array.from(view.steps, (step, i) => [axes.x(step), axes.y(errors[i])]);
    curve(context, placed, { colour: css(COLOURS[k]), width: 2 });
    const lowest = errors.indexOf(Math.min(...errors.filter(Number.isFinite)));
    if (lowest < 0) continue;
    context.strokeStyle = css(theme.ink);
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(...placed[lowest], 0.7 * theme.text, 0, 2 * Math.PI);
    context.stroke();
  }
}

function picture(context, { visited, view, state, ...room }) {
  const axes = chart(context, room, {
    ...RANGE, log: true, logX: true, xLabel: "step h", yLabel: "relative error",
    format: power,
  });
  lines(context, axes, { view, theme: room.theme });
  points(context, axes, { visited, view, state, theme: room.theme });
  if (visited.size < 4 && !view.curves.shape[1]) {
    const middle = [axes.x(1e-9), axes.y(1e-12)];
    note(context, "Move h: each place leaves a mark.", middle, { theme: room.theme });
  }
}

// A slope with its wrong digits faded.
function digits(slope, error) {
  const text = number(slope, 12);
  const kept = rightDigits(error) + text.indexOf(".") + 1;
  const right = Number.isFinite(slope) ? text.slice(0, Math.min(kept, text.length)) : "";
  return [h("span", {}, right), h("span", { class: "live-rest" }, text.slice(right.length))];
}

export default {
  render: (context) =>
    frame(context, "The U-curve of the step h", ({ body, link }) => {
      let [view, state, at] = [null, null, null];
      const visited = new Map();
      const drawing = surface({
        label: "The relative error against the step h, both on logarithmic scales",
        ratio: 0.68, width: 620,
        draw: (canvas, room) => view && picture(canvas, { ...room, view, state, visited }),
      });
      const step = logSlider({
        label: "step h", min: 1e-17, max: 1, format: short,
        onChange: (value) => link.set({ h: value }),
      });
      const where = slider({
        label: "point x", min: -3, max: 3, step: 0.1, format: (value) => number(value, 1),
        onChange: (value) => link.set({ where: value }),
      });
      const whole = toggle({
        label: "show the whole curves", onChange: (value) => link.set({ whole: value }),
      });
      const wipe = button({
        label: "Wipe the marks",
        onPress() {
          visited.clear();
          drawing.redraw();
        },
      });
      const facts = h("dl", { class: "live-facts" });
      body.append(
        h("div", { class: "live-column" }, drawing.element),
        h("div", { class: "live-column" }, step.element, where.element, group(whole, wipe), facts),
      );

      function tell() {
        const rows = [h("dt", {}, "the slope that is known"), h("dd", {}, number(view.true, 12))];
        view.names.forEach((name, k) => {
          const sign = ["■", "●", "▲"][k];
          const colour = `color: ${css(COLOURS[k])}`;
          rows.push(
            h("dt", {}, h("span", { style: colour, "aria-hidden": "true" }, `${sign} `), name),
            h("dd", {}, ...digits(view.slopes[k], view.errors[k]),
              ` (${rightDigits(view.errors[k])} digits)`),
          );
        });
        facts.replaceChildren(...rows);
      }

      return {
        controls(given) {
          step.show(given.h);
          where.show(given.where);
          whole.show(given.whole);
        },
        draw(next, given) {
          [view, state] = [next, given];
          if (at !== state.where) visited.clear();
          at = state.where;
          visited.set(state.h, view.errors);
          tell();
          drawing.redraw();
        },
        close: () => drawing.close(),
      };
    }),
};
