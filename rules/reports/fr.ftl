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
step-void-no-day = La prolongation annoncée le { $notice } est sans effet : elle ne dit pas pour quel jour vient la réponse.
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
annex-title = Annexe { $number } : { $title }
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
 } : { $bright } au vu des dates ou des mots seuls, { $presumptive } où la conduite paraît illicite sauf preuve contraire de l'organisme, { $signal } à titre de contexte.
figure-late = { $count ->
    [one] jour de retard
   *[other] jours de retard
 }
figure-answer = { $count ->
    [one] jour jusqu'à la première réponse
   *[other] jours jusqu'à la première réponse
 }
figure-waited = { $count ->
    [one] jour d'attente
   *[other] jours d'attente
 }
figure-controller = { $count ->
    [one] jour du côté de l'organisme
   *[other] jours du côté de l'organisme
 }
figure-subject = { $count ->
    [one] jour du côté de la personne
   *[other] jours du côté de la personne
 }
figure-emails = { $count ->
    [one] courriel
   *[other] courriels
 }
figure-identity = { $count ->
    [one] demande d'identité
   *[other] demandes d'identité
 }
figure-escalations = { $count ->
    [one] mise en demeure
   *[other] mises en demeure
 }
figure-findings = { $count ->
    [one] constat
   *[other] constats
 }
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
deadline-lenient = avec tout le bénéfice de la loi pour l'organisme
deadline-extended = après la prolongation
deadline-counts = { $reading } (compte ici)
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
ledger-needed = s'il était nécessaire
ledger-no-finding = aucun constat
remedy-intro = La personne demande à l'autorité :
remedy-order = d'ordonner à l'organisme de satisfaire à la demande d'accès du { $date }
remedy-missing = de lui faire donner ce qu'aucune réponse ne contient à ce jour : { $items }
remedy-late = de constater que l'organisme n'a pas répondu dans le délai de la loi
remedy-identity = d'examiner si ce que l'organisme a demandé pour identifier la personne était nécessaire, et de lui faire effacer ce qui ne l'était pas
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
column-number = nº
column-when = date, heure
column-way = de, à
column-deed = ce qui s'est passé
column-clock = délai
column-annex = annexe, constats
due-title = { $controller } : dernier jour pour répondre à la demande du { $date }
due-strict = Selon la lecture la plus stricte, le dernier jour est le { $date }.
due-reckoned = Comment le dernier jour est calculé :
due-made = Calculé au { $date } d'après les messages lus ; des messages plus récents peuvent déplacer ce jour.
due-category = Protection des données
due-none = Aucun échange n'attend de réponse : le calendrier est vide.
result-perhaps-late = répondu ; si c'est dans le délai n'a pas pu être tranché (voir plus bas)
summary-perhaps-late = La première réponse est venue le { $date } ; si c'est dans le délai n'a pas pu être tranché.
decimal = ,
percent = { $value } %
stats-title = Les demandes d'accès en chiffres
stats-heading-replies = Ce que les personnes ont obtenu
stats-heading-overdue = En retard
stats-heading-organisations = Par organisme
stats-heading-answers = Quand ils ont répondu
stats-heading-contents = Ce qu'ils ont répondu
stats-heading-days = Combien de temps ils ont pris, et ce qu'ils ont demandé
stats-heading-tactics = Constats par fréquence
stats-figure-exchanges = échanges
stats-figure-in-time = répondu dans le délai, en tout ou en partie
stats-figure-late = répondu en retard, en tout ou en partie
stats-figure-refused = refusé, ou répondu sans données
stats-figure-unanswered = sans réponse, le dernier jour est passé
stats-figure-running = pas encore de réponse, le délai court
stats-figure-doubtful = en doute (tout n'a pas pu être lu, le calendrier est incertain, ou une personne a écarté le retard)
stats-figure-no-deadline = sans délai calculable
stats-figure-days = jours jusqu'à la première réponse (médiane)
stats-figure-late-median = jours de retard (médiane des retards)
stats-figure-late-most = jours de retard (maximum)
stats-figure-late-sum = jours de retard (total)
stats-figure-documents = messages qui exigent une pièce d'identité
stats-reply-satisfactory = satisfaisant
stats-reply-incomplete = incomplet
stats-reply-unanswered = sans réponse
stats-share = { $share } ({ $range })
stats-share-line = { $count }, { $share } ({ $range })
stats-range = de { $low } à { $high } %
stats-nothing = –
stats-no-reply-known = D'aucun échange on ne sait encore ce que la personne a obtenu.
stats-apart = { $count ->
    [one] Un échange est à part et n'entre
   *[other] { $count } échanges sont à part et n'entrent
 } dans aucune de ces parts : le délai court encore, ou il est douteux qu'une réponse soit venue à temps.
stats-none-overdue = Aucune demande n'est en retard sans qu'il y ait un doute.
stats-over = jours de retard
stats-organisations-order = D'abord ceux qui ont le plus d'échanges, puis par nom : ce n'est pas un classement des conduites.
stats-column-exchanges = échanges
stats-column-in-time = à temps
stats-column-late = en retard
stats-column-refused = refusé
stats-column-unanswered = sans réponse
stats-column-open = en suspens
stats-column-share = part satisfaisante
stats-column-days = jours avant réponse (médiane)
stats-column-late-median = jours de retard (médiane)
stats-column-late-most = (maximum)
stats-column-late-sum = (total)
stats-column-demands = demandes d'identité
stats-column-documents = dont pièce d'identité
stats-column-of-all = du total
stats-column-bright = prouvé
stats-column-presumptive = paraît illicite
stats-column-signal = contexte
stats-limits-replies = Satisfaisant : une réponse est venue, à temps ou en retard, et rien n'y a été trouvé manquant ; dire que rien n'est détenu est une telle réponse. Incomplet : quelque chose a été trouvé manquant (un élément de l'art. 15 RGPD, une copie, le nom des destinataires, ou un lien au lieu d'une réponse), ou la première réponse a refusé ou n'a donné aucune donnée, que la loi le permette ou non. Sans réponse : le dernier jour est passé sans l'un ni l'autre. Quand tout n'a pas pu être lu dans une réponse, cela profite à l'organisme. Les éléments de l'art. 15 ne sont recherchés que sous les droits européen et britannique.
stats-limits-apart = Ces trois cas ne comprennent que les échanges dont le résultat est connu. Ceux dont le délai court encore, ceux dont il est douteux qu'une réponse soit venue à temps et ceux dont une personne a écarté le retard sont à part ; aucun d'eux n'est compté sans réponse ni en retard.
stats-limits-range = L'intervalle qui suit une part est son intervalle de confiance à 95 % (Wilson) : la part réelle s'y trouve avec cette confiance si ces échanges sont un échantillon aléatoire de demandes indépendantes. Les demandes faites à un même organisme, ou par une même personne, ne sont pas indépendantes, et un recueil de plaintes n'est pas un échantillon aléatoire. Peu d'échanges disent peu : à côté d'un organisme dont moins de deux résultats sont connus, aucune part n'est indiquée.
stats-limits-days = Les jours jusqu'à la première réponse sont comptés à partir de la réception de la demande, pour celles qui ont reçu une réponse, refus compris ; ceux qui ne répondent jamais n'entrent pas dans cette médiane. Les jours de retard sont comptés à partir du dernier jour, avec tout le bénéfice de la loi pour l'organisme, jusqu'à la première réponse ou jusqu'au jour de ce rapport.
stats-limits-organisations = Les organismes sont distingués par leur premier domaine, celui auquel on a écrit ou que le dossier nomme en premier. Celui qui répond depuis plusieurs domaines peut figurer ici plus d'une fois.
stats-limits-findings = Un constat compte une fois par échange, selon son degré le plus élevé ; les constats qu'une personne a écartés ne comptent pas. Les nombres ne prouvent aucune intention, et ceci n'est pas un conseil juridique.
stats-hidden-all = Les noms, domaines, adresses, numéros de message et chemins des personnes et des organismes sont remplacés par des pseudonymes : le même pour la même valeur avec la même clé.
stats-hidden-persons = Les noms, adresses, numéros de message et chemins des personnes sont remplacés par des pseudonymes : le même pour la même valeur avec la même clé. Les organismes gardent leur domaine et le nom du dossier, sauf ceux qui écrivent depuis l'adresse d'un fournisseur de messagerie.
stats-hidden-dates = Les dates restent telles quelles. Qui sait quand une demande a été envoyée peut la reconnaître : pensez-y avant de publier les dates avec le reste.
stats-repeated = { $count ->
    [one] Un échange est revenu d'un autre chemin et compte
   *[other] { $count } échanges sont revenus d'autres chemins et comptent
 } une seule fois.
stats-no-request-here = { $path } : aucune demande d'accès n'a été trouvée ici
stats-key-thrown-away = la clé des pseudonymes est jetée : personne ne peut savoir qui est visé, et un autre passage donne d'autres pseudonymes ; gardez une clé avec --key-file FICHIER s'ils doivent rester les mêmes
stats-see-paths = les chemins apparaissent sous pseudonyme ; relancez sans --pseudonymise pour les voir
heading-left-out = Retiré des messages joints à ce rapport
left-out-intro = Des pièces jointes ont été retirées des copies qui accompagnent ce rapport. Les messages originaux sont intacts chez la personne qui l'a établi et peuvent être produits sur demande ; l'empreinte SHA-256 de chacun est donnée.
left-out-line = Annexe { $annex } : la pièce jointe « { $name } » ({ $type }, { $size } octets, SHA-256 { $sha256 }) a été retirée. SHA-256 du message original entier : { $original }.
left-out-part = Une pièce jointe a été retirée de cette copie ({ $type }, { $size } octets, SHA-256 { $sha256 }). Le message original est intact chez la personne qui a établi cette copie.
bundle-written = { $path } : { $messages ->
    [one] un message
   *[other] { $messages } messages
 }, { $size } octets, SHA-256 { $sha256 }
bundle-look-through = { $count ->
    [0] Aucune pièce jointe n'est probablement un document d'identité.
    [one] Une pièce jointe a été retirée.
   *[other] { $count } pièces jointes ont été retirées.
 } Parcourez les autres avant de déposer le dossier : un document d'identité sous un autre nom a pu ne pas être reconnu.
bundle-differs = les messages du dossier, à eux seuls, mènent à un autre rapport, en { $count ->
    [one] un endroit
   *[other] { $count } endroits
 } : un élément sur lequel le rapport repose n'en fait pas partie ; `dilatory verify` énumère les différences
bundle-title = Messages, lettres et rapport d'une demande d'accès
bundle-made = Établi par dilatory { $version } à la date du { $date } (jour de l'audit, non de la confection). SHA-256 des règles : { $sha256 }.
bundle-has-annexes = - annexes/ : les messages et les lettres, numérotés comme dans le rapport. Un message est le fichier tel qu'il a été reçu, octet pour octet ; celui dont le nom finit par « redacted » est une copie d'où des pièces jointes ont été retirées.
bundle-has-attachments = - attachments/ : les pièces jointes des messages, décodées par commodité, dans un dossier par annexe. evidence.json donne les noms choisis par les expéditeurs. Ouvrez avec prudence ce que vous ne connaissez pas.
bundle-has-reports = - report.html, report.txt, report.md, report.json : le rapport, le dernier pour des programmes ; report.pdf, si le programme a été construit pour le faire.
bundle-has-record = - evidence.json : où se trouvait chaque message, son empreinte, ce qu'il porte sur son origine, et ce qui a été fait pour établir ce dossier.
bundle-has-case = - case.toml : ce que la personne a dit de l'affaire.
bundle-has-rules = - rules/ : les règles employées en plus de celles du programme.
bundle-has-manifest = - manifest.sha256 : l'empreinte SHA-256 de chaque autre fichier.
bundle-check = Pour vérifier qu'aucun fichier n'a été modifié depuis : décompressez le dossier et lancez `sha256sum -c manifest.sha256`. Pour vérifier aussi que le rapport découle des messages : lancez `dilatory verify` avec le nom du dossier.
bundle-authenticity = Le manifeste montre que les fichiers sont ceux qui ont été déposés. Il ne montre ni qui l'a établi ni quand : notez ailleurs l'empreinte SHA-256 du dossier entier, ou faites-la horodater.
bundle-dkim = evidence.json énumère les signatures des domaines d'envoi (DKIM). « matches » signifie : le corps est celui qui a été signé, si la signature est valable, ce que seule une consultation du DNS peut dire. « differs » ne prouve aucun faux : les listes de diffusion et les systèmes de messagerie modifient aussi les corps. Les champs tels qu'Authentication-Results sont donnés tels quels et ne comptent que si le serveur du destinataire les a écrits.
bundle-order = Le courrier qui n'appartient à aucun échange du rapport ne s'y trouve pas. Les heures de confection sont omises, afin que les mêmes preuves donnent le même dossier.
verify-follows = Le dossier est intact, et son rapport découle des messages qu'il contient.
verify-no-longer-follows = Le dossier est intact, mais son rapport ne découle pas des messages qu'il contient.
verify-tampered = Ce dossier n'est pas tel qu'il a été établi.
verify-missing = manquant : { $file }
verify-extra = absent du manifeste : { $file }
verify-changed = modifié : { $file }
verify-contradicted = non conforme à evidence.json : { $file }
verify-intact = { $count ->
    [one] Un fichier est conforme
   *[other] { $count } fichiers sont conformes
 } à la liste.
verify-other-tool = Le dossier a été établi par la version { $made } et vérifié par la version { $checked }, avec { $rules ->
    [same] les mêmes règles
   *[other] d'autres règles
 } : une différence peut venir de là.
verify-redacted = Des pièces jointes ont été retirées de ces messages : qu'ils soient pour le reste les originaux ne peut être vérifié sans ces derniers.
verify-differences = Différences entre le rapport et l'audit refait :
verify-report-differs = { $file } ne se lit pas comme lorsqu'on l'établit à nouveau
verify-more = { $count ->
    [one] un autre
   *[other] { $count } autres
 }
verify-limits = Cela montre que le rapport et les messages vont ensemble. Cela ne montre ni qui a envoyé un message, ni qui a établi le dossier ou quand.
differs-exchange-gone = échange non retrouvé : { $what }
differs-exchange-new = échange que le rapport n'a pas : { $what }
differs-message-gone = message non retrouvé : { $what }
differs-message-new = message que le rapport n'a pas : { $what }
differs-finding-gone = constat non retrouvé : { $what } ({ $id })
differs-finding-new = constat que le rapport n'a pas : { $what } ({ $id })
differs-clock = délai, { $what } : le rapport dit { $was }, maintenant { $is }
differs-wording = en d'autres termes : { $what }
differs-other = { $what } : le rapport dit { $was }, maintenant { $is }
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
verify-not-made = { $file } : seule l'empreinte a été vérifiée, car cette version du programme ne fait pas de PDF.
