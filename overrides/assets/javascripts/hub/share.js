// Passing an answer on: to somebody in a role, by copying or as the device shares, and on paper.
// Without scripts, the addresses are links.

const shared = document.createElement("p")
shared.className = "hidden"
shared.setAttribute("role", "status")

/** Return a button; `more` are words that only a screen reader says. */
function shareButton(label, more, act) {
  const button = document.createElement("button")
  const hidden = document.createElement("span")
  hidden.className = "hidden"
  hidden.textContent = ` ${more}`
  button.type = "button"
  button.className = "plain"
  button.append(label, hidden)
  button.addEventListener("click", () => act(button))
  return button
}

/** Copy an address; for three seconds the button says that it did, and a screen reader says to whom. */
async function copyAddress(button, link) {
  const [label, before] = [button.firstChild, _("Kopier lenke")]
  try {
    await navigator.clipboard.writeText(link.href)
  } catch {
    link.focus() // the browser's own menu can copy it
    return
  }
  label.textContent = _("Kopiert")
  shared.textContent = _("Lenken til %(role)s er kopiert.", { role: inSentence(link.textContent) })
  setTimeout(() => {
    label.textContent = before
    shared.textContent = ""
  }, 3000)
}

/** Add what the device can do to each link in a list of roles. */
function addWaysToShare(list, title) {
  for (const link of list.querySelectorAll("a")) {
    const to = _("til %(role)s", { role: inSentence(link.textContent) })
    const send = () => navigator.share({ title, url: link.href }).catch(() => {}) // the reader may cancel
    if (navigator.share) link.after(" ", shareButton(_("Del"), to, send))
    if (navigator.clipboard) link.after(" ", shareButton(_("Kopier lenke"), to, (x) => copyAddress(x, link)))
  }
}

/** Return a list of links to an answer for each of its roles. */
function rolesOf(answer) {
  const list = document.createElement("ul")
  for (const place of answer.dataset.roles.split(" ")) {
    const [role] = place.split(":")
    const [item, link] = [document.createElement("li"), document.createElement("a")]
    link.href = addressForRole(role, answer)
    link.textContent = nameOf(role)
    item.append(link)
    list.append(item)
  }
  return list
}

/** Print one answer of the page, or all of the page. */
function printAnswer(answer) {
  answer?.classList.add("answer--alone")
  document.body.classList.toggle("alone", Boolean(answer))
  window.addEventListener("afterprint", () => {
    answer?.classList.remove("answer--alone")
    document.body.classList.remove("alone")
  }, { once: true })
  window.print()
}

/** Give an answer on a role's page the disclosure that the page of a question has. */
function addShare(answer, title) {
  const [share, summary, about] = ["details", "summary", "p"].map((tag) => document.createElement(tag))
  share.className = "share"
  const hidden = document.createElement("span")
  hidden.className = "hidden"
  hidden.textContent = `: ${title}`
  summary.append(_("Send til …"), hidden)
  about.className = "about"
  about.textContent = _("Adressen åpner svaret slik rollen leser det.")
  share.append(summary)
  share.addEventListener("toggle", () => {
    const list = rolesOf(answer)
    addWaysToShare(list, title)
    share.append(about, list, shareButton(_("Skriv ut svaret"), "", () => printAnswer(answer)))
  }, { once: true })
  answer.querySelector(".foot").after(share)
}

/** Offer to pass on the answers of a page. A copy on a disk has no address to send. */
function shareAnswers() {
  document.body.append(shared)
  for (const share of document.querySelectorAll(".share")) {
    addWaysToShare(share.querySelector("ul"), document.querySelector("h1").textContent)
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false
    button.addEventListener("click", () => printAnswer(null))
  }
  if (indexFile) return
  for (const answer of document.querySelectorAll(".answer[data-roles]")) {
    addShare(answer, answer.querySelector("h3").textContent)
  }
}

/** Close the disclosure on Escape, and go back to what opened it. */
function closeShareOnEscape() {
  document.addEventListener("keydown", (event) => {
    const share = event.key === "Escape" && event.target.closest(".share[open]")
    if (!share) return
    share.open = false
    share.querySelector("summary").focus()
  })
}
