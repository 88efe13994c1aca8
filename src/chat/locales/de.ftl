# Deutsch, mit du. Anführungszeichen: „…“.

## Buttons and answers

yes = Ja
no = Nein
skip = Überspringen
older = Ältere »
newer = « Neuere
previous-page = «
next-page = »
keep = { $what } behalten
leave-as-is = So lassen
choice = { $what }
numbered = { $number }. { $what }
chosen = ✓ { $choice }
say-yes-or-no = Bitte antworte mit j oder n.
say-one-or-two = Bitte antworte mit 1 oder 2.
button-unknown = Diesen Knopf kenne ich nicht.
button-stale = Diese Frage ist schon geklärt.
button-not-yours = Dieser Knopf ist für jemand anderen.
button-no-account = Du hast bei mir kein Konto, oder keines mehr. Schreib mir, um dich zu registrieren oder anzumelden.
button-changed = Dieser Eintrag hat sich inzwischen geändert. Antworte darauf, oder sieh mit /edit nach, wie er jetzt ist.

## Signing up and logging in

welcome = 👋 Hallo, { $name }! Ich bin spndr. Sag mir, was du ausgibst, und ich behalte es im Blick.
sign-up-offer = Möchtest du dich anmelden? (j/n)
goodbye = 👋 Tschüss! Schreib mir, wenn du es dir anders überlegst.
way-in =
    Schön! Hast du schon ein Konto?
    1. Ja, melde mich an
    2. Nein, lege eines an
way-log-in = 1. Anmelden
way-sign-up = 2. Konto anlegen
sign-up-email = Wie lautet deine E-Mail-Adresse? Mit ihr meldest du dich an.
sign-up-password = Wähle ein Passwort mit mindestens { $min } Zeichen, das nicht zu den häufigsten gehört.
log-in-email = Wie lautet die E-Mail-Adresse deines Kontos?
log-in-password = Und dein Passwort?
log-in-refused = Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen. Versuch es noch einmal, oder brich mit /quit ab.
log-in-wait =
    { $seconds ->
        [one] Das waren zu viele falsche Passwörter. Bitte warte eine Sekunde und schick es noch einmal.
       *[other] Das waren zu viele falsche Passwörter. Bitte warte { $seconds } Sekunden und schick es noch einmal.
    }
email-invalid = Das ist keine E-Mail-Adresse, mit der ich etwas anfangen kann. Sie sollte aussehen wie name@example.com.
email-too-long = Für eine E-Mail-Adresse ist das zu lang: bitte höchstens { $max } Zeichen.
password-too-short = Das ist zu kurz: Ein Passwort braucht mindestens { $min } Zeichen.
password-too-long = Das ist zu lang: Ein Passwort hat höchstens { $max } Zeichen.
password-too-common = Das ist eines der häufigsten Passwörter; die werden zuerst ausprobiert. Bitte nimm ein anderes.
password-slash = Ein Passwort kann nicht mit „/“ beginnen: Damit fangen Befehle an.
signed-up = 🎉 Dein Konto <b>{ $email }</b> ist bereit.
prices-are-in = Preise ohne Währung sind in { $currency }.
days-are-in = Deine Tage beginnen um Mitternacht in dieser Zeitzone: { $zone }.
first-currency = Stimmt { $currency }? Sonst tippe auf eine andere Währung, oder schick ihr Kürzel, zum Beispiel CHF.
logged-in = Du bist angemeldet als <b>{ $email }</b>.
password-deleted = Deine Nachricht mit dem Passwort habe ich aus diesem Chat gelöscht, damit sie hier niemand liest.
needs-account = Dafür brauchst du ein Konto. Lass uns das hier erst abschließen.
only-in-private = Wir kennen uns noch nicht. Öffne einen privaten Chat mit mir und melde dich an, dann kann ich dir auch hier antworten.

## Commands

help-entries =
    Schreib einfach, was du ausgegeben hast, je Zeile ein Eintrag: <code>12,50 Mittagessen @ Eckcafé #essen gestern</code>. Zum Ändern bearbeite deine Nachricht, oder antworte auf sie oder auf meine Antwort: <code>18,50</code>, <code>#essen</code>, <code>rückgängig</code>.
help-files = Schick mir eine Datei, und ich importiere sie: die Tabelle deiner Bank (.csv) oder was /export dir gegeben hat.
help-idle = Das kannst du sagen:
help-open = Beantworte die Frage unten, oder sag:
help-line = /{ $name } – { $does }
command-new = einen Einkauf eintragen
command-show = deine letzten Einkäufe zeigen
command-today = was du heute ausgegeben hast
command-week = was du diese Woche ausgegeben hast
command-month = was du diesen Monat ausgegeben hast
command-year = was du dieses Jahr ausgegeben hast
command-stats = was du in einem Zeitraum deiner Wahl ausgegeben hast
command-search = Einträge suchen
command-export = deine Einkäufe als Datei bekommen
command-undo = deine letzte Änderung rückgängig machen
command-redo = wiederholen, was du rückgängig gemacht hast
command-edit = einen Eintrag ändern
command-history = den Verlauf eines Eintrags sehen
command-categories = deine Kategorien sehen und aufräumen
command-recurring = sehen, was von selbst wiederkommt, zum Beispiel die Miete
command-budget = festlegen, was du höchstens ausgeben willst
command-budgets = sehen, was von deinen Budgets übrig ist
command-settings = Sprache, Währung, Zeitzone und mehr einstellen
command-abort = abbrechen, was gerade läuft (ich frage nach)
command-quit = sofort abbrechen, was gerade läuft
command-delete = dieses Telegram-Profil von deinem Konto trennen
command-erase = dein Konto mit allem darin löschen
command-help = was du jetzt sagen kannst
command-start = Hallo sagen
command-skip = diese Frage offen lassen
unknown-command = Einen Befehl /{ $name } gibt es nicht. Was ich verstehe, zeigt dir /help.
not-a-command = Diesen Befehl kenne ich nicht. Was ich verstehe, zeigt dir /help.
did-you-mean = Meinst du /{ $name }?
one-at-a-time = Eins nach dem anderen: Bitte beantworte erst das hier, oder brich es mit /abort ab.
nothing-open = Es gibt nichts abzubrechen oder zu überspringen: Gerade ist nichts offen.
cannot-skip = Auf diese Frage brauche ich eine Antwort.
hello = 👋 Hallo, { $name }!
hello-open = 👋 Hallo, { $name }! Wir sind noch mittendrin:

