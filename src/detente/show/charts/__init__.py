"""Charts, drawn as SVG by hand: small, themable through the page's style, and the same bytes every time."""
