### What reports say in English.  Every message is a whole sentence, label or table cell.

title = Audit of an exchange about personal data
title-many = Audit of { $count } exchanges about personal data
as-of = As of { $date }
exchange = { $controller }: request of { $date }
exchange-undated = { $controller }: no request found

labelled = { $label }:
separator = { "; " }
label-finding = Finding
label-related = Messages
label-subject = Person
label-controller = Organisation
label-regime = Law
label-state-law = Holidays of
label-request = Request received
label-due = Last day
label-answered = Answered
label-result = Result

regime-assumed = { $name } (assumed: neither the case file nor the request names a law)
due-both = { $due } (strictest reading: { $strict })
due-extended = { $due } (extended; before: { $before })
not-answered = no answer by { $date }
result-unanswered = unanswered, { $days ->
    [one] one day
   *[other] { $days } days
 } past the last day
result-doubtful = no answer was recognised, but not everything could be read (see below)
result-running = no answer yet; the period runs until { $date }
result-answered = answered in time
result-answered-late = answered { $days ->
    [one] one day
   *[other] { $days } days
 } late
result-partly-answered = answered in time, but not in full
result-partly-answered-late = answered in part, { $days ->
    [one] one day
   *[other] { $days } days
 } late
result-refused = refused
result-refused-late = refused, { $days ->
    [one] one day
   *[other] { $days } days
 } late
result-unknown = no deadline could be reckoned

heading-timeline = What happened
heading-clock = The clock, step by step
heading-ledger = What was asked to prove identity
heading-findings = Findings
heading-undecided = What could not be decided
heading-mail = Mail
heading-duplicates = Found more than once
heading-copies = The same mail in other bytes (another folder, another way, forwarded)
heading-links = Why each message belongs here
heading-unread = Not read
heading-unrelated = Mail that belongs to no exchange
heading-later = Later mail, which does not count on the day of this report
heading-limits = How to read this

party-subject = person
party-controller = organisation
party-authority = authority
party-auto = machine
party-third = other

clock-day = day { $day }
clock-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
 }
clock-last = last day
clock-answered = answered

did-request = asks for access to the data
did-chases = reminds
did-escalates = escalates
did-supplies = gives: { $items }
did-declines = will not give: { $items }
did-writes = writes
did-acknowledges = acknowledges receipt
did-updates = says that it is being dealt with
did-automatic = automatic message
did-bounce = the message was not delivered
did-demands = demands: { $items }
did-offers = offers a choice to prove identity: { $items }
did-portal = sends the person to a form or portal
did-desk = sends the person to another desk
did-clarification = wants the request narrowed down
did-fee = wants a payment
did-extends = takes more time
did-denies-gdpr = says that the law does not apply to it
did-refuses = refuses
did-proxy = will not deal with the representative
did-provides = sends data
did-motive-refused = will not answer because of what the data may be for
did-excessive = calls the request excessive or abusive
did-effort = says that it is too much work
did-secrecy = invokes secrecy or the rights of others
did-cannot-identify = says that it cannot tell whose data they are
did-cannot-find = says that it cannot find the request
did-recasts = handles the request as something else
did-restarts = takes it for a new request
did-misstates = names a period for its answer
did-starts-late = says when the period begins
did-form = wants a form filled in
did-attendance = wants the person to come
did-paper = accepts or sends paper only
did-motive = asks what the data are wanted for
did-already = says that the person has the data already
did-parts = answers in parts
did-source = does not name the source
did-other-controller = says that somebody else is responsible
did-chilling = names a consequence of the request
did-policy = points to its privacy policy
did-denies-use = denies use or sale
did-nothing = says that it holds nothing
did-erased = says that the data were erased
did-unread = is in a language that was not read
kind-request = request
kind-reminder = reminder
kind-formal-notice = formal notice
kind-complaint = complaint
kind-answer = answer
kind-refusal = refusal
kind-identity = proof of identity

