//! Tests with the examples of the standards.

use super::body::with_crlf;
use super::*;
use proptest::prelude::*;

const EMPTY_SIMPLE: &str = "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=";
const EMPTY_RELAXED: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/// RFC 6376, appendix A.2.
const JOE: &str = "DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;\r\n\
    \x20     c=simple/simple; q=dns/txt; i=joe@football.example.com;\r\n\
    \x20     h=Received : From : To : Subject : Date : Message-ID;\r\n\
    \x20     bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n\
    \x20     b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB\r\n\
    \x20     4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut\r\n\
    \x20     KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV\r\n\
    \x20     4bmp/YzhwvcubU4=;\r\n\
    Received: from client1.football.example.com  [192.0.2.1]\r\n\
    \x20     by submitserver.example.com with SUBMISSION;\r\n\
    \x20     Fri, 11 Jul 2003 21:01:54 -0700 (PDT)\r\n\
    From: Joe SixPack <joe@football.example.com>\r\n\
    To: Suzie Q <suzie@shopping.example.net>\r\n\
    Subject: Is dinner ready?\r\n\
    Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n\
    Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\
    \r\n\
    Hi.\r\n\
    \r\n\
    We lost the game. Are you hungry yet?\r\n\
    \r\n\
    Joe.\r\n";

fn checked(mail: &str) -> DkimSignature {
    Authentication::of(mail.as_bytes()).dkim.remove(0)
}

fn signed(tags: &str, body: &str) -> DkimSignature {
    checked(&format!("DKIM-Signature: {tags}\r\nFrom: a@x.example\r\n\r\n{body}"))
}

