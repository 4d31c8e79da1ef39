"""What stands around an article on a saved page, and is none of it."""

import re

# The end of the body: after one of these comes another article, or the page's foot.
END = re.compile(
    r"""^(
      (source|ប្រភព)\s*[:៖]
    | previous\s*(article|post|story)? $ | next\s*(article|post|story)? $
    | prevprevious | previousnext | .+nextnext $ | next\s?[»\u203a→] | [«\u2039←]\s?prev
    | (related|recommended|more|latest|popular|trending)\s
      (articles?|stor(y|ies)|news|posts?|reading|from)\b.{0,40} $
    | (you\smay\salso|you\smight\salso|read\snext|also\sread\s*$) .{0,40}
    | tags?\s*[:៖] .* | topics?\s*[:៖] .*
    | (leave\sa|post\sa|\d+)?\s*(comments?|reply|repl(y|ies)) $
    | (copyright|©|all\srights\sreserved) .*
    | cookie\s(consent|policy|notice|settings) .*
    | (about|contact)(\sus)? $ | quick\slinks $
    | (subscribe|newsletter|sign\sup)\b.{0,60} $
    | អត្ថបទ(ទាក់ទង|មុន|បន្ទាប់).* | ព័ត៌មានទាក់ទង.* | រក្សាសិទ្ធិ.* | ស្លាក\s*[:៖].*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Lines within the body that are none of its text.
WITHIN = re.compile(
    r"""^(
      (read|see)\s(more|also) .* | also\sread\s*[:៖] .* | related\s*[:៖] .*
    | អាន(បន្ថែម|ផងដែរ|បន្ត).* | សូមអាន.*
    | share(\s(this|on|via)\b.{0,40})? $ | (share|tweet|like|print|e-?mail|save|follow)
      ([\s|/·,]+(share|tweet|like|print|e-?mail|save|follow|facebook|twitter|x|telegram
      |whatsapp|linkedin|line|copy\slink))* $
    | (facebook|twitter|telegram|whatsapp|linkedin|pinterest|messenger)
      ([\s|/·,]+\w+){0,8} $
    | ចែករំលែក.{0,40} $
    | advertise?ments? $ | sponsored.{0,40} $ | ផ្សាយពាណិជ្ជកម្ម $
    | views?\s*[:៖]?\s*[\d,.]+ $ | [\d,.]+\s*(views?|shares?|reads?) $
    | \d+\s*min(ute)?s?\s(read|ago) $ | listen\sto\sthis\sarticle.* | (reading\stime.*)
    | ([\w.+-]+@[\w-]+\.[\w.]+[\s,;]*)+ $
    | (continue|keep)\sreading.{0,40} $ | loading.{0,10} $ | skip\sto\s.{0,30} $
    )""",
    re.IGNORECASE | re.VERBOSE,
)
BULLET = re.compile(r"^[•·▪◦●*\u2013-]\s+")
CAPTION = re.compile(
    r"""(\b[A-Z]{2,5}/\s?[A-Z][\w.-]+(\s[A-Z][\w.-]+){0,3}\s*\)?$
    | \((photo|picture|image|file)[^)]*\)\s*$
    | \b(photo|picture|image)s?\s(by|from|courtesy|credit|supplied)\b.{0,60}$
    | ^(photo|picture|image|caption)\s*[:៖] | ^រូបថត | \(រូបថត[^)]*\)\s*$ | រូបភាព៖ )""",
    re.VERBOSE | re.IGNORECASE,
)
SOURCE = re.compile(r"^(source|ប្រភព)\s*[:៖]\s*(?P<rest>.+)$", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
STOPS = re.compile(r"[.?!…។][\"'”\u2019»)\]]*$")
# A sentence ends, whatever closes after it.
ENDS = re.compile(r"[.?!…។៕:;][\"'”\u2019»)\]]*$")


def is_end(line: str) -> bool:
    """Say whether the body has ended before this line."""
    return bool(END.match(line))


def is_within(line: str) -> bool:
    """Say whether a line is furniture that stands in or beside a body."""
    return bool(WITHIN.match(line))


def is_caption(line: str) -> bool:
    """Say whether a line tells who took the picture above it."""
    return bool(CAPTION.search(line))


def is_left_out(line: str) -> bool:
    """Say whether a line that stands in a body is none of its text."""
    return is_within(line) or is_caption(line)


def is_sentence(line: str) -> bool:
    """Say whether a short line reads as a sentence of the text all the same."""
    is_furniture = BULLET.match(line) or is_left_out(line) or is_end(line)
    return not is_furniture and bool(STOPS.search(line)) and len(line.split()) > 1


def is_prose(line: str) -> bool:
    """Say whether a line reads as a sentence or more of an article."""
    if BULLET.match(line) or is_within(line) or is_end(line):
        return False
    is_khmer = any("\u1780" <= letter <= "\u17ff" for letter in line)
    length = len(line)
    return length >= (45 if is_khmer else 60) and bool(ENDS.search(line))
