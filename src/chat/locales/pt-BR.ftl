# Português do Brasil, com você. Aspas: “…”.

## Buttons and answers

yes = Sim
no = Não
skip = Pular
older = Anteriores »
newer = « Mais recentes
previous-page = «
next-page = »
keep = Manter { $what }
leave-as-is = Deixar como está
choice = { $what }
numbered = { $number }. { $what }
chosen = ✓ { $choice }
say-yes-or-no = Responda s ou n, por favor.
say-one-or-two = Responda 1 ou 2, por favor.
button-unknown = Não conheço este botão.
button-stale = Esta pergunta já foi resolvida.
button-not-yours = Este botão é para outra pessoa.
button-no-account = Você não tem uma conta comigo, ou não tem mais. Escreva para mim para se cadastrar ou entrar.
button-changed = Este gasto mudou desde então. Responda a ele, ou veja com /edit como está.

## Signing up and logging in

welcome = 👋 Oi, { $name }! Eu sou o spndr. Me conte o que você gasta e eu faço as contas.
sign-up-offer = Quer se cadastrar? (s/n)
goodbye = 👋 Tchau! Escreva para mim se mudar de ideia.
way-in =
    Ótimo! Você já tem uma conta?
    1. Sim, entrar
    2. Não, criar uma
way-log-in = 1. Entrar
way-sign-up = 2. Criar uma conta
sign-up-email = Qual é o seu e-mail? É com ele que você vai entrar.
sign-up-password = Escolha uma senha de pelo menos { $min } caracteres que não esteja entre as mais usadas.
log-in-email = Qual é o e-mail da sua conta?
log-in-password = E a sua senha?
log-in-refused = Este e-mail e esta senha não combinam. Tente de novo, ou saia com /quit.
log-in-wait =
    { $seconds ->
        [one] Foram senhas erradas demais. Espere { $seconds } segundo e envie de novo.
       *[other] Foram senhas erradas demais. Espere { $seconds } segundos e envie de novo.
    }
email-invalid = Este e-mail não serve. Ele deve ser parecido com name@example.com.
email-too-long = É longo demais para um e-mail: no máximo { $max } caracteres, por favor.
password-too-short = É curta demais: uma senha precisa de pelo menos { $min } caracteres.
password-too-long = É longa demais: uma senha tem no máximo { $max } caracteres.
password-too-common = Essa é uma das senhas mais usadas, as primeiras que alguém tenta. Escolha outra, por favor.
password-slash = Uma senha não pode começar com “/”: assim começam os comandos.
signed-up = 🎉 Sua conta <b>{ $email }</b> está pronta.
prices-are-in = Um preço sem moeda está em { $currency }.
days-are-in = Seus dias começam à meia-noite neste fuso horário: { $zone }.
first-currency = { $currency } está certo? Se não, toque em outra moeda ou envie o código dela, por exemplo CHF.
logged-in = Você entrou como <b>{ $email }</b>.
password-deleted = Apaguei desta conversa a sua mensagem com a senha, para que ninguém a leia aqui.
needs-account = Para isso é preciso ter uma conta. Vamos terminar isto primeiro.
only-in-private = Ainda não conheço você. Abra uma conversa privada comigo para se cadastrar ou entrar, e eu vou poder responder aqui também.

## Commands

help-entries =
    É só escrever o que você gastou, uma linha para cada gasto: <code>12,50 almoço @ Café da Esquina #comida ontem</code>. Para alterar, edite sua mensagem, ou responda a ela ou à minha resposta: <code>18,50</code>, <code>#comida</code>, <code>desfazer</code>.
help-files = Mande um arquivo e eu o importo: a tabela do seu banco (.csv) ou o que o /export deu a você.
help-idle = Você pode dizer:
help-open = Responda à pergunta abaixo, ou diga:
help-line = /{ $name } – { $does }
command-new = anotar uma compra
command-show = ver suas últimas compras
command-today = o que você gastou hoje
command-week = o que você gastou nesta semana
command-month = o que você gastou neste mês
command-year = o que você gastou neste ano
command-stats = o que você gastou em qualquer período
command-search = procurar entre seus gastos
command-export = receber suas compras em um arquivo
command-undo = desfazer sua última alteração
command-redo = refazer o que você desfez
command-edit = alterar um gasto
command-history = ver tudo o que aconteceu com um gasto
command-categories = ver e arrumar suas categorias
command-recurring = ver o que se repete sozinho, como o aluguel
command-budget = definir quanto você quer gastar no máximo
command-budgets = ver o que resta dos seus orçamentos
command-settings = escolher idioma, moeda, fuso horário e mais
command-abort = parar o que estamos fazendo (eu pergunto antes)
command-quit = sair na hora do que estamos fazendo
command-delete = desvincular este usuário do Telegram da sua conta
command-erase = apagar sua conta e tudo o que há nela
command-help = o que você pode dizer agora
command-start = dizer oi
command-skip = pular esta pergunta
unknown-command = Não existe o comando /{ $name }. Veja em /help o que eu entendo.
not-a-command = Não conheço este comando. Veja em /help o que eu entendo.
did-you-mean = Você quis dizer /{ $name }?
one-at-a-time = Uma coisa de cada vez: responda a isto primeiro, ou pare com /abort.
nothing-open = Não há nada para deixar nem para pular: não estamos no meio de nada.
cannot-skip = Esta pergunta precisa de uma resposta.
hello = 👋 Olá, { $name }!
hello-open = 👋 Olá, { $name }! Estamos no meio de uma coisa:

