use std::collections::BTreeSet;
use std::fs;

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn read(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    #[allow(clippy::disallowed_methods, reason = "a test reads its data")]
    fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn shipped() -> HolidayTable {
    toml::from_str(&read("rules/holidays.toml")).expect("the shipped table")
}

/// A table of one state "XX" with these rules.
fn table(rules: &str) -> HolidayTable {
    parse(rules).expect("a table")
}

fn parse(rules: &str) -> Result<HolidayTable, toml::de::Error> {
    toml::from_str(&format!(
        "[states.XX]\nname = 'X'\ntime_zone = 'UTC'\nsource = 'none'\nholidays = [\n{rules}\n]\n"
    ))
}

fn national<'a>(table: &'a HolidayTable, state: &str, day: &str) -> Option<&'a str> {
    table.state(state).expect(state).national(date(day))
}

fn all_holidays(table: &HolidayTable, state: &str, on: &str) {
    for day in on.split_whitespace() {
        assert!(national(table, state, day).is_some(), "{state} {day}");
    }
}

fn no_holidays(table: &HolidayTable, state: &str, on: &str) {
    for day in on.split_whitespace() {
        assert_eq!(national(table, state, day), None, "{state} {day}");
    }
}

#[test]
fn computes_western_easter() {
    for day in "2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 \
        2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 \
        2030-04-21 1954-04-18 1981-04-19 2038-04-25 1818-03-22 2285-03-22"
        .split_whitespace()
    {
        assert_eq!(easter(date(day).year()), Some(date(day)));
    }
}

#[test]
fn computes_orthodox_easter() {
    for day in "2018-04-08 2019-04-28 2020-04-19 2021-05-02 2022-04-24 2023-04-16 \
        2024-05-05 2025-04-20 2026-04-12 2027-05-02 2028-04-16 2029-04-08 \
        2030-04-28 1983-05-08 2010-04-04"
        .split_whitespace()
    {
        assert_eq!(orthodox_easter(date(day).year()), Some(date(day)));
    }
}

#[test]
fn finds_easter_on_a_sunday_in_any_year() {
    let (first, last) = (NaiveDate::MIN.year(), NaiveDate::MAX.year());
    for year in (first..=last).step_by(97).chain([first, last, -1, 0, 1]) {
        for day in [easter(year), orthodox_easter(year)].into_iter().flatten() {
            assert_eq!(day.weekday(), Weekday::Sun, "{year}");
        }
    }
    assert_eq!(easter(i32::MAX), None);
    assert_eq!(orthodox_easter(i32::MIN), None);
}

#[test]
fn reads_each_form_of_day() {
    let in_2024 = |text: &str| On::parse(text).expect(text).in_year(2024);
    for (text, day) in [
        ("12-25", "2024-12-25"),
        ("02-29", "2024-02-29"),
        ("easter+0", "2024-03-31"),
        ("easter-2", "2024-03-29"),
        ("easter+50", "2024-05-20"),
        ("orthodox-easter-48", "2024-03-18"),
        ("orthodox-easter+1", "2024-05-06"),
        ("mon>=05-01", "2024-05-06"),
        ("mon>=05-06", "2024-05-06"),
        ("sat>=10-31", "2024-11-02"),
        ("mon<=08-31", "2024-08-26"),
        ("wed<=11-22", "2024-11-20"),
        ("2024-05-07", "2024-05-07"),
    ] {
        assert_eq!(in_2024(text), Some(date(day)), "{text}");
    }
    assert_eq!(in_2024("2023-05-08"), None);
    assert_eq!(On::parse("02-29").expect("a day").in_year(2023), None);
}

#[test]
fn refuses_what_is_no_day() {
    let all = "- 1-1 13-01 02-30 +1-01 12-2é easter easter1 easter+ easter++1 easter+99999 \
        orthodox-easter mon>05-01 xyz>=05-01 mon>=5-1 2023-02-29 20230-01-01 2023-1-1 é";
    for text in all.split_whitespace().chain([""]) {
        assert_eq!(On::parse(text), None, "{text}");
    }
    for text in ["", "02-01", "02-01 ", "02-01 xyz", "02-30 mon", "mon 02-01"] {
        assert_eq!(Condition::parse(text), None, "{text}");
    }
}

