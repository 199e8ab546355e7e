"""New hubs that several tests look at."""

from datetime import date
from pathlib import Path

from generator.editing.names import named
from generator.editing.new_hub import NewHub, hub_files
from generator.editing.tool import Tool

DAY = date(2026, 11, 21)
TOOL = Tool("1.2.3", "rollehub==1.2.3")


def new_hub(
    *, name: str = "Kaffehjelpen", language: str = "nb", roles: str = "Barista,Butikksjef",
    topics: str = "Brygging,Kasse,Vakter", owner: str = "", contact: str = "",
) -> NewHub:  # fmt: skip
    """Return a new hub."""
    return NewHub(
        name=name, language=language, roles=named([roles]),
        topics=named([topics]), owner=owner, contact=contact,
    )  # fmt: skip


def texts(hub: NewHub, tool: Tool = TOOL) -> dict[str, str]:
    """Return path -> text of the files of a hub."""
    return {path: data.decode() for path, data in hub_files(hub, tool, DAY).items()}


def written(root: Path, hub: NewHub) -> Path:
    """Write a hub into a folder without any check, and return the folder."""
    for path, text in texts(hub).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
