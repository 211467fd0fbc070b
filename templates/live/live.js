// The script of a live preview, put into its pages by the server alone. After a save it takes the new page and changes
// of the old one what is other: what the reader has opened, chosen, scrolled or searched stays. It runs before the
// site's own script: it must see the page as it came. What it puts in, it announces by the event "handbook:text".
(function () {
  "use strict";
  var OWN = "/-/";
  var root = document.documentElement;
  var isProblem = root.dataset.live === "problem";
  var stored = function (store, name, value) {
    try {
      if (value === undefined) { return store.getItem("live-" + name); }
      store.setItem("live-" + name, value);
    } catch (refused) { /* kept for this page */ }
    return null;
  };

  // The page as it came, each element with the one that stands for it in the page: scripts may move and wrap that.
  var pair = new WeakMap();
  var paired = function (twin, real) {
    pair.set(twin, real);
    for (var place = 0; place < twin.children.length; place += 1) { paired(twin.children[place], real.children[place]); }
    return twin;
  };
  var came = paired(document.body.cloneNode(true), document.body);
  var anchor = null;

  var alike = function (one, other) { return one.cloneNode(false).isEqualNode(other.cloneNode(false)); };
  var holds = /^(BODY|MAIN|DIV|SECTION|ARTICLE|NAV|ASIDE|HEADER|FOOTER|OL|UL|DL|LI|DETAILS)$/;
  // Whether it holds elements and no words of its own.
  var isFrame = function (node) {
    return holds.test(node.tagName) && Array.from(node.childNodes).every(function (child) {
      return child.nodeType === 1 || !child.data.trim();
    });
  };
  // The child of its parent, in the page, that an element stands in.
  var placed = function (twin) {
    var parent = pair.get(twin.parentElement);
    var node = pair.get(twin);
    while (node && node.parentElement !== parent) { node = node.parentElement; }
    if (!node) { throw new Error("moved"); }
    return node;
  };

  // What the reader did inside an element that goes, to be done again in the one that comes.
  var state = function (old) {
    var list = function (selector) { return old.matches(selector) ? [old] : Array.from(old.querySelectorAll(selector)); };
    var focused = old.contains(document.activeElement) ? document.activeElement : null;
    var focusable = "a[href], button, input, select, summary, [tabindex]";
    return {
      open: list("details").map(function (node) { return node.open; }),
      tabs: list("[role=tab][aria-selected=true]").map(function (node) { return node.id; }),
      scrolls: list(".scroll").map(function (node) { return node.scrollLeft; }),
      focus: focused && { id: focused.id, place: list(focusable).indexOf(focused), selector: focusable }
    };
  };
  var restore = function (kept, fresh) {
    var list = function (selector) { return fresh.matches(selector) ? [fresh] : Array.from(fresh.querySelectorAll(selector)); };
    list("details").forEach(function (node, place) { if (kept.open[place] !== undefined) { node.open = kept.open[place]; } });
    kept.tabs.forEach(function (id) {
      var tab = document.getElementById(id);
      if (tab && tab.getAttribute("aria-selected") === "false") { tab.click(); }
    });
    list(".scroll").forEach(function (node, place) { node.scrollLeft = kept.scrolls[place] || 0; });
    if (kept.focus) {
      var target = (kept.focus.id && document.getElementById(kept.focus.id)) || list(kept.focus.selector)[kept.focus.place];
      if (target) { target.focus({ preventScroll: true }); }
    }
  };

  // Put `fresh` (elements of a new page) in the place of `old` (elements as they came), behind the element `before`.
  var exchange = function (parent, before, old, fresh) {
    var reals = old.map(placed);
    var kept = reals.map(state);
    var made = fresh.map(function (twin) {
      var real = document.importNode(twin, true);
      paired(twin, real);
      return real;
    });
    var frame = pair.get(parent);
    var next = reals.length ? reals[0] : before ? placed(before).nextSibling : frame.firstChild;
    made.forEach(function (real) { frame.insertBefore(real, next); });
    reals.forEach(function (real, place) {
      if (anchor && real.contains(anchor.node)) { anchor.node = made[Math.min(place, made.length - 1)] || anchor.node; }
      real.remove();
    });
    made.forEach(function (real) { real.dispatchEvent(new CustomEvent("handbook:text", { bubbles: true })); });
    made.forEach(function (real, place) { if (kept[place]) { restore(kept[place], real); } });
    var behind = before ? before.nextSibling : parent.firstChild;
    fresh.forEach(function (twin) { parent.insertBefore(twin, behind); });
    old.forEach(function (twin) { twin.remove(); });
  };

  // The longest row of elements that two lists have in common, as pairs of places.
  var common = function (old, now) {
    if (old.length * now.length > 250000) { return []; }
    var mine = old.map(function (node) { return node.outerHTML; });
    var theirs = now.map(function (node) { return node.outerHTML; });
    var rows = [new Array(theirs.length + 1).fill(0)];
    var left;
    var right;
    for (left = mine.length - 1; left >= 0; left -= 1) {
      var row = new Array(theirs.length + 1).fill(0);
      for (right = theirs.length - 1; right >= 0; right -= 1) {
        row[right] = mine[left] === theirs[right] ? rows[0][right + 1] + 1 : Math.max(rows[0][right], row[right + 1]);
      }
      rows.unshift(row);
    }
    var found = [];
    left = right = 0;
    while (left < mine.length && right < theirs.length) {
      if (mine[left] === theirs[right]) {
        found.push([left, right]);
        left += 1;
        right += 1;
      } else if (rows[left + 1][right] >= rows[left][right + 1]) { left += 1; } else { right += 1; }
    }
    return found;
  };
  var run = function (parent, before, old, now) {
    if (old.length !== now.length) { exchange(parent, before, old, now); return; }
    old.forEach(function (one, place) {
      var other = now[place];
      // Tabs are one piece: their buttons are made of all their panels.
      var isInside = alike(one, other) && isFrame(one) && isFrame(other) && !one.matches(".tabs");
      if (isInside) { merge(one, other); } else { exchange(parent, one.previousElementSibling, [one], [other]); }
    });
  };

  var merge = function (parent, fresh) {
    var mine = Array.from(parent.children);
    var theirs = Array.from(fresh.children);
    var first = 0;
    while (first < mine.length && first < theirs.length && mine[first].isEqualNode(theirs[first])) { first += 1; }
    var last = 0;
    while (last < mine.length - first && last < theirs.length - first &&
        mine[mine.length - 1 - last].isEqualNode(theirs[theirs.length - 1 - last])) { last += 1; }
    var before = first ? mine[first - 1] : null;
    var old = mine.slice(first, mine.length - last);
    var now = theirs.slice(first, theirs.length - last);
    // Between what is the same on both sides, what is other: changed one by one where there are as many, else at once.
    var from = 0;
    var to = 0;
    common(old, now).concat([[old.length, now.length]]).forEach(function (same) {
      run(parent, before, old.slice(from, same[0]), now.slice(to, same[1]));
      before = old[same[0]];
      from = same[0] + 1;
      to = same[1] + 1;
    });
  };

  // The scroll position is that of the first block in sight, not a number of pixels.
  var hold = function () {
    anchor = null;
    if (window.scrollY < 1) { return; }
    var blocks = document.querySelectorAll("main .text > *, main .opening, main .page-list > *");
    for (var place = 0; place < blocks.length && !anchor; place += 1) {
      var box = blocks[place].getBoundingClientRect();
      if (box.bottom > 80 && box.height) { anchor = { node: blocks[place], top: box.top }; }
    }
  };
  var release = function () {
    if (anchor && anchor.node.isConnected) {
      window.scrollBy({ top: anchor.node.getBoundingClientRect().top - anchor.top, behavior: "instant" });
    }
    anchor = null;
  };

  var sources = function (page) {
    return Array.from(page.querySelectorAll("head script[src]")).map(function (node) { return node.getAttribute("src"); }).join();
  };
  var show = function (text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    if (sources(page) !== sources(document)) { location.reload(); return; }
    var styles = document.querySelectorAll("link[rel=stylesheet]");
    page.querySelectorAll("link[rel=stylesheet]").forEach(function (node, place) {
      if (styles[place] && styles[place].getAttribute("href") !== node.getAttribute("href")) {
        styles[place].setAttribute("href", node.getAttribute("href"));
      }
    });
    document.title = page.title;
    hold();
    try {
      merge(came, page.body);
    } catch (moved) {
      location.reload();
      return;
    }
    release();
    root.dispatchEvent(new CustomEvent("handbook:page", { bubbles: true }));
  };

  // The bar, the problems, the list of what is unfinished: drawn by the server, their parts exchanged after a save.
  var live = null;
  var find = function (selector) { return live.querySelector(selector); };
  var parts = {};
  var isGone = false;
  var isLost = false;
  var told = "";
  var say = function () {
    if (!live) { return; }
    var said = find(".live-said");
    var late = find("[data-part=fresh]").dataset.late === "yes";
    root.classList.toggle("live-is-gone", isGone);
    root.classList.toggle("live-is-late", !isGone && (late || isLost));
    var text = said.dataset[isGone ? "gone" : isLost ? "lost" : late ? "late" : "idle"];
    text = (!isGone && told) || text;
    if (said.textContent !== text) { said.textContent = text; }
  };
  var filter = function () {
    var wanted = {};
    live.querySelectorAll("[data-filter]").forEach(function (node) { wanted[node.dataset.filter] = node.value; });
    live.querySelectorAll(".live-markers > li").forEach(function (node) {
      node.hidden = Object.keys(wanted).some(function (name) { return wanted[name] && node.dataset[name] !== wanted[name]; });
    });
  };
  var openPanel = function (yes) {
    find("#live-panel").hidden = !yes;
    find(".live-open").setAttribute("aria-expanded", String(yes));
    stored(sessionStorage, "panel", yes ? "open" : "");
  };
  // What was closed stays closed; what comes up later is shown alone.
  var problems = function () { return Array.from(live.querySelectorAll("#live-fresh [data-known]")); };
  var closeFresh = function () {
    find("#live-fresh").hidden = true;
    stored(sessionStorage, "closed", problems().map(function (one) { return one.dataset.known; }).join(" "));
  };
  var showFresh = function () {
    var closed = (stored(sessionStorage, "closed") || "").split(" ");
    problems().forEach(function (one) { one.hidden = closed.indexOf(one.dataset.known) >= 0; });
    find("#live-fresh").hidden = isProblem || problems().every(function (one) { return one.hidden; });
  };
  var close = function () {
    var sheet = [find("#live-fresh"), find("#live-panel")].filter(function (one) { return !one.hidden; })[0];
    if (!sheet) { return false; }
    var within = sheet.contains(document.activeElement);
    if (sheet.id === "live-fresh") { closeFresh(); } else { openPanel(false); }
    if (within) { find(".live-open").focus(); }
    return true;
  };
  var renew = function (fresh) {
    fresh.querySelectorAll("[data-part]").forEach(function (node) {
      var name = node.dataset.part;
      var old = find("[data-part=" + name + "]");
      if (parts[name] === node.outerHTML) { return; }
      parts[name] = node.outerHTML;
      var kept = state(old);
      var value = old.value;
      var expanded = old.getAttribute("aria-expanded");
      old.replaceWith(node);
      if (node.tagName === "SELECT") { node.value = value; if (node.selectedIndex < 0) { node.selectedIndex = 0; } }
      if (expanded) { node.setAttribute("aria-expanded", expanded); }
      restore(kept, node);
    });
  };
  var begin = function (fresh) {
    document.body.append(fresh);
    live = fresh;
    live.querySelectorAll("[data-part]").forEach(function (node) { parts[node.dataset.part] = node.outerHTML; });
    find(".live-follow input").checked = stored(localStorage, "follow") !== "no";
    live.addEventListener("change", function (event) {
      if (event.target.closest(".live-follow")) { stored(localStorage, "follow", event.target.checked ? "yes" : "no"); }
      if (event.target.dataset.filter) { filter(); }
    });
    live.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      // Where the panel is as wide as the window, it must leave for its place to be seen.
      if (event.target.closest("#live-panel a") && matchMedia("(max-width: 40rem)").matches) { openPanel(false); }
      if (!button) { return; }
      if (button.matches(".live-open")) {
        openPanel(find("#live-panel").hidden);
      } else if (button.matches(".live-close")) {
        if (button.closest("#live-fresh")) { closeFresh(); } else { openPanel(false); }
        find(".live-open").focus();
      } else if (button.dataset.make) { make(button.dataset.make); }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]") && close()) {
        event.preventDefault();
      }
    });
    if (stored(sessionStorage, "panel") === "open") { openPanel(true); }
  };
  var tell = function () {
    return fetch(OWN + "panel").then(function (answer) { return answer.ok ? answer.text() : ""; }).then(function (text) {
      var fresh = text && document.importNode(new DOMParser().parseFromString(text, "text/html").querySelector("#live"), true);
      if (!fresh) { return; }
      if (live) { renew(fresh); } else { begin(fresh); }
      showFresh();
      filter();
      say();
    });
  };

  // Documents: made by the server on demand; the page that asked for one takes it when it is ready.
  var waiting = {};
  var label = function (name) { return find("[data-make=" + name + "] .live-name").textContent; };
  var settle = function (name) {
    var button = find("[data-make=" + name + "]");
    clearInterval(waiting[name]);
    delete waiting[name];
    button.removeAttribute("aria-disabled");
    button.querySelector(".live-wait").hidden = true;
  };
  var take = function (name, generation) {
    var link = document.createElement("a");
    link.href = OWN + "made/" + name + "/" + generation;
    link.download = "";
    link.click();
    told = find(".live-said").dataset.made.replace("{name}", label(name));
    say();
  };
  var make = function (name) {
    if (waiting[name]) { return; }
    var button = find("[data-make=" + name + "]");
    var wait = button.querySelector(".live-wait");
    var since = Date.now();
    var tick = function () { wait.textContent = Math.round((Date.now() - since) / 1000) + "\u00a0s"; };
    waiting[name] = setInterval(tick, 1000);
    button.setAttribute("aria-disabled", "true");
    wait.hidden = false;
    tick();
    told = find(".live-said").dataset.making.replace("{name}", label(name));
    say();
    fetch(OWN + "make/" + name, { method: "POST" }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (answer) {
      if (answer.ready) { settle(name); take(name, answer.ready); }
    }).catch(function () { settle(name); told = ""; say(); });
  };

  // After a save.
  var mark = "";
  var isBusy = false;
  var isAgain = false;
  var refresh = function () {
    if (isBusy) { isAgain = true; return; }
    isBusy = true;
    var options = { cache: "no-store", headers: mark ? { "If-None-Match": mark } : {} };
    fetch(location.pathname + location.search, options).then(function (answer) {
      isLost = answer.status === 404 && !isProblem;
      if (answer.status === 304) { return; }
      return answer.text().then(function (text) {
        if (isProblem) {
          var main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
          if (answer.ok || !main.isEqualNode(came.querySelector("main"))) { location.reload(); }
          return;
        }
        if (answer.ok) { mark = answer.headers.get("ETag") || ""; show(text); }
      });
    }).then(tell).catch(function () { /* the stream of events says that the server is gone */ }).then(function () {
      isBusy = false;
      if (isAgain) { isAgain = false; refresh(); }
    });
  };
  var here = function () {
    var path = location.pathname;
    try { path = decodeURI(path); } catch (mistyped) { /* no page of the book has such an address */ }
    return path.replace(/\/$/, "/index.html");
  };
  var known = null;
  var saved = function (news) {
    known = news.generation;
    told = "";
    var follows = stored(localStorage, "follow") !== "no";
    if (follows && news.at.length && news.at.indexOf(here()) < 0) {
      stored(sessionStorage, "went", news.at[0]);
      location.assign(news.place);
      return;
    }
    refresh();
  };

  // A page that was left by a change elsewhere is found again where it was.
  var stay = function () { stored(sessionStorage, "at" + here(), String(window.scrollY)); };
  if (stored(sessionStorage, "went") === here()) {
    stored(sessionStorage, "went", "");
    addEventListener("load", function () { if (!location.hash) { window.scrollTo(0, Number(stored(sessionStorage, "at" + here())) || 0); } });
  }

  var source = null;
  var gone = function (yes) { isGone = yes; say(); };
  var listen = function () {
    source = new EventSource(OWN + "events");
    var hear = function (name, done) { source.addEventListener(name, function (event) { done(JSON.parse(event.data)); }); };
    source.onopen = function () { gone(false); };
    source.onerror = function () {
      gone(true);
      if (source.readyState === EventSource.CLOSED) { setTimeout(listen, 2000); }
    };
    hear("hello", function (news) {
      if (known !== null && known !== news.generation) { saved(news); } else { known = news.generation; refresh(); }
    });
    hear("saved", saved);
    hear("made", function (news) { if (waiting[news.name]) { settle(news.name); take(news.name, news.generation); } });
    hear("failed", function (news) { if (waiting[news.name]) { settle(news.name); told = news.said; say(); } });
  };
  // A browser holds six connections to a server: a page that nobody sees keeps none.
  var attend = function () {
    if (document.hidden) { source.close(); } else if (source.readyState === EventSource.CLOSED) { listen(); }
  };
  addEventListener("pagehide", function () { stay(); source.onerror = null; source.close(); });
  addEventListener("pageshow", function (event) { if (event.persisted) { listen(); } });
  document.addEventListener("visibilitychange", attend);
  listen();
})();
