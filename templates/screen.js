// The page works without this script: it adds tabs, the theme switch, the menu of small screens, the hint at
// tables that scroll, and the mark of the chapter being read.
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); };

  // Theme: what the reader's system asks for, until the button is pressed.
  var theme = document.querySelector(".theme");
  var stored = null;
  try { stored = localStorage.getItem("handbook-theme"); } catch (refused) { /* a page opened from disk may not store */ }
  var dark = function () {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  var shown = function () { theme.setAttribute("aria-pressed", String(dark())); };
  if (stored === "dark" || stored === "light") { root.dataset.theme = stored; }
  theme.hidden = false;
  shown();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", shown);
  theme.addEventListener("click", function () {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("handbook-theme", root.dataset.theme); } catch (refused) { /* kept for this visit */ }
    shown();
  });

  // Menu of small screens.
  var menu = document.querySelector(".menu");
  var nav = document.getElementById("navigation");
  var open = function (yes) {
    menu.setAttribute("aria-expanded", String(yes));
    root.classList.toggle("menu-open", yes);
  };
  root.classList.add("scripted");
  menu.hidden = false;
  menu.addEventListener("click", function () { open(menu.getAttribute("aria-expanded") !== "true"); });
  nav.addEventListener("click", function (event) { if (event.target.closest("a")) { open(false); } });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && root.classList.contains("menu-open")) { open(false); menu.focus(); }
  });

  // Tabs (WAI-ARIA Authoring Practices, tabs with automatic activation).
  var select = function (buttons, chosen, focus) {
    buttons.forEach(function (button, place) {
      var yes = place === chosen;
      button.setAttribute("aria-selected", String(yes));
      button.tabIndex = yes ? 0 : -1;
      document.getElementById(button.getAttribute("aria-controls")).hidden = !yes;
    });
    if (focus) { buttons[chosen].focus(); }
  };
  all(".tabs").forEach(function (group) {
    var panels = Array.from(group.children);
    var list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    var buttons = panels.map(function (panel) {
      var label = panel.querySelector(":scope > .tab-label");
      var button = document.createElement("button");
      button.type = "button";
      button.id = panel.id + "-tab";
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", panel.id);
      button.append.apply(button, Array.from(label.childNodes).map(function (node) { return node.cloneNode(true); }));
      all("[id]", button).forEach(function (node) { node.removeAttribute("id"); });
      all("a", button).forEach(function (node) {
        var words = document.createElement("span");
        words.className = node.className;
        words.append.apply(words, Array.from(node.childNodes));
        node.replaceWith(words);
      });
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      panel.removeAttribute("aria-label");
      panel.tabIndex = 0;
      list.append(button);
      return button;
    });
    list.addEventListener("click", function (event) {
      var place = buttons.indexOf(event.target.closest("button"));
      if (place >= 0) { select(buttons, place, false); }
    });
    list.addEventListener("keydown", function (event) {
      var now = buttons.indexOf(document.activeElement);
      var last = buttons.length - 1;
      var to = { ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now === 0 ? last : now - 1, Home: 0, End: last }[event.key];
      if (to !== undefined && now >= 0) { event.preventDefault(); select(buttons, to, true); }
    });
    group.prepend(list);
    group.classList.add("ready");
    select(buttons, 0, false);
  });

  // A frame that holds more than it shows says so, at the edge where more is.
  var tell = function (frame) {
    var hidden = frame.scrollWidth - frame.clientWidth;
    frame.classList.toggle("scrolls", hidden > 1);
    frame.classList.toggle("more-before", hidden > 1 && frame.scrollLeft > 1);
    frame.classList.toggle("more-after", hidden > 1 && frame.scrollLeft < hidden - 1);
  };
  var sizes = new ResizeObserver(function (entries) { entries.forEach(function (entry) { tell(entry.target); }); });
  all(".scroll").forEach(function (frame) {
    sizes.observe(frame);
    frame.addEventListener("scroll", function () { tell(frame); }, { passive: true });
  });

  // A link into a closed tab or a folded part opens it first.
  var reveal = function () {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var node = target || null; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
      if (node.getAttribute("role") === "tabpanel" && node.hidden) {
        var buttons = all(".tab-list button", node.parentElement).filter(function (button) {
          return button.parentElement.parentElement === node.parentElement;
        });
        select(buttons, buttons.findIndex(function (button) { return button.getAttribute("aria-controls") === node.id; }), false);
      }
    }
    if (target) { target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();

  // The chapter being read, in the contents.
  var links = new Map(all("a", nav).map(function (link) { return [decodeURIComponent(link.hash.slice(1)), link]; }));
  var reading = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      links.forEach(function (link) { link.removeAttribute("aria-current"); });
      var link = links.get(entry.target.id);
      if (link) { link.setAttribute("aria-current", "true"); }
    });
  }, { rootMargin: "-20% 0px -75% 0px" });
  if (nav.querySelector("a[href^='#']")) all("main > .chapter").forEach(function (chapter) { reading.observe(chapter); });
})();
