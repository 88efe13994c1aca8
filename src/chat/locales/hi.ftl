# हिन्दी, “आप” के साथ। उद्धरण चिह्न: “…”। अंक: 0–9।

## Buttons and answers

yes = हाँ
no = नहीं
skip = छोड़ें
older = पुराने »
newer = « नए
previous-page = «
next-page = »
keep = { $what } रखें
leave-as-is = जैसा है वैसा रहने दें
choice = { $what }
numbered = { $number }. { $what }
chosen = ✓ { $choice }
say-yes-or-no = कृपया “हाँ” या “नहीं” में जवाब दें।
say-one-or-two = कृपया 1 या 2 में जवाब दें।
button-unknown = मैं यह बटन नहीं जानता।
button-stale = यह सवाल पहले ही तय हो चुका है।
button-not-yours = यह बटन किसी और के लिए है।
button-no-account = मेरे पास आपका कोई खाता नहीं है, या अब नहीं रहा। साइन अप या लॉग इन करने के लिए मुझे लिखें।
button-changed = यह खर्च तब से बदल चुका है। इसका जवाब दें, या /edit से देखें कि यह अब कैसा है।

## Signing up and logging in

welcome = 👋 नमस्ते, { $name }! मैं spndr हूँ। आप जो खर्च करें मुझे बताएँ, हिसाब मैं रखूँगा।
sign-up-offer = क्या आपको साइन अप करना है? (हाँ/नहीं)
goodbye = 👋 अलविदा! मन बदले तो मुझे लिखें।
way-in =
    बढ़िया! क्या आपका खाता है?
    1. हाँ, लॉग इन करें
    2. नहीं, नया बनाएँ
way-log-in = 1. लॉग इन करें
way-sign-up = 2. खाता बनाएँ
sign-up-email = आपका ईमेल पता क्या है? लॉग इन इसी से होगा।
sign-up-password = कम से कम { $min } अक्षरों का पासवर्ड चुनें, जो सबसे ज़्यादा इस्तेमाल होने वालों में न हो।
log-in-email = आपके खाते का ईमेल पता क्या है?
log-in-password = और आपका पासवर्ड?
log-in-refused = यह ईमेल पता और पासवर्ड मेल नहीं खाते। फिर से कोशिश करें, या /quit से बाहर निकलें।
log-in-wait =
    { $seconds ->
        [one] बहुत सारे गलत पासवर्ड हो गए। कृपया { $seconds } सेकंड रुककर फिर भेजें।
       *[other] बहुत सारे गलत पासवर्ड हो गए। कृपया { $seconds } सेकंड रुककर फिर भेजें।
    }
email-invalid = यह ईमेल पता नहीं चलेगा। यह name@example.com जैसा होना चाहिए।
email-too-long = ईमेल पते के लिए यह बहुत लंबा है: कृपया ज़्यादा से ज़्यादा { $max } अक्षर।
password-too-short = यह बहुत छोटा है: पासवर्ड में कम से कम { $min } अक्षर होने चाहिए।
password-too-long = यह बहुत लंबा है: पासवर्ड में ज़्यादा से ज़्यादा { $max } अक्षर हो सकते हैं।
password-too-common = यह सबसे ज़्यादा इस्तेमाल होने वाले पासवर्डों में से है; सबसे पहले यही आज़माए जाते हैं। कृपया दूसरा चुनें।
password-slash = पासवर्ड “/” से शुरू नहीं हो सकता: उससे आदेश शुरू होते हैं।
signed-up = 🎉 आपका खाता <b>{ $email }</b> तैयार है।
prices-are-in = बिना मुद्रा की कीमत { $currency } में मानी जाएगी।
days-are-in = आपके दिन इस समय क्षेत्र की आधी रात से शुरू होते हैं: { $zone }।
first-currency = क्या { $currency } सही है? नहीं तो दूसरी मुद्रा चुनें, या उसका कोड भेजें, जैसे CHF।
logged-in = आप <b>{ $email }</b> के रूप में लॉग इन हैं।
password-deleted = पासवर्ड वाला आपका संदेश मैंने इस चैट से हटा दिया है, ताकि यहाँ उसे कोई न पढ़े।
needs-account = इसके लिए खाता चाहिए। पहले यह पूरा कर लें।
only-in-private = मैं आपको अभी नहीं जानता। साइन अप या लॉग इन करने के लिए मेरे साथ निजी चैट खोलें, फिर मैं यहाँ भी जवाब दे सकूँगा।

## Commands

help-entries =
    बस लिखें कि क्या खर्च किया, हर खर्च नई पंक्ति में: <code>12.50 चाय @ कैफ़े #खाना कल</code>। बदलने के लिए अपना संदेश संपादित करें, या उसका या मेरे संदेश का जवाब दें: <code>18.50</code>, <code>#खाना</code>, <code>वापस</code>।
help-files = मुझे कोई फ़ाइल भेजें और मैं उसे आयात करूँगा: आपके बैंक की तालिका (.csv), या जो /export ने दिया था।
help-idle = मैं ये आदेश समझता हूँ:
help-open = नीचे के सवाल का जवाब दें, या कहें:
help-line = /{ $name } – { $does }
command-new = कोई खर्च दर्ज करें
command-show = अपने ताज़ा खर्च देखें
command-today = आज का खर्च देखें
command-week = इस सप्ताह का खर्च देखें
command-month = इस महीने का खर्च देखें
command-year = इस साल का खर्च देखें
command-stats = किसी भी अवधि का खर्च देखें
command-search = खर्च खोजें
command-export = अपने खर्च फ़ाइल में पाएँ
command-undo = अपना पिछला बदलाव वापस लें
command-redo = वापस लिया हुआ दोबारा करें
command-edit = किसी खर्च को बदलें
command-history = किसी खर्च का पूरा इतिहास देखें
command-categories = अपनी श्रेणियाँ देखें और सँवारें
command-recurring = अपने आप दोहराए जाने वाले खर्च देखें, जैसे किराया
command-budget = तय करें कि ज़्यादा से ज़्यादा कितना खर्च हो
command-budgets = देखें कि आपके बजट में कितना बचा है
command-settings = भाषा, मुद्रा, समय क्षेत्र आदि चुनें
command-abort = जो चल रहा है उसे रोकें (मैं पहले पूछूँगा)
command-quit = जो चल रहा है उसे तुरंत छोड़ें
command-delete = इस Telegram उपयोगकर्ता को अपने खाते से अलग करें
command-erase = अपना खाता और उसका सब कुछ मिटाएँ
command-help = देखें कि अभी क्या-क्या कहा जा सकता है
command-start = नमस्ते कहें
command-skip = यह सवाल खाली छोड़ें
unknown-command = /{ $name } नाम का कोई आदेश नहीं है। मैं क्या समझता हूँ, /help में देखें।
not-a-command = मैं यह आदेश नहीं जानता। मैं क्या समझता हूँ, /help में देखें।
did-you-mean = क्या आपका मतलब /{ $name } था?
one-at-a-time = एक बार में एक काम: पहले इसका जवाब दें, या /abort से रोकें।
nothing-open = छोड़ने के लिए कुछ नहीं है: अभी कुछ चल नहीं रहा।
cannot-skip = इस सवाल का जवाब ज़रूरी है।
hello = 👋 नमस्ते, { $name }!
hello-open = 👋 नमस्ते, { $name }! हमारा एक काम अधूरा है:

