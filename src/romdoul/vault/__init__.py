"""Seals, keys and signed statements: pure functions over bytes, no database.

Every primitive is libsodium's (through PyNaCl), age's (through pyrage) or the
standard library's. Every format starts with a version mark of three letters, and
every ciphertext is bound to the row it was made for.

Two halves: ``opening``, ``keyring``, ``records``, ``recovery`` and ``grants`` open
or decide who may open, and belong to the desks; the rest may be loaded anywhere.
"""
