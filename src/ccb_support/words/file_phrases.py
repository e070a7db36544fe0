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
