// What is really seen in the page, frame by frame.  A frame counts as shown when the
// picture's pixels differ from those of the frame before.
(selector) => {
  const tiny = document.createElement("canvas");
  [tiny.width, tiny.height] = [48, 48];
  const context = tiny.getContext("2d", { willReadFrequently: true });
  const probe = { times: [], gaps: 0, heights: new Set(), asked: 0, answers: [] };
  let last = 0;

  function signature() {
    const picture = document.querySelector(selector);
    if (!picture || (picture.tagName === "IMG" && !picture.complete)) return last;
    context.clearRect(0, 0, 48, 48);
    try {
      context.drawImage(picture, 0, 0, 48, 48);
    } catch {
      return last;
    }
    const words = new Int32Array(context.getImageData(0, 0, 48, 48).data.buffer);
    let sum = 17;
    for (const word of words) sum = (Math.imul(sum, 31) + word) | 0;
    return sum;
  }
  function look(now) {
    const seen = signature();
    if (seen !== last) {
      probe.times.push(now);
      if (probe.asked) {
        probe.answers.push(performance.now() - probe.asked);
        probe.asked = 0;
      }
    }
    last = seen;
    const area = document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-inner, .jp-Notebook");
    probe.heights.add(Math.round(area?.scrollHeight ?? 0));
    probe.frame = requestAnimationFrame(look);
  }
  // The clock of an answer starts with the key that moves the slider.
  addEventListener(
    "keydown",
    (event) => {
      if (event.key.startsWith("Arrow")) probe.asked = event.timeStamp;
    },
    true,
  );
  last = signature();
  probe.frame = requestAnimationFrame(look);
  probe.clear = () => {
    probe.times = [];
    probe.answers = [];
    probe.heights.clear();
    probe.asked = 0;
  };
  window.probe = probe;
}
