// Size of the letters, light or dark, the whole screen; kept for the next lecture.
{
  const body = document.body;
  const kept = (name, otherwise) => localStorage.getItem(`classroom-${name}`) ?? otherwise;
  const asked = new URLSearchParams(location.search).get("theme");

  function show(scale, theme) {
    document.documentElement.style.setProperty("--live-scale", scale);
    body.dataset.liveTheme = theme;
    localStorage.setItem("classroom-scale", scale);
    localStorage.setItem("classroom-theme", theme);
  }
  const scale = () => Number(kept("scale", "1.3"));
  const theme = () => body.dataset.liveTheme ?? asked ?? kept("theme", "light");
  const acts = {
    smaller: () => show(Math.max(0.8, scale() / 1.15), theme()),
    larger: () => show(Math.min(3, scale() * 1.15), theme()),
    theme: () => show(scale(), theme() === "dark" ? "light" : "dark"),
    screen: () =>
      document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen(),
  };
  for (const button of document.querySelectorAll(".classroom-bar button"))
    button.addEventListener("click", acts[button.dataset.act]);
  show(scale(), theme());
}
