### Was Berichte auf Deutsch sagen.  Jede Nachricht ist ein ganzer Satz, eine Bezeichnung oder eine Tabellenzelle.

title = Prüfung eines Schriftwechsels über personenbezogene Daten
title-many = Prüfung von { $count } Schriftwechseln über personenbezogene Daten
as-of = Stand: { $date }
exchange = { $controller }: Auskunftsantrag vom { $date }
exchange-undated = { $controller }: kein Auskunftsantrag gefunden

labelled = { $label }:
separator = { "; " }
label-finding = Feststellung
label-related = Nachrichten
label-subject = Betroffene Person
label-controller = Organisation
label-regime = Anwendbares Recht
label-state-law = Feiertage von
label-request = Antrag eingegangen
label-due = Letzter Tag der Frist
label-answered = Antwort
label-result = Ergebnis

regime-assumed = { $name } (angenommen: weder die Falldatei noch der Antrag nennt ein Gesetz)
due-both = { $due } (strengste Lesart: { $strict })
due-extended = { $due } (nach Fristverlängerung; zuvor: { $before })
not-answered = keine bis zum { $date }
result-unanswered = unbeantwortet; die Frist ist seit { $days ->
    [one] einem Tag
   *[other] { $days } Tagen
 } abgelaufen
result-doubtful = keine Antwort erkannt, doch war nicht alles lesbar (siehe unten)
result-running = noch keine Antwort; die Frist läuft bis zum { $date }
result-answered = fristgerecht beantwortet
result-answered-late = beantwortet, { $days ->
    [one] einen Tag
   *[other] { $days } Tage
 } nach Fristablauf
result-partly-answered = fristgerecht, aber nicht vollständig beantwortet
result-partly-answered-late = teilweise beantwortet, { $days ->
    [one] einen Tag
   *[other] { $days } Tage
 } nach Fristablauf
result-refused = abgelehnt
result-refused-late = abgelehnt, { $days ->
    [one] einen Tag
   *[other] { $days } Tage
 } nach Fristablauf
result-unknown = eine Frist ließ sich nicht berechnen

heading-timeline = Was geschehen ist
heading-clock = Die Berechnung der Frist, Schritt für Schritt
heading-ledger = Was zum Nachweis der Identität verlangt wurde
heading-findings = Feststellungen
heading-undecided = Was nicht entschieden werden konnte
heading-mail = E-Mails
heading-duplicates = Mehrfach gefunden
heading-copies = Dieselbe E-Mail in anderer Bytefolge (anderer Ordner, anderer Weg, weitergeleitet)
heading-links = Warum jede Nachricht hierher gehört
heading-unread = Nicht gelesen
heading-unrelated = E-Mails, die zu keinem Schriftwechsel gehören
heading-later = Spätere E-Mails, die am Stichtag dieses Berichts nicht zählen
heading-limits = Wie dieser Bericht zu lesen ist

party-subject = Person
party-controller = Organisation
party-authority = Aufsichtsbehörde
party-auto = System
party-third = Dritte

clock-day = Tag { $day }
clock-late = { $days ->
    [one] 1 Tag verspätet
   *[other] { $days } Tage verspätet
 }
clock-last = letzter Tag
clock-answered = beantwortet

did-request = beantragt Auskunft über die Daten
did-chases = erinnert
did-escalates = mahnt oder beschwert sich
did-supplies = legt vor: { $items }
did-declines = legt nicht vor: { $items }
did-writes = schreibt
did-acknowledges = bestätigt den Eingang
did-updates = teilt mit, dass der Antrag bearbeitet wird
did-automatic = automatische Nachricht
did-bounce = die Nachricht wurde nicht zugestellt
did-demands = verlangt: { $items }
did-offers = stellt zum Nachweis der Identität zur Wahl: { $items }
did-portal = verweist auf ein Formular oder Portal
did-desk = verweist an eine andere Stelle
did-clarification = wünscht eine Präzisierung des Antrags
did-fee = verlangt ein Entgelt
did-extends = nimmt mehr Zeit in Anspruch
did-denies-gdpr = erklärt, das Gesetz gelte nicht für sie
did-refuses = lehnt ab
did-proxy = verkehrt nicht mit der Vertretung
did-provides = übersendet Daten
did-motive-refused = lehnt wegen der möglichen Verwendung der Daten ab
did-excessive = bezeichnet den Antrag als exzessiv oder missbräuchlich
did-effort = erklärt, der Aufwand sei zu groß
did-secrecy = beruft sich auf Geheimhaltung oder Rechte Dritter
did-cannot-identify = erklärt, die Daten keiner Person zuordnen zu können
did-cannot-find = erklärt, den Antrag nicht zu finden
did-recasts = behandelt den Antrag als etwas anderes
did-restarts = behandelt das Schreiben als neuen Antrag
did-misstates = nennt eine Frist für die Antwort
did-starts-late = nennt einen Beginn der Frist
did-form = verlangt ein ausgefülltes Formular
did-attendance = verlangt persönliches Erscheinen
did-paper = nimmt oder sendet nur Papier
did-motive = fragt nach dem Zweck des Antrags
did-already = erklärt, die Person habe die Daten bereits
did-parts = antwortet in Teilen
did-source = nennt die Herkunft der Daten nicht
did-other-controller = erklärt, verantwortlich sei jemand anderes
did-chilling = nennt eine Folge des Antrags
did-policy = verweist auf die Datenschutzerklärung
did-denies-use = verneint eine Nutzung oder einen Verkauf
did-nothing = erklärt, keine Daten gespeichert zu haben
did-erased = erklärt, die Daten seien gelöscht worden
did-unread = ist in einer Sprache verfasst, die nicht gelesen wurde
kind-request = Antrag
kind-reminder = Erinnerung
kind-formal-notice = Mahnung
kind-complaint = Beschwerde
kind-answer = Antwort
kind-refusal = Ablehnung
kind-identity = Identitätsnachweis

step-bounced = Die Nachricht vom { $on } kam als unzustellbar zurück: Ein Zugang fand nicht statt.
step-received = Der Antrag ging am { $on } ein.
step-received-letter = Der Antrag wurde am { $on } per Brief zugestellt.
step-proven = Die Organisation bestätigte den Eingang am { $on }, was den Zugang belegt.
step-ends = Die Frist endet am { $on }; der Tag des Eingangs wird nicht mitgerechnet.
step-ends-clamped = Die Frist endet am { $on }, dem letzten Tag des Monats, da dem Monat der entsprechende Tag fehlt; der Tag des Eingangs wird nicht mitgerechnet.
step-rolled-weekend = Der { $from } ist ein { $weekday }; die Frist läuft daher bis zum Ende des { $to }.
step-rolled-holiday = Der { $from } ist ein gesetzlicher Feiertag ({ $name }); die Frist läuft daher bis zum Ende des { $to }.
step-regional = { $name } ist nur in einem Teil des Staates gesetzlicher Feiertag; wo er zählt, ist der letzte Tag der { $to }.
step-anywhere = { $name } ist in einigen Staaten gesetzlicher Feiertag, und es ist nicht bekannt, wessen Feiertage zählen; letzter Tag ist spätestens der { $to }.
step-paused-identity = Zweifel an der Identität wurden am { $asked } geäußert und am { $met } ausgeräumt: { $days } Tage, die möglicherweise nicht mitzählen, sodass die Frist am { $lenient } endet (strengste Lesart: { $strict }).
step-paused-clarification = Bei einer großen Menge von Daten wurde am { $asked } nach dem Umfang des Antrags gefragt und am { $met } geantwortet: { $days } Tage, die möglicherweise nicht mitzählen, sodass die Frist am { $lenient } endet (strengste Lesart: { $strict }).
step-restarted = Die Organisation fragte am { $asked } nach der Identität der Person; nach diesem Recht beginnt die Frist mit dem Nachweis vom { $met } und endet am { $ends }.
step-open = Eine berechtigte Rückfrage vom { $asked } ist noch offen: Die Tage seither werden nicht mitgerechnet.
step-extended = Am { $notice } wurde innerhalb der Frist und unter Angabe von Gründen eine Fristverlängerung mitgeteilt: Die Frist endet am { $ends }, letzter Tag ist somit der { $to }.
step-void-late = Die am { $notice } mitgeteilte Fristverlängerung ist ohne Wirkung: Die Frist war bereits abgelaufen.
step-void-no-reason = Die am { $notice } mitgeteilte Fristverlängerung ist ohne Wirkung: Sie nennt keinen Grund.
step-void-too-long = Die am { $notice } mitgeteilte Fristverlängerung ist ohne Wirkung: Sie beansprucht mehr, als das Gesetz zulässt.
step-void-unknown = Die am { $notice } mitgeteilte Fristverlängerung ist ohne Wirkung: Dieses Recht kennt keine.
step-void-no-day = Die am { $notice } mitgeteilte Fristverlängerung ist ohne Wirkung: Sie nennt keinen Tag, bis zu dem die Antwort kommt.
step-answered = Die erste Antwort ging am { $on } ein.
step-unanswered = Bis zum { $as_of } ging keine Antwort ein.
step-late = Das ist { $days ->
    [one] einen Tag
   *[other] { $days } Tage
 } nach dem letzten Tag der Frist.
step-in-time = Das ist fristgerecht.
step-running = Die Frist läuft noch bis zum { $until }.
step-source = { $text } [{ $source }]

ledger-item = Gegenstand
ledger-demanded = verlangt
ledger-supplied = vorgelegt
ledger-never = nie
item-id-document = Ausweisdokument
item-photo = Foto oder Video
item-id-certified = Beglaubigung
item-signature = Unterschrift
item-utility-bill = Adressnachweis
item-payment-card = Ziffern von Zahlungskarte oder Konto
item-national-number = nationale Kennziffer
item-postal-address = Postanschrift
item-phone = Telefonnummer
item-ip-address = IP-Adresse
item-date-of-birth = Geburtsdatum
item-customer-number = Kundennummer
item-account-number = Kundennummer
item-device-id = Gerätekennung
item-email = E-Mail-Adresse
item-order-number = Bestellnummer
item-security-question = Sicherheitsfrage
item-identity-generic = Identitätsnachweis, nicht näher bezeichnet
item-other = Sonstiges

grade-bright-line = allein durch Zeitpunkte oder Wortlaut belegt
grade-presumptive = erscheint rechtswidrig, sofern die Organisation nichts anderes darlegt
grade-signal = nur Begleitumstand, für sich genommen kein Verstoß
finding-at = { $date }, { $who }
finding-at-attachment = { $date }, { $who }, im Anhang { $name }
finding-at-page = { $date }, { $who }, im Anhang { $name }, Seite { $page }
law-unverified = zu diesem Gesetz ist noch keine Fundstelle geprüft
label-law = Rechtsgrundlage
label-why = Warum
label-best-answer = Die beste Erwiderung der Organisation
label-explanation = Worum es geht
label-unless = Nicht, wenn
label-source = Vorgekommen in
label-next-step = Was getan werden kann
law-later = { $cite } (vom { $since }, nach diesen Vorgängen)
none-found = Es gibt keine Feststellungen.

gap-language = { $tactic }: Die Nachricht { $message } ist in einer Sprache verfasst, die nicht gelesen wurde.
gap-unreadable = { $tactic }: Der Wortlaut der Nachricht { $message } war nicht lesbar.
gap-attachment = { $tactic }: Ein Anhang der Nachricht { $message } wurde nicht gelesen, und das Fehlende kann darin stehen.
gap-unclear = { $tactic }: Die Nachricht { $message } enthält etwas, das nicht verstanden wurde und von Bedeutung sein kann.
gap-calendar = { $tactic }: Der letzte Tag ist nach einer Lesart des Kalenders verstrichen, nach einer anderen nicht.
gap-date = { $tactic }: Die Nachricht { $message } trägt kein verwertbares Datum.
gap-request = { $tactic }: Es ist nicht bekannt, wann der Antrag einging.
gap-law = { $tactic }: Die Vorschrift gilt erst seit dem { $since }.

