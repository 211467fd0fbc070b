// Listen to the keyboard: at each key, what has the focus, whether one sees it, and whether anything hides it. What can
// be reached is kept beside, in the order of the page.
() => {
  const name = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ");
    return `${element.tagName.toLowerCase()}${element.className ? `.${element.className}` : ""} “${words.slice(0, 40)}”`;
  };
  const channels = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [red, green, blue] = channels(colour).slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0.99) { return colour; }
    }
    return "rgb(255, 255, 255)";
  };
  // WCAG 2.4.13, taken as the house's rule: a line of two pixels at least, three times as light or dark as its ground.
  const ringed = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(box, part);
        if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) {
          const outside = parseFloat(style.outlineOffset) >= 0 && box.parentElement ? box.parentElement : box;
          if (contrast(style.outlineColor, ground(outside)) >= 3) { return true; }
        }
      }
    }
    return false;
  };
  const inSight = (element) => {
    for (const rect of element.getClientRects()) {
      for (const part of [0.5, 0.08, 0.92]) {
        const x = rect.left + rect.width * part;
        const y = rect.top + Math.min(rect.height * part, rect.height - 1);
        const there = document.elementFromPoint(x, y);
        if (there && (element.contains(there) || there.contains(element))) { return true; }
      }
    }
    return false;
  };
  const reachable = () => Array.from(document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, audio[controls], video[controls], iframe, [tabindex]",
  )).filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })
    && !one.closest("[inert]"));
  const state = { wanted: reachable(), seen: [], faults: [] };
  state.wanted.filter((one) => one.tabIndex > 0).forEach((one) => state.faults.push(`out of order: ${name(one)}`));
  addEventListener("keydown", (event) => {
    const now = document.activeElement;
    if (event.key !== "Tab" || now === document.body || state.seen.includes(now)) { return; }
    state.seen.push(now);
    if (!ringed(now)) { state.faults.push(`no focus to be seen: ${name(now)}`); }
    if (!inSight(now)) { state.faults.push(`focus hidden by something: ${name(now)}`); }
  }, true);
  window.keys = {
    count: () => state.wanted.length,
    at: () => (document.activeElement === document.body ? "" : name(document.activeElement)),
    told: () => {
      // A box that scrolls takes the focus by itself where nothing in it does.
      const seen = state.seen.filter((one) => state.wanted.includes(one));
      const missed = state.wanted.filter((one) => !seen.includes(one));
      missed.forEach((one) => state.faults.push(`not reached: ${name(one)}`));
      if (missed.length === 0 && seen.some((one, place) => one !== state.wanted[place])) {
        state.faults.push(`another order: ${seen.map(name).join(", ")}`);
      }
      return state.faults;
    },
  };
}
