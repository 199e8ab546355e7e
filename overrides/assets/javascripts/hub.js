// What the pages gain from a script; without it every link and answer still works.
// The role that a reader chooses is kept on the device. Nothing is sent anywhere.

const root = new URL("../../", document.currentScript.src)

/** Show a glossary explanation beside the word that has focus or the pointer. */
function explainTerms() {
  const tips = document.querySelector(".tips")
  if (!tips) return
  const bubble = document.createElement("div")
  bubble.className = "bubble"
  bubble.hidden = true
  document.querySelector("main").append(bubble)
  let shown = null
  let leaving

  const hide = () => {
    shown = null
    bubble.hidden = true
  }
  const show = (term) => {
    clearTimeout(leaving)
    const text = document.getElementById(term.getAttribute("aria-describedby"))
    if (!text) return
    shown = term
    bubble.textContent = text.textContent
    bubble.hidden = false
    const word = term.getBoundingClientRect()
    const space = document.documentElement.clientWidth - bubble.offsetWidth - 8
    const above = word.top - bubble.offsetHeight - 6
    bubble.style.left = `${window.scrollX + Math.max(8, Math.min(word.left, space))}px`
    bubble.style.top = `${window.scrollY + (above > 0 ? above : word.bottom + 6)}px`
  }
  const leave = () => {
    leaving = setTimeout(hide, 150)
  }

  for (const term of document.querySelectorAll("a.term")) {
    term.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(term))
    term.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave())
    term.addEventListener("focus", () => show(term))
    term.addEventListener("blur", hide)
    // A first tap explains, a second follows the link to the glossary.
    let touched = false
    term.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch" && shown !== term
    })
    term.addEventListener("click", (event) => {
      if (!touched) return
      touched = false
      event.preventDefault()
      show(term)
    })
  }
  bubble.addEventListener("pointerenter", () => clearTimeout(leaving))
  bubble.addEventListener("pointerleave", leave)
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide())
}

/** Let «Lenke hit» copy the full address; it and a line for screen readers say so for a while. */
function copyLinks() {
  if (!navigator.clipboard) return
  const status = document.createElement("p")
  status.className = "hidden"
  status.setAttribute("role", "status")
  document.body.append(status)
  let forgetting
  let forget = () => {}
  const tell = (name) => {
    clearTimeout(forgetting)
    forget()
    status.textContent = "Lenken er kopiert"
    name.textContent = "Kopiert"
    forget = () => {
      status.textContent = ""
      name.textContent = "Kopier lenke"
    }
    forgetting = setTimeout(() => forget(), 3000)
  }
  for (const link of document.querySelectorAll("a.permalink")) {
    link.firstChild.textContent = "Kopier lenke"
    link.addEventListener("click", async (event) => {
      event.preventDefault()
      try {
        await navigator.clipboard.writeText(link.href)
      } catch {
        location.assign(link.href)
        return
      }
      tell(link.firstChild)
    })
  }
}

/** Open the table of contents where there is room beside the answers. */
function openContents() {
  const isWide = window.matchMedia("(min-width: 60rem)").matches
  for (const part of document.querySelectorAll(".contents details")) part.open = isWide
}

/** Close the role menu, and give the keyboard back where it was inside. */
function closeMenu() {
  if (menu.open && menu.contains(document.activeElement)) label.focus()
  menu.open = false
}

/** Close the role menu with Escape, and when focus or a click goes elsewhere. */
function closeMenuByItself() {
  // By its path: what was clicked may be gone from the page by now.
  const outside = (event) => !event.composedPath().includes(menu) && (menu.open = false)
  document.addEventListener("click", outside)
  document.addEventListener("focusin", outside)
  menu.addEventListener("keydown", (event) => event.key === "Escape" && closeMenu())
}

/** Keep the header's last row in view, with the search and the roles, however far a reader scrolls. */
function keepHeader() {
  const header = document.querySelector(".top")
  const set = () => {
    const over = label.getBoundingClientRect().top - header.getBoundingClientRect().top - 8
    const { style } = document.documentElement
    style.setProperty("--hub-over", `${over}px`)
    style.setProperty("--hub-bar", `${header.offsetHeight - over}px`)
  }
  header.classList.add("top--stays")
  new ResizeObserver(set).observe(header)
  set()
}

