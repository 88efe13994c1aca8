# How things are named here: one key per sentence. Markup: <b>, <i> and <code> of Telegram's HTML.

## Buttons and answers

yes = Yes
no = No
skip = Skip
older = Older »
newer = « Newer
previous-page = «
next-page = »
keep = Keep { $what }
leave-as-is = Leave it as it is
choice = { $what }
numbered = { $number }. { $what }
chosen = ✓ { $choice }
say-yes-or-no = Please answer y or n.
say-one-or-two = Please answer 1 or 2.
button-unknown = I don’t know this button.
button-stale = This question is already settled.
button-not-yours = This button is for someone else.
button-no-account = You have no account with me, or not any more. Write to me to sign up or log in.
button-changed = This entry has changed since. Reply to it, or see /edit for how it stands.

## Signing up and logging in

welcome = 👋 Hi, { $name }! I’m spndr. Tell me what you spend, and I’ll keep track of it.
sign-up-offer = Would you like to sign up? (y/n)
goodbye = 👋 Goodbye! Write to me if you change your mind.
way-in =
    Good! Do you have an account?
    1. Yes, log me in
    2. No, create one
way-log-in = 1. Log in
way-sign-up = 2. Create an account
sign-up-email = What is your e-mail address? You will log in with it.
sign-up-password = Choose a password of at least { $min } characters that is not one of the most common.
log-in-email = What is the e-mail address of your account?
log-in-password = And your password?
log-in-refused = This e-mail address and password don’t match. Let’s try again, or leave with /quit.
log-in-wait =
    { $seconds ->
        [one] Too many wrong passwords. Please wait a second, then send yours again.
       *[other] Too many wrong passwords. Please wait { $seconds } seconds, then send yours again.
    }
email-invalid = This is not an e-mail address I can use. It should look like name@example.com.
email-too-long = This is too long for an e-mail address: at most { $max } characters, please.
password-too-short = This is too short: a password needs at least { $min } characters.
password-too-long = This is too long: a password can have at most { $max } characters.
password-too-common = This is one of the most common passwords, and attackers try those first. Please choose another one.
password-slash = A password cannot start with “/”: that is for commands.
signed-up = 🎉 Your account <b>{ $email }</b> is ready.
prices-are-in = A price without a currency is in { $currency }.
days-are-in = Your days begin at midnight in this time zone: { $zone }.
first-currency = Is { $currency } right? Otherwise tap another currency, or send its code, such as CHF.
logged-in = You are logged in as <b>{ $email }</b>.
password-deleted = I deleted your message with the password from this chat, so that nobody can read it here.
needs-account = That needs an account. Let’s finish this first.
only-in-private = I don’t know you yet. Open a private chat with me to sign up or log in; then I can answer you here too.

## Commands

help-entries =
    Just write what you spent, one line for each purchase: <code>12.50 lunch @ Corner Café #food yesterday</code>. To change it, edit your message, or reply to it or to my answer: <code>18.50</code>, <code>#food</code>, <code>undo</code>.
help-files = Send me a file, and I’ll import it: a table from your bank (.csv), or what /export gave you.
help-idle = You can say:
help-open = Answer the question below, or say:
help-line = /{ $name } – { $does }
command-new = record a purchase
command-show = show your latest purchases
command-today = what you spent today
command-week = what you spent this week
command-month = what you spent this month
command-year = what you spent this year
command-stats = what you spent in any period
command-search = find entries
command-export = get your purchases as a file
command-undo = take back your last change
command-redo = redo what you took back
command-edit = change an entry
command-history = see everything that happened to an entry
command-categories = see and tidy up your categories
command-recurring = see what repeats by itself, such as rent
command-budget = set the most you want to spend
command-budgets = see what is left of your budgets
command-settings = choose your language, currency, time zone and more
command-abort = stop what we are doing (I ask first)
command-quit = stop what we are doing (I don’t ask first)
command-delete = unlink this Telegram user from your account
command-erase = erase your account and everything in it
command-help = what you can say now
command-start = say hello
command-skip = leave this question open
unknown-command = There is no command /{ $name }. See /help for what I understand.
not-a-command = I don’t know this command. See /help for what I understand.
did-you-mean = Did you mean /{ $name }?
one-at-a-time = One thing at a time: please answer this first, or /abort it.
nothing-open = There is nothing to leave or skip: we are not in the middle of anything.
cannot-skip = This question needs an answer.
hello = 👋 Hello, { $name }!
hello-open = 👋 Hello, { $name }! We are in the middle of something:

## Recording a purchase