column-date = Datum
no-subject = (kein Betreff)
no-name = (kein Name)
label-from = Von
label-to = An
label-cc = Kopie an
label-date = Datum
label-kind = Art
label-exchange = Schriftwechsel
label-id = Message-ID
label-sha256 = SHA-256
label-place = Ablageort
label-defects = Mängel
kind-auto-reply = automatische Antwort
kind-ticket-ack = Eingangsbestätigung eines Ticketsystems
kind-bounce = Unzustellbarkeitsnachricht
kind-receipt = Lesebestätigung
kind-bulk = Massensendung
heading-attachments = Anhänge
attachment-line = { $name } ({ $type }, { $size } Bytes)
in-attachment = Im Anhang { $name }:
label-forwarded = Weitergeleitet in
folded-quoted = [{ $lines ->
    [one] eine zitierte Zeile
   *[other] { $lines } zitierte Zeilen
 }]
folded-signature = [{ $lines ->
    [one] eine Zeile
   *[other] { $lines } Zeilen
 } Signatur]
folded-frame = [{ $lines ->
    [one] eine Zeile
   *[other] { $lines } Zeilen
 } eines E-Mail-Gateways oder Ticketsystems]
finding-here = ^ { $title } ({ $tactic }): { $grade }
unread-line = { $path }: { $why }
mail-account = { $seen ->
    [one] Eine Nachricht durchgesehen
   *[other] { $seen } Nachrichten durchgesehen
 }: { $read } gelesen, { $duplicates } erneut gefunden, { $skipped } nicht gelesen.
duplicate-line = { $path }: identisch mit { $first }
places-of = { $path }: { $count ->
    [one] eine Nachricht
   *[other] { $count } Nachrichten
 }
places-more = an anderen Orten: { $count ->
    [one] eine Nachricht
   *[other] { $count } Nachrichten
 }
column-from = von
column-why = warum
why-start = eröffnet den Schriftwechsel
why-header = antwortet laut Kopfzeilen auf { $to }
why-bounce = meldet, dass { $to } nicht zugestellt wurde
why-ticket = trägt die Vorgangsnummer { $ticket } von { $to }
why-quotation = zitiert { $to }
why-subject = trägt den Betreff einer Antwort auf { $to }, zwischen denselben beiden Seiten
why-acknowledgement = bestätigt den Eingang von { $to }, kurz zuvor gesendet
why-parties = ging zwischen den beiden Seiten hin oder her und betrifft den Antrag
why-case = so bestimmt in der Falldatei
unrelated-line = { $count ->
    [one] Eine Nachricht gehört zu keinem Schriftwechsel und wurde nicht beurteilt.
   *[other] { $count } Nachrichten gehören zu keinem Schriftwechsel und wurden nicht beurteilt.
 }
no-exchange = Kein Auskunftsantrag gefunden in { $count ->
    [one] der einzigen Nachricht
   *[other] den { $count } Nachrichten
 }.
no-exchange-hint = Sind die Beteiligten bekannt, die Falldatei mit --case angeben.
limits = Dieser Bericht gibt wieder, was in den E-Mails steht, und berechnet, was das Gesetz dazu sagt. Briefe, Anrufe und Portale, die nicht in der Akte sind, kann er nicht sehen; er beweist keine Absicht und ist keine Rechtsberatung. Die Tage werden in der Zeitzone des oben genannten Staates gezählt.

weekday-6 = Samstag
weekday-7 = Sonntag
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date = { $day }. { $month } { $year }

waived = Von der Person, die diesen Bericht erstellt hat, außer Betracht gelassen: { $reason }
news-elsewhere = Neue E-Mails: { $count ->
    [one] eine Nachricht, die bisher zu keinem Schriftwechsel gehört
   *[other] { $count } Nachrichten, die bisher zu keinem Schriftwechsel gehören
 }
idle-waiver = Falldatei: waive { $id }: Diese Feststellung gibt es nicht (mehr); den Eintrag entfernen oder die Kennung aus dem Bericht übernehmen

heading-checklist = Die Antwort vom { $date }, gemessen an Art. 15 DSGVO
checklist-item = Angabe
checklist-state = In der Antwort
checklist-same = (derselbe Wortlaut)
checklist-words = Wortlaut
answer-purposes = Verarbeitungszwecke
answer-categories = Kategorien der Daten
answer-recipients = Empfänger
answer-retention = Speicherdauer
answer-rights = Rechte
answer-authority = Beschwerderecht bei einer Aufsichtsbehörde
answer-source = Herkunft der Daten
answer-automated-decisions = automatisierte Entscheidungen
answer-transfers = Garantien bei Übermittlungen
answer-copy = Kopie der Daten
answer-is-given = angegeben
answer-is-partial = teilweise
answer-is-missing = fehlt
answer-is-by-link = nur durch Link
answer-is-not-applicable = nicht verlangt
answer-is-unknown = nicht alles war lesbar
answer-categories-only = nur nach Kategorien

heading-parties = Beteiligte
heading-summary = Zusammenfassung
heading-remedy = Was bei der Aufsichtsbehörde beantragt wird
heading-annexes = Anlagen
heading-decisions = Was Menschen entschieden haben
label-residence = Anschrift der Person
label-representative = Vertretung
label-mandate = Vollmacht
label-seat = Anschrift der Organisation
label-registration = Eingetragen als
label-authority = Aufsichtsbehörde
label-reference = Aktenzeichen der Aufsichtsbehörde
label-about = Betreff
label-attachments = Anhänge
label-size = Größe
label-note = Anmerkung
label-tool = Erstellt mit
label-rules = Regeln (SHA-256)
label-holidays = Gesetzliche Feiertage (SHA-256)
label-as-of = Stand
case-file = { $path }, { $size } Bytes, SHA-256 { $sha256 }
mandate-missing = keine Datei angegeben; die unterzeichnete Vollmacht beifügen
mandate-by-mail = der Antrag ist nach eigener Angabe für eine andere Person gestellt; die unterzeichnete Vollmacht beifügen
bytes = { $size } Bytes
no-date = kein Datum
nobody = niemanden
way = { $from } an { $to }
channel-mail = E-Mail
channel-letter = Brief
annex = Anlage { $number }
annex-title = Anlage { $number }: { $title }
annex-message = { $date }, E-Mail von { $from }
annex-letter = { $date }, Brief ({ $kind })
letter-without-file = auf Papier; in der Falldatei ist keine Datei angegeben
summary-request = Am { $date } ging bei { $controller } ein Antrag auf Auskunft über personenbezogene Daten ein.
summary-no-request = Aus keiner Nachricht und keinem Brief geht hervor, wann der Antrag einging.
summary-due = Letzter Tag für die Antwort war der { $date }.
summary-extended = Letzter Tag für die Antwort war nach einer Fristverlängerung der { $date } (zuvor: { $before }).
summary-unanswered = Bis zum { $date } war keine Antwort eingegangen; die Frist war seit { $days ->
    [one] einem Tag
   *[other] { $days } Tagen
 } abgelaufen.
summary-doubtful = Bis zum { $date } wurde keine Antwort erkannt, doch war nicht alles lesbar.
summary-running = Bis zum { $date } war keine Antwort eingegangen; die Frist läuft noch.
summary-refused = Am { $date } lehnte die Organisation den Antrag innerhalb der Frist ab.
summary-refused-late = Am { $date }, { $days ->
    [one] einen Tag
   *[other] { $days } Tage
 } nach Fristablauf, lehnte die Organisation den Antrag ab.
summary-late = Die erste Antwort ging am { $date } ein, { $days ->
    [one] einen Tag
   *[other] { $days } Tage
 } nach Fristablauf.
summary-in-time = Die erste Antwort ging am { $date } ein, innerhalb der Frist.
summary-partly = Sie war nicht vollständig.
summary-identity = { $count ->
    [one] In einer Nachricht
   *[other] In { $count } Nachrichten
 } verlangte die Organisation etwas zum Nachweis der Identität.
summary-findings = Dieser Bericht enthält { $count ->
    [one] eine Feststellung
   *[other] { $count } Feststellungen
 }: { $bright } allein durch Zeitpunkte oder Wortlaut belegt, { $presumptive } zu einem Vorgehen, das rechtswidrig erscheint, sofern die Organisation nichts anderes darlegt, { $signal } nur als Begleitumstand.
figure-late = { $count ->
    [one] Tag Verspätung
   *[other] Tage Verspätung
 }
figure-answer = { $count ->
    [one] Tag bis zur ersten Antwort
   *[other] Tage bis zur ersten Antwort
 }
figure-waited = { $count ->
    [one] Tag Wartezeit
   *[other] Tage Wartezeit
 }
figure-controller = { $count ->
    [one] Tag bei der Organisation
   *[other] Tage bei der Organisation
 }
figure-subject = { $count ->
    [one] Tag bei der Person
   *[other] Tage bei der Person
 }
figure-emails = { $count ->
    [one] E-Mail
   *[other] E-Mails
 }
figure-identity = { $count ->
    [one] Anforderung von Identitätsnachweisen
   *[other] Anforderungen von Identitätsnachweisen
 }
figure-escalations = { $count ->
    [one] Mahnung oder Beschwerde
   *[other] Mahnungen und Beschwerden
 }
figure-findings = { $count ->
    [one] Feststellung
   *[other] Feststellungen
 }
figure-bright = davon allein durch Zeitpunkte oder Wortlaut belegt
days-late = { $days ->
    [0] keine
    [one] ein Tag
   *[other] { $days } Tage
 }
deadline-reading = Lesart
deadline-day = letzter Tag
deadline-late = Verspätung
deadline-strict = strengste Lesart
deadline-lenient = mit allen gesetzlichen Vorteilen für die Organisation
deadline-extended = nach der Fristverlängerung
deadline-counts = { $reading } (hier maßgeblich)
deadline-doubt = wenn jeder Zweifel zu Feiertagen oder Identität zugunsten der Organisation gelöst wird
chart-clock = Frist
chart-turn = Warten auf
chart-period = Frist für die Antwort
chart-extension = Fristverlängerung
chart-late = nach dem letzten Tag
chart-controller = Warten auf die Organisation
chart-subject = Warten auf die Person
chart-due = letzter Tag: { $date }
chart-description = { $messages ->
    [one] Eine Nachricht oder ein Brief
   *[other] { $messages } Nachrichten und Briefe
 } vom { $from } bis zum { $to }; dasselbe unten in Worten.
