"""Words that somebody in need may put into a search box: help comes before results.

Better to offer help to somebody who wrote of it than to miss one who needs it.
"""

import re

from romdoul.site.search.clusters import ZERO_WIDTH

ENGLISH = (
    r"help me", r"(need|get|find|want|seek|ask for) help", r"scared", r"afraid",
    r"frightened",
    r"hurts? me", r"hurt(ing)? (me|us|her|him|my)", r"hit(s|ting)? me", r"beats? me",
    r"touch(es|ed|ing)? me", r"abus\w*", r"rap(e|ed|ing)\b", r"molest\w*",
    r"assault\w*",
    r"threaten\w*", r"blackmail\w*", r"nudes?", r"naked \w+",
    r"my private \w*", r"my pictures?",
    r"photos? of me", r"send(s|ing)? (my|a) (photo|picture|video)s?",
    r"force[sd]? me", r"make[s]? me (do|go|send|undress)", r"follow(s|ing|ed) me",
    r"suicid\w*", r"kill (myself|me)", r"want to die", r"end my life", r"self.?harm",
    r"cut(ting)? myself", r"run(ning)? away", r"ran away", r"danger", r"emergency",
    r"not safe", r"unsafe", r"trafficked", r"sold me", r"lock(s|ed) me",
    r"who can i (tell|call|talk to)", r"can'?t go home",
    r"secret .*(uncle|father|teacher)",
)  # fmt: skip
KHMER = (
    *("ជួយខ្ញុំ", "សុំជំនួយ", "ជួយផង", "ត្រូវការជំនួយ", "ខ្លាច", "ភ័យ", "គំរាម", "ធ្វើបាប"),
    *("រំលោភ", "វាយខ្ញុំ", "វាយដំ", "ប៉ះពាល់ខ្ញុំ", "ប៉ះខ្ញុំ", "ស្ទាបខ្ញុំ", "បង្ខំ", "រូបអាក្រាត"),
    *("រូបខ្ញុំ", "រូបថតខ្ញុំ", "សម្លាប់ខ្លួន", "ធ្វើអត្តឃាត", "អត្តឃាត", "ចង់ស្លាប់", "មិនចង់រស់"),
    *("រត់ចេញពីផ្ទះ", "គ្រោះថ្នាក់", "បន្ទាន់", "មិនមានសុវត្ថិភាព", "លក់ខ្ញុំ", "ចាក់សោ", "តាមខ្ញុំ"),
    *("ប្រាប់អ្នកណា", "ឈឺចាប់", "ជំរិត", "បំពាន"),
)
# Of need when they stand alone: within a sentence they say little.
ALONE = {
    *("help", "sos", "report", "police", "hotline", "tell", "tell someone", "touched"),
    *("ជួយ", "ជំនួយ", "នគរបាល", "ប៉ូលិស", "ប្រាប់"),
}
_WORDS = re.compile(rf"\b({'|'.join(ENGLISH)})\b", re.IGNORECASE)


def is_of_distress(query: str) -> bool:
    """Say whether help is to be offered before anything else."""
    plain = " ".join(query.translate(ZERO_WIDTH).replace("\u2019", "'").split())
    together = plain.replace(" ", "")
    return (
        plain.casefold().strip("?!. ") in ALONE
        or together in ALONE
        or bool(_WORDS.search(plain))
        or any(word in together for word in KHMER)
    )
