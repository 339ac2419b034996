// A table, what a function makes of it, and the light on what belongs together.

import { choice, group, toggle } from "./common/controls.js";
import { frame } from "./common/frame.js";
import { h } from "./common/dom.js";
import { matrix } from "./common/matrix.js";

const count = (n) => [...Array(n).keys()];

export default {
  render: (context) =>
    frame(context, "Axis explorer", ({ body, link }) => {
      const place = { table: h("div"), result: h("div", { class: "live-scroll" }) };
      const says = h("p", { class: "live-big" });
      const top = h("div", { class: "live-group" });
      let controls = null;
      let shown = "";
      let [table, result] = [null, null];
      body.append(
        h("div", { class: "live-wide" }, top, says),
        h("div", { class: "live-scroll" }, place.table),
        place.result,
      );

      function tables({ table: A, result: R, shapes }) {
        const key = `${A.shape} ${R.shape} ${shapes}`;
        if (key === shown) return;
        shown = key;
        const [rows, columns] = A.shape;
        table = matrix({
          label: `A, shape ${shapes[0]}`, rows, columns, digits: 1,
          rowNames: count(rows), columnNames: count(columns),
        });
        result = matrix({
          label: `the result, shape ${shapes[1]}: press an entry`,
          rows: R.shape[0], columns: R.shape[1], digits: 1,
          onPick: (i, j) => link.set({ entry: [i, j] }),
          columnNames: count(R.shape[1]),
          rowNames: shapes[1].includes(", ") ? count(R.shape[0]) : undefined,
        });
        place.table.replaceChildren(table.element);
        place.result.replaceChildren(result.element);
      }

      function build({ names }) {
        const which = choice({
          label: "What is done to the table A", options: names,
          onChange: (value) => link.set({ which: value }),
        });
        const square = toggle({
          label: "square table", onChange: (value) => link.set({ square: value }),
        });
        top.append(group(which, square));
        return { which, square };
      }

      return {
        controls(state) {
          controls ??= build(state);
          controls.which.show(state.which);
          controls.square.show(state.square);
        },
        draw(view) {
          tables(view);
          const columns = view.table.shape[1];
          const lit = (i, j) => view.lit[i * columns + j] === 1;
          table.show(view.table, { lit, veiled: (i, j) => !lit(i, j) });
          result.show(view.result, {
            lit: (i, j) => i === view.entry[0] && j === view.entry[1],
          });
          const needed = view.lit.reduce((sum, each) => sum + each, 0);
          says.textContent =
            `${view.shapes[0]} → ${view.shapes[1]}. ` +
            `The chosen entry depends on ${needed} of ${view.lit.length} numbers.`;
        },
      };
    }),
};
