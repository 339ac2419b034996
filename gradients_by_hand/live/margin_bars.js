// One example: scores to drag past a line, margins as bars, pushes as arrows, and the
// loss along one score with its corners.

import { arrow, curve, line } from "./common/axes.js";
import { css, BLUE, GOLD, MAGENTA } from "./common/palette.js";
import { chart, dot, inside, note, span } from "./common/chart.js";
import { choice, group, slider } from "./common/controls.js";
import { frame } from "./common/frame.js";
import { h, number, tidy } from "./common/dom.js";
import { onDrag } from "./common/drag.js";
import { surface } from "./common/surface.js";

const clip = (value, reach) => Math.min(reach, Math.max(-reach, value));
const PUSH = 0.75; // how long an arrow of 1 is, in scores

function columns({ width, theme }, count) {
  const left = 3.6 * theme.text;
  const step = (width - left - 1.3 * theme.text) / count;
  return { step, middle: (k) => left + (k + 0.5) * step };
}

function scoreboard(context, { view, state, ...room }) {
  const { theme } = room;
  const reach = view.reach + 0.6;
  const { x, y } = chart(context, room, { x: [0, 1], y: [-reach, reach], yLabel: "score", bare: true });
  const { step, middle } = columns(room, state.scores.length);
  const safe = state.scores[state.truth] - state.delta;
  context.strokeStyle = css(theme.ink);
  context.lineWidth = 2;
  context.setLineDash([7, 5]);
  line(context, [x(0), y(safe)], [x(1), y(safe)]);
  context.setLineDash([]);
  note(context, `score of class ${state.truth} − ${tidy(state.delta)}`, [x(0) + 4, y(safe) + 0.8 * theme.text], {
    theme, align: "left", size: 0.8,
  });
  state.scores.forEach((score, k) => {
    const at = middle(k);
    const half = Math.min(0.22 * step, 2 * theme.text);
    const margin = view.margins[k];
    if (margin > 0) {
      context.fillStyle = css(MAGENTA, 0.75);
      context.fillRect(at - half, y(safe + margin), 2 * half, y(safe) - y(safe + margin));
      note(context, number(margin, 2), [at - half - 4, (y(safe) + y(safe + margin)) / 2], {
        theme, align: "right", bold: true,
      });
    }
    const truth = k === state.truth;
    const knob = [at, y(score)];
    const push = view.pushes[k];
    const tip = [at, y(clip(score + PUSH * push, reach))];
    arrow(context, knob, tip, { colour: css(theme.ink), width: 5 });
    if (push) {
      const words = push > 0 ? `+${tidy(push)}` : tidy(push);
      note(context, words, [at + 0.8 * theme.text, tip[1] - Math.sign(push) * 0.2 * theme.text], {
        theme, align: "left", bold: true,
      });
    }
    dot(context, knob, { colour: css(truth ? GOLD : BLUE), edge: css(theme.ink), radius: 0.62 * theme.text });
    note(context, `class ${k}${truth ? " ★" : ""}`, [at, room.height - 1.6 * theme.text], { theme, bold: truth });
    note(context, margin > 0 ? "too close" : truth ? "true" : "safe", [at, room.height - 0.55 * theme.text], {
      theme, size: 0.8,
    });
  });
}

function course(context, { view, state, ...room }) {
  const { theme } = room;
  const [low, high] = span(view.heights, [0, 1]);
  const now = state.scores[state.held];
  const slope = -view.pushes[state.held] || 0; // no −0
  const axes = chart(context, room, {
    x: [-view.reach, view.reach], y: [low, high],
    xLabel: `score of class ${state.held}`, yLabel: `sum of your margins, its claimed slope: ${tidy(slope)}`,
  });
  const { x, y } = axes;
  inside(context, axes, () => {
    curve(context, Array.from(view.line, (at, i) => [x(at), y(view.heights[i])]), { colour: css(BLUE), width: 3.5 });
    const far = [-20, 20].map((d) => [x(now + d), y(view.loss + slope * d)]);
    curve(context, far, { colour: css(MAGENTA), width: 2, dash: [7, 5] });
  });
  dot(context, [x(now), y(view.loss)], {
    colour: css(state.held === state.truth ? GOLD : BLUE), edge: css(theme.ink), radius: 0.55 * theme.text,
  });
}

export default {
  render: (context) =>
    frame(context, "Margin bars", ({ body, link }) => {
      let shown = null;
      let parts = null;
      const look = (draw) => (canvas, room) => shown && draw(canvas, { ...room, ...shown });
      const left = surface({
        label: "Scores of all classes, and the line that wrong classes must stay below",
        ratio: 1, draw: look(scoreboard),
      });
      const right = surface({ label: "The loss along one score", ratio: 0.7, draw: look(course) });
      const controls = h("div", { class: "live-column" });
      body.append(
        h("div", { class: "live-column" }, left.element),
        h("div", { class: "live-column" }, right.element, controls),
      );

      function set(k, score) {
        const scores = [...shown.state.scores];
        scores[k] = Math.round(20 * clip(score, shown.view.reach)) / 20;
        shown.state = { ...shown.state, scores, held: k };
        parts.each[k].show(scores[k]);
        link.set({ scores, held: k });
      }
      const em = () => parseFloat(getComputedStyle(left.element).fontSize);
      onDrag(left, {
        grab([x]) {
          if (!shown) return null;
          const { scores } = shown.state;
          const { step, middle } = columns({ width: left.size().width, theme: { text: em() } }, scores.length);
          const k = scores.findIndex((_, each) => Math.abs(middle(each) - x) < step / 2);
          return k < 0 ? null : { k, from: scores[k] };
        },
        move({ k, from }, [, y], [, began]) {
          const unit = (left.size().height - 4.5 * em()) / (2 * shown.view.reach + 1.2);
          set(k, from + (began - y) / unit);
        },
      });
      onDrag(right, {
        grab: () => (shown ? { k: shown.state.held, from: shown.state.scores[shown.state.held] } : null),
        move({ k, from }, [x], [began]) {
          const unit = (right.size().width - 4.9 * em()) / (2 * shown.view.reach);
          set(k, from + (x - began) / unit);
        },
      });

      function build({ examples }, { scores }) {
        const numbered = (count, name) => Array.from({ length: count }, (_, k) => ({ value: k, text: name(k) }));
        parts = {
          each: scores.map((_, k) =>
            slider({
              label: `score s[${k}]`, min: -4, max: 4, step: 0.05,
              format: (value) => number(value, 2), onChange: (value) => set(k, value),
            }),
          ),
          delta: slider({
            label: "distance Δ", min: 0.1, max: 3, step: 0.1,
            format: (value) => number(value, 1), onChange: (value) => link.set({ delta: value }),
          }),
          truth: choice({
            label: "True class ★", options: numbered(scores.length, String),
            onChange: (value) => link.set({ truth: value, held: value }),
          }),
          example: choice({
            label: "Begin with example", options: numbered(examples, String),
            onChange: (value) => link.set({ example: value }),
          }),
        };
        const { each, delta, truth, example } = parts;
        controls.append(...each.map((one) => one.element), delta.element, group(example, truth));
      }

      function settle(state) {
        state.scores.forEach((score, k) => parts.each[k].show(score));
        for (const name of ["delta", "truth", "example"]) parts[name].show(state[name]);
      }

      return {
        controls: (state) => parts && settle(state),
        draw(view, state) {
          shown = { view, state };
          if (!parts) {
            build(view, state);
            settle(state);
          }
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
