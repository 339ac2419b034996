// Two trainings with settings of their own: their losses, and their first steps.

import { choice, logSlider, select, slider } from "./common/controls.js";
import { curve, line } from "./common/axes.js";
import { chart, dot, inside, span } from "./common/chart.js";
import { css, BLUE, MAGENTA } from "./common/palette.js";
import { frame } from "./common/frame.js";
import { h, short, tidy } from "./common/dom.js";
import { surface } from "./common/surface.js";

const FLOOR = 1e-3; // a logarithmic scale has no place for 0
const LOOKS = [
  { rgb: BLUE, width: 5, dash: [], sign: "━ first run" },
  { rgb: MAGENTA, width: 2, dash: [8, 5], sign: "╌ second run" },
];

function losses(context, { view, ...room }) {
  const all = view.losses.flatMap((each) => Array.from(each)).filter(Number.isFinite);
  const low = Math.max(FLOOR, Math.min(...all) / 1.5);
  const axes = chart(context, room, {
    x: [0, view.losses[0].length - 1], y: [low, Math.max(3, ...all) * 1.5], log: true,
    xLabel: "step", yLabel: "loss of an example",
  });
  inside(context, axes, () =>
    view.losses.forEach((values, which) => {
      const { rgb, width, dash } = LOOKS[which];
      const points = Array.from(values, (value, i) => [axes.x(i), axes.y(Math.max(low, value))]);
      curve(context, points, { colour: css(rgb), width, dash });
    }),
  );
}

function firstSteps(context, { view, ...room }) {
  const [one, other] = view.steps;
  const far = (values) => Math.max(...span(values).map(Math.abs));
  const axes = chart(context, room, {
    x: [-far(one), far(one)], y: [-far(other), far(other)], format: short,
    xLabel: "entry of the first step, first run", yLabel: "the same entry, second run",
  });
  const { x, y } = axes;
  context.strokeStyle = css(room.theme.ink, 0.4);
  line(context, [x(0), y(-far(other))], [x(0), y(far(other))]);
  inside(context, axes, () =>
    one.forEach((value, i) => {
      dot(context, [x(value), y(other[i])], { colour: css(MAGENTA, 0.5), edge: css(room.theme.ground, 0), radius: 2.5 });
    }),
  );
}

export default {
  render: (context) =>
    frame(context, "Two runs", ({ body, link }) => {
      let shown = null;
      const look = (draw) => (canvas, room) => shown && draw(canvas, { ...room, ...shown });
      const left = surface({ label: "The losses of both runs", ratio: 0.7, draw: look(losses) });
      const right = surface({ label: "Their first steps, entry by entry", ratio: 0.7, draw: look(firstSteps) });
      const tell = h("p", { class: "live-note live-numbers" });
      const steps = slider({
        label: "steps", min: 10, max: 200, step: 10, onChange: (value) => link.set({ steps: value }),
      });

      // The settings of one run; each change sends them all.
      function settings(name, { sign, rgb }) {
        let values = {};
        const send = (part) => {
          values = { ...values, ...part };
          link.set({ [name]: values });
        };
        const controls = {
          reduction: choice({
            label: `gradients of a batch, ${name} run`, options: ["mean", "sum"],
            onChange: (reduction) => send({ reduction }),
          }),
          lr: logSlider({ label: "learning rate", min: 0.001, max: 10, format: tidy, onChange: (lr) => send({ lr }) }),
          batch: select({
            label: "batch", options: [10, 50, 100, 128, 500], onChange: (batch) => send({ batch: Number(batch) }),
          }),
        };
        const box = h("div", { class: "live-column live-run" }, h("strong", {}, sign),
          ...Object.values(controls).map((each) => each.element));
        box.style.borderColor = css(rgb);
        const show = (now) => {
          values = now;
          Object.entries(controls).forEach(([key, each]) => each.show(values[key]));
        };
        return { box, show };
      }
      const runs = { first: settings("first", LOOKS[0]), second: settings("second", LOOKS[1]) };
      body.append(
        h("div", { class: "live-column" }, left.element, runs.first.box),
        h("div", { class: "live-column" }, right.element, runs.second.box),
        h("div", { class: "live-wide" }, tell, steps.element),
      );
      return {
        controls(state) {
          for (const name of ["first", "second"]) runs[name].show(state[name]);
          steps.show(state.steps);
        },
        draw(view, state) {
          shown = { view, state };
          tell.textContent =
            `First steps: the second is ${short(view.ratio)} times as long as the first. ` +
            `The losses of the two runs are at most ${short(view.farthest)} apart.`;
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
