# Español, con tú. Comillas: «…».

## Buttons and answers

yes = Sí
no = No
skip = Saltar
older = Anteriores »
newer = « Más recientes
previous-page = «
next-page = »
keep = Mantener { $what }
leave-as-is = Dejarlo como está
choice = { $what }
numbered = { $number }. { $what }
chosen = ✓ { $choice }
say-yes-or-no = Responde s o n, por favor.
say-one-or-two = Responde 1 o 2, por favor.
button-unknown = No conozco este botón.
button-stale = Esta pregunta ya está resuelta.
button-not-yours = Este botón es para otra persona.
button-no-account = No tienes una cuenta conmigo, o ya no la tienes. Escríbeme para registrarte o entrar.
button-changed = Este gasto ha cambiado desde entonces. Responde a él, o mira con /edit cómo está ahora.

## Signing up and logging in

welcome = 👋 ¡Hola, { $name }! Soy spndr. Dime lo que gastas y yo llevo la cuenta.
sign-up-offer = ¿Quieres registrarte? (s/n)
goodbye = 👋 ¡Adiós! Escríbeme si cambias de idea.
way-in =
    ¡Bien! ¿Tienes ya una cuenta?
    1. Sí, entrar
    2. No, crear una
way-log-in = 1. Entrar
way-sign-up = 2. Crear una cuenta
sign-up-email = ¿Cuál es tu dirección de correo? Con ella entrarás.
sign-up-password = Elige una contraseña de al menos { $min } caracteres que no sea de las más usadas.
log-in-email = ¿Cuál es la dirección de correo de tu cuenta?
log-in-password = ¿Y tu contraseña?
log-in-refused = Esta dirección y esta contraseña no coinciden. Inténtalo otra vez, o sal con /quit.
log-in-wait =
    { $seconds ->
        [one] Demasiadas contraseñas equivocadas. Espera un segundo y envíala otra vez.
       *[other] Demasiadas contraseñas equivocadas. Espera { $seconds } segundos y envíala otra vez.
    }
email-invalid = Esta dirección de correo no me sirve. Debería ser como name@example.com.
email-too-long = Es demasiado largo para una dirección de correo: como mucho { $max } caracteres, por favor.
password-too-short = Es demasiado corta: una contraseña necesita al menos { $min } caracteres.
password-too-long = Es demasiado larga: una contraseña tiene como mucho { $max } caracteres.
password-too-common = Es una de las contraseñas más usadas, las primeras que se prueban. Elige otra, por favor.
password-slash = Una contraseña no puede empezar por «/»: así empiezan los comandos.
signed-up = 🎉 Tu cuenta <b>{ $email }</b> está lista.
prices-are-in = Un precio sin moneda está en { $currency }.
days-are-in = Tus días empiezan a medianoche en esta zona horaria: { $zone }.
first-currency = ¿Es correcto { $currency }? Si no, toca otra moneda o envía su código, por ejemplo CHF.
logged-in = Has entrado como <b>{ $email }</b>.
password-deleted = He borrado de este chat tu mensaje con la contraseña para que nadie lo lea aquí.
needs-account = Para eso necesitas una cuenta. Terminemos esto primero.
only-in-private = Todavía no te conozco. Abre un chat privado conmigo para registrarte o entrar, y podré responderte también aquí.

## Commands

help-entries =
    Escribe sin más lo que has gastado, una línea por gasto: <code>12,50 almuerzo @ Café Central #comida ayer</code>. Para cambiarlo, edita tu mensaje, o responde a él o a mi respuesta: <code>18,50</code>, <code>#comida</code>, <code>deshacer</code>.
help-files = Mándame un archivo y lo importo: la tabla de tu banco (.csv) o lo que te dio /export.
help-idle = Puedes decir:
help-open = Responde a la pregunta de abajo, o di:
help-line = /{ $name } – { $does }
command-new = anotar una compra
command-show = ver tus últimas compras
command-today = lo que has gastado hoy
command-week = lo que has gastado esta semana
command-month = lo que has gastado este mes
command-year = lo que has gastado este año
command-stats = lo que has gastado en el periodo que quieras
command-search = buscar gastos
command-export = recibir tus compras en un archivo
command-undo = deshacer tu último cambio
command-redo = rehacer lo que deshiciste
command-edit = cambiar un gasto
command-history = ver todo lo que pasó con un gasto
command-categories = ver y ordenar tus categorías
command-recurring = ver lo que se repite solo, como el alquiler
command-budget = fijar lo que quieres gastar como mucho
command-budgets = ver lo que queda de tus presupuestos
command-settings = elegir idioma, moneda, zona horaria y más
command-abort = dejar lo que estamos haciendo (antes pregunto)
command-quit = dejar enseguida lo que estamos haciendo
command-delete = desvincular este usuario de Telegram de tu cuenta
command-erase = borrar tu cuenta y todo lo que contiene
command-help = qué puedes decir ahora
command-start = saludar
command-skip = saltar esta pregunta
unknown-command = No hay ningún comando /{ $name }. En /help está lo que entiendo.
not-a-command = No conozco este comando. En /help está lo que entiendo.
did-you-mean = ¿Quieres decir /{ $name }?
one-at-a-time = Una cosa a la vez: responde primero a esto, o déjalo con /abort.
nothing-open = No hay nada que dejar ni que saltar: no estamos en medio de nada.
cannot-skip = Esta pregunta necesita una respuesta.
hello = 👋 ¡Hola, { $name }!
hello-open = 👋 ¡Hola, { $name }! Estamos en medio de algo:

