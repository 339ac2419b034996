// A canvas as sharp as the screen, as wide as there is room, drawn at most once a frame.

import { h } from "./dom.js";
import { theme } from "./palette.js";

// ratio: height over width.  draw(context, {width, height, theme}) in CSS pixels.
// With `label` and keys or pointers it can be focused; else it is an image in words.
export function surface({ label, ratio, draw, interactive = false, width = 480 }) {
  const canvas = h("canvas", {
    class: "live-surface",
    role: interactive ? "application" : "img",
    "aria-label": label,
    ...(interactive && { tabindex: "0" }),
  });
  canvas.style.aspectRatio = `1 / ${ratio}`; // reserves the place: nothing jumps
  canvas.style.maxWidth = `calc(${width}px * var(--live-scale, 1))`;
  const context = canvas.getContext("2d");
  let size = { width: 0, height: 0 };
  let asked = 0;
  let colours = null; // of the theme; asking for them in every frame would cost a layout

  function paint() {
    asked = 0;
    if (!size.width) return;
    const dots = window.devicePixelRatio || 1;
    const [w, hh] = [Math.round(size.width * dots), Math.round(size.height * dots)];
    if (canvas.width !== w || canvas.height !== hh) {
      canvas.width = w;
      canvas.height = hh;
    }
    context.setTransform(dots, 0, 0, dots, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    draw(context, { ...size, theme: (colours ??= theme(canvas)) });
  }

  const redraw = () => (asked ||= requestAnimationFrame(paint));
  function repaint() {
    colours = null;
    redraw();
  }
  const watcher = new ResizeObserver(([{ contentRect }]) => {
    size = { width: contentRect.width, height: contentRect.height };
    repaint();
  });
  watcher.observe(canvas);
  // JupyterLab changes its theme by an attribute of the body.
  const themes = new MutationObserver(repaint);
  for (const place of [document.body, document.documentElement])
    themes.observe(place, { attributeFilter: ["data-jp-theme-light", "data-live-theme"] });

  return {
    element: canvas,
    context,
    redraw,
    paint, // at once, for those who are in an animation frame already
    size: () => size,
    say: (text) => canvas.setAttribute("aria-label", text),
    close() {
      cancelAnimationFrame(asked);
      watcher.disconnect();
      themes.disconnect();
    },
  };
}
