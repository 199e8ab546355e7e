// Texts to paste elsewhere, such as the goals of an arena for the form in Altinn.

/** Show the buttons that copy the text before them; each says for two seconds that it did. */
function copyTexts() {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.firstChild
    const before = label.textContent
    button.hidden = false
    button.addEventListener("click", async () => {
      const text = button.closest(".copied").firstElementChild
      try {
        await navigator.clipboard.writeText(text.textContent)
        label.textContent = _("Kopiert")
        setTimeout(() => { label.textContent = before }, 2000)
      } catch {
        getSelection().selectAllChildren(text)
      }
    })
  }
}
