// The plane: regions, lines, arrows and points; points are set, moved and removed in it.

import { borders } from "./borders.js";
import { hand } from "./hand.js";
import { marks } from "./marks.js";
import { regions } from "./regions.js";
import { surface } from "../common/surface.js";

const LABEL =
  "The plane with the region of each class. Arrow keys move a cursor, Enter sets a point, " +
  "1 2 3 choose its class, G takes a point along, C changes its class, Delete removes it.";

// on: {add(x, y), move(i, x, y), remove(i), label(i), look(i)}: what a person does there.
export function plane(on) {
  const show = { zero: true, margins: false, hard: false, contrast: 1, label: 0, chosen: -1 };
  // What the square shows: -reach..reach in both directions.  Those who draw and the hand
  // read it at each call, so that a frame allocates nothing.
  const view = {
    show,
    row: null,
    points: [], // [x, y, class, held out]
    reach: 1,
    cursor: null,
    toX: (x, size) => ((x + view.reach) / (2 * view.reach)) * size,
    toY: (y, size) => ((view.reach - y) / (2 * view.reach)) * size,
  };
  const areas = regions();
  const drawLines = borders(view, areas);
  const marked = marks(view);
  const picture = surface({ label: LABEL, ratio: 1, width: 560, interactive: true, draw });
  const canvas = picture.element;
  const hands = hand(picture, view, on);

  function draw(context, { width: size, theme }) {
    if (!view.row) return;
    const { contrast, hard } = show;
    areas.draw(context, view.row, { size, reach: view.reach, ground: theme.ground, contrast, hard });
    drawLines(context, size, theme);
    marked.points(context, size, theme);
    marked.chosen(context, size, theme);
    if (document.activeElement === canvas) marked.cursor(context, size, theme);
  }

  return {
    element: canvas,
    show,
    redraw: picture.redraw,
    close: picture.close,
    keys: hands.keys,
    paint(next) {
      view.row = next;
      picture.paint();
    },
    // table (N, 4); fit: choose the part of the plane anew.
    place(table, fit) {
      if (hands.busy) return; // the hand knows better
      view.points = [];
      for (let i = 0; i < table.length; i += 4)
        view.points.push(Array.from(table.subarray(i, i + 4)));
      const far = view.points.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y)));
      if (fit) view.reach = 1.12 * Math.max(0.5, ...far);
      picture.redraw();
    },
    point: (i) => view.points[i],
    scores: ([x, y]) =>
      [0, 1, 2].map((k) => view.row[k] * x + view.row[3 + k] * y + view.row[6 + k]),
    get count() {
      return view.points.length;
    },
  };
}
