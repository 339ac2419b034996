// The plane: regions, lines, arrows and points; points are set, moved and removed in it.

import { arrow, mark } from "./common/axes.js";
import { regions } from "./boundary_regions.js";
import { CLASSES, css, mix } from "./common/palette.js";
import { surface } from "./common/surface.js";

const LABEL =
  "The plane with the region of each class. Arrow keys move a cursor, Enter sets a point, " +
  "1 2 3 choose its class, G takes a point along, C changes its class, Delete removes it.";

// on: {add(x, y), move(i, x, y), remove(i), label(i), look(i)}: what a person does there.
export function plane(on) {
  const show = { zero: true, margins: false, hard: false, contrast: 1, label: 0, chosen: -1 };
  const drawn = regions();
  const sprites = new Map();
  let row = null;
  let points = []; // [x, y, class, held out]
  let reach = 1;
  let cursor = null;
  let taken = -1; // the point that follows the cursor
  let dragged = -1;
  let spritesFor = "";

  const picture = surface({ label: LABEL, ratio: 1, width: 560, interactive: true, draw });
  const canvas = picture.element;
  const toX = (x, size) => ((x + reach) / (2 * reach)) * size;
  const toY = (y, size) => ((reach - y) / (2 * reach)) * size;

  const lineColour = (k, { ink }) => css(mix(CLASSES[k].rgb, ink, 0.6));

  function stroke(context, size) {
    const [x0, y0, x1, y1] = drawn.segment;
    context.beginPath();
    context.moveTo(toX(x0, size), toY(y0, size));
    context.lineTo(toX(x1, size), toY(y1, size));
    context.stroke();
  }

  // The line where the score of class i is ahead of that of class j by `lead`, as far
  // as class l is behind both.
  function border(i, j, l, lead) {
    return drawn.line(
      row[i] - row[j], row[3 + i] - row[3 + j], row[6 + i] - row[6 + j] - lead, reach,
      row[j] - row[l], row[3 + j] - row[3 + l], row[6 + j] - row[6 + l],
    );
  }

  function drawLines(context, size, theme) {
    context.lineCap = "round";
    context.strokeStyle = css(theme.ground);
    context.lineWidth = size / 190;
    for (let l = 0; l < 3; l += 1)
      if (border((l + 1) % 3, (l + 2) % 3, l, 0)) stroke(context, size);
    if (show.margins) {
      context.lineWidth = size / 300;
      context.setLineDash([size / 300, size / 90]);
      for (let i = 0; i < 3; i += 1) {
        context.strokeStyle = lineColour(i, theme);
        for (let j = 0; j < 3; j += 1)
          if (j !== i && border(i, j, 3 - i - j, 1)) stroke(context, size);
      }
    }
    context.setLineDash([]);
    if (show.zero) for (let k = 0; k < 3; k += 1) zeroLine(context, size, theme, k);
  }

  function zeroLine(context, size, theme, k) {
    const [a, b, c] = [row[k], row[3 + k], row[6 + k]];
    if (!drawn.line(a, b, c, reach)) return;
    const colour = lineColour(k, theme);
    context.strokeStyle = colour;
    context.lineWidth = size / 280;
    context.setLineDash([size / 55, size / 90]);
    stroke(context, size);
    context.setLineDash([]);
    const longest = Math.max(
      Math.hypot(row[0], row[3]), Math.hypot(row[1], row[4]), Math.hypot(row[2], row[5]),
    );
    const square = a * a + b * b;
    const [x, y] = [(-a * c) / square, (-b * c) / square];
    if (Math.max(Math.abs(x), Math.abs(y)) > reach) return;
    const far = (0.42 * reach) / longest;
    const [from, to] = [
      [toX(x, size), toY(y, size)],
      [toX(x + far * a, size), toY(y + far * b, size)],
    ];
    arrow(context, from, to, { colour, width: size / 140 });
  }

  // A point as a small picture: filled where the prediction is right, else hollow.
  function sprite(k, right, held, radius, theme) {
    const name = k * 4 + right * 2 + held;
    const known = sprites.get(name);
    if (known) return known;
    const dots = window.devicePixelRatio || 1;
    const side = Math.ceil(radius * 3.4);
    const made = document.createElement("canvas");
    made.width = made.height = Math.ceil(side * dots);
    const context = made.getContext("2d");
    context.scale(dots, dots);
    const dark = css(theme.ground[0] > 128 ? CLASSES[k].dark : CLASSES[k].rgb);
    mark(context, [side / 2, side / 2], k, held ? radius * 0.62 : radius);
    context.fillStyle = right ? dark : css(theme.ground);
    context.strokeStyle = right ? css(theme.ground) : dark;
    context.lineWidth = (right ? 0.24 : 0.42) * radius;
    context.fill();
    context.stroke();
    const result = { made, side };
    sprites.set(name, result);
    return result;
  }

  const bestOf = (x, y) => {
    const s0 = row[0] * x + row[3] * y + row[6];
    const s1 = row[1] * x + row[4] * y + row[7];
    const s2 = row[2] * x + row[5] * y + row[8];
    return s0 >= s1 && s0 >= s2 ? 0 : s1 >= s2 ? 1 : 2;
  };

  const radiusFor = (size) => Math.max(3.4, size / 112);

  function drawPoints(context, size, theme) {
    const radius = radiusFor(size);
    const wanted = `${radius} ${theme.ground} ${window.devicePixelRatio}`;
    if (spritesFor !== wanted) sprites.clear();
    spritesFor = wanted;
    for (let pass = 0; pass < 2; pass += 1)
      for (let i = 0; i < points.length; i += 1) {
        const [x, y, k, held] = points[i];
        const right = bestOf(x, y) === k;
        if (right === (pass === 0)) continue; // the hollow ones below
        const { made, side } = sprite(k, right, held, radius, theme);
        context.drawImage(made, toX(x, size) - side / 2, toY(y, size) - side / 2, side, side);
      }
  }

  function ring(context, size, theme, [x, y], radius) {
    for (const [colour, width] of [[theme.ground, 5], [theme.ink, 2.2]]) {
      context.beginPath();
      context.arc(toX(x, size), toY(y, size), radius, 0, 2 * Math.PI);
      context.strokeStyle = css(colour);
      context.lineWidth = width;
      context.stroke();
    }
  }

  function draw(context, { width: size, theme }) {
    if (!row) return;
    const { contrast, hard } = show;
    drawn.draw(context, row, { size, reach, ground: theme.ground, contrast, hard });
    drawLines(context, size, theme);
    drawPoints(context, size, theme);
    const radius = radiusFor(size);
    if (points[show.chosen]) ring(context, size, theme, points[show.chosen], 2.1 * radius);
    if (cursor && document.activeElement === canvas) {
      const [x, y] = [toX(cursor[0], size), toY(cursor[1], size)];
      context.strokeStyle = css(theme.ink);
      context.lineWidth = 2;
      for (const [dx, dy] of [[3, 0], [0, 3]]) {
        context.beginPath();
        context.moveTo(x - dx * radius, y - dy * radius);
        context.lineTo(x + dx * radius, y + dy * radius);
        context.stroke();
      }
      mark(context, [x, y], show.label, radius);
      context.stroke();
    }
  }

  // --- what a person does ------------------------------------------------------------

  const inside = (value) => Math.max(-reach, Math.min(reach, value));

  function placeOf(event) {
    const box = canvas.getBoundingClientRect();
    return [
      inside(((event.clientX - box.left) / box.width) * 2 * reach - reach),
      inside(reach - ((event.clientY - box.top) / box.height) * 2 * reach),
    ];
  }

  function nearest([x, y], limit) {
    let found = -1;
    let best = limit * reach;
    points.forEach(([px, py], i) => {
      const far = Math.hypot(px - x, py - y);
      if (far < best) [found, best] = [i, far];
    });
    return found;
  }

  function choose(i) {
    if (i === show.chosen) return;
    show.chosen = i;
    picture.redraw();
    on.look(i);
  }

  function moveTo(i, [x, y]) {
    points[i][0] = x;
    points[i][1] = y;
    picture.redraw();
    on.move(i, x, y);
  }

  canvas.addEventListener("pointerdown", (event) => {
    const place = placeOf(event);
    const found = nearest(place, event.pointerType === "touch" ? 0.09 : 0.05);
    canvas.focus({ preventScroll: true });
    cursor = null;
    if (event.button === 2 || event.altKey) {
      if (found >= 0) on.remove(found);
    } else if (found >= 0) {
      dragged = found;
      canvas.setPointerCapture(event.pointerId);
      choose(found);
    } else on.add(...place);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (dragged >= 0) moveTo(dragged, placeOf(event));
    else if (event.pointerType === "mouse") choose(nearest(placeOf(event), 0.05));
  });
  for (const end of ["pointerup", "pointercancel"])
    canvas.addEventListener(end, () => (dragged = -1));
  // A finger on a point drags it; anywhere else it scrolls the page.
  canvas.addEventListener("touchstart", (event) => dragged >= 0 && event.preventDefault(), {
    passive: false,
  });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  canvas.addEventListener("blur", picture.redraw);
  canvas.addEventListener("focus", picture.redraw);

  function go(dx, dy, large) {
    const step = (large ? 0.2 : 0.04) * reach;
    cursor ??= points[show.chosen]?.slice(0, 2) ?? [0, 0];
    cursor = [inside(cursor[0] + dx * step), inside(cursor[1] + dy * step)];
    if (taken >= 0 && points[taken]) moveTo(taken, cursor);
    else choose(nearest(cursor, 0.08));
    picture.redraw();
  }
  const chosen = (act) => () => points[show.chosen] && act(show.chosen);

  return {
    element: canvas,
    show,
    redraw: picture.redraw,
    close: picture.close,
    keys: {
      ArrowLeft: (event) => go(-1, 0, event.shiftKey),
      ArrowRight: (event) => go(1, 0, event.shiftKey),
      ArrowUp: (event) => go(0, 1, event.shiftKey),
      ArrowDown: (event) => go(0, -1, event.shiftKey),
      Enter: () => on.add(...(cursor ?? [0, 0])),
      Delete: chosen(on.remove),
      Backspace: chosen(on.remove),
      c: chosen(on.label),
      g: () => (taken = taken >= 0 ? -1 : show.chosen),
    },
    paint(next) {
      row = next;
      picture.paint();
    },
    // table (N, 4); fit: choose the part of the plane anew.
    place(table, fit) {
      if (dragged >= 0 || taken >= 0) return; // the hand knows better
      points = [];
      for (let i = 0; i < table.length; i += 4) points.push(Array.from(table.subarray(i, i + 4)));
      if (fit) reach = 1.12 * Math.max(0.5, ...points.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))));
      picture.redraw();
    },
    point: (i) => points[i],
    scores: ([x, y]) => [0, 1, 2].map((k) => row[k] * x + row[3 + k] * y + row[6 + k]),
    get count() {
      return points.length;
    },
  };
}
