// The page reads without this: it only opens evidence in place, marks the part in view and switches the colours.
(() => {
  "use strict";
  const root = document.documentElement;
  const panel = document.getElementById("panel");
  const body = panel.querySelector(".panel-body");
  const closer = panel.querySelector(".close");
  let opener = null;

  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
  };

  const open = (link) => {
    const list = document.createElement("ul");
    for (const id of link.getAttribute("data-open").split(" ")) {
      const held = document.getElementById(id);
      if (!held) continue;
      const copy = held.cloneNode(true);
      copy.removeAttribute("id");
      for (const inner of copy.querySelectorAll("[id]")) inner.removeAttribute("id");
      const jump = document.createElement("a");
      jump.className = "jump";
      jump.href = "#" + id;
      jump.textContent = held.classList.contains("claim") ? "Show in the list of evidence" : "Show in the text";
      copy.append(jump);
      list.append(copy);
    }
    if (!list.children.length) return false;
    body.replaceChildren(list);
    body.scrollTop = 0;
    const n = list.children.length;
    document.getElementById("panel-title").textContent = n > 1 ? "What it rests on: " + n + " entries" : "What it rests on";
    if (!panel.contains(link)) opener = link;
    panel.hidden = false;
    closer.focus({ preventScroll: true });
    return true;
  };

  for (const link of document.querySelectorAll("a.ev")) link.setAttribute("aria-haspopup", "dialog");
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a.ev");
    if (link && open(link)) {
      event.preventDefault();
    } else if (event.target.closest(".jump, .close")) {
      if (event.target.closest(".jump")) opener = null;
      close();
    } else if (!panel.hidden && !panel.contains(event.target)) {
      opener = null;
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.querySelector(".theme");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const label = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-pressed", String(isDark()));
    button.setAttribute("aria-label", isDark() ? "Switch to light colours" : "Switch to dark colours");
  };
  button.hidden = false;
  label();
  dark.addEventListener("change", label);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    label();
  });

  const links = new Map([...document.querySelectorAll(".contents a")].map((a) => [a.getAttribute("href").slice(1), a]));
  if ("IntersectionObserver" in window) {
    const seen = new Set();
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) entry.isIntersecting ? seen.add(entry.target.id) : seen.delete(entry.target.id);
      const first = [...links.keys()].find((id) => seen.has(id));
      for (const [id, a] of links) id === first ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current");
    }, { rootMargin: "-15% 0px -70% 0px" });
    for (const section of document.querySelectorAll("main > section")) watch.observe(section);
  }
})();