## Recording a purchase

how-to-enter = Escribe sin más lo que has gastado, por ejemplo <code>café 3,50</code> o <code>12,50 almuerzo @ Café Central #comida ayer</code>. Hay más en /help.
new-item = ¿Qué has comprado?
new-price = ¿Cuánto ha costado <b>{ $item }</b>?
new-vendor = ¿Dónde lo has comprado? Sáltalo con el botón, con /skip o con «-».
new-category = ¿De qué categoría es? Sáltalo con el botón, con /skip o con «-».
recorded = ✅ Anotado:
purchase-dropped = Lo dejamos. No se ha anotado nada.

purchase = { $number }. <b>{ $item }</b> · { $rest }
purchase-short = { $number }. { $item } · { $price }
part-price = { $price }
part-given = es decir, { $price }
part-income = ingreso de { $price }
part-refund = reembolso de { $price }
part-vendor = en { $vendor }
part-category = categoría { $category }
part-tags = etiquetas: { $tags }
part-day = { $day }
part-spread =
    repartido en { $unit ->
        [day] { $count ->
            [one] { $count } día
           *[other] { $count } días
        }
        [week] { $count ->
            [one] { $count } semana
           *[other] { $count } semanas
        }
        [month] { $count ->
            [one] { $count } mes
           *[other] { $count } meses
        }
       *[year] { $count ->
            [one] { $count } año
           *[other] { $count } años
        }
    }
part-more = …
total = Total: <b>{ $sums }</b>
total-income = Ingresos: <b>{ $sums }</b>
and-more = … y { $count } más.

price-converted = { $price } (≈ { $converted })
price-awaits-rate = { $price } (sin tipo de cambio aún)
rate-used = 1 { $from } son { $rate } { $to }: el tipo de cambio del { $day }.
rate-own = 1 { $from } son { $rate } { $to }: tu propio tipo de cambio.
rate-awaited = Aún no hay tipo de cambio de { $from } a { $to } para este día. El importe se completará cuando lo haya.

words-empty = Necesito al menos un carácter.
words-too-long = Es demasiado largo: como mucho { $max } caracteres, por favor.
words-hidden = En este texto hay caracteres invisibles. Escríbelo sin ellos, por favor.

price-unreadable = No puedo leer esto como un precio. Escríbelo como 3,50, 3.50, 5 € o 5 USD.
price-zero = Un precio tiene que ser mayor que cero.
price-negative = Un precio no puede ser negativo.
price-too-large = Es más de lo que puedo anotar: como mucho 999.999.999.999,99.
price-too-many-decimals = Este precio tiene más decimales que su moneda.
price-ambiguous = Este precio se puede leer de varias maneras. Escríbelo como 1234,50 EUR: la moneda con tres letras y sin separador de miles.

## When a line is not clear

entry-no-amount = No encuentro ningún importe en esto.
entry-amount-inside = ¿Es { $amount } el precio? Entonces escríbelo al principio, al final o con su moneda: <code>{ $better }</code>
entry-too-long = Es demasiado largo: como mucho { $max } caracteres, por favor. No se ha anotado nada.
entry-too-many-lines = Son demasiadas líneas: como mucho { $max } a la vez, por favor. No se ha anotado nada.
entry-too-many = Son demasiados gastos en una línea: como mucho { $max }, por favor.
entry-item-too-long = El nombre de lo comprado es demasiado largo: como mucho { $max } caracteres, por favor.
entry-name-too-long = Uno de los nombres es demasiado largo: como mucho { $max } caracteres, por favor.
entry-split-too-much = Las partes son más que el total.
entry-split-currencies = Las partes tienen que estar en la moneda del total.
entry-line-problem = ⚠️ «{ $words }» no se ha anotado. { $reason }
entry-more-problems =
    { $count ->
        [one] ⚠️ Y hay otra línea que no se ha anotado.
       *[other] ⚠️ Y hay otras { $count } líneas que no se han anotado.
    }
entry-item = ¿Para qué fue: «{ $words }»?
entry-item-amount = Esto también es un importe.
never-mind = No importa
question-amount = ¿A qué importe te refieres en «{ $words }»?
question-currency = ¿A qué moneda te refieres en «{ $words }»?
question-date = ¿A qué te refieres en «{ $words }»?
question-category = ¿A qué categoría te refieres en «{ $words }»?
question-vendor = ¿Dónde fue: «{ $words }»?
question-split = Las partes de «{ $words }» no llegan al total. ¿Qué hago con el resto?
question-kind = Varias líneas empiezan con un guion, como «{ $words }». ¿Es una lista de lo que compraste o dinero que te devolvieron?
question-which = Este mensaje trata de varios gastos. ¿A cuál te refieres?
choice-money = { $price }
choice-day = { $day }
choice-word = { $word }
choice-rest = Anotar también { $price }
choice-drop = Dejarlo fuera
choice-bought = Comprado
choice-back = Dinero devuelto

## Mending what was recorded