## Recording a purchase

how-to-enter = É só escrever o que você gastou, por exemplo <code>café 3,50</code> ou <code>12,50 almoço @ Café da Esquina #comida ontem</code>. Veja mais em /help.
new-item = O que você comprou?
new-price = Quanto custou <b>{ $item }</b>?
new-vendor = Onde você comprou? Pule com o botão, com /skip ou com “-”.
new-category = De qual categoria é? Pule com o botão, com /skip ou com “-”.
recorded = ✅ Anotado:
purchase-dropped = Parei. Nada foi anotado.

purchase = { $number }. <b>{ $item }</b> · { $rest }
purchase-short = { $number }. { $item } · { $price }
part-price = { $price }
part-given = ou seja, { $price }
part-income = receita de { $price }
part-refund = reembolso de { $price }
part-vendor = em { $vendor }
part-category = categoria { $category }
part-tags = etiquetas: { $tags }
part-day = { $day }
part-spread =
    ao longo de { $unit ->
        [day] { $count ->
            [one] { $count } dia
           *[other] { $count } dias
        }
        [week] { $count ->
            [one] { $count } semana
           *[other] { $count } semanas
        }
        [month] { $count ->
            [one] { $count } mês
           *[other] { $count } meses
        }
       *[year] { $count ->
            [one] { $count } ano
           *[other] { $count } anos
        }
    }
part-more = …
total = Total: <b>{ $sums }</b>
total-income = Receitas: <b>{ $sums }</b>
and-more = … e mais { $count }.

price-converted = { $price } (≈ { $converted })
price-awaits-rate = { $price } (ainda sem cotação)
rate-used = 1 { $from } vale { $rate } { $to }: a cotação de { $day }.
rate-own = 1 { $from } vale { $rate } { $to }: a sua própria cotação.
rate-awaited = Ainda não há cotação de { $from } para { $to } neste dia. O valor será preenchido quando houver.

words-empty = Preciso de pelo menos um caractere.
words-too-long = É longo demais: no máximo { $max } caracteres, por favor.
words-hidden = Há caracteres invisíveis neste texto. Digite sem eles, por favor.

price-unreadable = Não consigo ler isto como um preço. Escreva como 3,50, 3.50, R$ 5 ou 5 USD.
price-zero = Um preço tem que ser maior que zero.
price-negative = Um preço não pode ser negativo.
price-too-large = É mais do que consigo anotar: no máximo 999.999.999.999,99.
price-too-many-decimals = Este preço tem mais casas decimais que a moeda dele.
price-ambiguous = Este preço pode ser lido de mais de um jeito. Escreva como 1234,50 BRL: a moeda com três letras e sem separador de milhar.

## When a line is not clear

entry-no-amount = Não encontro nenhum valor nisto.
entry-amount-inside = { $amount } é o preço? Então escreva no começo, no fim ou com a moeda: <code>{ $better }</code>
entry-too-long = É longo demais: no máximo { $max } caracteres, por favor. Nada foi anotado.
entry-too-many-lines = São linhas demais: no máximo { $max } de uma vez, por favor. Nada foi anotado.
entry-too-many = São gastos demais em uma linha: no máximo { $max }, por favor.
entry-item-too-long = O nome da compra é longo demais: no máximo { $max } caracteres, por favor.
entry-name-too-long = Um dos nomes é longo demais: no máximo { $max } caracteres, por favor.
entry-split-too-much = As partes são mais que o total.
entry-split-currencies = As partes têm que estar na moeda do total.
entry-line-problem = ⚠️ “{ $words }” não foi anotado. { $reason }
entry-more-problems =
    { $count ->
        [one] ⚠️ E mais { $count } linha não foi anotada.
       *[other] ⚠️ E mais { $count } linhas não foram anotadas.
    }
entry-item = Foi com o quê: “{ $words }”?
entry-item-amount = Isto também é um valor.
never-mind = Deixa pra lá
question-amount = De qual valor você está falando em “{ $words }”?
question-currency = De qual moeda você está falando em “{ $words }”?
question-date = O que você quer dizer em “{ $words }”?
question-category = De qual categoria você está falando em “{ $words }”?
question-vendor = Onde foi: “{ $words }”?
question-split = As partes de “{ $words }” não chegam ao total. O que faço com o resto?
question-kind = Várias linhas começam com um traço, como “{ $words }”. É uma lista do que você comprou ou dinheiro que recebeu de volta?
question-which = Esta mensagem é sobre vários gastos. De qual você está falando?
choice-money = { $price }
choice-day = { $day }
choice-word = { $word }
choice-rest = Anotar também { $price }
choice-drop = Deixar de fora
choice-bought = Comprado
choice-back = Dinheiro de volta

## Mending what was recorded