## Recording a purchase

how-to-enter = Schreib einfach, was du ausgegeben hast, zum Beispiel <code>Kaffee 3,50</code> oder <code>12,50 Mittagessen @ Eckcafé #essen gestern</code>. Mehr dazu: /help.
new-item = Was hast du gekauft?
new-price = Was hat <b>{ $item }</b> gekostet?
new-vendor = Wo hast du es gekauft? Überspring es mit dem Knopf, mit /skip oder „-“.
new-category = In welche Kategorie gehört es? Überspring es mit dem Knopf, mit /skip oder „-“.
recorded = ✅ Eingetragen:
purchase-dropped = Abgebrochen. Es wurde nichts eingetragen.

purchase = { $number }. <b>{ $item }</b> · { $rest }
purchase-short = { $number }. { $item } · { $price }
part-price = { $price }
part-given = das sind { $price }
part-income = Einnahme von { $price }
part-refund = Erstattung von { $price }
part-vendor = bei { $vendor }
part-category = in { $category }
part-tags = Tags: { $tags }
part-day = { $day }
part-spread =
    über { $unit ->
        [day] { $count ->
            [one] { $count } Tag
           *[other] { $count } Tage
        }
        [week] { $count ->
            [one] { $count } Woche
           *[other] { $count } Wochen
        }
        [month] { $count ->
            [one] { $count } Monat
           *[other] { $count } Monate
        }
       *[year] { $count ->
            [one] { $count } Jahr
           *[other] { $count } Jahre
        }
    }
part-more = …
total = Summe: <b>{ $sums }</b>
total-income = Einnahmen: <b>{ $sums }</b>
and-more =
    { $count ->
        [one] … und noch eins.
       *[other] … und noch { $count }.
    }

price-converted = { $price } (≈ { $converted })
price-awaits-rate = { $price } (noch kein Kurs)
rate-used = 1 { $from } sind { $rate } { $to }: der Kurs vom { $day }.
rate-own = 1 { $from } sind { $rate } { $to }: dein eigener Kurs.
rate-awaited = Für diesen Tag gibt es noch keinen Kurs von { $from } in { $to }. Der Betrag wird ergänzt, sobald es einen gibt.

words-empty = Ich brauche mindestens ein Zeichen.
words-too-long = Das ist zu lang: bitte höchstens { $max } Zeichen.
words-hidden = In diesem Text sind unsichtbare Zeichen. Bitte tippe ihn ohne sie.

price-unreadable = Das kann ich nicht als Preis lesen. Schreib ihn wie 3,50, 3.50, 5 € oder 5 USD.
price-zero = Ein Preis muss größer als null sein.
price-negative = Ein Preis kann nicht negativ sein.
price-too-large = Das ist mehr, als ich eintragen kann: höchstens 999.999.999.999,99.
price-too-many-decimals = Dieser Preis hat mehr Nachkommastellen als seine Währung.
price-ambiguous = Diesen Preis kann ich auf mehrere Arten lesen. Schreib ihn wie 1234,50 EUR: die Währung mit drei Buchstaben, und kein Zeichen für die Tausender.

## When a line is not clear

entry-no-amount = Ich finde darin keinen Betrag.
entry-amount-inside = Ist { $amount } der Preis? Dann schreib ihn bitte an den Anfang, ans Ende oder mit Währung: <code>{ $better }</code>
entry-too-long = Das ist zu lang: bitte höchstens { $max } Zeichen. Es wurde nichts eingetragen.
entry-too-many-lines = Das sind zu viele Zeilen: bitte höchstens { $max } auf einmal. Es wurde nichts eingetragen.
entry-too-many = Das sind zu viele Einträge in einer Zeile: bitte höchstens { $max }.
entry-item-too-long = Was gekauft wurde, ist zu lang: bitte höchstens { $max } Zeichen.
entry-name-too-long = Ein Name darin ist zu lang: bitte höchstens { $max } Zeichen.
entry-split-too-much = Die Teile sind mehr als das Ganze.
entry-split-currencies = Die Teile müssen in der Währung des Ganzen sein.
entry-line-problem = ⚠️ „{ $words }“ ist nicht eingetragen. { $reason }
entry-more-problems =
    { $count ->
        [one] ⚠️ Und noch eine Zeile ist nicht eingetragen.
       *[other] ⚠️ Und noch { $count } Zeilen sind nicht eingetragen.
    }
entry-item = Wofür war das: „{ $words }“?
entry-item-amount = Das ist auch ein Betrag.
never-mind = Schon gut
question-amount = Welchen Betrag meinst du in „{ $words }“?
question-currency = Welche Währung meinst du in „{ $words }“?
question-date = Was meinst du in „{ $words }“?
question-category = Welche Kategorie meinst du in „{ $words }“?
question-vendor = Wo war das: „{ $words }“?
question-split = Die Teile von „{ $words }“ ergeben nicht das Ganze. Was ist mit dem Rest?
question-kind = Mehrere Zeilen beginnen mit einem Strich, etwa „{ $words }“. Ist das eine Liste deiner Einkäufe oder Geld, das du zurückbekommen hast?
question-which = In dieser Nachricht geht es um mehrere Einträge. Welchen meinst du?
choice-money = { $price }
choice-day = { $day }
choice-word = { $word }
choice-rest = { $price } auch eintragen
choice-drop = Weglassen
choice-bought = Gekauft
choice-back = Geld zurück

## Mending what was recorded