how-to-enter = Just write what you spent, for example <code>coffee 3.50</code> or <code>12.50 lunch @ Corner Café #food yesterday</code>. See /help for more.
new-item = What did you buy?
new-price = What did <b>{ $item }</b> cost?
new-vendor = Where did you buy it? Skip it with the button, /skip or “-”.
new-category = What category is it? Skip it with the button, /skip or “-”.
recorded = ✅ Recorded:
purchase-dropped = Stopped. Nothing was recorded.

purchase = { $number }. <b>{ $item }</b> · { $rest }
purchase-short = { $number }. { $item } · { $price }
part-price = { $price }
part-given = that is { $price }
part-income = income of { $price }
part-refund = refund of { $price }
part-vendor = at { $vendor }
part-category = in { $category }
part-tags = tagged { $tags }
part-day = { $day }
part-spread =
    over { $unit ->
        [day] { $count ->
            [one] { $count } day
           *[other] { $count } days
        }
        [week] { $count ->
            [one] { $count } week
           *[other] { $count } weeks
        }
        [month] { $count ->
            [one] { $count } month
           *[other] { $count } months
        }
       *[year] { $count ->
            [one] { $count } year
           *[other] { $count } years
        }
    }
part-more = …
total = Total: <b>{ $sums }</b>
total-income = Income: <b>{ $sums }</b>
and-more =
    { $count ->
        [one] … and one more.
       *[other] … and { $count } more.
    }

price-converted = { $price } (≈ { $converted })
price-awaits-rate = { $price } (no rate yet)
rate-used = 1 { $from } is { $rate } { $to }: the rate of { $day }.
rate-own = 1 { $from } is { $rate } { $to }: your own rate.
rate-awaited = There is no rate from { $from } to { $to } for this day yet. I’ll fill in the amount when there is one.

words-empty = I need at least one character.
words-too-long = This is too long: at most { $max } characters, please.
words-hidden = There are invisible characters in this text. Please type it without them.

price-unreadable = I can’t read this as a price. Write it like 3.50, 3,50, €5 or 5 USD.
price-zero = A price must be more than zero.
price-negative = A price can’t be negative.
price-too-large = This is more than I can record: at most 999,999,999,999.99.
price-too-many-decimals = This price has more decimals than its currency allows.
price-ambiguous = I can read this price in more than one way. Write it like 1234.50 EUR: the currency as three letters, and no thousands separator.

## When a line is not clear

entry-no-amount = I can’t find an amount in this.
entry-amount-inside = Is { $amount } the price? Then please write it first, last or with its currency: <code>{ $better }</code>
entry-too-long = This is too long: at most { $max } characters, please. Nothing was recorded.
entry-too-many-lines = That’s too many lines: at most { $max } at once, please. Nothing was recorded.
entry-too-many = That’s too many entries in one line: at most { $max }, please.
entry-item-too-long = The item is too long: at most { $max } characters, please.
entry-name-too-long = A name in this is too long: at most { $max } characters, please.
entry-split-too-much = The parts add up to more than the whole.
entry-split-currencies = The parts must be in the currency of the whole.
entry-line-problem = ⚠️ “{ $words }” was not recorded. { $reason }
entry-more-problems =
    { $count ->
        [one] ⚠️ And one more line was not recorded.
       *[other] ⚠️ And { $count } more lines were not recorded.
    }
entry-item = What was this for: “{ $words }”?
entry-item-amount = This is an amount too.
never-mind = Never mind
question-amount = Which amount do you mean in “{ $words }”?
question-currency = Which currency do you mean in “{ $words }”?
question-date = What do you mean in “{ $words }”?
question-category = Which category do you mean in “{ $words }”?
question-vendor = Where was it: “{ $words }”?
question-split = The parts of “{ $words }” don’t add up to the whole. What about the rest?
question-kind = Several lines begin with a dash, such as “{ $words }”. Is that a list of what you bought, or money that you got back?
question-which = This message is about several entries. Which one do you mean?
choice-money = { $price }
choice-day = { $day }
choice-word = { $word }
choice-rest = Record { $price } too
choice-drop = Leave it out
choice-bought = Bought
choice-back = Money back

## Mending what was recorded

