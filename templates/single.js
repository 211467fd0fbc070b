// What the handbook in one file does besides: the menu of small screens, and the mark of the chapter being read.
(function () {
  "use strict";
  const root = document.documentElement;
  const menu = document.querySelector(".menu");
  const nav = document.getElementById("navigation");
  const open = function (yes) {
    menu.setAttribute("aria-expanded", String(yes));
    root.classList.toggle("menu-open", yes);
  };
  menu.hidden = false;
  menu.addEventListener("click", function () { open(menu.getAttribute("aria-expanded") !== "true"); });
  nav.addEventListener("click", function (event) { if (event.target.closest("a")) { open(false); } });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && root.classList.contains("menu-open")) { open(false); menu.focus(); }
  });

  const links = new Map(handbook.all("a", nav).map(function (link) { return [decodeURIComponent(link.hash.slice(1)), link]; }));
  const reading = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      links.forEach(function (link) { link.removeAttribute("aria-current"); });
      const link = links.get(entry.target.id);
      if (link) { link.setAttribute("aria-current", "true"); }
    });
  }, { rootMargin: "-20% 0px -75% 0px" });
  handbook.all("main > .chapter").forEach(function (chapter) { reading.observe(chapter); });
})();