corrected = ✏️ Alterado:
removed = 🗑 Removido:
brought-back = ♻️ De volta:
stands = Está assim:
undone = ↩️ Desfeito.
redone = ↪️ Refeito.
turned-nothing = Outra pessoa alterou isto desde então: deixei como está.
undo-nothing = Não há nada seu para desfazer.
redo-nothing = Não há nada para refazer.
entry-stays = O que foi anotado fica como está.
nothing-changed = Nada a alterar: já está assim.
undo = Desfazer
redo = Refazer
edit = Alterar
remove = Remover
history = Histórico
back = Voltar
change-category = Categoria
category-none = Sem categoria
category-which = Qual categoria? Se for outra, responda a esta mensagem, por exemplo com <code>#comida</code>.
edit-which = Qual gasto você quer alterar?
history-which = De qual gasto você quer ver o histórico?
no-such-entry = Não há gasto com este número. Veja os seus em /show.
entry-not-yours = Este gasto é de outra conta, por isso não posso alterá-lo para você.
entry-gone = Não encontro mais este gasto.
entry-is-removed = Este gasto foi removido. Responda <code>desfazer</code> para trazê-lo de volta.
mend-how = Responda a esta mensagem com o que deve mudar: <code>18,50</code>, <code>#comida</code>, <code>@Extra</code>, <code>ontem</code>, <code>desfazer</code>, <code>apagar</code>, <code>reembolso 5</code> ou <code>dividir 2 chá, resto bolo</code>. Ou edite a sua própria mensagem.
mend-not-understood = Não sei o que alterar com “{ $words }”.
split-how = Para dividir um gasto, responda por exemplo <code>dividir 20 carro, 5 chá</code>: o resto fica. As partes não podem ser mais que o total.

history-title = Histórico:
history-earlier =
    { $count ->
        [one] … { $count } alteração anterior …
       *[other] … { $count } alterações anteriores …
    }
history-step = <b>{ $moment }</b> · { $who } · { $what }
history-you = você
history-person = { $name }
history-recorded = anotado
history-corrected = alterado
history-undone = desfeito
history-redone = refeito
history-imported = importado
history-first = • { $item } · { $price }
history-field = • { $field }: { $before } → { $after }
history-removed = • removido
history-brought-back = • de volta
field-kind = tipo
field-item = o quê
field-price = preço
field-given = em outra moeda
field-vendor = onde
field-category = categoria
field-tags = etiquetas
field-day = dia
field-spread = distribuição
field-none = nada
value-kind =
    { $kind ->
        [income] receita
        [refund] reembolso
       *[expense] gasto
    }

## Showing purchases

show-title = Suas compras, as mais recentes primeiro:
show-none = Você ainda não anotou nada.

## Reports

report-title = <b>{ $period }</b>
report-period = { $period }
report-none = Nada foi gasto nem recebido.
report-spent = Gasto: <b>{ $sums }</b>
report-before = Antes ({ $period }): { $sum }
report-line = { $name }: { $parts }
report-name = { $name }
report-share = { NUMBER($percent, maximumFractionDigits: 0) }%
change-up = ▲ { NUMBER($percent, maximumFractionDigits: 0) }%
change-down = ▼ { NUMBER($percent, maximumFractionDigits: 0) }%
change-same = como antes
change-new = novo
report-vendors = Mais gastos em: { $vendors }
report-vendor = { $name } { $sum }
report-abroad = Em outras moedas: { $sums }
report-awaited =
    { $count ->
        [one] { $count } gasto ainda não tem cotação para { $currency } e não entra na conta.
       *[other] { $count } gastos ainda não têm cotação para { $currency } e não entram na conta.
    }
report-coming = Ainda por vir até { $day }: { $sums }
report-earlier = « { $period }
report-later = { $period } »
report-categories = Categorias
report-by-vendor = Lojas
report-people = Pessoas
report-parts = Ao longo do tempo
report-categories-title = <b>{ $period }</b> por categoria:
report-vendors-title = <b>{ $period }</b> por loja:
report-people-title = <b>{ $period }</b> por pessoa:
report-days-title = <b>{ $period }</b> dia a dia:
report-parts-title = <b>{ $period }</b> ao longo do tempo:
report-name-title = <b>{ $name }</b> · { $period } · { $sums }
vendor-none = Sem loja
chart-days = Dia a dia
chart-months = Mês a mês
chart-categories = Por categoria
period-unreadable = Não sei de qual período você está falando. Envie por exemplo <code>/stats mês passado</code>, <code>/stats março..maio</code>, <code>/stats 2025</code> ou <code>/stats 2025-03-01..2025-03-15</code>.

## Searching

search-how = O que você procura? Envie por exemplo <code>/search café</code>, <code>/search 10..20 #comida mês passado</code> ou <code>/search @Extra 2025</code>.
search-gone = Essa busca já ficou para trás. Procure de novo, por favor.
found-none = Não encontrei nada assim.
found =
    { $count ->
        [one] Encontrei { $count } gasto.
       *[other] Encontrei { $count } gastos.
    }

## Categories

suggested = Em <b>{ $category }</b>, { $reason }.
suggested-numbered = { $numbers }: em <b>{ $category }</b>, { $reason }.
suggested-more =
    { $count ->
        [one] Mais { $count } está onde você já pôs coisas parecidas.
       *[other] Mais { $count } estão onde você já pôs coisas parecidas.
    }
offered = É <b>{ $category }</b>, { $reason }?
reason-vendor =
    { $count ->
        [one] como sua última compra em { $vendor }
       *[other] como suas últimas { $count } compras em { $vendor }
    }
reason-vendor-some = como { $count } das suas últimas { $of } compras em { $vendor }
reason-words =
    { $count ->
        [one] como sua última compra com “{ $words }”
       *[other] como suas últimas { $count } compras com “{ $words }”
    }
