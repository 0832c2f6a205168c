"""Pages: HTML for people. Forms post and redirect, so that all of it works without script."""
