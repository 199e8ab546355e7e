"""A loaded hub -> everything in it that is wrong or doubtful. `checks` lists all checks.

The value of a single field, such as a date or an id, is checked earlier, when the hub is read: see
`hub.field_types` for the messages, and `hub.validation` for values of the wrong type.
"""
