//! Reckons a clock from dates alone, step by step.

use super::period::DayOff;
use super::regime::{Pausing, Regime, Regimes};
use crate::id::{MemberState, RegimeId};
use chrono::{Days, NaiveDate};

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryKind {
    /// Who the person is, with a doubt that is stated (Art. 12(6) GDPR).
    Identity,
    /// What the person wants, of a large quantity of data (recital 63 GDPR).
    Clarification,
}

/// A justified and prompt question of the controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// What it is about.
    pub kind: QueryKind,
    /// The day on which it was asked.
    pub asked: NaiveDate,
    /// The day on which it was answered.
    pub met: Option<NaiveDate>,
}

/// A notice that the period is extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtensionNotice {
    /// The day of the notice.
    pub on: NaiveDate,
    /// Whether it gives any reason.
    pub reasons: bool,
    /// Whether it claims more time than the law can give.
    pub too_long: bool,
    /// The day by which it promises the answer.
    pub until: Option<NaiveDate>,
    /// Whether it only promises an answer, and does not speak of an extension.
    pub promised: bool,
}

/// The dates of an exchange that matter to the clock, in the time zone that counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The day on which the request was received.
    pub received: Option<NaiveDate>,
    /// Whether it was a letter that was received first.
    pub by_letter: bool,
    /// The day on which the organisation first said that it has it.
    pub acknowledged: Option<NaiveDate>,
    /// Days on which a request was sent but bounced.
    pub bounced: Vec<NaiveDate>,
    /// Justified questions.
    pub queries: Vec<Query>,
    /// Notices of extension.
    pub extensions: Vec<ExtensionNotice>,
    /// The day of the first answer.
    pub answered: Option<NaiveDate>,
}

/// Why an extension has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoidReason {
    /// The notice came after the period had ended.
    Late,
    /// The notice gives no reason.
    NoReason,
    /// The notice claims more than the law allows.
    TooLong,
    /// The regime knows no extension.
    Unknown,
    /// The notice names no day, and the regime wants one.
    NoDay,
}

/// One step of the reckoning.
#[allow(missing_docs, reason = "each step says what its dates are")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A request that came back: nothing was received.
    Bounced { on: NaiveDate },
    /// The request was received.
    Received { on: NaiveDate, by_letter: bool },
    /// The organisation acknowledged it, which proves the receipt.
    Proven { on: NaiveDate },
    /// The period ends, before anything moves it.
    Ends { on: NaiveDate, clamped: bool },
    /// A justified question was asked and answered.
    Paused {
        kind: QueryKind,
        asked: NaiveDate,
        met: NaiveDate,
        days: i64,
        strict: NaiveDate,
        lenient: NaiveDate,
    },
    /// A justified question began the period anew.
    Restarted { kind: QueryKind, asked: NaiveDate, met: NaiveDate, ends: NaiveDate },
    /// A justified question is still open.
    Open { kind: QueryKind, asked: NaiveDate },
    /// The last day is no working day.
    Rolled { passed: Vec<(NaiveDate, DayOff)>, to: NaiveDate },
    /// A holiday of a region, or of a state that may count, would move the day on.
    Doubtful { name: String, to: NaiveDate, state_known: bool },
    /// A valid extension.
    Extended { notice: NaiveDate, ends: NaiveDate, to: NaiveDate },
    /// An extension without effect.
    Void { notice: NaiveDate, why: VoidReason },
    /// The first answer.
    Answered { on: NaiveDate },
    /// No answer up to the day of the audit.
    Unanswered { as_of: NaiveDate },
    /// So many days after the last day.
    Late { days: i64 },
    /// Not after the last day.
    InTime,
    /// The period still runs.
    Running { until: NaiveDate },
}

/// Where a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was received, so nothing runs.
    NotStarted,
    /// The last day has not passed.
    Running,
    /// Answered in time.
    Met,
    /// The last day passed without an answer, or before it.
    Missed,
    /// The last day passed on one reading of the calendar and not on another.
    Doubtful,
}

