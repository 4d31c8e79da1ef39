"""Names that stand for nobody: common given names and surnames, put together by lot."""

from dataclasses import dataclass
from random import Random

SURNAMES = (
    ("សុខ", "Sok"),
    ("ចាន់", "Chan"),
    ("គឹម", "Kim"),
    ("លឹម", "Lim"),
    ("ហេង", "Heng"),
    ("កែវ", "Keo"),
    ("អ៊ុក", "Ouk"),
    ("នួន", "Nuon"),
    ("ប៉ែន", "Pen"),
    ("សំ", "Sam"),
    ("ទេព", "Tep"),
    ("យិន", "Yin"),
)
GIVEN = (
    ("សុភា", "Sophea"),
    ("វិចិត្រ", "Vichet"),
    ("សុវណ្ណ", "Sovann"),
    ("បុប្ផា", "Bopha"),
    ("ចន្ទា", "Chanda"),
    ("រតនា", "Ratana"),
    ("ពិសី", "Pisey"),
    ("ដារ៉ា", "Dara"),
    ("មករា", "Makara"),
    ("សុជាតា", "Socheata"),
    ("វីរៈ", "Vireak"),
    ("ម៉ាលី", "Maly"),
    ("កុសល", "Kosal"),
    ("នារី", "Neary"),
    ("ភារុណ", "Phearun"),
    ("ស្រីមុំ", "Sreymom"),
)
ABROAD = (
    ("Alex Example", "Exampleland"),
    ("Martin Sample", "Sampleland"),
    ("Peter Specimen", "Exampleland"),
    ("John Placeholder", "Sampleland"),
)
HOME = "Cambodia"
PROVINCES = (
    "Phnom Penh",
    "Siem Reap",
    "Preah Sihanouk",
    "Battambang",
    "Kandal",
    "Kampong Cham",
    "Kampot",
    "Banteay Meanchey",
    "Takeo",
    "Kratie",
)


@dataclass(frozen=True, slots=True)
class Invented:
    """A person of the demo; in Khmer and Latin letters, surname first, or one."""

    khmer: str
    latin: str
    nationality: str = HOME


def invent(lot: Random) -> Invented:
    """Put a surname and a given name together."""
    (surname_km, surname), (given_km, given) = lot.choice(SURNAMES), lot.choice(GIVEN)
    return Invented(f"{surname_km} {given_km}", f"{surname} {given}")


def invent_abroad(lot: Random) -> Invented:
    """Take one of the names that say by themselves that they are made up."""
    name, country = lot.choice(ABROAD)
    return Invented("", name, country)


def number(lot: Random) -> str:
    """Return a telephone number that nobody has.

    555-0100 to 555-0199 are kept for fiction (North American Numbering Plan, 555
    line numbers); Cambodia's plan keeps none.
    """
    return f"+1 {lot.choice((202, 303, 404, 617))} 555 01{lot.randrange(100):02d}"


def document(lot: Random) -> str:
    """Return a document number of no country's form."""
    return f"DEMO-{lot.randrange(10_000):04d}"
