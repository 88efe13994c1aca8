# Русский, на «ты». Кавычки: «…».

## Buttons and answers

yes = Да
no = Нет
skip = Пропустить
older = Раньше »
newer = « Позже
previous-page = «
next-page = »
keep = Оставить { $what }
leave-as-is = Оставить как есть
choice = { $what }
numbered = { $number }. { $what }
chosen = ✓ { $choice }
say-yes-or-no = Ответь, пожалуйста, «да» или «нет».
say-one-or-two = Ответь, пожалуйста, 1 или 2.
button-unknown = Я не знаю эту кнопку.
button-stale = Этот вопрос уже решён.
button-not-yours = Эта кнопка для кого-то другого.
button-no-account = У тебя здесь нет аккаунта, или его больше нет. Напиши мне, чтобы зарегистрироваться или войти.
button-changed = Эта запись с тех пор изменилась. Ответь на неё или посмотри через /edit, какая она сейчас.

## Signing up and logging in

welcome = 👋 Привет, { $name }! Я spndr. Рассказывай мне о своих тратах, а я буду вести им счёт.
sign-up-offer = Хочешь зарегистрироваться? (д/н)
goodbye = 👋 Пока! Напиши мне, если передумаешь.
way-in =
    Отлично! У тебя уже есть аккаунт?
    1. Да, войти
    2. Нет, создать
way-log-in = 1. Войти
way-sign-up = 2. Создать аккаунт
sign-up-email = Какой у тебя адрес электронной почты? По нему ты будешь входить.
sign-up-password = Придумай пароль не короче { $min } символов, не из самых распространённых.
log-in-email = Какой адрес электронной почты у твоего аккаунта?
log-in-password = А пароль?
log-in-refused = Этот адрес и пароль не подходят друг к другу. Попробуй ещё раз или выйди с помощью /quit.
log-in-wait =
    { $seconds ->
        [1] Слишком много неверных паролей. Подожди секунду и отправь ещё раз.
        [one] Слишком много неверных паролей. Подожди { $seconds } секунду и отправь ещё раз.
        [few] Слишком много неверных паролей. Подожди { $seconds } секунды и отправь ещё раз.
        [many] Слишком много неверных паролей. Подожди { $seconds } секунд и отправь ещё раз.
       *[other] Слишком много неверных паролей. Подожди { $seconds } секунды и отправь ещё раз.
    }
email-invalid = Этот адрес мне не подходит. Он должен выглядеть как name@example.com.
email-too-long = Слишком длинно для адреса почты: не более { $max } символов.
password-too-short = Слишком коротко: в пароле должно быть не менее { $min } символов.
password-too-long = Слишком длинно: в пароле может быть не более { $max } символов.
password-too-common = Это один из самых распространённых паролей: их пробуют первыми. Придумай, пожалуйста, другой.
password-slash = Пароль не может начинаться с «/»: так начинаются команды.
signed-up = 🎉 Твой аккаунт <b>{ $email }</b> готов.
prices-are-in = Цена без валюты считается в { $currency }.
days-are-in = Твои сутки начинаются в полночь в этом часовом поясе: { $zone }.
first-currency = { $currency } — верно? Если нет, выбери другую валюту или отправь её код, например CHF.
logged-in = Вход выполнен: <b>{ $email }</b>.
password-deleted = Я удалил из этого чата твоё сообщение с паролем, чтобы никто его здесь не прочитал.
needs-account = Для этого нужен аккаунт. Давай сначала закончим начатое.
only-in-private = Мы ещё не знакомы. Открой личный чат со мной и зарегистрируйся или войди, тогда я смогу отвечать тебе и здесь.

## Commands

help-entries =
    Просто пиши, что потрачено, каждую запись с новой строки: <code>12,50 обед @ Кафе #еда вчера</code>. Чтобы исправить запись, измени своё сообщение или ответь на него или на мой ответ: <code>18,50</code>, <code>#еда</code>, <code>отменить</code>.
help-files = Пришли мне файл, и я его импортирую: таблицу из банка (.csv) или то, что дал /export.
help-idle = Вот что можно сказать:
help-open = Ответь на вопрос ниже или скажи:
help-line = /{ $name } — { $does }
command-new = записать покупку
command-show = показать последние покупки
command-today = сколько потрачено сегодня
command-week = сколько потрачено на этой неделе
command-month = сколько потрачено в этом месяце
command-year = сколько потрачено в этом году
command-stats = сколько потрачено за любой период
command-search = найти записи
command-export = получить покупки файлом
command-undo = отменить последнее изменение
command-redo = вернуть отменённое
command-edit = изменить запись
command-history = посмотреть историю записи
command-categories = посмотреть категории и навести в них порядок
command-recurring = посмотреть, что повторяется само, например аренда
command-budget = задать бюджет: предел трат
command-budgets = посмотреть, сколько осталось от бюджетов
command-settings = выбрать язык, валюту, часовой пояс и другое
command-abort = прервать начатое (я переспрошу)
command-quit = сразу прервать начатое
command-delete = отвязать этот Telegram от аккаунта
command-erase = стереть аккаунт и всё, что в нём есть
command-help = что можно сказать сейчас
command-start = поздороваться
command-skip = пропустить этот вопрос
unknown-command = Команды /{ $name } нет. Что я понимаю, смотри в /help.
not-a-command = Я не знаю такой команды. Что я понимаю, смотри в /help.
did-you-mean = Ты имеешь в виду /{ $name }?
one-at-a-time = Не всё сразу: сначала ответь на этот вопрос или прерви его с помощью /abort.
nothing-open = Прерывать или пропускать нечего: мы сейчас ничем не заняты.
cannot-skip = На этот вопрос нужен ответ.
hello = 👋 Привет, { $name }!
hello-open = 👋 Привет, { $name }! Мы кое-что не закончили:

## Recording a purchase

