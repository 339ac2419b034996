// The regions of a linear classifier with three classes, and the lines between them.
//
// A region is a convex polygon, so it is drawn exactly: its outline clips an image of the
// lead, the best score less the second.  All buffers are made once.

import { CLASSES, mix } from "../common/palette.js";

const CELLS = 64;
const SOFT_LEAD = 1.5; // the lead that is half as deep as can be; as in the still pictures

export function regions() {
  const layers = CLASSES.map(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = CELLS;
    const context = canvas.getContext("2d");
    const image = context.createImageData(CELLS, CELLS);
    return { canvas, context, image, words: new Uint32Array(image.data.buffer) };
  });
  const tables = CLASSES.map(() => new Uint32Array(256));
  let tablesFor = "";
  const polygon = [new Float64Array(16), new Float64Array(16)];
  const segment = new Float64Array(4);

  // Which colour a depth of 0..255 has, for each class, on this ground.
  function mixColours(ground) {
    if (tablesFor === ground.join()) return;
    tablesFor = ground.join();
    CLASSES.forEach(({ rgb }, k) => {
      for (let depth = 0; depth < 256; depth += 1) {
        const [r, g, b] = mix(rgb, ground, 0.14 + (0.61 * depth) / 255);
        tables[k][depth] = (255 << 24) | (b << 16) | (g << 8) | r;
      }
    });
  }

  function shade(row, reach, contrast) {
    const step = (2 * reach) / CELLS;
    const [zero, one, two] = layers;
    for (let j = 0, at = 0; j < CELLS; j += 1) {
      const y = reach - (j + 0.5) * step;
      const a = row[3] * y + row[6];
      const b = row[4] * y + row[7];
      const c = row[5] * y + row[8];
      for (let i = 0; i < CELLS; i += 1, at += 1) {
        const x = (i + 0.5) * step - reach;
        const s0 = row[0] * x + a;
        const s1 = row[1] * x + b;
        const s2 = row[2] * x + c;
        zero.words[at] = tables[0][depthOf(s0 - (s1 > s2 ? s1 : s2), contrast)];
        one.words[at] = tables[1][depthOf(s1 - (s0 > s2 ? s0 : s2), contrast)];
        two.words[at] = tables[2][depthOf(s2 - (s0 > s1 ? s0 : s1), contrast)];
      }
    }
    for (const { context, image } of layers) context.putImageData(image, 0, 0);
  }

  // The outline of class k in `polygon[0]`: how many numbers of it are used.
  function outline(row, k, reach) {
    let from = polygon[0];
    let to = polygon[1];
    let used = 8;
    from[0] = from[1] = from[3] = from[6] = -reach;
    from[2] = from[4] = from[5] = from[7] = reach;
    for (let j = 0; j < 3; j += 1) {
      if (j === k) continue;
      used = clip(from, used, to, row[k] - row[j], row[3 + k] - row[3 + j], row[6 + k] - row[6 + j]);
      [from, to] = [to, from];
    }
    return used;
  }

  return {
    segment,
    // The regions of `row` in a square of `size` pixels that shows -reach..reach.
    draw(context, row, { size, reach, ground, contrast, hard }) {
      mixColours(ground);
      if (!hard) shade(row, reach, contrast);
      const scale = size / (2 * reach);
      for (let k = 0; k < 3; k += 1) {
        const used = outline(row, k, reach);
        if (!used) continue;
        const points = polygon[0];
        context.save();
        context.beginPath();
        for (let i = 0; i < used; i += 2)
          context.lineTo((points[i] + reach) * scale, (reach - points[i + 1]) * scale);
        if (hard) {
          context.fillStyle = hex(tables[k][120]);
          context.fill();
        } else {
          context.clip();
          context.drawImage(layers[k].canvas, 0, 0, size, size);
        }
        context.restore();
      }
    },
    // Where a x + b y + c = 0 crosses the square, but only where d x + e y + f >= 0:
    // into `segment`, as x, y, x, y; whether there is such a piece.
    line: (a, b, c, reach, d = 0, e = 0, f = 0) => across(segment, a, b, c, reach, d, e, f),
  };
}

// A whole number, since it is a place in a table.
const depthOf = (lead, contrast) =>
  lead > 0 ? ((255 * lead * contrast) / (lead * contrast + SOFT_LEAD)) | 0 : 0;

const hex = (word) => `rgb(${word & 255} ${(word >> 8) & 255} ${(word >> 16) & 255})`;

// The part of a polygon where a x + b y + c >= 0 (Sutherland and Hodgman 1974).
function clip(from, used, to, a, b, c) {
  let kept = 0;
  for (let i = 0; i < used; i += 2) {
    const next = (i + 2) % used;
    const here = a * from[i] + b * from[i + 1] + c;
    const there = a * from[next] + b * from[next + 1] + c;
    if (here >= 0) {
      to[kept] = from[i];
      to[kept + 1] = from[i + 1];
      kept += 2;
    }
    if ((here >= 0) !== (there >= 0)) {
      const share = here / (here - there);
      to[kept] = from[i] + share * (from[next] - from[i]);
      to[kept + 1] = from[i + 1] + share * (from[next + 1] - from[i + 1]);
      kept += 2;
    }
  }
  return kept;
}

function across(segment, a, b, c, reach, d, e, f) {
  const size = Math.hypot(a, b);
  if (!(size > 1e-9) || size === Infinity) return false;
  const [px, py] = [(-a * c) / size / size, (-b * c) / size / size];
  const [dx, dy] = [-b / size, a / size];
  let low = -1e9;
  let high = 1e9;
  // Each wall is p x + q y + r >= 0.
  const wall = (p, q, r) => {
    const at = p * px + q * py + r;
    const speed = p * dx + q * dy;
    if (Math.abs(speed) < 1e-12) {
      if (at < 0) high = -1e9;
    } else if (speed > 0) low = Math.max(low, -at / speed);
    else high = Math.min(high, -at / speed);
  };
  wall(1, 0, reach);
  wall(-1, 0, reach);
  wall(0, 1, reach);
  wall(0, -1, reach);
  if (d || e || f) wall(d, e, f);
  if (low >= high) return false;
  segment[0] = px + low * dx;
  segment[1] = py + low * dy;
  segment[2] = px + high * dx;
  segment[3] = py + high * dy;
  return true;
}