step-bounced = The message of { $on } came back undelivered: nothing was received.
step-received = The request was received on { $on }.
step-received-letter = The request was delivered by letter on { $on }.
step-proven = The organisation acknowledged it on { $on }, which proves the receipt.
step-ends = The period ends on { $on }; the day of receipt is not counted.
step-ends-clamped = The period ends on { $on }, the last day of the month, for the month has no such date; the day of receipt is not counted.
step-rolled-weekend = { $from } is a { $weekday }, so the period runs until the end of { $to }.
step-rolled-holiday = { $from } is a public holiday ({ $name }), so the period runs until the end of { $to }.
step-regional = { $name } is a public holiday in part of the state only; where it counts, the last day is { $to }.
step-anywhere = { $name } is a public holiday in some states, and it is not known whose holidays count; at the latest, the last day is { $to }.
step-paused-identity = A doubt about identity was stated on { $asked } and settled on { $met }: { $days } days that may not count, so the period ends on { $lenient } (strictest reading: { $strict }).
step-paused-clarification = A question about the scope of many data was asked on { $asked } and answered on { $met }: { $days } days that may not count, so the period ends on { $lenient } (strictest reading: { $strict }).
step-restarted = The organisation asked who the person is on { $asked }; under this law the period begins with the proof of { $met } and ends on { $ends }.
step-open = A justified question of { $asked } is still open: the days since then are not counted.
step-extended = An extension was announced on { $notice }, within the period and with a reason: the period ends on { $ends }, so the last day is { $to }.
step-void-late = The extension announced on { $notice } has no effect: the period had already ended.
step-void-no-reason = The extension announced on { $notice } has no effect: it gives no reason.
step-void-too-long = The extension announced on { $notice } has no effect: it claims more than the law allows.
step-void-unknown = The extension announced on { $notice } has no effect: this law knows none.
step-void-no-day = The extension announced on { $notice } has no effect: it names no day by which the answer comes.
step-answered = The first answer came on { $on }.
step-unanswered = No answer came up to { $as_of }.
step-late = That is { $days ->
    [one] one day
   *[other] { $days } days
 } after the last day.
step-in-time = That is in time.
step-running = The period still runs until { $until }.
step-source = { $text } [{ $source }]

ledger-item = item
ledger-demanded = demanded
ledger-supplied = given
ledger-never = never
item-id-document = identity document
item-photo = photograph or film
item-id-certified = certification
item-signature = signature
item-utility-bill = proof of address
item-payment-card = payment card or account digits
item-national-number = national number
item-postal-address = postal address
item-phone = telephone number
item-ip-address = IP address
item-date-of-birth = date of birth
item-customer-number = customer number
item-account-number = customer number
item-device-id = device identifier
item-email = e-mail address
item-order-number = order number
item-security-question = security question
item-identity-generic = proof of identity, not further described
item-other = other

grade-bright-line = proven by the dates or the words alone
grade-presumptive = appears unlawful unless the organisation shows otherwise
grade-signal = context only, no infringement by itself
finding-at = { $date }, { $who }
finding-at-attachment = { $date }, { $who }, in the attachment { $name }
finding-at-page = { $date }, { $who }, in the attachment { $name }, page { $page }
law-unverified = no citation of this law has been verified yet
label-law = Law
label-why = Why
label-best-answer = The organisation's best answer
label-explanation = What it is
label-unless = Not if
label-source = Seen in
label-next-step = What can be done
law-later = { $cite } (of { $since }, after these events)
none-found = No tactic was found.

gap-language = { $tactic }: message { $message } is in a language that was not read.
gap-unreadable = { $tactic }: the words of message { $message } could not be read.
gap-attachment = { $tactic }: an attachment of message { $message } was not read, and what is missing may be in it.
gap-unclear = { $tactic }: message { $message } says something that was not understood and may matter.
gap-calendar = { $tactic }: the last day passed on one reading of the calendar, and not on another.
gap-date = { $tactic }: message { $message } bears no usable date.
gap-request = { $tactic }: it is not known when the request was received.
gap-law = { $tactic }: the law has applied only since { $since }.

column-date = date
no-subject = (no subject)
no-name = (no name)
label-from = From
label-to = To
label-cc = Copy to
label-date = Date
label-kind = Kind
label-exchange = Exchange
label-id = Message-ID
label-sha256 = SHA-256
label-place = Lies in
label-defects = Defects
kind-auto-reply = automatic reply
kind-ticket-ack = acknowledgement by a ticket system
kind-bounce = report that a message was not delivered
kind-receipt = receipt
kind-bulk = bulk mail
heading-attachments = Attachments
attachment-line = { $name } ({ $type }, { $size } bytes)
in-attachment = In the attachment { $name }:
label-forwarded = Forwarded in
folded-quoted = [{ $lines ->
    [one] one quoted line
   *[other] { $lines } quoted lines
 }]
folded-signature = [{ $lines ->
    [one] one line
   *[other] { $lines } lines
 } of signature]
folded-frame = [{ $lines ->
    [one] one line
   *[other] { $lines } lines
 } of a mail gateway or ticket system]