how-to-enter = Просто напиши, что потрачено, например <code>кофе 3,50</code> или <code>12,50 обед @ Кафе #еда вчера</code>. Подробнее в /help.
new-item = Что куплено?
new-price = Сколько стоит <b>{ $item }</b>?
new-vendor = Где куплено? Пропустить можно кнопкой, командой /skip или знаком «-».
new-category = Какая это категория? Пропустить можно кнопкой, командой /skip или знаком «-».
recorded = ✅ Записано:
purchase-dropped = Прервано. Ничего не записано.

purchase = { $number }. <b>{ $item }</b> · { $rest }
purchase-short = { $number }. { $item } · { $price }
part-price = { $price }
part-given = это { $price }
part-income = доход { $price }
part-refund = возврат { $price }
part-vendor = где: { $vendor }
part-category = категория: { $category }
part-tags = теги: { $tags }
part-day = { $day }
part-spread =
    на { $unit ->
        [day] { $count ->
            [one] { $count } день
            [few] { $count } дня
            [many] { $count } дней
           *[other] { $count } дня
        }
        [week] { $count ->
            [one] { $count } неделю
            [few] { $count } недели
            [many] { $count } недель
           *[other] { $count } недели
        }
        [month] { $count ->
            [one] { $count } месяц
            [few] { $count } месяца
            [many] { $count } месяцев
           *[other] { $count } месяца
        }
       *[year] { $count ->
            [one] { $count } год
            [few] { $count } года
            [many] { $count } лет
           *[other] { $count } года
        }
    }
part-more = …
total = Итого: <b>{ $sums }</b>
total-income = Доход: <b>{ $sums }</b>
and-more = … и ещё { $count }.

price-converted = { $price } (≈ { $converted })
price-awaits-rate = { $price } (курса пока нет)
rate-used = 1 { $from } = { $rate } { $to }: курс за { $day }
rate-own = 1 { $from } = { $rate } { $to }: твой собственный курс.
rate-awaited = Курса { $from } к { $to } за этот день пока нет. Сумма появится, когда он будет.

words-empty = Нужен хотя бы один символ.
words-too-long = Слишком длинно: не более { $max } символов, пожалуйста.
words-hidden = В этом тексте есть невидимые символы. Напиши его без них, пожалуйста.

price-unreadable = Не могу прочитать это как цену. Напиши её как 3,50, 3.50, 5 € или 5 USD.
price-zero = Цена должна быть больше нуля.
price-negative = Цена не может быть отрицательной.
price-too-large = Это больше, чем я могу записать: не более 999 999 999 999,99.
price-too-many-decimals = В этой цене больше знаков после запятой, чем в её валюте.
price-ambiguous = Эту цену можно прочитать по-разному. Напиши её как 1234,50 EUR: валюта тремя буквами и без знака между тысячами.

## When a line is not clear

entry-no-amount = Я не вижу здесь суммы.
entry-amount-inside = { $amount } — это цена? Тогда напиши её в начале, в конце или с валютой: <code>{ $better }</code>
entry-too-long = Слишком длинно: не более { $max } символов, пожалуйста. Ничего не записано.
entry-too-many-lines = Слишком много строк: не более { $max } за раз, пожалуйста. Ничего не записано.
entry-too-many = Слишком много записей в одной строке: не более { $max }, пожалуйста.
entry-item-too-long = Название покупки слишком длинное: не более { $max } символов, пожалуйста.
entry-name-too-long = Одно из названий слишком длинное: не более { $max } символов, пожалуйста.
entry-split-too-much = Части больше целого.
entry-split-currencies = Части должны быть в той же валюте, что и целое.
entry-line-problem = ⚠️ «{ $words }» не записано. { $reason }
entry-more-problems =
    { $count ->
        [one] ⚠️ И ещё { $count } строка не записана.
        [few] ⚠️ И ещё { $count } строки не записаны.
        [many] ⚠️ И ещё { $count } строк не записано.
       *[other] ⚠️ И ещё { $count } строки не записано.
    }
entry-item = На что это: «{ $words }»?
entry-item-amount = Это тоже сумма.
never-mind = Неважно
question-amount = Какую сумму ты имеешь в виду: «{ $words }»?
question-currency = Какую валюту ты имеешь в виду: «{ $words }»?
question-date = Что ты имеешь в виду: «{ $words }»?
question-category = Какую категорию ты имеешь в виду: «{ $words }»?
question-vendor = Где это было: «{ $words }»?
question-split = Части в «{ $words }» не составляют целого. Что с остатком?
question-kind = Несколько строк начинаются с тире, например «{ $words }». Это список покупок или деньги, которые тебе вернули?
question-which = В этом сообщении несколько записей. Какую ты имеешь в виду?
choice-money = { $price }
choice-day = { $day }
choice-word = { $word }
choice-rest = Записать и { $price }
choice-drop = Не записывать
choice-bought = Покупки
choice-back = Вернули

## Mending what was recorded

corrected = ✏️ Изменено:
removed = 🗑 Удалено:
brought-back = ♻️ Снова здесь:
stands = Сейчас так:
undone = ↩️ Отменено.
redone = ↪️ Возвращено.
turned-nothing = Это с тех пор изменил кто-то другой: я ничего не трогаю.
undo-nothing = Отменять нечего.
redo-nothing = Возвращать нечего.
entry-stays = Записанное остаётся как есть.
nothing-changed = Менять нечего: всё уже так.
undo = Отменить
redo = Вернуть
edit = Изменить
remove = Удалить
history = История
back = Назад
change-category = Категория
category-none = Без категории
category-which = Какая категория? Если другая, ответь на это сообщение, например <code>#еда</code>.
edit-which = Какую запись изменить?
history-which = Историю какой записи показать?
no-such-entry = Записи с таким номером нет. Твои записи: /show.
entry-not-yours = Эта запись из другого аккаунта, поэтому изменить её для тебя я не могу.
entry-gone = Этой записи больше нет.
entry-is-removed = Эта запись удалена. Ответь <code>отменить</code>, чтобы вернуть её.
mend-how = В ответ на это сообщение напиши, что изменить: <code>18,50</code>, <code>#еда</code>, <code>@Лента</code>, <code>вчера</code>, <code>отменить</code>, <code>удалить</code>, <code>возврат 5</code> или <code>разделить 2 чай, остальное торт</code>. Или измени своё сообщение.
mend-not-understood = Непонятно, что изменить: «{ $words }».
split-how = Чтобы разделить запись, ответь, например, <code>разделить 20 машина, 5 чай</code>: остаток сохранится. Части не могут быть больше целого.