corrected = ✏️ Changed:
removed = 🗑 Removed:
brought-back = ♻️ Back again:
stands = As it stands:
undone = ↩️ Undone.
redone = ↪️ Redone.
turned-nothing = Someone else has changed this since: I left it as it is.
undo-nothing = There is nothing of yours to undo.
redo-nothing = There is nothing to redo.
entry-stays = What was recorded stays as it is.
nothing-changed = Nothing to change: it is like that already.
undo = Undo
redo = Redo
edit = Edit
remove = Remove
history = History
back = Back
change-category = Category
category-none = No category
category-which = Which category? For another one, reply to this message, for example with <code>#food</code>.
edit-which = Which entry do you want to change?
history-which = Which entry’s history do you want to see?
no-such-entry = There is no entry with this number. See /show for yours.
entry-not-yours = This entry belongs to another account, so I can’t change it for you.
entry-gone = I can’t find this entry any more.
entry-is-removed = This entry is removed. Reply <code>undo</code> to bring it back.
mend-how = Reply to this message with what should be different: <code>18.50</code>, <code>#food</code>, <code>@Lidl</code>, <code>yesterday</code>, <code>undo</code>, <code>delete</code>, <code>refund 5</code> or <code>split 2 tea, rest cake</code>. Or edit your own message.
mend-not-understood = I don’t know what to change with “{ $words }”.
split-how = To split an entry, reply with, for example, <code>split 20 car, 5 tea</code>: the rest stays. The parts can’t add up to more than the whole.

history-title = What happened to
history-earlier =
    { $count ->
        [one] … one earlier change …
       *[other] … { $count } earlier changes …
    }
history-step = <b>{ $moment }</b> · { $who } · { $what }
history-you = you
history-person = { $name }
history-recorded = recorded
history-corrected = changed
history-undone = undone
history-redone = redone
history-imported = imported
history-first = • { $item } · { $price }
history-field = • { $field }: { $before } → { $after }
history-removed = • removed
history-brought-back = • back again
field-kind = kind
field-item = item
field-price = price
field-given = in another currency
field-vendor = where
field-category = category
field-tags = tags
field-day = day
field-spread = spread
field-none = none
value-kind =
    { $kind ->
        [income] income
        [refund] refund
       *[expense] expense
    }

## Showing purchases

show-title = Your purchases, the newest first:
show-none = You have not recorded anything yet.

## Reports

report-title = <b>{ $period }</b>
report-period = { $period }
report-none = Nothing was spent or earned.
report-spent = Spent: <b>{ $sums }</b>
report-before = Before ({ $period }): { $sum }
report-line = { $name }: { $parts }
report-name = { $name }
report-share = { NUMBER($percent, maximumFractionDigits: 0) }%
change-up = ▲ { NUMBER($percent, maximumFractionDigits: 0) }%
change-down = ▼ { NUMBER($percent, maximumFractionDigits: 0) }%
change-same = as before
change-new = new
report-vendors = Most at: { $vendors }
report-vendor = { $name } { $sum }
report-abroad = In other currencies: { $sums }
report-awaited =
    { $count ->
        [one] One entry has no rate to { $currency } yet, and is not counted.
       *[other] { $count } entries have no rate to { $currency } yet, and are not counted.
    }
report-coming = Still to come by { $day }: { $sums }
report-earlier = « { $period }
report-later = { $period } »
report-categories = Categories
report-by-vendor = Vendors
report-people = People
report-parts = Over time
report-categories-title = <b>{ $period }</b> by category:
report-vendors-title = <b>{ $period }</b> by vendor:
report-people-title = <b>{ $period }</b> by person:
report-days-title = <b>{ $period }</b> day by day:
report-parts-title = <b>{ $period }</b> over time:
report-name-title = <b>{ $name }</b> · { $period } · { $sums }
vendor-none = No vendor
chart-days = Day by day
chart-months = Month by month
chart-categories = By category
period-unreadable = I don’t know which period you mean. Send, for example, <code>/stats last month</code>, <code>/stats march..may</code>, <code>/stats 2025</code> or <code>/stats 2025-03-01..2025-03-15</code>.

## Searching

search-how = What are you looking for? Send, for example, <code>/search coffee</code>, <code>/search 10..20 #food last month</code> or <code>/search @Lidl 2025</code>.
search-gone = This search was too long ago. Please search again.
found-none = I found nothing like that.
found =
    { $count ->
        [one] Found one entry.
       *[other] Found { $count } entries.
    }

## Categories

suggested = In <b>{ $category }</b>, { $reason }.
suggested-numbered = { $numbers }: in <b>{ $category }</b>, { $reason }.
suggested-more =
    { $count ->
        [one] One more is where you put others like it before.
       *[other] { $count } more are where you put others like them before.
    }
offered = Is it <b>{ $category }</b>, { $reason }?
reason-vendor =
    { $count ->
        [one] like your last one at { $vendor }
       *[other] like your last { $count } at { $vendor }
    }
reason-vendor-some = like { $count } of your last { $of } at { $vendor }
reason-words =
    { $count ->
        [one] like your last one with “{ $words }”
       *[other] like your last { $count } with “{ $words }”
    }
