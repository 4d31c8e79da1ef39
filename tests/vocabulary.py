"""Words to avoid, as every test of texts looks for them."""

import re

# After the Terminology Guidelines of ECPAT International (2025).
AVOIDED = (
    r"porn", r"prostitut", r"child sex\b", r"sex worker", r"sex touris", r"sextort",
    r"paedophil", r"pedophil", r"monster", r"predator", r"person of concern",
    r"rescue", r"brothel", r"ruined", r"damaged", r"prank", r"\bcleared\b", r"selfie",
    r"child perpetrator", r"!",
)  # fmt: skip
# Blame, pity, "rescue" as our own act; and the commoner of two spellings.
AVOIDED_KHMER = (
    "អាសអាភាស", "ពេស្យា", "ស្រីខូច", "បិសាច", "ជនល្មើស", "សង្គ្រោះ", "ឲ្យ", "\u17d2\u178a",
    "!",
)  # fmt: skip
# To inform on somebody, and to lodge a legal complaint: not what we ask for.
INFORMING = ("រាយការណ៍", "ប្តឹង")
HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
