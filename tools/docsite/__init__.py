"""The documentation site: `make docs` puts the pages of docs/ and a reference made from the code into site/."""
