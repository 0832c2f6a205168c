"""Views: what a page and a resource both show, made from the dossier."""
