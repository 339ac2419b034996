// Three strips over the steps: the loss, the share that is right, the gradient's length.

import { css, GOLD, MAGENTA, mix } from "./common/palette.js";
import { short } from "./common/dom.js";
import { surface } from "./common/surface.js";

const [LOSS, RIGHT, LENGTH, TEST_LOSS, TEST_RIGHT] = [18, 19, 20, 21, 22];
const MOST_DOTS = 420;
const FEWEST_STEPS = 60;

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
    const gap = 1.75 * text;
    const free = height - 3 * gap - 0.2 * text;
    const strips = [
      { name: "loss", column: LOSS, test: TEST_LOSS, share: 0.56, colour: theme.ink, low: 0 },
      { name: "right", column: RIGHT, test: TEST_RIGHT, share: 0.22, colour: mix(MAGENTA, theme.ink, 0.75), low: 0, high: 1, unit: "%" },
      { name: "length of the gradient", column: LENGTH, share: 0.22, colour: mix(GOLD, theme.ink, 0.55), low: 0 },
    ];
    let top = gap;
    for (const strip of strips) {
      strip.top = top;
      strip.bottom = top + strip.share * free;
      drawStrip(context, strip, room, { theme, text });
      top = strip.bottom + gap;
    }
    drawMoments(context, room, strips, { theme, text });
  }

  const placeX = (room, step) => room.left + (step / room.steps) * (room.right - room.left);

  function largest({ column, test, high }, last) {
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

  function drawStrip(context, strip, room, { theme, text }) {
    const { top, bottom, name, column, test, colour, unit } = strip;
    const most = largest(strip, room.last);
    strip.placeY = (value) => bottom - (value / (1.06 * most)) * (bottom - top);
    context.fillStyle = css(theme.ink, 0.8);
    context.textBaseline = "middle";
    context.textAlign = "right";
    context.strokeStyle = css(theme.faint);
    context.lineWidth = 1;
    for (const value of [0, most]) {
      const y = Math.round(strip.placeY(value)) + 0.5;
      context.beginPath();
      context.moveTo(room.left, y);
      context.lineTo(room.right, y);
      context.stroke();
      context.fillText(unit ? `${100 * value}${unit}` : value ? short(value) : "0", room.left - 6, y);
    }
    context.textAlign = "left";
    context.fillStyle = css(colour);
    context.fillText(name, room.left, top - 0.55 * text);
    context.lineJoin = "round";
    context.strokeStyle = css(colour);
    context.lineWidth = 2;
    curve(context, column, room, strip.placeY);
    if (!test || !(film.at(room.last, test) >= 0)) return;
    context.setLineDash([5, 4]);
    curve(context, test, room, strip.placeY);
    context.setLineDash([]);
    if (column !== LOSS) return;
    context.textAlign = "right";
    context.fillText("dashed: held out", room.right, top - 0.55 * text);
  }

  function curve(context, column, room, placeY) {
    const stride = Math.max(1, Math.floor(room.last / MOST_DOTS));
    let pen = false;
    context.beginPath();
    for (let t = 0; t <= room.last; t = t === room.last ? t + 1 : Math.min(t + stride, room.last)) {
      const value = film.at(t, column);
      if (!(Math.abs(value) < Infinity)) pen = false;
      else if (pen) context.lineTo(placeX(room, t), placeY(value));
      else {
        context.moveTo(placeX(room, t), placeY(value));
        pen = true;
      }
    }
    context.stroke();
  }

  // Where the code changed, and the step that is shown.
  function drawMoments(context, room, strips, { theme, text }) {
    const [top, bottom] = [strips[0].top, strips[2].bottom];
    for (const turn of state.turns) {
      if (turn > room.last) continue;
      const x = placeX(room, turn);
      context.strokeStyle = css(theme.ink, 0.6);
      context.lineWidth = 1.2;
      context.setLineDash([2, 3]);
      context.beginPath();
      context.moveTo(x, top);
      context.lineTo(x, bottom);
      context.stroke();
      context.setLineDash([]);
      context.fillStyle = css(theme.ink, 0.8);
      context.textAlign = x > 0.7 * room.right ? "right" : "left";
      context.fillText("new code", x + (x > 0.7 * room.right ? -4 : 4), strips[0].bottom - 0.8 * text);
    }
    const shown = Math.min(film.shown, room.last);
    const x = placeX(room, shown);
    context.strokeStyle = css(theme.ink, 0.3);
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, bottom);
    context.stroke();
    for (const { column, colour, placeY } of strips) {
      const value = film.at(shown, column);
      if (!(Math.abs(value) < Infinity)) continue;
      context.beginPath();
      context.arc(x, placeY(value), 4.2, 0, 2 * Math.PI);
      context.fillStyle = css(colour);
      context.fill();
      context.strokeStyle = css(theme.ground);
      context.lineWidth = 1.5;
      context.stroke();
    }
  }

  return { element: picture.element, state, paint: picture.paint, redraw: picture.redraw, close: picture.close };
}
