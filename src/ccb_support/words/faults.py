"""What faults of a directory's file say, and which keys and lines people probably meant."""

from collections.abc import Mapping, Sequence

from ccb_support.words import Phrase, Phrases

# What the faults of a directory's file say. The keys are the codes of the faults.

FAULTS: Phrases[str] = {
    # The whole file.
    "not_utf8": Phrase(
        es="el archivo no es texto en UTF-8: ábralo con un editor sencillo, como el Bloc de notas, "
        "no con Word, y guárdelo como UTF-8 (el byte {byte} no lo es)",
        en="the file is not UTF-8 text: open it in a plain editor, such as Notepad, not in Word, "
        "and save it as UTF-8 (the byte {byte} is not)",
    ),
    "not_a_path": Phrase(
        es="{path} no puede ser la ruta de un archivo: escriba la ruta de un archivo TOML",
        en="{path} can't be the path of a file: pass the path of a TOML file",
    ),
    "not_a_folder": Phrase(
        es="{path} no puede ser la ruta de una carpeta: escriba la ruta de la carpeta que tiene "
        "los archivos TOML",
        en="{path} can't be the path of a folder: pass the path of the folder that has the TOML "
        "files",
    ),
    "not_a_file": Phrase(
        es="en el lugar del archivo hay otra cosa, como una tubería: ponga ahí un archivo TOML",
        en="in the place of the file is something else, such as a pipe: put a TOML file there",
    ),
    "not_text": Phrase(
        es="{value} no es texto: pase el TOML como str",
        en="{value} is not text: pass the TOML as a str",
    ),
    "long_file": Phrase(
        es="el texto tiene más de {most} caracteres: quite lo que sobra, o escriba varios "
        "directorios",
        en="the text has more than {most} characters: leave out what is over, or write several "
        "directories",
    ),
    "many_dots": Phrase(
        es="el texto tiene una línea con más de {most} puntos: divídala, o escriba tablas",
        en="the text has a line of more than {most} dots: split it, or write tables",
    ),
    "no_editions": Phrase(
        es="la carpeta no tiene archivos .toml: ponga ahí el archivo del directorio, y uno por "
        "cada edición",
        en="the folder has no .toml files: put the directory's file there, and one for each "
        "edition",
    ),
    "other_text": Phrase(
        es="el texto es de otro directorio: pase el texto que leyó",
        en="the text is of another directory: pass the text that you read",
    ),
    "not_toml": Phrase(
        es="el texto no se puede leer como TOML: {mistake}",
        en="the text can't be read as TOML: {mistake}",
    ),
    # Keys.
    "missing_key": Phrase(
        es="falta: agregue esta clave, por ejemplo {example}",
        en="is missing: add it, for example {example}",
    ),
    "missing_key_of_the_file": Phrase(
        es="falta: agregue esta clave al principio del archivo, por ejemplo {example}",
        en="is missing: add it at the top of the file, for example {example}",
    ),
    "unknown_key": Phrase(es="clave desconocida: quítela", en="unknown key: remove it"),
    "unknown_key_of_several": Phrase(
        es="clave desconocida: quítela, o use una de estas: {others}",
        en="unknown key: remove it, or use one of: {others}",
    ),
    "misspelt_key": Phrase(
        es="clave desconocida: ¿quiso escribir `{meant}`?",
        en="unknown key: did you mean `{meant}`?",
    ),
    "superfluous_key": Phrase(
        es="clave desconocida: quítela, porque ya está `{meant}`",
        en="unknown key: remove it, because `{meant}` is there already",
    ),
    "key_of_the_file": Phrase(
        es="es una clave de todo el archivo: mueva esta línea hacia arriba, antes de todos los "
        "títulos entre corchetes, como [name] y [[channels]]",
        en="is a key of the whole file: move this line above all titles in brackets, such as "
        "[name] and [[channels]]",
    ),
    # Several entries together.
    "repeated_id": Phrase(
        es="ya es el nombre corto de otro canal, más arriba en el archivo: escriba otro",
        en="is the id of another channel too, further up in the file: write another id",
    ),
    "several_without_effective": Phrase(
        es="falta, y también falta en {other}: solo una edición puede no decir desde cuándo rige. "
        "Si uno de los dos es solo una copia, sáquelo de la carpeta; si no, al principio del "
        "archivo que rige después, agregue por ejemplo effective = 2027-01-01",
        en="is missing, and in {other} too: only one edition may leave out its first day. If one "
        "of the two is only a copy, take it out of the folder; otherwise, at the top of the file "
        "that holds later, add for example effective = 2027-01-01",
    ),
    "repeated_effective": Phrase(
        es="rige desde el {value}, como {other}: cada edición necesita su propio primer día; si "
        "uno de los dos archivos es solo una copia, sáquelo de la carpeta",
        en="holds from {value} on, as {other} does: each edition needs its own first day; if one "
        "of the two files is only a copy, take it out of the folder",
    ),
    "repeated_version": Phrase(
        es="es también la versión de {other}: escriba otra, para que cada respuesta diga de qué "
        "edición es",
        en="is the version of {other} too: write another one, so that each answer says from which "
        "edition it is",
    ),
    "other_zone": Phrase(
        es="no es {zone}, la zona de las demás ediciones: escriba esa, o lea este archivo aparte",
        en="is not {zone}, the zone of the other editions: write that one, or read this file on "
        "its own",
    ),
    "not_a_first_day": Phrase(
        es="no está entre 1984-01-01 y 2199-12-31: escriba una fecha de esos años",
        en="is not from 1984-01-01 through 2199-12-31: write a date of these years",
    ),
    "no_letters": Phrase(
        es="no tiene letras ni cifras: escriba una palabra",
        en="has no letters or digits: write a word",
    ),
    "shared_word": Phrase(
        es='"{word}" también significa {other}: déjela en una sola entrada, o pásela a `ambiguous` '
        "en ambas",
        en='"{word}" means {other} too: leave it in one entry, or move it to `ambiguous` in both',
    ),
    "shared_name": Phrase(
        es='"{word}" también significa {other}: escriba otra palabra en una de las dos entradas',
        en='"{word}" means {other} too: write another word in one of the two entries',
    ),
    "ambiguous_spelling": Phrase(
        es='"{word}" ya significa {other}: quítela de `ambiguous`, o en esa entrada pásela de '
        "`spellings` a `ambiguous`",
        en='"{word}" already means {other}: remove it from `ambiguous`, or in that entry move it '
        "from `spellings` to `ambiguous`",
    ),
    "one_meaning": Phrase(
        es='solo una entrada tiene "{word}" en `ambiguous`: póngala también en la otra, o pásela a '
        "`spellings`",
        en='only one entry has "{word}" in `ambiguous`: add it to the other one too, or move it to '
        "`spellings`",
    ),
    "priority_out_of_order": Phrase(
        es="los números van seguidos y en orden: escriba {number}",
        en="the numbers have no gap and are in order: write {number}",
    ),
    "level_out_of_order": Phrase(
        es="no viene después del nivel {before}: ponga los niveles en orden, cada uno una vez",
        en="does not come after level {before}: list the levels in order, each once",
    ),
    "code_without_country": Phrase(
        es="falta: fuera de Colombia, un número corto necesita el país en el que funciona. "
        'Agregue phone_context = "+1", con el indicativo de su país',
        en="is missing: outside Colombia a short code needs the country in which it works. "
        'Add phone_context = "+1", with your country\'s code',
    ),
    "unknown_channel": Phrase(
        es="canal desconocido: use uno de estos: {ids}", en="unknown channel: use one of: {ids}"
    ),
    "no_such_channel": Phrase(
        es="canal desconocido: agregue un canal con este nombre corto",
        en="unknown channel: add a channel with this id",
    ),
    "unnamed_holidays": Phrase(
        es="falta: el horario del canal {place} depende de los festivos, así que diga cuáles: "
        'agregue al principio del archivo holiday_calendar = "{country}" para los de {country}, o '
        "con el código ISO de otro país; o holiday_calendar = [] si no hay",
        en="is missing: the hours of channel {place} depend on holidays, so say which: "
        'add at the top of the file holiday_calendar = "{country}" for those of {country}, or with '
        "the ISO code of another country; or holiday_calendar = [] if there are none",
    ),
    "calendar_gap": Phrase(
        es="el calendario de festivos no tiene el año en que empieza la edición del {day}: nombre "
        "otro calendario, o escriba su propia lista",
        en="the holiday calendar does not have the year in which the edition of {day} begins: name "
        "another calendar, or write your own list",
    ),
    "unknown_country": Phrase(
        es="el paquete holidays no conoce {code}: escriba el código ISO de un país, por ejemplo "
        '"MX"',
        en="the package holidays does not know {code}: write the ISO code of a country, such as "
        '"MX"',
    ),
    "unknown_part": Phrase(
        es='el paquete holidays no conoce {code}: escriba "{country}" para todo el país, '
        'o "{country}-" y una de sus partes: {parts}',
        en='the package holidays does not know {code}: write "{country}" for the whole country, '
        'or "{country}-" and a part: {parts}',
    ),
    "no_parts": Phrase(
        es="el paquete holidays no conoce {code}: {country} no tiene partes, así que escriba "
        '"{country}"',
        en='the package holidays does not know {code}: {country} has no parts: write "{country}"',
    ),
    "too_many_pairs": Phrase(
        es="tiene {pairs} parejas de un canal y una temporada, un día especial o un cierre: deje "
        "como máximo {most}, y ponga en `channels` de cada uno solo los canales a los que se "
        "refiere",
        en="has {pairs} pairs of a channel and a season, special day or closure: keep at most "
        "{most}, and list in `channels` of each of them only the channels that it concerns",
    ),
    "coinciding_days": Phrase(
        es="comparte el {day} y un canal con {other}: un día tiene un solo horario, así que cambie "
        "las fechas o los canales de una de las dos partes, o bórrela",
        en="shares {day} and a channel with {other}: one day has one set of hours, so change the "
        "dates or the channels of one of the two, or remove it",
    ),
    # Lists.
    "too_many": Phrase(
        es="tiene {count} entradas: deje como máximo {most}",
        en="has {count} entries: keep at most {most}",
    ),
    "empty": Phrase(
        es="debe tener al menos una entrada: escríbala entre [ y ]",
        en="must have at least one entry: put it in [ ]",
    ),
    # The directory.
    "old_format": Phrase(
        es="es el formato anterior: escriba format = 2. Un día especial con `through` ahora no "
        "abre los días en que no se atiende: si debe abrirlos, agréguele opens_closed_days = true",
        en="is the old format: write format = 2. A special day with `through` now leaves closed "
        "days closed: where it should open them too, add opens_closed_days = true to it",
    ),
    "unknown_format": Phrase(es="debe ser 2, el único formato", en="must be 2, the only format"),
    "unknown_zone": Phrase(
        es='debe ser una zona horaria de la IANA, por ejemplo "America/Bogota"',
        en='must be an IANA time zone, such as "America/Bogota"',
    ),
    "unknown_language": Phrase(
        es='debe ser un idioma de este programa: "es" o "en"',
        en='must be the tag of a language that the library speaks: "es" or "en"',
    ),
    "not_holidays": Phrase(
        es='debe ser el código de un país, por ejemplo "CO" o "US-NY", o una lista de fechas y '
        "nombres bajo [[holiday_calendar]]",
        en='must be the code of a country, such as "CO" or "US-NY", '
        "or a list of dates and names under [[holiday_calendar]]",
    ),
    "not_a_calendar_code": Phrase(
        es='debe ser el código de un país o de una parte de él, por ejemplo "CO" o "US-NY"',
        en='must be the code of a country or of a part of it, such as "CO" or "US-NY"',
    ),
    # Text.
    "invisible_letter": Phrase(
        es="debe ser una línea de texto visible: quite {letter}, que no se ve, o escriba un "
        "espacio",
        en="must be one line of visible text: remove {letter}, which people can't see, or write a "
        "space",
    ),
    "space_around": Phrase(
        es="debe ser una línea de texto visible, sin espacios al principio ni al final",
        en="must be one line of visible text, with no space around it",
    ),
    "string_too_short": Phrase(
        es="no puede estar vacío: escriba el texto entre comillas",
        en="must not be empty: write the text in quotes",
    ),
    "string_too_long": Phrase(
        es="debe tener como máximo {max_length} caracteres",
        en="must have at most {max_length} characters",
    ),
    "string_type": Phrase(
        es="debe ser texto: escríbalo entre comillas", en="must be text: put it in quotes"
    ),
    "string_unicode": Phrase(
        es="debe ser texto en Unicode: escríbalo de nuevo",
        en="must be Unicode text: write it again",
    ),
    "not_a_name": Phrase(
        es="debe ser un texto entre comillas, o una tabla, por ejemplo "
        '{{ es = "mesa", en = "desk" }}',
        en='must be text in quotes, or a table, such as {{ es = "mesa", en = "desk" }}',
    ),
    "not_an_article": Phrase(
        es='debe ser "la", "el", "las" o "los"', en='must be "la", "el", "las" or "los"'
    ),
    "repeated_article": Phrase(
        es='empieza por "{article}": quite el artículo, porque las frases lo agregan',
        en='starts with "{article}": remove the article, because sentences add it',
    ),
    # Channels and contacts.
    "not_an_id": Phrase(
        es="debe ser un nombre corto que empiece por una letra: minúsculas sin tildes ni ñ, cifras "
        'y _ (como máximo {most}), por ejemplo "p1_mobile"',
        en="must be an id that starts with a letter: lower-case letters from a to z, digits and _ "
        '(at most {most}), such as "p1_mobile"',
    ),
    "not_listed": Phrase(
        es='debe ser "all" (todos), o una lista de nombres cortos, por ejemplo ["pqrs"]',
        en='must be "all", or a list of ids, such as ["pqrs"]',
    ),
    "not_served": Phrase(
        es='debe ser "all" (todos), o una lista: escríbala entre [ ]',
        en='must be "all", or a list: put it in [ ]',
    ),
    "not_a_printed_number": Phrase(
        es="debe ser un número como se marca: cifras, espacios y + - ( ) . / * #, sin letras; las "
        "extensiones van en `extensions`, y lo que se marca en el menú en `menu_option`",
        en="must be a number as people dial it: digits, spaces and + - ( ) . / * #, without "
        "letters; put extensions in `extensions`, and menu keys in `menu_option`",
    ),
    "not_international": Phrase(
        es="debe ser un número en forma internacional, con + y el indicativo del país, sin "
        'espacios y entre comillas: "+576017457495"',
        en="must be a number in international form, with + and the country code, without spaces "
        'and in quotes: "+576017457495"',
    ),
    "not_a_short_code": Phrase(
        es='debe ser un número corto, por ejemplo "195" o "#383": de dos a diez cifras, * y #, con '
        "alguna cifra",
        en='must be a short number, such as "195" or "#383": two to ten digits, * and #, with a '
        "digit",
    ),
    "not_a_country_code": Phrase(
        es='debe ser el indicativo de un país con su signo más, por ejemplo "+57"',
        en='must be a country code with its plus, such as "+57"',
    ),
    "not_an_extension": Phrase(
        es='deben ser las cifras de una extensión, por ejemplo "1104"',
        en='must be the digits of one extension, such as "1104"',
    ),
    "not_extensions": Phrase(
        es='debe ser una lista de extensiones entre comillas, por ejemplo ["1104", "1108"]',
        en='must be a list of extensions in quotes, such as ["1104", "1108"]',
    ),
    "not_a_menu_option": Phrase(
        es='deben ser las teclas que se marcan en el menú de voz, por ejemplo "3"',
        en='must be the keys to press in the voice menu, such as "3"',
    ),
    "not_a_mailbox": Phrase(
        es="debe ser una sola dirección de correo, sin espacios ni tildes, por ejemplo "
        '"nombre@example.org"',
        en='must be one e-mail address, without spaces or accents, such as "name@example.org"',
    ),
    "not_a_url": Phrase(
        es="debe empezar por http:// o https://, en minúsculas, y no tener espacios ni tildes, por "
        'ejemplo "https://example.org/chat"',
        en="must begin with http:// or https://, in small letters, and have no spaces or accents, "
        'such as "https://example.org/chat"',
    ),
    "not_one_number": Phrase(
        es='debe tener un número que el teléfono marque: solo e164 = "+576017457495"; o si es un '
        'número corto, short_code = "195", y si hace falta phone_context = "+57"',
        en='must have one number for machines: e164 = "+576017457495" alone; or for a short number '
        'short_code = "195", and if needed phone_context = "+57"',
    ),
    "union_tag_invalid": Phrase(
        es="debe tener un medio: escriba medium con phone (teléfono), whatsapp, email (correo), "
        "chat o web_form (formulario web)",
        en="must have a medium: phone, whatsapp, email, chat or web_form",
    ),
    "model_type": Phrase(
        es="debe ser una tabla: escriba sus claves entre {{ }}",
        en="must be a table: put its keys in {{ }}",
    ),
    "not_a_weekly_span": Phrase(
        es='debe ser una tabla, por ejemplo {{ days = "lunes a viernes", opens = "08:00", '
        'closes = "12:00" }}',
        en='must be a table, such as {{ days = "monday to friday", opens = "08:00", '
        'closes = "12:00" }}',
    ),
    "not_a_day_span": Phrase(
        es='debe ser una tabla, por ejemplo {{ opens = "08:00", closes = "12:00" }}',
        en='must be a table, such as {{ opens = "08:00", closes = "12:00" }}',
    ),
    "not_a_contact": Phrase(
        es='debe ser una tabla, por ejemplo {{ medium = "email", address = "nombre@example.org" }}',
        en='must be a table, such as {{ medium = "email", address = "name@example.org" }}',
    ),
    "not_contacts": Phrase(
        es='debe ser una lista de contactos, por ejemplo [{{ medium = "email", '
        'address = "nombre@example.org" }}]',
        en='must be a list of contacts, such as [{{ medium = "email", '
        'address = "name@example.org" }}]',
    ),
    "not_a_listed_holiday": Phrase(
        es='debe ser una tabla, por ejemplo {{ date = 2026-12-25, name = "Navidad" }}; un código '
        'va solo, sin [ ], por ejemplo holiday_calendar = "US-NY"',
        en='must be a table, such as {{ date = 2026-12-25, name = "Christmas" }}; a code goes '
        'alone, without [ ], such as holiday_calendar = "US-NY"',
    ),
    "tuple_type": Phrase(
        es="debe ser una lista: escríbala entre [ ]", en="must be a list: put it in [ ]"
    ),
    "not_tables": Phrase(
        es="debe ser una lista de tablas: escriba el título entre dobles corchetes, [[{key}]]",
        en="must be a list of tables: write its title in double brackets, [[{key}]]",
    ),
    "no_tables": Phrase(
        es="debe tener al menos una entrada: quite esta línea, y al final del archivo escriba el "
        "título [[{key}]] y sus claves",
        en="must have at least one entry: remove this line, and at the end of the file write the "
        "title [[{key}]] and its keys",
    ),
    "int_type": Phrase(
        es="debe ser un número entero, sin comillas", en="must be a whole number, without quotes"
    ),
    "greater_than_equal": Phrase(es="debe ser {ge} o más", en="must be {ge} or more"),
    "less_than_equal": Phrase(es="debe ser {le} o menos", en="must be {le} or less"),
    # Hours.
    "unknown_hours": Phrase(
        es='debe ser "always" (24 horas), o una lista de franjas, por ejemplo '
        '[{{ days = "lunes a viernes", opens = "08:00", closes = "12:00" }}]; con una lista vacía, '
        "el canal nunca abre",
        en='must be "always", or a list of spans, such as '
        '[{{ days = "monday to friday", opens = "08:00", closes = "12:00" }}]; with an empty list, '
        "the channel never opens",
    ),
    "unknown_season_hours": Phrase(
        es='debe ser "closed" (no atiende), "always" (24 horas), o una lista de franjas, por '
        'ejemplo [{{ days = "lunes a viernes", opens = "08:00", closes = "12:00" }}]',
        en='must be "closed", "always", or a list of spans, such as '
        '[{{ days = "monday to friday", opens = "08:00", closes = "12:00" }}]',
    ),
    "unknown_day_hours": Phrase(
        es='debe ser "closed" (no atiende), o una lista de franjas, por ejemplo '
        '[{{ opens = "08:00", closes = "12:00" }}]; para todo el día, de "00:00" a "24:00"',
        en='must be "closed", or a list of spans, such as '
        '[{{ opens = "08:00", closes = "12:00" }}]; for a whole day, from "00:00" to "24:00"',
    ),
    "unknown_stated_hours": Phrase(
        es='debe ser "always" (24 horas), "not_stated" (no se sabe), o una lista de franjas, por '
        'ejemplo [{{ days = "lunes a viernes", opens = "08:00", closes = "12:00" }}]; con una '
        "lista vacía, nunca abre",
        en='must be "always", "not_stated", or a list of spans, such as '
        '[{{ days = "monday to friday", opens = "08:00", closes = "12:00" }}]; with an empty list, '
        "it never opens",
    ),
    "unknown_holiday_hours": Phrase(
        es='debe ser "open" (atiende), "closed" (no atiende), o una lista de franjas, por ejemplo '
        '[{{ opens = "08:00", closes = "12:00" }}]',
        en='must be "open", "closed", or a list of spans, such as '
        '[{{ opens = "08:00", closes = "12:00" }}]',
    ),
    "not_an_opening_time": Phrase(
        es='debe ser una hora de "00:00" a "23:59", con cuatro cifras y entre comillas: "07:00"',
        en='must be a whole minute from 00:00 to 23:59, with four digits and in quotes: "07:00"',
    ),
    "not_a_closing_time": Phrase(
        es='debe ser una hora de "00:00" a "24:00", con cuatro cifras y entre comillas: "17:00"',
        en='must be a whole minute from 00:00 to 24:00, with four digits and in quotes: "17:00"',
    ),
    "empty_span": Phrase(
        es='abre y cierra a la misma hora, {time}: para todo el día escriba "00:00" y "24:00"',
        en='opens and closes at {time}: for a whole day write "00:00" and "24:00"',
    ),
    "overlapping_hours": Phrase(
        es="{one} se cruza con {other}: únalas, o acorte una",
        en="{one} overlaps {other}: join them, or shorten one",
    ),
    "not_a_day": Phrase(
        es='debe ser un día, por ejemplo "lunes", o un rango, por ejemplo "lunes a viernes"; '
        'varios van en una lista: ["lunes", "jueves"]; los festivos van en la clave `holidays`',
        en='must be a day, such as "monday", or a range, such as "monday to friday"; several go '
        'into a list: ["monday", "thursday"]; holidays go into the key `holidays`',
    ),
    "repeated_day": Phrase(
        es="tiene un día dos veces: escriba cada día una sola vez",
        en="has a day twice: write each day once",
    ),
    "not_a_week": Phrase(
        es='debe ser una semana del mes: 1, 2, 3, 4, 5 o "última"',
        en='must be a week of the month: 1, 2, 3, 4, 5 or "last"',
    ),
    "not_weeks": Phrase(
        es='debe ser una lista de semanas del mes, por ejemplo [1, 3] o ["última"]',
        en='must be a list of weeks of the month, such as [1, 3] or ["last"]',
    ),
    "repeated_week": Phrase(
        es="tiene una semana dos veces: escriba cada semana una sola vez",
        en="has a week twice: write each week once",
    ),
    # Dates and times.
    "not_a_date": Phrase(
        es="debe ser una fecha, por ejemplo 2026-12-24", en="must be a date, such as 2026-12-24"
    ),
    "no_such_date": Phrase(
        es="debe ser una fecha que exista, por ejemplo 2026-12-24",
        en="must be a valid date, such as 2026-12-24",
    ),
    "neither_date": Phrase(
        es="debe ser una fecha, por ejemplo 2026-12-24, o un día de cada año, por ejemplo "
        '"12-24" para el 24 de diciembre, o "pascua-3" para el Jueves Santo: hasta 80 días antes '
        "de la Pascua, o 250 después",
        en='must be a date, such as 2026-12-24, or a day of every year, such as "12-24", or '
        '"easter-3" for Maundy Thursday: up to 80 days before Easter, or 250 after',
    ),
    "date_from_datetime_inexact": Phrase(
        es="debe ser una fecha sin hora, por ejemplo 2026-12-24",
        en="must be a date without a time, such as 2026-12-24",
    ),
    "not_a_time": Phrase(
        es="debe ser una fecha con hora local, por ejemplo 2026-12-05T22:00:00",
        en="must be a local date and time, such as 2026-12-05T22:00:00",
    ),
    "no_such_time": Phrase(
        es="debe ser una fecha con hora que exista, por ejemplo 2026-12-05T22:00:00",
        en="must be a valid date and time, such as 2026-12-05T22:00:00",
    ),
    "not_a_minute": Phrase(
        es="los segundos deben ser 00, por ejemplo 2026-12-05T22:00:00",
        en="its seconds must be 00, such as 2026-12-05T22:00:00",
    ),
    "timezone_naive": Phrase(
        es="debe ser la hora local de la zona del directorio, sin Z ni desfase al final, por "
        "ejemplo 2026-12-05T22:00:00",
        en="must be the local time of the directory's zone, without Z or a UTC offset at its end, "
        "such as 2026-12-05T22:00:00",
    ),
    "mixed_dates": Phrase(
        es="{first_key} y through deben ser de la misma clase: escriba los dos con su año "
        '(2026-12-24), o los dos como días de cada año ("12-24", "pascua-3")',
        en="{first_key} and through must be of one kind: write both with their year "
        '(2026-12-24), or both as days of every year ("12-24", "easter-3")',
    ),
    "backwards_days": Phrase(
        es="through es anterior a {first_key}: ponga el primer día en {first_key}",
        en="through is before {first_key}: put the earlier day in {first_key}",
    ),
    "wavering_days": Phrase(
        es="through es anterior a {first_key} en unos años, y posterior en otros, porque la Pascua "
        "se mueve: escriba fechas que tengan el mismo orden todos los años",
        en="through is before {first_key} in some years, and after it in others, because Easter "
        "moves: write dates that have the same order in every year",
    ),
    "backwards_times": Phrase(
        es="ends debe ser posterior a starts: ponga la primera hora en starts, y otra posterior en "
        "ends",
        en="ends must be after starts: put the earlier time in starts, and a later one in ends",
    ),
    "bool_type": Phrase(
        es="debe ser true (sí) o false (no), sin comillas",
        en="must be true or false, without quotes",
    ),
}
"""What each fault says; the codes of faults that pydantic finds are pydantic's."""

