// How well the records match the words of a query.

const WEIGHTS = { title: 4.5, words: 4, topic: 1, text: 1.4 }

/** Return how rare a word is, from 0 (in all records) upwards. */
function rarity(index, word) {
  const records = index.stems.get(stem(word))?.size ?? 0.5
  const rare = Math.log(2 + index.count / (records + 1))
  return STOP_WORDS.has(word) ? rare * 0.1 : rare
}

/** Score the records by the matches of one word: Map(record -> points). */
function scoresOf(found, rare) {
  const points = new Map()
  for (const [entry, degree] of found) {
    for (const [record, counts] of entry.places) {
      let sum = 0
      for (const [field, count] of counts) sum += WEIGHTS[field] * (1 + 0.35 * Math.log(count))
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

/**
 * Score the records by each word or its synonyms: `lists` has a Map(record -> points) for each word.
 * `marks` are the words found, without those that only stop words match.
 */
function scoreWords(index, words, meant) {
  const lists = words.map(({ word, found }) => scoresOf(found, rarity(index, word)))
  const marks = new Set(meant.flatMap(({ found }) => [...found.keys()].map(({ word }) => word)))
  for (const { span, other } of synonymsOf(index, meant)) {
    const found = other.map((word) => matches(index, word, false))
    const points = meanScores(found.map((list, i) => scoresOf(list, rarity(index, other[i]))))
    for (const one of span) {
      const list = lists[words.indexOf(one)]
      for (const [record, sum] of points) {
        const share = (sum * 0.7) / Math.sqrt(span.length)
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

/** Return the share of the query's words that are near the word before them in a record. */
function nearness(record, words) {
  if (words.length < 2) return 0
  const fields = [record.t, ...(record.w ?? []), record.x ?? ""].map(wordsOf)
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

/** Return the share of the title of a question or a task that the query says; 0 if it says more. */
function titleShare(record, words) {
  if (!["question", "task"].includes(record.k)) return 0
  const title = longWordsOf(record.t)
  const said = title.filter(({ word }) => words.some(({ known }) => known.has(word)))
  const saysMore = words.some(({ known }) => !said.some(({ word }) => known.has(word)))
  return saysMore ? 0 : said.length / title.length
}
