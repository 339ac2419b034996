// Keys of a widget: {" ": play, s: step}, as a person finds them in the tooltips.

// Acts on keys pressed on `element` itself, or anywhere in it that takes no text.
export function onKeys(element, actions) {
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const own = event.target === element;
    const native = /^(input|select|textarea)$/i.test(event.target.tagName);
    if (native && !own) return; // sliders have keys of their own, and texts all of them
    if (/^(button|summary)$/i.test(event.target.tagName) && " Enter".includes(event.key)) return;
    const action = actions[event.key] ?? actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action(event);
  });
}
