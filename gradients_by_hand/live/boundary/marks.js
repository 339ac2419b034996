// The marks in the plane: each point by its class, the chosen point, and the cursor.

import { CLASSES, css } from "../common/palette.js";
import { mark } from "../common/axes.js";

const radiusFor = (size) => Math.max(3.4, size / 112);

// view: what the plane shows.
export function marks(view) {
  const sprites = new Map();
  let spritesFor = "";

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

  function bestOf(x, y) {
    const { row } = view;
    const s0 = row[0] * x + row[3] * y + row[6];
    const s1 = row[1] * x + row[4] * y + row[7];
    const s2 = row[2] * x + row[5] * y + row[8];
    return s0 >= s1 && s0 >= s2 ? 0 : s1 >= s2 ? 1 : 2;
  }

  function points(context, size, theme) {
    const radius = radiusFor(size);
    const wanted = `${radius} ${theme.ground} ${window.devicePixelRatio}`;
    if (spritesFor !== wanted) sprites.clear();
    spritesFor = wanted;
    for (let pass = 0; pass < 2; pass += 1)
      for (let i = 0; i < view.points.length; i += 1) {
        const [x, y, k, held] = view.points[i];
        const right = bestOf(x, y) === k;
        if (right === (pass === 0)) continue; // the hollow ones below
        const { made, side } = sprite(k, right, held, radius, theme);
        const [left, top] = [view.toX(x, size) - side / 2, view.toY(y, size) - side / 2];
        context.drawImage(made, left, top, side, side);
      }
  }

  // A ring around the chosen point.
  function chosen(context, size, theme) {
    const point = view.points[view.show.chosen];
    if (!point) return;
    const [x, y] = [view.toX(point[0], size), view.toY(point[1], size)];
    for (const [colour, width] of [[theme.ground, 5], [theme.ink, 2.2]]) {
      context.beginPath();
      context.arc(x, y, 2.1 * radiusFor(size), 0, 2 * Math.PI);
      context.strokeStyle = css(colour);
      context.lineWidth = width;
      context.stroke();
    }
  }

  // A cross with the mark that Enter would set.
  function cursor(context, size, theme) {
    if (!view.cursor) return;
    const radius = radiusFor(size);
    const [x, y] = [view.toX(view.cursor[0], size), view.toY(view.cursor[1], size)];
    context.strokeStyle = css(theme.ink);
    context.lineWidth = 2;
    for (const [dx, dy] of [[3, 0], [0, 3]]) {
      context.beginPath();
      context.moveTo(x - dx * radius, y - dy * radius);
      context.lineTo(x + dx * radius, y + dy * radius);
      context.stroke();
    }
    mark(context, [x, y], view.show.label, radius);
    context.stroke();
  }

  return { points, chosen, cursor };
}
