// Words as the search compares them: folded («læringsmål» and «laringsmal» are the same word). The
// rules of the site's language, in rules/, say which words mean little, and what a word's stem is.

const WORD = /§|\p{L}[\p{L}\p{N}]*|\p{N}+(?:[-–/]\p{N}+)*/gu

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

const folded = new Map()

/** Return what `fold` returns for a word; texts have the same words again and again. */
function foldedOnce(word) {
  if (!folded.has(word)) folded.set(word, fold(word))
  return folded.get(word)
}

/**
 * Return a text's words, each `{ word, start, end }`: `word` folded, and its place in the text.
 * «§ 26», «par. 26» and «paragraf 26» are the same word in Norwegian. A number also
 * makes a word together with the word before it, as in «trinn 1» and «B 2», and so do the parts of
 * an address, as in «alis.no».
 */
function wordsOf(text) {
  const found = []
  let before = null
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const end = index + written.length
    const word = foldedOnce(written)
    const between = before && text.slice(before.end, index)
    if (before && /^\p{N}/u.test(word) && /^[\s.-]?\s?$/.test(between)) {
      const isSection = SECTION.test(before.word)
      if (isSection) found.pop()
      const joined = (isSection ? "§" : before.word) + word
      if (isSection || before.word.length <= 3) found.push({ word: joined, start: before.start, end })
      if (isSection) {
        before = null
        continue
      }
    } else if (between === ".") {
      found.push({ word: `${before.word}.${word}`, start: before.start, end })
    }
    before = { word, start: index, end }
    found.push(before)
  }
  return found.filter(({ word }) => word !== "§")
}

/** Return a text's words without the stop words. */
const longWordsOf = (text) => wordsOf(text).filter(({ word }) => !STOP_WORDS.has(word))