corrected = ✏️ Geändert:
removed = 🗑 Entfernt:
brought-back = ♻️ Wieder da:
stands = Aktueller Stand:
undone = ↩️ Rückgängig gemacht.
redone = ↪️ Wiederholt.
turned-nothing = Das hat inzwischen jemand anderes geändert: Ich habe es so gelassen.
undo-nothing = Von dir gibt es nichts rückgängig zu machen.
redo-nothing = Es gibt nichts zu wiederholen.
entry-stays = Was eingetragen war, bleibt, wie es ist.
nothing-changed = Da ist nichts zu ändern: Es ist schon so.
undo = Rückgängig
redo = Wiederholen
edit = Ändern
remove = Entfernen
history = Verlauf
back = Zurück
change-category = Kategorie
category-none = Keine Kategorie
category-which = Welche Kategorie? Für eine andere antworte auf diese Nachricht, zum Beispiel mit <code>#essen</code>.
edit-which = Welchen Eintrag möchtest du ändern?
history-which = Von welchem Eintrag möchtest du den Verlauf sehen?
no-such-entry = Einen Eintrag mit dieser Nummer gibt es nicht. Deine siehst du mit /show.
entry-not-yours = Dieser Eintrag gehört zu einem anderen Konto, deshalb kann ich ihn für dich nicht ändern.
entry-gone = Ich finde diesen Eintrag nicht mehr.
entry-is-removed = Dieser Eintrag ist entfernt. Antworte mit <code>rückgängig</code>, um ihn zurückzuholen.
mend-how = Antworte auf diese Nachricht mit dem, was anders sein soll: <code>18,50</code>, <code>#essen</code>, <code>@Lidl</code>, <code>gestern</code>, <code>rückgängig</code>, <code>löschen</code>, <code>Erstattung 5</code> oder <code>teilen 2 Tee, Rest Kuchen</code>. Oder bearbeite deine eigene Nachricht.
mend-not-understood = Ich weiß nicht, was ich mit „{ $words }“ ändern soll.
split-how = Um einen Eintrag zu teilen, antworte zum Beispiel mit <code>teilen 20 Auto, 5 Tee</code>: Der Rest bleibt. Die Teile können nicht mehr sein als das Ganze.

history-title = Verlauf dieses Eintrags:
history-earlier =
    { $count ->
        [one] … eine frühere Änderung …
       *[other] … { $count } frühere Änderungen …
    }
history-step = <b>{ $moment }</b> · { $who } · { $what }
history-you = du
history-person = { $name }
history-recorded = eingetragen
history-corrected = geändert
history-undone = rückgängig gemacht
history-redone = wiederholt
history-imported = importiert
history-first = • { $item } · { $price }
history-field = • { $field }: { $before } → { $after }
history-removed = • entfernt
history-brought-back = • wieder da
field-kind = Art
field-item = Was
field-price = Preis
field-given = In anderer Währung
field-vendor = Wo
field-category = Kategorie
field-tags = Tags
field-day = Tag
field-spread = Verteilt
field-none = nichts
value-kind =
    { $kind ->
        [income] Einnahme
        [refund] Erstattung
       *[expense] Ausgabe
    }

## Showing purchases

show-title = Deine Einkäufe, die neuesten zuerst:
show-none = Du hast noch nichts eingetragen.

## Reports

report-title = <b>{ $period }</b>
report-period = { $period }
report-none = Keine Ausgaben, keine Einnahmen.
report-spent = Ausgegeben: <b>{ $sums }</b>
report-before = Davor ({ $period }): { $sum }
report-line = { $name }: { $parts }
report-name = { $name }
report-share = { NUMBER($percent, maximumFractionDigits: 0) } %
change-up = ▲ { NUMBER($percent, maximumFractionDigits: 0) } %
change-down = ▼ { NUMBER($percent, maximumFractionDigits: 0) } %
change-same = unverändert
change-new = neu
report-vendors = Am meisten bei: { $vendors }
report-vendor = { $name } { $sum }
report-abroad = In anderen Währungen: { $sums }
report-awaited =
    { $count ->
        [one] Für einen Eintrag gibt es noch keinen Kurs in { $currency }; er ist nicht mitgezählt.
       *[other] Für { $count } Einträge gibt es noch keinen Kurs in { $currency }; sie sind nicht mitgezählt.
    }
report-coming = Bis { $day } kommt noch dazu: { $sums }
report-earlier = « { $period }
report-later = { $period } »
report-categories = Kategorien
report-by-vendor = Händler
report-people = Personen
report-parts = Zeitverlauf
report-categories-title = <b>{ $period }</b> nach Kategorien:
report-vendors-title = <b>{ $period }</b> nach Händlern:
report-people-title = <b>{ $period }</b> nach Personen:
report-days-title = <b>{ $period }</b> Tag für Tag:
report-parts-title = <b>{ $period }</b> im Zeitverlauf:
report-name-title = <b>{ $name }</b> · { $period } · { $sums }
vendor-none = Kein Händler
chart-days = Tag für Tag
chart-months = Monat für Monat
chart-categories = Nach Kategorien
period-unreadable = Ich weiß nicht, welchen Zeitraum du meinst. Schick zum Beispiel <code>/stats letzten Monat</code>, <code>/stats März bis Mai</code>, <code>/stats 2025</code> oder <code>/stats 1.3.2025 bis 15.3.2025</code>.

## Searching

search-how = Was suchst du? Schick zum Beispiel <code>/search Kaffee</code>, <code>/search 10..20 #essen letzten Monat</code> oder <code>/search @Lidl 2025</code>.
search-gone = Diese Suche ist zu lange her. Bitte such noch einmal.
found-none = So etwas habe ich nicht gefunden.
found =
    { $count ->
        [one] Einen Eintrag gefunden.
       *[other] { $count } Einträge gefunden.
    }

## Categories

suggested = In <b>{ $category }</b>, { $reason }.
suggested-numbered = { $numbers }: in <b>{ $category }</b>, { $reason }.
suggested-more =
    { $count ->
        [one] Ein weiterer ist da, wo du Ähnliches schon eingeordnet hast.
       *[other] { $count } weitere sind da, wo du Ähnliches schon eingeordnet hast.
    }
offered = Ist das <b>{ $category }</b>, { $reason }?
reason-vendor =
    { $count ->
        [one] wie dein letzter Einkauf bei { $vendor }
       *[other] wie deine letzten { $count } bei { $vendor }
    }
reason-vendor-some = wie { $count } deiner letzten { $of } bei { $vendor }
reason-words =
    { $count ->
        [one] wie dein letzter Einkauf mit „{ $words }“
       *[other] wie deine letzten { $count } mit „{ $words }“
    }