chart-more = { $count } Feststellungen
ledger-again = nach Vorlage erneut verlangt
ledger-no = nein
ledger-needed = ob es erforderlich war
ledger-no-finding = keine Feststellung
remedy-intro = Die betroffene Person beantragt bei der Aufsichtsbehörde:
remedy-order = die Organisation anzuweisen, dem Auskunftsantrag vom { $date } zu entsprechen
remedy-missing = die Organisation zu veranlassen, das mitzuteilen, was bisher keine Antwort enthält: { $items }
remedy-late = festzustellen, dass die Organisation nicht innerhalb der gesetzlichen Frist geantwortet hat
remedy-identity = zu prüfen, ob das, was die Organisation zur Identifizierung der Person verlangt hat, erforderlich war, und die Löschung dessen zu veranlassen, was es nicht war
remedy-progress = Die betroffene Person bittet, innerhalb von drei Monaten über den Stand der Beschwerde unterrichtet zu werden.
decided-link = durch die Falldatei in den Schriftwechsel aufgenommen: { $what }
decided-unlink = durch die Falldatei aus dem Schriftwechsel herausgenommen: { $what }
decided-letters = Briefe, die nur die Falldatei kennt, vom { $what }
decided-waive = außer Betracht gelassene Feststellungen: { $what }
decided-law = in der Falldatei angegeben: { $what }
limits-filing = Vor der Einreichung: die Anlagen als unveränderte Dateien beifügen, in Kopien schwärzen, was die Identität nachweist und die Aufsichtsbehörde nicht benötigt, die Vollmacht unterzeichnen und angeben, ob dieser Bericht an die Organisation weitergegeben werden darf. Zitate stehen in der Sprache der E-Mails.
contents = Inhalt
month-short-1 = Jan.
month-short-2 = Febr.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sept.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.
thousands = { "." }
folded-hint = (--quoted zeigt, was eingeklappt ist)
column-number = Nr.
column-when = Datum, Uhrzeit
column-way = von, an
column-deed = Vorgang
column-clock = Frist
column-annex = Anlage, Feststellungen
due-title = { $controller }: letzter Tag für die Antwort auf den Antrag vom { $date }
due-strict = Nach der strengsten Lesart ist der letzte Tag der { $date }.
due-reckoned = Wie der letzte Tag berechnet ist:
due-made = Berechnet am { $date } aus den gelesenen E-Mails; spätere E-Mails können den Tag verschieben.
due-category = Datenschutz
due-none = Kein Schriftwechsel wartet auf eine Antwort: Der Kalender ist leer.
result-perhaps-late = beantwortet; ob fristgerecht, ließ sich nicht entscheiden (siehe unten)
summary-perhaps-late = Die erste Antwort ging am { $date } ein; ob das innerhalb der Frist war, ließ sich nicht entscheiden.
decimal = ,
percent = { $value } %
stats-title = Auskunftsanträge in Zahlen
stats-heading-replies = Was die Personen erhielten
stats-heading-overdue = Überfällig
stats-heading-organisations = Nach Organisationen
stats-heading-answers = Wann sie antworteten
stats-heading-contents = Was sie antworteten
stats-heading-days = Wie lange sie brauchten und was sie verlangten
stats-heading-tactics = Feststellungen nach Häufigkeit
stats-figure-exchanges = Schriftwechsel
stats-figure-in-time = fristgerecht beantwortet, ganz oder teilweise
stats-figure-late = verspätet beantwortet, ganz oder teilweise
stats-figure-refused = abgelehnt oder ohne Daten beantwortet
stats-figure-unanswered = unbeantwortet, der letzte Tag ist verstrichen
stats-figure-running = noch keine Antwort, die Frist läuft noch
stats-figure-doubtful = zweifelhaft (nicht alles war lesbar, der Kalender lässt mehrere Lesarten zu, oder eine Person hat die Verspätung außer Betracht gelassen)
stats-figure-no-deadline = ohne eine Frist, die sich berechnen ließ
stats-figure-days = Tage bis zur ersten Antwort (Median)
stats-figure-late-median = Tage Verspätung (Median der verspäteten)
stats-figure-late-most = Tage Verspätung (Höchstwert)
stats-figure-late-sum = Tage Verspätung (Summe)
stats-figure-documents = Nachrichten, die ein Ausweisdokument verlangen
stats-reply-satisfactory = zufriedenstellend
stats-reply-incomplete = unvollständig
stats-reply-unanswered = unbeantwortet
stats-share = { $share } ({ $range })
stats-share-line = { $count }, { $share } ({ $range })
stats-range = { $low } bis { $high } %
stats-nothing = –
stats-no-reply-known = Von keinem Schriftwechsel ist bisher bekannt, was die Person erhielt.
stats-apart = { $count ->
    [one] Ein Schriftwechsel steht gesondert und ist
   *[other] { $count } Schriftwechsel stehen gesondert und sind
 } in keinem dieser Anteile enthalten: Die Frist läuft noch, oder es ist zweifelhaft, ob rechtzeitig geantwortet wurde.
stats-none-overdue = Bei keinem Antrag steht zweifelsfrei fest, dass er überfällig ist.
stats-over = Tage überfällig
stats-organisations-order = Zuerst stehen die mit den meisten Schriftwechseln, dann entscheidet der Name: Das ist keine Rangfolge des Verhaltens.
stats-column-exchanges = Schriftwechsel
stats-column-in-time = fristgerecht
stats-column-late = verspätet
stats-column-refused = abgelehnt
stats-column-unanswered = unbeantwortet
stats-column-open = offen
stats-column-share = Anteil zufriedenstellend
stats-column-days = Tage bis zur Antwort (Median)
stats-column-late-median = Tage Verspätung (Median)
stats-column-late-most = (Höchstwert)
stats-column-late-sum = (Summe)
stats-column-demands = Anforderungen von Identitätsnachweisen
stats-column-documents = davon Ausweisdokument
stats-column-of-all = von allen
stats-column-bright = belegt
stats-column-presumptive = erscheint rechtswidrig
stats-column-signal = Begleitumstand
stats-limits-replies = Zufriedenstellend: Eine Antwort kam, fristgerecht oder verspätet, und es wurde nicht festgestellt, dass darin etwas fehlt; auch die Auskunft, dass keine Daten gespeichert sind, ist eine solche Antwort. Unvollständig: Es wurde festgestellt, dass etwas fehlt (eine Angabe nach Art. 15 DSGVO, eine Kopie, die Namen der Empfänger, oder ein Link steht an der Stelle einer Antwort), oder die erste Antwort lehnte ab oder enthielt keine Daten, gleich ob das Gesetz das erlaubte oder nicht. Unbeantwortet: Der letzte Tag verstrich ohne das eine oder das andere. War in einer Antwort nicht alles lesbar, so zählt das zugunsten der Organisation. Die Angaben nach Art. 15 werden nur unter dem europäischen und dem britischen Recht gesucht.
stats-limits-apart = In diesen drei Gruppen stehen nur Schriftwechsel, deren Ergebnis bekannt ist. Gesondert stehen die, deren Frist noch läuft, die, bei denen zweifelhaft ist, ob rechtzeitig geantwortet wurde, und die, deren Verspätung eine Person außer Betracht gelassen hat; keiner davon zählt als unbeantwortet, verspätet oder überfällig.
stats-limits-range = Der Bereich hinter einem Anteil ist dessen Konfidenzintervall zu 95 % (Wilson): Der wahre Anteil liegt mit diesem Vertrauensgrad darin, wenn diese Schriftwechsel eine Zufallsstichprobe unabhängiger Anträge sind. Anträge an dieselbe Organisation oder von derselben Person sind nicht unabhängig, und eine Sammlung von Beschwerden ist keine Zufallsstichprobe. Wenige Schriftwechsel besagen wenig: Bei einer Organisation, von der weniger als zwei Ergebnisse bekannt sind, wird kein Anteil angegeben.
stats-limits-days = Die Tage bis zur ersten Antwort zählen ab dem Eingang des Antrags, und zwar bei den Anträgen, die beantwortet wurden, Ablehnungen eingeschlossen; wer nie antwortet, geht in diesen Median nicht ein. Die Tage der Verspätung zählen ab dem letzten Tag, mit allen gesetzlichen Vorteilen für die Organisation, bis zur ersten Antwort oder bis zum Tag dieses Berichts.
stats-limits-organisations = Organisationen werden nach ihrer ersten Domain unterschieden, also der, an die geschrieben wurde oder die die Falldatei zuerst nennt. Eine Organisation, die von mehreren Domains aus antwortet, kann hier mehrmals stehen.
stats-limits-findings = Eine Feststellung zählt je Schriftwechsel einmal, nach ihrem höchsten Grad darin; Feststellungen, die eine Person außer Betracht gelassen hat, zählen nicht. Zahlen beweisen keine Absicht, und dies ist keine Rechtsberatung.
stats-hidden-all = Namen, Domains, Adressen, Nachrichtennummern und Pfade von Personen und Organisationen sind durch Pseudonyme ersetzt: bei demselben Schlüssel dasselbe für denselben Wert.
stats-hidden-persons = Namen, Adressen, Nachrichtennummern und Pfade von Personen sind durch Pseudonyme ersetzt: bei demselben Schlüssel dasselbe für denselben Wert. Organisationen behalten ihre Domain und den Namen aus der Falldatei, ausgenommen solche, die von der Adresse eines E-Mail-Anbieters schreiben.
stats-hidden-dates = Datumsangaben bleiben, wie sie sind. Wer weiß, wann ein Antrag gesandt wurde, kann ihn daran erkennen: Das ist zu bedenken, bevor die Datumsangaben mit dem Übrigen weitergegeben werden.
stats-repeated = { $count ->
    [one] Ein Schriftwechsel fand sich unter einem anderen Pfad erneut und zählt
   *[other] { $count } Schriftwechsel fanden sich unter anderen Pfaden erneut und zählen
 } nur einmal.
stats-no-request-here = { $path }: hier wurde kein Auskunftsantrag gefunden
stats-key-thrown-away = der Schlüssel der Pseudonyme wird verworfen: niemand kann feststellen, wer gemeint ist, und ein weiterer Lauf ergibt andere Pseudonyme; sollen sie gleich bleiben, einen Schlüssel mit --key-file DATEI aufbewahren
stats-see-paths = Pfade sind als Pseudonyme angegeben; ohne --pseudonymise ausführen, um sie zu sehen
heading-left-out = Aus den Nachrichten zu diesem Bericht weggelassen
left-out-intro = Aus den Kopien, die diesem Bericht beiliegen, wurden einige Anhänge weggelassen. Die Originalnachrichten liegen unverändert bei der Person, die ihn erstellt hat, und können auf Verlangen vorgelegt werden; zu jeder ist der SHA-256-Wert angegeben.
left-out-line = Anlage { $annex }: Der Anhang „{ $name }“ ({ $type }, { $size } Bytes, SHA-256 { $sha256 }) wurde weggelassen. SHA-256 der gesamten Originalnachricht: { $original }.
left-out-part = Ein Anhang wurde aus dieser Kopie weggelassen ({ $type }, { $size } Bytes, SHA-256 { $sha256 }). Die Originalnachricht liegt unverändert bei der Person, die diese Kopie erstellt hat.
bundle-written = { $path }: { $messages ->
    [one] eine Nachricht
   *[other] { $messages } Nachrichten
 }, { $size } Bytes, SHA-256 { $sha256 }
bundle-look-through = { $count ->
    [0] Es wurde kein Anhang gefunden, der wahrscheinlich ein Ausweisdokument ist.
    [one] Ein Anhang wurde weggelassen.
   *[other] { $count } Anhänge wurden weggelassen.
 } Vor der Einreichung des Pakets die übrigen durchsehen: Ein Ausweisdokument unter anderem Namen wurde möglicherweise nicht erkannt.
bundle-differs = aus den Nachrichten im Paket allein ergibt sich ein anderer Bericht, abweichend an { $count ->
    [one] einer Stelle
   *[other] { $count } Stellen
 }: etwas, worauf der Bericht beruht, ist nicht darunter; `dilatory verify` führt die Unterschiede auf
