// A matrix as a table of coloured cells: numbers to read, colours to see.

import { h, number } from "./dom.js";
import { css, signed } from "./palette.js";

const GROUND = [255, 255, 255];

// {element, show(values, {limit, lit})}: `values` has a shape (rows, columns); `limit`
// is what has the full colour; lit(row, column) frames a cell.  onPick(row, column)
// makes the cells buttons.
export function matrix({ label, rows, columns, digits = 2, onPick, rowNames, columnNames }) {
  const cells = [];
  const table = h("table", { class: "live-matrix" }, h("caption", {}, label));
  if (columnNames) {
    const head = h("tr", {}, ...(rowNames ? [h("td", {})] : []));
    for (const name of columnNames) head.append(h("th", { scope: "col" }, name));
    table.append(head);
  }
  for (let i = 0; i < rows; i += 1) {
    const line = h("tr", {});
    if (rowNames) line.append(h("th", { scope: "row" }, rowNames[i]));
    for (let j = 0; j < columns; j += 1) {
      const cell = h("td", {});
      const inside = onPick
        ? h("button", {
            type: "button",
            class: "live-cell",
            onclick: () => onPick(i, j),
            "aria-label": `${label}, row ${i}, column ${j}`,
          })
        : h("span", { class: "live-cell" });
      cell.append(inside);
      cells.push({ cell, inside, i, j });
      line.append(cell);
    }
    table.append(line);
  }
  return {
    element: table,
    show(values, { limit, lit = () => false } = {}) {
      const size = limit ?? Math.max(1e-12, ...Array.from(values, (v) => Math.abs(v) || 0));
      cells.forEach(({ cell, inside, i, j }, at) => {
        const value = values[at];
        inside.textContent = number(value, digits);
        const known = Number.isFinite(value);
        cell.style.background = known ? css(signed(value / size, GROUND)) : "";
        cell.classList.toggle("live-nan", !known);
        cell.classList.toggle("live-lit", lit(i, j));
        if (onPick) inside.setAttribute("aria-pressed", String(lit(i, j)));
      });
    },
  };
}
