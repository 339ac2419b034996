// What a person does, as messages to the kernel: play, step, change, go back.

const FRAMES_PER_MS = 0.06; // at 60 frames a second

// link: the line to the kernel.  film: the playback.  page: {hidden(), playing(yes)}:
// whether the class predicts and sees nothing new, and what to show when playing changes.
export function commands(link, film, page) {
  const reply = { asked: 0, takes: 30 }; // in ms, a running average

  // A change holds from the frame that will be shown when its answer is here.
  const soon = () => {
    if (!film.playing) return film.shown;
    const frames = reply.takes * FRAMES_PER_MS + 1;
    return Math.min(film.count - 1, film.shown + Math.ceil(frames * film.speed));
  };
  const whenChanged = () => (page.hidden() ? -1 : soon());
  const here = () => (page.hidden() ? film.count - 1 : film.shown);

  // Stops the film alone: most messages stop the kernel anyway.
  function halt() {
    film.play(false);
    page.playing(false);
  }
  function pause() {
    if (!film.playing) return;
    halt();
    link.act("pause", { at: film.shown });
  }
  function tell(name, values = {}) {
    if (film.playing) halt();
    link.act(name, values);
  }
  const act = (name, values = {}) => tell(name, { at: here(), ...values });

  return {
    here,
    halt,
    pause,
    act,
    tell,
    set(values) {
      reply.asked ||= performance.now();
      link.set({ ...values, at: whenChanged() });
    },
    // How the page looks, of which the run knows nothing.
    look: (values) => link.set(values),
    // Points may be changed while it plays.
    edit: (name, values) => link.act(name, { at: whenChanged(), ...values }),
    play() {
      if (film.playing) return pause();
      film.play(true);
      page.playing(true);
      return link.act("play", { at: here(), speed: film.speed });
    },
    step: (count) => act("step", { count }),
    scrub(step) {
      pause();
      film.show(step);
    },
    // An answer has arrived: how long the next one may take.
    answered() {
      if (reply.asked) reply.takes += 0.3 * (performance.now() - reply.asked - reply.takes);
      reply.asked = 0;
    },
  };
}
