// What stands beside the plane in numbers: the moment, the gradient light, the weights.

import { h, number, short } from "../common/dom.js";
import { CLASSES } from "../common/palette.js";

const ROWS = ["x₁", "x₂", "bias"];

// The numbers of the moment, each in a box of fixed size.
export function moment() {
  const boxes = ["step", "loss", "right", "|gradient|", "held out"].map((name) => {
    const value = h("strong", {}, "–"); // an <output> would be read aloud all the time
    return { value, element: h("div", { class: "boundary-number" }, h("span", {}, name), value) };
  });
  const [step, loss, right, length, test] = boxes.map(({ value }) => value);
  return {
    element: h("div", { class: "boundary-numbers" }, ...boxes.map(({ element }) => element)),
    show(row, at) {
      put(step, String(at));
      put(loss, known(row[18], (value) => short(value)));
      put(right, known(row[19], (value) => percent(value)));
      put(length, known(row[20], short));
      put(test, known(row[22], (value) => percent(value)));
    },
    hide() {
      for (const { value } of boxes) put(value, "?");
    },
  };
}

// A lamp with a word: a round tick, an edged cross, or nothing yet.
export function light() {
  const lamp = h("span", { class: "boundary-lamp", "aria-hidden": "true" }, "…");
  const words = h("span", { role: "status" }, "");
  const numbers = h("span", {}, "");
  const element = h("div", { class: "boundary-light" }, lamp, h("span", {}, words, numbers));
  return {
    element,
    show({ state, worst, claimed, measured }) {
      element.dataset.state = state;
      put(lamp, { right: "✓", wrong: "✗" }[state] ?? "…");
      const said = { right: "gradient agrees with the slopes measured", wrong: `gradient wrong in ${worst}` };
      put(words, said[state] ?? "gradient not checked yet");
      const gap = `: ${brief(claimed)}, but measured ${brief(measured)}`;
      put(numbers, state === "wrong" ? gap : "");
    },
  };
}

// Weights that can be edited, each with its slope below.  onEdit(values) gets all nine.
export function weights(onEdit) {
  const cells = [];
  const head = h("tr", {}, h("td", {}));
  for (const { sign, name } of CLASSES)
    head.append(h("th", { scope: "col" }, h("span", { "aria-hidden": "true" }, sign), ` ${name}`));
  const table = h("table", { class: "boundary-weights" }, head);
  ROWS.forEach((name, i) => {
    const line = h("tr", {}, h("th", { scope: "row" }, name));
    CLASSES.forEach((_, k) => {
      const input = h("input", {
        type: "text", inputmode: "decimal", spellcheck: "false", autocomplete: "off",
        "aria-label": `weight of ${name} for class ${k}`, onchange: edit, onfocus: () => input.select(),
      });
      const slope = h("span", { title: "its slope: what the gradient says" });
      cells.push({ input, slope, at: 3 * i + k });
      line.append(h("td", { class: `boundary-of-${k}` }, input, slope));
    });
    table.append(line);
  });
  let values = [];

  function edit() {
    const typed = cells.map(({ input }, i) => {
      const value = Number(input.value.replace("−", "-").replace(",", "."));
      return input === document.activeElement || input.value !== input.dataset.shown
        ? value : values[i];
    });
    if (typed.every(Number.isFinite)) onEdit(typed);
    else show(values, true);
  }

  function show(row, force = false) {
    values = Array.from(row.subarray ? row.subarray(0, 18) : row);
    for (const { input, slope, at } of cells) {
      const text = number(values[at], 2);
      if (input.dataset.shown !== text || force) {
        if (input !== document.activeElement || force) input.value = text;
        input.dataset.shown = text;
      }
      put(slope, known(values[9 + at], (value) => number(value, 3)));
    }
  }
  return {
    element: h("div", { class: "boundary-table" }, h("p", { class: "live-note" }, "Weights (edit them), and the slope of each below"), table),
    show,
    // While it trains the numbers move too fast for a cursor.
    lock(yes) {
      for (const { input } of cells) input.readOnly = yes;
    },
    hide() {
      for (const { input, slope } of cells) {
        input.value = input.dataset.shown = "?";
        put(slope, "?");
      }
    },
  };
}

// Point by point: scores, and the loss of each alone.  onList(first) asks for them.
export function listing({ onList, onLook, step }) {
  const body = h("tbody", {});
  let first = 0;
  let count = 0;
  const turn = (by) => () => {
    first = Math.max(0, Math.min(first + by, Math.floor(Math.max(0, count - 1) / step) * step));
    onList(first);
  };
  const where = h("span", { class: "live-numbers" });
  const head = ["point", "class", "scores of ●", "■", "▲", "loss alone"];
  const table = h(
    "table",
    { class: "boundary-listing" },
    h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
    body,
  );
  const lines = Array.from({ length: step }, (_, i) => {
    const cells = head.map(() => h("td", {}, " "));
    const line = h("tr", { onpointerenter: () => onLook(first + i) }, ...cells);
    body.append(line);
    return { line, cells };
  });
  const flip = (text, label, by) =>
    h("button", { type: "button", class: "live-button", "aria-label": label, onclick: turn(by) }, text);
  return {
    element: h("div", { class: "boundary-list" }, table,
      h("div", { class: "live-group" }, flip("◀", "earlier points", -step), where, flip("▶", "later points", step))),
    step,
    get first() {
      return first;
    },
    go(to) {
      first = to;
      onList(first);
    },
    show({ losses, pointOf, scoresOf, many, chosen }) {
      count = many;
      put(where, many ? `${first} to ${Math.min(first + step, many) - 1} of ${many}` : "no points");
      lines.forEach(({ line, cells }, i) => {
        const point = pointOf(first + i);
        const scores = point ? scoresOf(point) : [];
        const texts = point
          ? [first + i, CLASSES[point[2]].sign, ...scores.map((value) => number(value, 2)), known(losses?.[i], (value) => number(value, 3))]
          : head.map(() => " ");
        const wrong = point && Math.max(...scores) !== scores[point[2]];
        line.dataset.wrong = Boolean(wrong);
        line.dataset.chosen = Boolean(point) && first + i === chosen;
        texts.forEach((text, at) => put(cells[at], String(text)));
      });
    },
  };
}

// One point in words: its scores, and what they say.
export function sentenceOf(i, [, , k, held], scores) {
  const best = scores.indexOf(Math.max(...scores));
  const told = scores.map((score) => number(score, 2)).join("  ");
  const verdict = best === k ? "right" : `taken for ${CLASSES[best]?.sign ?? "nothing"}`;
  return `${CLASSES[k].sign} point ${i}${held ? " (held out)" : ""}: scores ${told}: ${verdict}`;
}

const known = (value, say) => (Number.isFinite(value) ? say(value) : "–");
const percent = (share) => `${(100 * share).toFixed(share === 1 ? 0 : 1)}%`;
const brief = (value) => (Number.isFinite(value) ? short(value) : String(value));

// Text is touched only where it differs: untouched text is not laid out again.
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
