// The rules of English: words that mean little, and what a section is called. No endings are removed:
// a query's word also matches words that begin with it.

const STOP_WORDS = new Set(
  `a about all an and any are as at be been but by can could did do does for from get give gives go
  had has have he her his how i if in into is it its me may must my need no not of on or our out she
  should so than that the their them then there these they this those to up us was we were what when
  where which who whom whose why will with would you your`.split(/\s+/).map(fold),
)

/** Words that say little of a subject, so that a rare one must not decide. */
const LIGHT_WORDS = new Set(
  `another bring different good here long many more much new often other same some such thing things time use used
  want work works`.split(/\s+/).map(fold),
)

/** A folded word before a number that makes it the number of a section. */
const SECTION = /^(?:§|sec|sections?)$/

/** Return a folded word without its ending. */
const stem = (word) => word

/** Return a folded word with the spelling that most texts have. */
const respelled = (word) => word

/** Return the small words of a query in another language that is known, or null. */
const smallEnglish = () => null
