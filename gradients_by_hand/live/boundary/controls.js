// The controls: those that a lesson needs are in front, the rest behind a fold.

import { button, choice, group, logSlider, select, slider, toggle } from "../common/controls.js";
import { CLASSES } from "../common/palette.js";
import { h, short, tidy } from "../common/dom.js";

const LEAST_PENALTY = -5; // as a power of ten; further left there is none
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 0];
const SPEEDS = { "1/8": 0.125, "1/4": 0.25, "1/2": 0.5, 1: 1, 2: 2, 4: 4, 8: 8, 16: 16, 32: 32 };

// set({trait: value}) sends changes to the kernel.  The two sliders used most often.
export function training(set) {
  const rate = logSlider({
    label: "learning rate", min: 1e-3, max: 1e2, format: short,
    onChange: (lr) => set({ lr: Number(lr.toPrecision(3)) }),
  });
  const penalty = slider({
    label: "penalty λ", min: LEAST_PENALTY - 0.1, max: 0, step: 0.05,
    format: (value) => (value ? short(value) : "none"),
    read: (place) => (place < LEAST_PENALTY ? 0 : Number((10 ** place).toPrecision(3))),
    write: (value) => (value ? Math.log10(value) : LEAST_PENALTY - 0.1),
    onChange: (reg) => set({ reg }),
  });
  return {
    element: h("div", { class: "boundary-sliders" }, rate.element, penalty.element),
    show({ lr, reg }) {
      rate.show(lr);
      penalty.show(reg);
    },
  };
}

export function rest(set, { onStart, show, redraw }) {
  const batch = slider({
    label: "examples a step", min: 0, max: SIZES.length - 1, step: 1,
    format: (size) => (size ? String(size) : "all"),
    read: (place) => SIZES[place],
    write: (size) => Math.max(0, SIZES.indexOf(size)),
    onChange: (value) => set({ batch: value }),
  });
  const noise = slider({ label: "noise", min: 0, max: 1, step: 0.02, format: tidy, onChange: (value) => set({ noise: value }) });
  const seed = slider({ label: "seed", min: 0, max: 40, step: 1, onChange: (value) => set({ seed: value }) });
  const held = slider({
    label: "held out", min: 0, max: 0.5, step: 0.1, format: (value) => `${Math.round(100 * value)} %`,
    onChange: (value) => set({ held_out: value }),
  });
  const bias = toggle({ label: "bias", onChange: (value) => set({ bias: value }) });
  const start = button({ label: "Random weights", onPress: onStart });
  const look = (name) => (value) => {
    show[name] = value;
    redraw();
  };
  const contrast = logSlider({ label: "depth of colour", min: 0.1, max: 10, format: tidy, onChange: look("contrast") });
  const zero = toggle({ label: "zero lines and arrows", onChange: look("zero") });
  const margins = toggle({ label: "margins (lead 1)", onChange: look("margins") });
  const hard = toggle({ label: "hard regions", onChange: look("hard") });
  let loss = "";
  contrast.show(show.contrast);
  zero.show(show.zero);
  return {
    element: h("div", { class: "boundary-columns" },
      h("div", {}, h("h4", {}, "Points"), noise.element, seed.element, held.element),
      h("div", {}, h("h4", {}, "Steps"), batch.element, group(bias, start)),
      h("div", {}, h("h4", {}, "Look"), contrast.element, group(zero, margins, hard)),
    ),
    show(state) {
      batch.show(state.batch);
      noise.show(state.noise);
      seed.show(state.seed);
      held.show(state.held_out);
      bias.show(state.bias);
      if (loss === state.loss) return;
      // The margins belong to the SVM: they come and go with it, until one says else.
      loss = state.loss;
      look("margins")(/svm|hinge/i.test(loss));
      margins.show(show.margins);
    },
  };
}

// The set of points and the loss, in words that a drop-down can hold.
export function sources(view, set) {
  const data = select({ label: "Points", options: view.sets, onChange: (value) => set({ data: value }) });
  const loss = select({ label: "Loss", options: view.given, onChange: (value) => set({ loss: value }) });
  return {
    element: h("div", { class: "live-group" }, data.element, loss.element),
    show(state) {
      data.show(state.data);
      loss.show(state.loss);
    },
  };
}

// How many steps each frame shows.
export function speed(onChange) {
  const control = select({
    label: "Steps a frame", options: Object.keys(SPEEDS).sort((a, b) => SPEEDS[a] - SPEEDS[b]),
    onChange: (name) => onChange(SPEEDS[name]),
  });
  return {
    element: control.element,
    show: (value) => control.show(Object.keys(SPEEDS).find((name) => SPEEDS[name] === value)),
  };
}

// Which class a click adds.
export function brush(onChange) {
  const control = choice({
    label: "A click adds", onChange: (name) => onChange(Number(name)),
    options: CLASSES.map(({ sign }, k) => ({ value: String(k), text: `${sign} ${k}`, title: `class ${k} (key ${k + 1})` })),
  });
  control.show("0");
  return { element: control.element, show: (k) => control.show(String(k)) };
}

// A run as a text: to copy, to send, to paste.
export function transcript(onReplay) {
  const field = h("input", { type: "text", class: "live-text", "aria-label": "this run as a text", spellcheck: "false", autocomplete: "off" });
  const copy = button({
    label: "Copy",
    async onPress() {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        document.execCommand("copy"); // pages that are not served securely
      }
    },
  });
  const replay = button({ label: "Replay", onPress: () => onReplay(field.value) });
  return {
    element: h("div", { class: "boundary-run" }, field, copy.element, replay.element),
    show(text) {
      if (text && field !== document.activeElement) field.value = text;
    },
  };
}
