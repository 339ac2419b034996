// Colours that stay apart under every kind of colour blindness (the same as those of
// the still pictures), each with a shape and a sign beside it.

export const CLASSES = [
  { name: "class 0", sign: "●", rgb: [100, 143, 255], dark: [58, 92, 196] },
  { name: "class 1", sign: "■", rgb: [220, 38, 127], dark: [165, 22, 92] },
  { name: "class 2", sign: "▲", rgb: [255, 176, 0], dark: [140, 92, 0] },
];
export const BLUE = CLASSES[0].rgb;
export const MAGENTA = CLASSES[1].rgb;
export const GOLD = CLASSES[2].rgb;

export const css = (rgb, alpha = 1) => `rgb(${rgb.map(Math.round).join(" ")} / ${alpha})`;

// `share` of `rgb` in `ground`.
export const mix = (rgb, ground, share) => ground.map((g, i) => g + (rgb[i] - g) * share);

// Negative blue, zero the ground, positive magenta; value from -1 to 1.
export const signed = (value, ground) =>
  mix(value < 0 ? BLUE : MAGENTA, ground, Math.min(1, Math.abs(value)) * 0.85);

// The colours of the page around the widget: they change with its theme.
export function theme(element) {
  const style = getComputedStyle(element);
  const colour = (name) => {
    const digits = style.getPropertyValue(name).trim().slice(1);
    return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
  };
  return {
    ink: colour("--live-ink"),
    faint: colour("--live-faint"),
    ground: colour("--live-ground"),
    text: parseFloat(style.fontSize),
    font: style.fontFamily,
  };
}