#[test]
fn points_at_the_token_at_fault() {
    let fault = parse("{ name = 'A', on = '01-01' },\n{ name = 'B', on = '13-01' },")
        .expect_err("month 13")
        .to_string();
    assert!(fault.contains("line 7, column 20"), "{fault}");
    assert!(fault.contains("`13-01` is not a day"), "{fault}");
    for rule in [
        "{ name = 'A', on = '01-01', when = 'mon' }",
        "{ name = 'A', on = '01-01', observed = 'never' }",
        "{ name = 'A', on = '01-01', until_year = 2020 }",
        "{ name = 'A' }",
    ] {
        assert!(parse(rule).is_err(), "{rule}");
    }
    assert!(toml::from_str::<HolidayTable>("[state.XX]").is_err());
}

#[test]
fn keeps_to_the_years_of_a_rule() {
    let table = table(
        "{ name = 'old', on = '06-01', until = 2019 },
         { name = 'new', on = '06-02', from = 2020 },",
    );
    assert_eq!(national(&table, "XX", "2019-06-01"), Some("old"));
    assert_eq!(national(&table, "XX", "2020-06-02"), Some("new"));
    no_holidays(&table, "XX", "2020-06-01 2019-06-02");
}

#[test]
fn chains_substitute_days() {
    let table = table(
        "{ name = 'second', on = '12-26', observed = 'next-working-day' },
         { name = 'first', on = '12-25', observed = 'next-working-day' },",
    );
    for (day, name) in [
        ("2021-12-27", Some("first")),
        ("2021-12-28", Some("second")),
        ("2021-12-29", None),
        ("2022-12-26", Some("second")),
        ("2022-12-27", Some("first")),
        ("2022-12-28", None),
        ("2020-12-25", Some("first")),
        ("2020-12-28", Some("second")),
        ("2020-12-29", None),
        ("2023-12-27", None),
    ] {
        assert_eq!(national(&table, "XX", day), name, "{day}");
    }
}

#[test]
fn puts_a_substitute_day_into_the_next_year() {
    let table = table("{ name = 'eve', on = '12-31', observed = 'next-working-day' }");
    all_holidays(&table, "XX", "2023-01-02 2024-01-01");
    no_holidays(&table, "XX", "2024-01-02 2022-01-03");
}

#[test]
fn substitutes_only_since_a_year() {
    let table =
        table("{ name = 'A', on = '05-24', observed = 'next-monday', observed_from = 2020 }");
    all_holidays(&table, "XX", "2020-05-25 2025-05-26");
    no_holidays(&table, "XX", "2015-05-25 2021-05-31");
}

#[test]
fn keeps_regional_holidays_apart() {
    let table = table(
        "{ name = 'R', on = '01-02', observed = 'next-working-day', regions = ['XX-1', 'XX-2'] },
         { name = 'other', on = '01-04', regions = ['XX-3'] },
         { name = 'N', on = '01-01', observed = 'next-working-day' },",
    );
    let state = table.state("XX").expect("XX");
    // 1 and 2 January 2022 were a weekend.
    assert_eq!(state.national(date("2022-01-03")), Some("N"));
    assert_eq!(state.national(date("2022-01-04")), None);
    let regional = state.regional(date("2022-01-04"));
    assert_eq!(regional.len(), 2);
    assert!(regional.contains(&("R", &["XX-1".to_owned(), "XX-2".to_owned()][..])));
    assert!(state.regional(date("2022-01-03")).is_empty());
}

#[test]
fn bears_any_date() {
    let table = shipped();
    for code in table.codes() {
        let state = table.state(code).expect(code);
        for day in [NaiveDate::MIN, NaiveDate::MAX, date("0000-02-29")] {
            state.national(day);
            state.regional(day);
        }
    }
}

#[test]
fn lists_the_states() {
    let table = shipped();
    let codes: Vec<_> = table.codes().collect();
    assert_eq!(
        codes.join(" "),
        "AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
    );
    for code in codes {
        let state = table.state(code).expect(code);
        assert!(
            !state.name.is_empty() && !state.source.is_empty() && state.time_zone.contains('/')
        );
    }
    assert!(table.state("EL").is_none());
}

