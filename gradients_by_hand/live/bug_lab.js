// A batch of one's own making, and which verdicts fall on each faulty program.

import { button, choice, group, logSlider, slider } from "./common/controls.js";
import { css, signed } from "./common/palette.js";
import { frame } from "./common/frame.js";
import { h, number } from "./common/dom.js";
import { surface } from "./common/surface.js";

const SIGNS = { true: ["✓", "holds"], false: ["✗", "fails"], null: ["–", "not reached"] };

// X and W as grids of cells, so that the size of a batch is seen.
function sizes(context, { width, height, theme, view, state }) {
  const { N, D, C } = state;
  const em = theme.text;
  const cell = Math.min((width - 6 * em) / (D + C + 2.5), (height - 2.6 * em) / Math.max(N, D), 2.2 * em);
  const names = [["X", view.X, 0.4 * em], ["W", view.W, 0.4 * em + (D + 2.4) * cell + 2 * em]];
  context.font = `${em}px ${theme.font}`;
  names.forEach(([name, table, left]) => {
    const [rows, columns] = table.shape;
    const size = Math.max(1e-12, ...table.map(Math.abs));
    context.fillStyle = css(theme.ink);
    context.fillText(`${name}  ${rows} × ${columns}`, left, 1.1 * em);
    table.forEach((value, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      context.fillStyle = css(signed(value / size, [255, 255, 255]));
      context.strokeStyle = css(theme.faint);
      const corner = [left + j * cell, 1.7 * em + i * cell, cell - 2, cell - 2];
      context.fillRect(...corner);
      context.strokeRect(...corner);
    });
  });
  context.fillStyle = css(theme.ink);
  context.textBaseline = "middle";
  view.y.forEach((label, i) =>
    context.fillText(String(label), 0.4 * em + D * cell + 0.5 * em, 1.7 * em + (i + 0.5) * cell),
  );
  context.textBaseline = "alphabetic";
  context.fillText("y", 0.4 * em + D * cell + 0.5 * em, 1.1 * em);
}

export default {
  render: (context) =>
    frame(context, "Bug lab", ({ body, link }) => {
      let shown = null;
      let which = null;
      const picture = surface({
        label: "The batch: a cell for each number of X and of W", ratio: 0.62, width: 420,
        draw: (canvas, room) => shown && sizes(canvas, { ...room, ...shown }),
      });
      const count = h("p", { class: "live-note live-numbers" });
      const whole = (label, trait, min, max) =>
        slider({ label, min, max, step: 1, onChange: (value) => link.set({ [trait]: value }) });
      const controls = {
        N: whole("examples N", "N", 1, 8),
        D: whole("features D", "D", 1, 8),
        C: whole("classes C", "C", 2, 12),
        reg: slider({
          label: "penalty reg", min: 0, max: 1, step: 0.05,
          format: (value) => number(value, 2), onChange: (value) => link.set({ reg: value }),
        }),
        scale: logSlider({
          label: "size of weights", min: 0.001, max: 10,
          format: (value) => number(value, 3), onChange: (value) => link.set({ scale: value }),
        }),
        labels: choice({
          label: "labels", options: ["all classes in turn", "class 0 only"],
          onChange: (value) => link.set({ labels: value }),
        }),
      };
      const again = button({ label: "Other numbers", onPress: () => link.set({ seed: shown.state.seed + 1 }) });
      const table = h("table", { class: "live-verdicts" });
      const story = h("p", { class: "live-note" });
      const why = h("p", { class: "live-note live-numbers live-why" });
      const picker = h("div", {});
      body.append(
        h("div", { class: "live-column" }, picture.element, count,
          ...Object.values(controls).map((each) => each.element), group(again)),
        h("div", { class: "live-column" }, picker, story, table, why),
      );

      function lines({ rows, verdicts }, fault) {
        const head = h("tr", {}, h("th", {}), ...verdicts.map((name) => h("th", { scope: "col" }, name)));
        const each = Object.entries(rows).map(([name, values]) =>
          h("tr", { class: name === fault ? "live-chosen" : "" }, h("th", { scope: "row" }, name),
            ...values.map((value) => {
              const [sign, words] = SIGNS[value];
              return h("td", { class: `live-is-${value}`, title: words },
                h("span", { "aria-hidden": "true" }, sign), h("span", { class: "live-ears" }, words));
            })),
        );
        table.replaceChildren(head, ...each);
      }

      return {
        controls(state) {
          which?.show(state.fault);
          for (const [trait, control] of Object.entries(controls)) control.show(state[trait]);
        },
        draw(view, state) {
          shown = { view, state };
          if (!which) {
            which = choice({
              label: "Fault", options: Object.keys(view.rows), onChange: (value) => link.set({ fault: value }),
            });
            picker.append(which.element);
            which.show(state.fault);
          }
          count.textContent = `${view.numbers} numbers in X and W together.`;
          story.textContent = view.story;
          why.textContent = view.why;
          lines(view, state.fault);
          picture.redraw();
        },
        close: () => picture.close(),
      };
    }),
};