## Recording a purchase

how-to-enter = बस लिखें कि क्या खर्च किया, जैसे <code>कॉफ़ी 3.50</code> या <code>12.50 चाय @ कैफ़े #खाना कल</code>। और जानकारी /help में है।
new-item = आपने क्या खरीदा?
new-price = <b>{ $item }</b> की कीमत कितनी थी?
new-vendor = आपने कहाँ से खरीदा? बटन, /skip या “-” से छोड़ें।
new-category = यह किस श्रेणी में है? बटन, /skip या “-” से छोड़ें।
recorded = ✅ दर्ज हुआ:
purchase-dropped = रोक दिया। कुछ दर्ज नहीं हुआ।

purchase = { $number }. <b>{ $item }</b> · { $rest }
purchase-short = { $number }. { $item } · { $price }
part-price = { $price }
part-given = यानी { $price }
part-income = आय { $price }
part-refund = रिफंड { $price }
part-vendor = कहाँ: { $vendor }
part-category = श्रेणी: { $category }
part-tags = टैग: { $tags }
part-day = { $day }
part-spread =
    { $unit ->
        [day] { $count ->
            [one] { $count } दिन में
           *[other] { $count } दिनों में
        }
        [week] { $count ->
            [one] { $count } सप्ताह में
           *[other] { $count } सप्ताहों में
        }
        [month] { $count ->
            [one] { $count } महीने में
           *[other] { $count } महीनों में
        }
       *[year] { $count ->
            [one] { $count } साल में
           *[other] { $count } सालों में
        }
    }
part-more = …
total = कुल: <b>{ $sums }</b>
total-income = आय: <b>{ $sums }</b>
and-more =
    { $count ->
        [one] … और एक।
       *[other] … और { $count }।
    }

price-converted = { $price } (≈ { $converted })
price-awaits-rate = { $price } (दर अभी नहीं)
rate-used = 1 { $from } = { $rate } { $to }: { $day } की दर।
rate-own = 1 { $from } = { $rate } { $to }: आपकी अपनी दर।
rate-awaited = इस दिन के लिए { $from } से { $to } की दर अभी नहीं है। दर आते ही रकम भर दी जाएगी।

words-empty = कम से कम एक अक्षर चाहिए।
words-too-long = यह बहुत लंबा है: कृपया ज़्यादा से ज़्यादा { $max } अक्षर।
words-hidden = इस पाठ में अदृश्य अक्षर हैं। कृपया उनके बिना लिखें।

price-unreadable = मैं इसे कीमत के रूप में नहीं पढ़ पा रहा। इसे 3.50, 3,50, ₹5 या 5 USD की तरह लिखें।
price-zero = कीमत शून्य से ज़्यादा होनी चाहिए।
price-negative = कीमत ऋणात्मक नहीं हो सकती।
price-too-large = मैं इतनी बड़ी रकम दर्ज नहीं कर सकता: ज़्यादा से ज़्यादा 9,99,99,99,99,999.99।
price-too-many-decimals = इस कीमत में दशमलव के बाद उतने से ज़्यादा अंक हैं, जितने इसकी मुद्रा में होते हैं।
price-ambiguous = यह कीमत एक से ज़्यादा तरह से पढ़ी जा सकती है। इसे 1234.50 INR की तरह लिखें: मुद्रा तीन अक्षरों में, और हज़ार का कोई चिह्न नहीं।

## When a line is not clear

entry-no-amount = मुझे इसमें कोई रकम नहीं मिली।
entry-amount-inside = क्या { $amount } कीमत है? अगर हाँ, तो कृपया उसे शुरू में, आख़िर में या मुद्रा के साथ लिखें: <code>{ $better }</code>
entry-too-long = यह बहुत लंबा है: कृपया ज़्यादा से ज़्यादा { $max } अक्षर। कुछ दर्ज नहीं हुआ।
entry-too-many-lines = पंक्तियाँ बहुत ज़्यादा हैं: कृपया एक बार में ज़्यादा से ज़्यादा { $max }। कुछ दर्ज नहीं हुआ।
entry-too-many = एक पंक्ति में बहुत सारे खर्च हैं: कृपया ज़्यादा से ज़्यादा { $max }।
entry-item-too-long = खरीदी गई चीज़ का नाम बहुत लंबा है: कृपया ज़्यादा से ज़्यादा { $max } अक्षर।
entry-name-too-long = इसमें एक नाम बहुत लंबा है: कृपया ज़्यादा से ज़्यादा { $max } अक्षर।
entry-split-too-much = हिस्से कुल से ज़्यादा हैं।
entry-split-currencies = हिस्से उसी मुद्रा में होने चाहिए जिसमें कुल है।
entry-line-problem = ⚠️ “{ $words }” दर्ज नहीं हुआ। { $reason }
entry-more-problems =
    { $count ->
        [one] ⚠️ और { $count } पंक्ति दर्ज नहीं हुई।
       *[other] ⚠️ और { $count } पंक्तियाँ दर्ज नहीं हुईं।
    }
entry-item = यह किस चीज़ के लिए था: “{ $words }”?
entry-item-amount = यह भी एक रकम है।
never-mind = रहने दें
question-amount = “{ $words }” में आपका मतलब किस रकम से है?
question-currency = “{ $words }” में आपका मतलब किस मुद्रा से है?
question-date = “{ $words }” में आपका क्या मतलब है?
question-category = “{ $words }” में आपका मतलब किस श्रेणी से है?
question-vendor = यह कहाँ था: “{ $words }”?
question-split = “{ $words }” के हिस्से कुल के बराबर नहीं हैं। बाकी का क्या करें?
question-kind = कई पंक्तियाँ डैश से शुरू होती हैं, जैसे “{ $words }”। क्या यह खरीदी हुई चीज़ों की सूची है या वापस मिला पैसा?
question-which = यह संदेश कई खर्चों के बारे में है। आपका मतलब किस खर्च से है?
choice-money = { $price }
choice-day = { $day }
choice-word = { $word }
choice-rest = { $price } भी दर्ज करें
choice-drop = इसे छोड़ दें
choice-bought = खरीदा
choice-back = पैसा वापस

## Mending what was recorded