reason-words-some = wie { $count } deiner letzten { $of } mit „{ $words }“
reason-rule-vendor = wie immer bei { $vendor }
reason-rule-item = wie immer bei „{ $item }“
always-vendor = Immer bei { $vendor }
always-item = Immer „{ $item }“
just-once = Nur diesmal
taught-vendor = ✓ Was du bei { $vendor } kaufst, ist ab jetzt immer in <b>{ $category }</b>.
taught-item = ✓ „{ $item }“ ist ab jetzt immer in <b>{ $category }</b>.
taught-once = ✓ Nur dieses eine Mal: Es zählt nicht, wenn ich eine Kategorie vorschlage.

categories-title = Deine Kategorien und was du diesen Monat ausgegeben hast:
categories-none = Du hast noch keine Kategorien: Nenne eine, wenn du einen Einkauf einträgst.
categories-all-hidden = Alle deine Kategorien sind ausgeblendet.
categories-hidden = Ausgeblendet ({ $count })
categories-back = « Alle Kategorien
categories-kept = Gut, deine Kategorien bleiben, wie sie sind.
hidden-title = Ausgeblendete Kategorien und was du diesen Monat ausgegeben hast:
hidden-none = Keine Kategorie ist ausgeblendet.
category-line = <b>{ $name }</b>
category-line-spent = <b>{ $name }</b> · { $sums }
category-rules = Immer hier: { $list }
category-is-hidden = Sie ist ausgeblendet: weder aufgeführt noch vorgeschlagen. Was darin ist, bleibt.
category-gone = Diese Kategorie gibt es nicht mehr. Siehe /categories.
spent = Diesen Monat ausgegeben: { $sums }
spent-nothing = Diesen Monat nichts ausgegeben.
rename = Umbenennen
merge = Zusammenlegen…
hide = Ausblenden
unhide = Wieder zeigen
forget-rules = „Immer“ vergessen
rules-forgotten = Gut: Hier kommt nichts mehr automatisch hinein. Was darin ist, bleibt.
rename-question = Wie soll <b>{ $category }</b> heißen?
rename-same = So heißt sie schon.
renamed =
    { $count ->
        [one] ✅ <b>{ $category }</b> heißt jetzt <b>{ $name }</b>: ein Einkauf.
       *[other] ✅ <b>{ $category }</b> heißt jetzt <b>{ $name }</b>: { $count } Einkäufe.
    }
merge-question = In welcher Kategorie soll <b>{ $category }</b> aufgehen?
merge-unknown = Du hast keine Kategorie <b>{ $name }</b>.
merge-alone = Es gibt keine andere Kategorie dafür.
merge-budget =
    { $period ->
        [week] <b>{ $category }</b> und <b>{ $into }</b> haben beide ein Wochenbudget. Das für <b>{ $into }</b> ({ $stays }) bleibt; das für <b>{ $category }</b> ({ $goes }) wird gelöscht, und /undo holt es nicht zurück.
        [month] <b>{ $category }</b> und <b>{ $into }</b> haben beide ein Monatsbudget. Das für <b>{ $into }</b> ({ $stays }) bleibt; das für <b>{ $category }</b> ({ $goes }) wird gelöscht, und /undo holt es nicht zurück.
       *[year] <b>{ $category }</b> und <b>{ $into }</b> haben beide ein Jahresbudget. Das für <b>{ $into }</b> ({ $stays }) bleibt; das für <b>{ $category }</b> ({ $goes }) wird gelöscht, und /undo holt es nicht zurück.
    }
confirm-merge =
    { $count ->
        [one] Den einen Einkauf aus <b>{ $category }</b> nach <b>{ $into }</b> verschieben? <b>{ $category }</b> gibt es dann nicht mehr. (j/n)
       *[other] Alle { $count } Einkäufe aus <b>{ $category }</b> nach <b>{ $into }</b> verschieben? <b>{ $category }</b> gibt es dann nicht mehr. (j/n)
    }
merged =
    { $count ->
        [one] ✅ Ein Einkauf wurde aus <b>{ $category }</b> nach <b>{ $into }</b> verschoben.
       *[other] ✅ { $count } Einkäufe wurden aus <b>{ $category }</b> nach <b>{ $into }</b> verschoben.
    }

## What comes again by itself

repeat = 🔁 Ab jetzt { $how }
repeat-item = 🔁 „{ $item }“ ab jetzt { $how }
rhythm-day =
    { $step ->
        [1] täglich
       *[other] alle { $step } Tage
    }
rhythm-week =
    { $step ->
        [1] jeden
       *[other] alle { $step } Wochen am
    } { $weekday ->
        [0] Sonntag
        [1] Montag
        [2] Dienstag
        [3] Mittwoch
        [4] Donnerstag
        [5] Freitag
       *[6] Samstag
    }
rhythm-month =
    { $step ->
        [1] monatlich
       *[other] alle { $step } Monate
    } am { $date }.
rhythm-year =
    { $step ->
        [1] jährlich
       *[other] alle { $step } Jahre
    } am { $date }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
