// A table of slopes, one entry of it measured, and a nudge beside its column.

import { chart, note, span } from "./common/chart.js";
import { css, BLUE, MAGENTA } from "./common/palette.js";
import { frame } from "./common/frame.js";
import { h, number } from "./common/dom.js";
import { line, mark } from "./common/axes.js";
import { matrix } from "./common/matrix.js";
import { slider } from "./common/controls.js";
import { surface } from "./common/surface.js";
import { verdict } from "./common/verdict.js";

// The table with its sums as a last column and a last row, row by row.
function withSums({ J, rows, columns }) {
  const C = rows.length;
  const all = [];
  for (let i = 0; i < C; i += 1) all.push(...J.subarray(i * C, (i + 1) * C), rows[i]);
  return [...all, ...columns, ""];
}

function bars(context, { view, state, ...room }) {
  const { theme } = room;
  const C = view.true.length;
  const y = span(view.true, view.promised, [-0.05, 0.05]);
  const axes = chart(context, room, {
    x: [-0.6, C - 0.4], y, yLabel: `input ${state.entry[1]} raised by ${number(state.nudge, 2)}`,
    bare: true,
  });
  const width = (axes.x(1) - axes.x(0)) * 0.55;
  view.true.forEach((value, k) => {
    const middle = axes.x(k);
    const [top, bottom] = [axes.y(Math.max(0, value)), axes.y(Math.min(0, value))];
    context.fillStyle = css(BLUE);
    context.fillRect(middle - width / 2, top, width, Math.max(1, bottom - top));
    const promised = view.promised[k];
    if (Number.isFinite(promised)) {
      context.strokeStyle = context.fillStyle = css(MAGENTA);
      context.lineWidth = 3;
      const at = axes.y(promised);
      line(context, [middle - width * 0.75, at], [middle + width * 0.75, at]);
      mark(context, [middle, at], 1, 4);
      context.fill();
    }
    note(context, `output ${k}`, [middle, room.height - 1.6 * theme.text], { theme });
  });
  context.strokeStyle = css(theme.ink);
  context.lineWidth = 1;
  line(context, [axes.x(-0.6), axes.y(0)], [axes.x(C - 0.4), axes.y(0)]);
}

export default {
  render: (context) =>
    frame(context, "Jacobian map", ({ body, link }) => {
      let [view, state, table] = [null, null, null];
      let s = [];
      const inputs = [];
      const left = h("div", { class: "live-scroll" });
      const judged = verdict();
      const drawing = surface({
        label: "How far each output moves, and what the column promises",
        ratio: 0.62,
        draw: (canvas, room) => view && bars(canvas, { ...room, view, state }),
      });
      const nudge = slider({
        label: "nudge t", min: -4, max: 4, step: 0.05, format: (value) => number(value, 2),
        onChange: (value) => link.set({ nudge: value }),
      });
      const key = h("p", { class: "live-note" });
      const sliders = h("div", { class: "live-column" });
      body.append(
        h("div", { class: "live-column" }, left, judged.element, sliders),
        h("div", { class: "live-column" }, drawing.element, nudge.element, key),
      );

      function build({ s: first }) {
        first.forEach((_, k) =>
          inputs.push(
            slider({
              label: `input ${k}`, min: -6, max: 6, step: 0.1, format: (value) => number(value, 1),
              onChange(value) {
                s[k] = value;
                link.set({ s: [...s] });
              },
            }),
          ),
        );
        sliders.append(...inputs.map((one) => one.element));
        const C = first.length;
        const names = [...first.keys(), "sum"];
        table = matrix({
          label: "your table: row i, column j; press an entry",
          rows: C + 1, columns: C + 1, digits: 3, rowNames: names, columnNames: names,
          onPick: (i, j) => i < C && j < C && link.set({ entry: [i, j] }),
        });
        left.append(table.element);
      }

      return {
        controls(given) {
          if (!table) build(given);
          s = [...given.s];
          s.forEach((value, k) => inputs[k].show(value));
          nudge.show(given.nudge);
        },
        draw(next, given) {
          [view, state] = [next, given];
          const [i, j] = state.entry;
          const limit = Math.max(1e-12, ...view.J.filter(Number.isFinite).map(Math.abs));
          table.show(withSums(view), {
            limit,
            lit: (row, column) => row === i && column === j,
          });
          const claimed = view.J[i * s.length + j];
          judged.show(view.right, `Case ${view.case}: your table says ${number(claimed, 4)}, ` +
            `measured is ${number(view.measured, 4)}.`);
          key.textContent = `Bars: what truly happens. Marks: ${number(state.nudge, 2)} times ` +
            `column ${j}. At most ${number(view.gap, 4)} apart.`;
          drawing.redraw();
        },
        close: () => drawing.close(),
      };
    }),
};
