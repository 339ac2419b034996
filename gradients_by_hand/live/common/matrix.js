// A matrix as a table of coloured cells: numbers to read, colours to see.

import { h, number } from "./dom.js";
import { css, signed } from "./palette.js";

const GROUND = [255, 255, 255];
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const no = () => false;
const nothing = () => "";

// {element, show(values, {limit, lit, veiled, sign})}: `values` has a shape (rows,
// columns); `limit` is what has the full colour; lit(row, column) frames a cell, veiled
// fades it, sign puts a letter before its number.  onPick(row, column) makes the cells
// buttons, between which the arrow keys move.
export function matrix({
  label, rows, columns, digits = 2, onPick, rowNames, columnNames,
  format = (value) => number(value, digits),
}) {
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
  if (onPick) moveWithArrows(table, cells, columns);
  return {
    element: table,
    show(values, { limit, lit = no, veiled = no, sign = nothing } = {}) {
      const size = limit ?? Math.max(1e-12, ...Array.from(values, (v) => Math.abs(v) || 0));
      cells.forEach(({ cell, inside, i, j }, at) => {
        const value = values[at];
        inside.textContent = sign(i, j) + format(value);
        const known = Number.isFinite(value);
        const depth = veiled(i, j) ? 0.25 : 1;
        cell.style.background = known ? css(signed((depth * value) / size, GROUND)) : "";
        cell.classList.toggle("live-nan", !known);
        cell.classList.toggle("live-lit", lit(i, j));
        cell.classList.toggle("live-veiled", veiled(i, j));
        if (onPick) inside.setAttribute("aria-pressed", String(lit(i, j)));
      });
    },
  };
}

function moveWithArrows(table, cells, columns) {
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const from = cells.find(({ inside }) => inside === event.target);
    if (!step || !from) return;
    const [i, j] = [from.i + step[0], from.j + step[1]];
    const to = j >= 0 && j < columns && cells[i * columns + j];
    event.preventDefault();
    event.stopPropagation();
    to?.inside?.focus();
    to?.inside?.click();
  });
}