recurring-title = Was von selbst wiederkommt:
recurring-none = Bei dir kommt noch nichts von selbst wieder.
recurring-not-one = Darin finde ich nicht genau eine Sache mit einem eindeutigen Preis.
recurring-how = Schick zum Beispiel <code>/recurring Miete 900 monatlich am 1.</code>, um etwas hinzuzufügen.
recurring-how-often = Und wie oft? Sag es wie in <code>/recurring Miete 900 monatlich am 1.</code>: täglich, wöchentlich, jeden Montag, monatlich, jährlich.
recurring-rhythm-unclear = Ich kann nicht lesen, wie oft das kommen soll. Ich kenne <code>täglich</code>, <code>jeden Montag</code>, <code>alle 2 Wochen</code>, <code>monatlich am 1.</code>, <code>vierteljährlich</code> und <code>jährlich</code>. Was zweimal im Monat kommt, füge zweimal hinzu, jedes Mal mit einem eigenen Tag. Wenn es irgendwann endet, füge es zuerst hinzu und tippe dann auf „{ end-date }“.
recurring-line = <b>{ $item }</b> · { $rest }
recurring-short = { $item } · { $price }
recurring-parts = { $rest }
recurring-next = nächstes Mal am { $day }
recurring-paused = ⏸ pausiert
recurring-over = zu Ende
recurring-ends = Zum letzten Mal kommt es spätestens am { $day }.
recurring-all = « Alles, was wiederkommt
recurring-delete = Löschen
recurring-added = 🔁 Das kommt ab jetzt von selbst:
recurring-already = Das kommt schon von selbst wieder: siehe /recurring.
recurring-full = Es sind schon { $max }, mehr kann ich mir nicht merken. Lösch erst etwas: siehe /recurring.
recurring-gone = Das kommt nicht mehr wieder: siehe /recurring.
recurring-changed = Das hat sich inzwischen geändert: Wie es jetzt ist, zeigt dir /recurring.
recurring-revised = ✏️ Geändert. Was schon eingetragen ist, bleibt, wie es ist.
recurring-goes-on = Gut, es geht ohne Ende weiter.
recurring-deleted = 🗑 Das kommt nicht wieder. Was schon eingetragen ist, bleibt:
recurring-edit = Was soll bei <b>{ $item }</b> anders sein? Schick zum Beispiel <code>950</code>, <code>#wohnen</code>, <code>@ Vermieter</code> oder <code>jeden Montag</code>.
recurring-unclear = Ich weiß nicht, was ich daran ändern soll.
recurring-until = Bis zu welchem Tag soll <b>{ $item }</b> kommen? Schick einen Tag, zum Beispiel 31. Dezember.
recurring-endless = Ohne Ende
recurring-recorded = 🔁 Das kommt { $how } wieder: siehe /recurring.
recurring-many =
    { $count ->
        [one] 🔁 Ein fälliger Eintrag wurde nachgetragen, mit seinem Datum.
       *[other] 🔁 { $count } fällige Einträge wurden nachgetragen, jeder mit seinem Datum. Siehe /recurring.
    }
end-unreadable = Das kann ich nicht als Tag lesen. Schick ihn wie 31. Dezember oder 2030-12-31.
end-past = Dieser Tag ist schon vorbei. Schick einen, der noch kommt.
end-date = Enddatum
pause = Pausieren
resume = Fortsetzen

## Budgets

budget-overall = alles
budget-period =
    { $period ->
        [week] diese Woche
        [month] diesen Monat
       *[year] dieses Jahr
    }
budget-left =
    { $days ->
        [one] 🟢 { $name }: { $left } von { $allowed } übrig, noch ein Tag
       *[other] 🟢 { $name }: { $left } von { $allowed } übrig, noch { $days } Tage
    }
budget-low =
    { $days ->
        [one] 🟡 { $name }: { $left } von { $allowed } übrig, noch ein Tag
       *[other] 🟡 { $name }: { $left } von { $allowed } übrig, noch { $days } Tage
    }
budget-over =
    { $days ->
        [one] 🔴 { $name }: { $left } über { $allowed }, noch ein Tag
       *[other] 🔴 { $name }: { $left } über { $allowed }, noch { $days } Tage
    }
budget-bar = { $bar } { $percent } % · { $spent } { $period }
budget-carried = mit { $sum } Übertrag
budget-carries = Was am Ende übrig bleibt, kommt im nächsten Zeitraum dazu.
budget-awaited = noch ohne Kurs und nicht mitgezählt: { $sums }
budget-nearly = ⚠️ <b>{ $name }</b>: 80 % des Budgets für { $period } sind verbraucht.
budget-used = 🚨 <b>{ $name }</b>: Das Budget für { $period } ist aufgebraucht.
budget-foreign = ⚪ { $name }: Dieses Budget ist in { $currency }, und das ist nicht mehr deine Währung. Leg es neu fest.
budget-set = ✅ Das Budget für <b>{ $name }</b>:
budget-off = ✅ Für <b>{ $name }</b> gibt es kein Budget mehr.
budget-no-such = Für <b>{ $name }</b> gibt es kein solches Budget. Siehe /budgets.
budget-full = Es gibt schon { $max } Budgets, mehr kann ich nicht führen. Entferne erst eines: siehe /budgets.
budget-currency = Ein Budget ist immer in deiner eigenen Währung, { $currency }.
budget-unclear = Das kann ich nicht als Budget lesen.
budget-how =
    Leg eines fest, zum Beispiel <code>/budget essen 200</code>, <code>/budget essen 50 wöchentlich</code> oder <code>/budget 1500</code> für alles. Mit <code>/budget essen aus</code> entfernst du es wieder.
    Mit dem Zusatz <code>Übertrag</code> kommt, was vom Betrag einer Woche, eines Monats oder eines Jahres übrig bleibt, im nächsten Zeitraum dazu, aber nur in diesem; was zu viel ausgegeben wurde, wird nicht abgezogen.
budgets-title = Deine Budgets:
budgets-none = Du hast noch keine Budgets.

## Settings

settings-language = Sprache: <b>{ $language }</b>
settings-currency = Währung: <b>{ $currency }</b>. Sie gilt für Preise ohne Währung.
settings-zone = Zeitzone: <b>{ $zone }</b>. Sie bestimmt, welcher Tag bei dir ist.
settings-week = Erster Tag der Woche: <b>{ $weekday }</b>
settings-numbers = Zahlen: <b>{ $price }</b>
settings-theme =
    { $theme ->
        [dark] Bilder: <b>dunkel</b>
       *[light] Bilder: <b>hell</b>
    }
settings-alerts =
    { $switched ->
        [off] Budget-Warnungen: <b>aus</b>
       *[on] Budget-Warnungen: <b>an</b>
    }
settings-how = Ändere sie mit den Knöpfen, oder schick zum Beispiel <code>/settings Währung EUR</code> oder <code>/settings Zeitzone Europe/Berlin</code>.
setting-language = Sprache
setting-currency = Währung
setting-zone = Zeitzone
setting-week = Woche
setting-numbers = Zahlen
setting-theme = Bilder
setting-alerts = Budget-Warnungen
setting-kept = Gut, das bleibt, wie es ist.
as-usual = Wie in meiner Sprache üblich
choice-unknown = Das kenne ich nicht. Bitte tippe auf einen Knopf.
choice-weekday = { $weekday }
set-language = Welche Sprache soll ich sprechen?
language-set = Ab jetzt spreche ich Deutsch. Ein Preis sieht so aus: { $price }, ein Tag so: { $day }.
set-week = An welchem Tag beginnt deine Woche? Tippe darauf, oder schreib einen anderen.
week-set = Ab jetzt ist der erste Tag deiner Woche: { $weekday }.
set-numbers = Wie schreibst du Zahlen? Ich schreibe sie genauso und lese deine so.
numbers-set = Ab jetzt schreibe ich Zahlen wie <b>{ $price }</b> und lese deine so.
set-theme = Sollen Bilder hell oder dunkel sein?
theme-light = Hell
theme-dark = Dunkel
theme-set =
    { $theme ->
        [dark] Ab jetzt sind Bilder dunkel.
       *[light] Ab jetzt sind Bilder hell.
    }
