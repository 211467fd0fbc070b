// Before anything is drawn: that scripts run, the theme that the reader chose, and the fonts sent for.
document.documentElement.classList.add("scripted");
try {
  const theme = localStorage.getItem("handbook-theme");
  if (theme) { document.documentElement.dataset.theme = theme; }
} catch (refused) { /* a page opened from disk may not store */ }
// Sent for now and not when their first letter is met, they are there before the page is drawn: nothing moves. Slanted
// letters are few: a site gets them where they are used.
document.fonts.forEach(function (face) {
  if (face.style === "normal" || location.protocol === "file:") {
    face.load().catch(function () { /* the machine has no such font to stand in for ours */ });
  }
});