history-title = История записи:
history-earlier =
    { $count ->
        [one] … { $count } более раннее изменение …
        [few] … { $count } более ранних изменения …
        [many] … { $count } более ранних изменений …
       *[other] … { $count } более раннего изменения …
    }
history-step = <b>{ $moment }</b> · { $who } · { $what }
history-you = ты
history-person = { $name }
history-recorded = запись
history-corrected = изменение
history-undone = отмена
history-redone = возврат отменённого
history-imported = импорт
history-first = • { $item } · { $price }
history-field = • { $field }: { $before } → { $after }
history-removed = • удалено
history-brought-back = • снова здесь
field-kind = вид
field-item = что
field-price = цена
field-given = в другой валюте
field-vendor = где
field-category = категория
field-tags = теги
field-day = день
field-spread = распределение
field-none = нет
value-kind =
    { $kind ->
        [income] доход
        [refund] возврат
       *[expense] расход
    }

## Showing purchases

show-title = Твои покупки, сначала новые:
show-none = Пока ничего не записано.

## Reports

report-title = <b>{ $period }</b>
report-period = { $period }
report-none = Ни трат, ни доходов.
report-spent = Потрачено: <b>{ $sums }</b>
report-before = До этого ({ $period }): { $sum }
report-line = { $name }: { $parts }
report-name = { $name }
report-share = { NUMBER($percent, maximumFractionDigits: 0) } %
change-up = ▲ { NUMBER($percent, maximumFractionDigits: 0) } %
change-down = ▼ { NUMBER($percent, maximumFractionDigits: 0) } %
change-same = как было
change-new = новое
report-vendors = Где больше всего: { $vendors }
report-vendor = { $name } { $sum }
report-abroad = В других валютах: { $sums }
report-awaited =
    { $count ->
        [one] Для { $count } записи пока нет курса к { $currency }, она не учтена.
        [few] Для { $count } записей пока нет курса к { $currency }, они не учтены.
        [many] Для { $count } записей пока нет курса к { $currency }, они не учтены.
       *[other] Для { $count } записи пока нет курса к { $currency }, они не учтены.
    }
report-coming = Ещё впереди, до { $day }: { $sums }
report-earlier = « { $period }
report-later = { $period } »
report-categories = Категории
report-by-vendor = Места
report-people = Люди
report-parts = По времени
report-categories-title = <b>{ $period }</b> по категориям:
report-vendors-title = <b>{ $period }</b> по местам:
report-people-title = <b>{ $period }</b> по людям:
report-days-title = <b>{ $period }</b> по дням:
report-parts-title = <b>{ $period }</b> по времени:
report-name-title = <b>{ $name }</b> · { $period } · { $sums }
vendor-none = Без места
chart-days = По дням
chart-months = По месяцам
chart-categories = По категориям
period-unreadable = Непонятно, за какой период. Отправь, например, <code>/stats прошлый месяц</code>, <code>/stats март..май</code>, <code>/stats 2025</code> или <code>/stats 2025-03-01..2025-03-15</code>.

## Searching

search-how = Что искать? Отправь, например, <code>/search кофе</code>, <code>/search 100..500 #еда прошлый месяц</code> или <code>/search @Лента 2025</code>.
search-gone = Этот поиск был слишком давно. Поищи, пожалуйста, ещё раз.
found-none = Ничего такого не нашлось.
found =
    { $count ->
        [one] Нашлась { $count } запись.
        [few] Нашлись { $count } записи.
        [many] Нашлось { $count } записей.
       *[other] Нашлось { $count } записи.
    }

## Categories

suggested = Категория <b>{ $category }</b>: { $reason }.
suggested-numbered = { $numbers }: категория <b>{ $category }</b>, { $reason }.
suggested-more =
    { $count ->
        [one] Ещё { $count } запись там, где раньше было похожее.
        [few] Ещё { $count } записи там, где раньше было похожее.
        [many] Ещё { $count } записей там, где раньше было похожее.
       *[other] Ещё { $count } записи там, где раньше было похожее.
    }
offered = Это <b>{ $category }</b>, { $reason }?
reason-vendor =
    { $count ->
        [1] как твоя последняя покупка там же («{ $vendor }»)
        [one] как { $count } твоя последняя покупка там же («{ $vendor }»)
        [few] как { $count } твои последние покупки там же («{ $vendor }»)
        [many] как { $count } твоих последних покупок там же («{ $vendor }»)
       *[other] как { $count } твоей последней покупки там же («{ $vendor }»)
    }
reason-vendor-some = как { $count } из последних { $of } там же («{ $vendor }»)
reason-words =
    { $count ->
        [1] как твоя последняя покупка, где есть «{ $words }»
        [one] как { $count } твоя последняя покупка, где есть «{ $words }»
        [few] как { $count } твои последние покупки, где есть «{ $words }»
        [many] как { $count } твоих последних покупок, где есть «{ $words }»
       *[other] как { $count } твоей последней покупки, где есть «{ $words }»
    }
reason-words-some = как { $count } из последних { $of }, где есть «{ $words }»
reason-rule-vendor = как всегда для места «{ $vendor }»
reason-rule-item = как всегда, когда это «{ $item }»
always-vendor = Всегда для места «{ $vendor }»
always-item = Всегда «{ $item }»
just-once = Только в этот раз
taught-vendor = ✓ Теперь для места «{ $vendor }» категория всегда <b>{ $category }</b>.
taught-item = ✓ Теперь «{ $item }» всегда будет в категории <b>{ $category }</b>.
taught-once = ✓ Только в этот раз: в подсказках я этого не учту.

