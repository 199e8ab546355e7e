// The field that filters a list on the page, such as the glossary.

/** Return a text as it is compared: in lower case, «æ» and «å» as «a», «ø» as «o», and without marks. */
const comparable = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("æ", "a").replaceAll("ø", "o")

/** Let each field that filters show only the items of its list that have all words in it. */
function filterLists() {
  for (const field of document.querySelectorAll("input[data-filters]")) {
    const list = document.getElementById(field.dataset.filters)
    const status = field.form.querySelector("[role=status]")
    const items = [...list.children].map((item) => [item, comparable(item.textContent)])
    const filter = () => {
      const words = comparable(field.value).split(/\s+/).filter(Boolean)
      let count = 0
      for (const [item, text] of items) {
        item.hidden = !words.every((word) => text.includes(word))
        if (!item.hidden) count += 1
      }
      status.textContent = words.length ? ngettext("%(num)s treff", "%(num)s treff", count) : ""
    }
    field.form.addEventListener("submit", (event) => event.preventDefault())
    field.addEventListener("input", filter)
    // An address that names a hidden item shows it.
    window.addEventListener("hashchange", () => {
      if (!namedElement()?.hidden) return
      field.value = ""
      filter()
      namedElement().scrollIntoView()
    })
    filter() // the browser may have kept what was written
  }
}
