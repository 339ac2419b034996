// The frame of every widget: its name, a place for problems, words for screen readers,
// and the connection to the kernel.

import { h } from "./dom.js";
import { connect } from "./link.js";

const SPEAK_MS = 700;

// build(parts) fills the frame and returns {draw(view, state, {words, problem}),
// controls?(state), hear?(kind, content), close?()}; controls is called before draw, and
// also where there is nothing to draw because the student's function stopped.  `parts`
// is {body, link, say}: put elements into body, call link.set({trait: value}) and
// link.act(name, arguments), say(text) to speak.
export function frame({ model, el }, label, build) {
  const body = h("div", { class: "live-body" });
  const problem = h("pre", { class: "live-problem", role: "alert", hidden: true });
  const busy = h("p", { class: "live-busy", hidden: true }, "Python is busy with a cell.");
  const ears = h("p", { class: "live-ears", "aria-live": "polite" });
  const root = h("section", { class: "live", "aria-label": label }, body, busy, problem, ears);
  el.append(root);

  // Spoken only when things have come to rest, or a voice would never end.
  let speaking = 0;
  function say(text) {
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      if (ears.textContent !== text) ears.textContent = text;
    }, SPEAK_MS);
  }

  function showProblem(text) {
    problem.hidden = !text;
    if (problem.textContent !== text) problem.textContent = text;
    root.classList.toggle("live-stale", Boolean(text));
  }

  let known = false;
  const link = connect(model, {
    onMessage(kind, content) {
      if (kind !== "view") {
        parts.hear?.(kind, content);
        return;
      }
      showProblem(content.problem);
      // A slider that is being moved must not jump back to where it was asked about.
      if (!known || link.settled()) parts.controls?.(content.state);
      known = true;
      if (content.problem && Object.keys(content.view).length === 0) return;
      parts.draw(content.view, content.state, content); // with its words and its problem
      say(content.words);
    },
    onBusy: (yes) => (busy.hidden = !yes),
  });
  const parts = build({ body, link, say, showProblem, root });
  link.hello();
  return () => {
    clearTimeout(speaking);
    parts.close?.();
    link.close();
  };
}