categories-title = Твои категории и траты за этот месяц:
categories-none = Категорий пока нет: назови какую-нибудь, когда будешь записывать покупку.
categories-all-hidden = Все твои категории скрыты.
categories-hidden = Скрытые ({ $count })
categories-back = « Все категории
categories-kept = Хорошо, категории остаются как есть.
hidden-title = Скрытые категории и траты за этот месяц:
hidden-none = Скрытых категорий нет.
category-line = <b>{ $name }</b>
category-line-spent = <b>{ $name }</b> · { $sums }
category-rules = Всегда здесь: { $list }
category-is-hidden = Она скрыта: её нет ни в списке, ни в подсказках. Всё, что в ней, остаётся.
category-gone = Такой категории больше нет. Смотри /categories.
spent = Потрачено за этот месяц: { $sums }
spent-nothing = За этот месяц ничего не потрачено.
rename = Переименовать
merge = Объединить…
hide = Скрыть
unhide = Показать
forget-rules = Забыть «всегда»
rules-forgotten = Хорошо: сюда больше ничего не попадает само. Всё, что здесь есть, остаётся.
rename-question = Как теперь назвать категорию <b>{ $category }</b>?
rename-same = Она уже так называется.
renamed =
    { $count ->
        [one] ✅ <b>{ $category }</b> теперь называется <b>{ $name }</b>: { $count } покупка.
        [few] ✅ <b>{ $category }</b> теперь называется <b>{ $name }</b>: { $count } покупки.
        [many] ✅ <b>{ $category }</b> теперь называется <b>{ $name }</b>: { $count } покупок.
       *[other] ✅ <b>{ $category }</b> теперь называется <b>{ $name }</b>: { $count } покупки.
    }
merge-question = С какой категорией объединить категорию <b>{ $category }</b>?
merge-unknown = У тебя нет категории <b>{ $name }</b>.
merge-alone = Других категорий нет, объединять не с чем.
merge-budget =
    { $period ->
        [week] У каждой из категорий <b>{ $category }</b> и <b>{ $into }</b> есть бюджет на неделю. Бюджет категории <b>{ $into }</b> ({ $stays }) останется, а бюджет категории <b>{ $category }</b> ({ $goes }) будет удалён, и /undo его не вернёт.
        [month] У каждой из категорий <b>{ $category }</b> и <b>{ $into }</b> есть бюджет на месяц. Бюджет категории <b>{ $into }</b> ({ $stays }) останется, а бюджет категории <b>{ $category }</b> ({ $goes }) будет удалён, и /undo его не вернёт.
       *[year] У каждой из категорий <b>{ $category }</b> и <b>{ $into }</b> есть бюджет на год. Бюджет категории <b>{ $into }</b> ({ $stays }) останется, а бюджет категории <b>{ $category }</b> ({ $goes }) будет удалён, и /undo его не вернёт.
    }
confirm-merge =
    { $count ->
        [one] Перенести { $count } покупку из категории <b>{ $category }</b> в категорию <b>{ $into }</b>? Категории <b>{ $category }</b> больше не будет. (д/н)
        [few] Перенести { $count } покупки из категории <b>{ $category }</b> в категорию <b>{ $into }</b>? Категории <b>{ $category }</b> больше не будет. (д/н)
        [many] Перенести { $count } покупок из категории <b>{ $category }</b> в категорию <b>{ $into }</b>? Категории <b>{ $category }</b> больше не будет. (д/н)
       *[other] Перенести { $count } покупки из категории <b>{ $category }</b> в категорию <b>{ $into }</b>? Категории <b>{ $category }</b> больше не будет. (д/н)
    }
merged =
    { $count ->
        [one] ✅ { $count } покупка перенесена из категории <b>{ $category }</b> в категорию <b>{ $into }</b>.
        [few] ✅ { $count } покупки перенесены из категории <b>{ $category }</b> в категорию <b>{ $into }</b>.
        [many] ✅ { $count } покупок перенесено из категории <b>{ $category }</b> в категорию <b>{ $into }</b>.
       *[other] ✅ { $count } покупки перенесено из категории <b>{ $category }</b> в категорию <b>{ $into }</b>.
    }

## What comes again by itself

repeat = 🔁 Повторять { $how }
repeat-item = 🔁 Повторять «{ $item }» { $how }
rhythm-day =
    { $step ->
        [1] ежедневно
        [one] раз в { $step } день
        [few] раз в { $step } дня
        [many] раз в { $step } дней
       *[other] раз в { $step } дня
    }
rhythm-week =
    { $step ->
        [1] еженедельно
        [one] раз в { $step } неделю
        [few] раз в { $step } недели
        [many] раз в { $step } недель
       *[other] раз в { $step } недели
    } по { $weekday ->
        [0] воскресеньям
        [1] понедельникам
        [2] вторникам
        [3] средам
        [4] четвергам
        [5] пятницам
       *[6] субботам
    }
rhythm-month =
    { $step ->
        [1] ежемесячно
        [one] раз в { $step } месяц
        [few] раз в { $step } месяца
        [many] раз в { $step } месяцев
       *[other] раз в { $step } месяца
    } { $date }-го числа