reason-words-some = como { $count } das suas últimas { $of } compras com “{ $words }”
reason-rule-vendor = como sempre em { $vendor }
reason-rule-item = como sempre com “{ $item }”
always-vendor = Sempre em { $vendor }
always-item = Sempre “{ $item }”
just-once = Só desta vez
taught-vendor = ✓ De agora em diante, o que você comprar em { $vendor } fica sempre em <b>{ $category }</b>.
taught-item = ✓ De agora em diante, “{ $item }” fica sempre em <b>{ $category }</b>.
taught-once = ✓ Só desta vez: não vai contar quando eu sugerir uma categoria.

categories-title = Suas categorias, com o que você gastou neste mês:
categories-none = Você ainda não tem categorias: indique uma ao anotar uma compra.
categories-all-hidden = Todas as suas categorias estão ocultas.
categories-hidden = Ocultas ({ $count })
categories-back = « Todas as categorias
categories-kept = Certo, suas categorias ficam como estão.
hidden-title = Categorias ocultas, com o que você gastou neste mês:
hidden-none = Nenhuma categoria está oculta.
category-line = <b>{ $name }</b>
category-line-spent = <b>{ $name }</b> · { $sums }
category-rules = Sempre aqui: { $list }
category-is-hidden = Está oculta: não aparece na lista nem é sugerida. O que há nela fica.
category-gone = Essa categoria não existe mais. Veja /categories.
spent = Gasto neste mês: { $sums }
spent-nothing = Nada foi gasto neste mês.
rename = Renomear
merge = Juntar a…
hide = Ocultar
unhide = Mostrar
forget-rules = Esquecer “sempre”
rules-forgotten = Certo: nada mais vai sempre para esta categoria. O que há nela fica.
rename-question = Como você quer chamar <b>{ $category }</b>?
rename-same = Ela já se chama assim.
renamed =
    { $count ->
        [one] ✅ <b>{ $category }</b> agora se chama <b>{ $name }</b>: { $count } compra.
       *[other] ✅ <b>{ $category }</b> agora se chama <b>{ $name }</b>: { $count } compras.
    }
merge-question = A qual categoria você quer juntar <b>{ $category }</b>?
merge-unknown = Você não tem a categoria <b>{ $name }</b>.
merge-alone = Não há outra categoria à qual juntá-la.
merge-budget =
    { $period ->
        [week] <b>{ $category }</b> e <b>{ $into }</b> têm, cada uma, um orçamento semanal. O de <b>{ $into }</b> ({ $stays }) fica; o de <b>{ $category }</b> ({ $goes }) será apagado, e /undo não o traz de volta.
        [month] <b>{ $category }</b> e <b>{ $into }</b> têm, cada uma, um orçamento mensal. O de <b>{ $into }</b> ({ $stays }) fica; o de <b>{ $category }</b> ({ $goes }) será apagado, e /undo não o traz de volta.
       *[year] <b>{ $category }</b> e <b>{ $into }</b> têm, cada uma, um orçamento anual. O de <b>{ $into }</b> ({ $stays }) fica; o de <b>{ $category }</b> ({ $goes }) será apagado, e /undo não o traz de volta.
    }
confirm-merge =
    { $count ->
        [one] Passar a única compra de <b>{ $category }</b> para <b>{ $into }</b>? <b>{ $category }</b> deixará de existir. (s/n)
       *[other] Passar as { $count } compras de <b>{ $category }</b> para <b>{ $into }</b>? <b>{ $category }</b> deixará de existir. (s/n)
    }
merged =
    { $count ->
        [one] ✅ { $count } compra passou de <b>{ $category }</b> para <b>{ $into }</b>.
       *[other] ✅ { $count } compras passaram de <b>{ $category }</b> para <b>{ $into }</b>.
    }

## What comes again by itself

repeat = 🔁 Repetir { $how }
repeat-item = 🔁 Repetir “{ $item }” { $how }
rhythm-day =
    { $step ->
        [1] todo dia
       *[other] a cada { $step } dias
    }
rhythm-week =
    { $step ->
        [1] toda semana
       *[other] a cada { $step } semanas
    }, { $weekday ->
        [0] no domingo
        [1] na segunda-feira
        [2] na terça-feira
        [3] na quarta-feira
        [4] na quinta-feira
        [5] na sexta-feira
       *[6] no sábado
    }
rhythm-month =
    { $step ->
        [1] todo mês
       *[other] a cada { $step } meses
    } no dia { $date }
rhythm-year =
    { $step ->
        [1] todo ano
       *[other] a cada { $step } anos
    } em { $date ->
        [1] 1º
       *[other] { $date }
    } de { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    }