#[test]
fn the_example_of_the_standard() {
    let found = checked(JOE);
    assert_eq!(found.body, BodyCheck::Matches);
    assert_eq!((found.domain.as_str(), found.selector.as_str()), ("example.com", "brisbane"));
    assert_eq!(found.canonicalization, "simple/simple");
    assert_eq!(found.body_hash, "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
    assert_eq!(checked(&JOE.replace("lost", "won")).body, BodyCheck::Differs);
}

#[test]
fn line_ends_that_a_mailbox_changed_are_put_back() {
    let stored = JOE.replace("\r\n", "\n");
    let found = Authentication::of(stored.as_bytes());
    assert_eq!(found.dkim[0].body, BodyCheck::Matches);
    assert!(found.line_ends_restored);
    assert!(!Authentication::of(JOE.as_bytes()).line_ends_restored);
}

/// RFC 6376, 3.4.5.
#[test]
fn the_common_forms_of_the_standard() {
    let body = b" C \r\nD \t E\r\n\r\n\r\n";
    assert_eq!(Form::Simple.of(body), b" C \r\nD \t E\r\n");
    assert_eq!(Form::Relaxed.of(body), b" C\r\nD E\r\n");
    for (form, body, common) in [
        (Form::Simple, "", "\r\n"),
        (Form::Simple, "\r\n\r\n", "\r\n"),
        (Form::Simple, "a", "a\r\n"),
        (Form::Relaxed, "", ""),
        (Form::Relaxed, "\r\n \r\n\t\r\n", ""),
        (Form::Relaxed, "a ", "a\r\n"),
    ] {
        assert_eq!(form.of(body.as_bytes()), common.as_bytes(), "{form:?} {body:?}");
    }
}

#[test]
fn empty_bodies() {
    for (c, hash) in [("simple", EMPTY_SIMPLE), ("relaxed", EMPTY_RELAXED)] {
        for body in ["", "\r\n", "\r\n\r\n", "\n"] {
            let found = signed(&format!("a=rsa-sha256; c=relaxed/{c}; bh={hash}"), body);
            assert_eq!(found.body, BodyCheck::Matches, "{c} {body:?}");
        }
    }
    // Nothing is said of the body's form: it is the simple one.
    let found = signed(&format!("a=ed25519-sha256; c=relaxed; bh={EMPTY_SIMPLE}"), "");
    assert_eq!(found.body, BodyCheck::Matches);
}

#[test]
fn what_follows_the_signed_length_is_counted() {
    let tags = |l: &str| format!("a=rsa-sha256; c=relaxed/relaxed; l={l}; bh={EMPTY_RELAXED}");
    let found = signed(&tags("0"), "added\r\n");
    assert_eq!((found.body, found.unsigned_bytes), (BodyCheck::Matches, 7));
    assert_eq!(signed(&tags("8"), "").body, BodyCheck::Differs);
    assert_eq!(signed(&tags("-1"), "").body, BodyCheck::NotCheckable);
    assert_eq!(signed(&tags("99999999999999999999999"), "").body, BodyCheck::NotCheckable);
}

#[test]
fn what_cannot_be_checked_is_not_blamed() {
    let of = |tags: &str| signed(tags, "x\r\n").body;
    assert_eq!(of(&format!("a=rsa-sha1; bh={EMPTY_SIMPLE}")), BodyCheck::Obsolete);
    for tags in [
        "",
        "a=rsa-sha256",
        "a=rsa-sha256; bh=!!!",
        "a=rsa-sha256; bh=QUJD",
        &format!("a=rsa-sha256; a=rsa-sha256; bh={EMPTY_SIMPLE}"),
        &format!("a=rsa-sha512; bh={EMPTY_SIMPLE}"),
        &format!("a=rsa-sha256; c=simple/nofws; bh={EMPTY_SIMPLE}"),
        &format!("a=rsa-sha256; nonsense; bh={EMPTY_SIMPLE}"),
    ] {
        assert_eq!(of(tags), BodyCheck::NotCheckable, "{tags}");
    }
}

#[test]
fn what_servers_say_is_kept_as_found() {
    let mail = "Authentication-Results: mx.home.example;\r\n\tdkim=pass header.d=shop.example;\r\n spf=pass\r\n\
        Received-SPF: pass (home.example: domain of a@shop.example)\r\n\
        ARC-Seal: i=1; a=rsa-sha256; cv=none; d=list.example; b=AA\r\n\
        ARC-Authentication-Results: i=1; list.example; dkim=pass\r\n\
        Authentication-Results: other.example; none\r\nFrom: a@shop.example\r\n\r\nHi\r\n";
    let found = Authentication::of(mail.as_bytes());
    let results: Vec<_> = found.results.iter().map(|r| r.value.as_str()).collect();
    assert_eq!(results[0], "mx.home.example;\tdkim=pass header.d=shop.example; spf=pass");
    assert_eq!(results.len(), 4);
    let seal = ArcSeal { instance: Some(1), chain: "none".into(), domain: "list.example".into() };
    assert_eq!(found.arc, [seal]);
}

#[test]
fn floods_are_bounded() {
    let field = format!("DKIM-Signature: d={}; bh=\r\n", "x".repeat(1 << 20));
    let mail = format!("{}From: a@x.example\r\n\r\n{}", field.repeat(40), "a \t".repeat(100_000));
    let found = Authentication::of(mail.as_bytes());
    assert_eq!(found.dkim.len(), MOST);
    assert!(found.dkim.iter().all(|signature| signature.domain.len() <= LONGEST));
}

proptest! {
    #[test]
    fn hostile_fields_and_bodies_end(
        tags in "[-a-z0-9=;:/ \t\r\n+é]{0,200}",
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut mail = format!("DKIM-Signature: {tags}\r\nARC-Seal:{tags}\r\n\r\n").into_bytes();
        mail.extend(&body);
        let _ = Authentication::of(&mail);
        let _ = Authentication::of(&body);
    }

    #[test]
    fn the_common_form_is_its_own_common_form(body in prop::collection::vec(any::<u8>(), 0..100)) {
        for form in [Form::Simple, Form::Relaxed] {
            let once = form.of(&with_crlf(&body).0);
            prop_assert_eq!(form.of(&once), once);
        }
    }
}
