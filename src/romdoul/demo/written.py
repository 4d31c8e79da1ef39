"""What the staff write in the demo: plain, neutral, about invented people."""

from romdoul.cases.codes import Decision

ANSWERS = {
    "km": "អរគុណដែលបានប្រាប់យើង។ យើងបានអានហើយ។ តើពេលណាដែលអ្នកអាចនិយាយបានដោយសុវត្ថិភាព?",
    "en": "Thank you for telling us. We have read it. When can you talk safely?",
}
MORE = {
    "km": "យល់ហើយ។ យើងនឹងទូរស័ព្ទតែក្នុងម៉ោងនោះ ហើយនឹងមិនទុកសារទេ។",
    "en": "Understood. We call in those hours only, and leave no message.",
}
IN_A_CASE = {
    "km": "មានមនុស្សម្នាក់កំពុងជួយហើយ។ អ្នកអាចសរសេរមកទីនេះបានជានិច្ច។",
    "en": "Somebody is helping now. You can always write to us here.",
}
TRIAGED = "As the report says it; nothing else is known yet."
TRIAGED_AGAIN = "More urgent than it looked: there is a child who can be reached today."
DECIDED = {
    Decision.ADVISED: "Advice was what they asked for, and they have it.",
    Decision.PASSED_ON: "Another service is nearer to them, and they agreed.",
    Decision.DUPLICATE: "Someone else told us the same on the day before.",
    Decision.NO_ACTION: "There is no place, no name and no way to ask back.",
}
PASSED = "It is about one of us; only safeguarding should know it."
OPENED = "A child may be at risk, and we can act."
TITLES = (
    "Child away from school",
    "Offer of schooling by a stranger",
    "Children at work at night",
    "Pressure over a picture",
    "Guest with children not his own",
    "Family asked to withdraw",
    "Child without a caregiver",
    "Threats after a complaint",
    "កុមារត្រូវការកន្លែងស្នាក់នៅ",
    "គ្រួសារត្រូវការជំនួយ",
)
SUMMARIES = (
    "A teacher noticed it first. The child has been seen and says that she is well.",
    "Two visits so far. The caregiver knows whom to call, and at which hours.",
    "កុមារ និងអ្នកថែទាំបានយល់ព្រមលើផែនការ។",
    "The family depends on the person reported; what they live on comes first.",
    "Nobody has spoken with the child yet. The school keeps an eye on her.",
)
NOTES = (
    "Spoke with the caregiver. She agrees to a visit on Thursday.",
    "បានជួបកុមារនៅសាលា។ កុមារនិយាយថាចង់បន្តរៀន។",
    "The teacher will call if the child is away again.",
    "បានណែនាំគ្រួសារអំពីសេវាសុខភាព។",
    "The plan was read out and agreed; a copy stays with the caregiver.",
    "Money was offered to the family to settle. The lawyer has been told.",
    "បានតាមដានតាមទូរស័ព្ទ ក្នុងម៉ោងដែលមានសុវត្ថិភាព។",
    "The aunt can take the child for a month. She was visited, and it is a good place.",
)
CORRECTED = "Spoke with the caregiver. She agrees to a visit on Friday, not Thursday."
TASKS = (
    "Visit at home",
    "ទូរស័ព្ទទៅអ្នកថែទាំ",
    "Assessment with the school",
    "Review of the plan",
    "Place at the health centre",
    "Letter to the social-affairs office",
)
LEFT_TO_DO = "Ask the aunt how the first month went"
OUTCOMES = (
    "Done; they were at home and well.",
    "បានធ្វើរួច។",
    "Done with the school's help.",
)
TOLD_AUTHORITIES = "The social-affairs office was told by phone and by letter."
DROPPED = "No longer needed: the school does it itself."
MOVED = "The family asked for another day."
ASKED = "You know the province, and you have room for it."
HANDED_ON = "I am in another province this week, and you know the family."
TAKEN_OVER = "Yes, I go on Thursday."
ACCEPTED = "Yes, I take it."
REJECTED = "I have twenty-five cases; please ask somebody else."
TAKEN_BACK = "Somebody nearer has taken it."
CLOSINGS = (
    "The child is safe with the grandmother and goes to school; two visits showed it.",
    "កុមារមានសុវត្ថិភាព ហើយគោលដៅនៃផែនការបានសម្រេច។",
    "The family moved; the office there has taken over with their consent.",
    "Nothing of what was feared was found; the school stays in touch.",
    "Nobody answered for three months, by any of the ways that are safe.",
)
REOPENED = "The school called: the child has been away again for a week."
ABOUT_CHILD = (
    "Likes to draw. Wants to be asked before anybody comes to the house.",
    "ចូលចិត្តរៀន។ ចង់ឱ្យសួរមុនពេលមកលេង។",
    "Goes to school in the morning; best reached there.",
)
ABOUT_CAREGIVER = "Works at the market until four. Call after five."
NAMED = "The landlord says that {name} was abroad all that month; his papers show it."
UNFOUNDED = "The school, the clinic and the landlord were asked; he was not there then."
CONFIRMED = "I asked the landlord myself, and read what the school wrote. I agree."
ERASED = "Nothing of what was said about this person was found to be true."
ABOUT_REPORTED = "Known only from what was told to us; nothing of it is proven."