finding-here = ^ { $title } ({ $tactic }): { $grade }
unread-line = { $path }: { $why }
mail-account = { $seen ->
    [one] One message was seen
   *[other] { $seen } messages were seen
 }: { $read } read, { $duplicates } found again, { $skipped } not read.
duplicate-line = { $path }: the same as { $first }
places-of = { $path }: { $count ->
    [one] one message
   *[other] { $count } messages
 }
places-more = in other places: { $count ->
    [one] one message
   *[other] { $count } messages
 }
column-from = from
column-why = why
why-start = begins the exchange
why-header = answers { $to }, as its headers say
why-bounce = reports that { $to } was not delivered
why-ticket = bears the ticket number { $ticket } of { $to }
why-quotation = quotes { $to }
why-subject = has the subject of a reply to { $to }, between the same two sides
why-acknowledgement = acknowledges { $to }, which was sent shortly before
why-parties = went between the two sides and is about the request
why-case = the case file says so
unrelated-line = { $count ->
    [one] One message belongs to no exchange and was not judged.
   *[other] { $count } messages belong to no exchange and were not judged.
 }
no-exchange = No access request was found in { $count ->
    [one] the one message
   *[other] the { $count } messages
 }.
no-exchange-hint = Give the case file with --case if the parties are known.
limits = This report quotes what the mail says and reckons what the law says of it. It cannot see letters, calls or portals that are not in the file, it proves no intent, and it is no legal advice. Days are counted in the time zone of the state named above.

weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $day } { $month } { $year }

waived = Set aside by the person who made this report: { $reason }
news-elsewhere = New mail: { $count ->
    [one] one message, which belongs
   *[other] { $count } messages, which belong
 } to no exchange so far
idle-waiver = case file: waive { $id }: there is no such finding (any more); remove the entry, or copy the id from the report

heading-checklist = The answer of { $date } beside Art. 15 GDPR
checklist-item = Item
checklist-state = In the answer
checklist-same = (the same words)
checklist-words = Words
answer-purposes = purposes
answer-categories = categories of data
answer-recipients = recipients
answer-retention = storage period
answer-rights = rights
answer-authority = complaint to an authority
answer-source = source
answer-automated-decisions = automated decisions
answer-transfers = safeguards of transfers
answer-copy = copy of the data
answer-is-given = given
answer-is-partial = in part
answer-is-missing = missing
answer-is-by-link = by link only
answer-is-not-applicable = not asked for
answer-is-unknown = not everything could be read
answer-categories-only = by categories only

heading-parties = Parties
heading-summary = Summary
heading-remedy = What is asked of the authority
heading-annexes = Annexes
heading-decisions = What people decided
label-residence = Address of the person
label-representative = Representative
label-mandate = Mandate
label-seat = Address of the organisation
label-registration = Registered as
label-authority = Authority
label-reference = Reference of the authority
label-about = Subject
label-attachments = Attachments
label-size = Size
label-note = Note
label-tool = Made with
label-rules = Rules (SHA-256)
label-holidays = Public holidays (SHA-256)
label-as-of = As of
case-file = { $path }, { $size } bytes, SHA-256 { $sha256 }
mandate-missing = no file named; add the signed mandate
mandate-by-mail = the request says that it is made for another person; add the signed mandate
bytes = { $size } bytes
no-date = no date
nobody = nobody
way = { $from } to { $to }
channel-mail = e-mail
channel-letter = letter
annex = annex { $number }
annex-title = Annex { $number }: { $title }
annex-message = { $date }, e-mail from { $from }
annex-letter = { $date }, letter ({ $kind })
letter-without-file = on paper; no file is named in the case file
summary-request = On { $date }, { $controller } received a request for access to personal data.
summary-no-request = No message or letter shows when the request was received.
summary-due = The last day to answer was { $date }.
summary-extended = The last day to answer was { $date }, after an extension from { $before }.
summary-unanswered = Up to { $date } no answer had come: { $days ->
    [one] one day
   *[other] { $days } days
 } past the last day.
summary-doubtful = No answer was recognised up to { $date }, but not everything could be read.
summary-running = No answer had come by { $date }; the period still runs.
summary-refused = On { $date } the organisation refused, within the period.
summary-refused-late = On { $date } the organisation refused, { $days ->
    [one] one day
   *[other] { $days } days
 } after the last day.
summary-late = The first answer came on { $date }, { $days ->
    [one] one day
   *[other] { $days } days
 } after the last day.
