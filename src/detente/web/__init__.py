"""The workbench: a dossier in a browser, and as JSON.

Pages and resources show the same views and call the same actions; `app.create_app` puts them together, `safety`
stands before all of them, `worker` does what takes long in a process of its own.
"""
