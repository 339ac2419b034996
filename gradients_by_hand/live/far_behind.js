// Losses over the gap between two scores: where they give numbers, and where none.

import { curve, line } from "./common/axes.js";
import { css, BLUE, GOLD, MAGENTA } from "./common/palette.js";
import { chart, dot, inside, note } from "./common/chart.js";
import { frame } from "./common/frame.js";
import { h, number, short } from "./common/dom.js";
import { onDrag } from "./common/drag.js";
import { slider } from "./common/controls.js";
import { surface } from "./common/surface.js";

const LOOKS = [
  { rgb: BLUE, width: 5, dash: [], sign: "━" },
  { rgb: MAGENTA, width: 2.5, dash: [9, 6], sign: "╌" },
  { rgb: GOLD, width: 3, dash: [2, 5], sign: "┈" },
];
const REACH = 1000;

function course(context, { view, state, ...room }) {
  const { theme } = room;
  const axes = chart(context, room, {
    x: [-REACH, REACH], y: [-60, 1150],
    xLabel: "the truth is ahead  ◀ 0 ▶  behind", yLabel: "loss (✗: no finite number)",
  });
  const { x, y } = axes;
  context.strokeStyle = css(theme.ink, 0.5);
  line(context, [x(state.gap), y(-60)], [x(state.gap), y(1150)]);
  Object.entries(view.curves).forEach(([name, values], which) => {
    const { rgb, width, dash } = LOOKS[which % LOOKS.length];
    const points = Array.from(values, (value, i) => [x(view.gaps[i]), y(value)]);
    inside(context, axes, () => curve(context, points, { colour: css(rgb), width, dash }));
    values.forEach((value, i) => {
      if (Number.isFinite(value) || i % 4) return;
      note(context, "✗", [x(view.gaps[i]), y(1080 - 70 * which)], { theme, size: 0.8 });
    });
    const now = Number(view.now[name]);
    if (Number.isFinite(now))
      dot(context, [x(state.gap), y(Math.min(now, 1150))], { colour: css(rgb), edge: css(theme.ink) });
  });
}

export default {
  render: (context) =>
    frame(context, "How far is far behind?", ({ body, link }) => {
      let shown = null;
      const picture = surface({
        label: "Losses over how far the true class is behind the other one",
        ratio: 0.55, width: 640,
        draw: (canvas, room) => shown && course(canvas, { ...room, ...shown }),
      });
      const gap = slider({
        label: "gap", min: -REACH, max: REACH, step: 5,
        format: (value) => number(value, 0), onChange: (value) => link.set({ gap: value }),
      });
      const table = h("table", { class: "live-readout" });
      body.append(
        h("div", { class: "live-column" }, picture.element, gap.element),
        h("div", { class: "live-column" }, table,
          h("p", { class: "live-note" }, "Move the gap, or drag in the picture. Say first what the loss will be.")),
      );
      onDrag(picture, {
        grab: () => (shown ? { from: shown.state.gap } : null),
        move({ from }, [x], [began]) {
          const unit = picture.size().width / (2.2 * REACH);
          const value = Math.round((from + (x - began) / unit) / 5) * 5;
          link.set({ gap: Math.max(-REACH, Math.min(REACH, value)) });
        },
      });
      const cell = (value) => {
        const good = Number.isFinite(Number(value));
        return h("td", { class: good ? "" : "live-no-number" }, short(value));
      };
      return {
        controls: (state) => gap.show(state.gap),
        draw(view, state) {
          shown = { view, state };
          table.replaceChildren(
            h("tr", {}, h("th", {}), h("th", { scope: "col" }, "loss"), h("th", { scope: "col" }, "its slope")),
            ...Object.keys(view.now).map((name, which) =>
              h("tr", {}, h("th", { scope: "row" }, `${LOOKS[which % 3].sign} ${name}`),
                cell(view.now[name]), cell(view.slopes[name])),
            ),
          );
          picture.redraw();
        },
        close: () => picture.close(),
      };
    }),
};