corrected = ✏️ बदला गया:
removed = 🗑 हटाया गया:
brought-back = ♻️ वापस आया:
stands = अभी ऐसा है:
undone = ↩️ वापस लिया गया।
redone = ↪️ दोबारा किया गया।
turned-nothing = इसे तब से किसी और ने बदला है: मैंने इसे वैसा ही रहने दिया।
undo-nothing = वापस लेने के लिए आपका कुछ नहीं है।
redo-nothing = दोबारा करने के लिए कुछ नहीं है।
entry-stays = जो दर्ज था वह वैसा ही रहेगा।
nothing-changed = बदलने को कुछ नहीं: यह पहले से ऐसा ही है।
undo = वापस लें
redo = दोबारा करें
edit = बदलें
remove = हटाएँ
history = इतिहास
back = पीछे
change-category = श्रेणी
category-none = कोई श्रेणी नहीं
category-which = कौन सी श्रेणी? किसी दूसरी के लिए इस संदेश का जवाब दें, जैसे <code>#खाना</code>।
edit-which = कौन सा खर्च बदलना है?
history-which = किस खर्च का इतिहास देखना है?
no-such-entry = इस नंबर का कोई खर्च नहीं है। अपने खर्च /show में देखें।
entry-not-yours = यह खर्च किसी दूसरे खाते का है, इसलिए मैं इसे आपके लिए बदल नहीं सकता।
entry-gone = मुझे यह खर्च अब नहीं मिल रहा।
entry-is-removed = यह खर्च हटाया जा चुका है। वापस लाने के लिए <code>वापस</code> लिखकर जवाब दें।
mend-how = इस संदेश के जवाब में लिखें कि क्या बदलना है: <code>18.50</code>, <code>#खाना</code>, <code>@BigBazaar</code>, <code>कल</code>, <code>वापस</code>, <code>हटाएँ</code>, <code>रिफंड 5</code> या <code>बाँटें 2 चाय, बाकी केक</code>। या अपना ही संदेश संपादित करें।
mend-not-understood = मुझे नहीं पता कि “{ $words }” से क्या बदलना है।
split-how = खर्च बाँटने के लिए जवाब दें, जैसे <code>बाँटें 20 गाड़ी, 5 चाय</code>: बाकी वहीं रहेगा। हिस्से कुल से ज़्यादा नहीं हो सकते।

history-title = इस खर्च का इतिहास:
history-earlier =
    { $count ->
        [one] … { $count } पुराना बदलाव …
       *[other] … { $count } पुराने बदलाव …
    }
history-step = <b>{ $moment }</b> · { $who } · { $what }
history-you = आप
history-person = { $name }
history-recorded = दर्ज किया
history-corrected = बदला
history-undone = वापस लिया
history-redone = दोबारा किया
history-imported = आयात किया
history-first = • { $item } · { $price }
history-field = • { $field }: { $before } → { $after }
history-removed = • हटाया गया
history-brought-back = • वापस आया
field-kind = प्रकार
field-item = क्या
field-price = कीमत
field-given = दूसरी मुद्रा में
field-vendor = कहाँ
field-category = श्रेणी
field-tags = टैग
field-day = दिन
field-spread = फैलाव
field-none = कुछ नहीं
value-kind =
    { $kind ->
        [income] आय
        [refund] रिफंड
       *[expense] खर्च
    }

## Showing purchases

show-title = आपके खर्च, सबसे नए पहले:
show-none = आपने अभी तक कुछ दर्ज नहीं किया है।

## Reports

report-title = <b>{ $period }</b>
report-period = { $period }
report-none = न कोई खर्च हुआ, न कोई आय।
report-spent = खर्च: <b>{ $sums }</b>
report-before = इससे पहले ({ $period }): { $sum }
report-line = { $name }: { $parts }
report-name = { $name }
report-share = { NUMBER($percent, maximumFractionDigits: 0) }%
change-up = ▲ { NUMBER($percent, maximumFractionDigits: 0) }%
change-down = ▼ { NUMBER($percent, maximumFractionDigits: 0) }%
change-same = उतना ही
change-new = नया
report-vendors = सबसे ज़्यादा: { $vendors }
report-vendor = { $name } { $sum }
report-abroad = दूसरी मुद्राओं में: { $sums }
report-awaited =
    { $count ->
        [one] { $count } खर्च के लिए { $currency } में दर अभी नहीं है, इसलिए वह नहीं गिना गया।
       *[other] { $count } खर्चों के लिए { $currency } में दर अभी नहीं है, इसलिए वे नहीं गिने गए।
    }
report-coming = { $day } तक अभी और आएगा: { $sums }
report-earlier = « { $period }
report-later = { $period } »
report-categories = श्रेणियाँ
report-by-vendor = जगहें
report-people = लोग
report-parts = समय
report-categories-title = <b>{ $period }</b>, श्रेणी के हिसाब से:
report-vendors-title = <b>{ $period }</b>, जगह के हिसाब से:
report-people-title = <b>{ $period }</b>, व्यक्ति के हिसाब से:
report-days-title = <b>{ $period }</b>, दिन के हिसाब से:
report-parts-title = <b>{ $period }</b>, समय के हिसाब से:
report-name-title = <b>{ $name }</b> · { $period } · { $sums }
vendor-none = कोई जगह नहीं
chart-days = दिन के हिसाब से
chart-months = महीने के हिसाब से
chart-categories = श्रेणी के हिसाब से
period-unreadable = मैं नहीं समझा कि कौन सी अवधि। जैसे <code>/stats पिछला महीना</code>, <code>/stats मार्च..मई</code>, <code>/stats 2025</code> या <code>/stats 2025-03-01..2025-03-15</code> भेजें।

## Searching

search-how = क्या खोजना है? जैसे <code>/search चाय</code>, <code>/search 100..500 #खाना पिछले महीने</code> या <code>/search @BigBazaar 2025</code> भेजें।
search-gone = यह खोज बहुत पुरानी हो गई। कृपया फिर से खोजें।
found-none = ऐसा कुछ नहीं मिला।
found =
    { $count ->
        [one] { $count } खर्च मिला।
       *[other] { $count } खर्च मिले।
    }

## Categories

suggested = <b>{ $category }</b> में, { $reason }।
suggested-numbered = { $numbers }: <b>{ $category }</b> में, { $reason }।
suggested-more =
    { $count ->
        [one] { $count } और वहाँ है जहाँ आपने पहले ऐसी चीज़ रखी थी।
       *[other] { $count } और वहाँ हैं जहाँ आपने पहले ऐसी चीज़ें रखी थीं।
    }
offered = क्या यह <b>{ $category }</b> है, { $reason }?
reason-vendor =
    { $count ->
        [one] जैसे { $vendor } पर आपका पिछला खर्च
       *[other] जैसे { $vendor } पर आपके पिछले { $count } खर्च
    }
reason-vendor-some = जैसे { $vendor } पर आपके पिछले { $of } में से { $count }
reason-words =
    { $count ->
        [one] जैसे “{ $words }” वाला आपका पिछला खर्च
       *[other] जैसे “{ $words }” वाले आपके पिछले { $count } खर्च
    }
reason-words-some = जैसे “{ $words }” वाले आपके पिछले { $of } में से { $count }
reason-rule-vendor = जैसे हमेशा { $vendor } पर
reason-rule-item = जैसे हमेशा “{ $item }” के लिए
always-vendor = हमेशा { $vendor } पर
always-item = हमेशा “{ $item }”
just-once = बस इस बार
taught-vendor = ✓ अब से { $vendor } पर आपका खर्च हमेशा <b>{ $category }</b> में रहेगा।
taught-item = ✓ अब से मैं “{ $item }” को हमेशा <b>{ $category }</b> में रखूँगा।
taught-once = ✓ बस इस बार: श्रेणी सुझाते समय मैं इसे नहीं गिनूँगा।