reason-words-some = like { $count } of your last { $of } with “{ $words }”
reason-rule-vendor = as always at { $vendor }
reason-rule-item = as always with “{ $item }”
always-vendor = Always at { $vendor }
always-item = Always “{ $item }”
just-once = Just once
taught-vendor = ✓ From now on, what you buy at { $vendor } always goes into <b>{ $category }</b>.
taught-item = ✓ From now on, “{ $item }” always goes into <b>{ $category }</b>.
taught-once = ✓ Just this once: it will not count when I suggest a category.

categories-title = Your categories, with what you spent this month:
categories-none = You have no categories yet: name one when you record a purchase.
categories-all-hidden = All your categories are hidden.
categories-hidden = Hidden ({ $count })
categories-back = « All categories
categories-kept = Good, your categories stay as they are.
hidden-title = Hidden categories, with what you spent this month:
hidden-none = No category is hidden.
category-line = <b>{ $name }</b>
category-line-spent = <b>{ $name }</b> · { $sums }
category-rules = Always in here: { $list }
category-is-hidden = It is hidden: neither listed nor suggested. What is in it stays.
category-gone = There is no such category any more. See /categories.
spent = Spent this month: { $sums }
spent-nothing = Nothing spent this month.
rename = Rename
merge = Merge into…
hide = Hide
unhide = Show again
forget-rules = Forget “always”
rules-forgotten = Good: nothing is put in here automatically any more. What is in it stays.
rename-question = What should <b>{ $category }</b> be called?
rename-same = It is called that already.
renamed =
    { $count ->
        [one] ✅ <b>{ $category }</b> is now called <b>{ $name }</b>: one purchase.
       *[other] ✅ <b>{ $category }</b> is now called <b>{ $name }</b>: { $count } purchases.
    }
merge-question = Which category should <b>{ $category }</b> become part of?
merge-unknown = You have no category <b>{ $name }</b>.
merge-alone = There is no other category to merge it into.
merge-budget =
    { $period ->
        [week] <b>{ $category }</b> and <b>{ $into }</b> both have a weekly budget. The one for <b>{ $into }</b> ({ $stays }) stays; the one for <b>{ $category }</b> ({ $goes }) will be deleted, and /undo will not bring it back.
        [month] <b>{ $category }</b> and <b>{ $into }</b> both have a monthly budget. The one for <b>{ $into }</b> ({ $stays }) stays; the one for <b>{ $category }</b> ({ $goes }) will be deleted, and /undo will not bring it back.
       *[year] <b>{ $category }</b> and <b>{ $into }</b> both have a yearly budget. The one for <b>{ $into }</b> ({ $stays }) stays; the one for <b>{ $category }</b> ({ $goes }) will be deleted, and /undo will not bring it back.
    }
confirm-merge =
    { $count ->
        [one] Move the one purchase from <b>{ $category }</b> to <b>{ $into }</b>? <b>{ $category }</b> will then be gone. (y/n)
       *[other] Move all { $count } purchases from <b>{ $category }</b> to <b>{ $into }</b>? <b>{ $category }</b> will then be gone. (y/n)
    }
merged =
    { $count ->
        [one] ✅ One purchase moved from <b>{ $category }</b> to <b>{ $into }</b>.
       *[other] ✅ { $count } purchases moved from <b>{ $category }</b> to <b>{ $into }</b>.
    }

## What repeats by itself

repeat = 🔁 Repeat { $how }
repeat-item = 🔁 Repeat “{ $item }” { $how }
rhythm-day =
    { $step ->
        [1] daily
       *[other] every { $step } days
    }
rhythm-week =
    { $step ->
        [1] weekly
       *[other] every { $step } weeks
    } on { $weekday ->
        [0] Sunday
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
       *[6] Saturday
    }
rhythm-month =
    { $step ->
        [1] monthly
       *[other] every { $step } months
    } on the { $date ->
        [1] 1st
        [2] 2nd
        [3] 3rd
        [21] 21st
        [22] 22nd
        [23] 23rd
        [31] 31st
       *[other] { $date }th
    }
rhythm-year =
    { $step ->
        [1] yearly
       *[other] every { $step } years
    } on { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $date }
