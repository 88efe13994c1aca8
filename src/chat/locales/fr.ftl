# Français, avec tu. Guillemets : « … », avec des espaces insécables, comme devant ; : ! ?

## Buttons and answers

yes = Oui
no = Non
skip = Passer
older = Plus ancien »
newer = « Plus récent
previous-page = «
next-page = »
keep = Garder { $what }
leave-as-is = Laisser tel quel
choice = { $what }
numbered = { $number }. { $what }
chosen = ✓ { $choice }
say-yes-or-no = Réponds par o ou n, s’il te plaît.
say-one-or-two = Réponds par 1 ou 2, s’il te plaît.
button-unknown = Je ne connais pas ce bouton.
button-stale = Cette question est déjà réglée.
button-not-yours = Ce bouton est pour quelqu’un d’autre.
button-no-account = Tu n’as pas de compte chez moi, ou tu n’en as plus. Écris-moi pour t’inscrire ou te connecter.
button-changed = Cette dépense a changé depuis. Réponds-y, ou regarde avec /edit où elle en est.

## Signing up and logging in

welcome = 👋 Salut, { $name } ! Je suis spndr. Dis-moi ce que tu dépenses et je tiens les comptes.
sign-up-offer = Veux-tu t’inscrire ? (o/n)
goodbye = 👋 Au revoir ! Écris-moi si tu changes d’avis.
way-in =
    Bien ! As-tu déjà un compte ?
    1. Oui, me connecter
    2. Non, en créer un
way-log-in = 1. Me connecter
way-sign-up = 2. Créer un compte
sign-up-email = Quelle est ton adresse e-mail ? Tu te connecteras avec elle.
sign-up-password = Choisis un mot de passe d’au moins { $min } caractères qui ne soit pas parmi les plus courants.
log-in-email = Quelle est l’adresse e-mail de ton compte ?
log-in-password = Et ton mot de passe ?
log-in-refused = Cette adresse et ce mot de passe ne vont pas ensemble. Réessaie, ou quitte avec /quit.
log-in-wait =
    { $seconds ->
        [one] Trop de mots de passe erronés. Attends une seconde et envoie-le de nouveau.
       *[other] Trop de mots de passe erronés. Attends { $seconds } secondes et envoie-le de nouveau.
    }
email-invalid = Cette adresse e-mail n’est pas valide. Elle devrait ressembler à name@example.com.
email-too-long = C’est trop long pour une adresse e-mail : { $max } caractères au plus, s’il te plaît.
password-too-short = C’est trop court : un mot de passe a au moins { $min } caractères.
password-too-long = C’est trop long : un mot de passe a { $max } caractères au plus.
password-too-common = C’est l’un des mots de passe les plus courants, ceux qu’on essaie en premier. Choisis-en un autre.
password-slash = Un mot de passe ne peut pas commencer par « / » : c’est pour les commandes.
signed-up = 🎉 Ton compte <b>{ $email }</b> est prêt.
prices-are-in = Un prix sans devise est en { $currency }.
days-are-in = Tes journées commencent à minuit dans ce fuseau horaire : { $zone }.
first-currency = { $currency }, c’est bien ça ? Sinon touche une autre devise, ou envoie son code, par exemple CHF.
logged-in = Connexion réussie : <b>{ $email }</b>.
password-deleted = J’ai effacé de cette conversation ton message avec le mot de passe, pour que personne ne le lise ici.
needs-account = Pour cela il faut un compte. Terminons d’abord ceci.
only-in-private = Je ne te connais pas encore. Ouvre une conversation privée avec moi pour t’inscrire ou te connecter, et je pourrai te répondre ici aussi.

## Commands

help-entries =
    Écris simplement ce que tu as dépensé, une ligne par dépense : <code>12,50 déjeuner @ Café du Coin #repas hier</code>. Pour la changer, modifie ton message, ou réponds-y ou à ma réponse : <code>18,50</code>, <code>#repas</code>, <code>annuler</code>.
help-files = Envoie-moi un fichier et je l’importe : le tableau de ta banque (.csv), ou ce que /export t’a donné.
help-idle = Tu peux dire :
help-open = Réponds à la question ci-dessous, ou dis :
help-line = /{ $name } – { $does }
command-new = noter un achat
command-show = voir tes derniers achats
command-today = ce que tu as dépensé aujourd’hui
command-week = ce que tu as dépensé cette semaine
command-month = ce que tu as dépensé ce mois-ci
command-year = ce que tu as dépensé cette année
command-stats = ce que tu as dépensé sur la période de ton choix
command-search = chercher parmi tes dépenses
command-export = recevoir tes achats dans un fichier
command-undo = annuler ta dernière modification
command-redo = rétablir ce que tu as annulé
command-edit = modifier une dépense
command-history = voir tout ce qui est arrivé à une dépense
command-categories = voir et ranger tes catégories
command-recurring = voir ce qui revient tout seul, comme le loyer
command-budget = fixer ce que tu veux dépenser au plus
command-budgets = voir ce qui reste de tes budgets
command-settings = choisir ta langue, ta devise, ton fuseau horaire et plus encore
command-abort = arrêter ce qui est en cours (je demande d’abord)
command-quit = quitter tout de suite ce qui est en cours
command-delete = dissocier cet utilisateur Telegram de ton compte
command-erase = effacer ton compte et tout ce qu’il contient
command-help = ce que tu peux dire maintenant
command-start = dire bonjour
command-skip = passer cette question
unknown-command = Il n’y a pas de commande /{ $name }. Dans /help, tu trouveras ce que je comprends.
not-a-command = Je ne connais pas cette commande. Dans /help, tu trouveras ce que je comprends.
did-you-mean = Tu veux dire /{ $name } ?
one-at-a-time = Une chose à la fois : réponds d’abord à ceci, ou arrête avec /abort.
nothing-open = Il n’y a rien à quitter ni à passer : rien n’est en cours.
cannot-skip = Il faut une réponse à cette question.
hello = 👋 Bonjour, { $name } !
hello-open = 👋 Bonjour, { $name } ! Quelque chose est en cours :

