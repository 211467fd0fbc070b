// Give the words of the text that are not shown, but for those of folded parts, which open without a script, the source
// of formulas, and the signs that come with the pointer.
() => {
  const found = [];
  const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("details:not([open]), button[hidden], annotation, .permalink")) { continue; }
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      found.push(`${parent.tagName.toLowerCase()}.${parent.className} “${node.data.trim().slice(0, 60)}”`);
    }
  }
  return found;
}
