// Opening the search: the fields and the window, the button, the keys and the way back.

const loadScript = (path) =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script")
    element.src = new URL(path, root)
    element.onload = resolve
    element.onerror = reject
    document.head.append(element)
  })

let engine = null
/** Load the search and its index once, when a reader first goes to a search field. */
function loadSearch() {
  engine ??= Promise.all(
    ["assets/javascripts/search.js", "assets/javascripts/find.js", "search/index.js"].map(loadScript),
  ).then(() => globalThis.rollehub.openIndex(globalThis.rollehub.index, loadScript))
  engine.catch(() => (engine = null)) // the next focus tries again
  return engine
}

/** Return the address of the page with all results of a query, and of its filters. */
function addressOfResults(query, { only, topic } = {}) {
  const address = new URL(addressOf("sporsmal/"))
  for (const [name, value] of [["q", query], ["rolle", only], ["emne", topic]]) {
    if (value) address.searchParams.set(name, value)
  }
  return address.href
}

const reader = {
  role: searchRole, address: addressOf, results: addressOfResults, inSentence,
  suggest: document.body.dataset.suggest,
}

/**
 * Make a form search while the reader types, from the first time it has focus. `onFollow` is called
 * when a hit is followed. Returns a function that searches for a query.
 */
function prepareSearch(form, onFollow = () => {}) {
  const input = form.querySelector("input")
  const failed = document.createElement("p")
  failed.className = "about"
  failed.setAttribute("role", "status")
  form.append(failed)
  let searchAgain = null
  let isLoading = false
  const follow = (address) => {
    // For the way back; stored in this tab's history only.
    if (address !== location.href) history.replaceState({ query: input.value }, "")
    onFollow()
  }
  const start = async () => {
    if (searchAgain || isLoading) return searchAgain?.()
    isLoading = true
    try {
      const loaded = await loadSearch()
      globalThis.rollehub.find = loaded.find // for tests and benchmarks
      searchAgain = globalThis.rollehub.attachSearch(form, loaded, reader, follow)
      failed.remove()
    } catch {
      isLoading = false // the form still opens the list of all questions
      failed.textContent = _("Søket kan ikke lastes nå. Knappen viser alle spørsmål.")
    }
  }
  input.addEventListener("focus", start)
  if (input === document.activeElement) start()
  return (query) => {
    input.value = query
    return start()
  }
}

/** Show the results of the page's address in the page, or in the list of its field if that fails. */
async function showResults(form, section, search) {
  try {
    const loaded = await loadSearch()
    globalThis.rollehub.find = loaded.find // for tests and benchmarks
    await globalThis.rollehub.showResults(form, section, loaded, reader)
  } catch {
    section.hidden = true
    search(new URLSearchParams(location.search).get("q"))
  }
}

/** Make the search window. Returns a function that opens it, with or without a query. */
function searchWindow() {
  const dialog = document.createElement("dialog")
  dialog.className = "search"
  dialog.setAttribute("aria-label", _("Søk"))
  dialog.innerHTML = `
    <form class="find" action="${addressOf("sporsmal/")}" method="get" role="search">
    <div class="find__top"><div class="find__head"><label for="sok_overalt">${_("Søk i spørsmål, lenker og ordliste")}</label>
    <button type="button" class="plain" data-close>${_("Lukk")}</button></div>
    <div class="find__row"><input id="sok_overalt" name="q" type="search" maxlength="200" autocomplete="off"
      autocapitalize="none" spellcheck="false" enterkeyhint="search" autofocus><button type="submit">${_("Søk")}</button></div></div>
    </form>
    <p class="keys"><label><input type="checkbox"> ${_("Åpne søket med tasten <kbd>/</kbd>")}</label></p>`
  document.body.append(dialog)
  const close = () => dialog.close()
  const search = prepareSearch(dialog.querySelector("form"), () => {
    close()
    setTimeout(focusTarget) // after the browser has followed the hit, which may be on this page
  })
  dialog.querySelector("[data-close]").addEventListener("click", close)
  dialog.addEventListener("click", (event) => event.target === dialog && close())
  const slash = dialog.querySelector("[type=checkbox]")
  slash.checked = storedSlash.get() !== "off"
  slash.addEventListener("change", () => storedSlash.set(slash.checked ? null : "off"))
  return (query) => {
    closeMenu()
    dialog.showModal()
    if (query) search(query)
    dialog.querySelector("input").select()
  }
}

/** Open the search with the button in the header. */
function openWithButton(open) {
  const button = document.querySelector("a.seek")
  button.setAttribute("role", "button")
  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open()
  })
  button.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), open()))
}

/** Open the search with «/» and Ctrl+K. */
function openWithKeys(open) {
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select")
    if (isWriting || event.altKey || document.querySelector("dialog[open]")) return
    const control = event.ctrlKey || event.metaKey
    const isSlash = event.key === "/" && !control && storedSlash.get() !== "off"
    const isCtrlK = event.key.toLowerCase() === "k" && control && !event.shiftKey
    if (!isSlash && !isCtrlK) return
    event.preventDefault()
    open()
  })
}

/** Show the hits again when the reader comes back from one: once, so that a reload does not. */
function reopenOnReturn(open) {
  const reopen = () => {
    const query = history.state?.query
    if (!query || document.querySelector("dialog[open]")) return
    history.replaceState(null, "")
    open(query)
  }
  window.addEventListener("pageshow", reopen)
  window.addEventListener("popstate", reopen)
}

/** Return the words of an address that no page has, to search for. */
function wordsOfAddress() {
  try {
    const path = decodeURIComponent(location.pathname.slice(root.pathname.length))
    return (path.replace(/\.\w+$/, "").match(/\p{L}[\p{L}\p{N}]*/gu) ?? []).join(" ")
  } catch {
    return "" // not a valid address, such as «/%»
  }
}

/** Start the search: in the page's field if it has one, otherwise in a window. */
function startSearch() {
  const form = document.querySelector("form[data-search]")
  const search = form && prepareSearch(form)
  const asked = form && new URLSearchParams(location.search).get("q")
  const results = document.querySelector("[data-results]")
  const missing = form?.querySelector("[data-address]")
  if (missing) missing.value = wordsOfAddress()
  if (asked?.trim() && results) showResults(form, results, search)
  else if (asked) search(asked)

  let openWindow
  const open = (query) => {
    if (!form) return (openWindow ??= searchWindow())(query)
    form.scrollIntoView({ block: "nearest" })
    form.querySelector("input").focus({ preventScroll: true })
    if (query) search(query)
  }
  openWithButton(open)
  openWithKeys(open)
  reopenOnReturn(open)
}