corrected = ✏️ Cambiado:
removed = 🗑 Eliminado:
brought-back = ♻️ De vuelta:
stands = Ahora está así:
undone = ↩️ Deshecho.
redone = ↪️ Rehecho.
turned-nothing = Otra persona lo ha cambiado desde entonces: lo he dejado como está.
undo-nothing = No hay nada tuyo que deshacer.
redo-nothing = No hay nada que rehacer.
entry-stays = Lo anotado se queda como está.
nothing-changed = No hay nada que cambiar: ya está así.
undo = Deshacer
redo = Rehacer
edit = Cambiar
remove = Eliminar
history = Historial
back = Volver
change-category = Categoría
category-none = Sin categoría
category-which = ¿Qué categoría? Si es otra, responde a este mensaje, por ejemplo con <code>#comida</code>.
edit-which = ¿Qué gasto quieres cambiar?
history-which = ¿De qué gasto quieres ver el historial?
no-such-entry = No hay ningún gasto con este número. Los tuyos están en /show.
entry-not-yours = Este gasto es de otra cuenta, así que no te lo puedo cambiar.
entry-gone = Ya no encuentro este gasto.
entry-is-removed = Este gasto está eliminado. Responde <code>deshacer</code> para recuperarlo.
mend-how = Responde a este mensaje con lo que deba cambiar: <code>18,50</code>, <code>#comida</code>, <code>@Lidl</code>, <code>ayer</code>, <code>deshacer</code>, <code>borrar</code>, <code>reembolso 5</code> o <code>dividir 2 té, resto tarta</code>. O edita tu propio mensaje.
mend-not-understood = No sé qué cambiar con «{ $words }».
split-how = Para dividir un gasto, responde por ejemplo <code>dividir 20 coche, 5 té</code>: el resto se queda. Las partes no pueden ser más que el total.

history-title = Historial:
history-earlier =
    { $count ->
        [one] … un cambio anterior …
       *[other] … { $count } cambios anteriores …
    }
history-step = <b>{ $moment }</b> · { $who } · { $what }
history-you = tú
history-person = { $name }
history-recorded = anotado
history-corrected = cambiado
history-undone = deshecho
history-redone = rehecho
history-imported = importado
history-first = • { $item } · { $price }
history-field = • { $field }: { $before } → { $after }
history-removed = • eliminado
history-brought-back = • de vuelta
field-kind = tipo
field-item = qué
field-price = precio
field-given = en otra moneda
field-vendor = dónde
field-category = categoría
field-tags = etiquetas
field-day = día
field-spread = repartido
field-none = nada
value-kind =
    { $kind ->
        [income] ingreso
        [refund] reembolso
       *[expense] gasto
    }

## Showing purchases

show-title = Tus compras, las más recientes primero:
show-none = Todavía no has anotado nada.

## Reports

report-title = <b>{ $period }</b>
report-period = { $period }
report-none = Ni gastos ni ingresos.
report-spent = Gastado: <b>{ $sums }</b>
report-before = Antes ({ $period }): { $sum }
report-line = { $name }: { $parts }
report-name = { $name }
report-share = { NUMBER($percent, maximumFractionDigits: 0) } %
change-up = ▲ { NUMBER($percent, maximumFractionDigits: 0) } %
change-down = ▼ { NUMBER($percent, maximumFractionDigits: 0) } %
change-same = igual
change-new = nuevo
report-vendors = Donde más: { $vendors }
report-vendor = { $name } { $sum }
report-abroad = En otras monedas: { $sums }
report-awaited =
    { $count ->
        [one] Un gasto aún no tiene tipo de cambio a { $currency } y no está contado.
       *[other] { $count } gastos aún no tienen tipo de cambio a { $currency } y no están contados.
    }
report-coming = Por venir hasta el { $day }: { $sums }
report-earlier = « { $period }
report-later = { $period } »
report-categories = Categorías
report-by-vendor = Comercios
report-people = Personas
report-parts = Evolución
report-categories-title = <b>{ $period }</b> por categorías:
report-vendors-title = <b>{ $period }</b> por comercios:
report-people-title = <b>{ $period }</b> por personas:
report-days-title = <b>{ $period }</b> día a día:
report-parts-title = Evolución de <b>{ $period }</b>:
report-name-title = <b>{ $name }</b> · { $period } · { $sums }
vendor-none = Sin comercio
chart-days = Día a día
chart-months = Mes a mes
chart-categories = Por categorías
period-unreadable = No sé a qué periodo te refieres. Envía por ejemplo <code>/stats mes pasado</code>, <code>/stats de marzo a mayo</code>, <code>/stats 2025</code> o <code>/stats del 1/3/2025 al 15/3/2025</code>.

## Searching

search-how = ¿Qué buscas? Envía por ejemplo <code>/search café</code>, <code>/search 10..20 #comida mes pasado</code> o <code>/search @Lidl 2025</code>.
search-gone = Esa búsqueda es de hace demasiado tiempo. Busca otra vez, por favor.
found-none = No he encontrado nada así.
found =
    { $count ->
        [one] He encontrado un gasto.
       *[other] He encontrado { $count } gastos.
    }

## Categories

suggested = En <b>{ $category }</b>, { $reason }.
suggested-numbered = { $numbers }: en <b>{ $category }</b>, { $reason }.
suggested-more =
    { $count ->
        [one] Otro está donde pusiste antes algo parecido.
       *[other] Otros { $count } están donde pusiste antes algo parecido.
    }
offered = ¿Es <b>{ $category }</b>, { $reason }?
reason-vendor =
    { $count ->
        [one] como tu última compra en { $vendor }
       *[other] como tus últimas { $count } compras en { $vendor }
    }
reason-vendor-some = como { $count } de tus últimas { $of } compras en { $vendor }
reason-words =
    { $count ->
        [one] como tu última compra con «{ $words }»
       *[other] como tus últimas { $count } compras con «{ $words }»
    }