categories-title = आपकी श्रेणियाँ और इस महीने का खर्च:
categories-none = आपकी अभी कोई श्रेणी नहीं है: खर्च दर्ज करते समय एक नाम दें।
categories-all-hidden = आपकी सभी श्रेणियाँ छिपी हैं।
categories-hidden = छिपी हुई ({ $count })
categories-back = « सभी श्रेणियाँ
categories-kept = ठीक है, आपकी श्रेणियाँ वैसी ही रहेंगी।
hidden-title = छिपी श्रेणियाँ और इस महीने का खर्च:
hidden-none = कोई श्रेणी छिपी नहीं है।
category-line = <b>{ $name }</b>
category-line-spent = <b>{ $name }</b> · { $sums }
category-rules = हमेशा यहाँ: { $list }
category-is-hidden = यह छिपी है: न सूची में है, न सुझाई जाती है। इसमें जो है वह रहेगा।
category-gone = ऐसी श्रेणी अब नहीं है। /categories देखें।
spent = इस महीने का खर्च: { $sums }
spent-nothing = इस महीने कुछ खर्च नहीं हुआ।
rename = नाम बदलें
merge = मिलाएँ…
hide = छिपाएँ
unhide = फिर दिखाएँ
forget-rules = “हमेशा” भूल जाएँ
rules-forgotten = ठीक है: अब यहाँ अपने आप कुछ नहीं आएगा। इसमें जो है वह रहेगा।
rename-question = <b>{ $category }</b> का नया नाम क्या हो?
rename-same = इसका नाम यही है।
renamed =
    { $count ->
        [one] ✅ <b>{ $category }</b> का नाम अब <b>{ $name }</b> है: { $count } खर्च।
       *[other] ✅ <b>{ $category }</b> का नाम अब <b>{ $name }</b> है: { $count } खर्च।
    }
merge-question = <b>{ $category }</b> को किस श्रेणी में मिलाएँ?
merge-unknown = आपकी <b>{ $name }</b> नाम की कोई श्रेणी नहीं है।
merge-alone = मिलाने के लिए कोई दूसरी श्रेणी नहीं है।
merge-budget =
    { $period ->
        [week] <b>{ $category }</b> और <b>{ $into }</b> दोनों का साप्ताहिक बजट है। <b>{ $into }</b> का ({ $stays }) रहेगा; <b>{ $category }</b> का ({ $goes }) हट जाएगा, और /undo से वापस नहीं आएगा।
        [month] <b>{ $category }</b> और <b>{ $into }</b> दोनों का मासिक बजट है। <b>{ $into }</b> का ({ $stays }) रहेगा; <b>{ $category }</b> का ({ $goes }) हट जाएगा, और /undo से वापस नहीं आएगा।
       *[year] <b>{ $category }</b> और <b>{ $into }</b> दोनों का सालाना बजट है। <b>{ $into }</b> का ({ $stays }) रहेगा; <b>{ $category }</b> का ({ $goes }) हट जाएगा, और /undo से वापस नहीं आएगा।
    }
confirm-merge =
    { $count ->
        [one] <b>{ $category }</b> का { $count } खर्च <b>{ $into }</b> में डालें? फिर <b>{ $category }</b> श्रेणी नहीं रहेगी। (हाँ/नहीं)
       *[other] <b>{ $category }</b> के सभी { $count } खर्च <b>{ $into }</b> में डालें? फिर <b>{ $category }</b> श्रेणी नहीं रहेगी। (हाँ/नहीं)
    }
merged =
    { $count ->
        [one] ✅ { $count } खर्च <b>{ $category }</b> से <b>{ $into }</b> में गया।
       *[other] ✅ { $count } खर्च <b>{ $category }</b> से <b>{ $into }</b> में गए।
    }

## What comes again by itself

repeat = 🔁 { $how } दोहराएँ
repeat-item = 🔁 “{ $item }” { $how } दोहराएँ
rhythm-day =
    { $step ->
        [1] हर दिन
       *[other] हर { $step } दिन में
    }
rhythm-week =
    { $step ->
        [1] हर सप्ताह
       *[other] हर { $step } सप्ताह में
    } { $weekday ->
        [0] रविवार
        [1] सोमवार
        [2] मंगलवार
        [3] बुधवार
        [4] गुरुवार
        [5] शुक्रवार
       *[6] शनिवार
    } को
rhythm-month =
    { $step ->
        [1] हर महीने की
       *[other] हर { $step } महीने में
    } { $date } तारीख को
rhythm-year =
    { $step ->
        [1] हर साल
       *[other] हर { $step } साल में
    } { $date } { $month ->
        [1] जनवरी
        [2] फ़रवरी
        [3] मार्च
        [4] अप्रैल
        [5] मई
        [6] जून
        [7] जुलाई
        [8] अगस्त
        [9] सितंबर
        [10] अक्टूबर
        [11] नवंबर
       *[12] दिसंबर
    } को
recurring-title = अपने आप दोहराए जाने वाले खर्च:
recurring-none = अभी आपका कोई खर्च अपने आप नहीं दोहराया जाता।
recurring-not-one = मैं इसे एक चीज़ और एक दाम के रूप में नहीं पढ़ पा रहा।
recurring-how = जोड़ने के लिए भेजें, जैसे <code>/recurring किराया 9000 हर महीने की 1 तारीख को</code>।
recurring-how-often = और कितनी बार? जैसे लिखें <code>/recurring किराया 9000 हर महीने की 1 तारीख को</code>: हर दिन, हर सप्ताह, हर सोमवार, हर महीने, हर साल।
recurring-rhythm-unclear = समझ नहीं आया कि यह कितनी बार आना चाहिए। मैं यह समझता हूँ: <code>रोज़</code>, <code>हर सोमवार</code>, <code>हर 2 हफ़्ते</code>, <code>हर महीने की 1 तारीख</code>, <code>तिमाही</code> और <code>सालाना</code>। जो महीने में दो बार आता है, उसे दो बार जोड़ें, हर एक का अपना दिन। अगर यह कभी खत्म होगा, तो पहले जोड़ें और फिर “{ end-date }” दबाएँ।
recurring-line = <b>{ $item }</b> · { $rest }
recurring-short = { $item } · { $price }
recurring-parts = { $rest }
recurring-next = अगली बार { $day }
recurring-paused = ⏸ रुका हुआ
recurring-over = पूरा हुआ
recurring-ends = आखिरी बार: { $day } या उससे पहले।
recurring-all = « सब जो दोहराया जाता है
recurring-delete = मिटाएँ
recurring-added = 🔁 अब से यह अपने आप दर्ज होगा:
recurring-already = यह पहले से दोहराया जाता है: /recurring देखें।
recurring-full = पहले से { $max } हैं, मैं इससे ज़्यादा नहीं दोहरा सकता। पहले कोई एक मिटाएँ: /recurring देखें।
recurring-gone = यह अब नहीं दोहराया जाता: /recurring देखें।
recurring-changed = यह तब से बदल चुका है: अब कैसा है, /recurring में देखें।
recurring-revised = ✏️ बदला गया। जो दर्ज है वह वैसा ही रहेगा।
recurring-goes-on = ठीक है, यह चलता रहेगा।
recurring-deleted = 🗑 यह अब नहीं दोहराया जाएगा। जो दर्ज है वह रहेगा:
recurring-edit = <b>{ $item }</b> में क्या बदलें? जैसे <code>9500</code>, <code>#घर</code>, <code>@ मालिक</code> या <code>हर सोमवार</code> भेजें।
recurring-unclear = मुझे नहीं पता कि इससे क्या बदलना है।
recurring-until = <b>{ $item }</b> आखिरी बार किस दिन आए? कोई दिन भेजें, जैसे 31 दिसंबर।
recurring-endless = कोई अंत नहीं
recurring-recorded = 🔁 यह { $how } दोहराया जाता है: /recurring देखें।
recurring-many =
    { $count ->
        [one] 🔁 समय आने पर { $count } खर्च अपने दिन पर दर्ज किया गया। /recurring देखें।
       *[other] 🔁 समय आने पर { $count } खर्च दर्ज किए गए, हर एक अपने दिन पर। /recurring देखें।
    }
