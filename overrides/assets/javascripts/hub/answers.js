// The answers on a role's page: folded on a phone, and the one being read marked in the contents.
// Without scripts all are open.

const phone = window.matchMedia("(max-width: 40rem)")
const folding = document.querySelectorAll(".answers article.answer")
const contents = document.querySelector(".contents")

const bodyOf = (answer) => answer.querySelector(".answer__body")

/** Open or fold an answer. A search in the page, an address and paper find a folded one, too. */
function setOpen(answer, isOpen) {
  answer.querySelector("h3 > button").setAttribute("aria-expanded", String(isOpen))
  if (isOpen) bodyOf(answer).removeAttribute("hidden")
  else bodyOf(answer).setAttribute("hidden", "until-found")
}

/** Put what is below a question's title into a part that the title opens. */
function fold(answer) {
  const heading = answer.querySelector("h3")
  const [body, button] = [document.createElement("div"), document.createElement("button")]
  body.className = "answer__body"
  while (heading.nextSibling) body.append(heading.nextSibling)
  button.type = "button"
  button.append(...heading.childNodes)
  heading.append(button)
  heading.after(body)
  button.addEventListener("click", () => setOpen(answer, body.hasAttribute("hidden")))
  body.addEventListener("beforematch", () => setOpen(answer, true))
  setOpen(answer, false)
}

/** Leave an answer as it was written. */
function unfold(answer) {
  const heading = answer.querySelector("h3")
  heading.replaceChildren(...heading.firstElementChild.childNodes)
  bodyOf(answer).replaceWith(...bodyOf(answer).childNodes)
}

/** Open the answer that the address names, and bring it to the top. */
function openNamedAnswer() {
  const named = namedAnswer()
  if (!named || !bodyOf(named)?.hasAttribute("hidden")) return
  setOpen(named, true)
  named.scrollIntoView()
}

/** Fold the answers on a phone, so that the page is a list of questions. */
function foldAnswers() {
  const update = () => {
    for (const answer of folding) {
      if (phone.matches !== Boolean(bodyOf(answer))) (phone.matches ? fold : unfold)(answer)
    }
    openNamedAnswer()
  }
  update()
  phone.addEventListener("change", update)
  window.addEventListener("hashchange", openNamedAnswer)
  // A link to the answer that the address names already changes no address.
  document.addEventListener("click", (event) => event.target.closest("a[href*='#']") && setTimeout(openNamedAnswer))
}

/** Mark the answer being read in the contents, and keep the mark in view where they stay. */
function markContents() {
  if (!contents || !folding.length) return
  let marked = null
  const mark = () => {
    const id = currentAnswer()?.id
    const link = id ? contents.querySelector(`a[href='#${CSS.escape(id)}']`) : null
    if (link === marked) return
    marked?.removeAttribute("aria-current")
    link?.setAttribute("aria-current", "true")
    marked = link
    const [box, line] = [contents.getBoundingClientRect(), link?.getBoundingClientRect()]
    if (!line?.height || contents.scrollHeight <= contents.clientHeight) return
    if (line.top < box.top + 8 || line.bottom > box.bottom - 8) {
      contents.scrollTop += line.top - box.top - box.height / 3
    }
  }
  document.addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true })
  mark()
}
