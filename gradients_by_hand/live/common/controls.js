// Sliders, choices, switches and buttons: native elements, so that keys, touch and
// screen readers work as everywhere.  Each returns {element, show(value), ...} and calls
// `onChange(value)` only when a person moves it.

import { freshId, h } from "./dom.js";

// A slider; `read` and `write` turn its position into a value and back (log scales).
export function slider({ label, min, max, step, format = String, read, write, onChange }) {
  const toValue = read ?? ((position) => position);
  const toPosition = write ?? ((value) => value);
  const id = freshId("slider");
  const output = h("output", { for: id });
  const input = h("input", { type: "range", id, min, max, step });
  function say(value) {
    output.textContent = format(value);
    input.setAttribute("aria-valuetext", format(value));
  }
  input.addEventListener("input", () => {
    const value = toValue(Number(input.value));
    say(value);
    onChange(value);
  });
  return {
    element: h("div", { class: "live-slider" }, h("label", { for: id }, label), input, output),
    input,
    show(value) {
      input.value = toPosition(value);
      say(value);
    },
  };
}

// A slider for a positive number over powers of ten.
export const logSlider = (options) =>
  slider({
    step: 0.02,
    ...options,
    min: Math.log10(options.min),
    max: Math.log10(options.max),
    read: (position) => 10 ** position,
    write: (value) => Math.log10(value),
  });

// One of a few: options are strings or {value, text, title}.
export function choice({ label, options, onChange }) {
  const name = freshId("choice");
  const inputs = new Map();
  const items = options.map((option) => {
    const { value, text, title } =
      typeof option === "object" ? option : { value: option, text: String(option) };
    const input = h("input", {
      type: "radio",
      name,
      value,
      "aria-label": title,
      onchange: () => onChange(value),
    });
    inputs.set(value, input);
    return h("label", { title }, input, h("span", {}, text));
  });
  return {
    element: h(
      "fieldset",
      { class: "live-choice" },
      h("legend", {}, label),
      h("div", { class: "live-options" }, ...items),
    ),
    show(value) {
      const input = inputs.get(value);
      if (input) input.checked = true;
    },
  };
}

// A choice of many in little room.
export function select({ label, options, onChange }) {
  const id = freshId("select");
  const element = h("select", { id, onchange: () => onChange(element.value) });
  for (const option of options) element.append(h("option", { value: option }, option));
  return {
    element: h("div", { class: "live-select" }, h("label", { for: id }, label), element),
    show(value) {
      element.value = value;
    },
  };
}

export function toggle({ label, onChange }) {
  const input = h("input", {
    type: "checkbox",
    onchange: () => onChange(input.checked),
  });
  return {
    element: h("label", { class: "live-toggle" }, input, h("span", {}, label)),
    show(value) {
      input.checked = value;
    },
  };
}

// `keys` is what a person may press instead; it stands in the tooltip.
export function button({ label, keys, onPress, strong = false }) {
  const element = h(
    "button",
    {
      type: "button",
      class: strong ? "live-button live-strong" : "live-button",
      title: keys && `${label} (${keys})`,
      "aria-keyshortcuts": keys,
      onclick: onPress,
    },
    label,
  );
  return {
    element,
    show(text) {
      element.textContent = text;
    },
  };
}

export const group = (...controls) =>
  h("div", { class: "live-group" }, ...controls.map((each) => each.element ?? each));
