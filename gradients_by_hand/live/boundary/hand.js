// What a person does in the plane, by pointer and by keyboard.

const NEAR = { mouse: 0.05, touch: 0.09, cursor: 0.08 }; // as a part of the reach
const STEP = 0.04;
const LARGE_STEP = 0.2;

// picture: the surface of the plane.  view: what it shows.  on: whom to tell.
// Returns {keys, busy}: busy while a point follows the pointer or the cursor.
export function hand(picture, view, on) {
  const canvas = picture.element;
  let taken = -1; // the point that follows the cursor
  let dragged = -1;

  const inside = (value) => Math.max(-view.reach, Math.min(view.reach, value));

  function placeOf(event) {
    const box = canvas.getBoundingClientRect();
    const { reach } = view;
    return [
      inside(((event.clientX - box.left) / box.width) * 2 * reach - reach),
      inside(reach - ((event.clientY - box.top) / box.height) * 2 * reach),
    ];
  }

  function nearest([x, y], limit) {
    let found = -1;
    let best = limit * view.reach;
    view.points.forEach(([px, py], i) => {
      const far = Math.hypot(px - x, py - y);
      if (far < best) [found, best] = [i, far];
    });
    return found;
  }

  function choose(i) {
    if (i === view.show.chosen) return;
    view.show.chosen = i;
    picture.redraw();
    on.look(i);
  }

  function moveTo(i, [x, y]) {
    view.points[i][0] = x;
    view.points[i][1] = y;
    picture.redraw();
    on.move(i, x, y);
  }

  canvas.addEventListener("pointerdown", (event) => {
    const place = placeOf(event);
    const found = nearest(place, event.pointerType === "touch" ? NEAR.touch : NEAR.mouse);
    canvas.focus({ preventScroll: true });
    view.cursor = null;
    if (event.button === 2 || event.altKey) {
      if (found >= 0) on.remove(found);
    } else if (found >= 0) {
      dragged = found;
      canvas.setPointerCapture(event.pointerId);
      choose(found);
    } else on.add(...place);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (dragged >= 0) moveTo(dragged, placeOf(event));
    else if (event.pointerType === "mouse") choose(nearest(placeOf(event), NEAR.mouse));
  });
  for (const end of ["pointerup", "pointercancel"])
    canvas.addEventListener(end, () => (dragged = -1));
  // A finger on a point drags it; anywhere else it scrolls the page.
  canvas.addEventListener("touchstart", (event) => dragged >= 0 && event.preventDefault(), {
    passive: false,
  });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  canvas.addEventListener("blur", picture.redraw);
  canvas.addEventListener("focus", picture.redraw);

  const go = (dx, dy) => (event) => {
    const step = (event.shiftKey ? LARGE_STEP : STEP) * view.reach;
    const [x, y] = view.cursor ?? view.points[view.show.chosen] ?? [0, 0];
    view.cursor = [inside(x + dx * step), inside(y + dy * step)];
    if (taken >= 0 && view.points[taken]) moveTo(taken, view.cursor);
    else choose(nearest(view.cursor, NEAR.cursor));
    picture.redraw();
  };
  const chosen = (act) => () => view.points[view.show.chosen] && act(view.show.chosen);

  return {
    keys: {
      ArrowLeft: go(-1, 0),
      ArrowRight: go(1, 0),
      ArrowUp: go(0, 1),
      ArrowDown: go(0, -1),
      Enter: () => on.add(...(view.cursor ?? [0, 0])),
      Delete: chosen(on.remove),
      Backspace: chosen(on.remove),
      c: chosen(on.label),
      g: () => (taken = taken >= 0 ? -1 : view.show.chosen),
    },
    get busy() {
      return dragged >= 0 || taken >= 0;
    },
  };
}