summary-in-time = The first answer came on { $date }, within the period.
summary-partly = It was not complete.
summary-identity = { $count ->
    [one] One message of the organisation
   *[other] { $count } messages of the organisation
 } asked for something to prove identity.
summary-findings = This report has { $count ->
    [one] one finding
   *[other] { $count } findings
 }: { $bright } proven by the dates or the words alone, { $presumptive } apparently unlawful unless the organisation shows otherwise, { $signal } for context only.
figure-late = { $count ->
    [one] day late
   *[other] days late
 }
figure-answer = { $count ->
    [one] day to the first answer
   *[other] days to the first answer
 }
figure-waited = { $count ->
    [one] day waited
   *[other] days waited
 }
figure-controller = { $count ->
    [one] day with the organisation
   *[other] days with the organisation
 }
figure-subject = { $count ->
    [one] day with the person
   *[other] days with the person
 }
figure-emails = { $count ->
    [one] e-mail
   *[other] e-mails
 }
figure-identity = { $count ->
    [one] identity demand
   *[other] identity demands
 }
figure-escalations = { $count ->
    [one] escalation
   *[other] escalations
 }
figure-findings = { $count ->
    [one] finding
   *[other] findings
 }
figure-bright = of them proven by dates or words alone
days-late = { $days ->
    [0] none
    [one] one day
   *[other] { $days } days
 }
deadline-reading = reading
deadline-day = last day
deadline-late = late by
deadline-strict = strictest
deadline-lenient = with every benefit of the law for the organisation
deadline-extended = after the extension
deadline-counts = { $reading } (counts here)
deadline-doubt = if every doubt about holidays or identity is resolved for the organisation
chart-clock = period
chart-turn = waiting for
chart-period = period to answer
chart-extension = extension
chart-late = past the last day
chart-controller = waiting for the organisation
chart-subject = waiting for the person
chart-due = last day: { $date }
chart-description = { $messages ->
    [one] One message or letter
   *[other] { $messages } messages and letters
 } from { $from } to { $to }; the same in words below.
chart-more = { $count } findings
ledger-again = asked again after it was given
ledger-no = no
ledger-needed = whether it was needed
ledger-no-finding = no finding
remedy-intro = The person asks the authority:
remedy-order = to order the organisation to comply with the access request of { $date }
remedy-missing = to have it give what no answer so far holds: { $items }
remedy-late = to find that the organisation did not answer within the period of the law
remedy-identity = to examine whether what the organisation asked in order to identify the person was necessary, and to have it delete what was not
remedy-progress = The person would like to be told within three months how the complaint is getting on.
decided-link = put into the exchange by the case file: { $what }
decided-unlink = taken out of the exchange by the case file: { $what }
decided-letters = letters that only the case file knows, of { $what }
decided-waive = findings set aside: { $what }
decided-law = named by the case file: { $what }
limits-filing = Before filing: enclose the annexes as untouched files, black out in copies whatever proves identity and the authority does not need, sign the mandate, and say whether this report may be passed on to the organisation. Quotations are in the language of the mail.
contents = Contents
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = June
month-short-7 = July
month-short-8 = Aug
month-short-9 = Sept
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
thousands = ,
folded-hint = (--quoted shows what is folded)
column-number = no.
column-when = date, time
column-way = from, to
column-deed = what happened
column-clock = clock
column-annex = annex, findings
due-title = Last day for { $controller } to answer the request of { $date }
due-strict = On the strictest reading the last day is { $date }.
due-reckoned = How the last day is reckoned:
due-made = Reckoned as of { $date } from the mail that was read; later mail may move the day.
due-category = Data protection
due-none = No exchange waits for an answer: the calendar is empty.
result-perhaps-late = answered; whether in time could not be decided (see below)
summary-perhaps-late = The first answer came on { $date }; whether that is within the period could not be decided.
decimal = .
percent = { $value }%
stats-title = Access requests in numbers
stats-heading-replies = What the persons got
stats-heading-overdue = Overdue
stats-heading-organisations = By organisation
stats-heading-answers = When they answered
stats-heading-contents = What they answered
stats-heading-days = How long they took, and what they asked for
stats-heading-tactics = Findings by frequency
stats-figure-exchanges = exchanges
stats-figure-in-time = answered in time, in full or in part
stats-figure-late = answered late, in full or in part
stats-figure-refused = refused, or answered without data
stats-figure-unanswered = unanswered, the last day has passed
stats-figure-running = no answer yet, the period still runs
stats-figure-doubtful = in doubt (not everything could be read, the calendar is open, or a person set the lateness aside)
stats-figure-no-deadline = without a deadline that could be reckoned
stats-figure-days = days to the first answer (median)
stats-figure-late-median = days late (median of those that are late)
stats-figure-late-most = days late (most)
stats-figure-late-sum = days late (sum)
stats-figure-documents = messages that demand an identity document
stats-reply-satisfactory = satisfactory
stats-reply-incomplete = incomplete
stats-reply-unanswered = unanswered
stats-share = { $share } ({ $range })
stats-share-line = { $count }, { $share } ({ $range })
stats-range = { $low } to { $high }%
stats-nothing = –
stats-no-reply-known = Of no exchange is it known yet what the person got.
stats-apart = { $count ->
    [one] One exchange stands apart and is
   *[other] { $count } exchanges stand apart and are
 } in none of these shares: the period still runs, or it is in doubt if there was an answer in time.
