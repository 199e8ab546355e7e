"""The command line: options, output and exit codes. click is used here only."""

import gettext
import os

from generator.language import LOCALE

# click's help and its messages about wrong usage are Norwegian on every machine. It looks up some
# of its words when a command or a type of option is defined, so this comes before any of them.
gettext.bindtextdomain("click", str(LOCALE))
gettext.textdomain("click")
os.environ["LANGUAGE"] = "nb"
