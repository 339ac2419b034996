// The page's end of the connection to the kernel.  At most one request is under way:
// later changes are merged into the next request, so that a slider never queues.

import { unpack } from "./arrays.js";

const BUSY_AFTER_MS = 1200;

// onMessage(kind, content) gets every message; onBusy(true) means the kernel is silent.
export function connect(model, { onMessage, onBusy = () => {} }) {
  let asked = 0;
  let waiting = false;
  let pending = null;
  let timer = 0;

  function ask(message) {
    waiting = true;
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(() => onBusy(true), BUSY_AFTER_MS);
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
    // Whether the last answer is the newest: a person has moved nothing since.
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
    // A message without an answer, such as "this frame was shown".
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