bundle-title = Nachrichten, Briefe und Bericht zu einem Auskunftsantrag
bundle-made = Erstellt mit dilatory { $version } zum { $date } (Stichtag der Prüfung, nicht Tag der Erstellung). SHA-256 der Regeln: { $sha256 }.
bundle-has-annexes = - annexes/: die Nachrichten und Briefe, nummeriert wie im Bericht. Eine Nachricht ist die Datei, wie sie empfangen wurde, Byte für Byte; endet der Name auf „redacted“, so ist sie eine Kopie, aus der Anhänge weggelassen wurden.
bundle-has-attachments = - attachments/: die Anhänge der Nachrichten, zur einfacheren Durchsicht decodiert, in einem Ordner je Anlage. Die Namen, die ihnen die Absender gaben, stehen in evidence.json. Unbekanntes nur mit Vorsicht öffnen.
bundle-has-reports = - report.html, report.txt, report.md, report.json: der Bericht, die letzte Datei für Programme; report.pdf, sofern das Programm dafür gebaut wurde.
bundle-has-record = - evidence.json: wo jede Nachricht lag, ihr Hashwert, was sie über ihre Herkunft enthält und was getan wurde, um dieses Paket zu erstellen.
bundle-has-case = - case.toml: was die Person zu dem Fall angegeben hat.
bundle-has-rules = - rules/: Regeln, die neben denen des Programms verwendet wurden.
bundle-has-manifest = - manifest.sha256: der SHA-256-Wert jeder anderen Datei.
bundle-check = Um zu prüfen, dass seither keine Datei geändert wurde: das Paket entpacken und `sha256sum -c manifest.sha256` ausführen. Um auch zu prüfen, dass der Bericht aus den Nachrichten folgt: `dilatory verify` mit dem Namen des Pakets ausführen.
bundle-authenticity = Das Manifest zeigt, dass die Dateien diejenigen sind, die aufgenommen wurden. Es zeigt nicht, wer es wann erstellt hat: den SHA-256-Wert des gesamten Pakets an anderer Stelle notieren oder mit einem Zeitstempel versehen lassen.
bundle-dkim = evidence.json führt die Signaturen der absendenden Domains auf (DKIM). „matches“ bedeutet: Der Inhalt ist der signierte, sofern die Signatur gültig ist, was sich nur durch eine Abfrage des DNS feststellen lässt. „differs“ beweist keine Fälschung: Auch Mailinglisten und Mailsysteme ändern Inhalte. Felder wie Authentication-Results sind wiedergegeben, wie sie vorgefunden wurden, und zählen nur, wenn der Server des Empfängers selbst sie geschrieben hat.
bundle-order = E-Mails, die zu keinem Schriftwechsel des Berichts gehören, sind hier nicht enthalten. Die Zeitpunkte der Erstellung des Pakets sind weggelassen, damit sich aus denselben Nachweisen dasselbe Paket ergibt.
verify-follows = Das Paket ist unversehrt, und sein Bericht folgt aus den darin enthaltenen Nachrichten.
verify-no-longer-follows = Das Paket ist unversehrt, doch sein Bericht folgt nicht aus den darin enthaltenen Nachrichten.
verify-tampered = Dieses Paket ist nicht so, wie es erstellt wurde.
verify-missing = fehlt: { $file }
verify-extra = nicht im Manifest: { $file }
verify-changed = geändert: { $file }
verify-contradicted = nicht wie in evidence.json angegeben: { $file }
verify-intact = { $count ->
    [one] Eine Datei ist
   *[other] { $count } Dateien sind
 } so wie verzeichnet.
verify-other-tool = Das Paket wurde mit Version { $made } erstellt und mit Version { $checked } geprüft, mit { $rules ->
    [same] denselben Regeln
   *[other] anderen Regeln
 }: Ein Unterschied kann daher rühren.
verify-redacted = Aus diesen Nachrichten wurden Anhänge weggelassen: Dass sie im Übrigen die Originale sind, lässt sich ohne diese nicht prüfen.
verify-differences = Unterschiede zwischen dem Bericht und der erneut durchgeführten Prüfung:
verify-report-differs = { $file } lautet anders als bei erneuter Erstellung
verify-more = { $count ->
    [one] ein weiterer Eintrag
   *[other] { $count } weitere Einträge
 }
verify-limits = Das zeigt, dass Bericht und Nachrichten zusammengehören. Es zeigt nicht, wer eine Nachricht gesandt hat, und auch nicht, wer das Paket wann erstellt hat.
differs-exchange-gone = Schriftwechsel nicht wiedergefunden: { $what }
differs-exchange-new = Schriftwechsel, den der Bericht nicht enthält: { $what }
differs-message-gone = Nachricht nicht wiedergefunden: { $what }
differs-message-new = Nachricht, die der Bericht nicht enthält: { $what }
differs-finding-gone = Feststellung nicht wiedergefunden: { $what } ({ $id })
differs-finding-new = Feststellung, die der Bericht nicht enthält: { $what } ({ $id })
differs-clock = Frist, { $what }: laut Bericht { $was }, jetzt { $is }
differs-wording = mit anderem Wortlaut: { $what }
differs-other = { $what }: laut Bericht { $was }, jetzt { $is }
pdf-page = Seite { $page } von { $pages }
pdf-cut = … [hier gekürzt: die Datei enthält den Rest]
pdf-number = Nr.
pdf-date = Datum
pdf-way = Von und an
pdf-what = Vorgang
pdf-clock = Frist
pdf-annex = Anlage
pdf-mark = Nachricht
pdf-mark-finding = Nachricht mit Feststellungen
pdf-mark-letter = Brief
verify-not-made = { $file }: Geprüft wurde nur der Hashwert, denn dieses Programm ist ohne die Erstellung von PDF gebaut.

## Die Texte der Taktiken (rules/tactics/*.toml).

tactic-ack-only-title = Eingang bestätigt, sonst nichts
tactic-ack-only-explanation = Die Organisation hat den Eingang des Antrags bestätigt, und bis zum Ende der gesetzlichen Frist folgte in der Sache nichts. Den Eingang zu bestätigen ist gute Praxis. Es ist weder eine Antwort noch eine Fristverlängerung und belegt den Zugang des Antrags.
tactic-ack-only-why = Alles, was kam, bestätigt den Eingang, leitet den Antrag weiter oder verspricht eine Antwort. Letzter Tag war der { $due }; Tage der Verspätung: { $days_late }.
tactic-ack-only-best-answer = Die Antwort ging auf anderem Weg hinaus, per Post oder über eine dafür eingerichtete Seite, und fehlt in dieser Akte.
tactic-ack-only-next-step = Antworten Sie auf die Bestätigung und nennen Sie ihr Datum und ein etwaiges Aktenzeichen: Sie zeigt, wann der Antrag eingegangen ist. Bitten Sie um die Antwort bis zu einem von Ihnen bestimmten Tag.

tactic-already-have-it-title = Weggelassen, weil die Person es schon habe
tactic-already-have-it-explanation = In der Antwort fehlen Daten mit der Begründung, die Person habe sie bereits oder könne sie in einem Konto einsehen. Das Recht besteht auf eine Kopie der Daten; dass einige davon schon einmal zu sehen waren, lässt es nicht entfallen.
tactic-already-have-it-why = Die Nachricht verweist die Person auf das, was sie haben soll, statt es beizufügen.
tactic-already-have-it-best-answer = Die Person hat aus der Ferne dauerhaften und vollständigen Zugang zu diesen Daten, oder dieselbe Kopie wurde in dieser Sache bereits übersandt.
tactic-already-have-it-next-step = Antworten Sie, dass Sie auch von diesen Daten eine Kopie verlangen, geben Sie an, was Sie im Konto nicht einsehen oder nicht speichern können, und benennen Sie, was fehlt.

tactic-answers-only-after-escalation-title = Eine Antwort erst nach einer Mahnung
tactic-answers-only-after-escalation-explanation = Die erste Antwort kam nach dem letzten Tag und kurz nach einer Mahnung oder einer Beschwerde, während frühere Nachrichten keine bewirkt hatten. Das ist ein Begleitumstand der Verspätung, kein eigener Verstoß: Gezeigt wird die Abfolge, nicht ihre Ursache.
tactic-answers-only-after-escalation-why = Tage von der Mahnung oder Beschwerde bis zur ersten Antwort: { $days }. Nachrichten der Person zwischen dem Antrag und diesem Schritt: { $count }. Letzter Tag war der { $due }.
tactic-answers-only-after-escalation-best-answer = Die Antwort war fast fertig und wäre auch ohne die Mahnung an diesem Tag abgesandt worden.
tactic-answers-only-after-escalation-next-step = Bewahren Sie die Erinnerungen und die Mahnung mit den Nachweisen der Absendung auf: Sie zeigen, wie viele Nachrichten bis zur Antwort nötig waren. Prüfen Sie dann, ob die Antwort vollständig ist.

tactic-bare-refusal-title = Eine Ablehnung, die keinen Rechtsbehelf nennt
tactic-bare-refusal-explanation = Eine Organisation, die auf einen Antrag hin nicht tätig wird, muss die Gründe nennen und die Person innerhalb eines Monats darüber unterrichten, dass sie Beschwerde bei einer Datenschutzaufsichtsbehörde einlegen und einen gerichtlichen Rechtsbehelf ergreifen kann. Diese Ablehnung und die Nachrichten danach nennen weder das eine noch das andere.
tactic-bare-refusal-why = Die Nachricht lehnt den Antrag ab, und weder sie noch eine spätere nennt die Datenschutzaufsichtsbehörde oder ein Gericht.
tactic-bare-refusal-best-answer = Der Monat war bei Absendung der Ablehnung noch nicht abgelaufen, und das Fehlende folgte rechtzeitig auf anderem Weg.
tactic-bare-refusal-next-step = Bitten Sie schriftlich um die Gründe und um die Vorschrift, auf die sich die Ablehnung stützt. Sie können sich an die Datenschutzaufsichtsbehörde Ihres Wohn- oder Arbeitsorts wenden, auch ohne dass die Organisation Sie darauf hingewiesen hat.

tactic-blanket-secrecy-title = Wegen Geheimhaltung gar nichts
tactic-blanket-secrecy-explanation = Wegen eines Geheimnisses oder weil andere Personen erwähnt sind, wird überhaupt nichts herausgegeben. Geheimnisse und Rechte Dritter können die Kopie einschränken, Stelle für Stelle und mit Begründung; sie dürfen nicht dazu führen, dass jegliche Auskunft verweigert wird.
tactic-blanket-secrecy-why = Die Nachricht hält Daten wegen Geheimhaltung oder wegen Dritter zurück, ohne einzelne Stellen abzuwägen oder zu schwärzen.
tactic-blanket-secrecy-best-answer = Jede Stelle wurde abgewogen, nach einer Schwärzung bliebe nichts Brauchbares übrig, oder ein Gesetz im Sinne von Artikel 23 verbietet die Offenlegung.
tactic-blanket-secrecy-next-step = Verlangen Sie eine Kopie, in der die geschützten Stellen geschwärzt sind, jeweils mit Begründung; ein geltend gemachtes Geheimnis kann der Aufsichtsbehörde oder dem Gericht vorgelegt werden.

tactic-boilerplate-extension-title = Eine Fristverlängerung mit pauschaler Begründung
tactic-boilerplate-extension-explanation = Die Mitteilung der Fristverlängerung kam rechtzeitig und nennt die Komplexität oder die Anzahl der Anträge, aber keinen Umstand gerade dieses Antrags. Die Gründe sollen der Person erkennen lassen, warum ein Monat hier nicht ausreicht. Allgemeine Arbeitslast oder Personalmangel machen einen Antrag nicht komplex.
tactic-boilerplate-extension-why = Die Nachricht nimmt mehr Zeit in Anspruch und scheint keinen Grund zu nennen, der diesen Antrag betrifft.
tactic-boilerplate-extension-best-answer = Es geht um viele Daten, sie liegen bei mehreren Stellen oder müssen teilweise geschwärzt werden, und die Mitteilung oder eine frühere Nachricht sagt das.
tactic-boilerplate-extension-next-step = Fragen Sie, was diesen Antrag komplex macht und welche Daten schon jetzt übersandt werden können. Das spätere Datum gilt vorerst; notieren Sie es.