recurring-title = O que se repete sozinho:
recurring-none = Você ainda não tem nada que se repita sozinho.
recurring-not-one = Não consigo ler isto como uma só coisa com um só preço.
recurring-how = Para adicionar algo, envie por exemplo <code>/recurring aluguel 900 todo mês no dia 1</code>.
recurring-how-often = E com que frequência? Diga assim: <code>/recurring aluguel 900 todo mês no dia 1</code>. Pode ser todo dia, toda semana, toda segunda, todo mês ou todo ano.
recurring-rhythm-unclear = Não entendi com que frequência isso deve se repetir. Conheço <code>todo dia</code>, <code>toda segunda</code>, <code>a cada 2 semanas</code>, <code>mensal dia 1</code>, <code>trimestral</code> e <code>anual</code>. O que vem duas vezes por mês, adicione duas vezes, cada uma com o seu dia. Se terminar algum dia, adicione primeiro e depois toque em “{ end-date }”.
recurring-line = <b>{ $item }</b> · { $rest }
recurring-short = { $item } · { $price }
recurring-parts = { $rest }
recurring-next = próxima vez em { $day }
recurring-paused = ⏸ em pausa
recurring-over = encerrado
recurring-ends = A última vez será, no máximo, em { $day }.
recurring-all = « Tudo o que se repete
recurring-delete = Apagar
recurring-added = 🔁 De agora em diante, isto se repete sozinho:
recurring-already = Isto já se repete: veja /recurring.
recurring-full = Já são { $max }, e não consigo repetir mais do que isso. Apague algo primeiro: veja /recurring.
recurring-gone = Isto não se repete mais: veja /recurring.
recurring-changed = Isto mudou desde então: veja em /recurring como está.
recurring-revised = ✏️ Alterado. O que já foi anotado fica como está.
recurring-goes-on = Certo, continua sem data para acabar.
recurring-deleted = 🗑 Isto não se repete mais. O que já foi anotado fica:
recurring-edit = O que deve mudar em <b>{ $item }</b>? Envie por exemplo <code>950</code>, <code>#moradia</code>, <code>@ imobiliária</code> ou <code>toda segunda</code>.
recurring-unclear = Não sei o que alterar com isso.
recurring-until = Até que dia <b>{ $item }</b> deve se repetir? Envie um dia, por exemplo 31 de dezembro.
recurring-endless = Sem fim
recurring-recorded = 🔁 Isto se repete { $how }: veja /recurring.
recurring-many =
    { $count ->
        [one] 🔁 { $count } gasto que estava previsto foi anotado no seu dia.
       *[other] 🔁 { $count } gastos que estavam previstos foram anotados, cada um no seu dia. Veja /recurring.
    }
end-unreadable = Não consigo ler isto como um dia. Envie como 31 de dezembro ou 2030-12-31.
end-past = Esse dia já passou. Envie um que ainda esteja por vir.
end-date = Data final
pause = Pausar
resume = Retomar

## Budgets

budget-overall = total
budget-period =
    { $period ->
        [week] nesta semana
        [month] neste mês
       *[year] neste ano
    }
budget-left =
    { $days ->
        [one] 🟢 { $name }: ainda há { $left } de { $allowed } para mais { $days } dia
       *[other] 🟢 { $name }: ainda há { $left } de { $allowed } para mais { $days } dias
    }
budget-low =
    { $days ->
        [one] 🟡 { $name }: ainda há { $left } de { $allowed } para mais { $days } dia
       *[other] 🟡 { $name }: ainda há { $left } de { $allowed } para mais { $days } dias
    }
budget-over =
    { $days ->
        [one] 🔴 { $name }: { $left } acima de { $allowed }, e falta { $days } dia
       *[other] 🔴 { $name }: { $left } acima de { $allowed }, e faltam { $days } dias
    }
budget-bar = { $bar } { $percent }% · { $spent } { $period }
budget-carried = com uma sobra anterior de { $sum }
budget-carries = O que sobra de um período passa para o seguinte.
budget-awaited = ainda sem cotação, e fora da conta: { $sums }
budget-nearly = ⚠️ <b>{ $name }</b>: 80% do orçamento já foi gasto { $period }.
budget-used = 🚨 <b>{ $name }</b>: o orçamento já foi todo gasto { $period }.
budget-foreign = ⚪ { $name }: este orçamento está em { $currency }, que não é mais a sua moeda. Defina-o de novo.
budget-set = ✅ Orçamento <b>{ $name }</b>:
budget-off = ✅ Não há mais orçamento <b>{ $name }</b>.
budget-no-such = Não existe esse orçamento: <b>{ $name }</b>. Veja /budgets.
budget-full = Já são { $max } orçamentos, e não consigo manter mais do que isso. Tire um primeiro: veja /budgets.
budget-currency = Um orçamento é sempre na sua própria moeda, { $currency }.
budget-unclear = Não consigo ler isto como um orçamento.
budget-how =
    Defina um assim: <code>/budget comida 200</code>, <code>/budget comida 50 por semana</code>, <code>/budget 1500</code> para o total. Ou tire: <code>/budget comida nenhum</code>.
    Com <code>acumular</code>, o que sobra do valor de uma semana, um mês ou um ano passa para o período seguinte, e só para ele; o que foi gasto a mais não é descontado.
budgets-title = Seus orçamentos:
budgets-none = Você ainda não tem orçamentos.

## Settings

settings-language = Idioma: <b>{ $language }</b>
settings-currency = Moeda: <b>{ $currency }</b>. Vale para os preços sem moeda.
settings-zone = Fuso horário: <b>{ $zone }</b>. Ele diz que dia é quando você compra algo.
settings-week = Primeiro dia da semana: <b>{ $weekday }</b>
settings-numbers = Números: <b>{ $price }</b>
settings-theme =
    { $theme ->
        [dark] Imagens: <b>escuras</b>
       *[light] Imagens: <b>claras</b>
    }
settings-alerts =
    { $switched ->
        [off] Avisos de orçamento: <b>desligados</b>
       *[on] Avisos de orçamento: <b>ligados</b>
    }
