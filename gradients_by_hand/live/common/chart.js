// A chart inside a surface: where its axes lie, and words along them.

import { grid, scale } from "./axes.js";
import { css } from "./palette.js";

// {x, y}: scales for a frame with the names of its axes, drawn already.  `box` is the
// part of the surface that is taken: {top, bottom} as shares of its height.  log, logX:
// powers of ten upwards, along.
export function chart(context, room, { x, y, log = false, logX = false, box = {}, ...names }) {
  const { top = 0, bottom = 1 } = box;
  const text = room.theme.text;
  const axes = {
    x: scale(x, [3.6 * text, room.width - 1.3 * text], { log: logX }),
    y: scale(y, [room.height * bottom - 2.6 * text, room.height * top + 1.9 * text], { log }),
  };
  grid(context, { ...axes, theme: room.theme, ...names });
  return axes;
}

// What is drawn stays inside the frame of a chart.
export function inside(context, { x, y }, draw) {
  const [left, right] = x.domain.map(x);
  const [bottom, top] = y.domain.map(y);
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  draw();
  context.restore();
}

export function dot(context, [x, y], { colour, edge, radius = 6 }) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.strokeStyle = edge;
  context.lineWidth = 2;
  context.stroke();
}

// A word with the ground behind it, so that it can be read on lines.
export function note(context, text, [x, y], { theme, align = "center", size = 0.9, bold = false }) {
  context.save();
  context.font = `${bold ? "600 " : ""}${theme.text * size}px ${theme.font}`;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = css(theme.ground, 0.85);
  context.strokeText(text, x, y);
  context.fillStyle = css(theme.ink);
  context.fillText(text, x, y);
  context.restore();
}

// The lowest and the highest of what is finite among some lists, and a little room.
export function span(...lists) {
  const values = lists.flatMap((list) => Array.from(list)).filter(Number.isFinite);
  if (!values.length) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.08 * (high - low) || 0.5;
  return [low - room, high + room];
}
