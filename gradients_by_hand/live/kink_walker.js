// Two points near a kink, the line through them, and what is measured on the way.

import { css, BLUE, MAGENTA } from "./common/palette.js";
import { chart, dot, inside, span } from "./common/chart.js";
import { curve, line } from "./common/axes.js";
import { frame } from "./common/frame.js";
import { h, number, short } from "./common/dom.js";
import { logSlider, slider } from "./common/controls.js";
import { onDrag } from "./common/drag.js";
import { surface } from "./common/surface.js";
import { verdict } from "./common/verdict.js";

function kinked(context, { view, state, ...room }) {
  const { theme } = room;
  const y = span(view.values);
  const axes = chart(context, room, { x: [-1, 1], y, xLabel: "x", yLabel: "f, and your two points" });
  const at = ([x, value]) => [axes.x(x), axes.y(value)];
  inside(context, axes, () => {
    const points = Array.from(view.line, (x, i) => at([x, view.values[i]]));
    curve(context, points, { colour: css(theme.ink), width: 3 });
    const [[x0, y0], [x1, y1]] = view.ends;
    const rise = (y1 - y0) / (x1 - x0);
    const secant = [-1.2, 1.2].map((x) => at([x, y0 + rise * (x - x0)]));
    curve(context, secant, { colour: css(MAGENTA), width: 2, dash: [7, 5] });
    context.strokeStyle = css(theme.ink, 0.5);
    context.lineWidth = 1;
    line(context, [axes.x(state.x), 0], [axes.x(state.x), room.height]);
  });
  for (const end of view.ends)
    dot(context, at(end), { colour: css(MAGENTA), edge: css(theme.ground) });
}

function slopes(context, { view, state, ...room }) {
  const y = span(view.slopes, [0, 1]);
  const axes = chart(context, room, { x: [-1, 1], y, xLabel: "x", yLabel: "the slope that you measure" });
  const points = Array.from(view.line, (x, i) => [axes.x(x), axes.y(view.slopes[i])]);
  curve(context, points, { colour: css(BLUE), width: 3 });
  if (Number.isFinite(view.here))
    dot(context, [axes.x(state.x), axes.y(view.here)], {
      colour: css(MAGENTA), edge: css(room.theme.ground), radius: 8,
    });
}

// Where a pointer is on the x axis of a chart of this width.
function xAt(pixel, drawing) {
  const text = parseFloat(getComputedStyle(drawing.element).fontSize);
  const [left, right] = [3.6 * text, drawing.size().width - 0.8 * text];
  return Math.max(-1, Math.min(1, -1 + (2 * (pixel - left)) / (right - left)));
}

export default {
  render: (context) =>
    frame(context, "Kink walker", ({ body, link }) => {
      let [view, state] = [null, null];
      const canvas = (label, draw) =>
        surface({
          label, ratio: 0.72,
          draw: (place, room) => view && draw(place, { ...room, view, state }),
        });
      const left = canvas("f near its kink, with your two points and the line through them", kinked);
      const right = canvas("The slope that your function measures for every x", slopes);
      const x = slider({
        label: "x", min: -1, max: 1, step: 0.005, format: (value) => number(value, 3),
        onChange: (value) => link.set({ x: value }),
      });
      const step = logSlider({
        label: "step h", min: 0.001, max: 0.5, format: short,
        onChange: (value) => link.set({ h: value }),
      });
      const slope = h("output", { class: "live-numbers" });
      const judged = verdict();
      body.append(
        h("div", { class: "live-column" }, left.element),
        h("div", { class: "live-column" }, right.element),
        h("div", { class: "live-wide" }, x.element, step.element,
          h("p", { class: "live-big" }, "Your slope: ", slope), judged.element),
      );
      for (const drawing of [left, right])
        onDrag(drawing, {
          grab: () => "x",
          move: (_, [pixel]) => {
            const value = xAt(pixel, drawing);
            x.show(value);
            link.set({ x: value });
          },
        });

      return {
        controls(given) {
          x.show(given.x);
          step.show(given.h);
        },
        draw(next, given) {
          [view, state] = [next, given];
          slope.textContent = number(view.here, 4);
          judged.show(!/^Neither|no number/.test(view.verdict), view.verdict);
          left.redraw();
          right.redraw();
        },
        close() {
          left.close();
          right.close();
        },
      };
    }),
};
