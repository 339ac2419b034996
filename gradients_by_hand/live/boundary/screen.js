// What the page shows of a row: the plane, the curves, the numbers, the chosen point.

import { sentenceOf } from "./panel.js";

const TEXT_MS = 100; // numbers that change faster cannot be read

// parts: of parts.js.  film: the playback.  here(): the number of the present step.
export function screenOf(parts, { film, root, say, width, here }) {
  const { field, numbers, table, time, clock, told, points, list, curves, predicted } = parts;
  const still = new Float32Array(width); // what is shown while a class predicts
  let frames = 0;
  let written = 0;
  let losses = null; // of single points: {first, losses}

  function paint(row, step) {
    field.paint(predicted.hidden ? still : row);
    curves.paint();
    frames += 1;
    Object.assign(root.dataset, { step, frames, last: film.count - 1 });
    const now = performance.now();
    if (now - written > TEXT_MS || !film.playing) {
      written = now;
      write(row, step);
    }
    root.dispatchEvent(new CustomEvent("boundary:frame", { detail: { step, frames } }));
  }

  function write(row, step) {
    if (predicted.hidden) {
      numbers.hide();
      table.hide();
      return;
    }
    numbers.show(row, step);
    table.show(row);
    const last = String(film.count - 1);
    if (time.max !== last) time.max = last;
    if (time !== document.activeElement || film.playing) time.value = step;
    const text = `${step} of ${last}`;
    if (clock.textContent !== text) clock.textContent = text;
    if (points.open) showList();
    if (field.show.chosen >= 0) tellPoint(field.show.chosen);
  }

  function showList() {
    const fresh = losses?.first === list.first && here() === film.count - 1;
    list.show({
      losses: fresh ? losses.losses : null,
      pointOf: (i) => field.point(i),
      scoresOf: (place) => field.scores(place),
      many: field.count,
      chosen: field.show.chosen,
    });
  }

  // The line under the plane: one point, its scores, and what they say.
  function tellPoint(i) {
    const place = field.point(i);
    told.textContent = place ? sentenceOf(i, place, field.scores(place)) : " ";
  }

  return {
    paint,
    // The numbers are written with the next frame, however soon it comes.
    soon: () => (written = 0),
    // A person chose a point: its line, and its page of the list.
    point(i) {
      tellPoint(i);
      const first = Math.floor(i / list.step) * list.step;
      if (field.point(i) && points.open && first !== list.first) list.go(first);
    },
    details({ light, listing }) {
      if (light) parts.lamp.show(light);
      if (listing !== undefined) losses = listing;
      if (points.open) showList();
    },
    frozen(yes, words) {
      if (yes) for (let i = 0; i < width; i += 1) still[i] = film.at(film.shown, i);
      curves.state.until = yes ? film.shown : Infinity;
      root.dataset.frozen = yes;
      time.disabled = yes;
      parts.buttons.freeze.show(yes ? "Reveal" : "Freeze");
      if (words) {
        told.textContent = words;
        say(words);
      }
      film.redraw();
    },
  };
}
