"""What to write for a key that is missing, and which key an unknown word means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, str] = {
    "format": "format = 2",
    "version": 'version = "2026.11.24"',
    "as_of": "as_of = 2026-11-24",
    "time_zone": 'time_zone = "America/Bogota"',
    "name": 'name = { es = "Línea de PQRS", en = "PQRS line" }',
    "es": 'es = "Línea de PQRS"',
    "en": 'en = "PQRS line"',
    "es_article": 'es_article = "la"',
    "channels": "[[channels]]",
    "id": 'id = "otro_canal"',
    "request_types": 'request_types = ["queja", "reclamo"]',
    "priorities": 'priorities = "all"',
    "hours": 'hours = [{ days = "lunes a viernes", opens = "07:00", closes = "17:00" }]',
    "holidays": 'holidays = "closed"',
    "contacts": 'contacts = [{ medium = "email", address = "nombre@example.org" }]',
    "level": "level = 1",
    "days": 'days = "lunes a viernes"',
    "opens": 'opens = "07:00"',
    "closes": 'closes = "17:00"',
    "date": "date = 2026-12-24",
    "from": "from = 2026-12-15",
    "through": "through = 2027-01-15",
    "starts": "starts = 2026-12-05T22:00:00",
    "ends": "ends = 2026-12-06T04:00:00",
    "printed": 'printed = "(601) 7457495"',
    "e164": 'e164 = "+576017457495"',
    "address": 'address = "nombre@example.org"',
    "url": 'url = "https://example.org/chat"',
}
"""By key that a file must have, what it may write there."""

EXAMPLES_OF_SECTIONS: Mapping[str, str] = {
    "name": 'name = { es = "Mesa de ayuda", en = "Help desk" }',
    "escalation.name": 'name = { es = "Supervisión", en = "Supervision" }',
    "escalation.hours": 'hours = "not_stated"',
    "seasons.name": 'name = { es = "Fin de año", en = "Year-end" }',
    "special_days.name": 'name = { es = "Víspera de Navidad", en = "Christmas Eve" }',
    "special_days.hours": 'hours = [{ opens = "07:00", closes = "12:00" }]',
    "closures.name": 'name = { es = "Mantenimiento", en = "Maintenance" }',
}
"""By the place of a key, what it may write there instead of what is usual for the key."""

MEANT_KEYS: Mapping[str, Sequence[str]] = {
    "abre": ("opens", "starts"),
    "calendario de festivos": ("holiday_calendar",),
    "cierra": ("closes", "ends"),
    "cierre": ("closes", "closures"),
    "cierres": ("closures",),
    "codigo corto": ("short_code",),
    "correo": ("address",),
    "desde": ("from", "starts", "date", "opens"),
    "dia": ("days", "date"),
    "dias": ("days", "date"),
    "dias especiales": ("special_days",),
    "direccion": ("address", "url"),
    "end": ("ends", "through", "closes"),
    "enlace": ("url",),
    "espanol": ("es",),
    "fecha": ("date", "as_of", "from", "starts"),
    "festivos": ("holidays", "holiday_calendar"),
    "filas": ("rows",),
    "fin": ("through", "ends", "closes"),
    "hasta": ("through", "ends", "closes"),
    "horario": ("hours",),
    "idioma": ("language",),
    "ingles": ("en",),
    "inicio": ("from", "starts", "date", "opens"),
    "niveles": ("escalation",),
    "numero": ("printed",),
    "opcion": ("menu_option",),
    "start": ("starts", "from", "date", "opens"),
    "telefono": ("printed",),
    "temporadas": ("seasons",),
    "tipos": ("request_types",),
    "tipos de solicitud": ("request_types",),
    "until": ("through", "ends", "closes"),
    "zona": ("time_zone",),
    "zona horaria": ("time_zone",),
}
"""By a word that an owner may try for a key: the keys that it may mean, the likeliest first.

A word that is spelled much like its only key needs no row, such as `canales` for `channels`.
"""
