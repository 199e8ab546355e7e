"""JavaScript and HTML that the benchmark runs in the browser."""

# Defines `bench` in the page. An engine provides its field, the hits that are shown, a function
# that opens the search, and one that returns more hits than are shown.
BENCH = """
(() => {
  const LONGEST = %(longest)d
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const until = async (holds) => {
    const start = performance.now()
    while (!holds()) {
      if (performance.now() - start > 6 * LONGEST) throw Error("the search did not open")
      await pause(5)
    }
  }
  /** The time when a condition is true, checked after each change of the page; null if never. */
  const when = (holds) =>
    new Promise((resolve) => {
      const stop = (time) => {
        observer.disconnect()
        clearTimeout(timer)
        resolve(time)
      }
      const look = () => holds() && stop(performance.now())
      const observer = new MutationObserver(look)
      const all = { subtree: true, childList: true, attributes: true, characterData: true }
      observer.observe(document, all)
      const timer = setTimeout(() => stop(null), LONGEST)
      look()
    })
  const put = (value) => {
    engine.field().value = value
    engine.field().dispatchEvent(new InputEvent("input", { bubbles: true }))
    engine.field().dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  }
  const clear = async () => {
    put("")
    await when(() => !engine.shown().length)
    await pause(20)
  }
  const typed = async (query) => {
    const start = performance.now()
    put(query)
    const end = await when(() => engine.shown().length)
    return end === null ? null : end - start
  }
  const engine = %(engine)s
  return {
    /** Milliseconds from focusing the field until the search is ready. */
    async open() {
      const start = performance.now()
      await engine.open()
      return performance.now() - start
    },
    /** {ids, listed}: what a query finds, best first, and how many hits the page claims. */
    ask: (query, role, most) => engine.ask(query, role, most),
    /** Milliseconds from a query to its first results, once the search is open. */
    async time(query) {
      await clear()
      return typed(query)
    },
    /** The same for a reader who focuses the field and types at once. */
    async first(query) {
      const start = performance.now()
      engine.field().focus()
      const rest = await typed(query)
      return rest === null ? null : performance.now() - start
    },
  }
})()
"""

OURS = """{
    field: () => document.querySelector("%(field)s"),
    shown: () =>
      [...document.querySelectorAll("[role=listbox] [role=option]")].filter((x) =>
        x.checkVisibility(),
      ),
    async open() {
      this.field().focus()
      await until(() => globalThis.rollehub?.find)
    },
    async ask(query, role, most) {
      const options = { role, topic: null, onlyRole: false }
      const { hits } = await globalThis.rollehub.find(query, options)
      const ids = hits.map(({ kind, id }) => (kind === "question" ? id : `${kind}:${id}`))
      return { ids: ids.slice(0, most), listed: ids.length }
    },
  }"""

MATERIAL = """{
    field: () => document.querySelector("input.md-search__input"),
    told: () => document.querySelector(".md-search-result__meta").textContent.trim(),
    shown: () => [...document.querySelectorAll(".md-search-result__list > li")],
    async open() {
      this.field().focus()
      await until(() => this.told() === "Skriv søkeord")
    },
    async ask(query, role, most) {
      await clear()
      await until(() => this.told() === "Skriv søkeord")
      put(query)
      await until(() => this.told() !== "Skriv søkeord")
      for (let before = null; before !== document.body.innerHTML; await pause(30)) {
        before = document.body.innerHTML
      }
      const ids = this.shown().map((hit) => {
        const path = new URL(hit.querySelector("a").href).pathname
        return path.replace(/^\\/|\\/$/g, "").replace("/", ":")
      })
      return { ids: ids.slice(0, most), listed: Number(this.told().match(/^\\d+/)?.[0] ?? 0) }
    },
  }"""

PAGEFIND = """{
    field: () => document.querySelector("input"),
    shown: () => [...document.querySelectorAll("li")],
    async open() {
      this.field().focus()
      await globalThis.loaded()
    },
    async ask(query, role, most) {
      const options = role ? { filters: { rolle: { any: [role, "alle"] } } } : {}
      const { results } = await (await globalThis.loaded()).search(query, options)
      const data = await Promise.all(results.slice(0, most).map((result) => result.data()))
      return { ids: data.map(({ url }) => url.replace(/^\\//, "")), listed: results.length }
    },
  }"""

# A minimal page that searches with Pagefind; it loads nothing before the field has focus.
PAGEFIND_PAGE = """<!doctype html>
<html lang="nb"><meta charset="utf-8"><title>Søk</title>
<input type="search"><ul></ul>
<script type="module">
const field = document.querySelector("input")
const list = document.querySelector("ul")
let promised = null
globalThis.loaded = () =>
  (promised ??= import("/pagefind/pagefind.js").then(async (pagefind) => {
    // The best of the settings that were tried with our query sets.
    const ranking = { termFrequency: 0 }
    await pagefind.options({ ranking, noWorker: location.search === "?slow" })
    await pagefind.init()
    return pagefind
  }))
field.addEventListener("focus", globalThis.loaded)
field.addEventListener("input", async () => {
  const query = field.value
  if (!query) return list.replaceChildren()
  const { results } = await (await globalThis.loaded()).search(query)
  const found = await Promise.all(results.slice(0, %d).map((result) => result.data()))
  if (query !== field.value) return
  list.replaceChildren(
    ...found.map((hit) => {
      const item = document.createElement("li")
      item.innerHTML = `<a href="${hit.url}">${hit.meta.title}</a> ${hit.excerpt}`
      return item
    }),
  )
})
</script>
"""