/** Say so when the nightly link check has not run for three days. */
function warnOfStaleCheck() {
  const checked = document.querySelector("time[data-checked]")
  const warning = document.querySelector("[data-stale]")
  if (!checked || !warning) return
  const days = (Date.now() - Date.parse(checked.dateTime)) / 86_400_000
  warning.hidden = days <= 3
}

/** Say that an answer should be reviewed, from the day it was to be reviewed by. */
function warnOfOldAnswers() {
  const today = new Date().toLocaleDateString("sv")
  for (const label of document.querySelectorAll("[data-due]")) {
    if (label.dataset.due > today) continue
    label.textContent = "Bør gjennomgås. Frist:"
    label.parentElement.classList.add("review--late")
  }
}

/** Return the address of a path from the site's root; a folder on disk has no index of its own. */
function addressOf(path) {
  const onDisk = location.protocol === "file:"
  return new URL(onDisk ? path.replace(/(^|\/)(?=#|$)/, "$1index.html") : path, root).href
}

// --- the reader's role

/** A value on the reader's device; where the browser keeps nothing, it lasts as long as the page. */
function kept(name) {
  const key = `rollehub:${root.pathname}:${name}`
  let value = null
  let keeps = true
  const attempt = (action) => {
    try {
      if (keeps) action()
    } catch {
      keeps = false
    }
  }
  return {
    // Read anew each time: another tab may have changed it.
    get() {
      attempt(() => (value = localStorage.getItem(key)))
      return value
    },
    set(next) {
      value = next
      attempt(() => (next === null ? localStorage.removeItem(key) : localStorage.setItem(key, next)))
    },
  }
}

const remembered = kept("role")
const slash = kept("slash")
const menu = document.querySelector("details.roles")
const label = menu.querySelector("summary")
const choices = [...menu.querySelectorAll("a[data-role]")]
const pageRole = document.body.dataset.role ?? null
const choiceOf = (role) => choices.find((link) => link.dataset.role === role)
const nameOf = (role) => choiceOf(role)?.textContent
const inSentence = (name) => (/^.\p{Lu}/u.test(name) ? name : name[0].toLowerCase() + name.slice(1))
/** The role that the reader has chosen, where the site still has it. */
const ownRole = () => (nameOf(remembered.get()) ? remembered.get() : null)
/** The role for which things are found: the chosen one, else the page's. */
const searchRole = () => ownRole() ?? pageRole

/** Return what the address names, or null; «:target» is known only once the page is drawn. */
function namedElement() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {
    return null // no address of ours, such as «#%»
  }
}

/** Return the answer on a role's page that the address names, or null. */
const namedAnswer = () => namedElement()?.closest("article[data-roles]") ?? null

/** Return the answer that is being read on a role's page, or null at its top. */
function currentAnswer() {
  const named = namedAnswer()
  const top = (answer) => answer.getBoundingClientRect().top
  // The last answers of a page never reach the top of the screen.
  if (named && top(named) >= -1 && top(named) < window.innerHeight) return named
  const begun = (answer) => top(answer) <= window.innerHeight / 3
  return [...document.querySelectorAll("article[data-roles]")].findLast(begun) ?? null
}

const hasAnswer = (role, answer) => answer.dataset.roles.split(" ").includes(role)

/** Return where the reader goes on by choosing another role: to the same question, where it is. */
function switchTo(role, answer = currentAnswer()) {
  if (!answer) return choiceOf(role).dataset.start
  return addressOf(hasAnswer(role, answer) ? `${role}/#${answer.id}` : `sporsmal/${answer.id}/#ikke_for_${role}`)
}

/** Remember the role that is chosen, show it, and let it be changed on the same question. */
function rememberRole() {
  const unchosen = [...label.childNodes]
  const kind = document.createElement("span")
  kind.className = "hidden"
  kind.textContent = "Rolle: "
  for (const link of choices) link.dataset.start = link.href
  const aim = () => choices.forEach((link) => (link.href = switchTo(link.dataset.role)))
  menu.addEventListener("toggle", aim)
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-role]")
    if (!link) return
    remembered.set(link.dataset.role)
    if (menu.contains(link)) aim() // the reader may have scrolled since the menu was opened
  })
  // Another tab may have changed it, and the way back may lead to a page as it was left.
  window.addEventListener("storage", showRole)
  window.addEventListener("pageshow", showRole)
  window.addEventListener("hashchange", showRole)
  showRole()

  function showRole() {
    const role = ownRole()
    const name = nameOf(searchRole())
    label.replaceChildren(...(name ? [kind, name] : unchosen))
    for (const link of choices) {
      if (link.dataset.role === searchRole()) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
    }
    for (const card of document.querySelectorAll(".card")) {
      card.classList.toggle("card--mine", card.querySelector("a").dataset.role === role)
    }
    for (const place of document.querySelectorAll("[data-kept]")) showKept(place, role)
    showOtherRole(role)
  }

  /** Say where the role is kept, with a button that forgets it. */
  function showKept(place, role) {
    place.hidden = false
    if (!role) {
      place.textContent = "Rollen du velger, blir lagret bare på denne enheten."
      return
    }
    const button = document.createElement("button")
    button.type = "button"
    button.className = "plain"
    button.textContent = "Glem rollen"
    button.addEventListener("click", () => {
      remembered.set(null)
      showRole()
      place.prepend("Rollen er glemt. ")
      place.tabIndex = -1
      place.focus()
    })
    place.replaceChildren(`Rollen din er ${inSentence(nameOf(role))}. Den er lagret bare på denne enheten. `, button)
  }
}

