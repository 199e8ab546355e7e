// The reader's role: the menu that chooses it, and what each page shows for it.

const roleMenu = document.querySelector("details.roles")
const menuLabel = roleMenu.querySelector("summary")
const labelWithoutRole = [...menuLabel.childNodes]
const roleLinks = [...roleMenu.querySelectorAll("a[data-role]")]
const pageRole = document.body.dataset.role ?? null

/** Return the menu's link to a role, or undefined. */
const linkOf = (role) => roleLinks.find((link) => link.dataset.role === role)
const nameOf = (role) => linkOf(role)?.textContent
/** Return a role's name as it is written inside a sentence: «LIS» keeps its capitals. */
const inSentence = (name) => (/^.\p{Lu}/u.test(name) ? name : name[0].toLowerCase() + name.slice(1))

/** Return the role that the reader has chosen, or null; the site may no longer have it. */
const chosenRole = () => (nameOf(storedRole.get()) ? storedRole.get() : null)
/** Return the role that the search prefers: the chosen one, otherwise the page's. */
const searchRole = () => chosenRole() ?? pageRole

/** Close the menu, and move the focus to its label if it was inside. */
function closeMenu() {
  if (roleMenu.open && roleMenu.contains(document.activeElement)) menuLabel.focus()
  roleMenu.open = false
}

/** Close the menu on Escape, and when focus or a click goes elsewhere. */
function closeMenuByItself() {
  // Ask for the event's path: the clicked element may have been removed from the page.
  const outside = (event) => !event.composedPath().includes(roleMenu) && (roleMenu.open = false)
  document.addEventListener("click", outside)
  document.addEventListener("focusin", outside)
  roleMenu.addEventListener("keydown", (event) => event.key === "Escape" && closeMenu())
}

/** Return the answer being read on a role's page, or null at the top of the page. */
function currentAnswer() {
  const named = namedAnswer()
  const top = (answer) => answer.getBoundingClientRect().top
  // The last answers of a page never reach the top of the screen.
  if (named && top(named) >= -1 && top(named) < window.innerHeight) return named
  const hasBegun = (answer) => top(answer) <= window.innerHeight / 3
  return [...document.querySelectorAll("article[data-roles]")].findLast(hasBegun) ?? null
}

/** Return [role, where on the role's pages it reads the answer], or undefined if it does not. */
const placeFor = (role, answer) => {
  const places = answer.dataset.roles.split(" ").map((place) => place.split(":"))
  return places.find(([id]) => id === role)
}

/** Return where a role reads the question that answers this one for it, or undefined. */
const insteadFor = (role, answer) =>
  answer?.dataset.instead?.split(" ").map((one) => one.split("|")).find(([id]) => id === role)?.[1]

/** Return the address that a reader who chooses a role goes to: the same question, if possible. */
function addressForRole(role, answer = currentAnswer()) {
  if (!answer) return linkOf(role).dataset.start
  const place = placeFor(role, answer)
  return addressOf(place ? `${role}/${place[1] ?? ""}#${answer.id}` : `sporsmal/${answer.id}/#ikke_for_${role}`)
}

/** Store the role that is chosen, show it, and keep the reader on the same question. */
function rememberRole() {
  for (const link of roleLinks) link.dataset.start = link.href
  const updateLinks = () => roleLinks.forEach((link) => (link.href = addressForRole(link.dataset.role)))
  roleMenu.addEventListener("toggle", updateLinks)
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-role]")
    if (!link) return
    storedRole.set(link.dataset.role)
    if (roleMenu.contains(link)) updateLinks() // the reader may have scrolled since the menu opened
  })
  // Another tab may change the role, and the back button may show the page as it was.
  for (const event of ["storage", "pageshow", "hashchange"]) window.addEventListener(event, showRole)
  showRole()
}

