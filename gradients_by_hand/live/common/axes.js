// From numbers to places on a surface and back; ticks, curves, bars, arrows, marks.

import { tidy } from "./dom.js";
import { css } from "./palette.js";

// A map from [low, high] to [from, to]; log: over powers of ten.
export function scale([low, high], [from, to], { log = false } = {}) {
  const turn = log ? Math.log10 : (x) => x;
  const [a, b] = [turn(low), turn(high)];
  const factor = (to - from) / (b - a || 1);
  const place = (value) => from + (turn(value) - a) * factor;
  place.invert = (pixel) => {
    const value = a + (pixel - from) / factor;
    return log ? 10 ** value : value;
  };
  place.domain = [low, high];
  place.log = log;
  return place;
}

// Round numbers inside a domain: about `count` of them; powers of ten on a log scale.
export function ticks({ domain: [low, high], log }, count = 4) {
  if (log) {
    const [a, b] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
    const every = Math.max(1, Math.ceil((b - a) / count));
    const powers = [];
    for (let p = a; p <= b; p += every) powers.push(10 ** p);
    return powers;
  }
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((each) => each * power >= rough);
  const values = [];
  for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-9; v += step)
    values.push(Math.abs(v) < step * 1e-9 ? 0 : v);
  return values;
}

// The frame of a chart: faint lines with numbers, and names for the axes.
// bare: no numbers below, for charts whose columns have names.
export function grid(context, { x, y, theme, xLabel = "", yLabel = "", format = tidy, bare = false }) {
  const [left, right] = x.domain.map(x);
  const [bottom, top] = y.domain.map(y);
  context.save();
  context.font = `${theme.text * 0.78}px ${theme.font}`;
  context.fillStyle = css(theme.ink, 0.75);
  context.strokeStyle = css(theme.faint);
  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const value of ticks(y)) {
    line(context, [left, y(value)], [right, y(value)]);
    context.fillText(format(value), left - 5, y(value));
  }
  context.textBaseline = "top";
  context.textAlign = "center";
  for (const value of bare ? [] : ticks(x)) context.fillText(format(value), x(value), bottom + 5);
  context.textAlign = "right";
  context.fillText(xLabel, right, bottom + 5 + theme.text);
  context.textAlign = "left";
  context.textBaseline = "bottom";
  context.fillText(yLabel, left, top - 4);
  context.restore();
}

export function line(context, [x0, y0], [x1, y1]) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

// Through points [[x, y], ...]; what is not finite leaves a gap.
export function curve(context, points, { colour, width = 2, dash = [] }) {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = "round";
  context.setLineDash(dash);
  context.beginPath();
  let pen = false;
  for (const [x, y] of points) {
    const there = Number.isFinite(x) && Number.isFinite(y);
    if (there && pen) context.lineTo(x, y);
    else if (there) context.moveTo(x, y);
    pen = there;
  }
  context.stroke();
  context.restore();
}

export function arrow(context, from, to, { colour, width = 3 }) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 0.5)) return;
  const head = Math.min(length, 4 + 2.2 * width);
  const [ux, uy] = [dx / length, dy / length];
  const neck = [to[0] - ux * head, to[1] - uy * head];
  context.save();
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  line(context, from, neck);
  context.beginPath();
  context.moveTo(...to);
  context.lineTo(neck[0] - uy * head * 0.45, neck[1] + ux * head * 0.45);
  context.lineTo(neck[0] + uy * head * 0.45, neck[1] - ux * head * 0.45);
  context.fill();
  context.restore();
}

// The outline of class `k`: circle, square, triangle, as in the still pictures.
export function mark(context, [x, y], k, radius) {
  context.beginPath();
  if (k === 0) context.arc(x, y, radius, 0, 2 * Math.PI);
  else if (k === 1) context.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
  else {
    context.moveTo(x, y - radius * 1.25);
    context.lineTo(x + radius * 1.15, y + radius * 0.85);
    context.lineTo(x - radius * 1.15, y + radius * 0.85);
    context.closePath();
  }
}
