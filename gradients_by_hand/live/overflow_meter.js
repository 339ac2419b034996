// Scores that climb: where a function gives numbers, and where it gives up.

import { choice, group, slider } from "./common/controls.js";
import { css, BLUE, MAGENTA } from "./common/palette.js";
import { frame } from "./common/frame.js";
import { h, number } from "./common/dom.js";
import { line, scale, ticks } from "./common/axes.js";
import { onDrag } from "./common/drag.js";
import { surface } from "./common/surface.js";
import { verdict } from "./common/verdict.js";

const RANGE = [-1200, 1200];

const across = ({ width, text }) => scale(RANGE, [5 * text, width - 1.5 * text]);

function cross(context, x, y, size) {
  line(context, [x - size, y - size], [x + size, y + size]);
  line(context, [x - size, y + size], [x + size, y - size]);
}

function meter(context, { width, height, theme, view, state }) {
  const text = theme.text;
  const x = across({ width, text });
  const row = (height - 2.2 * text) / view.kinds.length;
  const size = Math.max(2.5, Math.min(4, width / 220));
  const between = (x(RANGE[1]) - x(RANGE[0])) / view.heights.length;
  const every = Math.ceil((2.4 * size) / between); // marks that overlap are no marks
  context.font = `${text * 0.9}px ${theme.font}`;
  context.textBaseline = "middle";
  view.kinds.forEach((kind, level) => {
    const y = row * (level + 0.5);
    const chosen = kind === state.kind;
    context.fillStyle = css(theme.ink, chosen ? 1 : 0.7);
    context.textAlign = "left";
    context.font = `${chosen ? "600 " : ""}${text * 0.9}px ${theme.font}`;
    context.fillText(kind, 0, y);
    context.globalAlpha = chosen ? 1 : 0.55;
    view.heights.forEach((place, i) => {
      if (i % every) return;
      const fine = view.fine[level * view.heights.length + i] === 1;
      context.fillStyle = css(BLUE);
      context.strokeStyle = css(MAGENTA);
      context.lineWidth = 1.6;
      if (fine) context.fillRect(x(place) - size, y - size, 2 * size, 2 * size);
      else cross(context, x(place), y, size);
    });
    context.globalAlpha = 1;
  });
  context.fillStyle = css(theme.ink, 0.75);
  context.textAlign = "center";
  context.font = `${text * 0.78}px ${theme.font}`;
  for (const tick of ticks(x, 6)) context.fillText(number(tick, 0), x(tick), height - text);
  context.strokeStyle = css(theme.ink);
  context.lineWidth = 2;
  const level = row * (view.kinds.indexOf(state.kind) + 0.5);
  line(context, [x(state.height), 0], [x(state.height), height - 2 * text]);
  context.beginPath();
  context.arc(x(state.height), level, 0.6 * text, 0, 2 * Math.PI);
  context.stroke();
}

export default {
  render: (context) =>
    frame(context, "Overflow meter", ({ body, link }) => {
      let [view, state, controls] = [null, null, null];
      const drawing = surface({
        label: "For each height of the scores: squares where numbers come out, crosses where not",
        ratio: 0.24, width: 900,
        draw: (canvas, room) => view && meter(canvas, { ...room, view, state }),
      });
      drawing.element.style.minHeight = "10em"; // three rows, however narrow it is
      const height = slider({
        label: "height of the scores", min: RANGE[0], max: RANGE[1], step: 1,
        format: (value) => number(value, 0),
        onChange: (value) => link.set({ height: value }),
      });
      const top = h("div", { class: "live-wide" });
      const judged = verdict();
      body.append(
        top, h("div", { class: "live-wide" }, drawing.element, height.element, judged.element),
      );
      onDrag(drawing, {
        grab: () => "height",
        move(_, [pixel]) {
          const text = parseFloat(getComputedStyle(drawing.element).fontSize);
          const value = across({ width: drawing.size().width, text }).invert(pixel);
          const kept = Math.round(Math.max(RANGE[0], Math.min(RANGE[1], value)));
          height.show(kept);
          link.set({ height: kept });
        },
      });

      function build({ names }) {
        const which = choice({
          label: "Function", options: names, onChange: (value) => link.set({ which: value }),
        });
        const kind = choice({
          label: "Type of the numbers", options: ["float16", "float32", "float64"],
          onChange: (value) => link.set({ kind: value }),
        });
        top.append(group(which, kind));
        return { which, kind };
      }

      return {
        controls(given) {
          controls ??= build(given);
          controls.which.show(given.which);
          controls.kind.show(given.kind);
          height.show(given.height);
        },
        draw(next, given) {
          [view, state] = [next, given];
          const [high, low] = view.scores.map((each) => number(each, 0));
          judged.show(view.good, `${state.which}: the scores ${high} and ${low} give ${view.shown}.`);
          drawing.redraw();
        },
        close: () => drawing.close(),
      };
    }),
};