stats-none-overdue = No request is overdue without doubt.
stats-over = days over
stats-organisations-order = Those with the most exchanges first, then by name: this is no ranking of conduct.
stats-column-exchanges = exchanges
stats-column-in-time = in time
stats-column-late = late
stats-column-refused = refused
stats-column-unanswered = not answered
stats-column-open = open
stats-column-share = share satisfactory
stats-column-days = days to answer (median)
stats-column-late-median = days late (median)
stats-column-late-most = (most)
stats-column-late-sum = (sum)
stats-column-demands = identity demands
stats-column-documents = of them for a document
stats-column-of-all = of all
stats-column-bright = proven
stats-column-presumptive = appears unlawful
stats-column-signal = context
stats-limits-replies = Satisfactory: an answer came, in time or late, and nothing was found missing in it; that nothing is held is such an answer. Incomplete: something was found missing (an item of Art. 15 GDPR, a copy, the names of recipients, or a link in the place of an answer), or the first answer refused or gave no data, whether the law allowed that or not. Unanswered: the last day passed without either. Where not everything in an answer could be read, that counts for the organisation. The items of Art. 15 are looked for under the European and the British law only.
stats-limits-apart = In these three stand only exchanges of which the result is known. Those whose period still runs, those of which it is in doubt if an answer came in time, and those whose lateness a person set aside stand apart; none of them counts as unanswered, late or overdue.
stats-limits-range = The range behind a share is its 95% confidence interval (Wilson): the true share lies in it with that confidence if these exchanges are a random sample of independent requests. Requests to one organisation, or by one person, are not independent, and a collection of complaints is no random sample. Few exchanges say little: beside an organisation of which fewer than two results are known, no share is shown.
stats-limits-days = Days to the first answer are counted from the receipt of the request, over those that were answered, refusals included; those who never answer are not in that median. Days late are counted from the last day, with every benefit of the law for the organisation, to the first answer or to the day of this report.
stats-limits-organisations = Organisations are told apart by their first domain, the one that was written to or that the case file names first. One that answers from several domains may stand here more than once.
stats-limits-findings = A finding counts once an exchange, by its highest grade there; findings that a person set aside do not count. Numbers prove no intent, and this is no legal advice.
stats-hidden-all = Names, domains, addresses, message numbers and paths of persons and organisations are replaced by pseudonyms: the same one for the same value under the same key.
stats-hidden-persons = Names, addresses, message numbers and paths of persons are replaced by pseudonyms: the same one for the same value under the same key. Organisations keep their domain and the name of the case file, but for those that write from an address of a mail provider.
stats-hidden-dates = Dates stay as they are. Whoever knows when a request was sent may recognise it: consider that before you release the dates with the rest.
stats-repeated = { $count ->
    [one] One exchange came again from another path and counts
   *[other] { $count } exchanges came again from other paths and count
 } once.
stats-no-request-here = { $path }: no access request was found here
stats-key-thrown-away = the key of the pseudonyms is thrown away: nobody can tell who is meant, and another run gives other pseudonyms; keep a key with --key-file FILE if they are to stay the same
stats-see-paths = paths are shown as pseudonyms; run without --pseudonymise to see them
heading-left-out = Left out of the messages that go with this report
left-out-intro = Some attachments were left out of the copies that go with this report. The original messages are unaltered with whoever made it, and can be shown on request; the SHA-256 of each is given.
left-out-line = Annex { $annex }: the attachment “{ $name }” ({ $type }, { $size } bytes, SHA-256 { $sha256 }) was left out. SHA-256 of the whole original message: { $original }.
left-out-part = An attachment was left out of this copy ({ $type }, { $size } bytes, SHA-256 { $sha256 }). The original message is unaltered with whoever made this copy.
bundle-written = { $path }: { $messages ->
    [one] one message
   *[other] { $messages } messages
 }, { $size } bytes, SHA-256 { $sha256 }