SAME_FAULTS: Mapping[str, str] = {
    "model_attributes_type": "model_type",
    "union_tag_not_found": "union_tag_invalid",
    "date_type": "no_such_date",
    "date_parsing": "no_such_date",
    "date_from_datetime_parsing": "no_such_date",
    "datetime_type": "no_such_time",
    "datetime_parsing": "no_such_time",
    "datetime_from_date_parsing": "no_such_time",
    "datetime_object_invalid": "no_such_time",
}
"""Codes of pydantic that say the same as others."""

SECTIONS = (
    "request_types",
    "priorities",
    "channels",
    "escalation",
    "seasons",
    "special_days",
    "closures",
)
"""The keys of the lists of tables, which a file may have in any order."""

FAULTS_OF_PLACES: Mapping[tuple[str, str], str] = {
    ("seasons.hours", "unknown_hours"): "unknown_season_hours",
    ("seasons.hours", "tuple_type"): "unknown_season_hours",
    ("special_days.hours", "tuple_type"): "unknown_day_hours",
    ("channels.hours", "tuple_type"): "unknown_hours",
    ("escalation.hours", "tuple_type"): "unknown_stated_hours",
    ("channels.holidays", "tuple_type"): "unknown_holiday_hours",
    ("channels.request_types", "tuple_type"): "not_served",
    ("channels.priorities", "tuple_type"): "not_served",
    ("holiday_calendar", "tuple_type"): "not_holidays",
    **{
        (section, problem): "not_tables"
        for section in SECTIONS
        for problem in ("tuple_type", "model_type")
    },
    **{(section, "empty"): "no_tables" for section in SECTIONS},
    **{
        (key, "missing"): "missing_key_of_the_file"
        for key in ("format", "version", "as_of", "name", "time_zone")
    },
    ("channels.hours", "model_type"): "not_a_weekly_span",
    ("escalation.hours", "model_type"): "not_a_weekly_span",
    ("seasons.hours", "model_type"): "not_a_weekly_span",
    ("channels.holidays", "model_type"): "not_a_day_span",
    ("special_days.hours", "model_type"): "not_a_day_span",
    ("channels.contacts", "model_attributes_type"): "not_a_contact",
    ("escalation.contacts", "model_attributes_type"): "not_a_contact",
    ("holiday_calendar", "model_type"): "not_a_listed_holiday",
}
"""The code of a fault that says more, by the place of the fault and its own code."""

