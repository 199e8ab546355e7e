// The rules of Norwegian: words that mean little, endings, nynorsk, and what a section is called.

const STOP_WORDS = new Set(
  `alle at av bare ble bli blir burde bør da de dem den der deres det dette din dine ditt du eller
  en er et fikk finne finnes for fra får fått gi gir gjelder gjør gjøre gå går ha han har hos hun
  hva hvem hver hvilke hvilken hvilket hvis hvor hvordan i ikke inn jeg kan kommer kunne man med
  meg min mine mitt må noe noen nå når og også om opp oss på seg selv si sier sin sine sitt skal
  skje skjer skulle slik som så sånn til trenger ut var ved vi vil ville være vært vår våre vårt å
  bør dersom finst fins fleste hadde hvorfor kanskje mens nok slike trengs virkelig
  dei dykk eg ei ein eit frå gjer gjera gjere hjå ho ikkje kor korleis kva kvar kven kvifor
  me nokon noko nokre vera vere vert
  dere ditta dom e hu itte ittj je kordan koss kossen ka kem kim koffor korfor korsn mæ sæ æ åssen`.split(/\s+/).map(fold),
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
  `about and are does from have how long many mean means much need of should that the this what when where which
  who why with without you your`.split(/\s+/),
)
const ALSO_ENGLISH = new Set(
  `a an as at be by can do for get go has i if in is it me my no on or to we`.split(" "),
)

/**
 * Return the small words of an English query, or null if it is in another language. One small word
 * that is no word of Norwegian, and another that may be one, show that it is in English.
 */
function smallEnglish(words) {
  const small = words.filter((word) => ENGLISH.has(word) || ALSO_ENGLISH.has(word))
  return small.length > 1 && small.some((word) => ENGLISH.has(word)) ? new Set(small) : null
}