set-alerts = Soll ich es sagen, wenn 80 % eines Budgets oder alles aufgebraucht ist?
alerts-on = Ja, warne mich
alerts-off = Keine Warnungen
alerts-set =
    { $switched ->
        [off] Ab jetzt warne ich nicht mehr. Was noch übrig ist, steht weiter unter einem Eintrag.
       *[on] Ab jetzt sage ich es, wenn 80 % eines Budgets oder alles aufgebraucht ist.
    }
setting-digests = Erinnerungen und Rückblicke
digests-title = Was ich von mir aus in diesen Chat schicke:
digest-name =
    { $kind ->
        [daily] Erinnerung
        [weekly] Wochenrückblick
       *[monthly] Monatsrückblick
    }
digest-on =
    { $kind ->
        [daily] ✓ Eine Erinnerung um { $time } Uhr an Tagen ohne Eintrag.
        [weekly] ✓ Ein Rückblick auf die Woche, wenn sie vorbei ist, um { $time } Uhr.
       *[monthly] ✓ Ein Rückblick auf den Monat, wenn er vorbei ist, um { $time } Uhr.
    }
digest-off =
    { $kind ->
        [daily] ✗ Keine Erinnerung an Tagen ohne Eintrag.
        [weekly] ✗ Kein Rückblick auf die Woche.
       *[monthly] ✗ Kein Rückblick auf den Monat.
    }
digest-turn-on = ✓ { $name }
digest-turn-off = ✗ { $name }
digest-time = 🕗 { $name }
digest-when = { $name }: Um wie viel Uhr soll ich das schicken? Schreib die Zeit wie 20:00.
time-unreadable = Das kann ich nicht als Uhrzeit lesen. Schreib sie wie 20:00.
quiet-none = Ruhezeit: keine.
quiet-hours = Ruhezeit: { $hours }. Was dann käme, kommt danach, auch Wiederkehrendes.
set-quiet-hours = Ruhezeit
quiet-question = Zwischen welchen Uhrzeiten soll ich nichts von mir aus schicken? Schreib sie wie 22:00–08:00.
quiet-never = Keine
quiet-unreadable = Das kann ich nicht lesen. Schreib zwei Uhrzeiten wie 22:00–08:00.
reminder = 📝 Für den { $day } ist nichts eingetragen. War da etwas?
reminder-how = Weniger Erinnerungen? Siehe /settings.
set-currency = Mit welcher Währung bezahlst du? Tippe auf eine, oder schick ihr Kürzel, zum Beispiel CHF.
currency-kept = Gut, Preise ohne Währung bleiben in { $currency }.
currency-set = Ab jetzt sind Preise ohne Währung in { $currency }.
earlier-converted =
    { $count ->
        [one] Der Einkauf, den du in einer anderen eingetragen hast, behält seinen Preis und wird umgerechnet.
       *[other] Die { $count } Einkäufe, die du in anderen eingetragen hast, behalten ihre Preise und werden umgerechnet.
    }
currency-unknown = Diese Währung kenne ich nicht. Schick ihr Kürzel aus drei Buchstaben, zum Beispiel EUR.
currency-which = Das kann mehrere bedeuten: { $codes }. Schick das Kürzel der richtigen.
set-zone = Wo bist du? Schick eine Stadt oder den Namen einer Zeitzone wie Europe/Berlin, oder wie spät es bei dir ist, zum Beispiel 14:05, oder teile einen Standort.
zone-offered = Welche davon ist deine Zeitzone? Tippe darauf oder schick die Nummer; oder schick eine Stadt oder den Namen einer anderen.
zone-set = Gut, deine Tage beginnen jetzt um Mitternacht in { $zone }.
zone-kept = Gut, deine Tage beginnen weiter um Mitternacht in { $zone }.
zone-unknown = Ich kenne keinen solchen Ort und keine solche Zeitzone. Versuch es mit der nächsten Großstadt oder einem Namen wie Europe/Berlin.
zone-no-such-time = So spät ist es gerade nirgends auf der Welt. Schick die Zeit wie 14:05, so wie deine Uhr sie zeigt.

## Leaving

abort-purchase = Diesen Einkauf nicht weiter eintragen? (j/n)
abort-category = Hier aufhören und deine Kategorien lassen, wie sie sind? (j/n)
abort-sign-up = Hier aufhören und dich ein andermal anmelden? (j/n)
delete-question = Dieses Telegram-Profil von deinem Konto trennen? Das Konto und deine Einkäufe bleiben, und du kannst dich wieder anmelden. (j/n)
delete-dropped = Gut, alles bleibt, wie es ist.
deleted = Erledigt: Dieses Telegram-Profil ist getrennt. Dein Konto und deine Einkäufe sind noch da: Schreib mir, um dich wieder anzumelden.
erase-question =
    ⚠️ Das löscht das Konto <b>{ $email }</b> für immer, mit allem darin: { $purchases ->
        [0] noch keine Einkäufe,
        [one] ein Einkauf,
       *[other] { $purchases } Einkäufe,
    } der ganze Verlauf, Kategorien, Budgets, was von selbst wiederkommt, Einstellungen und alles, was ich mir von unserem Gespräch gemerkt habe. Niemand kann es zurückholen.
erase-others =
    { $count ->
        [one] Eine weitere Person benutzt dieses Konto und verliert es auch.
       *[other] { $count } weitere Personen benutzen dieses Konto und verlieren es auch.
    }