reason-words-some = como { $count } de tus últimas { $of } compras con «{ $words }»
reason-rule-vendor = como siempre en { $vendor }
reason-rule-item = como siempre con «{ $item }»
always-vendor = Siempre en { $vendor }
always-item = Siempre «{ $item }»
just-once = Solo esta vez
taught-vendor = ✓ Desde ahora, lo que compres en { $vendor } estará siempre en <b>{ $category }</b>.
taught-item = ✓ Desde ahora, «{ $item }» estará siempre en <b>{ $category }</b>.
taught-once = ✓ Solo esta vez: no contará cuando sugiera una categoría.

categories-title = Tus categorías, con lo que has gastado este mes:
categories-none = Todavía no tienes categorías: indica una cuando anotes una compra.
categories-all-hidden = Todas tus categorías están ocultas.
categories-hidden = Ocultas ({ $count })
categories-back = « Todas las categorías
categories-kept = Bien, tus categorías se quedan como están.
hidden-title = Categorías ocultas, con lo que has gastado este mes:
hidden-none = No hay ninguna categoría oculta.
category-line = <b>{ $name }</b>
category-line-spent = <b>{ $name }</b> · { $sums }
category-rules = Siempre aquí: { $list }
category-is-hidden = Está oculta: no aparece en la lista ni se sugiere. Lo que hay en ella se queda.
category-gone = Esta categoría ya no existe. Mira /categories.
spent = Gastado este mes: { $sums }
spent-nothing = Este mes no has gastado nada.
rename = Renombrar
merge = Unir a…
hide = Ocultar
unhide = Mostrar
forget-rules = Olvidar «siempre»
rules-forgotten = Bien: ya nada va siempre a esta categoría. Lo que hay en ella se queda.
rename-question = ¿Cómo quieres llamar a <b>{ $category }</b>?
rename-same = Ya se llama así.
renamed =
    { $count ->
        [one] ✅ <b>{ $category }</b> se llama ahora <b>{ $name }</b>: una compra.
       *[other] ✅ <b>{ $category }</b> se llama ahora <b>{ $name }</b>: { $count } compras.
    }
merge-question = ¿A qué categoría quieres unir <b>{ $category }</b>?
merge-unknown = No tienes ninguna categoría <b>{ $name }</b>.
merge-alone = No hay otra categoría a la que unirla.
merge-budget =
    { $period ->
        [week] <b>{ $category }</b> y <b>{ $into }</b> tienen cada una un presupuesto semanal. Se queda el de <b>{ $into }</b> ({ $stays }); el de <b>{ $category }</b> ({ $goes }) se borrará y /undo no lo recuperará.
        [month] <b>{ $category }</b> y <b>{ $into }</b> tienen cada una un presupuesto mensual. Se queda el de <b>{ $into }</b> ({ $stays }); el de <b>{ $category }</b> ({ $goes }) se borrará y /undo no lo recuperará.
       *[year] <b>{ $category }</b> y <b>{ $into }</b> tienen cada una un presupuesto anual. Se queda el de <b>{ $into }</b> ({ $stays }); el de <b>{ $category }</b> ({ $goes }) se borrará y /undo no lo recuperará.
    }
confirm-merge =
    { $count ->
        [one] ¿Pasar la única compra de <b>{ $category }</b> a <b>{ $into }</b>? Ya no habrá <b>{ $category }</b>. (s/n)
       *[other] ¿Pasar las { $count } compras de <b>{ $category }</b> a <b>{ $into }</b>? Ya no habrá <b>{ $category }</b>. (s/n)
    }
merged =
    { $count ->
        [one] ✅ Una compra ha pasado de <b>{ $category }</b> a <b>{ $into }</b>.
       *[other] ✅ { $count } compras han pasado de <b>{ $category }</b> a <b>{ $into }</b>.
    }

## What comes again by itself

repeat = 🔁 Repetir { $how }
repeat-item = 🔁 Repetir «{ $item }» { $how }
rhythm-day =
    { $step ->
        [1] cada día
       *[other] cada { $step } días
    }
rhythm-week =
    { $step ->
        [1] cada
       *[other] cada { $step } semanas, el
    } { $weekday ->
        [0] domingo
        [1] lunes
        [2] martes
        [3] miércoles
        [4] jueves
        [5] viernes
       *[6] sábado
    }
rhythm-month =
    { $step ->
        [1] cada mes
       *[other] cada { $step } meses
    } el día { $date }
rhythm-year =
    { $step ->
        [1] cada año
       *[other] cada { $step } años
    } el { $date } de { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }
