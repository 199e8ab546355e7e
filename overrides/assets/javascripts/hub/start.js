// Start everything. Without scripts, every link and answer still works.

followContents()
explainTerms()
warnOfStaleCheck()
warnOfOldAnswers()
copyLinks()
copyTexts()
openContents()
skipTablesThatFit()
closeMenuByItself()
rememberRole()
keepHeader()
startSearch()
window.addEventListener("hashchange", focusTarget)
window.addEventListener("hashchange", followContents)
// Browsers drop the focus when the address names an element that takes none, such as an earlier id.
window.addEventListener("load", () => document.activeElement === document.body && focusTarget())
focusTarget()
