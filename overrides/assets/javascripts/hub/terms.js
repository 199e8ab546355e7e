// Words from the glossary, and their explanations.

/** Show the explanation of the word that has focus or the pointer. */
function explainTerms() {
  if (!document.querySelector(".tips")) return
  const bubble = document.createElement("div")
  bubble.className = "bubble"
  bubble.hidden = true
  document.querySelector("main").append(bubble)
  let shown = null
  let hiding

  const hide = () => {
    shown = null
    bubble.hidden = true
  }
  const hideSoon = () => {
    hiding = setTimeout(hide, 150)
  }
  const show = (term) => {
    clearTimeout(hiding)
    const text = document.getElementById(term.getAttribute("aria-describedby"))
    if (!text) return
    shown = term
    bubble.textContent = text.textContent
    bubble.hidden = false
    placeAt(bubble, term.getBoundingClientRect())
  }

  for (const term of document.querySelectorAll("a.term")) {
    term.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(term))
    term.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hideSoon())
    term.addEventListener("focus", () => show(term))
    term.addEventListener("blur", hide)
    // The first tap explains, the second follows the link to the glossary.
    let isFirstTap = false
    term.addEventListener("pointerdown", (event) => {
      isFirstTap = event.pointerType === "touch" && shown !== term
    })
    term.addEventListener("click", (event) => {
      if (!isFirstTap) return
      isFirstTap = false
      event.preventDefault()
      show(term)
    })
  }
  bubble.addEventListener("pointerenter", () => clearTimeout(hiding))
  bubble.addEventListener("pointerleave", hideSoon)
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide())
}

/** Place a bubble above a word, or below it where there is no room above. */
function placeAt(bubble, word) {
  const space = document.documentElement.clientWidth - bubble.offsetWidth - 8
  const above = word.top - bubble.offsetHeight - 6
  bubble.style.left = `${window.scrollX + Math.max(8, Math.min(word.left, space))}px`
  bubble.style.top = `${window.scrollY + (above > 0 ? above : word.bottom + 6)}px`
}
