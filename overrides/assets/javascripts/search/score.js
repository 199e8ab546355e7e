// How well the records match the words of a query.

const WEIGHTS = { title: 4.5, words: 4, topic: 1, text: 1.4 }
const MEANS_LITTLE = 0.1 // of a word that says more
const MEANS_LESS = 0.4
const SAME_MEANING = 0.7 // of the word that is typed
const AS_A_TITLE = 0.9 // how much a search word says that is said as a whole

/** Return how rare a word is, from 0 (in all records) upwards; less for a word that says little anywhere. */
function rarity(index, word) {
  const known = index.rarities.get(word)
  if (known !== undefined) return known
  const records = index.stems.get(stem(word))?.size ?? 0.5
  const share = STOP_WORDS.has(word) ? MEANS_LITTLE : LIGHT_WORDS.has(word) ? MEANS_LESS : 1
  const rare = Math.log(2 + index.count / (records + 1)) * share
  index.rarities.set(word, rare)
  return rare
}

/** Score the records by the matches of one word: Map(record -> points). In a long text a word says less. */
function scoresOf(index, found, rare) {
  const points = new Map()
  for (const [entry, degree] of found) {
    for (const [record, counts] of entry.places) {
      let sum = 0
      for (const [field, count] of counts) {
        const share = field === "text" ? Math.min(1, 1 / Math.sqrt(index.lengths[record])) : 1
        sum += WEIGHTS[field] * share * (1 + 0.35 * Math.log(count))
      }
      const score = degree * sum * rare
      if (score > (points.get(record) ?? 0)) points.set(record, score)
    }
  }
  return points
}

/** Return the mean of some scores, for the records that have them all. */
function meanScores(lists) {
  const [first, ...rest] = lists
  const points = new Map()
  for (const [record, sum] of first) {
    if (!rest.every((list) => list.has(record))) continue
    const all = [sum, ...rest.map((list) => list.get(record))]
    points.set(record, all.reduce((a, b) => a + b) / all.length)
  }
  return points
}

/** Return the index's words that match a word of a synonym; they are found once. */
function matchesOfSynonym(index, word) {
  if (!index.matched.has(word)) index.matched.set(word, matches(index, word, false))
  return index.matched.get(word)
}

/**
 * Score the records by each word or its synonyms: `lists` has a Map(record -> points) for each word.
 * `marks` are the words found, without those that only stop words match.
 */
function scoreWords(index, words, meant) {
  const lists = words.map(({ word, found }) => scoresOf(index, found, rarity(index, word)))
  const marks = new Set(meant.flatMap(({ found }) => [...found.keys()].map(({ word }) => word)))
  for (const { span, other } of synonymsOf(index, meant)) {
    const found = other.map((word) => matchesOfSynonym(index, word))
    const points = meanScores(found.map((list, i) => scoresOf(index, list, rarity(index, other[i]))))
    for (const one of span) {
      const list = lists[words.indexOf(one)]
      for (const [record, sum] of points) {
        const share = (sum * SAME_MEANING) / Math.sqrt(span.length)
        if (share > (list.get(record) ?? 0)) list.set(record, share)
      }
    }
    if (other.length > 1) continue // one word of a phrase does not show that the phrase is there
    for (const [entry, degree] of found[0]) {
      if (degree <= 0.9) continue
      marks.add(entry.word)
      for (const one of span) one.known.add(entry.word)
    }
  }
  return { lists, marks }
}

const phrases = new WeakMap()

/**
 * Return the words of a record's titles and search words, each a list; they are found once. The small
 * words of titles, such as «hva er», say nothing of it.
 */
function phrasesOf(record) {
  if (!phrases.has(record)) {
    const titles = [record.t, ...Object.values(record.v ?? {})].map(longWordsOf)
    phrases.set(record, [...titles, ...(record.w ?? []).map(wordsOf)])
  }
  return phrases.get(record)
}

/** Return the share of the query's words that are near the word before them in a record. */
function nearness(record, words) {
  if (words.length < 2) return 0
  const fields = [...phrasesOf(record), wordsOf(record.x ?? "")]
  let near = 0
  for (let place = 1; place < words.length; place += 1) {
    const [first, next] = [words[place - 1].known, words[place].known]
    const isNear = (text) =>
      text.some(
        ({ word }, i) =>
          first.has(word) && text.slice(Math.max(0, i - 3), i + 4).some((other) => next.has(other.word)),
      )
    if (fields.some(isNear)) near += 1
  }
  return near / (words.length - 1)
}

/**
 * Return how nearly a query says what a title or a search word of a question or a task says, from 0 to
 * 1: the share of the phrase that the query says, times the share of the query that the phrase says.
 * A title counts a little more.
 */
function saidShare(index, record, words) {
  if (!["question", "task"].includes(record.k)) return 0
  const weight = (list) => list.reduce((sum, { word }) => sum + rarity(index, word), 0)
  const whole = weight(words)
  const titles = 1 + Object.keys(record.v ?? {}).length
  const shares = phrasesOf(record).map((phrase, place) => {
    const said = phrase.filter(({ word }) => words.some(({ known }) => known.has(word)))
    if (!said.length) return 0
    const met = words.filter(({ known }) => said.some(({ word }) => known.has(word)))
    return (weight(said) / weight(phrase)) * (weight(met) / whole) * (place < titles ? 1 : AS_A_TITLE)
  })
  return Math.max(...shares)
}
