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

TZDATA_IS_RECENT = Phrase(
    es="El paquete tzdata es la versión {version}", en="The package tzdata is version {version}"
)
TZDATA_IS_OLD = Phrase(
    es="El paquete tzdata es la versión {version}, y las leyes de las zonas horarias cambian cada "
    "año. Ejecute: python -m pip install --upgrade tzdata",
    en="The package tzdata is version {version}, and the laws of time zones change every year. "
    "Run: python -m pip install --upgrade tzdata",
)

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

NOT_INSTALLED = Phrase(
    es="El paquete ccb-support no está instalado, así que no se sabe qué necesita. "
    "Ejecute: python -m pip install ccb-support (en un clon del repositorio: "
    "python -m pip install .)",
    en="The package ccb-support is not installed, so what it needs is not known. "
    "Run: python -m pip install ccb-support (in a clone of the repository: "
    "python -m pip install .)",
)
REQUIREMENTS_ARE_MET = Phrase(
    es="ccb-support {version} tiene lo que necesita: {packages}",
    en="ccb-support {version} has what it needs: {packages}",
)
REQUIREMENTS_ARE_MISSING = Phrase(
    es="Estos paquetes faltan o son de una versión anterior: {packages}. "
    "Ejecute: python -m pip install {arguments}",
    en="These packages are missing or too old: {packages}. Run: python -m pip install {arguments}",
)
EXTRA_IS_INSTALLED = Phrase(
    es="El extra {extra} está instalado: {packages}",
    en="The extra {extra} is installed: {packages}",
)
EXTRA_IS_MISSING = Phrase(
    es="El extra {extra} no está instalado. Le falta: {packages}. Si lo necesita, ejecute: "
    "python -m pip install 'ccb-support[{extra}]' "
    "(en un clon del repositorio: python -m pip install '.[{extra}]')",
    en="The extra {extra} is not installed. It lacks: {packages}. If you need it, run: "
    "python -m pip install 'ccb-support[{extra}]' "
    "(in a clone of the repository: python -m pip install '.[{extra}]')",
)
