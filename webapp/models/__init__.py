"""Records: what the database holds, one table a file. Importing this room knows them all."""

from webapp.models import floor, justice, ownership, people
from webapp.models.base import WRITTEN_ONCE, Base

__all__ = ["WRITTEN_ONCE", "Base", "floor", "justice", "ownership", "people"]