recurring-title = What repeats by itself:
recurring-none = Nothing of yours repeats by itself yet.
recurring-not-one = I can’t read this as one thing with one price.
recurring-how = To add something, send, for example, <code>/recurring rent 900 monthly on the 1st</code>.
recurring-how-often = And how often? Say it like <code>/recurring rent 900 monthly on the 1st</code>: daily, weekly, every Monday, monthly, yearly.
recurring-rhythm-unclear = I can’t tell how often that should come. I know <code>daily</code>, <code>every Monday</code>, <code>every 2 weeks</code>, <code>monthly on the 1st</code>, <code>quarterly</code> and <code>yearly</code>. Add what comes twice a month as two, each with its own day. If it will end one day, add it first and then tap “{ end-date }”.
recurring-line = <b>{ $item }</b> · { $rest }
recurring-short = { $item } · { $price }
recurring-parts = { $rest }
recurring-next = next on { $day }
recurring-paused = ⏸ paused
recurring-over = over
recurring-ends = The last one comes on or before { $day }.
recurring-all = « All that recurs
recurring-delete = Delete
recurring-added = 🔁 From now on this comes by itself:
recurring-already = This repeats already: see /recurring.
recurring-full = There are { $max } already, which is as many as I can repeat. Delete one first: see /recurring.
recurring-gone = This does not recur any more: see /recurring.
recurring-changed = This has changed since: see /recurring for how it stands.
recurring-revised = ✏️ Changed. What was recorded stays as it is.
recurring-goes-on = Good, it goes on without end.
recurring-deleted = 🗑 This will not come again. What was recorded stays:
recurring-edit = What should be different about <b>{ $item }</b>? Send, for example, <code>950</code>, <code>#housing</code>, <code>@ landlord</code> or <code>weekly on Monday</code>.
recurring-unclear = I don’t know what to change with that.
recurring-until = What is the last day on which <b>{ $item }</b> may come? Send a day, such as 31 December.
recurring-endless = No end
recurring-recorded = 🔁 It comes { $how }: see /recurring.
recurring-many =
    { $count ->
        [one] 🔁 One that was due has been recorded on its own day.
       *[other] 🔁 { $count } that were due have been recorded, each on its own day. See /recurring.
    }
end-unreadable = I can’t read this as a day. Send it like 31 December or 2030-12-31.
end-past = This day is past. Send one that is still to come.
end-date = End date
pause = Pause
resume = Resume

## Budgets

budget-overall = everything
budget-period =
    { $period ->
        [week] this week
        [month] this month
       *[year] this year
    }
budget-left =
    { $days ->
        [one] 🟢 { $name }: { $left } of { $allowed } left, one day to go
       *[other] 🟢 { $name }: { $left } of { $allowed } left, { $days } days to go
    }
budget-low =
    { $days ->
        [one] 🟡 { $name }: { $left } of { $allowed } left, one day to go
       *[other] 🟡 { $name }: { $left } of { $allowed } left, { $days } days to go
    }
budget-over =
    { $days ->
        [one] 🔴 { $name }: { $left } over { $allowed }, one day to go
       *[other] 🔴 { $name }: { $left } over { $allowed }, { $days } days to go
    }
budget-bar = { $bar } { $percent }% · { $spent } { $period }
budget-carried = with { $sum } left over from before
budget-carries = What is left over from one period is added to the next.
budget-awaited = without a rate yet, and not counted: { $sums }
budget-nearly = ⚠️ <b>{ $name }</b>: 80% of the budget has been used { $period }.
budget-used = 🚨 <b>{ $name }</b>: the budget has been used up { $period }.
budget-foreign = ⚪ { $name }: this budget is in { $currency }, which is not your currency any more. Set it again.
budget-set = ✅ The budget for <b>{ $name }</b>:
budget-off = ✅ There is no budget for <b>{ $name }</b> any more.
budget-no-such = There is no such budget for <b>{ $name }</b>. See /budgets.
budget-full = There are { $max } budgets already, which is as many as I can keep. Take one off first: see /budgets.
budget-currency = A budget is in your own currency, { $currency }.
budget-unclear = I can’t read this as a budget.
budget-how =
    Set one like <code>/budget food 200</code>, <code>/budget food 50 weekly</code>, <code>/budget 1500</code> for everything, or take it off: <code>/budget food off</code>.
    With <code>carry over</code>, what is left of the amount for a week, month or year is added to the next one, and to that one only; what was overspent is not taken off.
budgets-title = Your budgets:
budgets-none = You have no budgets yet.

## Settings

settings-language = Language: <b>{ $language }</b>
settings-currency = Currency: <b>{ $currency }</b>. A price that names none is in it.
settings-zone = Time zone: <b>{ $zone }</b>. It decides which day it is when you buy something.
settings-week = First day of the week: <b>{ $weekday }</b>
settings-numbers = Numbers: <b>{ $price }</b>
settings-theme =
    { $theme ->
        [dark] Pictures: <b>dark</b>
       *[light] Pictures: <b>light</b>
    }