/// The deadlines of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The law by which it is reckoned.
    pub regime: RegimeId,
    /// Whether that law is assumed, not named by the case or the request.
    pub assumed: bool,
    /// The state whose holidays count.
    pub state_of: Option<MemberState>,
    /// The day of receipt.
    pub start: Option<NaiveDate>,
    /// The last day on the reading least favourable to the controller.
    pub due_strict: Option<NaiveDate>,
    /// The last day with every benefit of the law.
    pub due: Option<NaiveDate>,
    /// The last day after a valid extension.
    pub extended_due: Option<NaiveDate>,
    /// The day of the first answer.
    pub answered: Option<NaiveDate>,
    /// Days past the last day that applied, to the answer or to the day of the audit; at least 0.
    pub days_late: i64,
    /// The last day if every doubt about the calendar is resolved for the controller.
    pub beyond_doubt: Option<NaiveDate>,
    /// The day of the audit.
    pub as_of: NaiveDate,
    /// How it was reckoned.
    pub steps: Vec<Step>,
}

impl Clock {
    /// Gives the last day that applied.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.extended_due.or(self.due)
    }

    /// Tells where the clock stands; derived, never stored.
    pub fn state(&self) -> State {
        let (Some(last), Some(doubt)) = (self.last_day(), self.beyond_doubt) else {
            return State::NotStarted;
        };
        let until = self.answered.unwrap_or(self.as_of);
        match (until > last, until > doubt, self.answered) {
            (true, true, _) => State::Missed,
            (true, false, _) => State::Doubtful,
            (false, _, Some(_)) => State::Met,
            (false, _, None) => State::Running,
        }
    }
}

/// Reckons the clock of the facts.
pub fn reckon(
    facts: &Facts,
    regime: &Regime,
    regimes: &Regimes,
    state: Option<&MemberState>,
    as_of: NaiveDate,
) -> Clock {
    let mut clock = Clock {
        regime: regime.id.clone(),
        assumed: false,
        state_of: state.cloned(),
        start: facts.received,
        due_strict: None,
        due: None,
        extended_due: None,
        answered: facts.answered.filter(|day| *day <= as_of),
        days_late: 0,
        beyond_doubt: None,
        as_of,
        steps: facts.bounced.iter().map(|on| Step::Bounced { on: *on }).collect(),
    };
    let Some(received) = facts.received else { return clock };
    clock.steps.push(Step::Received { on: received, by_letter: facts.by_letter });
    clock.steps.extend(facts.acknowledged.map(|on| Step::Proven { on }));
    let Some(nominal) = regime.period.after(received) else { return clock };
    clock.steps.push(Step::Ends { on: nominal, clamped: regime.period.is_clamped(received) });
    let mut ends =
        Ends { from: received, strict: nominal, lenient: nominal, doubt: nominal, shift: 0 };
    for query in &facts.queries {
        ends.pause(query, received, regime, as_of, &mut clock.steps);
    }
    let (certain, possible) = regimes.closed(state.map(MemberState::as_str));
    let roll = |day: NaiveDate| if regime.rolls { certain.roll(day) } else { (day, Vec::new()) };
    let roll_doubt = |day: NaiveDate| if regime.rolls { possible.roll(day).0 } else { day };
    let (due, passed) = roll(ends.lenient);
    if !passed.is_empty() {
        clock.steps.push(Step::Rolled { passed, to: due });
    }
    clock.due_strict = Some(roll(ends.strict).0);
    clock.due = Some(due);
    let mut doubt = roll_doubt(ends.lenient.max(ends.doubt)).max(due);
    for notice in &facts.extensions {
        if clock.extended_due.is_some() {
            break;
        }
        let named = notice.until.filter(|until| *until > due);
        if notice.promised && !(regime.names_day && named.is_some()) {
            continue;
        }
        let longest = if regime.names_day {
            named
        } else {
            let longest = regime.extended.and_then(|p| p.after(ends.from));
            longest.and_then(|end| end.checked_add_days(Days::new(ends.shift)))
        };
        let why = match longest {
            None if regime.names_day => Some(VoidReason::NoDay),
            None => Some(VoidReason::Unknown),
            Some(_) if notice.on > due => Some(VoidReason::Late),
            Some(_) if regime.names_day => None,
            Some(_) if !notice.reasons => Some(VoidReason::NoReason),
            Some(_) if notice.too_long => Some(VoidReason::TooLong),
            Some(_) => None,
        };
        match (why, longest) {
            (None, Some(end)) => {
                let (to, _) = roll(end);
                clock.steps.push(Step::Extended { notice: notice.on, ends: end, to });
                clock.extended_due = Some(to);
                doubt = roll_doubt(end).max(to);
            }
            // A promise that comes too late extends nothing, and claims nothing.
            _ if notice.promised => {}
            (why, _) => {
                let why = why.unwrap_or(VoidReason::Unknown);
                clock.steps.push(Step::Void { notice: notice.on, why });
            }
        }
    }
    clock.beyond_doubt = Some(doubt);
    conclude(&mut clock, &possible, doubt);
    clock
}