recurring-title = Lo que se repite solo:
recurring-none = Todavía no tienes nada que se repita solo.
recurring-not-one = No puedo leer esto como una sola cosa con un solo precio.
recurring-how = Para añadir algo, envía por ejemplo <code>/recurring alquiler 900 cada mes el día 1</code>.
recurring-how-often = ¿Y cada cuánto? Dilo como en <code>/recurring alquiler 900 cada mes el día 1</code>: cada día, cada semana, cada lunes, cada mes, cada año.
recurring-rhythm-unclear = No entiendo cada cuánto debe repetirse. Conozco <code>cada día</code>, <code>cada lunes</code>, <code>cada 2 semanas</code>, <code>mensual el 1</code>, <code>trimestral</code> y <code>anual</code>. Lo que toca dos veces al mes, añádelo dos veces, cada una con su día. Si termina algún día, añádelo primero y toca después «{ end-date }».
recurring-line = <b>{ $item }</b> · { $rest }
recurring-short = { $item } · { $price }
recurring-parts = { $rest }
recurring-next = próxima vez: { $day }
recurring-paused = ⏸ en pausa
recurring-over = terminado
recurring-ends = La última vez será, como muy tarde, el { $day }.
recurring-all = « Todo lo que se repite
recurring-delete = Borrar
recurring-added = 🔁 Desde ahora esto se repite solo:
recurring-already = Esto ya se repite: mira /recurring.
recurring-full = Ya hay { $max }, y no puedo repetir más. Borra antes alguno: mira /recurring.
recurring-gone = Esto ya no se repite: mira /recurring.
recurring-changed = Esto ha cambiado desde entonces: mira en /recurring cómo está ahora.
recurring-revised = ✏️ Cambiado. Lo ya anotado se queda como está.
recurring-goes-on = Bien, sigue sin fecha final.
recurring-deleted = 🗑 Esto ya no se repite. Lo ya anotado se queda:
recurring-edit = ¿Qué debe cambiar en <b>{ $item }</b>? Envía por ejemplo <code>950</code>, <code>#vivienda</code>, <code>@ casero</code> o <code>cada lunes</code>.
recurring-unclear = No sé qué cambiar con eso.
recurring-until = ¿Hasta qué día debe repetirse <b>{ $item }</b>? Envía un día, por ejemplo 31 de diciembre.
recurring-endless = Sin final
recurring-recorded = 🔁 Se repite { $how }: mira /recurring.
recurring-many =
    { $count ->
        [one] 🔁 Un gasto que tocaba está anotado en su día.
       *[other] 🔁 { $count } gastos que tocaban están anotados, cada uno en su día. Mira /recurring.
    }
end-unreadable = No puedo leer esto como un día. Envíalo como 31 de diciembre o 2030-12-31.
end-past = Ese día ya ha pasado. Envía uno que esté por venir.
end-date = Fecha final
pause = Pausar
resume = Reanudar

## Budgets

budget-overall = todo
budget-period =
    { $period ->
        [week] esta semana
        [month] este mes
       *[year] este año
    }
budget-left =
    { $days ->
        [one] 🟢 { $name }: aún hay { $left } de { $allowed } para un día
       *[other] 🟢 { $name }: aún hay { $left } de { $allowed } para { $days } días
    }
budget-low =
    { $days ->
        [one] 🟡 { $name }: aún hay { $left } de { $allowed } para un día
       *[other] 🟡 { $name }: aún hay { $left } de { $allowed } para { $days } días
    }
budget-over =
    { $days ->
        [one] 🔴 { $name }: { $left } por encima de { $allowed }, y queda un día
       *[other] 🔴 { $name }: { $left } por encima de { $allowed }, y quedan { $days } días
    }
budget-bar = { $bar } { $percent } % · { $spent } { $period }
budget-carried = con un sobrante anterior de { $sum }
budget-carries = Lo que sobre en un periodo se suma al siguiente.
budget-awaited = aún sin tipo de cambio y sin contar: { $sums }
budget-nearly = ⚠️ <b>{ $name }</b>: ya has gastado el 80 % del presupuesto de { $period }.
budget-used = 🚨 <b>{ $name }</b>: el presupuesto de { $period } se ha agotado.
budget-foreign = ⚪ { $name }: este presupuesto está en { $currency }, que ya no es tu moneda. Fíjalo de nuevo.
budget-set = ✅ El presupuesto para <b>{ $name }</b>:
budget-off = ✅ Ya no hay presupuesto para <b>{ $name }</b>.
budget-no-such = No hay ningún presupuesto así para <b>{ $name }</b>. Mira /budgets.
budget-full = Ya hay { $max } presupuestos, y no puedo llevar más. Quita antes alguno: mira /budgets.
budget-currency = Un presupuesto está siempre en tu moneda, { $currency }.
budget-unclear = No puedo leer esto como un presupuesto.
budget-how =
    Fija uno, por ejemplo <code>/budget comida 200</code>, <code>/budget comida 50 semanal</code> o <code>/budget 1500</code> para todo. Para quitarlo: <code>/budget comida quitar</code>.
    Si añades <code>acumular</code>, lo que sobre de su importe en una semana, un mes o un año se suma al periodo siguiente, y solo a ese; lo gastado de más no se descuenta.
budgets-title = Tus presupuestos:
budgets-none = Todavía no tienes presupuestos.

## Settings

settings-language = Idioma: <b>{ $language }</b>
settings-currency = Moneda: <b>{ $currency }</b>. Vale para los precios sin moneda.
settings-zone = Zona horaria: <b>{ $zone }</b>. Marca qué día es para ti.
settings-week = Primer día de la semana: <b>{ $weekday }</b>
settings-numbers = Números: <b>{ $price }</b>
settings-theme =
    { $theme ->
        [dark] Imágenes: <b>oscuras</b>
       *[light] Imágenes: <b>claras</b>
    }
settings-alerts =
    { $switched ->
        [off] Avisos de presupuesto: <b>desactivados</b>
       *[on] Avisos de presupuesto: <b>activados</b>
    }