settings-alerts =
    { $switched ->
        [off] Budget alerts: <b>off</b>
       *[on] Budget alerts: <b>on</b>
    }
settings-how = Change them with the buttons, or send, for example, <code>/settings currency EUR</code> or <code>/settings zone Europe/Berlin</code>.
setting-language = Language
setting-currency = Currency
setting-zone = Time zone
setting-week = Week
setting-numbers = Numbers
setting-theme = Pictures
setting-alerts = Budget alerts
setting-kept = Good, that stays as it is.
as-usual = As usual in my language
choice-unknown = I don’t know this one. Please tap a button.
choice-weekday = { $weekday }
set-language = Which language shall I speak?
language-set = From now on I speak English. A price looks like { $price }, a day like { $day }.
set-week = On which day do your weeks begin? Tap it, or type another one.
week-set = From now on the first day of your week is { $weekday }.
set-numbers = How do you write numbers? I’ll write mine and read yours that way.
numbers-set = From now on I write numbers like <b>{ $price }</b>, and read yours that way too.
set-theme = Shall pictures be light or dark?
theme-light = Light
theme-dark = Dark
theme-set =
    { $theme ->
        [dark] From now on pictures are dark.
       *[light] From now on pictures are light.
    }
set-alerts = Shall I tell you when 80% of a budget, or all of it, is used up?
alerts-on = Yes, alert me
alerts-off = No alerts
alerts-set =
    { $switched ->
        [off] From now on I give no alerts. What is left is still shown below an entry.
       *[on] From now on I’ll tell you when 80% of a budget, or all of it, is used up.
    }
setting-digests = Reminders and summaries
digests-title = What I send to this chat unasked:
digest-name =
    { $kind ->
        [daily] reminder
        [weekly] weekly summary
       *[monthly] monthly summary
    }
digest-on =
    { $kind ->
        [daily] ✓ A reminder at { $time } on days when nothing was entered.
        [weekly] ✓ A summary of the week when it is over, at { $time }.
       *[monthly] ✓ A summary of the month when it is over, at { $time }.
    }
digest-off =
    { $kind ->
        [daily] ✗ No reminder on days when nothing was entered.
        [weekly] ✗ No summary of the week.
       *[monthly] ✗ No summary of the month.
    }
digest-turn-on = ✓ { $name }
digest-turn-off = ✗ { $name }
digest-time = 🕗 { $name }
digest-when = At what time should the { $name } come? Send it like 20:00.
time-unreadable = I can’t read this as a time of day. Send it like 20:00.
quiet-none = Quiet hours: none.
quiet-hours = Quiet hours: { $hours }. What would come then comes afterwards, and so does what recurs.
set-quiet-hours = Quiet hours
quiet-question = Between which times should I send nothing unasked? Send it like 22:00–08:00.
quiet-never = None
quiet-unreadable = I can’t read this. Send two times, like 22:00–08:00.
reminder = 📝 Nothing has been entered for { $day }. Was there anything?
reminder-how = To get fewer reminders, see /settings.
set-currency = Which currency do you pay with? Tap one, or send its code, such as CHF.
currency-kept = Good, a price without a currency stays in { $currency }.
currency-set = From now on a price without a currency is in { $currency }.
earlier-converted =
    { $count ->
        [one] The purchase that you recorded in another currency keeps its price, and is converted.
       *[other] The { $count } purchases that you recorded in other currencies keep their prices, and are converted.
    }
currency-unknown = I don’t know this currency. Send its three-letter code, such as EUR.
currency-which = That could be one of several: { $codes }. Send the code of the one you mean.
set-zone = Where are you? Send a city or the name of a time zone, such as Europe/Berlin, or what time it is where you are, such as 14:05, or share a location.
zone-offered = Which of these is your time zone? Tap it or send its number; or send a city, or the name of another one.
zone-set = Good, your days now begin at midnight in { $zone }.
zone-kept = Good, your days still begin at midnight in { $zone }.
zone-unknown = I know no such place or time zone. Try the nearest large city, or a name such as Europe/Berlin.
zone-no-such-time = It isn’t that time anywhere on earth now. Send it like 14:05, as your clock shows it.

## Leaving

abort-purchase = Stop recording this purchase? (y/n)
abort-category = Stop here and leave your categories as they are? (y/n)
abort-sign-up = Stop here, and sign up or log in another time? (y/n)
delete-question = Unlink this Telegram user from your account? The account and your purchases stay, and you can log in again. (y/n)
delete-dropped = Good, everything stays as it is.
deleted = Done: this Telegram user is no longer linked. Your account and your purchases are still there: write to me to log in again.
erase-question =
    ⚠️ This erases the account <b>{ $email }</b> for good, with everything in it: { $purchases ->
        [0] no purchases yet,
        [one] one purchase,
       *[other] { $purchases } purchases,
    } the whole history, categories, budgets, what repeats, settings, and all that I remember of our conversation. Nobody can bring it back.
