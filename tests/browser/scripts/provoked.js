// Give a line for each thing that an author's words must never become, then do what a reader may do, and more: click
// every link that leads nowhere else, and send every element the events that programs wait for.
({ known }) => {
  const found = [];
  const said = (element) => element.outerHTML.slice(0, 200);
  const never = "iframe, frame, object, embed, applet, base, foreignObject, animate, set, handler, " +
    "meta[http-equiv]:not([http-equiv=Content-Security-Policy])";
  document.querySelectorAll(never).forEach((element) => found.push(`stands there: ${said(element)}`));
  const policies = document.querySelectorAll("meta[http-equiv=Content-Security-Policy]");
  if (policies.length > 1) { found.push(`a second policy: ${said(policies[1])}`); }
  const scripts = [...document.scripts].filter((one) => !one.src && !known.includes(one.textContent));
  scripts.forEach((one) => found.push(`a script: ${said(one)}`));
  const addresses = ["href", "xlink:href", "src", "action", "formaction", "data", "poster", "ping", "background"];
  const followed = /^(https?|mailto|tel|ftp):/i;
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc") { found.push(`an order: ${said(element)}`); }
      if (name === "style" && /url\(\s*["']?(?!data:|#)/i.test(value)) { found.push(`a style: ${said(element)}`); }
      if (!addresses.includes(name)) { continue; }
      const bare = value.replace(/[\u0000-\u0020]+/g, "");
      const scheme = /^[a-z][a-z0-9+.-]*:/i.test(bare);
      const shown = name === "src" || element.matches("link[rel=icon]");
      const picture = shown && /^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,/.test(value);
      if (scheme && !picture && !followed.test(bare)) { found.push(`an address: ${said(element)}`); }
    }
  }
  const away = (event) => {
    const link = event.target.closest && event.target.closest("a[href], area[href]");
    if (link && followed.test(link.getAttribute("href").trim())) { event.preventDefault(); }
    if (link && !link.getAttribute("href").startsWith("#") && link.protocol === location.protocol) { event.preventDefault(); }
  };
  document.addEventListener("click", away, true);
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  const names = ["load", "error", "mouseover", "mouseenter", "focus", "focusin", "toggle", "animationstart", "begin", "blur"];
  for (const element of document.querySelectorAll("body, body *")) {
    names.forEach((name) => element.dispatchEvent(new Event(name, { bubbles: false })));
  }
  document.querySelectorAll("main a, article a, nav a, summary, svg a").forEach((element) => {
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  });
  document.removeEventListener("click", away, true);
  return found;
}
