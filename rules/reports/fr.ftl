### Ce que disent les rapports en français.  Chaque message est une phrase, un intitulé ou une case entière.

title = Audit d'un échange sur des données personnelles
title-many = Audit de { $count } échanges sur des données personnelles
as-of = État au { $date }
exchange = { $controller } : demande du { $date }
exchange-undated = { $controller } : aucune demande trouvée

labelled = { $label } :
separator = { " ; " }
label-finding = Constat
label-related = Courriels
label-subject = Personne
label-controller = Organisme
label-regime = Droit applicable
label-state-law = Jours fériés de
label-request = Demande reçue le
label-due = Dernier jour
label-answered = Réponse
label-result = Résultat

regime-assumed = { $name } (supposé : ni le dossier ni la demande ne nomment une loi)
due-both = { $due } (lecture la plus stricte : { $strict })
due-extended = { $due } (après prolongation ; avant : { $before })
not-answered = aucune au { $date }
result-unanswered = sans réponse, { $days ->
    [one] un jour
   *[other] { $days } jours
 } après le dernier jour
result-doubtful = aucune réponse n'a été reconnue, mais tout n'a pas pu être lu (voir plus bas)
result-running = pas encore de réponse ; le délai court jusqu'au { $date }
result-answered = répondu dans le délai
result-answered-late = répondu avec { $days ->
    [one] un jour
   *[other] { $days } jours
 } de retard
result-partly-answered = répondu dans le délai, mais pas complètement
result-partly-answered-late = répondu en partie, avec { $days ->
    [one] un jour
   *[other] { $days } jours
 } de retard
result-refused = refusé
result-refused-late = refusé, avec { $days ->
    [one] un jour
   *[other] { $days } jours
 } de retard
result-unknown = aucun délai n'a pu être calculé

heading-timeline = Ce qui s'est passé
heading-clock = Le délai, pas à pas
heading-ledger = Ce qui a été demandé pour prouver l'identité
heading-findings = Constats
heading-undecided = Ce qui n'a pas pu être tranché
heading-mail = Courriels
heading-duplicates = Trouvé plusieurs fois
heading-copies = Le même courriel en d'autres octets (autre dossier, autre voie, transféré)
heading-links = Pourquoi chaque message est ici
heading-unread = Non lu
heading-unrelated = Courriels étrangers à tout échange
heading-later = Courriels postérieurs, qui ne comptent pas au jour de ce rapport
heading-limits = Comment lire ce rapport

party-subject = personne
party-controller = organisme
party-authority = autorité
party-auto = automate
party-third = autre

clock-day = jour { $day }
clock-late = { $days ->
    [one] 1 jour de retard
   *[other] { $days } j. de retard
 }
clock-last = dernier jour
clock-answered = répondu

did-request = demande l'accès aux données
did-chases = relance
did-escalates = met en demeure
did-supplies = fournit : { $items }
did-declines = ne fournira pas : { $items }
did-writes = écrit
did-acknowledges = accuse réception
did-updates = dit que la demande suit son cours
did-automatic = message automatique
did-bounce = le message n'a pas été remis
did-demands = exige : { $items }
did-offers = offre un choix pour prouver l'identité : { $items }
did-portal = renvoie à un formulaire ou à un portail
did-desk = renvoie à un autre service
did-clarification = veut que la demande soit précisée
did-fee = veut un paiement
did-extends = prend plus de temps
did-denies-gdpr = dit que la loi ne s'applique pas à lui
did-refuses = refuse
did-proxy = n'échange pas avec le mandataire
did-provides = envoie des données
did-motive-refused = refuse en raison de l’usage possible des données
did-excessive = qualifie la demande d’excessive ou d’abusive
did-effort = dit que c’est trop de travail
did-secrecy = invoque le secret ou les droits d’autrui
did-cannot-identify = dit ne pas pouvoir savoir à qui sont les données
did-cannot-find = dit ne pas trouver la demande
did-recasts = traite la demande comme autre chose
did-restarts = y voit une nouvelle demande
did-misstates = indique un délai de réponse
did-starts-late = dit quand le délai commence
did-form = exige un formulaire
did-attendance = exige que la personne se déplace
did-paper = n’accepte ou n’envoie que du papier
did-motive = demande à quoi serviront les données
did-already = dit que la personne a déjà les données
did-parts = répond par morceaux
did-source = ne nomme pas la source
did-other-controller = dit qu’un autre est responsable
did-chilling = indique une conséquence de la demande
did-policy = renvoie à sa politique de confidentialité
did-denies-use = nie un usage ou une vente
did-nothing = dit ne rien détenir
did-erased = dit que les données ont été effacées
did-unread = est dans une langue qui n'a pas été lue
kind-request = demande
kind-reminder = relance
kind-formal-notice = mise en demeure
kind-complaint = réclamation
kind-answer = réponse
kind-refusal = refus
kind-identity = preuve d'identité

