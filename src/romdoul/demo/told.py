"""What strangers tell in the demo: neutral words, no real person or place."""

from dataclasses import dataclass

from romdoul.inbox.codes import Kind, Said


@dataclass(frozen=True, slots=True)
class Told:
    """One report as a stranger might give it."""

    kind: Kind
    language: str
    text: str = ""
    url: str = ""
    place: str = ""
    name: str = ""
    phone: str = ""
    safe_hours: str = ""
    opening_words: str = ""
    danger: bool = False
    about_me: Said = Said.UNSAID
    phone_shared: Said = Said.UNSAID
    voice: bool = False


SEEKING_HELP = (
    Told(
        Kind.SEEKING_HELP,
        "km",
        "ខ្ញុំត្រូវការនិយាយជាមួយនរណាម្នាក់។ ខ្ញុំមិនចង់ឱ្យគ្រួសារដឹងទេ។",
        about_me=Said.YES,
        phone_shared=Said.YES,
    ),
    Told(
        Kind.SEEKING_HELP,
        "en",
        "I need to talk to somebody. Please answer here, not by phone.",
        about_me=Said.YES,
    ),
    Told(
        Kind.SEEKING_HELP,
        "km",
        "សូមទូរស័ព្ទមកខ្ញុំ ក្រោយម៉ោងសិក្សា។",
        about_me=Said.YES,
        phone_shared=Said.YES,
        safe_hours="ថ្ងៃចន្ទ ដល់ថ្ងៃសុក្រ ម៉ោង ៤ ដល់ម៉ោង ៥ ល្ងាច",
        opening_words="សូមនិយាយថា មកពីបណ្ណាល័យ",
    ),
    Told(
        Kind.SEEKING_HELP,
        "km",
        "មិត្តរបស់ខ្ញុំត្រូវការជំនួយ ប៉ុន្តែគាត់ខ្លាចនិយាយ។",
        about_me=Said.NO,
    ),
    Told(
        Kind.SEEKING_HELP,
        "en",
        "My sister left a place where she was not safe. Who can help her now?",
        about_me=Said.NO,
        phone_shared=Said.NO,
    ),
)
THREATENED = (
    Told(
        Kind.THREATENED,
        "km",
        "មានគេគំរាមថានឹងផ្ញើរូបថតរបស់ខ្ញុំទៅមិត្តភក្តិ។ តើខ្ញុំត្រូវធ្វើដូចម្តេច?",
        about_me=Said.YES,
        phone_shared=Said.YES,
    ),
    Told(
        Kind.THREATENED,
        "en",
        "Someone has a picture of me and asks for money. What can I do?",
        about_me=Said.YES,
    ),
    Told(
        Kind.THREATENED,
        "km",
        "ក្រោយពីយើងបានដាក់ពាក្យបណ្តឹង មានគេមកផ្ទះយើង ហើយប្រាប់ឱ្យដកវិញ។",
        about_me=Said.YES,
        place="ភូមិគំរូ",
    ),
)
ONLINE = (
    Told(
        Kind.ONLINE_CONTENT,
        "en",
        "I saw a page that should not be there.",
        url="https://content.example/page/1",
    ),
    Told(
        Kind.ONLINE_CONTENT,
        "km",
        "ខ្ញុំបានឃើញទំព័រមួយដែលមិនគួរមាន។",
        url="https://content.example/page/2",
    ),
    Told(Kind.ONLINE_CONTENT, "en", url="https://content.example/group/3"),
)
DANGER = (
    Told(
        Kind.CHILD_IN_DANGER,
        "km",
        "ក្មេងម្នាក់នៅផ្ទះជិតខាងត្រូវការជំនួយភ្លាម។",
        place="ភូមិគំរូ ជិតផ្សារ",
        danger=True,
    ),
    Told(
        Kind.CHILD_IN_DANGER,
        "en",
        "A child next door needs help today. I heard it through the wall.",
        place="Sample village, near the market",
        danger=True,
    ),
    Told(
        Kind.CHILD_IN_DANGER,
        "km",
        "ក្មេងម្នាក់នៅចំណតរថយន្តតែម្នាក់ឯង ហើយមានមនុស្សធំម្នាក់ចង់នាំទៅ។",
        place="ចំណតរថយន្តគំរូ",
        danger=True,
    ),
)
CONCERN = (
    Told(
        Kind.CONCERN_FOR_CHILD,
        "km",
        "ក្មេងស្រីម្នាក់ឈប់មករៀនពីរសប្តាហ៍ហើយ។ គ្រូព្រួយបារម្ភ។",
        place="សាលាគំរូ",
    ),
    Told(
        Kind.CONCERN_FOR_CHILD,
        "en",
        "A boy in my class has new things and does not say from whom.",
        place="Sample school",
    ),
    Told(
        Kind.CONCERN_FOR_CHILD,
        "km",
        "ក្មេងពីរនាក់ស្នាក់នៅម្នាក់ឯងពេលឪពុកម្តាយទៅធ្វើការឆ្ងាយ។",
        place="ភូមិគំរូ",
    ),
    Told(
        Kind.CONCERN_FOR_CHILD,
        "en",
        "A girl who sells flowers asked us not to tell her boss that we spoke.",
        place="Riverside",
    ),
    Told(Kind.CONCERN_FOR_CHILD, "km", voice=True),
)
TRAVELLER = (
    Told(
        Kind.ADULT_OR_TRAVELLER,
        "en",
        "A guest came to the hotel with two children who are not his. "
        "The staff did not know what to say.",
        place="Sample guesthouse",
    ),
    Told(
        Kind.ADULT_OR_TRAVELLER,
        "km",
        "មានបុរសម្នាក់ផ្តល់ប្រាក់ និងទិញរបស់របរឱ្យក្មេងៗជាញឹកញាប់។",
        place="មាត់ទន្លេ",
    ),
    Told(
        Kind.ADULT_OR_TRAVELLER,
        "en",
        "Someone offers to pay for school if the children live with him.",
    ),
    Told(
        Kind.ADULT_OR_TRAVELLER,
        "km",
        "មានគេថាមកជួយកុមារ ប៉ុន្តែមិនឱ្យនរណាចូលមើលផ្ទះទេ។",
        place="ផ្ទះគំរូ",
    ),
)
ESTABLISHMENT = (
    Told(
        Kind.ESTABLISHMENT,
        "km",
        "មានក្មេងធ្វើការនៅកន្លែងមួយពេលយប់។",
        place="ហាងគំរូ",
    ),
    Told(
        Kind.ESTABLISHMENT,
        "en",
        "Children work at this place at night. It opens at eight.",
        place="Sample karaoke",
    ),
)
OTHER = (
    Told(Kind.OTHER, "km", "តើអ្នកអាចមកនិយាយនៅសាលារបស់យើងបានទេ?"),
    Told(Kind.OTHER, "en", "How can we learn to keep children safe in our guesthouse?"),
)
OWN_PEOPLE = (
    Told(
        Kind.OWN_PEOPLE,
        "en",
        "A worker of yours asked a family for money. They are afraid to say so.",
    ),
    Told(
        Kind.OWN_PEOPLE,
        "km",
        "បុគ្គលិករបស់អង្គការបានប្រាប់រឿងគ្រួសារយើងទៅអ្នកដទៃ។",
    ),
    Told(
        Kind.OWN_PEOPLE,
        "en",
        "A partner's driver comes to the shelter without a reason. I work there.",
    ),
    Told(Kind.OWN_PEOPLE, "km", "យើងមិនពេញចិត្តនឹងរបៀបដែលគេនិយាយជាមួយកូនយើងទេ។"),
)
# Sent to the hotline, though it is about one of us: the hotline passes it on.
MISPLACED = Told(
    Kind.OTHER,
    "en",
    "This is about somebody who works with you. I did not find where to say it.",
)

REPLIES = {
    "km": "ថ្ងៃសៅរ៍ ពេលព្រឹក។ សូមកុំទូរស័ព្ទពេលល្ងាច។",
    "en": "On Saturday morning. Please do not call in the evening.",
}
THANKS = {
    "km": "អរគុណ។ ខ្ញុំនឹងមកអានម្តងទៀតនៅសប្តាហ៍ក្រោយ។",
    "en": "Thank you. I will look here again next week.",
}
