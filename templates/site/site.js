// What the pages of a site do besides: the contents that stay as they were left, the drawer of small screens, the mark
// of the section being read, links to headings, the search.
(function () {
  "use strict";
  const root = document.documentElement;
  const all = handbook.all;
  const kept = handbook.kept;
  const words = handbook.words;
  const home = new URL("..", document.currentScript.src).href;
  const book = new URL(home).pathname; // several books may share a server

  // The contents: parts stay open or closed from page to page, and the list where it was.
  const side = document.getElementById("side");
  const parts = all("details[data-part]", side || root);
  const states = kept.get("handbook-parts " + book) || {};
  parts.forEach(function (part) {
    if (part.querySelector("[aria-current]")) { return; }
    if (part.dataset.part in states) { part.open = states[part.dataset.part]; }
    part.addEventListener("toggle", function () {
      states[part.dataset.part] = part.open;
      kept.set("handbook-parts " + book, states);
    });
  });
  if (side) {
    const here = side.querySelector("[aria-current]");
    side.scrollTop = kept.get("handbook-side " + book, sessionStorage) || 0;
    if (here) {
      const line = here.getBoundingClientRect();
      const view = side.getBoundingClientRect();
      if (line.top < view.top + 40 || line.bottom > view.bottom - 40) { side.scrollTop += line.top - view.top - view.height / 3; }
    }
    addEventListener("pagehide", function () { kept.set("handbook-side " + book, side.scrollTop, sessionStorage); });
  }

  // The drawer of small screens: what is behind it cannot be reached until it is closed.
  const asButton = function (link) {
    const button = handbook.made("button", link.className);
    button.append(...link.childNodes);
    link.replaceWith(button);
    return button;
  };
  if (side) {
    const menu = asButton(document.querySelector(".menu"));
    const close = asButton(side.querySelector(".side-close"));
    const others = all("body > .bar, body > .skip, body > .colophon, .frame > :not(.side)");
    const open = function (yes) {
      menu.setAttribute("aria-expanded", String(yes));
      root.classList.toggle("menu-open", yes);
      others.forEach(function (other) { other.inert = yes; });
      if (yes) {
        side.setAttribute("role", "dialog");
        side.setAttribute("aria-modal", "true");
        side.setAttribute("aria-labelledby", "side-title");
        close.focus();
      } else {
        ["role", "aria-modal", "aria-labelledby"].forEach(function (name) { side.removeAttribute(name); });
      }
    };
    const leave = function () { if (root.classList.contains("menu-open")) { open(false); menu.focus(); } };
    menu.setAttribute("aria-controls", "side");
    menu.setAttribute("aria-expanded", "false");
    menu.addEventListener("click", function () { open(true); });
    close.addEventListener("click", leave);
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") { leave(); } });
    document.addEventListener("pointerdown", function (event) { if (!event.target.closest(".side")) { leave(); } });
    matchMedia("(min-width: 62rem)").addEventListener("change", function () { if (root.classList.contains("menu-open")) { open(false); } });
  }

  // The section being read, in the contents of the page.
  let lines = [];
  const outlined = function () {
    lines = all(".toc a").map(function (link) {
      return { link: link, head: document.getElementById(decodeURIComponent(link.hash.slice(1))) };
    }).filter(function (line) { return line.head; });
  };
  outlined();
  let waits = false;
  const mark = function () {
    waits = false;
    const bound = innerHeight * 0.3;
    const isAtEnd = innerHeight + scrollY >= root.scrollHeight - 2;
    let now = null;
    lines.forEach(function (line) {
      const top = line.head.getBoundingClientRect().top;
      if (top < bound || (isAtEnd && top < innerHeight && line.link.hash === location.hash)) { now = line; }
    });
    lines.forEach(function (line) {
      if (line === now) { line.link.setAttribute("aria-current", "true"); } else { line.link.removeAttribute("aria-current"); }
    });
  };
  const later = function () { if (!waits) { waits = true; requestAnimationFrame(mark); } };
  if (document.querySelector(".toc")) {
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later, { passive: true });
    mark();
  }
  document.addEventListener("handbook:page", function () { outlined(); mark(); }); // a live preview changed the page

  // A link to a heading is copied when it is followed.
  document.addEventListener("click", function (event) {
    const link = event.target.closest(".permalink");
    if (link && navigator.clipboard) { handbook.copy(link.href, words.linkCopied); }
  });

  // Search, with the index that stands beside the pages.
  const search = document.getElementById("search");
  const input = search.querySelector("input");
  const state = search.querySelector(".search-state");
  const found = search.querySelector(".search-found");
  const opener = document.querySelector(".search-open");
  let engine = null;
  // The index knows œ where French writes it, whatever was typed, and the typewriter's apostrophe alone.
  const asIndexed = function (text) { return text.replace(/oeu/gi, "œu").replace(/\b(f?)oe(?=il|d[eè]|so|no|t)/gi, "$1œ"); };
  // Its excerpts have a space behind an elision, where the index begins another word.
  const asPrinted = function (text) {
    return text.replace(/(?<!\p{L})([cdjlmnst]|\p{L}*qu|aujourd)['’]\s/giu, "$1’").replace(/(\p{L})'(?=\p{L})/gu, "$1’");
  };
  const load = function () {
    engine = engine || import(new URL(document.body.dataset.search, document.baseURI)).then(function (module) {
      return Promise.resolve(module.options({ excerptLength: 22 })).then(function () { return module.init(); }).then(function () { return module; });
    });
    engine.catch(function () { engine = null; state.textContent = words.noSearch; });
    return engine;
  };
  const openSearch = function () {
    if (search.open) { return; }
    state.textContent = "";
    search.showModal();
    input.select();
    load().catch(function () { /* said above */ });
    if (input.value) { look(); }
  };
  // An excerpt's words and its marks, nothing else of what it holds.
  const excerpt = function (text) {
    const line = handbook.made("span", "found-words");
    new DOMParser().parseFromString(text, "text/html").body.childNodes.forEach(function (node) {
      const said = asPrinted(node.textContent);
      line.append(node.nodeName === "MARK" ? handbook.made("mark", "", said) : said);
    });
    // A sentence begun, a sentence broken off.
    if (/^\s*\p{Ll}/u.test(line.textContent)) { line.prepend("…\u00a0"); }
    if (/[\p{L}\p{N},;]\s*$/u.test(line.textContent)) { line.append("…"); }
    return line;
  };
  const entry = function (address, title, way, text, isBelow) {
    const item = handbook.made("li", isBelow ? "found below" : "found");
    const link = handbook.made("a");
    link.href = address;
    if (way) { link.append(handbook.made("span", "found-way", asPrinted(way))); }
    link.append(handbook.made("span", "found-title", asPrinted(title)));
    if (text) { link.append(excerpt(text)); }
    item.append(link);
    return item;
  };
  const MOST = 12; // pages: who finds more gives another word
  let asked = 0;
  const look = function () {
    const text = input.value.trim();
    const turn = ++asked;
    if (!text) { found.replaceChildren(); state.textContent = ""; return; }
    load().then(function (module) { return module.search(asIndexed(text)); }).then(function (answer) {
      return Promise.all(answer.results.slice(0, MOST).map(function (one) { return one.data(); })).then(function (pages) {
        if (turn !== asked) { return; }
        const items = [];
        pages.forEach(function (page) {
          const below = (page.sub_results || []).filter(function (sub) { return sub.anchor; }).slice(0, 3);
          const isBelow = below.some(function (sub) { return sub.excerpt === page.excerpt; });
          items.push(entry(page.url, page.meta.title, page.meta.part, isBelow ? "" : page.excerpt, false));
          below.forEach(function (sub) {
            items.push(entry(sub.url, sub.title, "", sub.excerpt, true));
          });
        });
        found.replaceChildren(...items);
        const count = answer.results.length;
        state.textContent = (count === 0 ? words.foundNone : count === 1 ? words.foundOne : words.foundMany).replace("{count}", count).replace("{words}", text);
      });
    }).catch(function () { state.textContent = words.noSearch; });
  };
  let pause = 0;
  opener.hidden = !document.body.dataset.search;
  opener.addEventListener("click", openSearch);
  search.querySelector(".search-close").addEventListener("click", function () { search.close(); });
  search.addEventListener("click", function (event) {
    if (event.target === search || event.target.closest("a")) { search.close(); }
  });
  input.addEventListener("input", function () { clearTimeout(pause); pause = setTimeout(look, 120); });
  search.addEventListener("keydown", function (event) {
    const links = all("a", found);
    const now = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(now + 1, links.length - 1)].focus(); }
    if (event.key === "ArrowUp" && now >= 0) { event.preventDefault(); (links[now - 1] || input).focus(); }
    if (event.key === "Enter" && document.activeElement === input && links.length) { event.preventDefault(); links[0].click(); }
  });
  document.addEventListener("keydown", function (event) {
    // No key alone: who speaks to the machine, or whose hand trembles, would open it unwillingly (WCAG 2.1.4).
    const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (isK && !opener.hidden && !root.classList.contains("menu-open")) { event.preventDefault(); openSearch(); }
  });
})();
