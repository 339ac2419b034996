// A graph drawn from the leaves on the left to its end on the right.

import { css, mix, BLUE, GOLD, MAGENTA } from "./palette.js";
import { note } from "./chart.js";

const BOX = [0.29, 0.36]; // half the width of a box in columns, half its height in rows
const BOW = 0.62; // how far an arrow goes round what is in its way, in rows

export const columnsOf = (nodes) => 1 + Math.max(...nodes.map(({ place: [x] }) => x));

const isFar = (node, source) => node.place[0] - source.place[0] > 1;
const side = (source) => (source.place[0] % 2 ? 1 : -1); // of its far arrows: above or below

// The lowest and the highest level, with room for arrows that bow.
function extent(nodes) {
  const reached = nodes.flatMap((node) => {
    const bows = node.inputs.map((i) => nodes[i]).filter((source) => isFar(node, source));
    const level = node.place[1];
    return [
      level - 0.5, level + 0.5,
      ...bows.flatMap((source) => [level, source.place[1]].map((from) => from + side(source) * 1.15)),
    ];
  });
  return [Math.min(...reached), Math.max(...reached)];
}

export function rowsOf(nodes) {
  const [low, high] = extent(nodes);
  return high - low;
}

function roundBox(context, [x, y], [w, hh], radius) {
  context.beginPath();
  context.roundRect(x - w, y - hh, 2 * w, 2 * hh, radius);
}

// A bent arrow; returns where its number stands.
function bent(context, from, by, to, { colour, width }) {
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(...from);
  context.quadraticCurveTo(...by, ...to);
  context.stroke();
  const angle = Math.atan2(to[1] - by[1], to[0] - by[0]);
  const head = 5 + 2 * width;
  context.beginPath();
  context.moveTo(...to);
  for (const turn of [-0.42, 0.42])
    context.lineTo(to[0] - head * Math.cos(angle + turn), to[1] - head * Math.sin(angle + turn));
  context.fill();
  return [0, 1].map((i) => 0.25 * from[i] + 0.5 * by[i] + 0.25 * to[i]);
}

// The ends of the arrow to an input, and the point that it bends to.
function path(nodes, node, place, { at, column, row }) {
  const source = nodes[node.inputs[place]];
  const [a, b] = [at(source), at(node)];
  if (isFar(node, source)) {
    const down = -side(source);
    const ends = [a, b].map(([x, y]) => [x, y + down * BOX[1] * row]);
    const edge = down > 0 ? Math.max(a[1], b[1]) : Math.min(a[1], b[1]);
    return [ends[0], [(a[0] + b[0]) / 2, edge + down * (BOX[1] + 2 * BOW) * row], ends[1]];
  }
  const twice = node.inputs.filter((each) => each === node.inputs[place]).length > 1;
  const bend = twice ? (place ? 0.42 : -0.42) * row : 0;
  const [from, to] = [[a[0] + BOX[0] * column, a[1]], [b[0] - BOX[0] * column, b[1]]];
  return [from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 + bend], to];
}

export function drawGraph(context, { width, height, theme }, nodes, state) {
  const column = width / columnsOf(nodes);
  const row = height / rowsOf(nodes);
  const highest = extent(nodes)[1];
  const at = ({ place: [x, level] }) => [(x + 0.5) * column, (highest - level) * row];
  const turned = new Map(state.done.map((turn) => [turn.node, turn]));
  const size = Math.min(1, column / (7.2 * theme.text));
  nodes.forEach((node, i) =>
    node.inputs.forEach((_, place) => {
      const [from, by, to] = path(nodes, node, place, { at, column, row });
      const handed = turned.get(i)?.handed[place];
      const back = handed !== undefined;
      const colour = css(back ? MAGENTA : theme.ink, back || i < state.valued ? 1 : 0.35);
      const ends = back ? [to, by, from] : [from, by, to];
      const middle = bent(context, ...ends, { colour, width: back ? 2.5 : 1.5 });
      if (back) note(context, handed ?? "nothing", middle, { theme, bold: true, size: size * 0.95 });
    }),
  );
  nodes.forEach((node, i) => {
    const [x, y] = at(node);
    const turn = turned.get(i);
    const edge = i === state.current ? GOLD : turn ? MAGENTA : i < state.valued ? BLUE : theme.faint;
    roundBox(context, [x, y], [BOX[0] * column, BOX[1] * row], 8);
    context.fillStyle = css(mix(turn ? MAGENTA : BLUE, theme.ground, i < state.valued ? 0.14 : 0.04));
    context.fill();
    context.strokeStyle = css(edge);
    context.lineWidth = i === state.current ? 4 : 2;
    context.stroke();
    const lines = [node.title, i < state.valued ? node.value : "", gradient(node, turn, state.arrived[i], state)];
    lines.forEach((words, k) => {
      const fits = (1.8 * BOX[0] * column) / (0.62 * theme.text * Math.max(1, words.length));
      const scale = Math.min(size * (k ? 0.95 : 1.1), fits);
      note(context, words, [x, y + (k - 1) * 0.22 * row], { theme, size: scale, bold: k !== 1 });
    });
  });
}

// In the end what `gradients` says; at its turn what a node had; before, what arrived.
function gradient(node, turn, arrived, { over }) {
  if (over) return node.total === null ? "none" : `g ${node.total}`;
  if (turn) return `g ${turn.given}`;
  return arrived.length ? `→ ${arrived.join(", ")}` : "";
}