settings-how = Cambia lo que quieras con los botones, o envía por ejemplo <code>/settings moneda EUR</code> o <code>/settings zona Europe/Madrid</code>.
setting-language = Idioma
setting-currency = Moneda
setting-zone = Zona horaria
setting-week = Semana
setting-numbers = Números
setting-theme = Imágenes
setting-alerts = Avisos
setting-kept = Bien, se queda como está.
as-usual = Lo habitual en mi idioma
choice-unknown = No conozco esa opción. Toca un botón, por favor.
choice-weekday = { $weekday }
set-language = ¿En qué idioma te hablo?
language-set = Desde ahora hablo español. Un precio se ve así: { $price }, y un día así: { $day }.
set-week = ¿Qué día empieza tu semana? Tócalo, o escribe otro.
week-set = Desde ahora el primer día de tu semana es: { $weekday }.
set-numbers = ¿Cómo escribes los números? Yo los escribiré igual y leeré así los tuyos.
numbers-set = Desde ahora escribo los números como <b>{ $price }</b> y leo así los tuyos.
set-theme = ¿Las imágenes, claras u oscuras?
theme-light = Claras
theme-dark = Oscuras
theme-set =
    { $theme ->
        [dark] Desde ahora las imágenes son oscuras.
       *[light] Desde ahora las imágenes son claras.
    }
set-alerts = ¿Te aviso cuando se haya gastado el 80 % de un presupuesto, o todo?
alerts-on = Sí, avísame
alerts-off = Sin avisos
alerts-set =
    { $switched ->
        [off] Desde ahora no te aviso. Lo que queda sigue apareciendo debajo de cada gasto.
       *[on] Desde ahora te aviso cuando se haya gastado el 80 % de un presupuesto, o todo.
    }
setting-digests = Recordatorios y resúmenes
digests-title = Lo que envío a este chat por mi cuenta:
digest-name =
    { $kind ->
        [daily] recordatorio
        [weekly] resumen semanal
       *[monthly] resumen mensual
    }
digest-on =
    { $kind ->
        [daily] ✓ Un recordatorio a las { $time } los días sin nada anotado.
        [weekly] ✓ Un resumen de la semana cuando termina, a las { $time }.
       *[monthly] ✓ Un resumen del mes cuando termina, a las { $time }.
    }
digest-off =
    { $kind ->
        [daily] ✗ Sin recordatorio los días sin nada anotado.
        [weekly] ✗ Sin resumen de la semana.
       *[monthly] ✗ Sin resumen del mes.
    }
digest-turn-on = ✓ { $name }
digest-turn-off = ✗ { $name }
digest-time = 🕗 { $name }
digest-when = ¿A qué hora te envío el { $name }? Escríbela como 20:00.
time-unreadable = No puedo leer esto como una hora. Escríbela como 20:00.
quiet-none = Horas de silencio: ninguna.
quiet-hours = Horas de silencio: { $hours }. Lo que tocaría entonces llega después, también lo que se repite.
set-quiet-hours = Horas de silencio
quiet-question = ¿Entre qué horas no debo enviar nada por mi cuenta? Escríbelas como 22:00–08:00.
quiet-never = Ninguna
quiet-unreadable = No puedo leer esto. Escribe dos horas, como 22:00–08:00.
reminder = 📝 No hay nada anotado el { $day }. ¿Hubo algo?
reminder-how = Para recibir menos recordatorios, mira /settings.
set-currency = ¿Con qué moneda pagas? Toca una, o envía su código, por ejemplo CHF.
currency-kept = Bien, un precio sin moneda sigue en { $currency }.
currency-set = Desde ahora un precio sin moneda está en { $currency }.
earlier-converted =
    { $count ->
        [one] La compra que anotaste en otra moneda conserva su precio y se convierte.
       *[other] Las { $count } compras que anotaste en otras monedas conservan su precio y se convierten.
    }
currency-unknown = No conozco esta moneda. Envía su código de tres letras, por ejemplo EUR.
currency-which = Puede ser más de una: { $codes }. Envía el código de la tuya.
set-zone = ¿Dónde estás? Envía una ciudad o el nombre de una zona horaria, por ejemplo Europe/Madrid, o qué hora es donde estás, por ejemplo 14:05, o comparte una ubicación.
zone-offered = ¿Cuál de estas es tu zona horaria? Tócala o envía su número; o envía una ciudad o el nombre de otra.
zone-set = Bien, tus días empiezan ahora a medianoche en { $zone }.
zone-kept = Bien, tus días siguen empezando a medianoche en { $zone }.
zone-unknown = No conozco ese lugar ni esa zona horaria. Prueba con la ciudad grande más cercana, o con un nombre como Europe/Madrid.
zone-no-such-time = Ahora mismo no es esa hora en ningún lugar del mundo. Envíala como 14:05, tal como la muestra tu reloj.

## Leaving

abort-purchase = ¿Dejar de anotar esta compra? (s/n)
abort-category = ¿Parar aquí y dejar tus categorías como están? (s/n)
abort-sign-up = ¿Parar aquí y registrarte o entrar en otro momento? (s/n)
delete-question = ¿Desvincular este usuario de Telegram de tu cuenta? La cuenta y tus compras se quedan, y podrás entrar otra vez. (s/n)
delete-dropped = Bien, todo se queda como está.
deleted = Hecho: este usuario de Telegram ya no está vinculado. Tu cuenta y tus compras siguen ahí: escríbeme para entrar otra vez.
erase-question =
    ⚠️ Esto borra para siempre la cuenta <b>{ $email }</b>, con todo lo que contiene: { $purchases ->
        [0] todavía ninguna compra,
        [one] una compra,
       *[other] { $purchases } compras,
    } todo el historial, categorías, presupuestos, lo que se repite, ajustes y todo lo que recuerdo de nuestra charla. Nadie puede recuperarlo.
erase-others =
    { $count ->
        [one] Otra persona usa esta cuenta y también la pierde.
       *[other] Otras { $count } personas usan esta cuenta y también la pierden.
    }