end-unreadable = मैं इसे दिन के रूप में नहीं पढ़ पा रहा। इसे 31 दिसंबर या 2030-12-31 की तरह भेजें।
end-past = यह दिन बीत चुका है। कोई आने वाला दिन भेजें।
end-date = आखिरी दिन
pause = रोकें
resume = फिर शुरू करें

## Budgets

budget-overall = कुल खर्च
budget-period =
    { $period ->
        [week] इस सप्ताह
        [month] इस महीने
       *[year] इस साल
    }
budget-left =
    { $days ->
        [one] 🟢 { $name }: { $allowed } में से { $left } बाकी, { $days } दिन शेष
       *[other] 🟢 { $name }: { $allowed } में से { $left } बाकी, { $days } दिन शेष
    }
budget-low =
    { $days ->
        [one] 🟡 { $name }: { $allowed } में से { $left } बाकी, { $days } दिन शेष
       *[other] 🟡 { $name }: { $allowed } में से { $left } बाकी, { $days } दिन शेष
    }
budget-over =
    { $days ->
        [one] 🔴 { $name }: { $allowed } से { $left } ज़्यादा, { $days } दिन शेष
       *[other] 🔴 { $name }: { $allowed } से { $left } ज़्यादा, { $days } दिन शेष
    }
budget-bar = { $bar } { $percent }% · { $period } { $spent }
budget-carried = इसमें पिछली बार की बचत: { $sum }
budget-carries = हर अवधि में जो बचे, वह अगली में जुड़ेगा।
budget-awaited = दर अभी नहीं, इसलिए नहीं गिना गया: { $sums }
budget-nearly = ⚠️ <b>{ $name }</b>: { $period } का 80% बजट खर्च हो गया।
budget-used = 🚨 <b>{ $name }</b>: { $period } का पूरा बजट खर्च हो गया।
budget-foreign = ⚪ { $name }: यह बजट { $currency } में है, जो अब आपकी मुद्रा नहीं है। इसे फिर से तय करें।
budget-set = ✅ <b>{ $name }</b> का बजट:
budget-off = ✅ <b>{ $name }</b> का अब कोई बजट नहीं है।
budget-no-such = <b>{ $name }</b> का ऐसा कोई बजट नहीं है। /budgets देखें।
budget-full = पहले से { $max } बजट हैं, मैं इससे ज़्यादा नहीं रख सकता। पहले कोई एक हटाएँ: /budgets देखें।
budget-currency = बजट आपकी अपनी मुद्रा { $currency } में होता है।
budget-unclear = मैं इसे बजट के रूप में नहीं पढ़ पा रहा।
budget-how =
    बजट ऐसे तय करें: <code>/budget खाना 5000</code>, <code>/budget खाना 1500 हर हफ़्ते</code>, या सब खर्च के लिए <code>/budget 30000</code>। हटाने के लिए: <code>/budget खाना बंद</code>।
    साथ में <code>आगे जोड़ें</code> लिखें, तो सप्ताह, महीने या साल की रकम में से जो बचे वह अगली बार जुड़ेगा, पर बस एक बार; जो ज़्यादा खर्च हुआ वह घटाया नहीं जाएगा।
budgets-title = आपके बजट:
budgets-none = आपका अभी कोई बजट नहीं है।

## Settings

settings-language = भाषा: <b>{ $language }</b>
settings-currency = मुद्रा: <b>{ $currency }</b>। जिस कीमत में मुद्रा न हो, वह इसी में मानी जाती है।
settings-zone = समय क्षेत्र: <b>{ $zone }</b>। खर्च के समय कौन सा दिन है, यह इसी से तय होता है।
settings-week = सप्ताह का पहला दिन: <b>{ $weekday }</b>
settings-numbers = संख्याएँ: <b>{ $price }</b>
settings-theme =
    { $theme ->
        [dark] चित्र: <b>गहरे</b>
       *[light] चित्र: <b>हल्के</b>
    }
settings-alerts =
    { $switched ->
        [off] बजट चेतावनी: <b>बंद</b>
       *[on] बजट चेतावनी: <b>चालू</b>
    }
settings-how = इन्हें बटनों से बदलें, या भेजें जैसे <code>/settings मुद्रा INR</code> या <code>/settings समय क्षेत्र Asia/Kolkata</code>।
setting-language = भाषा
setting-currency = मुद्रा
setting-zone = समय क्षेत्र
setting-week = सप्ताह
setting-numbers = संख्याएँ
setting-theme = चित्र
setting-alerts = बजट चेतावनी
setting-kept = ठीक है, यह वैसा ही रहेगा।
as-usual = जैसा मेरी भाषा में चलता है
choice-unknown = मैं यह नहीं जानता। कृपया कोई बटन दबाएँ।
choice-weekday = { $weekday }
set-language = मैं किस भाषा में बात करूँ?
language-set = अब से मैं हिन्दी में बात करूँगा। कीमत ऐसी दिखेगी: { $price }, और दिन ऐसा: { $day }।
set-week = आपका सप्ताह किस दिन शुरू होता है? उसे चुनें, या कोई और लिखें।
week-set = अब से आपके सप्ताह का पहला दिन: { $weekday }।
set-numbers = संख्याएँ कैसे लिखी जाएँ? मैं वैसे ही लिखूँगा, और आपकी भी वैसे ही पढ़ूँगा।
numbers-set = अब से मैं संख्याएँ ऐसे लिखूँगा: <b>{ $price }</b>, और आपकी ऐसे ही पढ़ूँगा।
set-theme = चित्र हल्के हों या गहरे?
theme-light = हल्के
theme-dark = गहरे
theme-set =
    { $theme ->
        [dark] अब से चित्र गहरे होंगे।
       *[light] अब से चित्र हल्के होंगे।
    }
