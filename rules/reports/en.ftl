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
label-sums = In all
label-balls = Waiting for
label-identity = Identity demands
label-escalations = Escalations

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
sums = { $emails ->
    [one] one e-mail
   *[other] { $emails } e-mails
 } (automatic ones included, letters not), { $days ->
    [one] one day
   *[other] { $days } days
 }
balls = the organisation { $controller } days, the person { $subject } days

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
letter = letter ({ $kind })

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
 }; --quoted shows them]
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
