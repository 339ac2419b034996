// The controls and pictures of the page, each wired to what it does.

import { brush, rest, speed, training, transcript } from "./controls.js";
import { button, toggle } from "../common/controls.js";
import { chart } from "./chart.js";
import { fold } from "./layout.js";
import { h } from "../common/dom.js";
import { light, listing, moment, weights } from "./panel.js";
import { plane } from "./plane.js";
import { prediction } from "./prediction.js";

const LISTED = 8;

// ask: the `commands`.  film: the playback.  page: {reset(), another(), choose(k),
// point(i), frozen(yes, words)}: what concerns several parts at once.
export function partsOf({ ask, film, page }) {
  const field = plane({
    add: (x, y) => ask.edit("add", { x, y, label: field.show.label }),
    move: (i, x, y) => ask.set({ moving: [i, x, y] }),
    remove: (index) => ask.edit("remove", { index }),
    label: (index) => ask.edit("label", { index, label: field.show.label }),
    look: page.point,
  });
  const predicted = prediction(film, { frozen: page.frozen, reveal: ask.pause });
  const list = listing({
    step: LISTED,
    onList: (listed) => ask.look({ listed }),
    onLook(i) {
      field.show.chosen = i;
      field.redraw();
    },
  });
  return {
    buttons: {
      play: button({ label: "▶ Play", keys: "Space", strong: true, onPress: ask.play }),
      step: button({ label: "Step", keys: "s", onPress: () => ask.step(1) }),
      reset: button({ label: "Reset", keys: "r", onPress: page.reset }),
      undo: button({ label: "Undo", keys: "u", onPress: () => ask.tell("undo") }),
      freeze: button({ label: "Freeze", keys: "f", onPress: predicted.toggle }),
    },
    tempo: speed((value) => {
      film.faster(value);
      ask.look({ speed: value });
    }),
    time: timeline(page.scrub),
    clock: h("span", { class: "boundary-clock" }, "0"),
    field,
    predicted,
    list,
    curves: chart(film),
    numbers: moment(),
    lamp: light(),
    table: weights((values) => ask.act("weights", { values })),
    dials: training(ask.set),
    told: h("p", { class: "boundary-told live-numbers" }, " "),
    which: brush(page.choose),
    clear: button({ label: "Clear points", onPress: () => ask.edit("clear", {}) }),
    run: transcript((text) => ask.tell("replay", { text })),
    others: rest(ask.set, { show: field.show, redraw: field.redraw, onStart: page.another }),
    plain: toggle({ label: "picture only", onChange: (yes) => ask.look({ plain: yes }) }),
    top: h("div", { class: "boundary-sources" }),
    points: fold("Point by point", list.element, (open) => ask.look({ listed: open ? list.first : -1 })),
  };
}

function timeline(onMove) {
  const element = h("input", {
    type: "range", min: 0, max: 0, step: 1, class: "boundary-time",
    "aria-label": "step that is shown", oninput: () => onMove(Number(element.value)),
  });
  return element;
}
