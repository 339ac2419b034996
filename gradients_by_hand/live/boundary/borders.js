// The lines in the plane: where two classes tie, their margins, and where a score is zero.

import { arrow } from "../common/axes.js";
import { CLASSES, css, mix } from "../common/palette.js";

const lineColour = (k, { ink }) => css(mix(CLASSES[k].rgb, ink, 0.6));

// view: what the plane shows.  areas: the regions, which cut lines to the square.
// Returns a function that draws.
export function borders(view, areas) {
  function stroke(context, size) {
    const [x0, y0, x1, y1] = areas.segment;
    context.beginPath();
    context.moveTo(view.toX(x0, size), view.toY(y0, size));
    context.lineTo(view.toX(x1, size), view.toY(y1, size));
    context.stroke();
  }

  // The line where the score of class i leads that of class j by `lead`, as far as class
  // l is behind both; whether a piece of it is in the square.
  function border(i, j, l, lead) {
    const { row, reach } = view;
    return areas.line(
      row[i] - row[j], row[3 + i] - row[3 + j], row[6 + i] - row[6 + j] - lead, reach,
      row[j] - row[l], row[3 + j] - row[3 + l], row[6 + j] - row[6 + l],
    );
  }

  function ties(context, size, theme) {
    context.strokeStyle = css(theme.ground);
    context.lineWidth = size / 190;
    for (let l = 0; l < 3; l += 1)
      if (border((l + 1) % 3, (l + 2) % 3, l, 0)) stroke(context, size);
  }

  function margins(context, size, theme) {
    context.lineWidth = size / 300;
    context.setLineDash([size / 300, size / 90]);
    for (let i = 0; i < 3; i += 1) {
      context.strokeStyle = lineColour(i, theme);
      for (let j = 0; j < 3; j += 1)
        if (j !== i && border(i, j, 3 - i - j, 1)) stroke(context, size);
    }
    context.setLineDash([]);
  }

  // Where the score of class k is zero, with an arrow to where it grows.
  function zeroLine(context, size, theme, k) {
    const { row, reach } = view;
    const [a, b, c] = [row[k], row[3 + k], row[6 + k]];
    if (!areas.line(a, b, c, reach)) return;
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
      [view.toX(x, size), view.toY(y, size)],
      [view.toX(x + far * a, size), view.toY(y + far * b, size)],
    ];
    arrow(context, from, to, { colour, width: size / 140 });
  }

  return (context, size, theme) => {
    context.lineCap = "round";
    ties(context, size, theme);
    if (view.show.margins) margins(context, size, theme);
    if (view.show.zero) for (let k = 0; k < 3; k += 1) zeroLine(context, size, theme, k);
  };
}
