// Tables wider than the screen scroll: let the keyboard reach them too. The theme wraps them once the page is there.
function reachable() {
  for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
    wrap.tabIndex = 0;
  }
}
new MutationObserver(reachable).observe(document.body, { childList: true, subtree: true });
reachable();
