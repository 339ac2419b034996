// Where everything stands: the bar, the plane with what belongs to it, the numbers.

import { h } from "../common/dom.js";

const KEYS =
  "Space plays and pauses, S makes a step (Shift: ten), R resets, U undoes, F freezes and " +
  "reveals, 1 2 3 choose the class, [ and ] go through time. In the plane: arrows move a " +
  "cursor (Shift: far), Enter sets a point, G takes the point along, C changes its class, " +
  "Delete or a right click removes it.";

export function fold(title, content, onOpen = () => {}) {
  const element = h("details", {}, h("summary", { tabindex: "0" }, title), content);
  element.addEventListener("toggle", () => onOpen(element.open));
  return element;
}

export function arrange(parts) {
  const bar = h(
    "div",
    { class: "boundary-bar" },
    ...Object.values(parts.buttons).map(({ element }) => element),
    parts.tempo.element,
    parts.lamp.element,
  );
  const left = h(
    "div",
    { class: "boundary-left" },
    h("div", { class: "boundary-stage" }, parts.field.element, parts.predicted.element, parts.problem),
    parts.told,
    h("div", { class: "live-group boundary-tools" }, parts.which.element, parts.clear.element),
  );
  const right = h(
    "div",
    { class: "boundary-right" },
    parts.top,
    ...[parts.numbers, parts.curves, parts.dials, parts.table].map(({ element }) => element),
  );
  const more = h(
    "div",
    { class: "boundary-more" },
    fold("More to set", parts.others.element),
    parts.points,
    fold("This run as a text", parts.run.element),
    fold("Keys", h("p", { class: "live-note" }, KEYS)),
  );
  return h(
    "div",
    { class: "boundary" },
    bar,
    h("div", { class: "boundary-scrub" }, parts.time, parts.clock),
    h("div", { class: "boundary-main" }, left, right),
    more,
    h("div", {}, parts.plain.element),
  );
}
