// Named texts -> a ZIP file without compression
// (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_empty, number) => {
  let sum = number
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

const crcOf = (bytes) => {
  let sum = 0xffffffff
  for (const byte of bytes) sum = CRC_TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}

/** Return numbers as bytes, the lowest first: pairs of [number, how many bytes]. */
const packed = (...pairs) =>
  pairs.flatMap(([number, size]) => Array.from({ length: size }, (_empty, place) => (number >>> (8 * place)) & 0xff))

const DAY = 0x21 // 1980-01-01, so that equal texts give equal bytes
const UTF8_NAMES = 0x800

/** Return a ZIP file with these texts: [[path, text], …]. */
function zipOf(texts) {
  const parts = []
  const list = []
  let offset = 0
  for (const [path, text] of texts) {
    const [name, data] = [path, text].map((x) => new TextEncoder().encode(x))
    const about = [[UTF8_NAMES, 2], [0, 2], [0, 2], [DAY, 2], [crcOf(data), 4], [data.length, 4], [data.length, 4], [name.length, 2]]
    const head = [...packed([0x04034b50, 4], [20, 2], ...about, [0, 2]), ...name]
    list.push(...packed([0x02014b50, 4], [20, 2], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), ...name)
    parts.push(Uint8Array.from(head), data)
    offset += head.length + data.length
  }
  const end = packed([0x06054b50, 4], [0, 2], [0, 2], [texts.length, 2], [texts.length, 2], [list.length, 4], [offset, 4], [0, 2])
  return new Blob([...parts, Uint8Array.from(list), Uint8Array.from(end)])
}
