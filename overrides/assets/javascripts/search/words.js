// Words as the search compares them: folded («læringsmål» and «laringsmal» are the same word),
// without their endings, and with the spelling of nynorsk changed to that of bokmål.

const WORD = /§|\p{L}[\p{L}\p{N}]*|\p{N}+(?:[-–/]\p{N}+)*/gu
const STOP_WORDS = new Set(
  `alle at av bare ble bli blir burde bør da de dem den der deres det dette din dine ditt du eller
  en er et fikk finne finnes for fra får fått gi gir gjelder gjør gjøre gå går ha han har hos hun
  hva hvem hver hvilke hvilken hvilket hvis hvor hvordan i ikke inn jeg kan kommer kunne man med
  meg min mine mitt må noe noen nå når og også om opp oss på seg selv si sier sin sine sitt skal
  skje skjer skulle slik som så sånn til trenger ut var ved vi vil ville være vært vår våre vårt å
  dei eg ei ein eit frå ikkje kor korleis kva kvar kven kvifor me vera vere`.split(/\s+/).map(fold),
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

/** Return a text in lower case, with «æ» and «å» as «a» and «ø» as «o». */
function plain(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("æ", "a")
    .replaceAll("ø", "o")
    .replace("–", "-")
}

/** Return the form in which words are compared: plain, with «ae» and «aa» as «a» and «oe» as «o». */
function fold(text) {
  return plain(text).replace(/ae|aa/g, "a").replaceAll("oe", "o")
}

/** Return a folded word without its ending. */
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word
  const short = word.replace(ENDING, "")
  return short.replace(/(?<=...)(?:ar|[aet])+$/, "").replace(/(.)\1$/, "$1")
}

/** Return a folded word of nynorsk with the spelling of bokmål. */
const toBokmal = (word) => NYNORSK.reduce((spelled, [from, to]) => spelled.replace(from, to), word)

/**
 * Return a text's words, each `{ word, start, end }`: `word` folded, and its place in the text.
 * «§ 26», «par. 26» and «paragraf 26» are the same word. A number also makes a word together with
 * the word before it, as in «trinn 1» and «B 2», and so do the parts of an address, as in «alis.no».
 */
function wordsOf(text) {
  const found = []
  let before = null
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const end = index + written.length
    const word = fold(written)
    const isClose = before && /^[\s.-]?\s?$/.test(text.slice(before.end, index))
    if (/^\p{N}/u.test(word) && isClose) {
      const isSection = /^(?:§|par|paragraf(?:en|ene)?)$/.test(before.word)
      if (isSection) found.pop()
      const joined = (isSection ? "§" : before.word) + word
      if (isSection || before.word.length <= 3) found.push({ word: joined, start: before.start, end })
      if (isSection) {
        before = null
        continue
      }
    } else if (before && text.slice(before.end, index) === ".") {
      found.push({ word: `${before.word}.${word}`, start: before.start, end })
    }
    before = { word, start: index, end }
    found.push(before)
  }
  return found.filter(({ word }) => word !== "§")
}

/** Return a text's words without the stop words. */
const longWordsOf = (text) => wordsOf(text).filter(({ word }) => !STOP_WORDS.has(word))