## Recording a purchase

how-to-enter = Écris simplement ce que tu as dépensé, par exemple <code>café 3,50</code> ou <code>12,50 déjeuner @ Café du Coin #repas hier</code>. Pour en savoir plus : /help.
new-item = Qu’as-tu acheté ?
new-price = Combien a coûté <b>{ $item }</b> ?
new-vendor = Où l’as-tu acheté ? Passe avec le bouton, /skip ou « - ».
new-category = De quelle catégorie est-ce ? Passe avec le bouton, /skip ou « - ».
recorded = ✅ Noté :
purchase-dropped = J’arrête là. Rien n’a été noté.

purchase = { $number }. <b>{ $item }</b> · { $rest }
purchase-short = { $number }. { $item } · { $price }
part-price = { $price }
part-given = soit { $price }
part-income = revenu de { $price }
part-refund = remboursement de { $price }
part-vendor = chez { $vendor }
part-category = dans { $category }
part-tags = tags : { $tags }
part-day = { $day }
part-spread =
    sur { $unit ->
        [day] { $count ->
            [one] { $count } jour
           *[other] { $count } jours
        }
        [week] { $count ->
            [one] { $count } semaine
           *[other] { $count } semaines
        }
        [month] { $count ->
            [one] { $count } mois
           *[other] { $count } mois
        }
       *[year] { $count ->
            [one] { $count } an
           *[other] { $count } ans
        }
    }
part-more = …
total = Total : <b>{ $sums }</b>
total-income = Revenus : <b>{ $sums }</b>
and-more = … et { $count } de plus.

price-converted = { $price } (≈ { $converted })
price-awaits-rate = { $price } (pas encore de taux)
rate-used = 1 { $from } vaut { $rate } { $to } : le taux du { $day }.
rate-own = 1 { $from } vaut { $rate } { $to } : ton propre taux.
rate-awaited = Il n’y a pas encore de taux de change entre { $from } et { $to } pour ce jour. Le montant sera complété dès qu’il y en aura un.

words-empty = Il me faut au moins un caractère.
words-too-long = C’est trop long : { $max } caractères au plus, s’il te plaît.
words-hidden = Il y a des caractères invisibles dans ce texte. Tape-le sans eux, s’il te plaît.

price-unreadable = Je n’arrive pas à lire cela comme un prix. Écris-le comme 3,50, 3.50, 5 € ou 5 USD.
price-zero = Un prix doit être supérieur à zéro.
price-negative = Un prix ne peut pas être négatif.
price-too-large = C’est plus que ce que je peux noter : 999 999 999 999,99 au plus.
price-too-many-decimals = Ce prix a plus de décimales que sa devise.
price-ambiguous = Je peux lire ce prix de plusieurs façons. Écris-le comme 1234,50 EUR : la devise en trois lettres, et sans séparateur de milliers.

## When a line is not clear

entry-no-amount = Je ne trouve pas de montant là-dedans.
entry-amount-inside = { $amount }, est-ce le prix ? Alors écris-le au début, à la fin ou avec sa devise : <code>{ $better }</code>
entry-too-long = C’est trop long : { $max } caractères au plus, s’il te plaît. Rien n’a été noté.
entry-too-many-lines = Cela fait trop de lignes : { $max } au plus à la fois, s’il te plaît. Rien n’a été noté.
entry-too-many = Cela fait trop de dépenses sur une ligne : { $max } au plus, s’il te plaît.
entry-item-too-long = Le nom de l’achat est trop long : { $max } caractères au plus, s’il te plaît.
entry-name-too-long = Un des noms est trop long : { $max } caractères au plus, s’il te plaît.
entry-split-too-much = Les parts dépassent le total.
entry-split-currencies = Les parts doivent être dans la devise du total.
entry-line-problem = ⚠️ « { $words } » n’a pas été noté. { $reason }
entry-more-problems =
    { $count ->
        [one] ⚠️ Une autre ligne n’a pas été notée.
       *[other] ⚠️ { $count } autres lignes n’ont pas été notées.
    }
entry-item = C’était pour quoi : « { $words } » ?
entry-item-amount = Ça aussi, c’est un montant.
never-mind = Laisse tomber
question-amount = De quel montant parles-tu dans « { $words } » ?
question-currency = De quelle devise parles-tu dans « { $words } » ?
question-date = Que veux-tu dire ici : « { $words } » ?
question-category = De quelle catégorie parles-tu dans « { $words } » ?
question-vendor = C’était où : « { $words } » ?
question-split = Les parts de « { $words } » ne font pas le total. Que faire du reste ?
question-kind = Plusieurs lignes commencent par un tiret, comme « { $words } ». Est-ce une liste d’achats ou de l’argent qu’on t’a rendu ?
question-which = Ce message concerne plusieurs dépenses. De laquelle parles-tu ?
choice-money = { $price }
choice-day = { $day }
choice-word = { $word }
choice-rest = Noter aussi { $price }
choice-drop = Laisser de côté
choice-bought = Achats
choice-back = Argent rendu

## Mending what was recorded

