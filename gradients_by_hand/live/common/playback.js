// Frames that arrive in chunks, shown one after the other, each in a frame of the page.
//
// The kernel runs a little ahead; `credit` tells it how far the page is.  Nothing is
// allocated and nothing is laid out while it plays.

const CREDIT_MS = 80;

// width: numbers in a row.  paint(row, step) draws: `row` is always the same array.
// credit(step) is called now and then while it plays.
export function playback({ width, paint, credit }) {
  const row = new Float32Array(width);
  let table = new Float32Array(256 * width);
  let count = 0;
  let shown = 0;
  let speed = 1;
  let share = 0; // of a step, for speeds below 1
  let playing = false;
  let asked = 0;
  let credited = 0;

  function makeRoom(rows) {
    if (rows * width <= table.length) return;
    const larger = new Float32Array(Math.max(rows * width, 2 * table.length));
    larger.set(table);
    table = larger;
  }

  function tick(now) {
    asked = 0;
    if (playing) advance(now);
    if (count) {
      for (let i = 0, at = shown * width; i < width; i += 1) row[i] = table[at + i];
      paint(row, shown);
    }
    if (playing) redraw();
  }

  function advance(now) {
    const ready = count - 1 - shown;
    share = Math.min(share + speed, ready + 1);
    const steps = Math.min(Math.floor(share), ready);
    share -= steps;
    shown += steps;
    if (now - credited < CREDIT_MS) return;
    credited = now;
    credit(shown);
  }

  const redraw = () => (asked ||= requestAnimationFrame(tick));

  return {
    redraw,
    // Rows from number `start` on; what was there from `start` on is forgotten.
    put(start, rows) {
      const added = rows.length / width;
      makeRoom(start + added);
      table.set(rows, start * width);
      count = start + added;
      shown = Math.max(0, Math.min(shown, count - 1));
      redraw();
    },
    show(step) {
      shown = Math.max(0, Math.min(step, count - 1));
      share = 0;
      redraw();
    },
    play(yes) {
      playing = yes;
      share = 0;
      credited = 0;
      redraw();
    },
    faster(steps) {
      speed = steps;
    },
    at: (step, column) => table[step * width + column],
    get count() {
      return count;
    },
    get shown() {
      return shown;
    },
    get playing() {
      return playing;
    },
    get speed() {
      return speed;
    },
    close() {
      playing = false;
      cancelAnimationFrame(asked);
    },
  };
}
