// The page works without this script: it adds the filter of the list, its groups, and the links of the figures above.
// What is chosen stands in the address, as "#?by=owner&level=sure&q=budget", so that it can be kept and shared.
(function () {
  "use strict";
  var list = document.querySelector(".list");
  var all = function (selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); };

  // On paper everything is shown.
  var folded = [];
  addEventListener("beforeprint", function () {
    folded = all("details:not([open])");
    folded.forEach(function (part) { part.open = true; });
  });
  addEventListener("afterprint", function () { folded.forEach(function (part) { part.open = false; }); });
  if (!list) { return; }

  var FACETS = ["late", "level", "kind", "owner", "age"];
  var tools = list.querySelector(".tools");
  var find = tools.querySelector("#find");
  var status = tools.querySelector(".shown");
  var nothing = list.querySelector(".nothing");
  var chips = all(".chip", tools);
  var switches = all("[name=by]", tools);
  var plain = function (words) {
    return words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’ʼ]/g, "'").replace(/\s+/g, " ");
  };
  var nobody = function () { return { by: "chapter", q: "", late: [], level: [], kind: [], owner: [], age: [] }; };
  var state = nobody();

  // Every entry, and the chapter it comes from.
  var chapters = all(".chapter", list);
  var entries = [];
  chapters.forEach(function (section) {
    var title = section.querySelector("h3 .name").textContent;
    all(".items > li", section).forEach(function (node) {
      var entry = { node: node, home: section.querySelector(".items"), title: title, words: null };
      FACETS.forEach(function (facet) { entry[facet] = node.dataset[facet]; });
      entries.push(entry);
    });
  });

  // What is shown.
  var answers = function (entry, without) {
    return FACETS.every(function (facet) {
      return facet === without || !state[facet].length || state[facet].indexOf(entry[facet]) >= 0;
    });
  };
  var says = function (entry, words) {
    if (!words.length) { return true; }
    if (entry.words === null) { entry.words = plain(entry.title + " " + entry.node.textContent); }
    return words.every(function (word) { return entry.words.indexOf(word) >= 0; });
  };
  var asked = function () { return plain(state.q).split(" ").filter(Boolean); };
  var filter = function () {
    var words = asked();
    var found = entries.filter(function (entry) { return says(entry, words); });
    var shown = 0;
    entries.forEach(function (entry) { entry.node.hidden = true; });
    found.forEach(function (entry) {
      if (answers(entry)) { entry.node.hidden = false; shown += 1; }
    });
    all("section.chapter", list).forEach(function (section) {
      var count = all(".items > li:not([hidden])", section).length;
      section.hidden = !count;
      section.querySelector(".tally").textContent = count;
    });
    count(found);
    var whole = shown === entries.length;
    status.textContent = status.dataset[whole ? "all" : "some"].replace("{shown}", shown).replace("{count}", entries.length);
    nothing.hidden = shown > 0;
    all(".clear", tools).forEach(function (button) { button.hidden = whole && !words.length && !chosen(); });
  };
  var chosen = function () { return FACETS.some(function (facet) { return state[facet].length; }); };

  // Each number on a button: how many it would show beside what is chosen elsewhere.
  var count = function (found) {
    FACETS.forEach(function (facet) {
      var numbers = new Map();
      found.forEach(function (entry) {
        if (answers(entry, facet)) { numbers.set(entry[facet], (numbers.get(entry[facet]) || 0) + 1); }
      });
      chips.forEach(function (chip) {
        if (chip.dataset.facet !== facet) { return; }
        var number = numbers.get(chip.dataset.value) || 0;
        var pressed = state[facet].indexOf(chip.dataset.value) >= 0;
        chip.querySelector(".number").textContent = number;
        chip.setAttribute("aria-pressed", String(pressed));
        chip.classList.toggle("none", !number && !pressed);
      });
    });
  };

  // Groups: the chapters as they stand, or sections made for each person, kind or age.
  var made = [];
  var current = "chapter";
  var group = function (by) {
    if (by === current) { return; }
    current = by;
    entries.forEach(function (entry) { entry.home.append(entry.node); });
    made.forEach(function (section) { section.remove(); });
    made = [];
    list.classList.toggle("by-chapter", by === "chapter");
    chapters.forEach(function (section) { section.classList.toggle("away", by !== "chapter"); });
    if (by === "chapter") { return; }
    var places = new Map();
    titles(by).forEach(function (title, value) {
      var section = document.createElement("section");
      var heading = document.createElement("h3");
      var name = document.createElement("span");
      var tally = document.createElement("span");
      var items = document.createElement("ul");
      section.className = "chapter";
      name.className = "name";
      name.textContent = title;
      tally.className = "tally";
      items.className = "items";
      heading.append(name, " ", tally);
      section.append(heading, items);
      places.set(value, items);
      made.push(section);
    });
    // The oldest first where ages are compared, else as in the book.
    var since = function (entry) { return entry.node.dataset.since || "9"; };
    var ordered = by !== "age" ? entries : entries.slice().sort(function (one, two) {
      return since(one) < since(two) ? -1 : Number(since(one) > since(two));
    });
    ordered.forEach(function (entry) { places.get(entry[by]).append(entry.node); });
    list.append.apply(list, made);
  };
  // The groups' titles, in the order of the buttons.
  var titles = function (by) {
    return new Map(chips.filter(function (chip) { return chip.dataset.facet === by; }).map(function (chip) {
      return [chip.dataset.value, chip.querySelector(".label").textContent];
    }));
  };

  // The address.
  var written = function () {
    var pairs = new URLSearchParams();
    if (state.by !== "chapter") { pairs.set("by", state.by); }
    FACETS.forEach(function (facet) { state[facet].forEach(function (value) { pairs.append(facet, value); }); });
    if (state.q) { pairs.set("q", state.q); }
    return pairs.toString();
  };
  var read = function (words) {
    var pairs = new URLSearchParams(words);
    state = nobody();
    state.q = pairs.get("q") || "";
    if (switches.some(function (one) { return one.value === pairs.get("by"); })) { state.by = pairs.get("by"); }
    FACETS.forEach(function (facet) {
      var values = new Set(entries.map(function (entry) { return entry[facet]; }));
      state[facet] = Array.from(new Set(pairs.getAll(facet))).filter(function (value) { return values.has(value); });
    });
  };
  var keep = function () {
    var words = written();
    try { history.replaceState(null, "", words ? "#?" + words : location.pathname + location.search); } catch (refused) { /* shown, not kept */ }
  };
  var show = function () {
    find.value = state.q;
    switches.forEach(function (one) { one.checked = one.value === state.by; });
    group(state.by);
    filter();
  };
  var changed = function () { show(); keep(); };
  var arrived = function () {
    if (location.hash.slice(0, 2) === "#?") {
      read(location.hash.slice(2));
      show();
      return true;
    }
    // A link to an entry or a chapter that the filter hides: everything is shown again.
    var id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (refused) { /* no address of ours */ }
    var target = id && document.getElementById(id);
    if (target && list.contains(target) && (target.closest("[hidden], .away"))) {
      state = nobody();
      show();
      target.scrollIntoView();
    }
    return false;
  };

  // What the reader does.
  var waiting = 0;
  find.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { state.q = find.value.trim(); filter(); keep(); }, 120);
  });
  tools.addEventListener("change", function (event) {
    if (event.target.name === "by") { state.by = event.target.value; changed(); }
  });
  list.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) { return; }
    if (button.classList.contains("clear")) {
      state = Object.assign(nobody(), { by: state.by });
      changed();
      find.focus();
    } else if (button.classList.contains("more")) {
      var next = button.parentElement.querySelectorAll(".chip")[10];
      button.parentElement.classList.add("whole");
      next.focus();
    } else if (button.classList.contains("chip")) {
      var values = state[button.dataset.facet];
      var place = values.indexOf(button.dataset.value);
      if (place >= 0) { values.splice(place, 1); } else { values.push(button.dataset.value); }
      changed();
    }
  });
  addEventListener("hashchange", function () { if (arrived()) { list.scrollIntoView(); } });
  addEventListener("beforeprint", function () {
    var kept = state;
    state = Object.assign(nobody(), { by: kept.by });
    filter();
    state = kept;
  });
  addEventListener("afterprint", filter);

  // The figures above the list become links to what they count.
  all("[data-choice]").forEach(function (name) {
    var link = document.createElement("a");
    link.href = "#?" + name.dataset.choice;
    link.append.apply(link, Array.from(name.childNodes));
    name.append(link);
  });
  all(".chips", tools).forEach(function (row) { row.classList.toggle("long", Boolean(row.querySelector(".more"))); });
  tools.hidden = false;
  tools.querySelector("details").open = matchMedia("(min-width: 50rem)").matches;
  arrived();
  show();
})();