erase-export-first = Llévatelo antes: <code>/export json</code>, o el botón, te envía todo en un archivo que puedo volver a leer.
erase-how = Para borrarla, escribe el correo de la cuenta: <code>{ $email }</code>. Con cualquier otra cosa se queda como está.
erase-export = Envíame todo antes
erase-keep = Conservar la cuenta
erase-differs = Esa no es la dirección, así que no se ha borrado nada.
erase-file-waits = El archivo que pediste está en camino, y solo puede hacerse mientras exista la cuenta. Escribe la dirección otra vez cuando lo tengas.
erased = Hecho: la cuenta y todo lo que contenía ya no existen, ni aquí ni en lo que faltaba por enviar. Quien lleva este bot puede tener copias de seguridad; también desaparecerá de ellas cuando se reemplacen. ¡Adiós! Escríbeme si algún día quieres empezar de nuevo.
erased-by = { $name } ha borrado la cuenta que compartía contigo, con todo lo que contenía. Escríbeme si quieres empezar una propia.
erased-by-operator = Quien lleva este bot ha borrado tu cuenta, con todo lo que contenía. Escríbeme si quieres empezar de nuevo.

## When something does not fit

unsupported =
    { $kind ->
        [photo] No sé leer imágenes, solo el texto que llevan debajo.
        [sticker] No sé leer stickers.
        [voice] No puedo escuchar mensajes de voz.
        [video] No puedo ver vídeos.
        [animation] No puedo ver animaciones.
        [audio] No puedo escuchar archivos de audio.
        [file] Ahora no puedo recibir un archivo.
        [location] No puedo usar ubicaciones.
        [contact] No puedo usar contactos.
        [poll] No puedo participar en encuestas.
       *[other] No sé leer este tipo de mensaje.
    } Envíalo como texto, por favor.
edit-ignored = He visto que has editado un mensaje. Solo tengo en cuenta los que son gastos, así que no cambia nada. Para cambiar un gasto responde a él, o mira /edit.
lost-thread = He perdido el hilo de lo que hacíamos. Todo lo que anotaste sigue ahí; empieza de nuevo, por favor.
sorry-failed = Lo siento, algo ha ido mal con tu mensaje y no he podido atenderlo. Inténtalo otra vez, por favor.

## Pictures

picture-amount = { $amount }
picture-share = { $share }
picture-day = { $day }
# what is spent so far, beside the budget
picture-of-budget = { $spent } de { $budget }
picture-budget = Presupuesto { $budget }
# the categories that have no bar of their own
picture-others = { $count ->
    [one] 1 más
   *[other] { $count } más
}
picture-no-category = Sin categoría
picture-nothing = Sin gastos

# Files: /export, and what a person sends

export-how = Envía <code>/export</code>, si quieres con un formato (uno de { $formats }) y un periodo: <code>/export csv mes pasado</code>, <code>/export de marzo a mayo de 2026</code>.
export-everything = Todo lo de tu cuenta, historial incluido.
export-all = Todas tus compras en { $format }.
export-day = Tus compras del { $day } en { $format }.
export-span = Tus compras del { $from } al { $to } en { $format }.
export-back = Envíame el archivo si quieres recuperarlo: nada se anota dos veces.
export-not-made = No he podido crear y enviar este archivo a tiempo. No se ha perdido nada. Vuelve a pedirlo más tarde o elige un periodo más corto: <code>/export csv 2026</code>.
export-forbidden = En este grupo no puedo enviar archivos. Pídeme este en nuestro chat privado.
export-too-large = Este archivo pasa de los 50 MB que Telegram acepta de un bot. Quien lleva spndr puede crearlo con <code>spndr export --format { $format } -o { $name }</code>. O elige un periodo más corto: <code>/export csv 2026</code>.
import-too-large = Este archivo pasa de los 20 MB que Telegram da a un bot. Envíalo por partes, o pide a quien lleva spndr que lo lea con <code>spndr import</code>.
import-gone = Telegram ya no tiene este archivo. Envíalo otra vez.
import-empty = Este archivo está vacío.
import-unknown = No puedo leer este archivo. Conozco los de /export y las tablas en CSV, que pueden crear todas las hojas de cálculo y la mayoría de los bancos.
import-not-whole = Este archivo no está completo o se ha modificado: no se importa nada. Expórtalo otra vez.
import-columns = No sé qué columnas leer. Hay estas: { $columns }. En una tabla CSV necesitan nombres como Fecha, Importe y Concepto; quien lleva spndr puede decir cuál es cuál con <code>spndr import --map</code>.
import-found =
    <b>{ $name }</b> ({ $format }): { $added ->
        [one] 1 compra nueva
       *[other] { $added } compras nuevas
    }, { $changed } con cambios, { $same } ya aquí{ $removed ->
        [0] .
        [one] , 1 eliminada aquí y dejada así.
       *[other] , { $removed } eliminadas aquí y dejadas así.
    }
import-plans = Presupuestos y gastos recurrentes nuevos: { $count }.
import-read-as = Lo leo así: <code>{ $map }</code>
import-example =
    { $day } · { $item } · { $kind ->
        [income] + { $price }
        [refund] ↩ { $price }
       *[expense] { $price }
    }
