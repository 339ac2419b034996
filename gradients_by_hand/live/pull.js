// Bars of probabilities with arrows against the gradient, and the loss along one score.

import { arrow, curve, line } from "./common/axes.js";
import { css, BLUE, GOLD, MAGENTA } from "./common/palette.js";
import { chart, dot, inside, note, span } from "./common/chart.js";
import { choice, slider } from "./common/controls.js";
import { frame } from "./common/frame.js";
import { h, number } from "./common/dom.js";
import { onDrag } from "./common/drag.js";
import { surface } from "./common/surface.js";
import { verdict } from "./common/verdict.js";

const PIXELS_PER_UNIT = 28; // of a score, when a bar is dragged
const ARROWS = [-0.6, 1.6]; // a gradient that is far too large leaves the picture

const clip = (value, [low, high]) => Math.min(high, Math.max(low, value));

function bars(context, { view, state, ...room }) {
  const { theme, width } = room;
  const ends = Array.from(view.shares, (share, k) => clip(share + view.pushes[k], ARROWS));
  const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  const y = chart(context, room, {
    x: [0, 1], y: [low - 0.06, high + 0.06], yLabel: "probability", bare: true,
  }).y;
  const left = 3.6 * theme.text;
  const step = (width - left - 1.3 * theme.text) / view.shares.length;
  view.shares.forEach((share, k) => {
    const middle = left + (k + 0.5) * step;
    const half = Math.min(0.3 * step, 3.4 * theme.text);
    const truth = k === state.truth;
    context.fillStyle = css(truth ? GOLD : BLUE);
    context.fillRect(middle - half, y(share), 2 * half, y(0) - y(share));
    const tip = [middle, y(ends[k])];
    arrow(context, [middle, y(share)], tip, { colour: css(theme.ink), width: 5 });
    const push = number(view.pushes[k], 2);
    const words = view.pushes[k] > 0 ? `+${push}` : push;
    note(context, words, [middle + 0.7 * theme.text, (y(share) + tip[1]) / 2], {
      theme, align: "left", bold: true,
    });
    note(context, `class ${k}${truth ? " ★" : ""}`, [middle, room.height - 1.7 * theme.text], {
      theme, bold: truth,
    });
    note(context, `p = ${number(share, 3)}`, [middle, room.height - 0.6 * theme.text], { theme });
  });
}

function course(context, { view, state, ...room }) {
  const { theme } = room;
  const x = [-view.reach, view.reach];
  const now = state.scores[state.truth];
  const loss = chart(context, room, {
    x, y: [Math.min(0, span(view.heights)[0]), Math.max(1, span(view.heights)[1])],
    box: { bottom: 0.6 }, yLabel: "your loss",
  });
  const points = Array.from(view.line, (at, i) => [loss.x(at), loss.y(view.heights[i])]);
  const slope = -view.pushes[state.truth];
  const here = [loss.x(now), loss.y(view.loss)];
  inside(context, loss, () => {
    curve(context, points, { colour: css(BLUE), width: 3 });
    const far = [-20, 20].map((d) => [loss.x(now + d), loss.y(view.loss + slope * d)]);
    curve(context, far, { colour: css(MAGENTA), width: 2, dash: [7, 5] });
  });
  dot(context, here, { colour: css(GOLD), edge: css(theme.ink), radius: 0.55 * theme.text });
  const steep = chart(context, room, {
    x, y: span(view.claimed, view.measured, [0]), box: { top: 0.56 },
    xLabel: `score of class ${state.truth}`, yLabel: "its slope: ● claimed  ─ measured",
  });
  inside(context, steep, () => {
    const measured = Array.from(view.line, (at, i) => [steep.x(at), steep.y(view.measured[i])]);
    curve(context, measured, { colour: css(BLUE), width: 3 });
  });
  context.strokeStyle = css(theme.ink, 0.4);
  line(context, [here[0], here[1]], [here[0], steep.y(steep.y.domain[0])]);
  view.claimed.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    const at = [steep.x(view.line[4 * i]), steep.y(value)];
    dot(context, at, { colour: css(MAGENTA), edge: css(theme.ground), radius: 4.5 });
  });
}

export default {
  render: (context) =>
    frame(context, "The pull of the gradient", ({ body, link }) => {
      let shown = null;
      let each = [];
      let truth = null;
      const look = (draw) => (canvas, room) => shown && draw(canvas, { ...room, ...shown });
      const left = surface({
        label: "Probabilities as bars, with arrows against your gradient",
        ratio: 0.86, draw: look(bars),
      });
      const right = surface({
        label: "Your loss, and its slope, along the score of the true class",
        ratio: 0.86, draw: look(course),
      });
      const light = verdict();
      const controls = h("div", { class: "live-column" });
      const says = h("div", { class: "live-column" }, light.element);
      body.append(
        h("div", { class: "live-column" }, left.element),
        h("div", { class: "live-column" }, right.element),
        controls, says,
      );

      // The class whose bar is at x.
      function column(x) {
        const em = parseFloat(getComputedStyle(left.element).fontSize);
        const count = shown?.state.scores.length ?? 0;
        return Math.floor(((x - 3.6 * em) / (left.size().width - 4.9 * em)) * count);
      }

      function set(k, score) {
        if (!shown) return; // nothing could be drawn yet
        const scores = [...shown.state.scores];
        scores[k] = Math.round(10 * clip(score, [-shown.view.reach, shown.view.reach])) / 10;
        shown.state = { ...shown.state, scores };
        each[k].show(scores[k]);
        link.set({ scores });
      }

      onDrag(left, {
        grab([x]) {
          const k = column(x);
          return k in (shown?.state.scores ?? []) ? { k, from: shown.state.scores[k] } : null;
        },
        move: ({ k, from }, [, y], [, began]) => set(k, from + (began - y) / PIXELS_PER_UNIT),
      });
      onDrag(right, {
        grab: () => (shown ? { from: shown.state.scores[shown.state.truth] } : null),
        move({ from }, [x], [began]) {
          const unit = right.size().width / (2.3 * shown.view.reach);
          set(shown.state.truth, from + (x - began) / unit);
        },
      });

      function build({ scores }) {
        truth = choice({
          label: "True class ★", options: scores.map((_, k) => ({ value: k, text: `class ${k}` })),
          onChange: (value) => link.set({ truth: value }),
        });
        each = scores.map((_, k) =>
          slider({
            label: `score s[${k}]`, min: -8, max: 8, step: 0.1,
            format: (value) => number(value, 1), onChange: (value) => set(k, value),
          }),
        );
        controls.append(...[...each, truth].map((one) => one.element));
        says.append(
          h("p", { class: "live-note" },
            "Drag a bar up or down, or the loss to the left and right. An arrow shows where a step downhill pushes a score."),
        );
      }

      return {
        controls(state) {
          if (!truth) build(state);
          state.scores.forEach((score, k) => each[k].show(score));
          truth.show(state.truth);
        },
        draw(view, state) {
          shown = { view, state };
          light.show(view.agrees, view.report);
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
