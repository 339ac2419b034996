// A classifier in the plane that trains by the student's function, as a film.
//
// The kernel sends rows of numbers (`training.py`), a few frames ahead; everything that is
// seen is drawn from them here.

import { brush, rest, sources, speed, training, transcript } from "./boundary_controls.js";
import { arrange, fold } from "./boundary_layout.js";
import { button, toggle } from "./common/controls.js";
import { chart } from "./boundary_chart.js";
import { frame } from "./common/frame.js";
import { h } from "./common/dom.js";
import { light, listing, moment, sentenceOf, weights } from "./boundary_panel.js";
import { onKeys } from "./common/keys.js";
import { plane } from "./boundary_plane.js";
import { playback } from "./common/playback.js";
import { prediction } from "./boundary_predict.js";

const WIDTH = 23;
const LISTED = 8;
const TEXT_MS = 100; // numbers that change faster cannot be read

export default {
  render: (context) =>
    frame(context, "Boundary: a classifier while it trains", ({ body, link, say, root }) => {
      const film = playback({
        width: WIDTH,
        paint,
        credit: (at) => link.note("shown", { at, speed: film.speed }),
      });
      let frames = 0;
      let written = 0;
      let state = {};
      let losses = null; // of single points: {first, losses}
      let known = ""; // which points the plane was fitted to
      let choices = null;
      const reply = { asked: 0, takes: 30 };

      // --- asking the kernel -----------------------------------------------------------

      // A change holds from the frame that will be shown when its answer is here.
      const soon = () =>
        film.playing
          ? Math.min(film.count - 1, film.shown + Math.ceil((reply.takes * 0.06 + 1) * film.speed))
          : film.shown;
      function set(values) {
        reply.asked ||= performance.now();
        link.set({ ...values, at: hidden() ? -1 : soon() });
      }
      const hidden = () => predicted.step >= 0;
      const here = () => (hidden() ? film.count - 1 : film.shown);
      const act = (name, values = {}) => {
        pause(false);
        link.act(name, { at: here(), ...values });
      };

      // Points may be changed while it plays.
      const edit = (name, values) => link.act(name, { at: hidden() ? -1 : soon(), ...values });

      function play() {
        if (film.playing) return pause();
        film.play(true);
        playing(true);
        return link.act("play", { at: here(), speed: film.speed });
      }
      function pause(tell = true) {
        if (!film.playing) return;
        film.play(false);
        playing(false);
        if (tell) link.act("pause", { at: film.shown });
      }
      function playing(yes) {
        buttons.play.show(yes ? "❚❚ Pause" : "▶ Play");
        root.dataset.playing = yes;
        table.lock(yes);
      }
      const steps = (count) => act("step", { count });
      function reset(values = {}) {
        pause(false);
        link.act("reset", values);
      }
      function undo() {
        pause(false);
        link.act("undo");
      }
      function scrub(step) {
        pause();
        film.show(step);
        written = 0;
      }

      // --- what there is ---------------------------------------------------------------

      const buttons = {
        play: button({ label: "▶ Play", keys: "Space", strong: true, onPress: play }),
        step: button({ label: "Step", keys: "s", onPress: () => steps(1) }),
        reset: button({ label: "Reset", keys: "r", onPress: () => reset({ start: state.start }) }),
        undo: button({ label: "Undo", keys: "u", onPress: undo }),
        freeze: button({ label: "Freeze", keys: "f", onPress: () => predicted.toggle() }),
      };
      const tempo = speed((value) => {
        film.faster(value);
        link.set({ speed: value });
      });
      const time = h("input", {
        type: "range", min: 0, max: 0, step: 1, class: "boundary-time",
        "aria-label": "step that is shown", oninput: () => scrub(Number(time.value)),
      });
      const clock = h("span", { class: "boundary-clock" }, "0");
      const field = plane({
        add: (x, y) => edit("add", { x, y, label: field.show.label }),
        move: (i, x, y) => set({ moving: [i, x, y] }),
        remove: (index) => edit("remove", { index }),
        label: (index) => edit("label", { index, label: field.show.label }),
        look: point,
      });
      const curves = chart(film);
      const numbers = moment();
      const lamp = light();
      const table = weights((values) => act("weights", { values }));
      const dials = training(set);
      const predicted = prediction(film, { frozen, reveal: () => pause() });
      const told = h("p", { class: "boundary-told live-numbers" }, " ");
      const which = brush((k) => {
        field.show.label = k;
        field.redraw();
      });
      const clear = button({ label: "Clear points", onPress: () => edit("clear", {}) });
      const look = (i) => {
        field.show.chosen = i;
        field.redraw();
      };
      const list = listing({ step: LISTED, onList: (listed) => link.set({ listed }), onLook: look });
      const run = transcript((text) => (pause(false), link.act("replay", { text })));
      const others = rest(set, {
        show: field.show, redraw: field.redraw, onStart: () => reset({ start: state.start + 1 }),
      });
      const plain = toggle({ label: "picture only", onChange: (yes) => link.set({ plain: yes }) });
      const top = h("div", { class: "boundary-sources" });
      const points = fold("Point by point", list.element, (open) => link.set({ listed: open ? list.first : -1 }));

      body.append(
        arrange({
          buttons, tempo, lamp, time, clock, field, predicted, told, which, clear, top,
          numbers, curves, dials, table, others, points, run, plain,
          problem: root.querySelector(".live-problem"), // where it is seen at once
        }),
      );

      // --- drawing -----------------------------------------------------------------------

      const still = new Float32Array(WIDTH); // what is shown while a class predicts

      function paint(row, step) {
        field.paint(hidden() ? still : row);
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
        if (hidden()) {
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
        if (field.show.chosen >= 0) point(field.show.chosen, false);
      }

      function frozen(yes, words) {
        if (yes) for (let i = 0; i < WIDTH; i += 1) still[i] = film.at(film.shown, i);
        curves.state.until = yes ? film.shown : Infinity;
        root.dataset.frozen = yes;
        time.disabled = yes;
        buttons.freeze.show(yes ? "Reveal" : "Freeze");
        if (words) {
          told.textContent = words;
          say(words);
        }
        film.redraw();
      }

      function showList() {
        list.show({
          losses: losses?.first === list.first && here() === film.count - 1 ? losses.losses : null,
          pointOf: (i) => field.point(i),
          scoresOf: (place) => field.scores(place),
          many: field.count,
          chosen: field.show.chosen,
        });
      }

      // The line under the plane: one point, its scores, and what they say.
      function point(i, ask = true) {
        const place = field.point(i);
        if (!place) {
          told.textContent = " ";
          return;
        }
        told.textContent = sentenceOf(i, place, field.scores(place));
        if (ask && points.open) {
          const first = Math.floor(i / LISTED) * LISTED;
          if (first !== list.first) list.go(first);
        }
      }

      function choose(k) {
        field.show.label = k;
        which.show(k);
        field.redraw();
      }

      const keys = {
        " ": play,
        s: (event) => steps(event.shiftKey ? 10 : 1),
        r: () => reset({ start: state.start }),
        u: undo,
        f: () => predicted.toggle(),
        1: () => choose(0),
        2: () => choose(1),
        3: () => choose(2),
        "[": () => hidden() || scrub(film.shown - 1),
        "]": () => hidden() || scrub(film.shown + 1),
      };
      onKeys(field.element, { ...keys, ...field.keys });
      onKeys(root, keys);

      function details({ light: said, listing: single }) {
        if (said) lamp.show(said);
        if (single !== undefined) losses = single;
        if (points.open) showList();
      }

      return {
        controls(next) {
          state = next;
          choices?.show(next);
          dials.show(next);
          others.show(next);
          tempo.show(next.speed);
          film.faster(next.speed);
          plain.show(next.plain);
          root.dataset.plain = next.plain;
        },
        draw(view, next) {
          state = next;
          if (reply.asked) reply.takes += 0.3 * (performance.now() - reply.asked - reply.takes);
          reply.asked = 0;
          if (!choices) {
            choices = sources(view, set);
            top.append(choices.element);
            choices.show(next);
          }
          // Only the newest answer knows: Play may have been pressed meanwhile.
          if (film.playing && !view.playing && link.settled()) {
            film.play(false);
            playing(false);
          }
          const name = `${next.data} ${next.noise} ${next.seed}`;
          field.place(view.points, !view.own && name !== known);
          known = name;
          curves.state.turns = view.turns;
          const before = film.count;
          film.put(view.start, view.rows);
          const moved = view.rows.length > 0 || film.count !== before;
          if (moved && !film.playing && !hidden()) film.show(film.count - 1);
          written = 0;
          run.show(view.run);
          details(view);
        },
        hear(kind, content) {
          if (kind === "frames") {
            film.put(content.start, content.rows);
            details(content);
          } else if (kind === "details") details(content);
        },
        close() {
          film.close();
          predicted.close();
          curves.close();
          field.close();
        },
      };
    }),
};
