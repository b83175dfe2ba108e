"""The local page and its JSON API; no logic.

`serving.serve` runs it, `app.create_app` makes it. Each module of `views` is one view: it reads the
request, makes one call of what the commands call, and renders it.
"""
