// Give a line for each run of words that a reader cannot see whole: outside the window, or cut off by a box that does
// not scroll. What a frame scrolls in its own right (tables, code, formulas) is reached there.
() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  const whole = document.scrollingElement.scrollWidth;
  if (whole > width) { found.push(`the page is ${whole} wide in a window of ${width}`); }
  // Words cut short on purpose, an ellipsis at their end, which the page has in full elsewhere.
  const letters = (words) => words.replace(/[^\p{L}]+/gu, "").toLowerCase();
  const all = letters(`${document.title} ${document.querySelector("main").textContent}`);
  const shortened = (element, own) => {
    if (own.webkitLineClamp === "none" && own.textOverflow !== "ellipsis") { return false; }
    const words = letters(element.textContent);
    return element.closest("main") ? all.split(words).length > 2 : all.includes(words);
  };
  const styles = new Map();
  const style = (element) => {
    if (!styles.has(element)) {
      const own = getComputedStyle(element);
      styles.set(element, {
        x: own.overflowX, y: own.overflowY, fixed: own.position === "fixed",
        // Meant for ears alone, or off the page until it has the focus.
        unseen: own.clipPath === "inset(50%)" || element.matches(".skip"),
        short: shortened(element, own),
        box: element.getBoundingClientRect(),
      });
    }
    return styles.get(element);
  };
  const cuts = (value) => value === "hidden" || value === "clip";
  const scrolls = (value) => value === "auto" || value === "scroll";
  const told = new Set();
  const tell = (element, words, what) => {
    const name = `${element.tagName.toLowerCase()}.${element.className}`;
    if (!told.has(name + what)) { found.push(`${what}: ${name} “${words.trim().slice(0, 60)}”`); }
    told.add(name + what);
  };
  const judge = (node, rect) => {
    let left = true;
    let down = true;
    for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
      const own = style(box);
      if (own.unseen || own.short) { return; }
      if (scrolls(own.x)) { left = false; }
      if (scrolls(own.y)) { down = false; }
      if (left && cuts(own.x) && (rect.right > own.box.right + 2 || rect.left < own.box.left - 2)) {
        tell(node.parentElement, node.data, "cut off at the side");
      }
      if (down && cuts(own.y) && (rect.bottom > own.box.bottom + 2 || rect.top < own.box.top - 2)) {
        tell(node.parentElement, node.data, "cut off below");
      }
    }
    if (left && (rect.right > width + 1 || rect.left < -1)) { tell(node.parentElement, node.data, "out of the window"); }
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (words.nextNode()) {
    const node = words.currentNode;
    if (!node.data.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) { continue; }
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) { if (rect.width > 0) { judge(node, rect); } }
  }
  return found;
}
