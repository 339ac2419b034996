// A classifier in the plane that trains by the student's function, as a film.
//
// The kernel sends rows of numbers (`training.py`), a few frames ahead; the page draws
// everything that it shows from them.

import { arrange } from "./layout.js";
import { commands } from "./commands.js";
import { frame } from "../common/frame.js";
import { onKeys } from "../common/keys.js";
import { partsOf } from "./parts.js";
import { playback } from "../common/playback.js";
import { screenOf } from "./screen.js";
import { sources } from "./controls.js";

const WIDTH = 23; // numbers in a row

export default {
  render: (context) => frame(context, "Boundary: a classifier while it trains", boundary),
};

function boundary({ body, link, say, root }) {
  let start = 0; // the number of the weights with which this run began
  const film = playback({
    width: WIDTH,
    paint: (row, step) => screen.paint(row, step),
    credit: (at) => link.note("shown", { at, speed: film.speed }),
  });
  const ask = commands(link, film, {
    hidden: () => parts.predicted.hidden,
    playing(yes) {
      parts.buttons.play.show(yes ? "❚❚ Pause" : "▶ Play");
      root.dataset.playing = yes;
      parts.table.lock(yes);
    },
  });
  const page = {
    reset: () => ask.tell("reset", { start }),
    another: () => ask.tell("reset", { start: start + 1 }),
    point: (i) => screen.point(i),
    frozen: (yes, words) => screen.frozen(yes, words),
    scrub(step) {
      ask.scrub(step);
      screen.soon();
    },
    choose(k) {
      parts.field.show.label = k;
      parts.which.show(k);
      parts.field.redraw();
    },
  };
  const parts = partsOf({ ask, film, page });
  const screen = screenOf(parts, { film, root, say, width: WIDTH, here: ask.here });
  const problem = root.querySelector(".live-problem"); // where it is seen at once
  body.append(arrange({ ...parts, problem }));

  const keys = keysOf({ ask, film, page, predicted: parts.predicted });
  onKeys(parts.field.element, { ...keys, ...parts.field.keys });
  onKeys(root, keys);

  const showing = views({ ask, film, link, parts, screen });
  return {
    ...showing,
    controls(state) {
      start = state.start;
      root.dataset.plain = state.plain;
      showing.controls(state);
    },
    draw(view, state) {
      start = state.start;
      showing.draw(view, state);
    },
    close() {
      for (const each of [film, parts.predicted, parts.curves, parts.field]) each.close();
    },
  };
}

const keysOf = ({ ask, film, page, predicted }) => ({
  " ": ask.play,
  s: (event) => ask.step(event.shiftKey ? 10 : 1),
  r: page.reset,
  u: () => ask.tell("undo"),
  f: predicted.toggle,
  1: () => page.choose(0),
  2: () => page.choose(1),
  3: () => page.choose(2),
  "[": () => predicted.hidden || page.scrub(film.shown - 1),
  "]": () => predicted.hidden || page.scrub(film.shown + 1),
});

// What the kernel says, on its way to the film and to the controls.
function views({ ask, film, link, parts, screen }) {
  let choices = null; // the names of points and losses come with the first view
  let known = ""; // which points the plane was fitted to

  function place({ points, own }, { data, noise, seed }) {
    const name = `${data} ${noise} ${seed}`;
    parts.field.place(points, !own && name !== known);
    known = name;
  }

  return {
    controls(state) {
      choices?.show(state);
      for (const each of [parts.dials, parts.others]) each.show(state);
      parts.tempo.show(state.speed);
      film.faster(state.speed);
      parts.plain.show(state.plain);
    },
    draw(view, state) {
      ask.answered();
      if (!choices) {
        choices = sources(view, ask.set);
        parts.top.append(choices.element);
        choices.show(state);
      }
      // Only the newest answer knows: Play may have been pressed meanwhile.
      if (film.playing && !view.playing && link.settled()) ask.halt();
      place(view, state);
      parts.curves.state.turns = view.turns;
      const before = film.count;
      film.put(view.start, view.rows);
      const moved = view.rows.length > 0 || film.count !== before;
      if (moved && !film.playing && !parts.predicted.hidden) film.show(film.count - 1);
      screen.soon();
      parts.run.show(view.run);
      screen.details(view);
    },
    hear(kind, content) {
      if (kind === "frames") film.put(content.start, content.rows);
      if (kind === "frames" || kind === "details") screen.details(content);
    },
  };
}
