"""The demo's website, told under the settings of editing.

Each folder here that holds a `page.toml` becomes pages at the place that its path
says (`explore/media/news/a-visit` under `explore/media/news`), in the format of
`site.content`.
"""
