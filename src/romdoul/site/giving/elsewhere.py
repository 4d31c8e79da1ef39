"""An account to give to, in a text that is not the page on giving.

How to give is changed by two people (``site.giving``, ``DonatePage``); every other page
goes out by the word of one. Whoever wrote an account there could take what is given. So
publishing refuses such a page and leads to the one on giving. It is refused, and not
only remarked on: a remark is read by the very person who would be the thief.

What nothing else looks like is found anywhere: an IBAN by its check digits, the text of
a KHQR code, a Bakong account. A bare number is found only close to words of accounts or
of giving, for most numbers on our pages are telephones, years, amounts and cases. An
account in a picture is not found, nor one spelt out: see docs/THREAT_MODEL.md.
"""

import re
from collections.abc import Iterable, Iterator

HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
# Khmer digits stand for ours, one for one.
DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
KHQR = re.compile(r"\b000201[0-9A-Za-z@.,' _-]{20,400}?6304[0-9A-Fa-f]{4}\b")
# As an address for mail, but with no dot after the sign.
BAKONG = re.compile(r"(?<![\w.@-])[A-Za-z0-9._-]{1,24}@[a-z]{2,8}(?![\w@.-]*\w)")
NUMBER = re.compile(r"(?<![\w+.,/-])\d(?:[ \u00a0-]?\d){7,19}(?![\w/]|[.,]\d)")
TELEPHONE = re.compile(r"(?:0|00 ?855 ?|855 ?)[1-9][ \d-]{6,10}")
# Days, spans of years, and thousands with spaces between.
COUNTED = re.compile(
    r"\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4}|(?:19|20)\d\d ?- ?(?:19|20)\d\d"
    r"|[1-9]\d{0,2}(?:[ \u00a0]000)+"
)
# Words of an account: whatever number follows is one.
ACCOUNT = re.compile(
    r"\b(?:bank|account|acct|a/c|iban|swift|bakong|khqr|aba|acleda|wing)\b"
    r"|គណនី|ធនាគារ|បាគង",
    re.IGNORECASE,
)
GIVING = re.compile(
    r"\b(?:donat\w*|giv(?:e|ing)\b|gifts?|transfer\w*|deposit\w*|pay(?:ment)?s?\b)"
    r"|បរិច្ចាគ|អំណោយ|ផ្ទេរប្រាក់|វេរប្រាក់|ផ្ញើប្រាក់|ជួយថវិកា",
    re.IGNORECASE,
)
BEFORE, AROUND = 40, 120


def accounts_in(texts: Iterable[str]) -> list[str]:
    """Return what looks like an account to give to, each once, as it is written.

    The texts are one page's, in their order: the words may stand above the number.
    """
    text = HIDDEN.sub("", "\n".join(texts))
    found = _found(text.translate(DIGITS))
    written = (text[match.start() : match.end()] for match in found)
    return list(dict.fromkeys(" ".join(one.split()) for one in written))


def _found(text: str) -> Iterator[re.Match[str]]:
    yield from KHQR.finditer(text)
    yield from (match for match in IBAN.finditer(text) if _is_iban(match[0]))
    yield from BAKONG.finditer(text)
    yield from (match for match in NUMBER.finditer(text) if _is_account(text, match))


def _is_account(text: str, match: re.Match[str]) -> bool:
    """Say whether a number is one of an account, by what it is and what stands near."""
    number = match[0]
    if COUNTED.fullmatch(number):
        return False
    before = text[max(match.start() - BEFORE, 0) : match.start()]
    if TELEPHONE.fullmatch(number):
        return ACCOUNT.search(before) is not None
    near = text[max(match.start() - AROUND, 0) : match.end() + AROUND]
    return bool(ACCOUNT.search(near) or GIVING.search(near))


def _is_iban(text: str) -> bool:
    """Say whether its check digits hold (ISO 7064, 97-10)."""
    told = text.replace(" ", "")
    digits = "".join(str(int(sign, 36)) for sign in told[4:] + told[:4])
    return len(told) >= 15 and int(digits) % 97 == 1