tactic-cannot-identify-asserted-title = Artikel 11 geltend gemacht, nicht nachgewiesen
tactic-cannot-identify-asserted-explanation = Die Organisation erklärt, die Person in ihren Daten nicht finden zu können. Das muss sie nachweisen, und das Recht lebt wieder auf, sobald die Person angibt, was zu den Daten führt, etwa eine Cookie-Kennung oder einen Anmeldenamen.
tactic-cannot-identify-asserted-why = Die Nachricht beruft sich auf Artikel 11 oder darauf, die Person nicht identifizieren zu können, und weist das weder nach, noch sagt sie, was helfen würde.
tactic-cannot-identify-asserted-best-answer = Wir haben dargelegt, warum nichts die Person mit den Daten verbindet, und ihr mitgeteilt, welche weitere Angabe dies täte.
tactic-cannot-identify-asserted-next-step = Geben Sie an, auch wiederholt, was zu Ihren Daten führt (Nummer, Cookie, hinterlegte Adresse), bieten Sie an, es sofort nachzuweisen, und fragen Sie, welcher Schritt woran scheitert.

tactic-chilling-terms-title = Unangenehme Folgen an den Antrag geknüpft
tactic-chilling-terms-explanation = Die Nachricht verbindet den Antrag mit etwas Unangenehmem: einem Verzicht auf Ansprüche, einem Versprechen zu schweigen, dem Ende des Vertrags, Anwälten und Kosten. Eine Organisation muss die Ausübung des Rechts erleichtern; als Bedingung für die Antwort haben solche Klauseln keine Grundlage.
tactic-chilling-terms-why = Die Nachricht spricht im Zusammenhang mit dem Antrag von einem Verzicht, von Stillschweigen, vom Ende der Beziehung oder von rechtlichen Schritten.
tactic-chilling-terms-best-answer = Die Bemerkung hatte mit dem Antrag nichts zu tun oder wies auf eine rechtmäßige Folge hin, die das Gesetz selbst vorsieht.
tactic-chilling-terms-next-step = Unterschreiben Sie nichts und verzichten Sie auf nichts. Antworten Sie, dass Ihr Antrag an keine Bedingung geknüpft ist, und bewahren Sie die Nachricht auf.

tactic-clarification-gate-title = Präzisierung verlangt, bevor etwas übersandt wird
tactic-clarification-gate-explanation = Die Organisation will wissen, welche Daten gemeint sind, bevor sie antwortet. Wer Auskunft über alle Daten beantragt, hat genug gesagt. Nur eine Organisation, die eine große Menge von Informationen verarbeitet, darf einmal und umgehend fragen, und sie muss es hinnehmen, wenn die Person alles will.
tactic-clarification-gate-why = Die Nachricht verlangt, den Antrag zu präzisieren, und sagt nicht, dass alle Daten verlangt werden können.
tactic-clarification-gate-best-answer = Wir haben eine große Menge von Daten über diese Person, haben sofort und nur einmal gefragt und hätten auf Wunsch alles übersandt. Das spanische und das britische Recht sehen eine solche Rückfrage vor.
tactic-clarification-gate-next-step = Antworten Sie sofort, dass Sie alle Sie betreffenden personenbezogenen Daten verlangen, und nennen Sie einige Arten, auf die es Ihnen ankommt, ohne den Antrag darauf zu beschränken.

tactic-clock-restart-title = Eine Erinnerung als neuer Antrag behandelt
tactic-clock-restart-explanation = Die Organisation behandelt eine Erinnerung oder eine Beschwerde als neuen Antrag und rechnet die Frist von da an. Eine Erinnerung verlangt nichts Neues: Die Frist scheint weiterhin vom ersten Antrag an zu laufen.
tactic-clock-restart-why = Die Nachricht behandelt das, was auf den Antrag folgte, als neuen Antrag oder lässt die Frist von vorn beginnen.
tactic-clock-restart-best-answer = Die spätere Nachricht verlangte andere Daten oder betraf einen anderen Zeitraum und war ein eigener Antrag.
tactic-clock-restart-next-step = Antworten Sie, dass Sie nur einen Antrag gestellt haben, nennen Sie den Tag des Eingangs und den daraus folgenden letzten Tag, und stellen Sie klar, dass Ihre spätere Nachricht eine Erinnerung war.

tactic-destroyed-pending-title = Gelöscht, während der Antrag offen war
tactic-destroyed-pending-explanation = Daten wurden gelöscht, nachdem die Person sie verlangt hatte. Eine Löschung anstelle der Auskunft vereitelt den Antrag; gingen die Daten durch Routine verloren, hätte die Organisation sie bei Eingang des Antrags sichern müssen.
tactic-destroyed-pending-why = Der Nachricht zufolge wurden Daten gelöscht, nachdem der Antrag gestellt worden war; eine Kopie war zuvor nicht überlassen worden.
tactic-destroyed-pending-best-answer = Die Daten waren vor Eingang des Antrags gelöscht, oder die Person hatte die Löschung verlangt und zuvor die Kopie erhalten.
tactic-destroyed-pending-next-step = Fragen Sie, an welchem Tag, von wem und auf welcher Grundlage die Daten gelöscht wurden und ob Sicherungskopien bestehen, und verlangen Sie, dass diese bis zur Klärung aufbewahrt werden.

tactic-disproportionate-effort-title = Abgelehnt wegen des nötigen Aufwands
tactic-disproportionate-effort-explanation = Die Organisation erklärt, die Suche oder das Kopieren sei zu aufwendig. Der Artikel über das Auskunftsrecht kennt keine Ausnahme wegen des Aufwands; ein umfangreicher Antrag darf länger dauern, mehr nicht.
tactic-disproportionate-effort-why = Die Nachricht nennt die eigene Arbeit oder die eigenen Kosten als Grund, nicht vollständig zu antworten.
tactic-disproportionate-effort-best-answer = Wir haben nicht abgelehnt: Wir haben unter Angabe von Gründen um mehr Zeit gebeten oder nur erläutert, wie die Arbeit ausgeführt wurde.
tactic-disproportionate-effort-next-step = Antworten Sie, dass Artikel 15 keine Ausnahme wegen des Aufwands enthält und dass die Organisation die Frist unter Angabe von Gründen verlängern kann, wenn der Antrag komplex ist.

tactic-excessive-unsubstantiated-title = Ohne Nachweis exzessiv oder missbräuchlich genannt
tactic-excessive-unsubstantiated-explanation = Die Organisation bezeichnet den Antrag als exzessiv, missbräuchlich, schikanös oder unbegründet. Den Nachweis dafür hat sie zu erbringen; dass ein Antrag unbequem ist, nach einiger Zeit wiederholt oder in einem Streit gestellt wird, genügt nicht.
tactic-excessive-unsubstantiated-why = Die Nachricht bezeichnet den Antrag als exzessiv oder missbräuchlich und nennt keine Tatsache, die das belegen würde.
tactic-excessive-unsubstantiated-best-answer = Wir können für genau diesen Fall eine missbräuchliche Absicht nachweisen, etwa durch ein bekanntes Muster von Anträgen, die nur Schadensersatz bezwecken, oder eine Belastung von außergewöhnlichem Ausmaß.
tactic-excessive-unsubstantiated-next-step = Fragen Sie, auf welche Tatsachen sich die Organisation stützt, geben Sie an, wann Sie zuletzt einen Antrag gestellt haben, und halten Sie an diesem fest; wozu Sie ihn stellen, müssen Sie nicht sagen.

tactic-expiring-link-title = Ein Link oder Code, der zu früh abläuft
tactic-expiring-link-explanation = Die Antwort oder der Schritt, der zu ihr führt, hängt an einem Link oder Code, der einige Minuten oder Stunden oder nur einmal funktioniert. Wer arbeitet oder schläft, verpasst ihn. Eine Organisation muss die Ausübung des Rechts erleichtern, nicht erschweren.
tactic-expiring-link-why = Die Nachricht gibt einen Link oder Code an und sagt, dass er weniger als einen Tag oder nur einmal funktioniert.
tactic-expiring-link-best-answer = Die kurze Dauer schützt die Daten, ein neuer Link wird auf einen Klick zu jeder Stunde gesandt, und die Daten waren auch auf anderem Weg zu erhalten.
tactic-expiring-link-next-step = Antworten Sie sofort, dass der Link abgelaufen war, geben Sie an, wann Sie die Nachricht geöffnet haben, und verlangen Sie die Daten als Anhang oder über einen Link, der mindestens einige Tage funktioniert.

tactic-gdpr-denied-title = Das Gesetz soll nicht anwendbar sein
tactic-gdpr-denied-explanation = Die Organisation erklärt, an das Datenschutzrecht nicht gebunden zu sein, etwa weil sie anderswo niedergelassen sei oder die Daten öffentlich gewesen seien. Die DSGVO bindet auch Organisationen im Ausland, die Personen in der Union Waren oder Dienstleistungen anbieten oder deren Verhalten dort beobachten, und sie erfasst auch öffentliche Daten.
tactic-gdpr-denied-why = Die Nachricht sagt, das angeführte Gesetz gelte für die Organisation oder für diese Daten nicht.
tactic-gdpr-denied-best-answer = Wir bieten Personen dort nichts an und beobachten ihr Verhalten nicht, sodass uns das Gesetz nicht erfasst.
tactic-gdpr-denied-next-step = Fragen Sie, auf welche Tatsachen sich die Aussage stützt und wer der Vertreter der Organisation in der Union ist. Vergleichen Sie mit ihren Datenschutzerklärungen, auch den früheren, und bewahren Sie Kopien auf.

tactic-holding-pattern-title = Wiederholte Nachrichten ohne Antwort
tactic-holding-pattern-explanation = Mehrere Nachrichten sagen, der Antrag werde geprüft, und keine beantwortet ihn oder verlängert die Frist unter Angabe von Gründen. Solche Zwischenstände verschieben den letzten Tag nicht. Zusammen mit einem verstrichenen letzten Tag scheinen sie die Antwort aufzuschieben.
tactic-holding-pattern-why = Nachrichten, die nur sagen, dass der Antrag in Bearbeitung ist: { $count }. Letzter Tag war der { $due }; Tage der Verspätung: { $days_late }.
tactic-holding-pattern-best-answer = Der Antrag war komplex, eine dieser Nachrichten oder eine andere hat die Frist rechtzeitig und unter Angabe der Gründe verlängert, und die übrigen waren ein Entgegenkommen.
tactic-holding-pattern-next-step = Verlangen Sie ein bestimmtes Datum und das, was schon vorliegt. Weisen Sie darauf hin, dass die Frist an dem oben genannten Tag endete und dass Ihnen keine begründete Fristverlängerung zugegangen ist.

tactic-id-certified-title = Ein beglaubigter oder notarieller Nachweis
tactic-id-certified-explanation = Die Organisation verlangt einen beglaubigten, notariellen oder eidesstattlichen Identitätsnachweis. Das kostet Zeit und oft Geld und geht über das hinaus, was zur Beantwortung eines Auskunftsantrags üblicherweise erforderlich ist.
tactic-id-certified-why = Die Nachricht verlangt einen beglaubigten oder notariellen Nachweis.
tactic-id-certified-best-answer = Ein für uns geltendes Gesetz schreibt diese Form vor, oder einem wirklichen Risiko war nicht anders zu begegnen, und wir tragen die Kosten.
tactic-id-certified-next-step = Fragen Sie, welches Gesetz eine beglaubigte Kopie verlangt und wer sie bezahlt. Bieten Sie einen einfachen Nachweis an, der zu den Daten passt, die der Organisation schon vorliegen.