/** Show the role in the menu, on the front page's cards, and in the notes about it. */
function showRole() {
  const role = chosenRole()
  const name = nameOf(searchRole())
  const kind = document.createElement("span")
  kind.className = "hidden"
  kind.textContent = `${_("Rolle:")} `
  menuLabel.replaceChildren(...(name ? [kind, name] : labelWithoutRole))
  for (const link of roleLinks) {
    if (link.dataset.role === searchRole()) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
  for (const card of document.querySelectorAll(".card")) {
    card.classList.toggle("card--mine", card.querySelector("a").dataset.role === role)
  }
  for (const note of document.querySelectorAll("[data-kept]")) showStorageNote(note, role)
  showOwnPages(role)
  showOtherRole(role)
}

/** Lead to the pages of the chosen role: from the header, and from the front page. */
function showOwnPages(role) {
  for (const link of document.querySelectorAll(".menu a[data-own]")) {
    link.dataset.all ??= link.href
    link.href = role ? addressOf(`${role}/${link.dataset.own}`) : link.dataset.all
    if (link.href === location.href.split(/[?#]/)[0]) link.setAttribute("aria-current", "page")
    else link.removeAttribute("aria-current")
  }
  const menuPlace = roleMenu.querySelector(".roles__own")
  menuPlace.hidden = !role
  menuPlace.replaceChildren(...(role ? [ownPage(role, _("Min side: %(role)s", { role: nameOf(role) }))] : []))
  const onward = document.querySelector("[data-onward]")
  if (!onward) return
  onward.dataset.words ??= onward.textContent
  const words = role ? ownPage(role, _("Fortsett som %(role)s", { role: inSentence(nameOf(role)) })) : onward.dataset.words
  onward.replaceChildren(words)
}

/** Return a link to a role's page, with these words. */
function ownPage(role, words) {
  const link = document.createElement("a")
  link.href = addressOf(`${role}/`)
  link.textContent = words
  return link
}

/** Say where the role is stored, with a button that forgets it. */
function showStorageNote(note, role) {
  note.hidden = false
  if (!role) {
    note.textContent = _("Rollen du velger, blir lagret bare på denne enheten.")
    return
  }
  const button = document.createElement("button")
  button.type = "button"
  button.className = "plain"
  button.textContent = _("Glem rollen")
  button.addEventListener("click", () => {
    storedRole.set(null)
    showRole()
    note.prepend(`${_("Rollen er glemt.")} `)
    note.tabIndex = -1
    note.focus()
  })
  const values = { role: inSentence(nameOf(role)) }
  const text = _("Rollen din er %(role)s. Den er lagret bare på denne enheten.", values)
  note.replaceChildren(`${text} `, button)
}

/** Say that a page is for another role, or that it reads another answer. Direct links are never redirected. */
function showOtherRole(role) {
  document.querySelector(".otherrole")?.remove()
  for (const note of document.querySelectorAll(".notfor")) {
    note.classList.toggle("notfor--mine", note.id === `ikke_for_${role}`)
  }
  if (!pageRole || !role || role === pageRole) return
  const named = namedAnswer()
  const isSame = named && placeFor(role, named) && !named.dataset.differs?.split(" ").includes(role)
  const answer = isSame ? null : named
  const [here, mine] = [inSentence(nameOf(pageRole)), inSentence(nameOf(role))]
  const link = document.createElement("a")
  const note = document.createElement("p")
  note.className = "otherrole"
  if (answer && placeFor(role, answer)) {
    link.textContent = _("Vis svaret for %(role)s", { role: mine })
    link.href = addressForRole(role, answer)
    note.append(`${_("Du leser svaret for %(role)s.", { role: here })} `, link)
  } else {
    const instead = insteadFor(role, answer)
    const texts = answer
      ? [
        _("Du leser svaret for %(role)s.", { role: here }),
        instead
          ? _("%(role)s har svaret under et annet spørsmål.", { role: nameOf(role) })
          : _("%(role)s har ikke dette spørsmålet.", { role: nameOf(role) }),
      ]
      : [_("Du leser siden for %(role)s.", { role: here })]
    link.textContent = instead ? _("Vis svaret for %(role)s", { role: mine }) : _("Vis siden for %(role)s", { role: mine })
    link.href = instead ? addressOf(instead) : linkOf(role).dataset.start
    if (!answer) link.addEventListener("click", () => (link.href = addressForRole(role)))
    note.append(`${texts.join(" ")} `, link)
  }
  if (answer) answer.querySelector("h3").after(note)
  else document.querySelector("main").prepend(note)
}
