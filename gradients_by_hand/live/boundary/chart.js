// Three strips over the steps: the loss, the share that is right, the gradient's length.

import { css, GOLD, MAGENTA, mix } from "../common/palette.js";
import { short } from "../common/dom.js";
import { surface } from "../common/surface.js";

const [LOSS, RIGHT, LENGTH, TEST_LOSS, TEST_RIGHT] = [18, 19, 20, 21, 22];
const MOST_DOTS = 420;
const FEWEST_STEPS = 60;
const finite = (value) => Math.abs(value) < Infinity;

// film: the playback that holds the rows.  `state` is {turns, until}: steps where the
// code changed, and the last step that may be seen (while a class predicts).
export function chart(film) {
  const state = { turns: [], until: Infinity };
  const picture = surface({
    label: "Loss, share of right points, and length of the gradient, step by step",
    ratio: 0.56,
    width: 620,
    draw,
  });

  function draw(context, { width, height, theme }) {
    const last = Math.min(film.count - 1, state.until);
    if (last < 0) return;
    const text = theme.text * 0.78;
    const left = 3.6 * text;
    const room = { left, right: width - 0.9 * text, steps: Math.max(FEWEST_STEPS, last), last };
    context.font = `${text}px ${theme.font}`;
    const strips = stripsOf(height, { theme, text });
    for (const strip of strips) drawStrip(context, film, strip, room, { theme, text });
    for (const turn of state.turns)
      if (turn <= last) drawTurn(context, placeX(room, turn), strips, room, { theme, text });
    drawShown(context, film, strips, room, theme);
  }

  return { element: picture.element, state, paint: picture.paint, redraw: picture.redraw, close: picture.close };
}

// The three strips from top to bottom.
function stripsOf(height, { theme, text }) {
  const gap = 1.75 * text;
  const free = height - 3 * gap - 0.2 * text;
  const strips = [
    { name: "loss", column: LOSS, test: TEST_LOSS, share: 0.56, colour: theme.ink },
    { name: "right", column: RIGHT, test: TEST_RIGHT, share: 0.22, colour: mix(MAGENTA, theme.ink, 0.75), high: 1, unit: "%" },
    { name: "length of the gradient", column: LENGTH, share: 0.22, colour: mix(GOLD, theme.ink, 0.55) },
  ];
  let top = gap;
  for (const strip of strips) {
    strip.top = top;
    strip.bottom = top + strip.share * free;
    top = strip.bottom + gap;
  }
  return strips;
}

const placeX = (room, step) => room.left + (step / room.steps) * (room.right - room.left);

function largest(film, { column, test, high }, last) {
  if (high) return high;
  const stride = Math.max(1, Math.floor(last / MOST_DOTS));
  let most = 0;
  for (let t = 0; t <= last; t += stride) {
    const value = film.at(t, column);
    const other = test ? film.at(t, test) : 0;
    if (value > most && value < Infinity) most = value;
    if (other > most && other < Infinity) most = other;
  }
  return most || 1;
}

function drawStrip(context, film, strip, room, { theme, text }) {
  const { top, bottom, name, column, test, colour } = strip;
  const most = largest(film, strip, room.last);
  strip.placeY = (value) => bottom - (value / (1.06 * most)) * (bottom - top);
  drawScale(context, strip, most, room, theme);
  context.textAlign = "left";
  context.fillStyle = css(colour);
  context.fillText(name, room.left, top - 0.55 * text);
  context.lineJoin = "round";
  context.strokeStyle = css(colour);
  context.lineWidth = 2;
  curve(context, film, column, room, strip.placeY);
  if (!test || !(film.at(room.last, test) >= 0)) return;
  context.setLineDash([5, 4]);
  curve(context, film, test, room, strip.placeY);
  context.setLineDash([]);
  if (column !== LOSS) return;
  context.textAlign = "right";
  context.fillText("dashed: held out", room.right, top - 0.55 * text);
}

// Lines at zero and at the largest value, with their numbers.
function drawScale(context, { placeY, unit }, most, room, theme) {
  context.fillStyle = css(theme.ink, 0.8);
  context.textBaseline = "middle";
  context.textAlign = "right";
  context.strokeStyle = css(theme.faint);
  context.lineWidth = 1;
  for (const value of [0, most]) {
    const y = Math.round(placeY(value)) + 0.5;
    context.beginPath();
    context.moveTo(room.left, y);
    context.lineTo(room.right, y);
    context.stroke();
    context.fillText(unit ? `${100 * value}${unit}` : value ? short(value) : "0", room.left - 6, y);
  }
}

function curve(context, film, column, room, placeY) {
  const stride = Math.max(1, Math.floor(room.last / MOST_DOTS));
  let pen = false;
  context.beginPath();
  for (let t = 0; t <= room.last; t = t === room.last ? t + 1 : Math.min(t + stride, room.last)) {
    const value = film.at(t, column);
    if (!finite(value)) pen = false;
    else if (pen) context.lineTo(placeX(room, t), placeY(value));
    else {
      context.moveTo(placeX(room, t), placeY(value));
      pen = true;
    }
  }
  context.stroke();
}

function upright(context, x, strips) {
  context.beginPath();
  context.moveTo(x, strips[0].top);
  context.lineTo(x, strips[2].bottom);
  context.stroke();
}

// A step at which the code changed.
function drawTurn(context, x, strips, room, { theme, text }) {
  context.strokeStyle = css(theme.ink, 0.6);
  context.lineWidth = 1.2;
  context.setLineDash([2, 3]);
  upright(context, x, strips);
  context.setLineDash([]);
  context.fillStyle = css(theme.ink, 0.8);
  const late = x > 0.7 * room.right;
  context.textAlign = late ? "right" : "left";
  context.fillText("new code", x + (late ? -4 : 4), strips[0].bottom - 0.8 * text);
}

// The step that is shown, with a dot on each curve.
function drawShown(context, film, strips, room, theme) {
  const shown = Math.min(film.shown, room.last);
  const x = placeX(room, shown);
  context.strokeStyle = css(theme.ink, 0.3);
  context.lineWidth = 1;
  upright(context, x, strips);
  for (const { column, colour, placeY } of strips) {
    const value = film.at(shown, column);
    if (!finite(value)) continue;
    context.beginPath();
    context.arc(x, placeY(value), 4.2, 0, 2 * Math.PI);
    context.fillStyle = css(colour);
    context.fill();
    context.strokeStyle = css(theme.ground);
    context.lineWidth = 1.5;
    context.stroke();
  }
}
