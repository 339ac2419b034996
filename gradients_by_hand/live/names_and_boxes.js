// Lines of code one at a time: names on the left, boxes of memory on the right.

import { css, BLUE, MAGENTA } from "./common/palette.js";
import { button, group } from "./common/controls.js";
import { frame } from "./common/frame.js";
import { h } from "./common/dom.js";
import { line } from "./common/axes.js";
import { surface } from "./common/surface.js";

function box(context, { numbers, written }, { left, y, width, high, colour }) {
  context.strokeStyle = colour;
  context.lineWidth = written ? 4 : 2;
  context.beginPath();
  context.roundRect(left, y - high / 2, width, high, 6);
  context.stroke();
  context.textAlign = "left";
  context.fillText(written ? `✎ ${numbers}` : numbers, left + 10, y, width - 16);
}

function picture(context, { width, height, theme, view }) {
  const row = height / view.room;
  const [right, left] = [width * 0.24, width * 0.36];
  context.font = `${theme.text}px ${theme.font}`;
  context.textBaseline = "middle";
  view.boxes.forEach((each, number) => {
    const y = ((number + 0.5) * height) / Math.max(view.boxes.length, 1);
    const shared = each.names.length > 1;
    const colour = css(shared ? MAGENTA : BLUE);
    context.fillStyle = css(theme.ink);
    const high = Math.min(row * 0.7, theme.text * 2.4);
    box(context, each, { left, y, width: width - left - 4, high, colour });
    for (const name of each.names) {
      const at = (view.names.indexOf(name) + 0.5) * (height / view.names.length);
      context.lineWidth = shared ? 3.5 : 2;
      line(context, [right + 6, at], [left - 1, y]);
      context.textAlign = "right";
      const part = each.parts.includes(name) ? " (a part)" : "";
      context.fillText(name + part, right, at, right);
    }
  });
}

export default {
  render: (context) =>
    frame(context, "Names and boxes", ({ body, link }) => {
      let [view, items, drawing] = [null, [], null];
      const code = h("ol", { class: "live-code", "aria-label": "The lines" });
      const says = h("p", { class: "live-note" });
      const go = (step) => () => view && link.set({ at: view.at + step });
      const back = button({ label: "Back", onPress: go(-1) });
      const next = button({ label: "Run the next line", strong: true, onPress: go(1) });
      const again = button({ label: "From the start", onPress: () => link.set({ at: 0 }) });
      const right = h("div", { class: "live-column" });
      body.append(
        h("div", { class: "live-column" }, code, group(next, back, again)), right,
      );

      function build({ lines, room }) {
        items = lines.map((text) => h("li", {}, h("code", {}, text)));
        code.append(...items);
        drawing = surface({
          label: "Names and the boxes that they stand for", ratio: 0.13 * room + 0.02,
          draw: (canvas, size) => picture(canvas, { ...size, view }),
        });
        right.append(drawing.element, says);
      }

      return {
        draw(given) {
          view = given;
          if (!drawing) build(view);
          items.forEach((item, i) => {
            item.classList.toggle("live-done", i < view.at);
            if (i === view.at - 1) item.setAttribute("aria-current", "step");
            else item.removeAttribute("aria-current");
          });
          back.element.disabled = again.element.disabled = view.at === 0;
          next.element.disabled = view.at === view.lines.length;
          says.textContent = view.stopped ||
            "✎ and a thick frame: the line wrote into this box. Magenta: one box, several names.";
          drawing.redraw();
        },
        close: () => drawing?.close(),
      };
    }),
};