erase-export-first = Nimm es vorher mit: <code>/export json</code> oder der Knopf schickt dir alles als Datei, die ich wieder einlesen kann.
erase-how = Um es zu löschen, tippe die E-Mail-Adresse des Kontos: <code>{ $email }</code>. Bei allem anderen bleibt es, wie es ist.
erase-export = Schick mir vorher alles
erase-keep = Konto behalten
erase-differs = Das ist nicht die Adresse, also wurde nichts gelöscht.
erase-file-waits = Die Datei, um die du gebeten hast, ist noch unterwegs, und es gibt sie nur, solange das Konto da ist. Tippe die Adresse noch einmal, sobald du sie hast.
erased = Erledigt: Das Konto und alles darin sind weg, hier und aus allem, was noch zu senden war. Wer diesen Bot betreibt, hat vielleicht Sicherungen; auch daraus ist es verschwunden, sobald sie ersetzt sind. Mach’s gut! Schreib mir, wenn du neu anfangen möchtest.
erased-by = { $name } hat das Konto gelöscht, das ihr geteilt habt, mit allem darin. Schreib mir, wenn du ein eigenes anfangen möchtest.
erased-by-operator = Wer diesen Bot betreibt, hat dein Konto mit allem darin gelöscht. Schreib mir, wenn du neu anfangen möchtest.

## When something does not fit

unsupported =
    { $kind ->
        [photo] Bilder kann ich nicht lesen, nur den Text darunter.
        [sticker] Sticker kann ich nicht lesen.
        [voice] Sprachnachrichten kann ich nicht anhören.
        [video] Videos kann ich nicht ansehen.
        [animation] Animationen kann ich nicht ansehen.
        [audio] Audiodateien kann ich nicht anhören.
        [file] Zwischendurch kann ich keine Datei annehmen.
        [location] Mit Standorten kann ich nichts anfangen.
        [contact] Mit Kontakten kann ich nichts anfangen.
        [poll] An Umfragen kann ich nicht teilnehmen.
       *[other] Solche Nachrichten kann ich nicht lesen.
    } Bitte schick es als Text.
edit-ignored = Ich habe gesehen, dass du eine Nachricht bearbeitet hast. Ich beachte das nur bei Nachrichten, die Einträge sind; es ändert sich also nichts. Um einen Eintrag zu ändern, antworte darauf, oder sieh unter /edit nach.
lost-thread = Ich habe den Faden verloren. Alles, was du eingetragen hast, ist noch da; bitte fang noch einmal an.
sorry-failed = Entschuldige, mit deiner Nachricht ist etwas schiefgegangen, und ich konnte sie nicht bearbeiten. Bitte versuch es noch einmal.

## Pictures

picture-amount = { $amount }
picture-share = { $share }
picture-day = { $day }
# what is spent so far, beside the budget
picture-of-budget = { $spent } von { $budget }
picture-budget = Budget { $budget }
# the categories that have no bar of their own
picture-others = { $count ->
    [one] 1 weitere
   *[other] { $count } weitere
}
picture-no-category = Keine Kategorie
picture-nothing = Nichts ausgegeben

# Files: /export, and what a person sends

export-how = Schick <code>/export</code>, wenn du magst mit einem Format (eines von { $formats }) und einem Zeitraum: <code>/export csv letzten Monat</code>, <code>/export März bis Mai 2026</code>.
export-everything = Alles aus deinem Konto, mitsamt dem Verlauf.
export-all = Alle deine Einkäufe als { $format }.
export-day = Deine Einkäufe vom { $day } als { $format }.
export-span = Deine Einkäufe vom { $from } bis zum { $to } als { $format }.
export-back = Schick mir die Datei, wenn du alles zurückhaben willst: Doppelt eingetragen wird nichts.
export-not-made = Diese Datei konnte ich nicht rechtzeitig erstellen und senden. Verloren ist nichts. Bitte fordere sie später noch einmal an oder wähle einen kürzeren Zeitraum: <code>/export csv 2026</code>.
export-forbidden = In dieser Gruppe darf ich keine Dateien senden. Bitte fordere diese in unserem privaten Chat an.
export-too-large = Diese Datei ist größer als die 50 MB, die Telegram einem Bot abnimmt. Wer spndr betreibt, kann sie mit <code>spndr export --format { $format } -o { $name }</code> schreiben. Oder wähle einen kürzeren Zeitraum: <code>/export csv 2026</code>.
import-too-large = Diese Datei ist größer als die 20 MB, die Telegram einem Bot gibt. Schick sie in Teilen, oder bitte darum, dass sie dort, wo spndr läuft, mit <code>spndr import</code> eingelesen wird.
import-gone = Telegram hat diese Datei nicht mehr. Schick sie noch einmal.
import-empty = Diese Datei ist leer.
import-unknown = Diese Datei kann ich nicht lesen. Ich kenne die Dateien von /export und CSV-Tabellen, wie sie jede Tabellenkalkulation und die meisten Banken schreiben.
import-not-whole = Diese Datei ist nicht vollständig oder wurde verändert: Es wird nichts importiert. Exportiere sie noch einmal.
import-columns = Ich weiß nicht, welche Spalten ich lesen soll. Es gibt: { $columns }. In einer CSV-Tabelle brauchen sie Namen wie Datum, Betrag und Beschreibung; wer spndr betreibt, kann mit <code>spndr import --map</code> sagen, welche was bedeutet.
import-found =
    <b>{ $name }</b> ({ $format }): { $added ->
        [one] 1 neuer Einkauf
       *[other] { $added } neue Einkäufe
    }, { $changed } geändert, { $same } schon da{ $removed ->
        [0] .
       *[other] , { $removed } hier entfernt und so gelassen.
    }
import-plans = Neue Budgets und wiederkehrende Einträge: { $count }.
import-read-as = Ich lese sie so: <code>{ $map }</code>
import-example =
    { $day } · { $item } · { $kind ->
        [income] + { $price }
        [refund] ↩ { $price }
       *[expense] { $price }
    }
import-left-out = Was ich nicht lesen kann, bleibt weg:
import-problem =
    Zeile { $line }: { $problem ->
        [amount] kein Betrag
        [currency] keine Währung, die ich kenne
        [date] kein gültiger Tag
        [item] keine Bezeichnung von 1 bis 200 Zeichen
        [twice] derselbe Einkauf noch einmal
        [kind] weder Ausgabe noch Einnahme noch Erstattung
        [cut-off] die Datei endet zu früh
        [newer] ein neueres spndr hat sie geschrieben
        [unsupported] sagt etwas über spätere Zeilen, das ich nicht verstehe
        [columns] mehr Spalten als die Überschrift
        [unpaid] nicht bezahlt oder noch nicht gebucht
       *[other] nicht lesbar
    } <i>{ $words }</i>