/** Say so on another role's page, and at a question of others; a direct link is never led elsewhere. */
function showOtherRole(role) {
  document.querySelector(".otherrole")?.remove()
  for (const note of document.querySelectorAll(".notfor")) {
    note.classList.toggle("notfor--mine", note.id === `ikke_for_${role}`)
  }
  if (!pageRole || !role || role === pageRole) return
  const answer = namedAnswer()
  const [here, mine] = [inSentence(nameOf(pageRole)), inSentence(nameOf(role))]
  const link = document.createElement("a")
  const note = document.createElement("p")
  note.className = "otherrole"
  if (answer && hasAnswer(role, answer)) {
    link.textContent = `Vis svaret for ${mine}`
    link.href = switchTo(role, answer)
    note.append(`Du leser svaret for ${here}. `, link)
  } else {
    const lacks = answer ? `${nameOf(role)} har ikke dette spørsmålet. ` : ""
    link.textContent = `Vis siden for ${mine}`
    link.href = choiceOf(role).dataset.start
    if (!answer) link.addEventListener("click", () => (link.href = switchTo(role)))
    note.append(`Du leser ${answer ? "svaret" : "siden"} for ${here}. ${lacks}`, link)
  }
  if (answer) answer.querySelector("h3").after(note)
  else document.querySelector("main").prepend(note)
}

/** Move the keyboard and the screen reader to what the address names. */
function focusTarget() {
  const named = namedElement()
  const target = named?.closest("article.answer") ?? named
  if (!target?.parentElement.closest("main")) return
  if (target.tabIndex < 0) target.tabIndex = -1
  target.focus({ preventScroll: true })
}

// --- search

const script = (path) =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script")
    element.src = new URL(path, root)
    element.onload = resolve
    element.onerror = reject
    document.head.append(element)
  })
let engine = null
/** Load the search and its index: once, and not before a reader goes to a search field. */
function loadSearch() {
  engine ??= Promise.all(
    ["assets/javascripts/search.js", "assets/javascripts/find.js", "search/index.js"].map(script),
  ).then(() => globalThis.rollehub.search.open(globalThis.rollehub.index))
  engine.catch(() => (engine = null))
  return engine
}

const reader = { role: searchRole, address: addressOf, inSentence, suggest: document.body.dataset.suggest }