erase-others =
    { $count ->
        [one] One other person uses this account and loses it too.
       *[other] { $count } other people use this account and lose it too.
    }
erase-export-first = Take it with you first: <code>/export json</code>, or the button, sends you everything as a file that I can read again.
erase-how = To erase it, type the e-mail address of the account: <code>{ $email }</code>. Anything else leaves it as it is.
erase-export = Send me everything first
erase-keep = Keep the account
erase-differs = That is not the address, so nothing was erased.
erase-file-waits = The file that you asked for is still on its way, and can only be made while the account is there. Type the address again once you have it.
erased = Done: the account and everything in it are gone, here and from everything that was still to be sent. Whoever runs this bot may have backups; the account is gone from them, too, once they are replaced. Goodbye! Write to me if you ever want to begin anew.
erased-by = { $name } has erased the account that you shared, with everything in it. Write to me if you want to begin one of your own.
erased-by-operator = Whoever runs this bot has erased your account, with everything in it. Write to me if you want to begin anew.

## When something does not fit

unsupported =
    { $kind ->
        [photo] I can’t read pictures, only a caption below them.
        [sticker] I can’t read stickers.
        [voice] I can’t listen to voice messages.
        [video] I can’t watch videos.
        [animation] I can’t watch animations.
        [audio] I can’t listen to audio files.
        [file] I can’t take a file in the middle of this.
        [location] I can’t use locations.
        [contact] I can’t use contacts.
        [poll] I can’t take part in polls.
       *[other] I can’t read this kind of message.
    } Please send it as text.
edit-ignored = I saw that you edited a message. I only follow edits of messages that are entries, so nothing changes. To change an entry, reply to it, or see /edit.
lost-thread = I have lost the thread of what we were doing. Everything you recorded is still there; please begin again.
sorry-failed = Sorry, something went wrong with your message, and I could not handle it. Please try again.

## Pictures

picture-amount = { $amount }
picture-share = { $share }
picture-day = { $day }
# what is spent so far, beside the budget
picture-of-budget = { $spent } of { $budget }
picture-budget = Budget { $budget }
# the categories that have no bar of their own
picture-others = { $count ->
    [one] 1 other
   *[other] { $count } others
}
picture-no-category = No category
picture-nothing = Nothing spent

# Files: /export, and what a person sends

export-how = Send <code>/export</code>, with a format (one of { $formats }) and a period if you like: <code>/export csv 2026-03</code>, <code>/export 2026-01-15..2026-02</code>.
export-everything = Everything in your account, history included.
export-all = All your purchases as { $format }.
export-day = Your purchases of { $day } as { $format }.
export-span = Your purchases from { $from } to { $to } as { $format }.
export-back = Send me the file to bring it back: nothing is recorded twice.
export-not-made = I couldn’t make and send this file in time. Nothing is lost. Ask for it again later, or choose a shorter period: <code>/export csv 2026</code>.
export-forbidden = This group lets me send no files. Ask me for this one in our private chat.
export-too-large = This file is larger than the 50 MB that Telegram takes from a bot. Whoever runs spndr can write it with <code>spndr export --format { $format } -o { $name }</code>, or choose a shorter period: <code>/export csv 2026</code>.
import-too-large = This file is larger than the 20 MB that Telegram gives to a bot. Send it in parts, or ask whoever runs spndr to read it with <code>spndr import</code>.
import-gone = Telegram doesn’t have this file any more. Send it again.
import-empty = This file is empty.
import-unknown = I can’t read this file. I know the files of /export, and tables as CSV, which every spreadsheet and most banks can write.
import-not-whole = This file isn’t whole, or was changed: nothing was imported. Export it again.
import-columns = I don’t know which columns to read. The file has these: { $columns }. In a CSV table they need names such as Date, Amount and Description; whoever runs spndr can say which is which with <code>spndr import --map</code>.
import-found =
    <b>{ $name }</b> ({ $format }): { $added ->
        [one] 1 new purchase
       *[other] { $added } new purchases
    }, { $changed } changed, { $same } here already{ $removed ->
        [0] .
       *[other] , { $removed } removed here and left that way.
    }
import-plans = New budgets and recurring entries: { $count }.
import-read-as = I read it like this: <code>{ $map }</code>
import-example =
    { $day } · { $item } · { $kind ->
        [income] + { $price }
        [refund] ↩ { $price }
       *[expense] { $price }
    }
