"""Writing a KHQR code, where the administrator proposes it.

Apart from reading: the package can also ask banks over the network, and the process
that strangers reach does not load it.
"""

from cambodia_bank import KHQRBuilder

from romdoul.site.giving.khqr import ACCOUNT, Khqr, NoKhqr, read


def written(wanted: Khqr) -> str:
    """Return the code for a gift of any amount, after reading it back.

    Raises NoKhqr for what no code can say.
    """
    if ACCOUNT.fullmatch(wanted.account) is None:
        raise NoKhqr("account")
    try:
        code = KHQRBuilder(
            account_id=wanted.account,
            merchant_name=wanted.name,
            merchant_city=wanted.city,
            currency=wanted.currency,
            static=True,
        ).build()
    except ValueError as error:
        raise NoKhqr(str(error)) from error
    if read(code) != wanted:
        raise NoKhqr("code")
    return code
