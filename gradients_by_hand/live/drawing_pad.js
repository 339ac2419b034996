// A pad to draw digits on, the eight by eight pixels that become of it, and the scores.

import { button, group, toggle } from "./common/controls.js";
import { chart, note, span } from "./common/chart.js";
import { css, mix, BLUE, GOLD } from "./common/palette.js";
import { frame } from "./common/frame.js";
import { h } from "./common/dom.js";
import { line } from "./common/axes.js";
import { onDrag } from "./common/drag.js";
import { onKeys } from "./common/keys.js";
import { PIXELS, inked } from "./common/ink.js";
import { surface } from "./common/surface.js";

const KEY_STEP = 1 / 16;

function paper(context, { width, height, theme }, { strokes, pixels, pen }) {
  const cell = width / PIXELS;
  pixels.forEach((ink, at) => {
    context.fillStyle = css(mix(theme.ink, theme.ground, (ink / 16) * (strokes.length ? 0.3 : 1)));
    context.fillRect((at % PIXELS) * cell, Math.floor(at / PIXELS) * cell, cell + 0.5, cell + 0.5);
  });
  context.strokeStyle = css(theme.faint);
  context.lineWidth = 1;
  for (let i = 1; i < PIXELS; i += 1) {
    line(context, [i * cell, 0], [i * cell, height]);
    line(context, [0, i * cell], [width, i * cell]);
  }
  context.strokeStyle = css(theme.ink);
  context.lineWidth = width / 11;
  context.lineJoin = context.lineCap = "round";
  for (const stroke of strokes) {
    context.beginPath();
    stroke.forEach(([x, y], i) => (i ? context.lineTo(x * width, y * height) : context.moveTo(x * width, y * height)));
    if (stroke.length === 1) context.lineTo(stroke[0][0] * width + 0.1, stroke[0][1] * height);
    context.stroke();
  }
  if (!pen.shown) return;
  context.beginPath();
  context.arc(pen.at[0] * width, pen.at[1] * height, width / 22, 0, 2 * Math.PI);
  context.lineWidth = 3;
  context.strokeStyle = css(GOLD);
  context.stroke();
  if (pen.down) {
    context.fillStyle = css(GOLD);
    context.fill();
  }
}

function small(context, { width, theme }, pixels) {
  const cell = width / PIXELS;
  pixels.forEach((ink, at) => {
    context.fillStyle = css(mix(theme.ink, theme.ground, ink / 16));
    context.fillRect((at % PIXELS) * cell, Math.floor(at / PIXELS) * cell, cell + 0.5, cell + 0.5);
  });
  context.lineWidth = 1;
  context.strokeStyle = css(theme.faint);
  context.strokeRect(0, 0, width, width);
}

function bars(context, { view, ...room }) {
  const { theme } = room;
  const count = view.scores.length;
  const { x, y } = chart(context, room, {
    x: [-0.6, count - 0.4], y: span(view.scores, [0]), yLabel: "score of each class", bare: true,
  });
  view.scores.forEach((score, k) => {
    context.fillStyle = css(k === view.truth ? GOLD : BLUE);
    context.fillRect(x(k - 0.36), Math.min(y(0), y(score)), x(0.72) - x(0), Math.abs(y(score) - y(0)));
    const best = k === view.winner;
    note(context, String(k), [x(k), room.height - 1.6 * theme.text], { theme, bold: best, size: best ? 1.3 : 1 });
    if (best) note(context, "▲", [x(k), room.height - 0.5 * theme.text], { theme });
  });
}

