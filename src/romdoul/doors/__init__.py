"""What every door to a signed-in place is made of, for staff and editors alike.

Passwords that may become one, the second factor and its sealed secrets, one-time
codes, the throttle, and allauth as we bend it. What a password opens, and who comes
in by it, is the house's own.
"""