FAULTS_OF_KEYS: Mapping[tuple[str, str], str] = {
    ("name", "model_type"): "not_a_name",
    ("plural", "model_type"): "not_a_name",
    # In quotes, a number would only cause the next fault.
    ("opens", "string_type"): "not_an_opening_time",
    ("closes", "string_type"): "not_a_closing_time",
    ("e164", "string_type"): "not_international",
    ("phone_context", "string_type"): "not_a_country_code",
    ("address", "string_type"): "not_a_mailbox",
    ("url", "string_type"): "not_a_url",
    ("time_zone", "string_type"): "unknown_zone",
    ("id", "string_type"): "not_an_id",
    # In brackets, such a value would only cause the next fault.
    ("channels", "tuple_type"): "not_listed",
    ("contacts", "tuple_type"): "not_contacts",
    ("extensions", "tuple_type"): "not_extensions",
    ("days", "tuple_type"): "not_a_day",
    ("weeks", "tuple_type"): "not_weeks",
}
"""The same by the key, wherever it is."""

UNEXPECTED = Phrase(
    es="tiene un valor que no se admite ({problem}): compárelo con la página de las claves",
    en="{problem}",
)
"""What any other fault says, which pydantic describes in English."""

FOUND = Phrase(es="{words} (dice {value})", en="{words} (got {value})")
"""A fault, with what the file says there."""