corrected = ✏️ Modifié :
removed = 🗑 Supprimé :
brought-back = ♻️ De retour :
stands = État actuel :
undone = ↩️ Annulé.
redone = ↪️ Rétabli.
turned-nothing = Quelqu’un d’autre l’a modifié depuis : je l’ai laissé tel quel.
undo-nothing = Tu n’as rien à annuler.
redo-nothing = Il n’y a rien à rétablir.
entry-stays = Ce qui a été noté reste tel quel.
nothing-changed = Rien à changer : c’est déjà comme ça.
undo = Annuler
redo = Rétablir
edit = Modifier
remove = Supprimer
history = Historique
back = Retour
change-category = Catégorie
category-none = Sans catégorie
category-which = Quelle catégorie ? Pour une autre, réponds à ce message, par exemple avec <code>#repas</code>.
edit-which = Quelle dépense veux-tu modifier ?
history-which = De quelle dépense veux-tu voir l’historique ?
no-such-entry = Il n’y a pas de dépense avec ce numéro. Les tiennes sont dans /show.
entry-not-yours = Cette dépense appartient à un autre compte : je ne peux pas la modifier pour toi.
entry-gone = Je ne trouve plus cette dépense.
entry-is-removed = Cette dépense est supprimée. Réponds <code>annuler</code> pour la récupérer.
mend-how = Réponds à ce message avec ce qui doit changer : <code>18,50</code>, <code>#repas</code>, <code>@Lidl</code>, <code>hier</code>, <code>annuler</code>, <code>supprimer</code>, <code>remboursement 5</code> ou <code>diviser 2 thé, reste gâteau</code>. Ou modifie ton propre message.
mend-not-understood = Je ne sais pas quoi changer avec « { $words } ».
split-how = Pour diviser une dépense, réponds par exemple <code>diviser 20 voiture, 5 thé</code> : le reste est conservé. Les parts ne peuvent pas dépasser le total.

history-title = Historique :
history-earlier =
    { $count ->
        [one] … une modification antérieure …
       *[other] … { $count } modifications antérieures …
    }
history-step = <b>{ $moment }</b> · { $who } · { $what }
history-you = toi
history-person = { $name }
history-recorded = noté
history-corrected = modifié
history-undone = annulé
history-redone = rétabli
history-imported = importé
history-first = • { $item } · { $price }
history-field = • { $field } : { $before } → { $after }
history-removed = • supprimé
history-brought-back = • de retour
field-kind = type
field-item = quoi
field-price = prix
field-given = dans une autre devise
field-vendor = où
field-category = catégorie
field-tags = tags
field-day = jour
field-spread = étalement
field-none = rien
value-kind =
    { $kind ->
        [income] revenu
        [refund] remboursement
       *[expense] dépense
    }

## Showing purchases

show-title = Tes achats, les plus récents d’abord :
show-none = Tu n’as encore rien noté.

## Reports

report-title = <b>{ $period }</b>
report-period = { $period }
report-none = Rien n’a été dépensé ni gagné.
report-spent = Dépensé : <b>{ $sums }</b>
report-before = Avant ({ $period }) : { $sum }
report-line = { $name } : { $parts }
report-name = { $name }
report-share = { NUMBER($percent, maximumFractionDigits: 0) } %
change-up = ▲ { NUMBER($percent, maximumFractionDigits: 0) } %
change-down = ▼ { NUMBER($percent, maximumFractionDigits: 0) } %
change-same = comme avant
change-new = nouveau
report-vendors = Surtout chez : { $vendors }
report-vendor = { $name } { $sum }
report-abroad = En d’autres devises : { $sums }
report-awaited =
    { $count ->
        [one] Une dépense n’a pas encore de taux de change vers { $currency } et n’est pas comptée.
       *[other] { $count } dépenses n’ont pas encore de taux de change vers { $currency } et ne sont pas comptées.
    }
report-coming = Encore à venir d’ici le { $day } : { $sums }
report-earlier = « { $period }
report-later = { $period } »
report-categories = Catégories
report-by-vendor = Commerçants
report-people = Personnes
report-parts = Au fil du temps
report-categories-title = <b>{ $period }</b> par catégorie :
report-vendors-title = <b>{ $period }</b> par commerçant :
report-people-title = <b>{ $period }</b> par personne :
report-days-title = <b>{ $period }</b> jour par jour :
report-parts-title = <b>{ $period }</b> au fil du temps :
report-name-title = <b>{ $name }</b> · { $period } · { $sums }
vendor-none = Sans commerçant
chart-days = Jour par jour
chart-months = Mois par mois
chart-categories = Par catégorie
period-unreadable = Je ne vois pas de quelle période tu parles. Envoie par exemple <code>/stats mois dernier</code>, <code>/stats mars..mai</code>, <code>/stats 2025</code> ou <code>/stats 2025-03-01..2025-03-15</code>.

## Searching

search-how = Que cherches-tu ? Envoie par exemple <code>/search café</code>, <code>/search 10..20 #repas mois dernier</code> ou <code>/search @Lidl 2025</code>.
search-gone = Cette recherche est trop ancienne. Relance-la, s’il te plaît.
found-none = Je n’ai rien trouvé de tel.
found =
    { $count ->
        [one] { $count } dépense trouvée.
       *[other] { $count } dépenses trouvées.
    }

## Categories

suggested = Dans <b>{ $category }</b>, { $reason }.
suggested-numbered = { $numbers } : dans <b>{ $category }</b>, { $reason }.
suggested-more =
    { $count ->
        [one] Une autre est là où tu as déjà rangé ce genre d’achat.
       *[other] { $count } autres sont là où tu as déjà rangé ce genre d’achat.
    }
offered = Est-ce <b>{ $category }</b>, { $reason } ?
reason-vendor =
    { $count ->
        [one] comme ton dernier achat chez { $vendor }
       *[other] comme tes { $count } derniers achats chez { $vendor }
    }
reason-vendor-some = comme { $count } de tes { $of } derniers achats chez { $vendor }
reason-words =
    { $count ->
        [one] comme ton dernier achat avec « { $words } »
       *[other] comme tes { $count } derniers achats avec « { $words } »
    }