settings-how = Mude com os botões, ou envie por exemplo <code>/settings moeda BRL</code> ou <code>/settings fuso America/Sao_Paulo</code>.
setting-language = Idioma
setting-currency = Moeda
setting-zone = Fuso horário
setting-week = Semana
setting-numbers = Números
setting-theme = Imagens
setting-alerts = Avisos
setting-kept = Certo, fica como está.
as-usual = Como é comum no meu idioma
choice-unknown = Não conheço essa opção. Toque em um botão, por favor.
choice-weekday = { $weekday }
set-language = Em que idioma devo falar?
language-set = De agora em diante falo português. Um preço aparece assim: { $price }, e um dia assim: { $day }.
set-week = Em que dia começa a sua semana? Toque nele, ou digite outro.
week-set = De agora em diante, o primeiro dia da sua semana é: { $weekday }.
set-numbers = Como você escreve números? Vou escrever igual, e ler os seus assim.
numbers-set = De agora em diante escrevo números como <b>{ $price }</b>, e leio os seus assim.
set-theme = As imagens devem ser claras ou escuras?
theme-light = Claras
theme-dark = Escuras
theme-set =
    { $theme ->
        [dark] De agora em diante as imagens são escuras.
       *[light] De agora em diante as imagens são claras.
    }
set-alerts = Devo avisar quando 80% de um orçamento, ou tudo, tiver sido gasto?
alerts-on = Sim, me avise
alerts-off = Sem avisos
alerts-set =
    { $switched ->
        [off] De agora em diante não aviso mais. O que resta continua aparecendo abaixo de cada gasto.
       *[on] De agora em diante eu aviso quando 80% de um orçamento, ou tudo, tiver sido gasto.
    }
setting-digests = Lembretes e resumos
digests-title = O que eu envio por conta própria para esta conversa:
digest-name =
    { $kind ->
        [daily] lembrete
        [weekly] resumo da semana
       *[monthly] resumo do mês
    }
digest-on =
    { $kind ->
        [daily] ✓ Um lembrete às { $time } nos dias em que nada foi anotado.
        [weekly] ✓ Um resumo da semana quando ela acaba, às { $time }.
       *[monthly] ✓ Um resumo do mês quando ele acaba, às { $time }.
    }
digest-off =
    { $kind ->
        [daily] ✗ Nenhum lembrete nos dias em que nada foi anotado.
        [weekly] ✗ Nenhum resumo da semana.
       *[monthly] ✗ Nenhum resumo do mês.
    }
digest-turn-on = ✓ { $name }
digest-turn-off = ✗ { $name }
digest-time = 🕗 { $name }
digest-when = A que horas devo enviar o { $name }? Envie assim: 20:00.
time-unreadable = Não consigo ler isto como um horário. Envie assim: 20:00.
quiet-none = Horário de silêncio: nenhum.
quiet-hours = Horário de silêncio: { $hours }. O que viria nesse horário chega depois, inclusive o que se repete.
set-quiet-hours = Horário de silêncio
quiet-question = Entre quais horários não devo enviar nada por conta própria? Envie assim: 22:00–08:00.
quiet-never = Nenhum
quiet-unreadable = Não consigo ler isto. Envie dois horários, assim: 22:00–08:00.
reminder = 📝 Nada foi anotado em { $day }. Houve alguma coisa?
reminder-how = Para receber menos lembretes, veja /settings.
set-currency = Com que moeda você paga? Toque em uma, ou envie o código dela, por exemplo CHF.
currency-kept = Certo, um preço sem moeda continua em { $currency }.
currency-set = De agora em diante, um preço sem moeda está em { $currency }.
earlier-converted =
    { $count ->
        [one] A compra que você anotou em outra moeda mantém o preço, e é convertida.
       *[other] As { $count } compras que você anotou em outras moedas mantêm os preços, e são convertidas.
    }
currency-unknown = Não conheço esta moeda. Envie o código de três letras dela, por exemplo BRL.
currency-which = Pode ser mais de uma: { $codes }. Envie o código da sua.
set-zone = Onde você está? Envie uma cidade ou o nome de um fuso horário, por exemplo America/Sao_Paulo, ou que horas são aí, por exemplo 14:05, ou compartilhe uma localização.
zone-offered = Qual destes é o seu fuso horário? Toque nele ou envie o número; ou envie uma cidade, ou o nome de outro.
zone-set = Certo, seus dias agora começam à meia-noite em { $zone }.
zone-kept = Certo, seus dias continuam começando à meia-noite em { $zone }.
zone-unknown = Não conheço esse lugar nem esse fuso. Tente a cidade grande mais próxima, ou um nome como America/Sao_Paulo.
zone-no-such-time = Agora não é essa hora em nenhum lugar do mundo. Envie como 14:05, como o seu relógio mostra.

## Leaving

abort-purchase = Parar de anotar esta compra? (s/n)
abort-category = Parar aqui e deixar suas categorias como estão? (s/n)
abort-sign-up = Parar aqui, e se cadastrar ou entrar outra hora? (s/n)
delete-question = Desvincular este usuário do Telegram da sua conta? A conta e suas compras ficam, e você pode entrar de novo. (s/n)
delete-dropped = Certo, tudo fica como está.
deleted = Pronto: este usuário do Telegram não está mais vinculado. Sua conta e suas compras continuam lá: escreva para mim para entrar de novo.
erase-question =
    ⚠️ Isto apaga para sempre a conta <b>{ $email }</b>, com tudo o que há nela: { $purchases ->
        [0] ainda nenhuma compra,
        [one] uma compra,
       *[other] { $purchases } compras,
    } todo o histórico, categorias, orçamentos, o que se repete, configurações e tudo o que guardei da nossa conversa. Ninguém pode trazer de volta.
erase-others =
    { $count ->
        [one] Outra pessoa usa esta conta e também a perde.
       *[other] Outras { $count } pessoas usam esta conta e também a perdem.
    }