FOUND_UNSEEN = Phrase(
    es="{words} (dice {value}, con un signo que no se ve: escríbalo de nuevo)",
    en="{words} (got {value}, with a character that people can't see: type it again)",
)
"""The same, if what the file says may look right."""

SPAN_OF_DAY = Phrase(es="{day} {span}", en="{day} {span}")

# What to write for a key that is missing, and which key an unknown word means.

EXAMPLES: Mapping[str, str] = {
    "format": "format = 2",
    "version": 'version = "2026.11.24"',
    "as_of": "as_of = 2026-11-24",
    "effective": "effective = 2027-01-01",
    "time_zone": 'time_zone = "America/Bogota"',
    "name": 'name = { es = "Línea de PQRS", en = "PQRS line" }',
    "es": 'es = "Línea de PQRS"',
    "en": 'en = "PQRS line"',
    "es_article": 'es_article = "la"',
    "channels": "[[channels]]",
    "id": 'id = "otro_canal"',
    "request_types": 'request_types = "all"',
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

OTHER_DAYS: Mapping[str, str] = {"from": "through", "through": "from", "date": "through"}
"""The key of the other day of a range, by the key of one."""

YEARLY_EXAMPLES: Mapping[str, str] = {
    "from": 'from = "12-15"',
    "through": 'through = "01-15"',
    "date": 'date = "12-24"',
}
"""By the key of a day of a range, what it may write there if the other day has no year."""

EXAMPLES_OF_PLACES: Mapping[str, str] = {
    "name": 'name = { es = "Mesa de ayuda", en = "Help desk" }',
    "request_types.id": 'id = "denuncia"',
    "request_types.name": 'name = { es = "denuncia", en = "report" }',
    "priorities.name": 'name = { es = "rutinaria", en = "routine" }',
    "escalation.name": 'name = { es = "Supervisión", en = "Supervision" }',
    "escalation.hours": 'hours = "not_stated"',
    "seasons.name": 'name = { es = "Fin de año", en = "Year-end" }',
    "special_days.name": 'name = { es = "Víspera de Navidad", en = "Christmas Eve" }',
    "special_days.hours": 'hours = [{ opens = "07:00", closes = "12:00" }]',
    "closures.name": 'name = { es = "Mantenimiento", en = "Maintenance" }',
    "holiday_calendar.name": 'name = { es = "Navidad", en = "Christmas" }',
}
"""By the place of a key, what it may write there instead of what is usual for the key."""

ENTRIES: Phrases[str] = {
    "request_types": Phrase(
        es="el tipo de solicitud {place} (request_types[{index}])",
        en="request type {place} (request_types[{index}])",
    ),
    "priorities": Phrase(es="la prioridad P{place}", en="priority P{place}"),
    "seasons": Phrase(
        es="la temporada {place} (seasons[{index}])", en="season {place} (seasons[{index}])"
    ),
    "special_days": Phrase(
        es="el día especial {place} (special_days[{index}])",
        en="special day {place} (special_days[{index}])",
    ),
}
"""An entry, by the title of its list; the first is 1.

The path beside it counts from zero: without its own path, the entry would look like that one.
"""

MEANT_KEYS: Mapping[str, Sequence[str]] = {
    "abre": ("opens", "starts"),
    "apertura": ("opens",),
    "calendario de festivos": ("holiday_calendar",),
    "cierra": ("closes", "ends"),
    "cierre": ("closes", "closures"),
    "cierres": ("closures",),
    "codigo corto": ("short_code",),
    "correo": ("address",),
    "date": ("from", "starts"),
    "desde": ("from", "starts", "date", "opens", "effective"),
    "dia": ("days", "date"),
    "dias": ("days", "date"),
    "dia especial": ("special_days",),
    "dias especiales": ("special_days",),
    "direccion": ("address", "url"),
    "email": ("address",),
    "end": ("ends", "through", "closes"),
    "enlace": ("url",),
    "espanol": ("es",),
    "excepciones": ("special_days",),
    "exceptions": ("special_days",),
    "fecha": ("date", "as_of", "from", "starts"),
    "feriado": ("holidays", "special_days"),
    "feriados": ("holidays", "holiday_calendar", "special_days"),
    "festivo": ("holidays", "special_days"),
    "festivos": ("holidays", "holiday_calendar", "special_days"),
    "filas": ("rows",),
    "fin": ("through", "ends", "closes"),
    "from": ("date", "starts", "opens"),
    "hasta": ("through", "ends", "closes"),
    "holidays": ("holiday_calendar",),
    "horario": ("hours",),
    "idioma": ("language",),
    "ingles": ("en",),
    "inicio": ("from", "starts", "date", "opens"),
    "mantenimiento": ("closures",),
    "menu": ("menu_option",),
    "nivel": ("level", "escalation"),
    "niveles": ("escalation",),
    "number": ("printed",),
    "numero": ("printed",),
    "opcion": ("menu_option",),
    "rige desde": ("effective",),
    "semana": ("weeks",),
    "semanas": ("weeks",),
    "sinonimos": ("spellings",),
    "solicitud": ("request_types",),
    "solicitudes": ("request_types",),
    "start": ("starts", "from", "date", "opens"),
    "telefono": ("printed",),
    "temporada": ("seasons",),
    "temporadas": ("seasons",),
    "through": ("ends", "closes"),
    "tipo": ("request_types",),
    "tipos": ("request_types",),
    "tipos de solicitud": ("request_types",),
    "to": ("through", "ends", "closes"),
    "until": ("through", "ends", "closes"),
    "vigencia": ("effective",),
    "vigente desde": ("effective",),
    "zona": ("time_zone",),
    "zona horaria": ("time_zone",),
}
"""By a word that an owner may try for a key: the keys that it may mean, the likeliest first.

A word that is spelled much like its only key needs no row, such as `canales` for `channels`.
"""

# What is wrong with a text that is not TOML.

MISTAKES: Phrases[str | tuple[str, ...]] = {
    "Invalid statement": Phrase(
        es="la línea no empieza con una clave, una tabla o un comentario; los signos + y - de un "
        "ejemplo no se copian",
        en="the line does not start with a key, a table or a comment; do not copy the signs + and "
        "- of an example",
    ),
    "Expected newline or end of document after a statement": Phrase(
        es="sobra texto después del valor: cada clave va en su línea, varios valores van entre [ y "
        "], un texto entre comillas rectas, y un comentario después de #; una fecha, que debe "
        'existir, se escribe 2027-02-03, o "02-03" si es de cada año; con hora, '
        "2027-02-03T09:00:00; un día termina a las 00:00:00 del siguiente",
        en="there is more text after the value: each key has its own line, several values go in "
        "[ ], text in straight quotes, and a comment after #; a date, which must exist, is written "
        '2027-02-03, or "02-03" for every year; with its time, 2027-02-03T09:00:00; a day ends at '
        "00:00:00 of the next one",
    ),
    "Expected '=' after a key in a key/value pair": Phrase(
        es="falta el signo = después de la clave, que no tiene espacios ni tildes; varios valores "
        "van entre [ y ], y un comentario empieza por #",
        en="the sign = is missing after the key, which has no spaces or accents; several values go "
        "in [ ], and a comment starts with #",
    ),
    "Expected ']' at the end of a table declaration": Phrase(
        es="falta un ] al final del título de la tabla",
        en="a ] is missing at the end of a table's title",
    ),
    "Expected ']]' at the end of an array declaration": Phrase(
        es="faltan los ]] al final del título, que no tiene espacios ni tildes",
        en="the ]] is missing at the end of a title, which has no spaces or accents",
    ),
    "Invalid initial character for a key part": Phrase(
        es="una clave empieza con un signo que no se admite; una tabla entre llaves va "
        "completa en una sola línea, sin coma al final",
        en="a key can't start with this character; a table in braces goes whole on "
        "one line, without a comma at the end",
    ),
    "Invalid value": Phrase(
        es='el valor no se entiende: escriba el texto entre comillas rectas, así: "texto"; true y '
        "false van en minúsculas y sin comillas; si antes hay una lista, ciérrela con ]; en una "
        "lista, cada franja o contacto va entre { }; los signos + y - de un ejemplo no se "
        "copian",
        en='the value makes no sense: write text in straight quotes, such as "text"; true and '
        "false are in small letters and without quotes; if a list comes before, close it with ]; "
        "in a list, each span or contact goes in { }; do not copy the signs + and - of an "
        "example",
    ),
    "Invalid date or datetime": Phrase(es="la fecha no existe", en="that date does not exist"),
    "Unclosed array": Phrase(
        es="falta una coma, el ] que cierra una lista, o las comillas de un valor, aquí o al final "
        "de lo anterior",
        en="a comma is missing, or the ] that closes a list, or the quotes of a value, here or at "
        "the end of what comes before",
    ),
    "Unclosed inline table": Phrase(
        es="falta una coma, la llave que cierra una tabla, o las comillas de un valor",
        en="a comma is missing, or the brace that closes a table, or the quotes of a value",
    ),
    ("Unterminated string", "Expected '\"", "Expected \"'"): Phrase(
        es="faltan las comillas que cierran un texto", en="the quotes that end a text are missing"
    ),
    "Illegal character": Phrase(
        es="hay un salto de línea u otro signo que no se admite; si es un texto, revise sus "
        "comillas",
        en="there is a line break or another character that is not allowed; if it is a text, "
        "check its quotes",
    ),
    "Found invalid character": Phrase(
        es="hay un signo que no se admite", en="there is a character that is not allowed"
    ),
    ("Unescaped '\\' in a string", "Invalid hex value"): Phrase(
        es="hay una barra \\ suelta en un texto: escríbala doble",
        en="a text has a single backslash \\: write two",
    ),
    "Escaped character is not a Unicode scalar value": Phrase(
        es="un texto nombra un signo que no existe",
        en="a text names a character that does not exist",
    ),
    "Cannot declare": Phrase(
        es="hay dos tablas con el mismo título: quite una, o escriba los títulos de una lista "
        "entre dobles corchetes, por ejemplo [[channels]]",
        en="two tables have the same title: remove one, or write the titles of a list in double "
        "brackets, such as [[channels]]",
    ),
    "Cannot overwrite a value": Phrase(
        es="una clave está dos veces: quite una, o escriba los títulos de una lista entre dobles "
        "corchetes, por ejemplo [[channels]]",
        en="a key is there twice: remove one, or write the titles of a list in double brackets, "
        "such as [[channels]]",
    ),
    (
        "Duplicate inline table key",
        "Cannot mutate immutable namespace",
        "Cannot redefine namespace",
    ): Phrase(es="una clave está dos veces: quite una", en="a key is there twice: remove one"),
    "Exceeds the limit": Phrase(
        es="un número tiene demasiadas cifras", en="a number has too many digits"
    ),
    ("TOML inline arrays/tables are nested", "maximum recursion depth"): Phrase(
        es="hay demasiadas listas o tablas una dentro de otra",
        en="too many lists or tables are inside one another",
    ),
    # Anything else that a reader of TOML may say.
    "": Phrase(
        es="revise las comillas, los corchetes y los signos =",
        en="check the quotes, the brackets and the signs =",
    ),
}
"""What is wrong and what to write instead, by the starts of what Python's reader of TOML says."""

UNSEEN_LETTER = Phrase(
    es="hay un signo que no se ve, tal vez un espacio copiado de otro programa: borre los espacios "
    "de la línea, y escríbalos de nuevo",
    en="there is a character that people can't see, such as a space copied from another program: "
    "delete the spaces of the line, and type them again",
)
"""What is wrong if the first mistake is at such a character."""