set-alerts = क्या किसी बजट का 80% या पूरा खर्च होने पर बताऊँ?
alerts-on = हाँ, बताएँ
alerts-off = नहीं
alerts-set =
    { $switched ->
        [off] अब से मैं चेतावनी नहीं दूँगा। कितना बचा है, यह हर खर्च के नीचे दिखता रहेगा।
       *[on] अब से किसी बजट का 80% या पूरा खर्च होने पर मैं बताऊँगा।
    }
setting-digests = रिमाइंडर और सारांश
digests-title = मैं इस चैट में अपने आप क्या भेजता हूँ:
digest-name =
    { $kind ->
        [daily] रिमाइंडर
        [weekly] सप्ताह का सारांश
       *[monthly] महीने का सारांश
    }
digest-on =
    { $kind ->
        [daily] ✓ जिस दिन कुछ दर्ज न हो, { $time } बजे याद दिलाऊँगा।
        [weekly] ✓ सप्ताह पूरा होने पर { $time } बजे उसका सारांश।
       *[monthly] ✓ महीना पूरा होने पर { $time } बजे उसका सारांश।
    }
digest-off =
    { $kind ->
        [daily] ✗ कुछ दर्ज न हो, तो भी याद नहीं दिलाऊँगा।
        [weekly] ✗ सप्ताह का सारांश नहीं।
       *[monthly] ✗ महीने का सारांश नहीं।
    }
digest-turn-on = ✓ { $name }
digest-turn-off = ✗ { $name }
digest-time = 🕗 { $name }
digest-when = { $name }: कितने बजे? समय 20:00 की तरह भेजें।
time-unreadable = मैं इसे समय के रूप में नहीं पढ़ पा रहा। इसे 20:00 की तरह भेजें।
quiet-none = शांत समय: कोई नहीं।
quiet-hours = शांत समय: { $hours }। जो तब आना हो वह बाद में आएगा, दोहराए जाने वाले खर्च भी।
set-quiet-hours = शांत समय
quiet-question = किस समय से किस समय तक मैं अपने आप कुछ न भेजूँ? जैसे 22:00–08:00 भेजें।
quiet-never = कोई नहीं
quiet-unreadable = मैं यह नहीं पढ़ पा रहा। दो समय भेजें, जैसे 22:00–08:00।
reminder = 📝 { $day } के लिए कुछ दर्ज नहीं है। क्या कोई खर्च हुआ था?
reminder-how = कम याद दिलाने के लिए /settings देखें।
set-currency = आपका भुगतान किस मुद्रा में होता है? कोई चुनें, या उसका कोड भेजें, जैसे CHF।
currency-kept = ठीक है, बिना मुद्रा की कीमत { $currency } में ही रहेगी।
currency-set = अब से बिना मुद्रा की कीमत { $currency } में मानी जाएगी।
earlier-converted =
    { $count ->
        [one] दूसरी मुद्रा में दर्ज { $count } खर्च की रकम वही रहेगी, और आपकी मुद्रा में भी दिखाई जाएगी।
       *[other] दूसरी मुद्राओं में दर्ज { $count } खर्चों की रकमें वही रहेंगी, और आपकी मुद्रा में भी दिखाई जाएँगी।
    }
currency-unknown = मैं यह मुद्रा नहीं जानता। इसका तीन अक्षरों का कोड भेजें, जैसे INR।
currency-which = यह कई में से कोई हो सकती है: { $codes }। अपनी वाली का कोड भेजें।
set-zone = आप कहाँ हैं? कोई शहर या समय क्षेत्र का नाम भेजें, जैसे Asia/Kolkata, या आपके यहाँ का समय, जैसे 14:05, या अपनी लोकेशन साझा करें।
zone-offered = इनमें से आपका समय क्षेत्र कौन सा है? उसे चुनें या उसका नंबर भेजें; या कोई शहर, या किसी और का नाम भेजें।
zone-set = ठीक है, आपके दिन अब { $zone } की आधी रात से शुरू होंगे।
zone-kept = ठीक है, आपके दिन पहले की तरह { $zone } की आधी रात से शुरू होंगे।
zone-unknown = मैं ऐसी कोई जगह या समय क्षेत्र नहीं जानता। पास का बड़ा शहर, या Asia/Kolkata जैसा नाम आज़माएँ।
zone-no-such-time = अभी दुनिया में कहीं यह समय नहीं है। इसे 14:05 की तरह भेजें, जैसा आपकी घड़ी दिखाती है।

## Leaving

abort-purchase = यह खर्च दर्ज करना रोक दें? (हाँ/नहीं)
abort-category = यहीं रुकें और श्रेणियाँ वैसी ही रहने दें? (हाँ/नहीं)
abort-sign-up = यहीं रुकें, और साइन अप या लॉग इन फिर कभी करें? (हाँ/नहीं)
delete-question = इस Telegram उपयोगकर्ता को अपने खाते से अलग करें? खाता और आपके खर्च बने रहेंगे, और फिर से लॉग इन किया जा सकेगा। (हाँ/नहीं)
delete-dropped = ठीक है, सब वैसा ही रहेगा।
deleted = हो गया: यह Telegram उपयोगकर्ता अब जुड़ा नहीं है। आपका खाता और आपके खर्च अब भी हैं: फिर से लॉग इन करने के लिए मुझे लिखें।
erase-question =
    ⚠️ इससे खाता <b>{ $email }</b> हमेशा के लिए मिट जाएगा, और उसका सब कुछ भी: { $purchases ->
        [0] अभी तक कोई खर्च नहीं,
        [one] { $purchases } खर्च,
       *[other] { $purchases } खर्च,
    } पूरा इतिहास, श्रेणियाँ, बजट, दोहराए जाने वाले खर्च, सेटिंग, और हमारी बातचीत का जो कुछ मुझे याद है। इसे कोई वापस नहीं ला सकता।
erase-others =
    { $count ->
        [one] { $count } और व्यक्ति यह खाता इस्तेमाल करता है; उसका खाता भी चला जाएगा।
       *[other] { $count } और लोग यह खाता इस्तेमाल करते हैं; उनका खाता भी चला जाएगा।
    }
