// Give a line for each thing that moves, though the reader asked for no motion.
() => {
  const moves = (value) => value.split(",").some((time) => parseFloat(time) > 0);
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const name = `${element.tagName.toLowerCase()}.${element.className}${part || ""}`;
      if (style.transitionProperty !== "none" && moves(style.transitionDuration)) { found.push(`changes: ${name}`); }
      if (style.animationName !== "none") { found.push(`moves: ${name}`); }
      if (style.scrollBehavior === "smooth") { found.push(`glides: ${name}`); }
    }
  }
  return found;
}