#[test]
fn knows_the_tricky_days() {
    let table = shipped();
    all_holidays(
        &table,
        "GB",
        "2020-05-08 2020-12-28 2021-12-27 2021-12-28 2022-01-03 2022-06-02 \
        2022-06-03 2022-09-19 2022-12-27 2023-01-02 2023-05-08",
    );
    no_holidays(&table, "GB", "2020-05-04 2022-05-30 2022-12-28 2023-01-03");
    all_holidays(&table, "IE", "2023-02-06 2030-02-01");
    no_holidays(&table, "IE", "2030-02-04 2022-02-07 2022-01-03");
    all_holidays(&table, "NL", "2025-04-26 2026-04-27 2026-05-05");
    no_holidays(&table, "NL", "2025-04-27");
    all_holidays(&table, "DK", "2023-05-05");
    no_holidays(&table, "DK", "2024-04-26 2024-06-05");
    all_holidays(&table, "LU", "2019-05-09");
    no_holidays(&table, "LU", "2018-05-09");
    all_holidays(&table, "BG", "2021-05-04 2022-12-28 2020-05-25");
    all_holidays(&table, "GR", "2024-05-07");
    no_holidays(&table, "GR", "2024-05-01");
    all_holidays(&table, "SE", "2026-06-20 2026-10-31");
    no_holidays(&table, "SE", "2026-06-19");
    all_holidays(&table, "SK", "2025-05-08 2027-09-15");
    no_holidays(&table, "SK", "2026-05-08 2026-09-15 2025-11-17 2025-09-01");
    all_holidays(&table, "HR", "2019-06-25 2022-05-30");
    no_holidays(&table, "HR", "2020-06-25 2020-10-08");
    no_holidays(&table, "PT", "2015-12-01");
    no_holidays(&table, "HU", "2024-12-24 2025-05-02");
}

#[test]
fn knows_regional_days() {
    let table = shipped();
    let regions = |state: &str, day: &str| -> Vec<String> {
        let mut all: Vec<String> = table
            .state(state)
            .expect(state)
            .regional(date(day))
            .into_iter()
            .flat_map(|(_, regions)| regions.to_vec())
            .collect();
        all.sort();
        all
    };
    assert_eq!(regions("GB", "2022-01-04"), ["GB-SCT"]);
    assert_eq!(regions("GB", "2023-01-03"), ["GB-SCT"]);
    assert_eq!(regions("GB", "2025-12-01"), ["GB-SCT"]);
    assert_eq!(regions("GB", "2024-03-18"), ["GB-NIR"]);
    assert_eq!(regions("DE", "2024-11-20"), ["DE-SN"]);
    assert_eq!(regions("DE", "2023-03-08"), ["DE-BE", "DE-MV"]);
    assert_eq!(regions("FR", "2024-03-29"), ["FR-57", "FR-67", "FR-68", "FR-6AE"]);
    assert!(regions("FR", "2024-04-01").is_empty());
    no_holidays(&table, "FR", "2024-03-29");
}

#[test]
fn agrees_with_the_oracle_both_ways() {
    let table = shipped();
    let oracle = read("testdata/holidays-oracle.csv");
    let expected: BTreeSet<(&str, NaiveDate)> = oracle
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let mut cells = line.splitn(3, ',');
            let state = cells.next().expect("a state");
            (state, date(cells.next().expect("a date")))
        })
        .collect();
    assert!(expected.len() > 3700, "{} rows", expected.len());
    let mut found = BTreeSet::new();
    for code in table.codes() {
        let state = table.state(code).expect(code);
        let mut day = date("2018-01-01");
        while day.year() <= 2030 {
            if !is_weekend(day) && state.national(day).is_some() {
                found.insert((code, day));
            }
            day = day.succ_opt().expect("a next day");
        }
    }
    let missing: Vec<_> = expected.difference(&found).collect();
    let surplus: Vec<_> = found.difference(&expected).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "missing {missing:?}, surplus {surplus:?}");
}
