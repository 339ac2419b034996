// Tables and an answer: press an entry, and see what it depends on.

import { frame } from "./common/frame.js";
import { h, number } from "./common/dom.js";
import { matrix } from "./common/matrix.js";

const count = (n) => [...Array(n).keys()];

// The place in an array of one or two axes of a cell of its table.
const place = (i, j, { axes, row }) => (axes === 2 ? [i, j] : row ? [j] : [i]);

const same = (one, other) => one.length === other.length && one.every((v, k) => v === other[k]);

export default {
  render: (context) =>
    frame(context, "Index lens", ({ body, link }) => {
      const says = h("p", { class: "live-big" });
      const sheet = h("div", { class: "live-sheet" });
      const key = h("p", { class: "live-note" });
      body.append(h("div", { class: "live-wide" }, says, sheet, key));
      let tables = null;

      function build({ tables: given, answer, name, along, entry }) {
        const put = (table) => {
          sheet.append(h("div", { class: "live-scroll" }, table.element));
          return table;
        };
        tables = given.map((each) => {
          const [rows, columns] = each.values.shape;
          const pick = each.name === along;
          return put(matrix({
            label: pick ? `${each.name}: press what is nudged` : each.name,
            rows, columns,
            rowNames: each.row ? undefined : count(rows),
            columnNames: each.axes === 2 || each.row ? count(columns) : undefined,
            onPick: pick ? (i, j) => link.set({ nudged: place(i, j, each) }) : undefined,
          }));
        });
        const own = { axes: entry.length, row: false };
        tables.push(put(matrix({
          label: `${name}: press an entry`, rows: answer.shape[0], columns: answer.shape[1],
          rowNames: count(answer.shape[0]),
          columnNames: own.axes === 2 ? count(answer.shape[1]) : undefined,
          onPick: (i, j) => link.set({ entry: place(i, j, own) }),
        })));
        key.textContent = along
          ? "↑ is nudged, ◆ is watched; framed is what the slope depends on."
          : "◆ is watched; framed is every number that it depends on.";
      }

      return {
        draw(view) {
          if (!tables) build(view);
          const answer = tables[tables.length - 1];
          view.tables.forEach((each, k) => {
            const columns = each.values.shape[1];
            const lit = (i, j) => each.lit[i * columns + j] === 1;
            const nudged = (i, j) =>
              each.name === view.along && same(place(i, j, each), view.nudged);
            tables[k].show(each.values, {
              lit,
              veiled: (i, j) => !lit(i, j) && !nudged(i, j),
              sign: (i, j) => (nudged(i, j) ? "↑ " : ""),
            });
          });
          const own = { axes: view.entry.length, row: false };
          const watched = (i, j) => same(place(i, j, own), view.entry);
          answer.show(view.answer, { lit: watched, sign: (i, j) => (watched(i, j) ? "◆ " : "") });
          const name = `${view.name}[${view.entry}]`;
          const needed = view.tables.reduce(
            (sum, each) => sum + each.lit.reduce((a, b) => a + b, 0), 0,
          );
          says.textContent =
            view.slope === null
              ? `${name} depends on ${needed} of the given numbers.`
              : `${name} moves with ${view.along}[${view.nudged}] by ${number(view.slope, 3)}`;
        },
      };
    }),
};
