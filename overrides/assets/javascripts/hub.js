// What the pages gain from a script; without it every link and answer still works.
// Nothing is stored, and nothing is sent anywhere.

const wide = window.matchMedia("(min-width: 60rem)")

/** Show a glossary explanation beside the word that has focus or the pointer. */
function explainTerms() {
  const tips = document.querySelector(".tips")
  if (!tips) return
  const bubble = document.createElement("div")
  bubble.className = "bubble"
  bubble.hidden = true
  document.body.append(bubble)
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

/** Let «Lenke hit» copy the full address, and say so. */
function copyLinks() {
  if (!navigator.clipboard) return
  const status = document.createElement("p")
  status.className = "toast"
  status.setAttribute("role", "status")
  document.body.append(status)
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
      status.textContent = "Lenken er kopiert"
      setTimeout(() => (status.textContent = ""), 3000)
    })
  }
}

/** Open the table of contents where there is room beside the answers. */
function openContents() {
  const parts = document.querySelectorAll(".contents details")
  const set = () => parts.forEach((part) => (part.open = wide.matches))
  if (parts.length) set()
}

/** Close the role menu with Escape, and when focus or a click goes elsewhere. */
function closeMenus() {
  const menu = document.querySelector("details.roles")
  if (!menu) return
  const outside = (event) => !menu.contains(event.target) && menu.removeAttribute("open")
  document.addEventListener("click", outside)
  document.addEventListener("focusin", outside)
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    menu.removeAttribute("open")
    menu.querySelector("summary").focus()
  })
}

// «æ», «ø» and «å» are found as «ae», «oe», «aa», and as plain «a» and «o».
const fold = (text) =>
  text.toLowerCase().replace(/æ|ae|å|aa/g, "a").replace(/ø|oe/g, "o")

/** Filter the index of all questions by title and search words, from `?q=` or while typing. */
function filterQuestions() {
  const form = document.querySelector("form[data-filter]")
  if (!form) return
  const field = form.querySelector("input")
  const status = form.querySelector("[role=status]")
  const list = document.getElementById(form.dataset.filter)
  const alphabetical = document.getElementById("a_til_a")
  const items = [...list.querySelectorAll("li")].map((element) => ({
    element,
    words: fold(`${element.textContent} ${element.dataset.words}`),
  }))
  const filter = () => {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean)
    let found = 0
    for (const { element, words } of items) {
      element.hidden = !wanted.every((word) => words.includes(word))
      if (!element.hidden) found += 1
    }
    for (const section of list.querySelectorAll("section")) {
      section.hidden = !section.querySelector("li:not([hidden])")
    }
    alphabetical.hidden = wanted.length > 0
    const none = "Ingen treff. Prøv færre eller andre ord."
    status.textContent = wanted.length ? (found ? `${found} treff` : none) : ""
  }
  form.hidden = false
  field.value = new URLSearchParams(location.search).get("q") ?? ""
  field.addEventListener("input", filter)
  form.addEventListener("submit", (event) => event.preventDefault())
  filter()
}

/** Say so when the nightly link check has not run for three days. */
function warnOfStaleCheck() {
  const checked = document.querySelector("time[data-checked]")
  const warning = document.querySelector("[data-stale]")
  if (!checked || !warning) return
  const days = (Date.now() - Date.parse(checked.dateTime)) / 86_400_000
  warning.hidden = days <= 3
}

explainTerms()
warnOfStaleCheck()
copyLinks()
openContents()
closeMenus()
filterQuestions()
