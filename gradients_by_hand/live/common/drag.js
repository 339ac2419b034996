// Things on a surface that can be dragged: with a mouse, a pen or a finger.

// grab([x, y]) says what is under the pointer, or null; move(thing, [x, y], [x0, y0])
// follows it, in CSS pixels from the corner of the surface.  Whatever can be dragged can
// be done with native controls as well: this is for hands only.
export function onDrag({ element }, { grab, move, drop = () => {}, cursor = "grab" }) {
  let held = null;
  let began = [0, 0];
  element.style.touchAction = "none";
  const place = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    began = place(event);
    held = grab(began);
    if (held === null) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (held !== null) move(held, place(event), began);
    else element.style.cursor = grab(place(event)) === null ? "" : cursor;
  });
  for (const end of ["pointerup", "pointercancel"])
    element.addEventListener(end, () => {
      if (held !== null) drop(held);
      held = null;
    });
}