erase-export-first = पहले सब अपने पास रख लें: <code>/export json</code> या यह बटन सब कुछ एक फ़ाइल में भेजता है, जिसे मैं फिर पढ़ सकता हूँ।
erase-how = मिटाने के लिए खाते का ईमेल पता लिखें: <code>{ $email }</code>। कुछ और लिखने पर सब वैसा ही रहेगा।
erase-export = पहले मुझे सब भेजें
erase-keep = खाता रहने दें
erase-differs = यह वह पता नहीं है, इसलिए कुछ नहीं मिटाया गया।
erase-file-waits = आपने जो फ़ाइल माँगी थी वह अभी रास्ते में है, और वह तभी बन सकती है जब तक खाता है। फ़ाइल मिलने पर पता फिर से लिखें।
erased = हो गया: खाता और उसका सब कुछ अब नहीं है, न यहाँ, न उसमें जो अभी भेजा जाना था। जो यह बॉट चलाते हैं उनके पास बैकअप हो सकते हैं; उनके बदले जाने पर खाता उनमें से भी चला जाएगा। अलविदा! फिर से शुरू करना चाहें तो मुझे लिखें।
erased-by = { $name } ने आपका साझा खाता मिटा दिया है, और उसका सब कुछ भी। अपना खाता शुरू करना चाहें तो मुझे लिखें।
erased-by-operator = जो यह बॉट चलाते हैं, उन्होंने आपका खाता मिटा दिया है, और उसका सब कुछ भी। फिर से शुरू करना चाहें तो मुझे लिखें।

## When something does not fit

unsupported =
    { $kind ->
        [photo] मैं चित्र नहीं पढ़ सकता, सिर्फ़ उनके नीचे लिखे शब्द।
        [sticker] मैं स्टिकर नहीं पढ़ सकता।
        [voice] मैं आवाज़ के संदेश नहीं सुन सकता।
        [video] मैं वीडियो नहीं देख सकता।
        [animation] मैं एनिमेशन नहीं देख सकता।
        [audio] मैं ऑडियो फ़ाइलें नहीं सुन सकता।
        [file] मैं अभी बीच में फ़ाइल नहीं ले सकता।
        [location] मैं लोकेशन का उपयोग नहीं कर सकता।
        [contact] मैं संपर्कों का उपयोग नहीं कर सकता।
        [poll] मैं मतदान में भाग नहीं ले सकता।
       *[other] मैं इस तरह का संदेश नहीं पढ़ सकता।
    } कृपया इसे लिखकर भेजें।
edit-ignored = मैंने देखा कि आपने एक संदेश बदला। मैं केवल उन संदेशों का बदलाव मानता हूँ जो खर्च हैं, इसलिए कुछ नहीं बदला। खर्च बदलने के लिए उसका जवाब दें, या /edit देखें।
lost-thread = हम क्या कर रहे थे, मैं भूल गया। आपने जो दर्ज किया वह सब सुरक्षित है; कृपया फिर से शुरू करें।
sorry-failed = माफ़ कीजिए, आपके संदेश के साथ कुछ गड़बड़ हो गई और मैं उसे पूरा नहीं कर सका। कृपया फिर से कोशिश करें।

## Pictures

picture-amount = { $amount }
picture-share = { $share }
picture-day = { $day }
# what is spent so far, beside the budget
picture-of-budget = { $budget } में से { $spent }
picture-budget = बजट { $budget }
# the categories that have no bar of their own
picture-others = { $count ->
    [one] { $count } और
   *[other] { $count } और
}
picture-no-category = कोई श्रेणी नहीं
picture-nothing = कोई खर्च नहीं

# Files: /export, and what a person sends

export-how = <code>/export</code> भेजें, चाहें तो प्रारूप ({ $formats } में से एक) और अवधि के साथ: <code>/export csv 2026-03</code>, <code>/export 2026-01-15..2026-02</code>।
export-everything = आपके खाते का सब कुछ, इतिहास के साथ।
export-all = आपके सारे खर्च, { $format } में।
export-day = { $day } के आपके खर्च, { $format } में।
export-span = { $from } से { $to } तक के आपके खर्च, { $format } में।
export-back = वापस लाने के लिए मुझे यही फ़ाइल भेजें: कुछ भी दो बार दर्ज नहीं होगा।
export-not-made = यह फ़ाइल समय पर बनाकर भेजी नहीं जा सकी। कुछ भी खोया नहीं है। इसे बाद में फिर माँगें, या छोटी अवधि चुनें: <code>/export csv 2026</code>।
export-forbidden = इस समूह में फ़ाइलें भेजने की अनुमति नहीं है। यह फ़ाइल हमारी निजी चैट में माँगें।
export-too-large = यह फ़ाइल 50 MB से बड़ी है, और Telegram किसी बॉट से इससे बड़ी नहीं लेता। spndr चलाने वाले इसे <code>spndr export --format { $format } -o { $name }</code> से लिख सकते हैं, या छोटी अवधि चुनें: <code>/export csv 2026</code>।
import-too-large = यह फ़ाइल 20 MB से बड़ी है, और Telegram किसी बॉट को इससे बड़ी नहीं देता। इसे हिस्सों में भेजें, या spndr चलाने वाले से कहें कि <code>spndr import</code> से पढ़ें।
import-gone = Telegram के पास यह फ़ाइल अब नहीं है। इसे फिर से भेजें।
import-empty = यह फ़ाइल खाली है।
import-unknown = मैं यह फ़ाइल नहीं पढ़ पा रहा। मैं /export की फ़ाइलें और CSV तालिकाएँ पहचानता हूँ, जो हर स्प्रेडशीट और ज़्यादातर बैंक बना सकते हैं।
import-not-whole = यह फ़ाइल अधूरी है या बदली गई है: कुछ आयात नहीं हुआ। इसे फिर से निर्यात करें।
import-columns = मैं नहीं समझा कि कौन से स्तंभ पढ़ूँ। ये हैं: { $columns }। CSV तालिका में उनके नाम दिनांक, राशि और विवरण जैसे होने चाहिए; spndr चलाने वाले <code>spndr import --map</code> से बता सकते हैं कि कौन सा क्या है।
import-found =
    <b>{ $name }</b> ({ $format }): { $added ->
        [one] { $added } नया खर्च
       *[other] { $added } नए खर्च
    }, { $changed } बदले, { $same } पहले से यहाँ{ $removed ->
        [0] ।
       *[other] , { $removed } यहाँ हटाए हुए, जो हटे रहेंगे।
    }
import-plans = नए बजट और दोहराए जाने वाले खर्च: { $count }।
import-read-as = मैं इसे ऐसे पढ़ता हूँ: <code>{ $map }</code>
import-example =
    { $day } · { $item } · { $kind ->
        [income] + { $price }
        [refund] ↩ { $price }
       *[expense] { $price }
    }
import-left-out = जो मैं नहीं पढ़ सकता, वह छोड़ रहा हूँ:
import-problem =
    पंक्ति { $line }: { $problem ->
        [amount] कोई रकम नहीं
        [currency] कोई पहचानी हुई मुद्रा नहीं
        [date] कोई दिन नहीं
        [item] 1 से 200 अक्षरों का नाम नहीं
        [twice] वही खर्च दोबारा
        [kind] न खर्च, न आय, न रिफंड
        [cut-off] फ़ाइल बीच में ही खत्म हो गई
        [newer] इसे किसी नए spndr ने लिखा है
        [unsupported] यह आगे की पंक्तियों के बारे में कुछ कहती है जो मैं नहीं समझता
        [columns] इसमें शीर्षक से ज़्यादा कॉलम हैं
        [unpaid] भुगतान नहीं हुआ या अभी दर्ज नहीं हुआ
       *[other] पढ़ी नहीं जा सकती
    } <i>{ $words }</i>