reason-words-some = comme { $count } de tes { $of } derniers achats avec « { $words } »
reason-rule-vendor = comme toujours chez { $vendor }
reason-rule-item = comme toujours avec « { $item } »
always-vendor = Toujours chez { $vendor }
always-item = Toujours « { $item } »
just-once = Juste cette fois
taught-vendor = ✓ Désormais, ce que tu achètes chez { $vendor } va toujours dans <b>{ $category }</b>.
taught-item = ✓ Désormais, « { $item } » va toujours dans <b>{ $category }</b>.
taught-once = ✓ Juste cette fois : cela ne comptera pas quand je proposerai une catégorie.

categories-title = Tes catégories, avec ce que tu as dépensé ce mois-ci :
categories-none = Tu n’as pas encore de catégorie : indiques-en une en notant un achat.
categories-all-hidden = Toutes tes catégories sont masquées.
categories-hidden = Masquées ({ $count })
categories-back = « Toutes les catégories
categories-kept = Bien, tes catégories restent telles quelles.
hidden-title = Catégories masquées, avec ce que tu as dépensé ce mois-ci :
hidden-none = Aucune catégorie n’est masquée.
category-line = <b>{ $name }</b>
category-line-spent = <b>{ $name }</b> · { $sums }
category-rules = Toujours ici : { $list }
category-is-hidden = Elle est masquée : ni listée, ni proposée. Ce qui s’y trouve y reste.
category-gone = Cette catégorie n’existe plus. Voir /categories.
spent = Dépensé ce mois-ci : { $sums }
spent-nothing = Rien n’a été dépensé ce mois-ci.
rename = Renommer
merge = Fusionner…
hide = Masquer
unhide = Afficher
forget-rules = Oublier « toujours »
rules-forgotten = Bien : plus rien ne va toujours dans cette catégorie. Ce qui s’y trouve y reste.
rename-question = Quel nom donner à <b>{ $category }</b> ?
rename-same = Elle s’appelle déjà ainsi.
renamed =
    { $count ->
        [one] ✅ <b>{ $category }</b> s’appelle maintenant <b>{ $name }</b> : { $count } achat.
       *[other] ✅ <b>{ $category }</b> s’appelle maintenant <b>{ $name }</b> : { $count } achats.
    }
merge-question = Dans quelle catégorie fusionner <b>{ $category }</b> ?
merge-unknown = Tu n’as pas de catégorie <b>{ $name }</b>.
merge-alone = Il n’y a pas d’autre catégorie où la fusionner.
merge-budget =
    { $period ->
        [week] <b>{ $category }</b> et <b>{ $into }</b> ont chacune un budget hebdomadaire. Celui de <b>{ $into }</b> ({ $stays }) reste ; celui de <b>{ $category }</b> ({ $goes }) sera supprimé, et /undo ne le rétablira pas.
        [month] <b>{ $category }</b> et <b>{ $into }</b> ont chacune un budget mensuel. Celui de <b>{ $into }</b> ({ $stays }) reste ; celui de <b>{ $category }</b> ({ $goes }) sera supprimé, et /undo ne le rétablira pas.
       *[year] <b>{ $category }</b> et <b>{ $into }</b> ont chacune un budget annuel. Celui de <b>{ $into }</b> ({ $stays }) reste ; celui de <b>{ $category }</b> ({ $goes }) sera supprimé, et /undo ne le rétablira pas.
    }
confirm-merge =
    { $count ->
        [one] Mettre le seul achat de la catégorie <b>{ $category }</b> dans <b>{ $into }</b> ? <b>{ $category }</b> n’existera plus. (o/n)
       *[other] Mettre les { $count } achats de la catégorie <b>{ $category }</b> dans <b>{ $into }</b> ? <b>{ $category }</b> n’existera plus. (o/n)
    }
merged =
    { $count ->
        [one] ✅ { $count } achat est passé de la catégorie <b>{ $category }</b> à <b>{ $into }</b>.
       *[other] ✅ { $count } achats sont passés de la catégorie <b>{ $category }</b> à <b>{ $into }</b>.
    }

## What comes again by itself

repeat = 🔁 Répéter { $how }
repeat-item = 🔁 Répéter « { $item } » { $how }
rhythm-day =
    { $step ->
        [1] tous les jours
       *[other] tous les { $step } jours
    }
rhythm-week =
    { $step ->
        [1] chaque semaine
       *[other] toutes les { $step } semaines
    } le { $weekday ->
        [0] dimanche
        [1] lundi
        [2] mardi
        [3] mercredi
        [4] jeudi
        [5] vendredi
       *[6] samedi
    }
rhythm-month =
    { $step ->
        [1] chaque mois
       *[other] tous les { $step } mois
    } le { $date ->
        [1] 1er
       *[other] { $date }
    }
