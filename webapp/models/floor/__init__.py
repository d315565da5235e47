"""What happened between agents and clients on the floor and on the phone."""

from webapp.models.floor.contact import Contact

__all__ = ["Contact"]
