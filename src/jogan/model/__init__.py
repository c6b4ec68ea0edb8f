"""Every type that crosses a room's border, frozen; a module a stage.

The types follow the one path, top to bottom:

    Item ──merge──▶ Story ──classify──▶ FiledStory ──rank──▶ ChosenStory ──write──▶ CategoryReport ──▶ Edition
    `collected`     `edited`                                                       `written`           `edition`

Each later type carries the earlier one inside itself, so that a signature tells how far along a value is, and an
import which stages a file knows of. A module imports those before it, and otherwise the standard library alone.
"""