rhythm-year =
    { $step ->
        [1] ежегодно
        [one] раз в { $step } год
        [few] раз в { $step } года
        [many] раз в { $step } лет
       *[other] раз в { $step } года
    } { $date } { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
recurring-title = Что повторяется само:
recurring-none = Само пока ничего не повторяется.
recurring-not-one = Не могу прочитать это как одну вещь с одной ценой.
recurring-how = Чтобы добавить, отправь, например, <code>/recurring аренда 30000 ежемесячно 1-го</code>.
recurring-how-often = А как часто? Напиши, например, <code>/recurring аренда 30000 ежемесячно 1-го</code>: ежедневно, еженедельно, каждый понедельник, ежемесячно, ежегодно.
recurring-rhythm-unclear = Не понимаю, как часто это должно повторяться. Я знаю <code>ежедневно</code>, <code>каждый понедельник</code>, <code>каждые 2 недели</code>, <code>ежемесячно 1-го</code>, <code>ежеквартально</code> и <code>ежегодно</code>. То, что бывает два раза в месяц, добавь дважды, каждое со своим днём. Если это когда-нибудь закончится, сначала добавь, а потом нажми «{ end-date }».
recurring-line = <b>{ $item }</b> · { $rest }
recurring-short = { $item } · { $price }
recurring-parts = { $rest }
recurring-next = следующий раз { $day }
recurring-paused = ⏸ на паузе
recurring-over = закончилось
recurring-ends = Последний раз: { $day } или раньше.
recurring-all = « Всё, что повторяется
recurring-delete = Удалить
recurring-added = 🔁 Теперь это записывается само:
recurring-already = Это уже повторяется: смотри /recurring.
recurring-full = Их уже { $max }, больше повторять я не могу. Сначала удали что-нибудь: /recurring.
recurring-gone = Это больше не повторяется: смотри /recurring.
recurring-changed = Это с тех пор изменилось: как сейчас, смотри в /recurring.
recurring-revised = ✏️ Изменено. Уже записанное остаётся как есть.
recurring-goes-on = Хорошо, повторяется без конца.
recurring-deleted = 🗑 Больше не повторяется. Уже записанное остаётся:
recurring-edit = <b>{ $item }</b>: что изменить? Отправь, например, <code>35000</code>, <code>#жильё</code>, <code>@ Хозяин</code> или <code>каждый понедельник</code>.
recurring-unclear = Непонятно, что здесь изменить.
recurring-until = <b>{ $item }</b>: в какой день последний раз? Отправь день, например 31 декабря.
recurring-endless = Без конца
recurring-recorded = 🔁 Повторяется { $how }: смотри /recurring.
recurring-many =
    { $count ->
        [one] 🔁 Подошёл срок: { $count } запись сделана за свой день. Смотри /recurring.
        [few] 🔁 Подошёл срок: { $count } записи сделаны, каждая за свой день. Смотри /recurring.
        [many] 🔁 Подошёл срок: { $count } записей сделано, каждая за свой день. Смотри /recurring.
       *[other] 🔁 Подошёл срок: { $count } записи сделано, каждая за свой день. Смотри /recurring.
    }
end-unreadable = Не могу прочитать это как день. Отправь его как 31 декабря или 2030-12-31.
end-past = Этот день уже прошёл. Отправь день, который ещё впереди.
end-date = До какого дня
pause = Пауза
resume = Продолжить

## Budgets

budget-overall = на всё
budget-period =
    { $period ->
        [week] на этой неделе
        [month] в этом месяце
       *[year] в этом году
    }
budget-left =
    { $days ->
        [one] 🟢 { $name }: осталось { $left } из { $allowed }, ещё { $days } день
        [few] 🟢 { $name }: осталось { $left } из { $allowed }, ещё { $days } дня
        [many] 🟢 { $name }: осталось { $left } из { $allowed }, ещё { $days } дней
       *[other] 🟢 { $name }: осталось { $left } из { $allowed }, ещё { $days } дня
    }
budget-low =
    { $days ->
        [one] 🟡 { $name }: осталось { $left } из { $allowed }, ещё { $days } день
        [few] 🟡 { $name }: осталось { $left } из { $allowed }, ещё { $days } дня
        [many] 🟡 { $name }: осталось { $left } из { $allowed }, ещё { $days } дней
       *[other] 🟡 { $name }: осталось { $left } из { $allowed }, ещё { $days } дня
    }
budget-over =
    { $days ->
        [one] 🔴 { $name }: на { $left } больше, чем { $allowed }, ещё { $days } день
        [few] 🔴 { $name }: на { $left } больше, чем { $allowed }, ещё { $days } дня
        [many] 🔴 { $name }: на { $left } больше, чем { $allowed }, ещё { $days } дней
       *[other] 🔴 { $name }: на { $left } больше, чем { $allowed }, ещё { $days } дня
    }
budget-bar = { $bar } { $percent } % · { $spent } { $period }
budget-carried = из них { $sum } перенесено с прошлого раза
budget-carries = Что осталось от периода, переносится на следующий.
budget-awaited = пока без курса и не учтено: { $sums }
budget-nearly = ⚠️ <b>{ $name }</b>: { $period } израсходовано 80 % бюджета.
budget-used = 🚨 <b>{ $name }</b>: { $period } бюджет израсходован.
budget-foreign = ⚪ { $name }: этот бюджет в { $currency }, а это больше не твоя валюта. Задай его заново.
budget-set = ✅ Бюджет <b>{ $name }</b>:
budget-off = ✅ Бюджета <b>{ $name }</b> больше нет.
budget-no-such = Такого бюджета нет: <b>{ $name }</b>. Смотри /budgets.
budget-full = Бюджетов уже { $max }, больше держать я не могу. Сначала убери какой-нибудь: /budgets.
budget-currency = Бюджет считается в твоей валюте, { $currency }.
budget-unclear = Не могу прочитать это как бюджет.
budget-how =
    Задать: <code>/budget еда 20000</code>, <code>/budget еда 5000 в неделю</code>, <code>/budget 60000</code> на всё. Убрать: <code>/budget еда выкл</code>.
    Если добавить <code>с переносом</code>, то, что осталось от суммы за неделю, месяц или год, перейдёт на следующий период, но только на один; перерасход не вычитается.
budgets-title = Твои бюджеты:
budgets-none = Бюджетов пока нет.

## Settings

settings-language = Язык: <b>{ $language }</b>
settings-currency = Валюта: <b>{ $currency }</b>. В ней считается цена, если валюта не названа.
settings-zone = Часовой пояс: <b>{ $zone }</b>. По нему определяется день покупки.
settings-week = Первый день недели: <b>{ $weekday }</b>
settings-numbers = Числа: <b>{ $price }</b>
settings-theme =
    { $theme ->
        [dark] Картинки: <b>тёмные</b>
       *[light] Картинки: <b>светлые</b>
    }
settings-alerts =
    { $switched ->
        [off] Предупреждения о бюджете: <b>выключены</b>
       *[on] Предупреждения о бюджете: <b>включены</b>
    }
settings-how = Изменить их можно кнопками или сообщением, например <code>/settings валюта EUR</code> или <code>/settings пояс Europe/Moscow</code>.
setting-language = Язык
setting-currency = Валюта
setting-zone = Часовой пояс
setting-week = Неделя
setting-numbers = Числа
setting-theme = Картинки
setting-alerts = Предупреждения
setting-kept = Хорошо, всё остаётся как есть.
as-usual = Как принято в моём языке
choice-unknown = Такого я не знаю. Нажми, пожалуйста, кнопку.
choice-weekday = { $weekday }
set-language = На каком языке мне говорить?
language-set = Теперь я говорю по-русски. Цена выглядит так: { $price }, а день так: { $day }
set-week = С какого дня начинается твоя неделя? Нажми на него или напиши другой.
week-set = Теперь первый день твоей недели: { $weekday }.
set-numbers = Как ты пишешь числа? Я буду писать их так же и так же читать твои.
numbers-set = Теперь я пишу числа так: <b>{ $price }</b>, и так же читаю твои.
set-theme = Картинки должны быть светлыми или тёмными?
theme-light = Светлые
theme-dark = Тёмные
theme-set =
    { $theme ->
        [dark] Теперь картинки тёмные.
       *[light] Теперь картинки светлые.
    }
set-alerts = Предупреждать, когда бюджет израсходован на 80 % и когда полностью?
alerts-on = Да, предупреждай
alerts-off = Не надо
alerts-set =
    { $switched ->
        [off] Больше не предупреждаю. Сколько осталось, по-прежнему видно под записью.
       *[on] Теперь я предупрежу, когда бюджет будет израсходован на 80 % и когда полностью.
    }
setting-digests = Напоминания и итоги
digests-title = Что я сам присылаю в этот чат:
digest-name =
    { $kind ->
        [daily] напоминание
        [weekly] итоги недели
       *[monthly] итоги месяца
    }
digest-on =
    { $kind ->
        [daily] ✓ Напоминание в { $time }, если за день ничего не записано.
        [weekly] ✓ Итоги недели, когда она закончится, в { $time }.
       *[monthly] ✓ Итоги месяца, когда он закончится, в { $time }.
    }
digest-off =
    { $kind ->
        [daily] ✗ Без напоминаний, если за день ничего не записано.
        [weekly] ✗ Без итогов недели.
       *[monthly] ✗ Без итогов месяца.
    }
digest-turn-on = ✓ { $name }
digest-turn-off = ✗ { $name }
digest-time = 🕗 { $name }
digest-when = Во сколько присылать { $name }? Отправь время как 20:00.
time-unreadable = Не могу прочитать это как время. Отправь его как 20:00.
quiet-none = Тихие часы: нет.
quiet-hours = Тихие часы: { $hours }. Всё, что пришлось на них, приходит потом, в том числе повторяющееся.
set-quiet-hours = Тихие часы
quiet-question = В какие часы мне ничего не присылать? Отправь их как 22:00–08:00.
quiet-never = Нет таких
quiet-unreadable = Не могу это прочитать. Отправь два времени, как 22:00–08:00.
reminder = 📝 За { $day } ничего не записано. Были ли траты?
reminder-how = Чтобы я напоминал реже, смотри /settings.
set-currency = В какой валюте ты платишь? Нажми на неё или отправь её код, например CHF.
currency-kept = Хорошо, цена без валюты по-прежнему в { $currency }.
currency-set = Теперь цена без валюты считается в { $currency }.
earlier-converted =
    { $count ->
        [one] { $count } покупка, записанная в другой валюте, сохраняет цену и пересчитывается.
        [few] { $count } покупки, записанные в других валютах, сохраняют цены и пересчитываются.
        [many] { $count } покупок, записанных в других валютах, сохраняют цены и пересчитываются.
       *[other] { $count } покупки, записанной в других валютах, сохраняют цены и пересчитываются.
    }
currency-unknown = Я не знаю такой валюты. Отправь её код из трёх букв, например EUR.
currency-which = Это может быть одна из нескольких валют: { $codes }. Отправь код нужной.
set-zone = Где ты? Отправь город или название часового пояса, например Europe/Moscow, или который у тебя час, например 14:05, или поделись геопозицией.
zone-offered = Какой из этих часовых поясов твой? Нажми на него или отправь номер; или отправь город или название другого.
zone-set = Хорошо, теперь твои сутки начинаются в полночь в { $zone }.
zone-kept = Хорошо, твои сутки по-прежнему начинаются в полночь в { $zone }.
zone-unknown = Я не знаю такого места или часового пояса. Попробуй ближайший большой город или название вроде Europe/Moscow.
zone-no-such-time = Такого времени сейчас нет нигде на Земле. Отправь его как 14:05, как на твоих часах.

## Leaving

abort-purchase = Прервать запись этой покупки? (д/н)
abort-category = Прервать и оставить категории как есть? (д/н)
abort-sign-up = Прервать и зарегистрироваться или войти в другой раз? (д/н)
delete-question = Отвязать этот Telegram от аккаунта? Аккаунт и покупки останутся, и ты сможешь войти снова. (д/н)
delete-dropped = Хорошо, всё остаётся как есть.
deleted = Готово: этот Telegram больше не привязан. Аккаунт и покупки на месте: напиши мне, чтобы войти снова.
erase-question =
    ⚠️ Это навсегда сотрёт аккаунт <b>{ $email }</b> и всё, что в нём есть: { $purchases ->
        [0] пока ни одной покупки,
        [one] { $purchases } покупку,
        [few] { $purchases } покупки,
        [many] { $purchases } покупок,
       *[other] { $purchases } покупки,
    } всю историю, категории, бюджеты, повторы, настройки и всё, что я помню из нашего разговора. Вернуть это не сможет никто.
erase-others =
    { $count ->
        [one] Этим аккаунтом пользуется ещё { $count } человек: у него он тоже исчезнет.
        [few] Этим аккаунтом пользуются ещё { $count } человека: у них он тоже исчезнет.
        [many] Этим аккаунтом пользуются ещё { $count } человек: у них он тоже исчезнет.
       *[other] Этим аккаунтом пользуются ещё { $count } человека: у них он тоже исчезнет.
    }
erase-export-first = Сначала забери всё с собой: <code>/export json</code> или кнопка пришлёт файл, который я смогу прочитать снова.
erase-how = Чтобы стереть, напиши адрес почты этого аккаунта: <code>{ $email }</code>. Любой другой ответ оставит всё как есть.
erase-export = Сначала пришли мне всё
erase-keep = Оставить аккаунт
erase-differs = Это не тот адрес, поэтому ничего не стёрто.
erase-file-waits = Файл, который ты просишь, ещё в пути, а сделать его можно, только пока аккаунт есть. Напиши адрес ещё раз, когда получишь файл.
erased = Готово: аккаунта и всего, что в нём было, больше нет ни здесь, ни в том, что ещё ждало отправки. У того, кто управляет этим ботом, могут быть резервные копии; исчезнет аккаунт и из них, когда их сменят новые. До встречи! Напиши мне, если захочешь начать заново.
erased-by = Ваш общий аккаунт и всё, что в нём было, стёрты. Кто это сделал: { $name }. Напиши мне, если хочешь завести свой.
erased-by-operator = Твой аккаунт и всё, что в нём было, стёрты тем, кто управляет этим ботом. Напиши мне, если хочешь начать заново.

## When something does not fit

unsupported =
    { $kind ->
        [photo] Я не умею читать картинки, только подпись под ними.
        [sticker] Я не умею читать стикеры.
        [voice] Я не умею слушать голосовые сообщения.
        [video] Я не умею смотреть видео.
        [animation] Я не умею смотреть анимации.
        [audio] Я не умею слушать аудиофайлы.
        [file] Сейчас я не могу принять файл.
        [location] Я не умею работать с геопозицией.
        [contact] Я не умею работать с контактами.
        [poll] Я не умею участвовать в опросах.
       *[other] Я не умею читать такие сообщения.
    } Отправь, пожалуйста, текстом.
edit-ignored = Вижу, что сообщение изменено. Я слежу только за сообщениями с записями, так что ничего не меняется. Чтобы изменить запись, ответь на неё или смотри /edit.
lost-thread = Я сбился и не помню, что мы делали. Всё записанное на месте; начни, пожалуйста, сначала.
sorry-failed = Извини, с твоим сообщением что-то пошло не так, и обработать его не удалось. Попробуй ещё раз, пожалуйста.

## Pictures

picture-amount = { $amount }
picture-share = { $share }
picture-day = { $day }
# what is spent so far, beside the budget
picture-of-budget = { $spent } из { $budget }
picture-budget = Бюджет { $budget }
# the categories that have no bar of their own
picture-others = { $count ->
    [one] Ещё { $count } категория
    [few] Ещё { $count } категории
    [many] Ещё { $count } категорий
   *[other] Ещё { $count } категории
}
picture-no-category = Без категории
picture-nothing = Ничего не потрачено

# Files: /export, and what a person sends

export-how = Отправь <code>/export</code>, при желании с форматом (один из { $formats }) и периодом: <code>/export csv 2026-03</code>, <code>/export 2026-01-15..2026-02</code>.
export-everything = Всё из твоего аккаунта, вместе с историей.
export-all = Все твои покупки в формате { $format }.
export-day = Твои покупки за { $day } в формате { $format }.
export-span = Твои покупки с { $from } по { $to } в формате { $format }.
export-back = Чтобы вернуть всё из файла, отправь его мне: дважды ничего не запишется.
export-not-made = Сделать и отправить этот файл вовремя не удалось. Ничего не потеряно. Запроси его ещё раз позже или выбери период короче: <code>/export csv 2026</code>.
export-forbidden = В этой группе мне нельзя отправлять файлы. Запроси этот файл в нашем личном чате.
export-too-large = Файл больше 50 МБ, а больше Telegram от бота не принимает. Тот, кто управляет этим ботом, может записать его командой <code>spndr export --format { $format } -o { $name }</code>. Или выбери период короче: <code>/export csv 2026</code>.
import-too-large = Файл больше 20 МБ, а больше Telegram боту не отдаёт. Отправь его по частям или попроси того, кто управляет этим ботом, прочитать его командой <code>spndr import</code>.
import-gone = Этого файла в Telegram больше нет. Отправь его ещё раз.
import-empty = Этот файл пуст.
import-unknown = Не могу прочитать этот файл. Я знаю файлы из /export и таблицы CSV: их умеют сохранять любая электронная таблица и почти любой банк.
import-not-whole = Файл неполный или изменён: ничего не импортировано. Выгрузи его ещё раз.
import-columns = Непонятно, какие столбцы читать. В файле есть: { $columns }. В таблице CSV нужны названия вроде Дата, Сумма и Описание; тот, кто управляет этим ботом, может указать, где что, с помощью <code>spndr import --map</code>.
import-found =
    <b>{ $name }</b> ({ $format }): { $added ->
        [one] { $added } новая покупка
        [few] { $added } новые покупки
        [many] { $added } новых покупок
       *[other] { $added } новой покупки
    }, изменено: { $changed }, уже есть: { $same }{ $removed ->
        [0] .
       *[other] , удалено здесь и не возвращается: { $removed }.
    }
import-plans = Новых бюджетов и повторяющихся записей: { $count }.
import-read-as = Я читаю так: <code>{ $map }</code>
import-example =
    { $day } · { $item } · { $kind ->
        [income] + { $price }
        [refund] ↩ { $price }
       *[expense] { $price }
    }
import-left-out = Прочитать не могу и пропускаю:
import-problem =
    Строка { $line }: { $problem ->
        [amount] нет суммы
        [currency] нет знакомой валюты
        [date] нет дня
        [item] нет названия в 1–200 символов
        [twice] та же покупка ещё раз
        [kind] ни расход, ни доход, ни возврат
        [cut-off] файл слишком рано обрывается
        [newer] записано более новым spndr
        [unsupported] говорит о следующих строках то, чего я не понимаю
        [columns] столбцов больше, чем в заголовке
        [unpaid] не оплачено или ещё не проведено
       *[other] не читается
    } <i>{ $words }</i>
import-problems-more =
    { $count ->
        [one] и ещё { $count } строка
        [few] и ещё { $count } строки
        [many] и ещё { $count } строк
       *[other] и ещё { $count } строки
    }
import-question = Импортировать?
import-yes = Импортировать
import-no = Отмена
import-swap-dates = Другой формат дат
import-swap-decimal = Другой десятичный знак
import-swap-spent = Другой знак суммы
import-how = Нажми кнопку. Если столбец не тот, напиши, какой нужен: <code>date=Дата, item=Описание</code>.
import-dropped = Ничего не импортировано.
import-done =
    Импортировано: { $added ->
        [one] { $added } новая покупка
        [few] { $added } новые покупки
        [many] { $added } новых покупок
       *[other] { $added } новой покупки
    }, изменено: { $changed }.
import-undone =
    Импорт отменён: { $count ->
        [one] { $count } покупка
        [few] { $count } покупки
        [many] { $count } покупок
       *[other] { $count } покупки
    }.
import-redone =
    Импорт возвращён: { $count ->
        [one] { $count } покупка
        [few] { $count } покупки
        [many] { $count } покупок
       *[other] { $count } покупки
    }.

## Кто пользуется аккаунтом

command-link = дать кому-то доступ к этому аккаунту без пароля
command-links = посмотреть, у кого есть доступ к аккаунту, и отозвать его
command-password = сменить пароль этого аккаунта
code-refused = Этот код не действует: он неверный, уже использован или устарел. Попроси другой.
code-needless = Ты уже пользуешься аккаунтом, код остаётся неиспользованным. Чтобы войти с ним в другой, сначала выйди из своего: /delete.
tries-wait =
    { $seconds ->
        [one] Слишком много попыток. Подожди { $seconds } секунду.
        [few] Слишком много попыток. Подожди { $seconds } секунды.
        [many] Слишком много попыток. Подожди { $seconds } секунд.
       *[other] Слишком много попыток. Подожди { $seconds } секунды.
    }
link-code =
    Кто откроет эту ссылку в течение { $minutes } минут, будет пользоваться этим аккаунтом вместе с тобой. Она сработает один раз: больше никому её не давай.
    { $url }
link-new =
    🔗 Новый человек в этом аккаунте: { $name } ({ $moment }), { $how ->
        [code] вход по коду из /link
       *[password] вход по паролю
    }. Если не знаешь, кто это, отзови доступ здесь и предупреди тех, с кем делишь аккаунт.
links-title = Этим аккаунтом пользуются:
link-row =
    { $name } · { $moment } · { $how ->
        [password] по паролю
        [code] по коду
        [sign-up] регистрация
        [import] импорт
       *[unknown] есть доступ
    } · { $here ->
        [yes] этот чат
       *[no] другой чат
    }
revoke = Удалить: { $name }
link-revoked = { $name } больше не пользуется этим аккаунтом. Если этому человеку известен пароль, смени его: /password
link-was-revoked = У тебя больше нет доступа к аккаунту { $email }: его отозвал кто-то из тех, кто им пользуется.
somebody = Кто-то
private-only = Это для нашего личного чата: здесь увидят другие.
log-in-allow = 🔑 { $name } знает пароль этого аккаунта ({ $moment }). Разрешить пользоваться им вместе с тобой? Жду { $minutes } минут.
allow = Разрешить
refuse = Отказать
log-in-awaits = Кто-то из пользователей этого аккаунта должен разрешить вход в течение { $minutes } минут. Тогда я тебе напишу.
log-in-nobody = Вход должен разрешить кто-то из пользователей этого аккаунта, но спросить некого. Обратись к тому, кто управляет этим ботом.
log-in-allowed = { $name } теперь пользуется этим аккаунтом с твоего разрешения.
log-in-withheld = { $name } не получает доступа к этому аккаунту. Если не знаешь, кто это, твой пароль известен другим: смени его командой /password.
log-in-was-withheld = Во входе отказано.
password-new = Каким будет теперь пароль аккаунта <b>{ $email }</b>? Не короче { $min } символов и не из самых распространённых.
password-keep = Оставить прежний пароль
password-kept = Хорошо, пароль остаётся прежним.
password-changed = Пароль аккаунта <b>{ $email }</b> изменён: с прежним больше никто не войдёт. Кто уже пользуется этим аккаунтом, продолжает; кто это, покажет /links.
password-changed-by = 🔑 { $name }: пароль этого аккаунта изменён ({ $moment }). Он нужен, только чтобы войти заново. Если не знаешь, кто это, доступ отзывает /links.
password-changed-by-operator = 🔑 Пароль этого аккаунта изменён тем, кто управляет этим ботом. Он нужен, только чтобы войти заново.
not-allowed = Этот бот частный.
sign-up-closed = Новые аккаунты здесь не создаются. Если аккаунт есть, войди; уйти можно с помощью /quit.
invite-code = Чтобы создать аккаунт, нужно приглашение от того, кто управляет этим ботом. Пришли его код.
sign-up-failed = Аккаунт не получился. Если он у тебя уже есть, войди; если нет, попробуй другой адрес. Напиши мне, чтобы начать заново.
sign-up-tried = ⚠️ Кто-то пытался создать аккаунт с твоим адресом { $email } ({ $moment }). Ничего не раскрыто и не изменилось; если это твоя попытка, этот аккаунт у тебя уже есть.
first-account = До тебя аккаунтов здесь ещё не было. Пока SPNDR_SIGNUP не задан, зарегистрироваться может кто угодно: с <code>closed</code> больше никто, с <code>invite</code> только тот, у кого есть код из <code>spndr invite</code>.
