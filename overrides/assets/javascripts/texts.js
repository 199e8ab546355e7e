// The texts of the scripts. They are bokmål here. When the scripts are joined, the catalogue of the
// site's language puts its own texts in their place, and `pluralForm` comes from it too.

/** Return a text with the values of the names in it: `%(name)s` is one. */
const _ = (text, values = {}) => text.replace(/%\((\w+)\)s/g, (written, name) => values[name] ?? written)

/** Return a text that means something else in other contexts. */
const pgettext = (context, text, values) => _(text, values)

/** Return the form of a text for a number, `%(num)s` in it. Other languages may have more forms. */
function ngettext(...forms) {
  const place = forms.findIndex((part) => typeof part === "number")
  const [num, values] = forms.slice(place)
  return _(forms[pluralForm(num)], { num, ...values })
}
