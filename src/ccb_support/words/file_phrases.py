"""What is wrong with a file of tickets: parts of the message of an error."""

from __future__ import annotations

from .phrase import Phrase

NOT_UTF8 = Phrase(
    es="la línea {line} no está en UTF-8; parece Latin-1. Guárdelo como «CSV UTF-8»",
    en="line {line} is not in UTF-8; it looks like Latin-1. Save the file as 'CSV UTF-8'",
)
RAGGED = Phrase(
    es="la línea {line} tiene {found} celdas, y la primera tiene {wanted}. Ponga entre comillas "
    "las celdas que tienen {delimiter}",
    en="line {line} has {found} cells, and the first line has {wanted}. Put quotes around cells "
    "that have {delimiter} in them",
)
OPEN_QUOTE = Phrase(
    es="la fila que empieza en la línea {line} no termina. Cierre las comillas",
    en="the row that starts in line {line} does not end. Close its quotes",
)
EMPTY = Phrase(
    es="está vacío. La primera línea debe tener los nombres de las columnas",
    en="it is empty. Its first line must have the names of the columns",
)
LINE_NOT_UTF8 = Phrase(
    es="la línea {line} no está en UTF-8. Guarde el archivo en UTF-8",
    en="line {line} is not in UTF-8. Save the file in UTF-8",
)
LONG_LINE = Phrase(
    es="la línea {line} tiene más de 2 MiB. Escriba cada fila en su propia línea",
    en="line {line} is longer than 2 MiB. Write each row on a separate line",
)
TOO_MANY_COLUMNS = Phrase(
    es="tiene más de {most} columnas, o nombres de más de 64 KiB. Quite columnas",
    en="it has more than {most} columns, or names of more than 64 KiB. Remove some columns",
)
WIDE_LINE = Phrase(
    es="hasta la línea {line} tiene más de {most} columnas, o nombres de más de 64 KiB. Quite "
    "columnas",
    en="up to line {line}, it has more than {most} columns, or names of more than 64 KiB. Remove "
    "some columns",
)
LONG_ROW = Phrase(
    es="la fila {row} tiene más de 8 MiB. Acorte sus celdas",
    en="row {row} is longer than 8 MiB. Shorten its cells",
)
LARGE_PAGES = Phrase(
    es="sus páginas toman demasiada memoria. Escríbalo con grupos de menos filas, por ejemplo con "
    "row_group_size=10000 en PyArrow",
    en="its pages take too much memory. Write it with fewer rows in each group, for example with "
    "row_group_size=10000 in PyArrow",
)
TOO_MANY_GROUPS = Phrase(
    es="tiene demasiados grupos de filas para tantas columnas. Escríbalo con más filas en cada "
    "grupo, o use CSV o JSON Lines (.csv, .jsonl)",
    en="it has too many groups of rows for so many columns. Write it with more rows in each group, "
    "or use CSV or JSON Lines (.csv, .jsonl)",
)
NOT_JSON = Phrase(
    es="la línea {line} no es JSON que se pueda leer. Escriba un objeto completo en cada línea, "
    'por ejemplo {{"type": "queja", "priority": 3}}',
    en="line {line} is not JSON that can be read. Write a whole object on each line, for example "
    '{{"type": "queja", "priority": 3}}',
)
NOT_AN_OBJECT = Phrase(
    es="la línea {line} es JSON, pero no es un objeto. Escriba un objeto en cada línea, por "
    'ejemplo {{"type": "queja", "priority": 3}}',
    en="line {line} is JSON, but it is not an object. Write an object on each line, for example "
    '{{"type": "queja", "priority": 3}}',
)
REPEATED_KEY = Phrase(
    es="dos columnas se llaman {name}, y un objeto de JSON tiene cada nombre una sola vez. Cambie "
    "el nombre de una",
    en="two columns have the name {name}, and an object of JSON has each name once. Rename one",
)
BROKEN_GZIP = Phrase(
    es="no es un archivo gzip completo. Cópielo o descárguelo de nuevo, o comprímalo otra vez",
    en="it is not a whole gzip file. Copy or download it again, or compress it once more",
)
UNREADABLE = Phrase(
    es="no se puede leer o escribir ({reason}). Revise que el archivo esté completo",
    en="it can't be read or written ({reason}). Check that the file is complete",
)
NAIVE_TIMES = Phrase(
    es="las horas de la columna {column} no dicen su zona horaria, por ejemplo {value}. Diga en "
    "qué zona se escribieron: --time-zone America/Bogota",
    en="the times of the column {column} do not say their time zone, for example {value}. Say in "
    "which zone they were written: --time-zone America/Bogota",
)
TOO_MANY_ERRORS = Phrase(
    es="{errors} de sus {rows} filas no tienen respuesta ({codes}), y no se escribió nada. Revise "
    "las columnas, o acepte más filas así, por ejemplo: --max-errors 100%",
    en="{errors} of its {rows} rows have no answer ({codes}), and nothing was written. Check the "
    "columns, or accept more such rows, for example: --max-errors 100%",
)