import-problems-more =
    { $count ->
        [one] और { $count } पंक्ति
       *[other] और { $count } पंक्तियाँ
    }
import-question = इसे आयात करें?
import-yes = आयात करें
import-no = रद्द करें
import-swap-dates = तारीख का दूसरा क्रम
import-swap-decimal = दूसरा दशमलव चिह्न
import-swap-spent = उल्टा चिह्न
import-how = कोई बटन दबाएँ। कोई स्तंभ गलत हो तो बताएँ कि सही कौन सा है: <code>date=दिनांक, item=विवरण</code>।
import-dropped = कुछ आयात नहीं हुआ।
import-done =
    आयात हुआ: { $added ->
        [one] { $added } नया खर्च
       *[other] { $added } नए खर्च
    }, { $changed } बदले।
import-undone =
    आयात वापस लिया गया: { $count ->
        [one] { $count } खर्च
       *[other] { $count } खर्च
    }।
import-redone =
    फिर से आयात हुआ: { $count ->
        [one] { $count } खर्च
       *[other] { $count } खर्च
    }।

## खाता कौन इस्तेमाल करता है

command-link = किसी और को बिना पासवर्ड यह खाता इस्तेमाल करने दें
command-links = देखें कि यह खाता कौन इस्तेमाल करता है, और उसे हटाएँ
command-password = इस खाते का पासवर्ड बदलें
code-refused = यह कोड नहीं चलेगा: यह गलत, इस्तेमाल हो चुका या पुराना है। दूसरा माँगें।
code-needless = आप पहले से एक खाते से जुड़े हैं, इसलिए कोड इस्तेमाल नहीं हुआ। इससे दूसरे खाते से जुड़ने के लिए पहले /delete से अपने खाते से अलग हों।
tries-wait =
    { $seconds ->
        [one] बहुत ज़्यादा कोशिशें हो गईं। कृपया { $seconds } सेकंड रुकें।
       *[other] बहुत ज़्यादा कोशिशें हो गईं। कृपया { $seconds } सेकंड रुकें।
    }
link-code =
    जो { $minutes } मिनट के अंदर यह लिंक खोलेगा, वह आपके साथ यह खाता इस्तेमाल करेगा। यह एक ही बार चलता है: किसी और को न दें।
    { $url }
link-new =
    🔗 अब { $name } की इस खाते तक पहुँच है ({ $moment }), { $how ->
        [code] /link के कोड से
       *[password] पासवर्ड से
    }। अगर आपको नहीं पता कि यह कौन है, तो यहीं हटाएँ और जिनके साथ खाता साझा है उन्हें बताएँ।
links-title = यह खाता ये लोग इस्तेमाल करते हैं:
link-row =
    { $name } · { $moment } · { $how ->
        [password] पासवर्ड से
        [code] कोड से
        [sign-up] साइन अप से
        [import] आयात से
       *[unknown] जुड़े हैं
    } · { $here ->
        [yes] यह चैट
       *[no] दूसरी चैट
    }
revoke = { $name } को हटाएँ
link-revoked = अब { $name } की इस खाते तक पहुँच नहीं है। अगर उन्हें पासवर्ड पता है, तो दूसरा चुनें: /password
link-was-revoked = अब खाते { $email } तक आपकी पहुँच नहीं है: इसे साझा करने वाले किसी ने आपको हटा दिया है।
somebody = कोई
private-only = यह हमारी निजी चैट के लिए है: यहाँ दूसरे देख लेंगे।
log-in-allow = 🔑 { $name } ने इस खाते का सही पासवर्ड दिया ({ $moment })। क्या वे इसे आपके साथ इस्तेमाल करें? मैं { $minutes } मिनट इंतज़ार करूँगा।
allow = अनुमति दें
refuse = मना करें
log-in-awaits = इस खाते को इस्तेमाल करने वाले किसी को { $minutes } मिनट के अंदर अनुमति देनी होगी। तब मैं आपको लिखूँगा।
log-in-nobody = इस खाते को इस्तेमाल करने वाले किसी को अनुमति देनी होगी, पर पूछने के लिए कोई नहीं है। इस बॉट को चलाने वाले से कहें।
log-in-allowed = आपकी अनुमति से अब { $name } की इस खाते तक पहुँच है।
log-in-withheld = { $name } को इस खाते तक पहुँच नहीं मिली। अगर आपको नहीं पता कि यह कौन है, तो आपका पासवर्ड दूसरों को पता है: /password से दूसरा चुनें।
log-in-was-withheld = आपका लॉग इन मना कर दिया गया।
password-new = <b>{ $email }</b> का पासवर्ड अब से क्या हो? कम से कम { $min } अक्षर, और सबसे ज़्यादा इस्तेमाल होने वालों में से नहीं।
password-keep = पुराना पासवर्ड रहने दें
password-kept = ठीक है, पासवर्ड वैसा ही रहेगा।
password-changed = <b>{ $email }</b> का पासवर्ड बदल गया: पुराने से अब कोई लॉग इन नहीं कर सकता। जो यह खाता पहले से इस्तेमाल करते हैं, वे करते रहेंगे; /links दिखाता है कि वे कौन हैं।
password-changed-by = 🔑 { $name } ने इस खाते का पासवर्ड बदल दिया ({ $moment })। उसकी ज़रूरत सिर्फ़ दोबारा लॉग इन करने के लिए है। अगर आपको नहीं पता कि यह कौन है, तो /links से उन्हें हटाएँ।
password-changed-by-operator = 🔑 जो यह बॉट चलाते हैं उन्होंने इस खाते का पासवर्ड बदल दिया है। उसकी ज़रूरत सिर्फ़ दोबारा लॉग इन करने के लिए है।
not-allowed = यह बॉट निजी है।
sign-up-closed = यहाँ नए खाते नहीं बनते। अगर आपका खाता है तो लॉग इन करें, नहीं तो /quit से बाहर जाएँ।
invite-code = खाता बनाने के लिए इस बॉट को चलाने वाले का निमंत्रण चाहिए। कृपया उसका कोड भेजें।
sign-up-failed = इससे खाता नहीं बना। अगर आपका खाता पहले से है तो लॉग इन करें; नहीं तो दूसरा पता आज़माएँ। फिर से शुरू करने के लिए मुझे लिखें।
sign-up-tried = ⚠️ किसी ने आपके पते { $email } से खाता बनाने की कोशिश की ({ $moment })। मैंने उन्हें कुछ नहीं बताया और कुछ नहीं बदला; अगर यह कोशिश आपकी थी, तो यह खाता आपके पास पहले से है।
first-account = यहाँ सबसे पहला खाता आपका है। जब तक SPNDR_SIGNUP तय नहीं है, कोई भी साइन अप कर सकता है: <code>closed</code> से कोई और नहीं, <code>invite</code> से केवल वे जिनके पास <code>spndr invite</code> का कोड है।