import-left-out = What I can’t read is left out:
import-problem =
    Line { $line }: { $problem ->
        [amount] no amount
        [currency] no currency that I know
        [date] no day
        [item] no item of 1 to 200 characters
        [twice] the same purchase again
        [kind] not an expense, income or refund
        [cut-off] the file ends too early
        [newer] a newer spndr wrote it
        [unsupported] it says something about later lines that I don’t understand
        [columns] it has more columns than the header
        [unpaid] it is not paid, or not booked yet
       *[other] it can’t be read
    } <i>{ $words }</i>
import-problems-more =
    { $count ->
        [one] and one more line
       *[other] and { $count } more lines
    }
import-question = Import this?
import-yes = Import
import-no = Cancel
import-swap-dates = Other dates
import-swap-decimal = Other decimal mark
import-swap-spent = Other sign
import-how = Tap a button. If a column is wrong, tell me which it should be: <code>date=Posted, item=Memo</code>.
import-dropped = Nothing was imported.
import-done =
    Imported: { $added ->
        [one] 1 new purchase
       *[other] { $added } new purchases
    }, { $changed } changed.
import-undone =
    The import is taken back: { $count ->
        [one] 1 purchase
       *[other] { $count } purchases
    }.
import-redone =
    Imported again: { $count ->
        [one] 1 purchase
       *[other] { $count } purchases
    }.

## Who acts for an account

command-link = let somebody else use this account, without its password
command-links = see who uses this account, and remove anyone
command-password = choose another password for this account
code-refused = This code can’t be used: it is wrong, used up or too old. Ask for another one.
code-needless = You use an account already, so the code stays unused. To join another one with it, leave yours with /delete first.
tries-wait =
    { $seconds ->
        [one] Too many tries. Please wait a second.
       *[other] Too many tries. Please wait { $seconds } seconds.
    }
link-code =
    Whoever opens this link within { $minutes } minutes uses this account together with you. It works once: give it to nobody else.
    { $url }
link-new =
    🔗 { $name } uses this account now ({ $moment }), { $how ->
        [code] with a code from /link
       *[password] with its password
    }. If you don’t know who that is, remove them here and tell whoever shares the account with you.
links-title = These people use this account:
link-row =
    { $name } · { $moment } · { $how ->
        [password] by password
        [code] by code
        [sign-up] signed up
        [import] imported
       *[unknown] linked
    } · { $here ->
        [yes] this chat
       *[no] another chat
    }
revoke = Remove { $name }
link-revoked = { $name } no longer has access to this account. If they know the password, choose another: /password
link-was-revoked = You no longer have access to the account { $email }: somebody who shares it has removed you.
somebody = Somebody
private-only = That is for our private chat: here others would see it.
log-in-allow = 🔑 { $name } gave the right password for this account ({ $moment }). May they use it together with you? I’ll wait { $minutes } minutes for your answer.
allow = Allow
refuse = Refuse
log-in-awaits = Somebody who uses this account has to allow it within { $minutes } minutes. I’ll write to you then.
log-in-nobody = Somebody who uses this account would have to allow that, but there is nobody I could ask. Ask whoever runs this bot.
log-in-allowed = { $name } uses this account now, as you allowed.
log-in-withheld = { $name } was not let into this account. If you don’t know who that is, your password is known to others: choose another with /password.
log-in-was-withheld = Your log-in was refused.
password-new = What should the password of <b>{ $email }</b> be from now on? At least { $min } characters, and not one of the most common.
password-keep = Keep the old password
password-kept = Good, the password stays as it is.
password-changed = The password of <b>{ $email }</b> is changed: nobody can log in with the old one any more. Whoever already uses this account can go on; /links shows who that is.
password-changed-by = 🔑 { $name } has changed the password of this account ({ $moment }). You need it only to log in again. If you don’t know who that is, remove them with /links.
password-changed-by-operator = 🔑 The password of this account was changed by the person who runs this bot. You need it only to log in again.
not-allowed = This bot is private.
sign-up-closed = New accounts can’t be made here. If you have one, log in; you can leave with /quit.
invite-code = To create an account you need an invitation from whoever runs this bot. Please send me its code.
sign-up-failed = That did not create an account. If you have one already, log in; if not, try another address. Write to me to begin again.
sign-up-tried = ⚠️ Somebody tried to create an account with your address { $email } ({ $moment }). I told them nothing, and nothing has changed; if it was you, you already have this one.
first-account = You are the first one here. Anybody can sign up as long as SPNDR_SIGNUP is not set: <code>closed</code> lets in nobody else, <code>invite</code> only those who have a code from <code>spndr invite</code>.
