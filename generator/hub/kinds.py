"""The kinds of source files: where each lies and which model its items have."""

from dataclasses import dataclass

from generator.hub.field_types import Model
from generator.hub.links import Link, LinksFile
from generator.hub.model import (
    Change,
    ChangesFile,
    GlossaryFile,
    Role,
    RolesFile,
    Term,
    Topic,
    TopicsFile,
)

CONTENT = "content"
QUESTIONS = "content/questions"
PAGES = "content/pages"


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that holds a list of models under one key."""

    kind: str
    path: str
    item: type[Model]
    whole: type[Model]
    required: bool = True
    least: int = 0
    """How many items there must be."""


LIST_FILES = (
    ListFile("roles", "roles.yaml", Role, RolesFile, least=1),
    ListFile("topics", "content/topics.yaml", Topic, TopicsFile),
    ListFile("links", "links.yaml", Link, LinksFile),
    ListFile("terms", "content/glossary.yaml", Term, GlossaryFile, required=False),
    ListFile("changes", "content/changes.yaml", Change, ChangesFile, required=False),
)