erase-export-first = Leve tudo antes: <code>/export json</code>, ou o botão, envia tudo em um arquivo que sei ler de novo.
erase-how = Para apagar, digite o e-mail da conta: <code>{ $email }</code>. Qualquer outra coisa deixa tudo como está.
erase-export = Envie tudo antes
erase-keep = Manter a conta
erase-differs = Esse não é o e-mail, então nada foi apagado.
erase-file-waits = O arquivo que você pediu ainda está a caminho, e só pode ser feito enquanto a conta existe. Digite o e-mail de novo quando ele chegar.
erased = Pronto: a conta e tudo o que havia nela não existem mais, nem aqui nem no que faltava enviar. Quem cuida deste bot pode ter backups; ela some deles também quando forem substituídos. Até mais! Escreva para mim se um dia quiser recomeçar.
erased-by = { $name } apagou a conta que vocês dividiam, com tudo o que havia nela. Escreva para mim se quiser começar uma sua.
erased-by-operator = Quem cuida deste bot apagou a sua conta, com tudo o que havia nela. Escreva para mim se quiser recomeçar.

## When something does not fit

unsupported =
    { $kind ->
        [photo] Não sei ler imagens, só a legenda delas.
        [sticker] Não sei ler figurinhas.
        [voice] Não consigo ouvir mensagens de voz.
        [video] Não consigo ver vídeos.
        [animation] Não consigo ver animações.
        [audio] Não consigo ouvir arquivos de áudio.
        [location] Não consigo usar localizações.
        [contact] Não consigo usar contatos.
        [poll] Não consigo participar de enquetes.
        [file] Não consigo receber um arquivo no meio de outra coisa.
       *[other] Não sei ler este tipo de mensagem.
    } Envie como texto, por favor.
edit-ignored = Vi que você editou uma mensagem. Só levo em conta as que são gastos, então nada muda. Para alterar um gasto, responda a ele, ou veja /edit.
lost-thread = Perdi o fio da meada. Tudo o que você anotou continua lá; comece de novo, por favor.
sorry-failed = Desculpe, algo deu errado com a sua mensagem e não consegui cuidar dela. Tente de novo, por favor.

## Pictures

picture-amount = { $amount }
picture-share = { $share }
picture-day = { $day }
# what is spent so far, beside the budget
picture-of-budget = { $spent } de { $budget }
picture-budget = Orçamento { $budget }
# the categories that have no bar of their own
picture-others = { $count ->
    [one] { $count } outra
   *[other] { $count } outras
}
picture-no-category = Sem categoria
picture-nothing = Nada gasto

# Files: /export, and what a person sends

export-how = Envie <code>/export</code>, com um formato (um destes: { $formats }) e um período, se quiser: <code>/export csv março de 2026</code>, <code>/export mês passado</code>.
export-everything = Tudo o que há na sua conta, com o histórico.
export-all = Todas as suas compras, em { $format }.
export-day = Suas compras de { $day }, em { $format }.
export-span = Suas compras de { $from } a { $to }, em { $format }.
export-back = Envie o arquivo de volta para trazer tudo: nada é anotado duas vezes.
export-not-made = Não consegui criar e enviar este arquivo a tempo. Nada se perdeu. Peça de novo mais tarde ou escolha um período mais curto: <code>/export csv 2026</code>.
export-forbidden = Neste grupo não posso enviar arquivos. Peça este na nossa conversa privada.
export-too-large = Este arquivo passa dos 50 MB que o Telegram aceita de um bot. Quem cuida do spndr pode gravá-lo com <code>spndr export --format { $format } -o { $name }</code>; ou escolha um período mais curto: <code>/export csv 2026</code>.
import-too-large = Este arquivo passa dos 20 MB que o Telegram entrega a um bot. Envie em partes, ou peça a quem cuida do spndr que o leia com <code>spndr import</code>.
import-gone = O Telegram não tem mais este arquivo. Envie de novo.
import-empty = Este arquivo está vazio.
import-unknown = Não consigo ler este arquivo. Conheço os de /export, e tabelas em CSV, que toda planilha e a maioria dos bancos conseguem gerar.
import-not-whole = Este arquivo está incompleto ou foi alterado: nada foi importado. Exporte de novo.
import-columns = Não sei quais colunas ler. Há estas: { $columns }. Em uma tabela CSV elas precisam de nomes como Data, Valor e Descrição; quem cuida do spndr pode dizer qual é qual com <code>spndr import --map</code>.
import-found =
    <b>{ $name }</b> ({ $format }): { $added ->
        [one] { $added } compra nova
       *[other] { $added } compras novas
    }, { $changed ->
        [one] { $changed } alterada
       *[other] { $changed } alteradas
    }, { $same } já aqui{ $removed ->
        [0] .
        [one] , { $removed } removida aqui e deixada assim.
       *[other] , { $removed } removidas aqui e deixadas assim.
    }
import-plans = Novos orçamentos e gastos recorrentes: { $count }.
import-read-as = Leio assim: <code>{ $map }</code>
import-example =
    { $day } · { $item } · { $kind ->
        [income] + { $price }
        [refund] ↩ { $price }
       *[expense] { $price }
    }
