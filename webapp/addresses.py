"""What can stand in an address: an id, and nothing else that a database would then have to digest."""

from __future__ import annotations

from werkzeug.routing import BaseConverter

from sync.fields import UUID


class IdConverter(BaseConverter):
    """`<id:client_id>`: whatever is no id is no address of ours."""

    regex = UUID.pattern
