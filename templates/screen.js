// The page works without this script: it adds the choice of theme, tabs, the hint at tables that scroll, copying of
// code, larger pictures. What the scripts of one sort of page need of it is in `handbook`.
const handbook = (function () {
  "use strict";
  const root = document.documentElement;
  const words = JSON.parse(document.body.dataset.words);
  const all = (selector, inside) => Array.from((inside || document).querySelectorAll(selector));
  const within = (selector, node) => (node.matches(selector) ? [node] : []).concat(all(selector, node));
  const made = function (name, className, text) {
    const node = document.createElement(name);
    if (className) { node.className = className; }
    if (text) { node.textContent = text; }
    if (name === "button") { node.type = "button"; }
    return node;
  };

  // What is kept from visit to visit; a page opened from disk may not store: then for this page alone.
  const kept = {
    get: function (name, store) { try { return JSON.parse((store || localStorage).getItem(name)); } catch (refused) { return null; } },
    set: function (name, value, store) { try { (store || localStorage).setItem(name, JSON.stringify(value)); } catch (refused) { /* as above */ } },
  };

  // What a screen reader is told.
  const teller = made("p", "hidden");
  teller.setAttribute("role", "status");
  document.body.append(teller);
  const tell = function (text) {
    teller.textContent = "";
    setTimeout(function () { teller.textContent = text; }, 50);
  };

  // Theme: what the reader's system asks for, until another is chosen.
  const choices = all(".display input");
  choices.forEach(function (choice) {
    choice.checked = choice.value === (root.dataset.theme || "");
    choice.addEventListener("change", function () {
      if (choice.value) { root.dataset.theme = choice.value; } else { delete root.dataset.theme; }
      try { localStorage.setItem("handbook-theme", choice.value); } catch (refused) { /* for this page alone */ }
    });
  });
  all(".display-open").forEach(function (button) { button.hidden = !("popover" in button); });

  // Tabs (WAI-ARIA Authoring Practices, tabs with automatic activation). A tab that is chosen is chosen in every
  // group that has one of its name, on this page and on the next.
  let groups = [];
  const select = function (group, chosen, focus) {
    group.buttons.forEach(function (button, place) {
      const yes = place === chosen;
      button.setAttribute("aria-selected", String(yes));
      button.tabIndex = yes ? 0 : -1;
      document.getElementById(button.getAttribute("aria-controls")).hidden = !yes;
    });
    if (focus) { group.buttons[chosen].focus(); }
  };
  const choose = function (group, chosen, focus) {
    const before = group.list.getBoundingClientRect().top;
    const name = group.names[chosen];
    groups.forEach(function (other) {
      const same = other === group ? chosen : other.names.indexOf(name);
      if (same >= 0) { select(other, same, focus && other === group); }
    });
    scrollBy({ top: group.list.getBoundingClientRect().top - before, behavior: "instant" });
    const names = (kept.get("handbook-tabs") || []).filter(function (one) { return one !== name; });
    kept.set("handbook-tabs", [name].concat(names).slice(0, 20));
  };
  const tabbed = function (set) {
    const panels = Array.from(set.children);
    const list = made("div", "tab-list");
    list.setAttribute("role", "tablist");
    const buttons = panels.map(function (panel) {
      const label = panel.querySelector(":scope > .tab-label");
      const button = made("button");
      button.id = panel.id + "-tab";
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", panel.id);
      button.append(...Array.from(label.childNodes, function (node) { return node.cloneNode(true); }));
      all("[id]", button).forEach(function (node) { node.removeAttribute("id"); });
      all("a", button).forEach(function (node) {
        const plain = made("span", node.className);
        plain.append(...node.childNodes);
        node.replaceWith(plain);
      });
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      panel.removeAttribute("aria-label");
      panel.tabIndex = 0;
      list.append(button);
      return button;
    });
    const group = { list: list, buttons: buttons, names: buttons.map(function (button) { return button.textContent.trim(); }) };
    groups.push(group);
    list.addEventListener("click", function (event) {
      const place = buttons.indexOf(event.target.closest("button"));
      if (place >= 0) { choose(group, place, false); }
    });
    list.addEventListener("keydown", function (event) {
      const now = buttons.indexOf(document.activeElement);
      const last = buttons.length - 1;
      const to = { ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now === 0 ? last : now - 1, Home: 0, End: last }[event.key];
      if (to !== undefined && now >= 0) { event.preventDefault(); choose(group, to, true); }
    });
    set.prepend(list);
    set.classList.add("ready");
    const place = (kept.get("handbook-tabs") || []).map(function (name) { return group.names.indexOf(name); }).find(function (at) { return at >= 0; });
    select(group, place || 0, false);
  };

  // A frame that holds more than it shows says so, at the edge where more is.
  const measure = function (frame) {
    const hidden = frame.scrollWidth - frame.clientWidth;
    frame.classList.toggle("scrolls", hidden > 1);
    frame.classList.toggle("more-before", hidden > 1 && frame.scrollLeft > 1);
    frame.classList.toggle("more-after", hidden > 1 && frame.scrollLeft < hidden - 1);
  };
  const sizes = new ResizeObserver(function (entries) { entries.forEach(function (entry) { measure(entry.target); }); });
  const scrolling = function (frame) {
    sizes.observe(frame);
    frame.addEventListener("scroll", function () { measure(frame); }, { passive: true });
  };

  // Copying, where the browser lets a page do it.
  const copy = function (text, done) {
    return navigator.clipboard.writeText(text).then(
      function () { tell(done); return true; },
      function () { tell(words.notCopied); return false; },
    );
  };
  const copied = function (block) {
    const button = made("button", "copy", words.copy);
    button.setAttribute("aria-label", words.copyCode);
    button.addEventListener("click", function () {
      copy(block.querySelector("code").textContent, words.copied).then(function (yes) {
        button.textContent = yes ? words.copied : words.copy;
        setTimeout(function () { button.textContent = words.copy; }, 2500);
      });
    });
    block.append(button);
    block.classList.add("copyable");
  };

  // A picture that is larger than it is shown can be seen as large as the window.
  const large = made("dialog", "picture-large");
  const close = made("button", "bar-button close", words.close);
  const frame = made("figure");
  large.append(close, frame);
  document.body.append(large);
  close.addEventListener("click", function () { large.close(); });
  large.addEventListener("click", function (event) { if (event.target === large) { large.close(); } });
  const isDrawing = function (picture) { return /(^data:image\/svg|\.svg$)/.test(picture.getAttribute("src")); };
  const show = function (figure) {
    const picture = all("img", figure).find(function (one) { return one.offsetWidth; });
    const caption = figure.querySelector("figcaption");
    const shown = picture.cloneNode();
    shown.className = isDrawing(picture) ? "drawing" : "";
    shown.removeAttribute("width");
    shown.removeAttribute("loading");
    frame.replaceChildren(shown);
    if (caption) {
      const below = caption.cloneNode(true);
      all("[id]", below).forEach(function (node) { node.removeAttribute("id"); });
      frame.append(below);
    }
    large.setAttribute("aria-label", picture.alt || words.enlargePicture);
    large.showModal();
  };
  const fit = function (holder) {
    const picture = all("img", holder).find(function (one) { return one.offsetWidth; });
    if (!picture) { return; }
    const most = Math.min(isDrawing(picture) ? Infinity : picture.naturalWidth, 0.92 * innerWidth);
    holder.querySelector(".enlarge").hidden = most < 1.2 * picture.offsetWidth;
  };
  const widths = new ResizeObserver(function (entries) { entries.forEach(function (entry) { fit(entry.target); }); });
  const enlarged = function (figure) {
    const pictures = all(":scope > img", figure);
    if (!pictures.length || figure.closest("a, .card") || !figure.closest(".text")) { return; }
    const holder = made("span", isDrawing(pictures[0]) ? "enlargeable drawn" : "enlargeable");
    const button = made("button", "enlarge", words.enlarge);
    button.setAttribute("aria-label", [words.enlargePicture, pictures[0].alt].filter(Boolean).join(" : "));
    button.hidden = true;
    pictures[0].before(holder);
    holder.append(...pictures, button);
    pictures.forEach(function (picture) {
      Array.from(picture.classList).filter(function (name) { return /^width-/.test(name); }).forEach(function (name) {
        picture.classList.remove(name);
        holder.classList.add(name);
      });
      picture.addEventListener("click", function () { if (!button.hidden) { show(figure); } });
    });
    button.addEventListener("click", function () { show(figure); });
    pictures.forEach(function (picture) { picture.addEventListener("load", function () { fit(holder); }); });
    widths.observe(holder);
  };

  // A small screen shows the rows of a matrix as cards, and a browser may then forget that it is a table. (HTML lets
  // nobody write these roles, which its elements have.)
  const heads = { col: "columnheader", colgroup: "columnheader", row: "rowheader", rowgroup: "rowheader" };
  const remembered = function (table) {
    table.setAttribute("role", "table");
    within("thead, tbody", table).forEach(function (group) { group.setAttribute("role", "rowgroup"); });
    within("tr", table).forEach(function (row) { row.setAttribute("role", "row"); });
    within("th, td", table).forEach(function (cell) { cell.setAttribute("role", heads[cell.scope] || "cell"); });
  };

  // All of it is done once to the page, and to what a live preview puts into it.
  const dressed = function (node) {
    groups = groups.filter(function (group) { return group.list.isConnected; });
    within(".tabs", node).forEach(tabbed);
    within(".matrix table", node).forEach(remembered);
    within(".scroll", node).forEach(scrolling);
    if (navigator.clipboard) { within(".code", node).forEach(copied); }
    within("figure", node).forEach(enlarged);
  };
  dressed(document.body);
  document.addEventListener("handbook:text", function (event) { dressed(event.target); });

  // A link into a closed tab or a folded part opens it first. An address may be mistyped: "#100%" is no code of anything.
  const named = function () {
    const written = location.hash.slice(1);
    try { return decodeURIComponent(written); } catch (malformed) { return written; }
  };
  // A place is named by its page and its title; an older link may name the title alone, or the page as it was called.
  const place = function (name) {
    const alike = document.querySelectorAll("main [id$=\"--" + CSS.escape(name.split("--").pop()) + "\"]");
    return document.getElementById(name) || (alike.length === 1 ? alike[0] : null);
  };
  const reveal = function () {
    const target = named() && place(named());
    let hid = Boolean(target) && target.id !== named();
    for (let node = target || null; node; node = node.parentElement) {
      if (node.tagName === "DETAILS" && !node.open) { node.open = hid = true; }
      if (node.getAttribute("role") === "tabpanel" && node.hidden) {
        hid = true;
        groups.forEach(function (group) {
          const place = group.buttons.findIndex(function (button) { return button.getAttribute("aria-controls") === node.id; });
          if (place >= 0) { select(group, place, false); }
        });
      }
    }
    if (hid) { target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();

  return { all: all, made: made, kept: kept, words: words, copy: copy };
})();
