// Sliders for the scores, bars for what the student's function makes of them.

import { css, GOLD, MAGENTA, BLUE } from "./common/palette.js";
import { choice, group, logSlider, slider } from "./common/controls.js";
import { frame } from "./common/frame.js";
import { h, number } from "./common/dom.js";
import { surface } from "./common/surface.js";

const COLOURS = [BLUE, MAGENTA, GOLD];

function bars(context, { width, height, theme, view }) {
  const room = height - 3 * theme.text;
  const step = width / view.shares.length;
  context.font = `${theme.text}px ${theme.font}`;
  context.textAlign = "center";
  view.shares.forEach((share, k) => {
    const known = Number.isFinite(share);
    const size = known ? Math.max(0, Math.min(1, share)) * room : room;
    const left = k * step + step * 0.18;
    const top = height - 1.5 * theme.text - size;
    context.fillStyle = css(COLOURS[k % 3]);
    context.strokeStyle = css(theme.ink);
    if (known) context.fillRect(left, top, step * 0.64, size);
    else {
      context.setLineDash([4, 4]); // a frame without a bar: this is no number
      context.strokeRect(left, top, step * 0.64, size);
      context.setLineDash([]);
    }
    context.fillStyle = css(theme.ink);
    context.fillText(number(share, 3), left + step * 0.32, top - 0.4 * theme.text);
    context.fillText(`class ${k}`, left + step * 0.32, height - 0.3 * theme.text);
  });
}

export default {
  render: (context) =>
    frame(context, "Logit mixer", ({ body, link }) => {
      let view = null;
      let scores = [];
      const picture = surface({
        label: "What the function gives for each class",
        ratio: 0.6,
        draw: (canvas, room) => view && bars(canvas, { ...room, view }),
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
      const total = h("output", { class: "live-numbers" });
      let which = null;
      const each = [];
      body.append(
        h("div", { class: "live-column" }, picture.element, h("p", { class: "live-note" }, "Sum: ", total)),
        sliders,
      );

      function build(state) {
        scores = [...state.scores];
        which = choice({
          label: "Function", options: view.names,
          onChange: (value) => link.set({ which: value }),
        });
        scores.forEach((_, k) =>
          each.push(
            slider({
              label: `score of class ${k}`, min: -6, max: 6, step: 0.1,
              format: (value) => number(value, 1),
              onChange(value) {
                scores[k] = value;
                link.set({ scores: [...scores] });
              },
            }),
          ),
        );
        sliders.append(group(which), ...[...each, shift, temperature].map((one) => one.element));
      }

      return {
        draw(next, state) {
          view = next;
          if (!which) build(state);
          state.scores.forEach((score, k) => each[k].show(score));
          shift.show(state.shift);
          temperature.show(state.temperature);
          which.show(state.which);
          total.textContent = number(view.total, 4);
          picture.redraw();
        },
        close: () => picture.close(),
      };
    }),
};
