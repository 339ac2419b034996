// Sliders for the scores, bars for what the student's function makes of them.

import { button, choice, group, logSlider, slider } from "./common/controls.js";
import { css, GOLD, MAGENTA, BLUE } from "./common/palette.js";
import { frame } from "./common/frame.js";
import { h, number, short } from "./common/dom.js";
import { line } from "./common/axes.js";
import { surface } from "./common/surface.js";
import { verdict } from "./common/verdict.js";

const COLOURS = [BLUE, MAGENTA, GOLD, [120, 120, 130]];
const finite = (values) => values.filter(Number.isFinite);

// One row of bars between `top` and `bottom`; what is no number is a frame and a word.
function bars(context, { values, width, top, bottom, theme, title, low, high, format, ghosts }) {
  const text = theme.text;
  const [floor, ceiling] = [bottom - (low < 0 ? 1.5 : 0.3) * text, top + 2.9 * text];
  const y = (value) => floor - ((value - low) / (high - low)) * (floor - ceiling);
  const step = width / values.length;
  context.textAlign = "left";
  context.fillStyle = css(theme.ink);
  context.font = `${text * 0.9}px ${theme.font}`;
  context.fillText(title, 0, top + text);
  context.textAlign = "center";
  values.forEach((value, k) => {
    const left = k * step + step * 0.2;
    const middle = left + step * 0.3;
    if (Number.isFinite(value)) {
      context.fillStyle = css(COLOURS[k % 4]);
      const [a, b] = [y(Math.max(0, value)), y(Math.min(0, value))];
      context.fillRect(left, a, step * 0.6, Math.max(b - a, 1));
      context.fillStyle = css(theme.ink);
      const side = value < 0 ? b + 1.1 * text : a - 0.35 * text;
      context.fillText(format(value), middle, side);
    } else {
      context.strokeStyle = css(MAGENTA);
      context.lineWidth = 2;
      context.setLineDash([5, 4]); // a frame without a bar: this is no number
      context.strokeRect(left, ceiling, step * 0.6, floor - ceiling);
      context.setLineDash([]);
      context.fillStyle = css(theme.ink);
      context.font = `600 ${text * 1.1}px ${theme.font}`;
      context.fillText(String(value), middle, (floor + ceiling) / 2 + 0.4 * text);
      context.font = `${text * 0.9}px ${theme.font}`;
    }
    if (!ghosts || !Number.isFinite(ghosts[k])) return;
    context.strokeStyle = css(theme.ink);
    context.lineWidth = 2.5;
    line(context, [left - step * 0.1, y(ghosts[k])], [left + step * 0.7, y(ghosts[k])]);
  });
  context.strokeStyle = css(theme.ink, 0.7);
  context.lineWidth = 1;
  line(context, [0, y(0)], [width, y(0)]);
}

function picture(context, { width, height, theme, view, which }) {
  const row = (height - 1.6 * theme.text) / 3;
  const place = (number_) => ({ width, theme, top: number_ * row, bottom: (number_ + 1) * row });
  const scores = finite(view.given);
  bars(context, {
    ...place(0), values: view.given, title: "the scores s", format: (v) => number(v, 1),
    low: Math.min(0, ...scores), high: Math.max(1, ...scores),
  });
  bars(context, {
    ...place(1), values: view.powers, title: "e to the power of s", format: short,
    low: 0, high: Math.max(1e-300, ...finite(view.powers)),
  });
  bars(context, {
    ...place(2), values: view.shares, title: `${which}(s); lines: without the shift`,
    format: (v) => number(v, 3), low: 0, high: 1, ghosts: view.unmoved,
  });
  context.fillStyle = css(theme.ink, 0.75);
  const step = width / view.given.length;
  view.given.forEach((_, k) =>
    context.fillText(`class ${k}`, (k + 0.5) * step, height - 0.3 * theme.text),
  );
}

export default {
  render: (context) =>
    frame(context, "Logit mixer", ({ body, link }) => {
      let [view, state, which] = [null, null, null];
      let scores = [];
      const each = [];
      const drawing = surface({
        label: "Three rows of bars: the scores, their exponentials, and what the function gives",
        ratio: 0.95, width: 520,
        draw: (canvas, room) => view && picture(canvas, { ...room, view, which: state.which }),
      });
      const sliders = h("div", { class: "live-column" });
      const shift = slider({
        label: "added to all", min: -1000, max: 1000, step: 10,
        format: (value) => number(value, 0),
        onChange: (value) => link.set({ shift: value }),
      });
      const temperature = logSlider({
        label: "temperature", min: 0.1, max: 10, format: (value) => number(value, 2),
        onChange: (value) => link.set({ temperature: value }),
      });
      const home = button({
        label: "Shift 0, temperature 1",
        onPress: () => link.set({ shift: 0, temperature: 1 }),
      });
      const judged = verdict();
      body.append(h("div", { class: "live-column" }, drawing.element, judged.element), sliders);

      function build({ names, scores: first }) {
        which = choice({
          label: "Function", options: names, onChange: (value) => link.set({ which: value }),
        });
        first.forEach((_, k) =>
          each.push(
            slider({
              label: `class ${k}`, min: -6, max: 6, step: 0.1,
              format: (value) => number(value, 1),
              onChange(value) {
                scores[k] = value;
                link.set({ scores: [...scores] });
              },
            }),
          ),
        );
        const all = [...each, shift, temperature].map((one) => one.element);
        sliders.append(group(which), ...all, group(home));
      }

      return {
        controls(given) {
          if (!which) build(given);
          scores = [...given.scores];
          scores.forEach((score, k) => each[k].show(score));
          shift.show(given.shift);
          temperature.show(given.temperature);
          which.show(given.which);
        },
        draw(next, given) {
          [view, state] = [next, given];
          const known = Number.isFinite(view.total);
          judged.show(known, `What it gives adds up to ${number(view.total, 4)}.`);
          drawing.redraw();
        },
        close: () => drawing.close(),
      };
    }),
};
