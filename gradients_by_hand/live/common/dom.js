// Elements, and what they need to live inside a notebook.

// h("button", {type: "button", onclick: f}, "Play"): an element with its children.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  if (["button", "input", "select", "textarea"].includes(tag) || "tabindex" in attributes)
    keepKeys(element);
  return element;
}

// In JupyterLab keys act on cells (`d d` deletes one) unless the focused element itself
// has this attribute; Notebook 7 listens first, so that stopping the event is no help.
function keepKeys(element) {
  element.setAttribute("data-lm-suppress-shortcuts", "true");
}

// Labels and elements find each other by ids, which must differ from widget to widget.
let made = 0;
export const freshId = (name) => `live-${name}-${(made += 1)}`;

// −0.50 with a true minus, so that columns of numbers line up.
export function number(value, digits = 2) {
  if (typeof value === "string") return value; // nan and infinities arrive as words
  if (!Number.isFinite(value)) return String(value);
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

// A number of any size in few letters.
export function short(value) {
  if (typeof value === "string") return value;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) {
    const [digits, power] = value.toExponential(1).split("e");
    return `${digits.replace("-", "−")}e${power.replace("+", "").replace("-", "−")}`;
  }
  return number(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

// A number of an axis: 0.5 and not 0.500.
export function tidy(value) {
  const plain = value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5);
  return plain ? String(Number(value.toPrecision(4))).replace("-", "−") : short(value);
}

export const stillPlease = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
