// The page's end of the line to the kernel.  At most one question is under way: what
// happens meanwhile is gathered and asked next, so that a slider never queues.

import { unpack } from "./arrays.js";

const PATIENCE_MS = 1200;

// onMessage(kind, content) hears everything; onBusy(true) that the kernel is silent.
export function connect(model, { onMessage, onBusy = () => {} }) {
  let asked = 0;
  let waiting = false;
  let pending = null;
  let timer = 0;

  function ask(message) {
    waiting = true;
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(() => onBusy(true), PATIENCE_MS);
    model.send({ ...message, reply: asked });
  }

  function heard(message, buffers) {
    const { kind, ...content } = unpack(message, buffers);
    if (content.reply === asked) {
      waiting = false;
      clearTimeout(timer);
    }
    onBusy(false);
    onMessage(kind, content);
    if (!waiting && pending) {
      const values = pending;
      pending = null;
      ask({ kind: "set", values });
    }
  }

  // Jupyter gives binary parts as DataViews beside the content.
  const listen = (message, buffers) => heard(message, buffers ?? []);
  model.on("msg:custom", listen);

  return {
    // Whether what was heard last is the newest word: a person has moved nothing since.
    settled: () => !waiting && !pending,
    hello: () => ask({ kind: "hello" }),
    set(values) {
      if (waiting) pending = { ...pending, ...values };
      else ask({ kind: "set", values });
    },
    act(name, args = {}) {
      if (pending) ask({ kind: "set", values: pending });
      pending = null;
      ask({ kind: "do", name, arguments: args });
    },
    // A message that nobody waits for, such as "this frame was shown".
    note: (name, args = {}) => model.send({ kind: "do", name, arguments: args, quiet: true }),
    close() {
      clearTimeout(timer);
      model.off("msg:custom", listen);
      try {
        model.send({ kind: "bye" });
      } catch {
        // The kernel is gone already.
      }
    },
  };
}
