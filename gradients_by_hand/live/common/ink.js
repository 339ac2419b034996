// From strokes to pixels, as the makers of the digits did it: a bitmap of 32 by 32 dots,
// of which each pixel counts those in its own square of 4 by 4
// (E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI, 1998).

export const PIXELS = 8;
const DOTS = 32;
const BLOCK = DOTS / PIXELS;
const RADIUS = 1.9; // of the pen, in dots

// How far a dot is from the line between two points.
function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx || dy ? ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy) : 0;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

// The strokes as dots see them; fitted: as tall as the frame, and in its middle.
function placed(strokes, fitted) {
  const points = strokes.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const room = DOTS - 2 * RADIUS;
  const size = fitted ? room / Math.max(bottom - top, right - left, 0.15) : DOTS;
  const [x0, y0] = fitted ? [(left + right) / 2, (top + bottom) / 2] : [0.5, 0.5];
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [(x - x0) * size + DOTS / 2, (y - y0) * size + DOTS / 2]),
  );
}

// 64 numbers from 0 to 16, row by row; strokes: lists of [x, y] from 0 to 1.
export function inked(strokes, { fitted = true } = {}) {
  const pixels = Array(PIXELS * PIXELS).fill(0);
  if (!strokes.length) return pixels;
  const lines = placed(strokes, fitted);
  for (let row = 0; row < DOTS; row += 1)
    for (let column = 0; column < DOTS; column += 1) {
      const dot = [column + 0.5, row + 0.5];
      const touched = lines.some((points) =>
        points.some((point, i) => distance(dot, points[Math.max(0, i - 1)], point) < RADIUS),
      );
      if (touched) pixels[Math.floor(row / BLOCK) * PIXELS + Math.floor(column / BLOCK)] += 1;
    }
  return pixels;
}