step-bounced = Le message du { $on } est revenu sans avoir été remis : rien n'a été reçu.
step-received = La demande a été reçue le { $on }.
step-received-letter = La demande a été remise par lettre le { $on }.
step-proven = L'organisme en a accusé réception le { $on }, ce qui prouve la réception.
step-ends = Le délai expire le { $on } ; le jour de la réception n'est pas compté.
step-ends-clamped = Le délai expire le { $on }, dernier jour du mois, faute de quantième correspondant ; le jour de la réception n'est pas compté.
step-rolled-weekend = Le { $from } est un { $weekday } : le délai court jusqu'à la fin du { $to }.
step-rolled-holiday = Le { $from } est un jour férié ({ $name }) : le délai court jusqu'à la fin du { $to }.
step-regional = { $name } n'est férié que dans une partie de l'État ; là où il compte, le dernier jour est le { $to }.
step-anywhere = { $name } est férié dans certains États, et l'on ne sait pas desquels les jours fériés comptent ; au plus tard, le dernier jour est le { $to }.
step-paused-identity = Un doute sur l'identité a été énoncé le { $asked } et levé le { $met } : { $days } jours qui peuvent ne pas compter, si bien que le délai expire le { $lenient } (lecture la plus stricte : { $strict }).
step-paused-clarification = Une question sur l'étendue de données nombreuses a été posée le { $asked } et a reçu sa réponse le { $met } : { $days } jours qui peuvent ne pas compter, si bien que le délai expire le { $lenient } (lecture la plus stricte : { $strict }).
step-restarted = L'organisme a demandé le { $asked } qui est la personne ; selon ce droit, le délai part de la preuve du { $met } et expire le { $ends }.
step-open = Une question justifiée du { $asked } est encore ouverte : les jours écoulés depuis ne sont pas comptés.
step-extended = Une prolongation a été annoncée le { $notice }, dans le délai et avec un motif : le délai expire le { $ends }, et le dernier jour est le { $to }.
step-void-late = La prolongation annoncée le { $notice } est sans effet : le délai avait déjà expiré.
step-void-no-reason = La prolongation annoncée le { $notice } est sans effet : elle ne donne aucun motif.
step-void-too-long = La prolongation annoncée le { $notice } est sans effet : elle prétend à plus que la loi ne permet.
step-void-unknown = La prolongation annoncée le { $notice } est sans effet : ce droit n'en connaît pas.
step-answered = La première réponse est venue le { $on }.
step-unanswered = Aucune réponse n'est venue jusqu'au { $as_of }.
step-late = C'est { $days ->
    [one] un jour
   *[other] { $days } jours
 } après le dernier jour.
step-in-time = C'est dans le délai.
step-running = Le délai court encore jusqu'au { $until }.
step-source = { $text } [{ $source }]

ledger-item = élément
ledger-demanded = demandé
ledger-supplied = fourni
ledger-never = jamais
item-id-document = pièce d'identité
item-photo = photographie ou film
item-id-certified = certification
item-signature = signature
item-utility-bill = justificatif de domicile
item-payment-card = chiffres de carte ou de compte
item-national-number = numéro national
item-postal-address = adresse postale
item-phone = numéro de téléphone
item-ip-address = adresse IP
item-date-of-birth = date de naissance
item-customer-number = numéro de client
item-account-number = numéro de client
item-device-id = identifiant d'appareil
item-email = adresse électronique
item-order-number = numéro de commande
item-security-question = question de sécurité
item-identity-generic = preuve d'identité, sans précision
item-other = autre

