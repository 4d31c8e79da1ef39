"""Where links lead: those to pages of ours are followed, those elsewhere only read.

No request goes to anyone else's server: that would tell it who looks, and when. A
person opens such a link and notes the day.
"""