import-left-out = Lo que no puedo leer queda fuera:
import-problem =
    Línea { $line }: { $problem ->
        [amount] sin importe
        [currency] sin una moneda que conozca
        [date] sin un día válido
        [item] sin un nombre de 1 a 200 caracteres
        [twice] la misma compra otra vez
        [kind] ni gasto, ni ingreso, ni reembolso
        [cut-off] el archivo acaba antes de tiempo
        [newer] lo escribió un spndr más nuevo
        [unsupported] dice algo de las líneas siguientes que no entiendo
        [columns] tiene más columnas que el encabezado
        [unpaid] no está pagado o aún no está contabilizado
       *[other] no se puede leer
    } <i>{ $words }</i>
import-problems-more =
    { $count ->
        [one] y una línea más
       *[other] y { $count } líneas más
    }
import-question = ¿Lo importo?
import-yes = Importar
import-no = Cancelar
import-swap-dates = Cambiar fechas
import-swap-decimal = Cambiar decimales
import-swap-spent = Cambiar signo
import-how = Toca un botón. Si una columna no es la correcta, dime cuál es: <code>date=Fecha, item=Concepto</code>.
import-dropped = No se ha importado nada.
import-done =
    Importado: { $added ->
        [one] 1 compra nueva
       *[other] { $added } compras nuevas
    }, { $changed } con cambios.
import-undone =
    Importación deshecha: { $count ->
        [one] 1 compra
       *[other] { $count } compras
    }.
import-redone =
    Importado otra vez: { $count ->
        [one] 1 compra
       *[other] { $count } compras
    }.

## Quién usa una cuenta

command-link = dejar que otra persona use esta cuenta, sin la contraseña
command-links = ver quién usa esta cuenta y quitar accesos
command-password = elegir otra contraseña para esta cuenta
code-refused = Este código no sirve: es incorrecto, ya se usó o es demasiado viejo. Pide otro.
code-needless = Ya usas una cuenta, así que el código queda sin usar. Para entrar con él en otra, deja primero la tuya con /delete.
tries-wait =
    { $seconds ->
        [one] Han sido demasiados intentos. Espera un segundo.
       *[other] Han sido demasiados intentos. Espera { $seconds } segundos.
    }
link-code =
    Quien abra este enlace en los próximos { $minutes } minutos usará esta cuenta contigo. Sirve una sola vez: no se lo des a nadie más.
    { $url }
link-new =
    🔗 { $name } usa ahora esta cuenta ({ $moment }), { $how ->
        [code] con un código de /link
       *[password] con su contraseña
    }. Si no sabes quién es, quítale el acceso aquí y avisa a quien comparte la cuenta contigo.
links-title = Estas personas usan esta cuenta:
link-row =
    { $name } · { $moment } · { $how ->
        [password] con contraseña
        [code] con código
        [sign-up] se registró
        [import] por importación
       *[unknown] por vinculación
    } · { $here ->
        [yes] este chat
       *[no] otro chat
    }
revoke = Quitar a { $name }
link-revoked = { $name } ya no usa esta cuenta. Si conoce la contraseña, elige otra: /password
link-was-revoked = Ya no usas la cuenta { $email }: alguien que la comparte te ha quitado el acceso.
somebody = Alguien
private-only = Eso es para nuestro chat privado: aquí lo verían otras personas.
log-in-allow = 🔑 { $name } ha dado la contraseña correcta de esta cuenta ({ $moment }). ¿Puede usarla contigo? Espero tu respuesta { $minutes } minutos.
allow = Permitir
refuse = Rechazar
log-in-awaits = Alguien que usa esta cuenta tiene que permitirlo en los próximos { $minutes } minutos. Te escribiré entonces.
log-in-nobody = Alguien que usa esta cuenta tendría que permitirlo, pero no hay nadie a quien preguntar. Habla con quien lleva este bot.
log-in-allowed = { $name } ya puede usar esta cuenta, como permitiste.
log-in-withheld = { $name } no ha obtenido acceso a esta cuenta. Si no sabes quién es, otras personas conocen tu contraseña: elige otra con /password.
log-in-was-withheld = Se ha rechazado tu acceso.
password-new = ¿Cuál será a partir de ahora la contraseña de <b>{ $email }</b>? Al menos { $min } caracteres, y ninguna de las más usadas.
password-keep = Conservar la contraseña
password-kept = Bien, la contraseña se queda como está.
password-changed = La contraseña de <b>{ $email }</b> ha cambiado: con la anterior ya no se puede entrar. Quienes ya usan esta cuenta siguen igual; /links muestra quiénes son.
password-changed-by = 🔑 { $name } ha cambiado la contraseña de esta cuenta ({ $moment }). Solo la necesitas para volver a entrar. Si no sabes quién es, quítale el acceso con /links.
password-changed-by-operator = 🔑 Quien lleva este bot ha cambiado la contraseña de esta cuenta. Solo la necesitas para volver a entrar.
not-allowed = Este bot es privado.
sign-up-closed = Aquí no se pueden crear cuentas nuevas. Si tienes una, entra; puedes salir con /quit.
invite-code = Para crear una cuenta necesitas una invitación de quien lleva este bot. Envíame su código.
sign-up-failed = Así no se ha creado ninguna cuenta. Si ya tienes una, entra en ella; si no, prueba con otra dirección. Escríbeme para empezar de nuevo.
sign-up-tried = ⚠️ Alguien intentó crear una cuenta con tu dirección { $email } ({ $moment }). No le he dicho nada y nada ha cambiado; si fuiste tú, ya tienes esta.
first-account = Eres la primera persona aquí. Mientras SPNDR_SIGNUP no tenga valor, cualquiera puede registrarse: con <code>closed</code> nadie más, con <code>invite</code> solo quien tenga un código de <code>spndr invite</code>.