grade-bright-line = établi par les dates ou les mots seuls
grade-presumptive = paraît illicite, sauf si l'organisme démontre le contraire
grade-signal = élément de contexte, aucun manquement à lui seul
finding-at = { $date }, { $who }
finding-at-attachment = { $date }, { $who }, dans la pièce jointe { $name }
finding-at-page = { $date }, { $who }, dans la pièce jointe { $name }, page { $page }
law-unverified = aucune citation de cette loi n’a encore été vérifiée
label-law = Droit
label-why = Pourquoi
label-best-answer = La meilleure réponse de l'organisme
label-explanation = Ce que c'est
label-unless = Sauf si
label-source = Vu dans
label-next-step = Ce qui peut être fait
law-later = { $cite } (du { $since }, postérieur à ces faits)
none-found = Aucune manœuvre n'a été constatée.

gap-language = { $tactic } : le message { $message } est dans une langue qui n'a pas été lue.
gap-unreadable = { $tactic } : les mots du message { $message } n'ont pas pu être lus.
gap-attachment = { $tactic } : une pièce jointe du message { $message } n'a pas été lue, et ce qui manque peut s'y trouver.
gap-unclear = { $tactic } : le message { $message } dit quelque chose qui n'a pas été compris et peut compter.
gap-calendar = { $tactic } : le dernier jour est passé selon une lecture du calendrier, et non selon une autre.
gap-date = { $tactic } : le message { $message } ne porte pas de date utilisable.
gap-request = { $tactic } : on ne sait pas quand la demande a été reçue.
gap-law = { $tactic } : la loi ne s'applique que depuis le { $since }.

column-date = date
no-subject = (sans objet)
no-name = (sans nom)
label-from = De
label-to = À
label-cc = Copie à
label-date = Date
label-kind = Genre
label-exchange = Échange
label-id = Message-ID
label-sha256 = SHA-256
label-place = Se trouve dans
label-defects = Défauts
kind-auto-reply = réponse automatique
kind-ticket-ack = accusé de réception d'un système de tickets
kind-bounce = avis de non-remise
kind-receipt = accusé de lecture
kind-bulk = envoi en nombre
heading-attachments = Pièces jointes
attachment-line = { $name } ({ $type }, { $size } octets)
in-attachment = Dans la pièce jointe { $name } :
label-forwarded = Transféré dans
folded-quoted = [{ $lines ->
    [one] une ligne citée
   *[other] { $lines } lignes citées
 }]
folded-signature = [{ $lines ->
    [one] une ligne
   *[other] { $lines } lignes
 } de signature]
folded-frame = [{ $lines ->
    [one] une ligne
   *[other] { $lines } lignes
 } d'une passerelle ou d'un système de tickets]
finding-here = ^ { $title } ({ $tactic }) : { $grade }
unread-line = { $path } : { $why }
mail-account = { $seen ->
    [one] Un message vu
   *[other] { $seen } messages vus
 } : { $read } lus, { $duplicates } retrouvés, { $skipped } non lus.
duplicate-line = { $path } : le même que { $first }
places-of = { $path } : { $count ->
    [one] un message
   *[other] { $count } messages
 }
places-more = ailleurs : { $count ->
    [one] un message
   *[other] { $count } messages
 }
column-from = de
column-why = pourquoi
why-start = ouvre l'échange
why-header = répond à { $to }, d'après ses en-têtes
why-bounce = signale que { $to } n'a pas été remis
why-ticket = porte le numéro de dossier { $ticket } de { $to }
why-quotation = cite { $to }
why-subject = a l'objet d'une réponse à { $to }, entre les deux mêmes parties
why-acknowledgement = accuse réception de { $to }, envoyé peu avant
why-parties = a circulé entre les deux parties et concerne la demande
why-case = le dossier le dit
unrelated-line = { $count ->
    [one] Un message n'appartient à aucun échange et n'a pas été jugé.
   *[other] { $count } messages n'appartiennent à aucun échange et n'ont pas été jugés.
 }