bundle-look-through = { $count ->
    [0] No attachment was found that is probably an identity document.
    [one] One attachment was left out.
   *[other] { $count } attachments were left out.
 } Look through the others before you file the bundle: an identity document under another name may not have been recognised.
bundle-differs = the messages in the bundle alone come to another report, in { $count ->
    [one] one place
   *[other] { $count } places
 }: something that the report rests on is not among them; `dilatory verify` lists the differences
bundle-title = Messages, letters and report of an access request
bundle-made = Made by dilatory { $version } for { $date } (the day of the audit, not of the making). SHA-256 of the rules: { $sha256 }.
bundle-has-annexes = - annexes/: the messages and letters, numbered as in the report. A message is the file as it was received, byte for byte; one whose name ends with “redacted” is a copy out of which attachments were left.
bundle-has-attachments = - attachments/: what was attached to the messages, decoded for convenience, in a folder for each annex. evidence.json has the names that the senders gave. Open what you do not know with care.
bundle-has-reports = - report.html, report.txt, report.md, report.json: the report, the last one for programs; report.pdf, if the program was built to make it.
bundle-has-record = - evidence.json: where each message lay, its hash, what it bears about its origin, and what was done to make this bundle.
bundle-has-case = - case.toml: what the person said about the case.
bundle-has-rules = - rules/: rules that were used beside those of the program.
bundle-has-manifest = - manifest.sha256: the SHA-256 of every other file.
bundle-check = To check that no file was changed since: unpack the bundle and run `sha256sum -c manifest.sha256`. To check also that the report follows from the messages: run `dilatory verify` with the name of the bundle.
bundle-authenticity = The manifest shows that the files are those that were put in. It does not show who made it or when: note the SHA-256 of the whole bundle elsewhere, or have it timestamped.
bundle-dkim = evidence.json lists the signatures of sending domains (DKIM). “matches” means: the body is the one that was signed, if the signature is valid, which only a look into the DNS can tell. “differs” proves no forgery: mailing lists and mail systems change bodies, too. Fields such as Authentication-Results are given as found, and count only if the receiver's own server wrote them.
bundle-order = Mail that belongs to no exchange in the report is not in here. The times at which the bundle was made are left out, so that the same evidence makes the same bundle.
verify-follows = The bundle is intact, and its report follows from the messages in it.
verify-no-longer-follows = The bundle is intact, but its report does not follow from the messages in it.
verify-tampered = This bundle is not as it was made.
verify-missing = missing: { $file }
verify-extra = not in the manifest: { $file }
verify-changed = changed: { $file }
verify-contradicted = not as evidence.json says: { $file }
verify-intact = { $count ->
    [one] One file is
   *[other] { $count } files are
 } as listed.
verify-other-tool = The bundle was made by version { $made } and checked by version { $checked }, with { $rules ->
    [same] the same rules
   *[other] other rules
 }: a difference may come from that.
verify-redacted = Attachments were left out of these messages: that they are otherwise the original ones cannot be checked without the originals.
verify-differences = Differences between the report and the audit that was run again:
verify-report-differs = { $file } reads otherwise than when it is made anew
verify-more = { $count ->
    [one] one more
   *[other] { $count } more
 }
verify-limits = This shows that report and messages belong together. It does not show who sent a message, nor who made the bundle or when.
differs-exchange-gone = exchange not found again: { $what }
differs-exchange-new = exchange that the report does not have: { $what }
differs-message-gone = message not found again: { $what }
differs-message-new = message that the report does not have: { $what }
differs-finding-gone = finding not found again: { $what } ({ $id })
differs-finding-new = finding that the report does not have: { $what } ({ $id })
differs-clock = clock, { $what }: the report says { $was }, now { $is }
differs-wording = in other words: { $what }
differs-other = { $what }: the report says { $was }, now { $is }
pdf-page = page { $page } of { $pages }
pdf-cut = … [cut here: the file holds the rest]
pdf-number = No.
pdf-date = Date
pdf-way = From and to
pdf-what = What was done
pdf-clock = Clock
pdf-annex = Annex
pdf-mark = message
pdf-mark-finding = message with findings
pdf-mark-letter = letter
verify-not-made = { $file }: only its hash was checked, for this build of the program makes no PDF.