tactic-id-document-by-default-title = Ein Ausweisdokument pauschal verlangt
tactic-id-document-by-default-explanation = Die Organisation verlangt die Kopie eines Ausweisdokuments, ohne zu sagen, was sie an dieser Person zweifeln lässt. Ein Nachweis darf nur bei begründeten Zweifeln verlangt werden und nur, soweit er erforderlich ist. Die Kopie eines Ausweises enthält weit mehr Daten, als die meisten Prüfungen brauchen, und birgt eigene Risiken.
tactic-id-document-by-default-why = Die Nachricht verlangt ein Ausweisdokument und nennt keinen Zweifel an dieser Person.
tactic-id-document-by-default-best-answer = Die Daten sind sensibel oder ein Irrtum wäre schädlich, kein milderes Mittel konnte diese Person von einer anderen unterscheiden, und eine geschwärzte Kopie wäre angenommen worden.
tactic-id-document-by-default-next-step = Fragen Sie, worin der Zweifel besteht, welche Angaben des Ausweises benötigt werden und womit sie verglichen werden. Bieten Sie ein milderes Mittel an, etwa eine Antwort von der hinterlegten Adresse oder einen dorthin gesandten Code. Wenn Sie eine Kopie senden, schwärzen Sie, was nicht benötigt wird, und kennzeichnen Sie sie als Kopie für diesen Zweck.

tactic-id-escalation-title = Ein strengerer Nachweis nach einem ausreichenden
tactic-id-escalation-explanation = Die Person hatte das Verlangte erfüllt oder war erkannt worden, und danach wurde ein strengerer Nachweis verlangt, etwa ein Ausweis, ein Foto oder eine beglaubigte Kopie. Ohne neuen Zweifel scheint der strengere Nachweis nicht erforderlich zu sein.
tactic-id-escalation-why = Die Nachricht verlangt einen strengeren Nachweis, obwohl ein früheres Verlangen erfüllt oder die Identität bestätigt war.
tactic-id-escalation-best-answer = Der erste Nachweis war nicht lesbar oder passte nicht zu den vorliegenden Daten, oder ein neues Ereignis gab Anlass zu Zweifeln.
tactic-id-escalation-next-step = Stellen Sie zusammen, was Sie wann gesandt haben. Fragen Sie, was daran nicht genügte und was der neue Nachweis belegen würde, das die früheren nicht belegten.

tactic-id-handling-opaque-title = Was aus der Ausweiskopie wird
tactic-id-handling-opaque-explanation = Die Organisation sagt, dass sie die Ausweiskopie oder das Bild aufbewahrt, weiterverwendet oder per ungeschützter E-Mail entgegennimmt. Eine solche Kopie dient einer einzigen Prüfung; aufbewahrt oder offen versandt ist sie ein eigenes Risiko. Das ist ein Begleitumstand, für sich genommen kein Verstoß.
tactic-id-handling-opaque-why = Die Nachricht sagt, dass die Kopie oder das Bild bei der Organisation verbleibt oder ungeschützt übermittelt wird.
tactic-id-handling-opaque-best-answer = Das Gesetz verpflichtet diese Organisation, die Ausweiskopie aufzubewahren, oder aufbewahrt wird nur der Vermerk, dass sie geprüft wurde.
tactic-id-handling-opaque-next-step = Fragen Sie, zu welchem Zweck und wie lange die Kopie aufbewahrt wird, und schlagen Sie stattdessen einen Vermerk über die Prüfung vor. Bitten Sie um einen geschützten Übermittlungsweg.

tactic-id-nothing-to-compare-title = Ein Nachweis, der sich mit nichts vergleichen lässt
tactic-id-nothing-to-compare-explanation = Der Organisation liegt zu dieser Person weder ein Name noch ein Geburtsdatum vor, nur ein Cookie, ein Pseudonym, ein Gerät oder eine Adresse, und dennoch verlangt sie ein Ausweisdokument. Ein Ausweis, der sich mit nichts vergleichen lässt, weist nichts nach und fügt Daten hinzu, die nicht benötigt werden.
tactic-id-nothing-to-compare-why = Die Nachricht verlangt ein Ausweisdokument, obwohl nichts vorzuliegen scheint, womit es verglichen werden könnte.
tactic-id-nothing-to-compare-best-answer = Der Organisation liegt ein Name oder Geburtsdatum aus anderer Quelle vor, oder der Nachweis verbindet diese Person mit den Daten.
tactic-id-nothing-to-compare-next-step = Fragen Sie, womit der Ausweis verglichen würde, und bieten Sie an, was Sie mit den Daten verbindet: die Cookie- oder Gerätekennung, eine Antwort von der betreffenden Adresse, eine Änderung im Konto zu einem von der Organisation gewählten Zeitpunkt.

tactic-id-though-authenticated-title = Ein Ausweis, obwohl die Person erkannt war
tactic-id-though-authenticated-explanation = Die Person schrieb von der hinterlegten Adresse, war angemeldet, verwendete eine elektronische Identität oder war von der Organisation erkannt worden, und dennoch wird ein Ausweis oder ein anderer strenger Nachweis verlangt. Steht die Identität fest, scheint nichts Weiteres erforderlich zu sein.
tactic-id-though-authenticated-why = Die Nachricht verlangt einen strengen Nachweis, obwohl der Übermittlungsweg die Identität belegt oder die Organisation die Person erkannt hatte.
tactic-id-though-authenticated-best-answer = Es gab Anzeichen, dass das Konto übernommen worden war, oder was der Übermittlungsweg belegt, ist weniger, als diese Daten verlangen.
tactic-id-though-authenticated-next-step = Verweisen Sie auf die Nachricht oder die Anmeldung, durch die Ihre Identität erkannt wurde, fragen Sie, welcher Zweifel bleibt, und bieten Sie eine nochmalige Bestätigung auf demselben Weg an.

tactic-id-unredacted-only-title = Kein Teil des Ausweises darf geschwärzt sein
tactic-id-unredacted-only-explanation = Die Organisation will das Ausweisdokument vollständig, in Farbe, oder weist eine Kopie zurück, in der etwas geschwärzt ist. Was die Prüfung nicht braucht, etwa Foto, Nummer oder Unterschrift, darf geschwärzt werden; es zu verlangen, scheint über das Erforderliche hinauszugehen.
tactic-id-unredacted-only-why = Die Nachricht verlangt das ganze Dokument oder weist eine geschwärzte Kopie zurück.
tactic-id-unredacted-only-best-answer = Geschwärzt war gerade das Feld, das zu vergleichen ist, und das Übrige hätte geschwärzt werden dürfen.
tactic-id-unredacted-only-next-step = Fragen Sie, welche Felder benötigt werden und womit sie verglichen werden, und bieten Sie eine Kopie an, in der nur diese lesbar sind und die als Kopie für diesen Zweck gekennzeichnet ist.

tactic-in-person-title = Persönliches Erscheinen verlangt
tactic-in-person-explanation = Die Organisation will, dass die Person in ein Büro, eine Filiale oder an einen Schalter kommt, um ihre Identität nachzuweisen oder die Kopie abzuholen. Ein Antrag aus der Ferne kann aus der Ferne beantwortet werden; eine Anreise als Bedingung scheint die Ausübung des Rechts zu erschweren.
tactic-in-person-why = Die Nachricht verlangt, dass die Person erscheint.
tactic-in-person-best-answer = Das Erscheinen war einer von mehreren gangbaren Wegen, oder begründete Zweifel bei diesen Daten ließen keinen anderen.
tactic-in-person-next-step = Antworten Sie, dass Sie den Antrag per E-Mail gestellt haben und die Antwort auf demselben Weg wünschen, sagen Sie, was die Anreise für Sie bedeuten würde, und bieten Sie einen anderen Weg an, Ihre Identität zu bestätigen.

tactic-internal-excuse-title = Ein interner Umstand als Grund der Verspätung
tactic-internal-excuse-explanation = Die Organisation erklärt die Verspätung mit eigenen Angelegenheiten: Urlaub, fehlendem Personal, einem neuen System, einem Spam-Ordner, Rückständen. Wie eine Organisation ihre Arbeit einrichtet, scheint den letzten Tag nicht zu verschieben, denn sie muss rechtzeitig antworten können.
tactic-internal-excuse-why = Die Nachricht nennt für eine verspätete oder aufgeschobene Antwort einen Grund, der innerhalb der Organisation liegt.
tactic-internal-excuse-best-answer = In diese Wochen fiel ein außergewöhnlicher, vorübergehender und unvorhersehbarer Andrang von Anträgen, und er wurde rechtzeitig mitgeteilt.
tactic-internal-excuse-next-step = Antworten Sie, dass der Grund bei der Organisation liegt und den letzten Tag nicht verschiebt, nennen Sie diesen Tag und verlangen Sie die Antwort jetzt.

tactic-invalid-extension-title = Eine Fristverlängerung ohne Wirkung
tactic-invalid-extension-explanation = Eine Organisation darf sich bei einem komplexen Antrag oder bei vielen Anträgen mehr Zeit nehmen. Sie muss das vor Ablauf der ersten Frist und unter Angabe der Gründe mitteilen und darf die Höchstdauer nicht überschreiten, nach der DSGVO drei Monate ab Eingang. Eine Mitteilung, der eines davon fehlt, verschiebt den letzten Tag nicht.
tactic-invalid-extension-why = Diese Mitteilung kam nach dem letzten Tag, nennt keine Gründe oder beansprucht mehr Zeit, als das Gesetz zulässt; die Berechnung der Frist zeigt, was davon zutrifft.
tactic-invalid-extension-best-answer = Eine frühere Nachricht, die in dieser Akte fehlt, hat die Frist rechtzeitig und unter Angabe der Gründe verlängert.
tactic-invalid-extension-next-step = Antworten Sie, dass die Frist nur vor ihrem Ablauf und unter Angabe von Gründen verlängert werden konnte, nennen Sie den Tag, an dem sie endete, und verlangen Sie die Antwort jetzt.

tactic-late-identity-request-title = Die Identität spät in Frage gestellt
tactic-late-identity-request-explanation = Eine Organisation, die bezweifelt, wer ihr schreibt, sollte sofort nachfragen. Kommt die erste Frage nach der Identität Wochen nach dem Antrag, scheint die Wartezeit von der Organisation herzurühren und nicht von einem Zweifel; ist der letzte Tag verstrichen, gibt es keine Frist mehr, die gehemmt werden könnte. Die Schwelle von vierzehn Tagen setzt dieses Programm, nicht das Gesetz.
tactic-late-identity-request-why = Die erste Frage nach der Identität kam { $days } Tage nach Eingang des Antrags.
tactic-late-identity-request-best-answer = Ein späteres Ereignis, etwa eine Adressänderung oder Anzeichen eines gestohlenen Kontos, gab Anlass zu Zweifeln.
tactic-late-identity-request-next-step = Fragen Sie, welcher Zweifel besteht und seit wann. Ist der Nachweis einfach, können Sie ihn zusammen mit Ihren Einwänden senden, damit keine weitere Zeit verloren geht.

tactic-missing-15-1-items-title = Vorgeschriebene Informationen fehlen in der Antwort
tactic-missing-15-1-items-explanation = Zusammen mit den Daten müssen der Person die Zwecke, die Kategorien der Daten, die Empfänger, die Speicherdauer, ihre Rechte und das Beschwerderecht bei einer Aufsichtsbehörde mitgeteilt werden. Diese Antwort nennt in ihrem Text höchstens drei dieser sechs. Die Rechtsgrundlage steht nicht auf der Liste; Herkunft, automatisierte Entscheidungen und Übermittlungen sind nicht mitgezählt, da sie nicht jeden Fall betreffen.
tactic-missing-15-1-items-why = In jede Antwort gehören sechs Angaben; im Text dieser Nachricht enthalten: { $count }.
tactic-missing-15-1-items-best-answer = Die Informationen stehen in einem Anhang oder in einer anderen Nachricht, oder die Person hatte nur eine Kopie bestimmter Daten verlangt.
tactic-missing-15-1-items-next-step = Gleichen Sie die Anhänge mit der Liste ab. Benennen Sie dann die fehlenden Punkte einzeln und verlangen Sie sie bis zu einem bestimmten Tag.