/** Make a form search while the reader types, from the first time it has focus. */
function prepareSearch(form, left = () => {}) {
  const input = form.querySelector("input")
  const failed = document.createElement("p")
  failed.className = "about"
  failed.setAttribute("role", "status")
  form.append(failed)
  let again = null
  let isLoading = false
  const follow = (address) => {
    // For the way back; only this tab's history has it.
    if (address !== location.href) history.replaceState({ sought: input.value }, "")
    left()
  }
  const start = async () => {
    if (again || isLoading) return again?.()
    isLoading = true
    try {
      const loaded = await loadSearch()
      globalThis.rollehub.find = loaded.find // for those who measure the search
      again = globalThis.rollehub.attachSearch(form, loaded, reader, follow)
      failed.remove()
    } catch {
      isLoading = false // the form still leads to the list of all questions
      failed.textContent = "Søket kan ikke lastes nå. Knappen viser alle spørsmål."
    }
  }
  input.addEventListener("focus", start)
  if (input === document.activeElement) start()
  return (query) => {
    input.value = query
    return start()
  }
}

/** Make the search's window, and return what opens it, with a query or without. */
function searchWindow() {
  const dialog = document.createElement("dialog")
  dialog.className = "search"
  dialog.setAttribute("aria-label", "Søk")
  dialog.innerHTML = `
    <form class="find" action="${addressOf("sporsmal/")}" method="get" role="search">
    <div class="find__top"><div class="find__head"><label for="sok_overalt">Søk i spørsmål, lenker og ordliste</label>
    <button type="button" class="plain" data-close>Lukk</button></div>
    <div class="find__row"><input id="sok_overalt" name="q" type="search" maxlength="200" autocomplete="off"
      autocapitalize="none" spellcheck="false" enterkeyhint="go" autofocus><button type="submit">Søk</button></div></div>
    </form>
    <p class="keys"><label><input type="checkbox"> Åpne søket med tasten <kbd>/</kbd></label></p>`
  document.body.append(dialog)
  const close = () => dialog.close()
  const search = prepareSearch(dialog.querySelector("form"), () => {
    close()
    setTimeout(focusTarget) // after the hit has been followed; it may be on this very page
  })
  dialog.querySelector("[data-close]").addEventListener("click", close)
  dialog.addEventListener("click", (event) => event.target === dialog && close())
  const keys = dialog.querySelector("[type=checkbox]")
  keys.checked = slash.get() !== "off"
  keys.addEventListener("change", () => slash.set(keys.checked ? null : "off"))
  return (query) => {
    closeMenu()
    dialog.showModal()
    if (query) search(query)
    dialog.querySelector("input").select()
  }
}

/** Connect the fields, the button and the keys of the search. */
function startSearch() {
  const form = document.querySelector("form[data-search]")
  const search = form && prepareSearch(form)
  const asked = form && new URLSearchParams(location.search).get("q")
  if (asked) search(asked)

  let openWindow
  const open = (query) => {
    if (!form) return (openWindow ??= searchWindow())(query)
    form.scrollIntoView({ block: "nearest" })
    form.querySelector("input").focus({ preventScroll: true })
    if (query) search(query)
  }
  const button = document.querySelector("a.seek")
  button.setAttribute("role", "button")
  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open()
  })
  button.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), open()))
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select")
    if (writes || event.altKey || document.querySelector("dialog[open]")) return
    const control = event.ctrlKey || event.metaKey
    const isSlash = event.key === "/" && !control && slash.get() !== "off"
    const isCtrlK = event.key.toLowerCase() === "k" && control && !event.shiftKey
    if (!isSlash && !isCtrlK) return
    event.preventDefault()
    open()
  })

  // Back from a hit, the hits are shown again: once, so that a reload doesn't bring them.
  const comeBack = () => {
    const sought = history.state?.sought
    if (!sought || document.querySelector("dialog[open]")) return
    history.replaceState(null, "")
    open(sought)
  }
  window.addEventListener("pageshow", comeBack)
  window.addEventListener("popstate", comeBack)
}

explainTerms()
warnOfStaleCheck()
warnOfOldAnswers()
copyLinks()
openContents()
closeMenuByItself()
rememberRole()
keepHeader()
startSearch()
window.addEventListener("hashchange", focusTarget)
// Browsers drop the focus when they come to an anchor that takes none, such as an earlier id.
window.addEventListener("load", () => document.activeElement === document.body && focusTarget())
focusTarget()