fn conclude(clock: &mut Clock, possible: &super::period::Closed<'_>, doubt: NaiveDate) {
    let Some(last) = clock.last_day() else { return };
    if doubt > last {
        let (_, passed) = possible.roll(last);
        let name = passed.into_iter().find_map(|(_, off)| match off {
            DayOff::Holiday(name) => Some(name),
            DayOff::Weekend(_) => None,
        });
        if let Some(name) = name {
            let state_known = clock.state_of.is_some();
            clock.steps.push(Step::Doubtful { name, to: doubt, state_known });
        }
    }
    let until = clock.answered.unwrap_or(clock.as_of);
    clock.days_late = (until - last).num_days().max(0);
    clock.steps.push(match clock.answered {
        Some(on) => Step::Answered { on },
        None => Step::Unanswered { as_of: clock.as_of },
    });
    clock.steps.push(match (clock.days_late, clock.answered) {
        (1.., _) => Step::Late { days: clock.days_late },
        (_, Some(_)) => Step::InTime,
        (_, None) => Step::Running { until: last },
    });
}

/// The end of the period on each reading.
struct Ends {
    /// The day that it is counted from.
    from: NaiveDate,
    strict: NaiveDate,
    lenient: NaiveDate,
    doubt: NaiveDate,
    /// Days that do not count.
    shift: u64,
}

impl Ends {
    fn pause(
        &mut self,
        query: &Query,
        received: NaiveDate,
        regime: &Regime,
        as_of: NaiveDate,
        steps: &mut Vec<Step>,
    ) {
        let (kind, asked) = (query.kind, query.asked);
        let effect = match kind {
            QueryKind::Identity => regime.identity,
            QueryKind::Clarification => regime.clarification,
        };
        if effect == Pausing::Nothing || asked > self.lenient || asked < received {
            return;
        }
        let Some(met) = query.met.filter(|met| *met <= as_of) else {
            steps.push(Step::Open { kind, asked });
            let open = u64::try_from((as_of - asked).num_days()).unwrap_or(0);
            self.add(open);
            return;
        };
        let days = (met - asked).num_days();
        if effect == Pausing::Restarts {
            let Some(ends) = regime.period.after(met) else { return };
            self.from = met;
            self.strict = self.strict.max(ends);
            self.lenient = self.lenient.max(ends);
            self.doubt = self.doubt.max(ends);
            steps.push(Step::Restarted { kind, asked, met, ends });
            return;
        }
        self.add(u64::try_from(days).unwrap_or(0));
        // Authorities have reckoned both ways: the end moves by the days of the pause, or what was
        // left of the period runs on from the answer (IMY-2022-9442).
        let used = u64::try_from((asked - received).num_days()).unwrap_or(0);
        let whole = regime.period.after(met);
        let resumed = whole.and_then(|end| end.checked_sub_days(Days::new(used)));
        self.lenient = self.lenient.max(resumed.unwrap_or(self.lenient));
        if kind == QueryKind::Identity {
            // One authority let the whole month run from the proof (DPC, Airbnb, 20.07.2023).
            self.doubt = self.doubt.max(whole.unwrap_or(self.doubt));
        }
        let (strict, lenient) = (self.strict, self.lenient);
        steps.push(Step::Paused { kind, asked, met, days, strict, lenient });
    }

    fn add(&mut self, days: u64) {
        self.shift += days;
        let later = |day: NaiveDate| day.checked_add_days(Days::new(days)).unwrap_or(day);
        self.strict = later(self.strict);
        self.lenient = later(self.lenient);
        self.doubt = later(self.doubt);
    }
}
