// Before anything is drawn: that scripts run, the theme that the reader chose, and the fonts sent for.
document.documentElement.classList.add("scripted");
try {
  const theme = localStorage.getItem("handbook-theme");
  if (theme) { document.documentElement.dataset.theme = theme; }
} catch (refused) { /* a page opened from disk may not store */ }
// Fonts that are sent for when their first letter is met come too late for a first visit. Sent for beside the style
// sheet, they are there before the page is drawn: nothing moves, and nobody sees another typeface. Slanted letters are
// few: a site gets them where they are used. From a disk nothing may be sent for beforehand, and nothing need be.
const fonts = document.currentScript.dataset.fonts || "";
const isOnDisk = location.protocol === "file:";
if (fonts && !isOnDisk) {
  fonts.split(" ").forEach(function (name) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: new URL(name, document.currentScript.src).href });
    document.head.append(link);
  });
}
const send = function () {
  document.fonts.forEach(function (face) {
    if (face.style === "normal" || isOnDisk || (fonts.includes("-it.") && face.weight === "400")) {
      face.load().catch(function () { /* the machine has no such font to stand in for ours */ });
    }
  });
};
send();
document.addEventListener("load", function (event) { if (event.target.rel === "stylesheet") { send(); } }, true);
