"""The website's first texts, and how texts in files become pages.

A page is a folder: `page.toml` says its kind and what holds in every language;
`km.md` and `en.md` hold a head of TOML between lines of `+++` (`title`, `summary`,
any field of that kind of page) and a body of Markdown. A fenced part whose word is
the name of a block is that block, its content TOML. A link to `page:about/mission`
leads to that page. `cover` and `picture` name a file of the folder, whose words are in
`cover_alt` and `picture_alt`; `files` of a material are tables of `file`, `about` and
`language`. Folders within are the pages below, in the order of `order`.
"""
