// The rules of Norwegian: words that mean little, endings, nynorsk, and what a section is called.

const STOP_WORDS = new Set(
  `alle at av bare ble bli blir burde bør da de dem den der deres det dette din dine ditt du eller en er et fikk
  finne finnes for fra får fått gi gir gjelder gjør gjøre gå går ha han har hos hun hva hvem hver hvilke hvilken
  hvilket hvis hvor hvordan i ikke inn jeg kan kommer kunne man med meg min mine mitt må noe noen nå når og også
  om opp oss på seg selv si sier sin sine sitt skal skje skjer skulle slik som så sånn til trenger ut var ved vi
  vil ville være vært vår våre vårt å alt disse enn her hit ett jo men mens hadde igjen kunna mot sjøl sjølv
  derfor dersom finst fins fleste hvorfor kanskje nok slike trengs virkelig dei dykk eg ei ein eit frå gjer gjera
  gjere hjå ho ikkje kor korleis kva kvar kven kvifor me nokon noko nokre vera vere vert dere ditta dom dæ e enno
  hainn hu ikkj inte itj itte ittj je jæ ka kain kainn kaffor kem kim koffer koffor kordan korfor korsn koss
  kossen kossn kæ kæm mæ nokka nåkka nåkke sku ska skainn sæ va vårres æ åssen åsså`.split(/\s+/).map(fold),
)
/** Words that say little of a subject, so that a rare one must not decide. */
const LIGHT_WORDS = new Set(
  `annen annet andre anna bare bra bruke brukes egen eget egne eigen eige etter før gjerne god gode godt greit
  hele heile hver igjen ikkje inn jobbe jobber litt lite lære mange mellom mer meir mye mykje ny nye nytt
  samme same selv slutt ta tar tatt ting under uten utan ganger gang ofte hos helt sted stad tid like legge
  noen noe hjemme dag uke år lenge lang finnes vite vet vil videre flere fleire`.split(/\s+/).map(fold),
)
// The longest ending that leaves two letters is removed; then the rest of an ending, as in
// «journalist(er)» and «arena(er)», which is folded to «arenar»; then one of two equal letters.
const ENDING =
  /(?<=..)(?:(?:ering|het)(?:s|a|ar|ane|ens?|er|enes?)?|erer|eres|ernes?|erens?|erets?|ere|ert|erte|enes?|ens?|ende|ets?|ers?|es|te|um|a|e|t)$/
// Spellings of nynorsk and of bokmål, folded: endings first, then parts of words.
const NYNORSK = [
  [/arane$/, "erne"], [/arar$/, "ere"], [/ar$/, "er"], [/ane$/, "ene"],
  [/rettleiing/, "veiledning"], [/rettlei/, "veiled"], [/leier/, "leder"], [/leiing/, "ledelse"],
  [/verksemd/, "virksomhet"], [/tilskot/, "tilskudd"], [/tenest/, "tjenest"], [/sjuk/, "syk"],
  [/heim/, "hjem"], [/heit/, "het"], [/hald/, "hold"], [/manad/, "maned"], [/sokj/, "sok"],
  [/skilnad/, "forskjell"], [/gamal/, "gammel"],
]

/** A folded word before a number that makes it the number of a section. */
const SECTION = /^(?:§|par|paragraf(?:en|ene)?)$/

/** Return a folded word without its ending. */
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word
  const short = word.replace(ENDING, "")
  return short.replace(/(?<=...)(?:ar|[aet])+$/, "").replace(/(.)\1$/, "$1")
}

/** Return a folded word of nynorsk with the spelling of bokmål, which most texts have. */
const respelled = (word) => NYNORSK.reduce((spelled, [from, to]) => spelled.replace(from, to), word)

const ENGLISH = new Set(
  `about and are between can could do does from have how long many may mean meaning means much must need of should
  stand stands that the their there they this what when where which who why with without would you your`.split(/\s+/),
)
const ALSO_ENGLISH = new Set(
  `a am an as at be by for get go has i if in is it me my no on or our to we`.split(" "),
)

/**
 * Return the small words of an English query, or null if it is in another language. One small word
 * that is no word of Norwegian, and another that may be one, show that it is in English.
 */
function smallEnglish(words) {
  const small = words.filter((word) => ENGLISH.has(word) || ALSO_ENGLISH.has(word))
  return small.length > 1 && small.some((word) => ENGLISH.has(word)) ? new Set(small) : null
}
