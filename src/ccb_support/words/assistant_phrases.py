"""What only the server for assistants says: wrong arguments, and lines of answers."""

from __future__ import annotations

from .phrase import Phrase

UNKNOWN_ARGUMENT = Phrase(
    es="La herramienta {place} no tiene el argumento {name}. Los que tiene son: {accepted}",
    en="The tool {place} has no argument {name}. Its arguments are: {accepted}",
)
MISSING_ARGUMENT = Phrase(
    es="A la herramienta {place} le faltan argumentos. Agregue: {names}",
    en="The tool {place} needs more arguments. Add: {names}",
)
UNKNOWN_TOOL = Phrase(
    es="No hay una herramienta {name}. Las herramientas son: {accepted}",
    en="There is no tool {name}. The tools are: {accepted}",
)
UNKNOWN_RESOURCE = Phrase(
    es="No hay un recurso {name}. Los recursos son: {accepted}",
    en="There is no resource {name}. The resources are: {accepted}",
)
TURN_TO = Phrase(es="{error}. Acuda a: {levels}", en="{error}. Turn to: {levels}")
ASK_FOR_LEVELS = Phrase(
    es="{error}. La herramienta escalation dice a quién acudir",
    en="{error}. The tool escalation says whom to turn to",
)

FACTS = Phrase(
    es="Canal: {channel}. Enlace: {uri}. Vale hasta: {until}.",
    en="Channel: {channel}. Link: {uri}. Holds until: {until}.",
)
FACTS_WITHOUT_END = Phrase(
    es="Canal: {channel}. Enlace: {uri}. La respuesta no cambia.",
    en="Channel: {channel}. Link: {uri}. The answer does not change.",
)
OPEN_FOR = Phrase(
    es="{channel}: {duration} de atención, desde {start} hasta {end}",
    en="{channel}: {duration} of open time, from {start} to {end}",
)
NO_HOLIDAYS = Phrase(es="{year}: ningún festivo", en="{year}: no holidays")

MORE_LINES = Phrase(
    es="… y {count} más: pregunte otra vez con full=true",
    en="… and {count} more: ask again with full=true",
)
NEXT_PAGE = Phrase(
    es="… sigue en start={start}",
    en="… continues at start={start}",
)
TOO_LONG = Phrase(
    es="La respuesta es larga: pregunte otra vez con full=true",
    en="The answer is long: ask again with full=true",
)