tactic-misstated-clock-title = Eine Frist, die das Gesetz nicht vorsieht
tactic-misstated-clock-explanation = Die Organisation nennt eine längere Frist als das Gesetz, zählt sie in einer anderen Einheit oder lässt sie später als mit dem Eingang des Antrags beginnen, etwa mit einem Formular, einer Identitätsprüfung oder der Ankunft in einer Abteilung. Nach der DSGVO ist innerhalb eines Monats nach Eingang zu antworten.
tactic-misstated-clock-why = Die Nachricht nennt eine Frist oder einen Fristbeginn, die dem hier anwendbaren Gesetz nicht zu entnehmen sein dürften.
tactic-misstated-clock-best-answer = Zweifel an der Identität dieser Person waren begründet und wurden sofort geäußert, sodass die Frist solange nicht lief; oder der Satz betraf etwas anderes.
tactic-misstated-clock-next-step = Antworten Sie mit der gesetzlichen Frist, dem Tag des Eingangs und dem letzten Tag, der daraus folgt, und halten Sie an diesem Tag fest.

tactic-motive-demanded-title = Nach dem Grund gefragt oder seinetwegen abgelehnt
tactic-motive-demanded-explanation = Die Organisation fragt, wozu die Daten benötigt werden, oder lehnt wegen des Zwecks ab, den sie vermutet. Das Auskunftsrecht hängt nicht von Gründen ab: Niemand muss welche angeben, und Beweise für einen Streit zu sammeln ist kein verbotener Zweck.
tactic-motive-demanded-why = Die Nachricht fragt nach dem Grund des Antrags oder hält dem Antrag seinen vermuteten Zweck vor.
tactic-motive-demanded-best-answer = Die Frage war ein freiwilliges Angebot, um die Daten schneller zu finden, oder wir können eine missbräuchliche, dem Datenschutz fremde Absicht nachweisen.
tactic-motive-demanded-next-step = Antworten Sie, dass ein Antrag keiner Begründung bedarf (EuGH, C-307/22, für die Europäische Union) und dass die Frist läuft.

tactic-no-timely-answer-title = Keine Antwort innerhalb der gesetzlichen Frist
tactic-no-timely-answer-explanation = Das Gesetz gibt einer Organisation eine feste Frist, um einen Auskunftsantrag zu beantworten: nach der DSGVO einen Monat ab Eingang. Den Eingang zu bestätigen, eine Frage zu stellen oder eine Antwort zu versprechen ist keine Antwort. Beim letzten Tag sind Wochenenden, geltende Feiertage, eine wirksame Fristverlängerung und eine berechtigte Frage nach der Identität zugunsten der Organisation berücksichtigt.
tactic-no-timely-answer-why = Letzter Tag war der { $due }. Tage der Verspätung, bis zur Antwort oder bis zum Datum dieses Berichts: { $days_late }.
tactic-no-timely-answer-best-answer = Der Antrag ist uns nicht zugegangen; oder eine Antwort, eine begründete Mitteilung der Fristverlängerung oder eine berechtigte Frage nach der Identität wurde rechtzeitig abgesandt und fehlt in dieser Akte.
tactic-no-timely-answer-next-step = Suchen Sie zuerst unter den unerwünschten E-Mails nach einer Antwort oder der Mitteilung einer Fristverlängerung. Senden Sie dann eine kurze Erinnerung mit dem Datum des Antrags und dem Nachweis des Zugangs, setzen Sie einen Termin für die Antwort und weisen Sie darauf hin, dass Sie sich sonst an die Datenschutzaufsichtsbehörde wenden können.

tactic-no-use-denial-title = Nutzung verneint, Offenlegung offengelassen
tactic-no-use-denial-explanation = Die Nachricht sagt, dass Daten nicht genutzt, nicht verkauft wurden oder nicht solche von Kunden waren. Das lässt offen, ob sie jemandem offengelegt wurden, und danach darf die Person fragen. Für sich genommen ist das ein Begleitumstand; es wiegt schwerer, wenn nach den Empfängern gefragt worden war.
tactic-no-use-denial-why = Die Nachricht verneint eine Nutzung oder einen Verkauf und sagt nicht, ob die Daten jemandem offengelegt wurden.
tactic-no-use-denial-best-answer = Der Satz bedeutet, dass nichts offengelegt wurde, und auf Nachfrage wäre das so gesagt worden.
tactic-no-use-denial-next-step = Stellen Sie die Frage in einem Satz: Wem wurden meine Daten wann offengelegt, und falls niemandem, bitte ich um Bestätigung.

tactic-offline-only-title = Nur auf Papier
tactic-offline-only-explanation = Die Organisation nimmt den Antrag nur auf Papier an oder erteilt die Antwort nur auf Papier, obwohl der Antrag elektronisch gestellt wurde. Wer den Antrag elektronisch stellt, erhält die Informationen elektronisch, sofern nichts anderes gewünscht wird.
tactic-offline-only-why = Die Nachricht lässt für einen elektronisch gestellten Antrag nur Papier oder Post zu.
tactic-offline-only-best-answer = Die Person hatte Papier gewünscht, oder für diese Daten stand kein sicherer elektronischer Weg offen.
tactic-offline-only-next-step = Antworten Sie, dass Sie den Antrag elektronisch gestellt haben, und verlangen Sie die Antwort in einem gängigen elektronischen Format, auf Wunsch der Organisation durch ein Passwort geschützt.

tactic-other-language-title = Antwort in einer Sprache, die die Person nicht verwendet hat
tactic-other-language-explanation = Die Person schrieb in einer Sprache, und die Antwort oder das Verlangen kam in einer anderen. Eine Antwort muss verständlich und in klarer und einfacher Sprache abgefasst sein, was eine fremde Sprache für diese Person nicht unbedingt ist.
tactic-other-language-why = Die Nachricht ist in der Sprache „{ $language }“ verfasst; die Person hat in „{ $own }“ und nie in jener Sprache geschrieben.
tactic-other-language-best-answer = Die Organisation bietet ihre Dienste nicht in der Sprache der Person an, oder frühere Kontakte, die in dieser Akte fehlen, fanden in der Sprache der Antwort statt.
tactic-other-language-next-step = Antworten Sie in Ihrer eigenen Sprache, dass Sie die Antwort in dieser Sprache benötigen, und nennen Sie die Stellen, die Sie nicht verstehen konnten.

tactic-partial-or-unusable-copy-title = Eine unvollständige oder unklare Kopie
tactic-partial-or-unusable-copy-explanation = Was übersandt wurde, scheint nur ein Teil, eine Zusammenfassung oder ein Auszug der Daten oder ohne Erklärung geschwärzt zu sein. Die Person hat Anspruch auf eine originalgetreue und verständliche Reproduktion aller ihrer Daten. Eine Zusammenstellung genügt, wenn sie originalgetreu ist.
tactic-partial-or-unusable-copy-why = Mit der Nachricht werden Daten übersandt, und sie sagt selbst, dass es sich dabei um einen Teil, einen Auszug oder eine Zusammenfassung handelt.
tactic-partial-or-unusable-copy-best-answer = Die Zusammenstellung gibt alle Daten originalgetreu wieder, oder das Weggelassene betrifft andere Personen oder Geheimnisse.
tactic-partial-or-unusable-copy-next-step = Benennen Sie, was fehlt, möglichst mit einem Beispiel aus Ihren eigenen Unterlagen. Verlangen Sie das Übrige oder den Grund, warum jeder Teil weggelassen wurde.

tactic-period-or-frequency-cap-title = Auskunft auf einen Zeitraum oder eine Zahl von Anträgen beschränkt
tactic-period-or-frequency-cap-explanation = Die Organisation beschränkt die Auskunft auf Daten aus jüngerer Zeit oder auf eine feste Zahl von Anträgen im Jahr. Das Auskunftsrecht erfasst alle zum betreffenden Zeitpunkt gespeicherten Daten. Keine Zahl von Anträgen ist für sich genommen zu hoch; entscheidend ist, ob ein Antrag offenkundig exzessiv ist, und das hat die Organisation nachzuweisen.
tactic-period-or-frequency-cap-why = Die Nachricht beschränkt die Auskunft auf einen Zeitraum oder eine Zahl von Anträgen.
tactic-period-or-frequency-cap-best-answer = Der Satz gibt die Regel eines anderen Gesetzes wieder, etwa des kalifornischen, und wurde auf diesen Antrag nicht angewandt; oder er bezieht sich auf die sechs Monate des spanischen Rechts.
tactic-period-or-frequency-cap-next-step = Verlangen Sie alle gespeicherten Daten, gleich welchen Alters, und die Vorschrift, auf der die Beschränkung beruht. Bewahren Sie eine Kopie des Textes auf, der die Beschränkung nennt.

tactic-photo-demand-title = Ein Foto verlangt
tactic-photo-demand-explanation = Die Organisation verlangt ein Foto oder ein Bild des Gesichts. Lassen sich Daten nur über ein Gesicht finden, kann ein Bild nötig sein; sonst fügt es einem einfachen Antrag sensibles Material hinzu. Für sich genommen ist das ein Begleitumstand. Es wiegt schwerer, wenn die Person das Verlangte bereits erfüllt hatte oder erkannt worden war.
tactic-photo-demand-why = Die Nachricht verlangt ein Foto der Person.
tactic-photo-demand-best-answer = Die Daten sind nur nach Gesichtern abgelegt und ohne Bild nicht auffindbar.
tactic-photo-demand-next-step = Fragen Sie, womit das Bild verglichen wird, wie lange es aufbewahrt wird und ob es für anderes verwendet wird. Bieten Sie einen anderen Nachweis an, wenn die Daten nicht nach Gesichtern abgelegt sind.

tactic-piecemeal-title = Die Antwort kommt in Teilen
tactic-piecemeal-explanation = Die Daten werden Stück für Stück herausgegeben oder nur denen, die für jeden weiteren Teil erneut fragen. Ein Antrag auf Auskunft über alle Daten ist ein einziger Antrag; für den Rest muss er nicht wiederholt werden.
tactic-piecemeal-why = Eine Nachricht kündigt weitere Teile für später an oder verlangt für den Rest einen weiteren Antrag.
tactic-piecemeal-best-answer = Die Teile waren als Ebenen angekündigt und alle sofort erhältlich, oder ein erster Teil wurde früh gesandt, damit die Person nicht warten muss.
tactic-piecemeal-next-step = Antworten Sie, dass Ihr Antrag seit dem ersten Tag alles umfasst, dass kein weiterer Antrag nötig ist und dass der Rest bis zu demselben letzten Tag zu übersenden ist.

tactic-policy-link-as-answer-title = Ein Link zur Datenschutzerklärung statt einer Antwort
tactic-policy-link-as-answer-explanation = Für die Informationen, die zusammen mit den Daten mitzuteilen sind, verweist die Nachricht auf eine Datenschutzerklärung. Eine solche Erklärung beschreibt, was mit den Daten beliebiger Personen geschehen kann. Die Person hat das Recht zu erfahren, was mit ihren eigenen geschehen ist, etwa wem sie offengelegt wurden und wie lange sie gespeichert werden.
tactic-policy-link-as-answer-why = Für Informationen über die Verarbeitung verweist die Nachricht auf eine Datenschutzerklärung und gibt selbst nur wenige davon.
tactic-policy-link-as-answer-best-answer = Was verlinkt ist, gilt für alle gleich und trifft auf diese Person zu, und das Übrige steht in der Nachricht oder ihren Anhängen.
tactic-policy-link-as-answer-next-step = Stellen Sie zusammen, was die Datenschutzerklärung für Sie offenlässt: Zwecke, Kategorien der Daten, Empfänger, Speicherdauer, Herkunft. Verlangen Sie jede dieser Angaben für Ihre eigenen Daten.