// The paper and the strokes on it, drawn by pointer or with the pen that arrow keys move.
// onDrawn() is called after each change; `state` is {strokes, pixels, pen}.
function paperPad(onDrawn) {
  const state = {
    strokes: [],
    pixels: Array(PIXELS * PIXELS).fill(0),
    pen: { at: [0.5, 0.25], down: false, shown: false },
  };
  const { pen } = state;
  const pad = surface({
    label: "Paper to draw on: arrow keys move the pen, the space bar puts it down or lifts it",
    ratio: 1, width: 300, interactive: true,
    draw: (canvas, room) => paper(canvas, room, state),
  });

  const begin = (place) => (state.strokes = [...state.strokes, [place]]);
  const go = (place) => state.strokes.at(-1).push(place);
  onDrag(pad, {
    cursor: "crosshair",
    grab: (point) => point,
    move(_held, [x, y]) {
      const { width, height } = pad.size();
      go([x / width, y / height]);
      onDrawn();
    },
  });
  pad.element.addEventListener("pointerdown", (event) => {
    pen.shown = false;
    const { width, height } = pad.size();
    begin([event.offsetX / width, event.offsetY / height]);
    onDrawn();
  });

  const walk = (dx, dy) => () => {
    pen.shown = true;
    pen.at = [pen.at[0] + dx, pen.at[1] + dy].map((each) => Math.min(1, Math.max(0, each)));
    if (pen.down) {
      go(pen.at);
      onDrawn();
    } else pad.redraw();
  };
  const clear = () => {
    state.strokes = [];
    pen.down = false;
    onDrawn();
  };
  const undo = () => {
    state.strokes = state.strokes.slice(0, -1);
    onDrawn();
  };
  onKeys(pad.element, {
    ArrowLeft: walk(-KEY_STEP, 0),
    ArrowRight: walk(KEY_STEP, 0),
    ArrowUp: walk(0, -KEY_STEP),
    ArrowDown: walk(0, KEY_STEP),
    " "() {
      pen.shown = true;
      pen.down = !pen.down;
      if (pen.down) begin(pen.at);
      onDrawn();
    },
    Backspace: undo,
    c: clear,
  });
  return { surface: pad, state, clear, undo };
}

const wordsOf = ({ winner, second, truth }, pixels) =>
  pixels.some(Boolean)
    ? `Read as ${winner}; next comes ${second}.` + (truth < 0 ? "" : ` Somebody wrote a ${truth}.`)
    : "The paper is empty.";

function drawingPad({ body, link }) {
  let shown = null;
  let fitted = true;
  const { surface: pad, state: drawing, clear, undo } = paperPad(drawn);
  const seen = surface({
    label: "The eight by eight pixels that your function gets", ratio: 1, width: 120,
    draw: (canvas, room) => small(canvas, room, drawing.pixels),
  });
  const chartOfScores = surface({
    label: "The score of each class", ratio: 0.55,
    draw: (canvas, room) => shown && bars(canvas, { ...room, ...shown }),
  });
  const verdict = h("p", { class: "live-note live-read" });

  function drawn() {
    drawing.pixels = inked(drawing.strokes, { fitted });
    pad.redraw();
    seen.redraw();
    link.set({ which: -1, pixels: drawing.pixels });
  }
  const fit = toggle({
    label: "centre and enlarge, as the images were",
    onChange(value) {
      fitted = value;
      drawn();
    },
  });
  fit.show(fitted);
  const take = (name) => () => {
    drawing.strokes = [];
    link.act(name);
  };
  body.append(
    h("div", { class: "live-column live-pad" }, pad.element,
      group(button({ label: "Clear", keys: "c", onPress: clear }), button({ label: "Undo", keys: "Backspace", onPress: undo })),
      fit.element),
    h("div", { class: "live-column" },
      h("div", { class: "live-group" }, h("div", { class: "live-small" }, seen.element), verdict),
      chartOfScores.element,
      group(
        button({ label: "Next image held out", onPress: take("other") }),
        button({ label: "Next one read wrongly", onPress: take("wrong") }),
      )),
  );

  return {
    draw(view, state) {
      shown = { view, state };
      if (state.which >= 0) {
        drawing.strokes = [];
        drawing.pixels = state.pixels;
      }
      verdict.textContent = wordsOf(view, drawing.pixels);
      for (const each of [pad, seen, chartOfScores]) each.redraw();
    },
    close() {
      for (const each of [pad, seen, chartOfScores]) each.close();
    },
  };
}

export default { render: (context) => frame(context, "Drawing pad", drawingPad) };