import-problems-more =
    { $count ->
        [one] und noch eine Zeile
       *[other] und noch { $count } Zeilen
    }
import-question = Soll ich das importieren?
import-yes = Importieren
import-no = Abbrechen
import-swap-dates = Anderes Datumsformat
import-swap-decimal = Anderes Dezimalzeichen
import-swap-spent = Anderes Vorzeichen
import-how = Tippe auf einen Knopf. Stimmt eine Spalte nicht, sag mir, welche es ist: <code>date=Buchungstag, item=Verwendungszweck</code>.
import-dropped = Es wurde nichts importiert.
import-done =
    Importiert: { $added ->
        [one] 1 neuer Einkauf
       *[other] { $added } neue Einkäufe
    }, { $changed } geändert.
import-undone =
    Der Import ist rückgängig gemacht: { $count ->
        [one] 1 Einkauf
       *[other] { $count } Einkäufe
    }.
import-redone =
    Wieder importiert: { $count ->
        [one] 1 Einkauf
       *[other] { $count } Einkäufe
    }.

## Wer ein Konto benutzt

command-link = jemanden dieses Konto mitbenutzen lassen, ohne Passwort
command-links = sehen, wer dieses Konto benutzt, und das beenden
command-password = ein anderes Passwort für dieses Konto wählen
code-refused = Dieser Code gilt nicht: Er ist falsch, verbraucht oder zu alt. Lass dir einen neuen geben.
code-needless = Du nutzt schon ein Konto, der Code bleibt unbenutzt. Um damit zu einem anderen zu kommen, verlass deines zuerst mit /delete.
tries-wait =
    { $seconds ->
        [one] Das waren zu viele Versuche. Bitte warte eine Sekunde.
       *[other] Das waren zu viele Versuche. Bitte warte { $seconds } Sekunden.
    }
link-code =
    Wer diesen Link in den nächsten { $minutes } Minuten öffnet, benutzt dieses Konto mit dir zusammen. Er gilt einmal: Gib ihn sonst niemandem.
    { $url }
link-new =
    🔗 { $name } benutzt jetzt dieses Konto ({ $moment }), { $how ->
        [code] mit einem Code von /link
       *[password] mit dem Passwort
    }. Wenn du nicht weißt, wer das ist, beende es hier und sag es allen, die das Konto mit dir teilen.
links-title = Diese Leute benutzen dieses Konto:
link-row =
    { $name } · { $moment } · { $how ->
        [password] mit Passwort
        [code] mit Code
        [sign-up] Konto angelegt
        [import] importiert
       *[unknown] verknüpft
    } · { $here ->
        [yes] dieser Chat
       *[no] ein anderer Chat
    }
revoke = { $name } entfernen
link-revoked = { $name } benutzt dieses Konto nicht mehr. Wer das Passwort kennt, kommt wieder herein; ein anderes wählst du mit /password
link-was-revoked = Du benutzt das Konto { $email } nicht mehr: Jemand, der es mitbenutzt, hat dich entfernt.
somebody = Jemand
private-only = Das gehört in unseren privaten Chat: Hier würden es andere sehen.
log-in-allow = 🔑 { $name } hat das richtige Passwort dieses Kontos angegeben ({ $moment }). Darf diese Person das Konto mitbenutzen? Die Anfrage gilt { $minutes } Minuten.
allow = Erlauben
refuse = Ablehnen
log-in-awaits = Jemand, der dieses Konto benutzt, muss es innerhalb von { $minutes } Minuten erlauben. Dann schreibe ich dir.
log-in-nobody = Jemand, der dieses Konto benutzt, müsste das erlauben, aber ich kann niemanden fragen. Wende dich an die Person, die diesen Bot betreibt.
log-in-allowed = { $name } benutzt jetzt dieses Konto, wie du es erlaubt hast.
log-in-withheld = { $name } hat keinen Zugang zu diesem Konto bekommen. Wenn du nicht weißt, wer das ist, kennen andere dein Passwort: Wähle mit /password ein anderes.
log-in-was-withheld = Deine Anmeldung wurde abgelehnt.
password-new = Wie soll das Passwort von <b>{ $email }</b> ab jetzt lauten? Mindestens { $min } Zeichen, und nicht eines der häufigsten Passwörter.
password-keep = Altes Passwort behalten
password-kept = Gut, das Passwort bleibt, wie es ist.
password-changed = Das Passwort von <b>{ $email }</b> ist geändert: Mit dem alten meldet sich niemand mehr an. Wer dieses Konto schon benutzt, macht weiter; wer das ist, zeigt /links.
password-changed-by = 🔑 { $name } hat das Passwort dieses Kontos geändert ({ $moment }). Du brauchst es nur, um dich neu anzumelden. Wenn du nicht weißt, wer das ist: /links beendet das.
password-changed-by-operator = 🔑 Wer diesen Bot betreibt, hat das Passwort dieses Kontos geändert. Du brauchst es nur, um dich neu anzumelden.
not-allowed = Dieser Bot ist privat.
sign-up-closed = Neue Konten gibt es hier nicht. Wenn du eins hast, melde dich an; mit /quit kannst du gehen.
invite-code = Für ein Konto brauchst du eine Einladung von der Person, die diesen Bot betreibt. Schick mir bitte den Code.
sign-up-failed = Daraus ist kein Konto geworden. Wenn du schon eins hast, melde dich an; sonst versuch eine andere Adresse. Schreib mir, um neu anzufangen.
sign-up-tried = ⚠️ Jemand wollte mit deiner Adresse { $email } ein Konto anlegen ({ $moment }). Ich habe nichts verraten, und nichts hat sich geändert; wenn du es warst: Dieses Konto hast du schon.
first-account = Du bist hier die erste Person. Solange SPNDR_SIGNUP nicht gesetzt ist, können hier alle ein Konto anlegen: Mit <code>closed</code> kann es niemand mehr, mit <code>invite</code> nur, wer einen Code von <code>spndr invite</code> hat.
