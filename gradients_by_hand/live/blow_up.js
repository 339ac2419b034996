// A Jacobian as a pattern of its numbers, block by block, and what it costs.

import { choice, group, slider } from "./common/controls.js";
import { css, signed } from "./common/palette.js";
import { frame } from "./common/frame.js";
import { h, number, short } from "./common/dom.js";
import { line } from "./common/axes.js";
import { matrix } from "./common/matrix.js";
import { onKeys } from "./common/keys.js";
import { surface } from "./common/surface.js";

const [ZERO, NO_NUMBER] = [127, 255];
const whole = (value) => number(value, 0);
const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, " ");

// Where X and J lie: as large as fits, so that an entry of X is as large as its block.
function layout({ width, height, theme }, { shape, X }) {
  const gap = 1.5 * theme.text;
  const [rows, columns] = shape;
  const room = { wide: (width - gap) / 2 - 2, high: height - 1.6 * theme.text - 2 };
  const fit = ([r, c]) => Math.min(room.wide / c, room.high / r);
  const top = 1.5 * theme.text;
  return {
    X: { left: 1, top, cell: fit(X.shape), shape: X.shape },
    J: { left: width / 2 + gap / 2, top, cell: fit([rows, columns]), shape },
  };
}

function cells(context, { left, top, cell, shape }, colourOf) {
  for (let i = 0; i < shape[0]; i += 1)
    for (let j = 0; j < shape[1]; j += 1) {
      context.fillStyle = colourOf(i * shape[1] + j);
      const [x, y] = [Math.floor(left + j * cell), Math.floor(top + i * cell)];
      const [x1, y1] = [Math.floor(left + (j + 1) * cell), Math.floor(top + (i + 1) * cell)];
      context.fillRect(x, y, Math.max(1, x1 - x), Math.max(1, y1 - y));
    }
}

function lattice(context, { left, top, cell, shape }, [high, wide], colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  const [right, bottom] = [left + shape[1] * cell, top + shape[0] * cell];
  for (let i = 0; i <= shape[0]; i += high) line(context, [left, top + i * cell], [right, top + i * cell]);
  for (let j = 0; j <= shape[1]; j += wide) line(context, [left + j * cell, top], [left + j * cell, bottom]);
}

function framed(context, { left, top, cell }, [row, column], [high, wide], colour) {
  context.strokeStyle = colour;
  context.lineWidth = 4;
  context.strokeRect(left + column * wide * cell, top + row * high * cell, wide * cell, high * cell);
}

function picture(context, { width, height, theme, view }) {
  const { X, J } = layout({ width, height, theme }, view);
  const ground = theme.ground;
  const level = (value) => {
    if (value === NO_NUMBER) return css(theme.ink, 0.6);
    if (value === ZERO) return css(theme.faint, 0.45);
    return css(signed((value - ZERO) / ZERO, ground));
  };
  context.fillStyle = css(theme.ink);
  context.font = `${theme.text * 0.9}px ${theme.font}`;
  context.fillText(`X, ${view.X.shape.join(" × ")}`, 0, theme.text);
  context.fillText(`your table, ${view.shape.join(" × ")}`, J.left, theme.text);
  cells(context, X, (at) => css(signed(view.X[at] / 2, ground)));
  cells(context, J, (at) => level(view.pattern[at]));
  const [high, wide] = view.block;
  lattice(context, X, [1, 1], css(theme.ground));
  if (J.cell * Math.min(high, wide) > 3) lattice(context, J, view.block, css(theme.ink, 0.55));
  framed(context, J, view.lit, view.block, css(theme.ink));
  if (high === wide && view.shape[0] === high * view.X.shape[0])
    framed(context, X, view.lit, [1, 1], css(theme.ink));
}

export default {
  render: (context) =>
    frame(context, "Blow-up", ({ body, link }) => {
      let [view, state, controls, part] = [null, null, null, null];
      const drawing = surface({
        label: "X and your table of all slopes, cut into blocks. Arrow keys move the lit block.",
        ratio: 0.52, width: 900, interactive: true,
        draw: (canvas, room) => view && picture(canvas, { ...room, view }),
      });
      const size = (name, max) =>
        slider({
          label: { N: "N examples", D: "D features", C: "C classes" }[name],
          min: 1, max, step: 1, format: whole,
          onChange: (value) => link.set({ [name]: value }),
        });
      const sizes = { N: size("N", 24), D: size("D", 24), C: size("C", 8) };
      const facts = h("dl", { class: "live-facts" });
      const block = h("div", { class: "live-scroll live-block" });
      const top = h("div", { class: "live-group" });
      body.append(
        h("div", { class: "live-wide" }, top, drawing.element),
        h("div", { class: "live-column" }, ...Object.values(sizes).map((one) => one.element), facts),
        h("div", { class: "live-column" }, block),
      );

      const light = (row, column) => {
        const last = view.shape.map((n, axis) => Math.max(0, Math.floor(n / view.block[axis]) - 1));
        const keep = (value, most) => Math.min(Math.max(value, 0), most);
        link.set({ lit: [keep(row, last[0]), keep(column, last[1])] });
      };
      const step = (dy, dx) => () => view && light(state.lit[0] + dy, state.lit[1] + dx);
      onKeys(drawing.element, {
        ArrowUp: step(-1, 0), ArrowDown: step(1, 0), ArrowLeft: step(0, -1), ArrowRight: step(0, 1),
      });
      drawing.element.addEventListener("pointerdown", (event) => {
        if (!view) return;
        const text = parseFloat(getComputedStyle(drawing.element).fontSize);
        const { X, J } = layout({ ...drawing.size(), theme: { text } }, view);
        const [x, y] = [event.offsetX, event.offsetY];
        const onX = x < J.left - text / 2;
        const place = onX ? X : J;
        const [high, wide] = onX ? [1, 1] : view.block;
        light(
          Math.floor((y - place.top) / (high * place.cell)),
          Math.floor((x - place.left) / (wide * place.cell)),
        );
      });

      function build({ names }) {
        const which = choice({
          label: "Function", options: names, onChange: (value) => link.set({ which: value }),
        });
        const blocks = choice({
          label: "Blocks of", options: ["C x C", "N x D"],
          onChange: (value) => link.set({ blocks: value }),
        });
        top.append(group(which, blocks));
        return { which, blocks };
      }

      function tell() {
        const rows = {
          "numbers stored": grouped(view.stored),
          "of them zeros": `${grouped(view.zeros)} (${whole((100 * view.zeros) / view.stored)} %)`,
          megabytes: short(view.megabytes),
          "numbers of a gradient": grouped(view.weights),
        };
        facts.replaceChildren(
          ...Object.entries(rows).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
        );
      }

      function zoom() {
        const [i, j] = view.lit;
        const label = `block ${i}, ${j}` + (view.block[0] === state.C && view.block[1] === state.C
          ? `, where X[${i}, ${j}] is ${number(view.X[i * state.D + j], 2)}` : "");
        part = view.part && matrix({ label, rows: view.part.shape[0], columns: view.part.shape[1] });
        block.replaceChildren(part ? part.element : `${label}: too large to be written out`);
        part?.show(view.part, { limit: 2 });
      }

      return {
        controls(given) {
          state = given;
          controls ??= build(given);
          controls.which.show(given.which);
          controls.blocks.show(given.blocks);
          for (const [name, one] of Object.entries(sizes)) one.show(given[name]);
        },
        draw(next, given) {
          [view, state] = [next, { ...given, lit: next.lit }];
          tell();
          zoom();
          drawing.redraw();
        },
        close: () => drawing.close(),
      };
    }),
};