import-left-out = O que não consigo ler fica de fora:
import-problem =
    Linha { $line }: { $problem ->
        [amount] sem valor
        [currency] sem moeda que eu conheça
        [date] sem dia
        [item] sem um nome de compra de 1 a 200 caracteres
        [twice] a mesma compra outra vez
        [kind] nem gasto, nem receita, nem reembolso
        [cut-off] o arquivo acaba cedo demais
        [newer] foi gravada por um spndr mais novo
        [unsupported] diz algo sobre as linhas seguintes que não sei seguir
        [columns] tem mais colunas que o cabeçalho
        [unpaid] não foi paga ou ainda não foi lançada
       *[other] não dá para ler
    } <i>{ $words }</i>
import-problems-more =
    { $count ->
        [one] e mais { $count } linha
       *[other] e mais { $count } linhas
    }
import-question = Importar isto?
import-yes = Importar
import-no = Cancelar
import-swap-dates = Outra ordem das datas
import-swap-decimal = Outro separador decimal
import-swap-spent = Sinal inverso
import-how = Toque em um botão. Se uma coluna estiver errada, diga qual usar: <code>date=Data, item=Descrição</code>.
import-dropped = Nada foi importado.
import-done =
    Importado: { $added ->
        [one] { $added } compra nova
       *[other] { $added } compras novas
    }, { $changed ->
        [one] { $changed } alterada
       *[other] { $changed } alteradas
    }.
import-undone =
    A importação foi desfeita: { $count ->
        [one] { $count } compra
       *[other] { $count } compras
    }.
import-redone =
    Importado de novo: { $count ->
        [one] { $count } compra
       *[other] { $count } compras
    }.

## Quem usa uma conta

command-link = deixar outra pessoa usar esta conta, sem a senha
command-links = ver quem usa esta conta e remover acessos
command-password = escolher outra senha para esta conta
code-refused = Este código não serve: está errado, já foi usado ou é velho demais. Peça outro.
code-needless = Você já usa uma conta, então o código fica sem uso. Para entrar em outra com ele, saia primeiro da sua com /delete.
tries-wait =
    { $seconds ->
        [one] Foram tentativas demais. Espere { $seconds } segundo.
       *[other] Foram tentativas demais. Espere { $seconds } segundos.
    }
link-code =
    Quem abrir este link nos próximos { $minutes } minutos usa esta conta junto com você. Ele só serve uma vez: não passe para mais ninguém.
    { $url }
link-new =
    🔗 { $name } agora usa esta conta ({ $moment }), { $how ->
        [code] com um código de /link
       *[password] com a senha
    }. Se você não sabe quem é, remova o acesso aqui e avise quem divide a conta com você.
links-title = Estas pessoas usam esta conta:
link-row =
    { $name } · { $moment } · { $how ->
        [password] com senha
        [code] com código
        [sign-up] por cadastro
        [import] por importação
       *[unknown] por vínculo
    } · { $here ->
        [yes] esta conversa
       *[no] outra conversa
    }
revoke = Remover { $name }
link-revoked = { $name } não usa mais esta conta. Se essa pessoa sabe a senha, escolha outra: /password
link-was-revoked = Você não usa mais a conta { $email }: alguém que a divide com você removeu o seu acesso.
somebody = Alguém
private-only = Isso fica na nossa conversa privada: aqui outras pessoas veriam.
log-in-allow = 🔑 { $name } informou a senha certa desta conta ({ $moment }). Essa pessoa pode usá-la com você? Espero sua resposta por { $minutes } minutos.
allow = Permitir
refuse = Recusar
log-in-awaits = Alguém que usa esta conta precisa permitir isso nos próximos { $minutes } minutos. Aí eu escrevo para você.
log-in-nobody = Alguém que usa esta conta teria que permitir isso, mas não há ninguém a quem eu possa perguntar. Fale com quem cuida deste bot.
log-in-allowed = { $name } agora usa esta conta, como você permitiu.
log-in-withheld = { $name } não recebeu acesso a esta conta. Se você não sabe quem é, outras pessoas conhecem a sua senha: escolha outra com /password.
log-in-was-withheld = Seu acesso foi recusado.
password-new = Qual será a senha de <b>{ $email }</b> a partir de agora? Pelo menos { $min } caracteres, e nenhuma das mais usadas.
password-keep = Manter a senha antiga
password-kept = Certo, a senha fica como está.
password-changed = A senha de <b>{ $email }</b> foi trocada: com a antiga não dá mais para entrar. Quem já usa esta conta continua; /links mostra quem é.
password-changed-by = 🔑 { $name } trocou a senha desta conta ({ $moment }). Você só precisa dela para entrar de novo. Se você não sabe quem é, remova o acesso com /links.
password-changed-by-operator = 🔑 Quem cuida deste bot trocou a senha desta conta. Você só precisa dela para entrar de novo.
not-allowed = Este bot é privado.
sign-up-closed = Aqui não dá para criar contas novas. Se você tem uma, entre nela; para sair, use /quit.
invite-code = Para criar uma conta você precisa de um convite de quem cuida deste bot. Envie o código dele, por favor.
sign-up-failed = Nenhuma conta foi criada. Se você já tem uma, entre nela; se não, tente outro e-mail. Escreva para mim para recomeçar.
sign-up-tried = ⚠️ Alguém tentou criar uma conta com o seu e-mail { $email } ({ $moment }). Nada foi revelado e nada mudou; se foi você, você já tem esta.
first-account = Você é a primeira pessoa aqui. Enquanto SPNDR_SIGNUP não tiver valor, qualquer um pode se cadastrar: com <code>closed</code> ninguém mais, com <code>invite</code> só quem tem um código de <code>spndr invite</code>.