no-exchange = Aucune demande d'accès n'a été trouvée dans { $count ->
    [one] le seul message
   *[other] les { $count } messages
 }.
no-exchange-hint = Donnez le dossier par --case si les parties sont connues.
limits = Ce rapport cite ce que disent les courriels et calcule ce que la loi en dit. Il ne voit ni les lettres, ni les appels, ni les portails qui ne sont pas au dossier, ne prouve aucune intention et n'est pas un conseil juridique. Les jours sont comptés dans le fuseau horaire de l'État nommé plus haut.

weekday-6 = samedi
weekday-7 = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date = { $day ->
    [1] 1er
   *[other] { $day }
 } { $month } { $year }

waived = Écarté par la personne qui a établi ce rapport : { $reason }
news-elsewhere = Nouveau courrier : { $count ->
    [one] un message, qui n’appartient
   *[other] { $count } messages, qui n’appartiennent
 } pour l’instant à aucun échange
idle-waiver = dossier (case.toml) : waive { $id } : ce constat n’existe pas (ou plus) ; retirez l’entrée ou copiez l’identifiant du rapport

heading-checklist = La réponse du { $date } au regard de l’art. 15 RGPD
checklist-item = Élément
checklist-state = Dans la réponse
checklist-same = (les mêmes termes)
checklist-words = Termes
answer-purposes = finalités
answer-categories = catégories de données
answer-recipients = destinataires
answer-retention = durée de conservation
answer-rights = droits
answer-authority = réclamation auprès d’une autorité
answer-source = source
answer-automated-decisions = décisions automatisées
answer-transfers = garanties des transferts
answer-copy = copie des données
answer-is-given = donné
answer-is-partial = en partie
answer-is-missing = absent
answer-is-by-link = par simple lien
answer-is-not-applicable = non demandé
answer-is-unknown = tout n’a pas pu être lu
answer-categories-only = par catégories seulement

heading-parties = Parties
heading-summary = Résumé
heading-remedy = Ce qui est demandé à l'autorité
heading-annexes = Annexes
heading-decisions = Ce que des personnes ont décidé
label-residence = Adresse de la personne
label-representative = Représentant
label-mandate = Mandat
label-seat = Adresse de l'organisme
label-registration = Immatriculation
label-authority = Autorité
label-reference = Référence de l'autorité
label-about = Objet
label-attachments = Pièces jointes
label-size = Taille
label-note = Remarque
label-tool = Établi avec
label-rules = Règles (SHA-256)
label-holidays = Jours fériés (SHA-256)
label-as-of = État au
case-file = { $path }, { $size } octets, SHA-256 { $sha256 }
mandate-missing = aucun fichier indiqué ; joindre le mandat signé
mandate-by-mail = la demande dit être faite pour une autre personne ; joindre le mandat signé
bytes = { $size } octets
no-date = sans date
nobody = personne
way = { $from } à { $to }
channel-mail = courriel
channel-letter = lettre
annex = annexe { $number }
annex-title = { $annex } : { $title }
annex-message = { $date }, courriel de { $from }
annex-letter = { $date }, lettre ({ $kind })
letter-without-file = sur papier ; le dossier n'indique aucun fichier
summary-request = Le { $date }, { $controller } a reçu une demande d'accès à des données personnelles.
summary-no-request = Aucun message ni aucune lettre ne montre quand la demande a été reçue.
summary-due = Le dernier jour pour répondre était le { $date }.
summary-extended = Le dernier jour pour répondre était le { $date }, après prolongation (avant : { $before }).
summary-unanswered = Au { $date }, aucune réponse n'était venue, { $days ->
    [one] un jour
   *[other] { $days } jours
 } après le dernier jour.
