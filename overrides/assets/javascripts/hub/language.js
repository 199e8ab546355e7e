// The reader's language, on a site with several. Each page links to itself in the others.

/**
 * Keep the language that is chosen, and open pages in it where they exist. The page in that language
 * never leads on, so nobody goes in circles. Without scripts, the links are ordinary ones.
 */
function rememberLanguage() {
  const choose = (event) => {
    const link = event.target.closest("a[data-language]")
    if (!link) return
    storedLanguage.set(link.dataset.language)
    if ("same" in link.dataset) link.hash = location.hash
  }
  // The second is for a new tab.
  for (const event of ["click", "auxclick"]) document.addEventListener(event, choose)
  const kept = storedLanguage.get()
  const link = kept && document.querySelector(`a[data-same][data-language="${CSS.escape(kept)}"]`)
  if (link) location.replace(`${link.href}${location.search}${location.hash}`)
}
