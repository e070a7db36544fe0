"""What the command `doctor` says about the things that answers rest on."""

from __future__ import annotations

from .finding_phrases import ONE as SEVERITIES
from .phrase import Phrase, Phrases

STATES: Phrases[str] = {"ok": Phrase(es="bien", en="ok"), **SEVERITIES}
"""How grave what a check found is."""

ZONE_IS_RIGHT = Phrase(
    es="Los datos de la zona horaria {name} vienen de {source} y son los esperados",
    en="The data of the time zone {name} are from {source} and are as expected",
)
ZONE_DIFFERS = Phrase(
    es="Los datos de la zona horaria {name} que están en {source} no son los del paquete tzdata: "
    "dicen {found} en lugar de {right}. Actualice ambos. Si siguen siendo distintos, deje vacía la "
    "variable de entorno PYTHONTZPATH: así Python usa el paquete",
    en="The data of the time zone {name} in {source} are not those of the package tzdata: they say "
    "{found} instead of {right}. Update both. If they still differ, set the environment variable "
    "PYTHONTZPATH to an empty text: then Python uses the package",
)
THE_PACKAGE = Phrase(es="el paquete tzdata", en="the package tzdata")

LAWS_ARE_CHECKED = Phrase(
    es="Los festivos se revisaron hasta el {through}",
    en="The holidays were checked through {through}",
)
LAWS_ARE_OLD = Phrase(
    es="Los festivos se revisaron hasta el {through}. Instale una versión más "
    "reciente de ccb-support, o revise si una ley posterior cambió los festivos",
    en="The holidays were checked through {through}. Install a newer version of "
    "ccb-support, or look whether a later law changed the holidays",
)
LAWS_ARE_NOT_DATED = Phrase(
    es="El calendario de festivos del directorio no dice hasta qué día se revisó. Compárelo una "
    "vez al año con los festivos oficiales",
    en="The holiday calendar of the directory does not say through which day it was checked. "
    "Compare it once a year with the official holidays",
)

DIRECTORY_IS_RECENT = Phrase(
    es="El directorio {version} se comparó con su fuente el {as_of}",
    en="The directory {version} was compared with its source on {as_of}",
)
DIRECTORY_IS_OLD = Phrase(
    es="El directorio {version} se comparó con su fuente por última vez el {as_of}, hace más de un "
    "año. Compárelo de nuevo, y cambie as_of",
    en="The directory {version} was last compared with its source on {as_of}, more than a year "
    "ago. Compare it again, and change as_of",
)
