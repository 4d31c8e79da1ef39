"""Making an article of a page that somebody saved.

What is not sure is said, so that an editor looks: an article that was read wrongly
is worse than one that was typed.
"""