summary-doubtful = Aucune réponse n'a été reconnue au { $date }, mais tout n'a pas pu être lu.
summary-running = Aucune réponse n'était venue au { $date } ; le délai court encore.
summary-refused = Le { $date }, l'organisme a refusé, dans le délai.
summary-refused-late = Le { $date }, l'organisme a refusé, { $days ->
    [one] un jour
   *[other] { $days } jours
 } après le dernier jour.
summary-late = La première réponse est venue le { $date }, { $days ->
    [one] un jour
   *[other] { $days } jours
 } après le dernier jour.
summary-in-time = La première réponse est venue le { $date }, dans le délai.
summary-partly = Elle n'était pas complète.
summary-identity = { $count ->
    [one] Un message de l'organisme a demandé
   *[other] { $count } messages de l'organisme ont demandé
 } de quoi prouver l'identité.
summary-findings = Ce rapport contient { $count ->
    [one] un constat
   *[other] { $count } constats
 } : { $bright } prouvés par les dates ou les mots seuls, { $presumptive } où la conduite paraît illicite sauf preuve contraire de l'organisme, { $signal } à titre de contexte.
figure-late = jours de retard
figure-answer = jours jusqu'à la première réponse
figure-waited = jours d'attente
figure-controller = jours du côté de l'organisme
figure-subject = jours du côté de la personne
figure-emails = courriels
figure-identity = demandes d'identité
figure-escalations = mises en demeure
figure-findings = constats
figure-bright = dont prouvés par les dates ou les mots seuls
days-late = { $days ->
    [0] aucun
    [one] un jour
   *[other] { $days } jours
 }
deadline-reading = lecture
deadline-day = dernier jour
deadline-late = retard
deadline-strict = la plus stricte
deadline-lenient = avec tout le bénéfice de la loi pour l'organisme (compte ici)
deadline-extended = après la prolongation (compte ici)
deadline-doubt = si tout doute sur les jours fériés ou l'identité profite à l'organisme
chart-clock = délai
chart-turn = attente de
chart-period = délai de réponse
chart-extension = prolongation
chart-late = après le dernier jour
chart-controller = attente de l'organisme
chart-subject = attente de la personne
chart-due = dernier jour : { $date }
chart-description = { $messages ->
    [one] Un message ou une lettre
   *[other] { $messages } messages et lettres
 } du { $from } au { $to } ; la même chose en mots ci-dessous.
chart-more = { $count } constats
ledger-again = redemandé après avoir été donné
ledger-no = non
remedy-intro = La personne demande à l'autorité :
remedy-order = d'ordonner à l'organisme de satisfaire à la demande d'accès du { $date } ;
remedy-missing = de lui faire donner ce qu'aucune réponse ne contient à ce jour : { $items } ;
remedy-late = de constater que l'organisme n'a pas répondu dans le délai de la loi ;
remedy-identity = d'examiner si ce que l'organisme a demandé pour identifier la personne était nécessaire, et de lui faire effacer ce qui ne l'était pas.
remedy-progress = La personne souhaite être informée dans les trois mois de l'avancement de la réclamation.
decided-link = mis dans l'échange par le dossier : { $what }
decided-unlink = retiré de l'échange par le dossier : { $what }
decided-letters = lettres que seul le dossier connaît, du { $what }
decided-waive = constats écartés : { $what }
decided-law = indiqué par le dossier : { $what }
limits-filing = Avant le dépôt : joindre les annexes telles quelles, noircir dans les copies ce qui prouve l'identité et dont l'autorité n'a pas besoin, signer le mandat, et dire si ce rapport peut être transmis à l'organisme. Les citations sont dans la langue des courriels.
contents = Sommaire
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
thousands = { "\u202F" }
folded-hint = (--quoted montre ce qui est replié)
pdf-page = page { $page } sur { $pages }
pdf-cut = … [coupé ici : le fichier contient la suite]
pdf-number = N°
pdf-date = Date
pdf-way = De et à
pdf-what = Ce qui a été fait
pdf-clock = Délai
pdf-annex = Annexe
pdf-mark = courriel
pdf-mark-finding = courriel avec des constats
pdf-mark-letter = lettre