tactic-portal-redirect-title = Verweis auf ein Portal oder Formular
tactic-portal-redirect-explanation = Die Organisation verlangt, dass die Person ihr Portal, ein Konto, eine App oder ein Formular verwendet, bevor sie einen Antrag bearbeitet, der ihr bereits zugegangen ist. Ein Antrag ist auf jedem geeigneten Weg wirksam. Ein Portal darf angeboten werden; zur Bedingung gemacht, scheint es der Person Arbeit und Verzögerung aufzubürden.
tactic-portal-redirect-why = Die Nachricht verlangt, den Antrag über ein Portal oder ein Formular erneut zu stellen.
tactic-portal-redirect-best-answer = Das Portal war ein Angebot, der Antrag wäre auch sonst beantwortet worden, oder das Portal stellt einer Person mit Konto die vollständigen Daten sofort bereit.
tactic-portal-redirect-next-step = Antworten Sie, dass der Antrag gestellt und eingegangen ist, dass die Frist ab dem Eingang läuft und dass Sie die Antwort per E-Mail wünschen. Zusätzlich das Portal zu nutzen schadet nicht, sofern dort nichts darüber hinaus verlangt wird.

tactic-proxy-refused-title = Eine Vertretung nicht anerkannt
tactic-proxy-refused-explanation = Eine Person kann den Antrag durch jemand anderen stellen lassen. Die Organisation darf die Vollmacht prüfen, lehnt es hier aber ab, mit der Vertretung zu verkehren, oder verlangt, dass die Person selbst handelt, ohne zu sagen, was an der Vollmacht fehlt.
tactic-proxy-refused-why = Die Nachricht lehnt es ab, mit der Vertretung zu verkehren, und nennt keinen Zweifel an der Vollmacht.
tactic-proxy-refused-best-answer = Es war keine Vollmacht beigefügt, oder es gab Grund, sie zu bezweifeln, und das wurde der Vertretung mitgeteilt.
tactic-proxy-refused-next-step = Senden Sie die unterzeichnete Vollmacht erneut, fragen Sie, was ihr fehlt, und bitten Sie darum, Antworten an die Vertretung zu richten.

tactic-re-request-supplied-data-title = Erneut verlangt, was schon vorgelegt war
tactic-re-request-supplied-data-explanation = Die Nachricht verlangt etwas, das die Person bereits gesandt hatte. Für diese Prüfung ist nichts weiter nötig, und jedes wiederholte Verlangen kostet die Person Zeit und schiebt die Antwort auf.
tactic-re-request-supplied-data-why = Die Nachricht verlangt etwas, das eine frühere Nachricht der Person bereits enthielt: { $item }.
tactic-re-request-supplied-data-best-answer = Der Anhang kam nicht an oder ließ sich nicht öffnen, oder es handelte sich um etwas anderes als das jetzt Verlangte.
tactic-re-request-supplied-data-next-step = Verweisen Sie auf Datum und Uhrzeit der Nachricht, mit der Sie das Verlangte gesandt haben, und fragen Sie, ob es angekommen ist. Senden Sie es nur dann erneut, wenn es dafür einen Grund gibt.

tactic-recipient-categories-only-title = Kategorien von Empfängern statt Namen
tactic-recipient-categories-only-explanation = Die Antwort spricht von Partnern, Dienstleistern oder ähnlichen Gruppen und benennt die Empfänger nicht. Die Person hat das Recht zu erfahren, wer die Daten tatsächlich erhalten hat, es sei denn, die Empfänger sind noch nicht zu identifizieren oder die Organisation weist nach, dass der Antrag offenkundig unbegründet oder exzessiv ist.
tactic-recipient-categories-only-why = Die Nachricht beschreibt die Empfänger nach Kategorien und nennt keinen.
tactic-recipient-categories-only-best-answer = Die Daten wurden noch nicht offengelegt und die Empfänger sind nicht bekannt, oder gesehen haben die Daten nur unsere eigenen Beschäftigten.
tactic-recipient-categories-only-next-step = Fragen Sie nach den Namen der tatsächlichen Empfänger mit dem Datum jeder Offenlegung. Können Namen nicht genannt werden, fragen Sie nach dem Grund.

tactic-request-lost-title = Ein Antrag, der nicht zu finden ist, obwohl er einging
tactic-request-lost-explanation = Die Organisation erklärt, den Antrag nicht zu finden, obwohl sie den Eingang bestätigt oder bereits darauf geantwortet hatte. Was eingegangen ist, bleibt eingegangen: Die Frist scheint weitergelaufen zu sein.
tactic-request-lost-why = Die Nachricht sagt, der Antrag sei nicht zu finden, obwohl eine frühere Nachricht zeigt, dass er eingegangen ist.
tactic-request-lost-best-answer = Zuvor eingegangen war eine andere Nachricht, und der Antrag selbst ging an eine Adresse, die nicht unsere ist.
tactic-request-lost-next-step = Senden Sie die Eingangsbestätigung oder die frühere Antwort mit Datum und Aktenzeichen und fügen Sie hinzu, dass die Frist ab dem ersten Eingang läuft.

tactic-request-recast-title = Der Antrag als etwas anderes behandelt
tactic-request-recast-explanation = Die Organisation behandelt den Auskunftsantrag als Beschwerde, Supportfall, Kündigung, Löschung oder Abmeldung. Wer seine Daten verlangt, muss den Artikel nicht nennen; das Verlangte scheint unerledigt geblieben zu sein.
tactic-request-recast-why = Die Nachricht behandelt den Antrag als etwas, das die Person nicht verlangt hatte.
tactic-request-recast-best-answer = Die Nachricht war tatsächlich mehrdeutig, und wir haben sofort gefragt, was gemeint war, oder die Person hatte auch dies verlangt.
tactic-request-recast-next-step = Antworten Sie sofort, dass Sie Auskunft über Ihre Daten verlangt haben, zitieren Sie Ihren eigenen Wortlaut mit Datum, und verlangen Sie, dass bis dahin nichts gelöscht wird.

tactic-serial-requirements-title = Eine Anforderung nach der anderen
tactic-serial-requirements-explanation = Die Person hatte eine Anforderung erfüllt, und die nächste Nachricht stellte eine neue, statt zu antworten. Was eine Organisation braucht, um eine Person zu identifizieren oder die Daten zu finden, kann sie auf einmal verlangen; jede weitere Runde scheint die Antwort zu verzögern.
tactic-serial-requirements-why = Nachdem eine frühere Anforderung erfüllt war, stellt die Nachricht eine weitere.
tactic-serial-requirements-best-answer = Was die Person gesandt hat, gab Anlass zu einem neuen Zweifel oder war nicht verwendbar, und die Nachricht sagt das.
tactic-serial-requirements-next-step = Listen Sie jede Anforderung mit ihrem Datum und dem Tag auf, an dem Sie sie erfüllt haben. Bitten Sie um die Bestätigung, dass nichts weiter nötig ist, und um einen Termin für die Antwort.

tactic-source-or-controller-evaded-title = Die Herkunft nicht genannt oder die Person an andere verwiesen
tactic-source-or-controller-evaded-explanation = Die Organisation nennt nicht, woher sie die Daten hat, oder verweist die Person an einen Auftragsverarbeiter, einen Partner oder ein Konzernunternehmen. Alle verfügbaren Informationen über die Herkunft gehören in die Antwort, und wer über die Daten entscheidet, steht für sie ein, auch wenn andere sie im Auftrag verarbeiten.
tactic-source-or-controller-evaded-why = Die Nachricht nennt die Herkunft der Daten nicht oder sagt, dass ein anderes Unternehmen zu fragen sei.
tactic-source-or-controller-evaded-best-answer = Die Herkunft ist nicht mehr bekannt, oder wir sind tatsächlich nur Auftragsverarbeiter, und das genannte Unternehmen entscheidet allein.
tactic-source-or-controller-evaded-next-step = Fragen Sie erneut nach der Herkunft und danach, wer über die Daten entscheidet; von gemeinsam Verantwortlichen kann jeder in Anspruch genommen werden. Schreiben Sie auch an das andere Unternehmen, ohne diesen Antrag aufzugeben.

tactic-unlawful-fee-title = Ein Entgelt für die erste Kopie
tactic-unlawful-fee-explanation = Die Organisation verlangt Geld, bevor sie antwortet. Die erste Kopie der Daten ist unentgeltlich. Ein angemessenes Entgelt ist nur für weitere Kopien möglich oder bei einem offenkundig unbegründeten oder exzessiven Antrag, was die Organisation nachzuweisen hat.
tactic-unlawful-fee-why = Die Nachricht macht die Antwort von einer Zahlung abhängig.
tactic-unlawful-fee-best-answer = Das Entgelt betrifft eine weitere Kopie, oder es wurde nachgewiesen, dass der Antrag offenkundig exzessiv ist.
tactic-unlawful-fee-next-step = Antworten Sie, dass Sie die erste Kopie verlangen, dass diese unentgeltlich ist und dass die Frist läuft. Zahlen Sie nicht erst, um später zurückzufordern, es sei denn, es eilt.

tactic-wet-ink-or-form-title = Ein Formular oder eine eigenhändige Unterschrift
tactic-wet-ink-or-form-explanation = Die Organisation bearbeitet den Antrag nur auf einem eigenen Formular oder mit eigenhändiger Unterschrift. Das Gesetz verlangt keine Form: Ein Antrag, der verstanden wurde, ist ein Antrag, und eine Unterschrift beweist wenig, wenn keine zum Vergleich vorliegt.
tactic-wet-ink-or-form-why = Die Nachricht verlangt ein ausgefülltes Formular oder eine eigenhändige Unterschrift.
tactic-wet-ink-or-form-best-answer = Das Formular war ein Angebot und der Antrag wurde bearbeitet, oder eine hinterlegte Unterschrift ist bei diesem Vertrag der übliche Nachweis.
tactic-wet-ink-or-form-next-step = Antworten Sie, dass der Antrag gestellt und verstanden wurde, dass das Gesetz keine Form verlangt und dass die Frist ab dem Eingang läuft. Zusätzlich das Formular auszufüllen schadet nicht, sofern es nichts darüber hinaus verlangt.

tactic-wrong-inbox-bounce-title = An eine andere Adresse verwiesen
tactic-wrong-inbox-bounce-explanation = Die Organisation fordert die Person auf, an eine andere Stelle oder Adresse zu schreiben, statt den Antrag weiterzuleiten. Ein Antrag, der an eine offizielle Adresse der Organisation gelangt ist, gilt als eingegangen, und ihn weiterzuleiten ist Aufgabe der Organisation.
tactic-wrong-inbox-bounce-why = Die Nachricht fordert die Person auf, an eine andere Adresse zu schreiben, und sagt nicht, dass der Antrag weitergeleitet wurde.
tactic-wrong-inbox-bounce-best-answer = Die erste Adresse gehört jemandem, der mit solchen Anträgen nichts zu tun hat und von dem eine Weiterleitung nicht zu erwarten war, oder der Antrag wurde gleichwohl weitergeleitet.
tactic-wrong-inbox-bounce-next-step = Leiten Sie den Antrag an die genannte Adresse weiter, sodass das erste Datum sichtbar bleibt, und weisen Sie darauf hin, dass die Frist ab dem ersten Eingang läuft.