rhythm-year =
    { $step ->
        [1] chaque année
       *[other] tous les { $step } ans
    } le { $date ->
        [1] 1er
       *[other] { $date }
    } { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
recurring-title = Ce qui revient tout seul :
recurring-none = Tu n’as encore rien qui revienne tout seul.
recurring-not-one = Je n’arrive pas à lire cela comme une seule chose avec un seul prix.
recurring-how = Pour ajouter quelque chose, envoie par exemple <code>/recurring loyer 900 chaque mois le 1er</code>.
recurring-how-often = Et à quel rythme ? Dis-le comme <code>/recurring loyer 900 chaque mois le 1er</code> : chaque jour, chaque semaine, chaque lundi, chaque mois, chaque année.
recurring-rhythm-unclear = Je ne comprends pas à quelle fréquence cela doit revenir. Je connais <code>chaque jour</code>, <code>chaque lundi</code>, <code>toutes les 2 semaines</code>, <code>chaque mois le 1er</code>, <code>trimestriel</code> et <code>annuel</code>. Ce qui revient deux fois par mois, ajoute-le deux fois, chacune avec son jour. S’il y a une fin, ajoute-le d’abord, puis touche « { end-date } ».
recurring-line = <b>{ $item }</b> · { $rest }
recurring-short = { $item } · { $price }
recurring-parts = { $rest }
recurring-next = prochaine fois le { $day }
recurring-paused = ⏸ en pause
recurring-over = terminé
recurring-ends = Cela s’arrête le { $day } au plus tard.
recurring-all = « Tout ce qui revient
recurring-delete = Supprimer
recurring-added = 🔁 Désormais, ceci revient tout seul :
recurring-already = Cela se répète déjà : voir /recurring.
recurring-full = Il y en a déjà { $max }, et je ne peux pas en répéter plus. Supprimes-en un d’abord : voir /recurring.
recurring-gone = Cela ne revient plus : voir /recurring.
recurring-changed = Cela a changé depuis : regarde avec /recurring où ça en est.
recurring-revised = ✏️ Modifié. Ce qui a été noté reste tel quel.
recurring-goes-on = Bien, cela continue sans date de fin.
recurring-deleted = 🗑 Ceci ne reviendra plus. Ce qui a été noté reste :
recurring-edit = Que faut-il changer à <b>{ $item }</b> ? Envoie par exemple <code>950</code>, <code>#logement</code>, <code>@ propriétaire</code> ou <code>chaque lundi</code>.
recurring-unclear = Je ne sais pas quoi changer avec cela.
recurring-until = Jusqu’à quel jour répéter <b>{ $item }</b> ? Envoie un jour, par exemple 31 décembre.
recurring-endless = Sans fin
recurring-recorded = 🔁 Cela revient { $how } : voir /recurring.
recurring-many =
    { $count ->
        [one] 🔁 Une dépense prévue a été notée à sa date.
       *[other] 🔁 { $count } dépenses prévues ont été notées, chacune à sa date. Voir /recurring.
    }
end-unreadable = Je n’arrive pas à lire cela comme un jour. Écris-le comme 31 décembre ou 2030-12-31.
end-past = Ce jour est passé. Envoie un jour à venir.
end-date = Date de fin
pause = Mettre en pause
resume = Reprendre

## Budgets

budget-overall = total
budget-period =
    { $period ->
        [week] cette semaine
        [month] ce mois-ci
       *[year] cette année
    }
budget-left =
    { $days ->
        [one] 🟢 { $name } : il reste { $left } sur { $allowed }, encore { $days } jour
       *[other] 🟢 { $name } : il reste { $left } sur { $allowed }, encore { $days } jours
    }
budget-low =
    { $days ->
        [one] 🟡 { $name } : il reste { $left } sur { $allowed }, encore { $days } jour
       *[other] 🟡 { $name } : il reste { $left } sur { $allowed }, encore { $days } jours
    }
budget-over =
    { $days ->
        [one] 🔴 { $name } : { $left } de trop sur { $allowed }, encore { $days } jour
       *[other] 🔴 { $name } : { $left } de trop sur { $allowed }, encore { $days } jours
    }
budget-bar = { $bar } { $percent } % · { $spent } { $period }
budget-carried = dont un report de { $sum }
budget-carries = Ce qui reste d’une période s’ajoute à la suivante.
budget-awaited = pas encore de taux, donc non compté : { $sums }
budget-nearly = ⚠️ <b>{ $name }</b> : 80 % du budget sont dépensés { $period }.
budget-used = 🚨 <b>{ $name }</b> : tout le budget est dépensé { $period }.
budget-foreign = ⚪ { $name } : ce budget est en { $currency }, qui n’est plus ta devise. Fixe-le de nouveau.
budget-set = ✅ Budget <b>{ $name }</b> :
budget-off = ✅ Il n’y a plus de budget <b>{ $name }</b>.
budget-no-such = Ce budget n’existe pas : <b>{ $name }</b>. Voir /budgets.
budget-full = Il y a déjà { $max } budgets, et je ne peux pas en gérer plus. Retires-en un d’abord : voir /budgets.
budget-currency = Un budget se fixe dans ta propre devise, { $currency }.
budget-unclear = Je n’arrive pas à lire cela comme un budget.
budget-how =
    Fixe-en un comme <code>/budget repas 200</code>, <code>/budget repas 50 par semaine</code>, <code>/budget 1500</code> pour le total, ou retire-le : <code>/budget repas aucun</code>.
    Avec <code>à reporter</code>, ce qu’une semaine, un mois ou une année laisse de son montant s’ajoute à la période suivante, et à elle seule ; ce qui a été dépensé en trop n’est pas retiré.
budgets-title = Tes budgets :
budgets-none = Tu n’as pas encore de budget.

## Settings

settings-language = Langue : <b>{ $language }</b>
settings-currency = Devise : <b>{ $currency }</b>. C’est celle des prix sans devise.
settings-zone = Fuseau horaire : <b>{ $zone }</b>. Il dit quel jour on est quand tu achètes quelque chose.
settings-week = Premier jour de la semaine : <b>{ $weekday }</b>
settings-numbers = Nombres : <b>{ $price }</b>
settings-theme =
    { $theme ->
        [dark] Images : <b>sombres</b>
       *[light] Images : <b>claires</b>
    }
settings-alerts =
    { $switched ->
        [off] Alertes de budget : <b>désactivées</b>
       *[on] Alertes de budget : <b>activées</b>
    }
settings-how = Change-les avec les boutons, ou envoie par exemple <code>/settings devise EUR</code> ou <code>/settings fuseau Europe/Paris</code>.
setting-language = Langue
setting-currency = Devise
setting-zone = Fuseau horaire
setting-week = Semaine
setting-numbers = Nombres
setting-theme = Images
setting-alerts = Alertes
setting-kept = Bien, cela reste tel quel.
as-usual = Comme d’usage dans ma langue
choice-unknown = Je ne connais pas ce choix. Touche un bouton, s’il te plaît.
choice-weekday = { $weekday }
set-language = Quelle langue dois-je parler ?
language-set = Désormais, je parle français. Un prix ressemble à { $price }, un jour à { $day }.
set-week = Quel jour commence ta semaine ? Touche-le, ou écris-en un autre.
week-set = Désormais, le premier jour de ta semaine est : { $weekday }.
set-numbers = Comment écris-tu les nombres ? Je les écrirai pareil, et lirai les tiens ainsi.
numbers-set = Désormais, j’écris les nombres comme <b>{ $price }</b>, et je lis les tiens ainsi.
set-theme = Les images, claires ou sombres ?
theme-light = Claires
theme-dark = Sombres
theme-set =
    { $theme ->
        [dark] Désormais, les images sont sombres.
       *[light] Désormais, les images sont claires.
    }
set-alerts = Dois-je te prévenir quand un budget est dépensé à 80 %, puis en totalité ?
alerts-on = Oui, préviens-moi
alerts-off = Pas d’alertes
alerts-set =
    { $switched ->
        [off] Désormais, je n’envoie plus d’alertes. Ce qui reste figure toujours sous une dépense.
       *[on] Désormais, je te préviens quand un budget est dépensé à 80 %, puis en totalité.
    }
setting-digests = Rappels et bilans
digests-title = Ce que j’envoie de moi-même dans cette conversation :
digest-name =
    { $kind ->
        [daily] rappel
        [weekly] bilan de la semaine
       *[monthly] bilan du mois
    }
digest-on =
    { $kind ->
        [daily] ✓ Un rappel à { $time } les jours où rien n’a été noté.
        [weekly] ✓ Un bilan de la semaine une fois finie, à { $time }.
       *[monthly] ✓ Un bilan du mois une fois fini, à { $time }.
    }
digest-off =
    { $kind ->
        [daily] ✗ Pas de rappel les jours où rien n’a été noté.
        [weekly] ✗ Pas de bilan de la semaine.
       *[monthly] ✗ Pas de bilan du mois.
    }
digest-turn-on = ✓ { $name }
digest-turn-off = ✗ { $name }
digest-time = 🕗 { $name }
digest-when = À quelle heure envoyer le { $name } ? Écris-la comme 20:00.
time-unreadable = Je n’arrive pas à lire cela comme une heure. Écris-la comme 20:00.
quiet-none = Heures calmes : aucune.
quiet-hours = Heures calmes : { $hours }. Ce qui tomberait entre-temps arrive après, y compris ce qui revient tout seul.
set-quiet-hours = Heures calmes
quiet-question = Entre quelles heures ne dois-je rien envoyer de moi-même ? Écris-les comme 22:00–08:00.
quiet-never = Aucune
quiet-unreadable = Je n’arrive pas à lire cela. Envoie deux heures, comme 22:00–08:00.
reminder = 📝 Rien n’est noté pour le { $day }. Y a-t-il eu quelque chose ?
reminder-how = Pour recevoir moins de rappels, voir /settings.
set-currency = Avec quelle devise paies-tu ? Touches-en une, ou envoie son code, par exemple CHF.
currency-kept = Bien, un prix sans devise reste en { $currency }.
currency-set = Désormais, un prix sans devise est en { $currency }.
earlier-converted =
    { $count ->
        [one] L’achat noté dans une autre devise garde son prix, et il est converti.
       *[other] Les { $count } achats notés dans d’autres devises gardent leur prix, et ils sont convertis.
    }
currency-unknown = Je ne connais pas cette devise. Envoie son code de trois lettres, par exemple EUR.
currency-which = Il peut s’agir de plusieurs : { $codes }. Envoie le code de la bonne.
set-zone = Où es-tu ? Envoie une ville ou le nom d’un fuseau horaire, par exemple Europe/Paris, ou l’heure qu’il est chez toi, par exemple 14:05, ou partage une position.
zone-offered = Lequel de ceux-ci est ton fuseau horaire ? Touche-le ou envoie son numéro ; ou envoie une ville, ou le nom d’un autre.
zone-set = Bien, tes journées commencent maintenant à minuit dans le fuseau { $zone }.
zone-kept = Bien, tes journées commencent toujours à minuit dans le fuseau { $zone }.
zone-unknown = Je ne connais ni ce lieu ni ce fuseau. Essaie la grande ville la plus proche, ou un nom comme Europe/Paris.
zone-no-such-time = Nulle part sur terre il n’est cette heure-là en ce moment. Envoie-la comme 14:05, telle que ta montre l’indique.

## Leaving

abort-purchase = Arrêter de noter cet achat ? (o/n)
abort-category = Arrêter ici et laisser tes catégories telles quelles ? (o/n)
abort-sign-up = Arrêter ici, et t’inscrire ou te connecter une autre fois ? (o/n)
delete-question = Dissocier cet utilisateur Telegram de ton compte ? Le compte et tes achats restent, et tu pourras te reconnecter. (o/n)
delete-dropped = Bien, tout reste tel quel.
deleted = C’est fait : cet utilisateur Telegram n’est plus associé. Ton compte et tes achats sont toujours là : écris-moi pour te reconnecter.
erase-question =
    ⚠️ Ceci efface pour toujours le compte <b>{ $email }</b>, avec tout ce qu’il contient : { $purchases ->
        [0] encore aucun achat,
        [one] un achat,
       *[other] { $purchases } achats,
    } tout l’historique, catégories, budgets, ce qui revient tout seul, réglages et tout ce que j’ai retenu de nos échanges. Personne ne pourra le récupérer.
erase-others =
    { $count ->
        [one] Une autre personne utilise ce compte et le perd aussi.
       *[other] { $count } autres personnes utilisent ce compte et le perdent aussi.
    }
erase-export-first = Emporte d’abord tout : <code>/export json</code>, ou le bouton, t’envoie tout dans un fichier que je sais relire.
erase-how = Pour l’effacer, tape l’adresse e-mail du compte : <code>{ $email }</code>. Toute autre réponse le laisse tel quel.
erase-export = Envoie-moi d’abord tout
erase-keep = Garder le compte
erase-differs = Ce n’est pas l’adresse : rien n’a été effacé.
erase-file-waits = Le fichier que tu as demandé est en route, et il ne peut être créé que tant que le compte existe. Tape l’adresse à nouveau quand tu l’auras.
erased = C’est fait : le compte et tout ce qu’il contenait n’existent plus, ni ici ni dans ce qui restait à envoyer. La personne qui gère ce bot a peut-être des sauvegardes ; il en disparaîtra aussi quand elles seront remplacées. Au revoir ! Écris-moi si tu veux un jour recommencer.
erased-by = { $name } a effacé le compte que vous partagiez, avec tout ce qu’il contenait. Écris-moi si tu veux en commencer un à toi.
erased-by-operator = La personne qui gère ce bot a effacé ton compte, avec tout ce qu’il contenait. Écris-moi si tu veux recommencer.

## When something does not fit

unsupported =
    { $kind ->
        [photo] Je ne sais pas lire les images, seulement leur légende.
        [sticker] Je ne sais pas lire les stickers.
        [voice] Je ne peux pas écouter les messages vocaux.
        [video] Je ne peux pas regarder les vidéos.
        [animation] Je ne peux pas regarder les animations.
        [audio] Je ne peux pas écouter les fichiers audio.
        [location] Je ne peux rien faire d’une position.
        [contact] Je ne peux rien faire d’un contact.
        [poll] Je ne peux pas participer aux sondages.
        [file] Je ne peux pas prendre de fichier en plein milieu d’autre chose.
       *[other] Je ne sais pas lire ce genre de message.
    } Envoie plutôt du texte, s’il te plaît.
edit-ignored = J’ai vu que tu as modifié un message. Je ne tiens compte que des messages qui sont des dépenses, donc rien ne change. Pour modifier une dépense, réponds-y, ou regarde /edit.
lost-thread = J’ai perdu le fil de ce que nous faisions. Tout ce que tu as noté est toujours là ; recommence, s’il te plaît.
sorry-failed = Désolé, quelque chose s’est mal passé avec ton message, et je n’ai pas pu le traiter. Réessaie, s’il te plaît.

## Pictures

picture-amount = { $amount }
picture-share = { $share }
picture-day = { $day }
# what is spent so far, beside the budget
picture-of-budget = { $spent } sur { $budget }
picture-budget = Budget { $budget }
# the categories that have no bar of their own
picture-others = { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
picture-no-category = Sans catégorie
picture-nothing = Rien de dépensé

# Files: /export, and what a person sends

export-how = Envoie <code>/export</code>, avec un format (au choix : { $formats }) et une période si tu veux : <code>/export csv mars 2026</code>, <code>/export mois dernier</code>.
export-everything = Tout ce que contient ton compte, historique compris.
export-all = Tous tes achats, au format { $format }.
export-day = Tes achats du { $day }, au format { $format }.
export-span = Tes achats du { $from } au { $to }, au format { $format }.
export-back = Renvoie-moi le fichier pour tout restaurer : rien n’est noté deux fois.
export-not-made = Je n’ai pas pu créer et envoyer ce fichier à temps. Rien n’est perdu. Redemande-le plus tard, ou choisis une période plus courte : <code>/export csv 2026</code>.
export-forbidden = Dans ce groupe, je n’ai pas le droit d’envoyer de fichiers. Demande-moi celui-ci dans notre conversation privée.
export-too-large = Ce fichier dépasse les 50 Mo que Telegram accepte d’un bot. La personne qui gère spndr peut le créer avec <code>spndr export --format { $format } -o { $name }</code> ; ou choisis une période plus courte : <code>/export csv 2026</code>.
import-too-large = Ce fichier dépasse les 20 Mo que Telegram donne à un bot. Envoie-le en plusieurs parties, ou demande à la personne qui gère spndr de le lire avec <code>spndr import</code>.
import-gone = Telegram n’a plus ce fichier. Renvoie-le.
import-empty = Ce fichier est vide.
import-unknown = Je ne sais pas lire ce fichier. Je connais ceux de /export, et les tableaux en CSV, que tout tableur et la plupart des banques savent écrire.
import-not-whole = Ce fichier est incomplet ou a été modifié : rien n’est importé. Exporte-le de nouveau.
import-columns = Je ne sais pas quelles colonnes lire. Il y a : { $columns }. Dans un tableau CSV, il leur faut des noms comme Date, Montant et Libellé ; la personne qui gère spndr peut dire laquelle est laquelle avec <code>spndr import --map</code>.
import-found =
    <b>{ $name }</b> ({ $format }) : { $added ->
        [one] { $added } nouvel achat
       *[other] { $added } nouveaux achats
    }, { $changed ->
        [one] { $changed } modifié
       *[other] { $changed } modifiés
    }, { $same } déjà là{ $removed ->
        [0] .
        [one] , { $removed } supprimé ici et laissé ainsi.
       *[other] , { $removed } supprimés ici et laissés ainsi.
    }
import-plans = Nouveaux budgets et dépenses récurrentes : { $count }.
import-read-as = Je le lis ainsi : <code>{ $map }</code>
import-example =
    { $day } · { $item } · { $kind ->
        [income] + { $price }
        [refund] ↩ { $price }
       *[expense] { $price }
    }
import-left-out = Ce que je ne peux pas lire est laissé de côté :
import-problem =
    Ligne { $line } : { $problem ->
        [amount] pas de montant
        [currency] pas de devise que je connaisse
        [date] pas de jour
        [item] pas de nom d’achat de 1 à 200 caractères
        [twice] le même achat une deuxième fois
        [kind] ni dépense, ni revenu, ni remboursement
        [cut-off] le fichier s’arrête trop tôt
        [newer] écrite par un spndr plus récent
        [unsupported] elle dit des lignes suivantes quelque chose que je ne comprends pas
        [columns] plus de colonnes que l’en-tête
        [unpaid] pas payée, ou pas encore comptabilisée
       *[other] illisible
    } <i>{ $words }</i>
import-problems-more =
    { $count ->
        [one] et encore { $count } ligne
       *[other] et encore { $count } lignes
    }
import-question = Importer cela ?
import-yes = Importer
import-no = Annuler
import-swap-dates = Autre ordre des dates
import-swap-decimal = Autre signe décimal
import-swap-spent = Signe inverse
import-how = Touche un bouton. Si une colonne n’est pas la bonne, dis-moi laquelle prendre : <code>date=Date, item=Libellé</code>.
import-dropped = Rien n’est importé.
import-done =
    Importé : { $added ->
        [one] { $added } nouvel achat
       *[other] { $added } nouveaux achats
    }, { $changed ->
        [one] { $changed } modifié
       *[other] { $changed } modifiés
    }.
import-undone =
    L’import est annulé : { $count ->
        [one] { $count } achat
       *[other] { $count } achats
    }.
import-redone =
    Importé de nouveau : { $count ->
        [one] { $count } achat
       *[other] { $count } achats
    }.

## Qui utilise un compte

command-link = laisser quelqu’un utiliser ce compte, sans le mot de passe
command-links = voir qui utilise ce compte, et retirer des accès
command-password = choisir un autre mot de passe pour ce compte
code-refused = Ce code n’est pas valable : il est faux, déjà utilisé ou trop vieux. Demandes-en un autre.
code-needless = Tu utilises déjà un compte, le code reste donc inutilisé. Pour en rejoindre un autre avec ce code, quitte d’abord le tien avec /delete.
tries-wait =
    { $seconds ->
        [one] Il y a eu trop d’essais. Attends { $seconds } seconde.
       *[other] Il y a eu trop d’essais. Attends { $seconds } secondes.
    }
link-code =
    Toute personne qui ouvre ce lien dans les { $minutes } prochaines minutes utilise ce compte avec toi. Il ne sert qu’une fois : ne le donne à personne d’autre.
    { $url }
link-new =
    🔗 { $name } utilise maintenant ce compte ({ $moment }), { $how ->
        [code] grâce à un code de /link
       *[password] grâce au mot de passe
    }. Si tu ne sais pas qui c’est, retire-lui l’accès ici et préviens ceux qui partagent le compte avec toi.
links-title = Ces personnes utilisent ce compte :
link-row =
    { $name } · { $moment } · { $how ->
        [password] par mot de passe
        [code] par code
        [sign-up] par inscription
        [import] par import
       *[unknown] par association
    } · { $here ->
        [yes] cette conversation
       *[no] une autre conversation
    }
revoke = Retirer { $name }
link-revoked = { $name } n’utilise plus ce compte. Si cette personne connaît le mot de passe, choisis-en un autre : /password
link-was-revoked = Tu n’utilises plus le compte { $email } : quelqu’un qui le partage t’a retiré l’accès.
somebody = Quelqu’un
private-only = Cela se passe dans notre conversation privée : ici, d’autres le verraient.
log-in-allow = 🔑 { $name } a donné le bon mot de passe de ce compte ({ $moment }). Cette personne peut-elle l’utiliser avec toi ? J’attends ta réponse { $minutes } minutes.
allow = Autoriser
refuse = Refuser
log-in-awaits = Quelqu’un qui utilise ce compte doit l’autoriser d’ici { $minutes } minutes. Je t’écrirai à ce moment-là.
log-in-nobody = Quelqu’un qui utilise ce compte devrait l’autoriser, mais je ne peux demander à personne. Adresse-toi à la personne qui gère ce bot.
log-in-allowed = { $name } utilise maintenant ce compte, avec ton accord.
log-in-withheld = { $name } n’a pas eu accès à ce compte. Si tu ne sais pas qui c’est, d’autres connaissent ton mot de passe : choisis-en un autre avec /password.
log-in-was-withheld = Ta connexion a été refusée.
password-new = Quel sera désormais le mot de passe du compte <b>{ $email }</b> ? Au moins { $min } caractères, et aucun des plus courants.
password-keep = Garder l’ancien
password-kept = Bien, le mot de passe reste le même.
password-changed = Le mot de passe du compte <b>{ $email }</b> a été changé : l’ancien ne permet plus de se connecter. Rien ne change pour les personnes qui utilisent déjà ce compte ; /links te montre lesquelles.
password-changed-by = 🔑 { $name } a changé le mot de passe de ce compte ({ $moment }). Tu n’en as besoin que pour te reconnecter. Si tu ne sais pas qui c’est, retire-lui l’accès avec /links.
password-changed-by-operator = 🔑 La personne qui gère ce bot a changé le mot de passe de ce compte. Tu n’en as besoin que pour te reconnecter.
not-allowed = Ce bot est privé.
sign-up-closed = On ne peut pas créer de compte ici. Si tu en as un, connecte-toi ; tu peux quitter avec /quit.
invite-code = Pour créer un compte, il te faut une invitation de la personne qui gère ce bot. Envoie-moi son code.
sign-up-failed = Aucun compte n’a été créé. Si tu en as déjà un, connecte-toi ; sinon, essaie une autre adresse. Écris-moi pour recommencer.
sign-up-tried = ⚠️ Quelqu’un a essayé de créer un compte avec ton adresse { $email } ({ $moment }). Rien n’a été révélé ni changé ; si c’était toi, tu as déjà ce compte.
first-account = Tu es la première personne ici. Tant que SPNDR_SIGNUP n’a pas de valeur, tout le monde peut s’inscrire : avec <code>closed</code> plus personne, avec <code>invite</code> seulement les personnes qui ont un code de <code>spndr invite</code>.
