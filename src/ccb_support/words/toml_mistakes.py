"""What Python's reader of TOML says in English, in Spanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MISTAKES: Mapping[str, str] = {
    "Invalid statement": "la línea no empieza con una clave, una tabla o un comentario",
    "Expected newline or end of document after a statement": "sobra texto después del "
    "valor: una fecha empieza por el año (2026-12-24), y un texto va entre comillas",
    "Expected '=' after a key in a key/value pair": "falta el signo = después de la clave",
    "Expected ']' at the end of a table declaration": "falta un ] al final del título de la tabla",
    "Expected ']]' at the end of an array declaration": "faltan los ]] al final del título",
    "Invalid initial character for a key part": "una clave empieza con un signo que no se admite",
    "Invalid value": "el valor no se entiende: escriba el texto entre comillas rectas, "
    'así: "texto"',
    "Invalid date or datetime": "la fecha no existe",
    "Unclosed array": "falta una coma, el ] que cierra una lista, o las comillas de un valor",
    "Unclosed inline table": "falta una coma, la } que cierra una tabla, o las comillas de "
    "un valor",
    "Unterminated string": "faltan las comillas que cierran un texto",
    "Expected '\"": "faltan las comillas que cierran un texto",
    "Expected \"'": "faltan las comillas que cierran un texto",
    "Illegal character": "hay un salto de línea u otro signo que no se admite; si es un texto, "
    "revise sus comillas",
    "Found invalid character": "hay un signo que no se admite",
    "Unescaped '\\\\' in a string": "hay una barra \\ suelta en un texto: escríbala doble",
    "Invalid hex value": "hay una barra \\ suelta en un texto: escríbala doble",
    "Escaped character is not a Unicode scalar value": "un texto nombra un signo que no existe",
    "Cannot declare": "hay dos tablas con el mismo título: quite una",
    "Cannot overwrite a value": "una clave está dos veces: quite una",
    "Duplicate inline table key": "una clave está dos veces: quite una",
    "Cannot mutate immutable namespace": "una clave está dos veces: quite una",
    "Cannot redefine namespace": "una clave está dos veces: quite una",
    "Exceeds the limit": "un número tiene demasiadas cifras",
    "TOML inline arrays/tables are nested": "hay demasiadas listas o tablas una dentro de otra",
    "maximum recursion depth": "hay demasiadas listas o tablas una dentro de otra",
}
"""By the start of what Python's reader of TOML says in English: the same in Spanish."""

OTHER_MISTAKE = "revise las comillas, los corchetes y los signos ="
"""In Spanish, what else a reader of TOML may say."""

AT_COLUMN = "{mistake} (columna {column})"
AT_END = "{mistake} (al final del archivo)"
"""Where in its line the mistake is, or that the file ends too early."""
