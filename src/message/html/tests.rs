//! HTML as mail programs write it.

use super::*;

#[test]
fn blocks_rows_items_and_quotes_keep_their_lines() {
    let html = "<div>One</div><div>Two <b>bold</b>.</div><ul><li>a</li><li>b</li></ul>\
        <table><tr><td>Deadline</td><td>30 days</td></tr><tr><td>Fee</td></tr></table>\
        <p>Par</p><blockquote>old<br>mail</blockquote>x";
    assert_eq!(
        to_text(html),
        "One\nTwo bold.\n\n- a\n- b\n\nDeadline\t30 days\nFee\n\nPar\n\n> old\n> mail\n\nx\n"
    );
}

#[test]
fn a_row_stays_a_line_and_a_heading_keeps_its_value() {
    let html = "<table><tr><th>Purpose</th><th>Kept</th></tr>\
        <tr><td>Billing</td><td><p>10 years</p></td></tr>\
        <tr><th>Fee</th><td>none</td></tr><tr><th>To whom?</th><td>nobody</td></tr></table>";
    assert_eq!(to_text(html), "Purpose\tKept\nBilling\t10 years\n\nFee: none\nTo whom? nobody\n");
}

#[test]
fn what_no_reader_sees_is_left_out() {
    let html = "<head><title>t</title></head><style>p{}</style><script>x()</script>\
        <p style='display: none'>secret</p><p hidden>gone</p><p>a &lt; b&nbsp;&amp; c</p>\
        <div style='font-size:0px'>tiny<span style='font-size: 13px'>seen</span></div>\
        <div style='max-height:0;overflow:hidden'>teaser</div><i style='opacity:0'>ghost</i>\
        <blockquote style='display:none'>old</blockquote><p style='font-size:0.9em'>end</p>";
    assert_eq!(to_text(html), "a < b & c\n\nseen\n\nend\n");
}

#[test]
fn unclosed_and_deep_html_is_read() {
    assert_eq!(to_text("<head>x <p>Hello <b>you"), "x\n\nHello you\n");
    let deep = format!("<style>p {{}}</style>{}end", "<div>".repeat(100_000));
    assert_eq!(to_text(&deep).trim(), "end");
    let quotes = format!("{}end", "<blockquote>".repeat(1_900));
    assert_eq!(to_text(&quotes).trim(), format!("{}end", "> ".repeat(MAX_QUOTES)));
}

#[test]
fn each_program_marks_what_is_quoted() {
    for history in [
        "<div class=gmail_quote>---------- Forwarded message<br>old</div>",
        "<div class='gmail_quote gmail_quote_container'><div dir=ltr class=gmail_attr>On X:</div><blockquote class=gmail_quote>old</blockquote></div>",
        "<div id=yahoo_quoted_12 class=yahoo_quoted><div>old</div></div>",
        "<div class=ydp1f2yahoo_quoted>old</div>",
        "<hr><div id=divRplyFwdMsg><b>From:</b> Zoe</div><div>old</div>",
        "<div id=appendonsend></div><hr><div id=x_divRplyFwdMsg>From: Zoe</div><p>old</p>",
        "<span id=OLK_SRC_BODY_SECTION><div>old</div></span>",
        "<div class=moz-cite-prefix>Le 3, Zoe a écrit :</div><blockquote type=cite>old</blockquote>",
        "<div class=moz-forward-container>-------- Message transféré --------<p>old</p></div>",
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><b>De :</b> Zoe</div><p>old</p>",
        "<div style='border-top-color: rgb(229,229,229); border-top-width: 1px; border-top-style: solid'><b>От:</b> Zoe</div><p>old</p>",
        "<div class=zmail_extra>old</div>",
        "<div class=protonmail_quote>------- Original Message -------<br><blockquote class=protonmail_quote type=cite>old</blockquote></div>",
        "<blockquote class=tutanota_quote>old</blockquote>",
        "<div id=isReplyContent>old</div>",
        "<hr id=zwchr><div>old</div>",
    ] {
        let text = to_text(&format!("<p>New.</p>{history}"));
        let own: Vec<&str> = text.lines().filter(|l| !l.starts_with('>')).collect();
        let kept = own.join("").replace("------- Original Message -------", "");
        assert_eq!(kept, "New.", "{history}\n{text}");
    }
}

#[test]
fn answers_within_a_container_and_indented_text_are_not_quoted() {
    let html = "<div class=gmail_quote><div class=gmail_attr>On 3 May, Zoe wrote:</div>\
        <blockquote class=gmail_quote>Why?</blockquote><div>Because.</div>\
        <blockquote class=gmail_quote>When?</blockquote><div>Now.</div></div>";
    assert_eq!(to_text(html), "> On 3 May, Zoe wrote:\n>\n> Why?\n\nBecause.\n\n> When?\n\nNow.\n");
    let moved =
        "<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>My list</blockquote>";
    assert_eq!(to_text(moved), "My list\n");
    let boxed =
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt'>We hold no data of yours.</div>x";
    assert_eq!(to_text(boxed), "We hold no data of yours.\nx\n");
}

#[test]
fn a_marked_signature_gets_its_delimiter_once() {
    let marked = "<p>Yes.</p><div id=Signature><p>Jo</p><p>Desk</p></div>";
    assert_eq!(to_text(marked), "Yes.\n\n-- \nJo\n\nDesk\n");
    let delimited = "<p>Yes.</p><span class=gmail_signature_prefix>-- </span><br><div class=gmail_signature>Jo</div>";
    assert_eq!(to_text(delimited), "Yes.\n\n--\nJo\n");
    let written_below = "<p>Yes.</p><div id=Signature>Jo</div><p>And we refuse.</p>";
    assert_eq!(to_text(written_below), "Yes.\n\nJo\n\nAnd we refuse.\n");
    let all = format!("<p>Dear Zoe,</p><div id=Signature>{}</div>", "We hold this. ".repeat(200));
    assert!(!to_text(&all).contains("--"));
}

#[test]
fn what_is_left_open_is_bounded_however_it_is_hidden() {
    for (first, unit) in [
        ("", "<div>"),
        ("", "<div class=a><p>&nbsp;</p>"),
        ("", "<br+hi>"),
        ("", "<:p></p><div>"),
        ("", "<div title='</div>'>"),
        ("", "<div><!-- </div> -->"),
        ("", "<!--><div>-->"),
        ("", "<div><style></div></style>"),
        ("", "<div><script><!--<script></script></div></script>"),
        ("<svg>", "<style><g></style>"),
        ("", "<div><object></div></object>"),
        ("", "<div><select></div></select>"),
        ("", "<form><object></form></object>"),
        ("", "<td><div></td>"),
        ("", "<b><div></b>"),
        ("", "<dt><li>"),
    ] {
        let html = first.to_owned() + &unit.repeat(4_000);
        assert!(cost::is_too_much(&html), "{first}{unit}");
    }
    let many: Vec<String> = (0..600).map(|i| format!(" a{i}")).collect();
    assert!(cost::is_too_much(&format!("<p{}>", many.concat())));
    // Each paragraph would get all of the tags anew.
    let lost: Vec<String> = (0..1_500).map(|i| format!("<b a={i}>")).collect();
    let html = format!("<p>{}</p>{}", lost.concat(), "<p>x".repeat(4_000));
    assert!(cost::is_too_much(&html));
}

#[test]
fn long_html_of_well_closed_elements_is_not_too_much() {
    for unit in [
        "<div class='a'><p>a<br>b</p><!-- </div> --></div>\n",
        "<div a'></div><div a=b'c></div>",
        "<p>a<p>b</p><ul><li>a<li>b</li></ul>",
        "<table><tr><td><font size=2><b>a</b></font></td><td>b</td></tr></table>",
        "<style><!-- p > a {} --></style><title>a <b></title><hr/>",
        "<p title=\"a > b\">a<span>b</span></p><dl><dt>a<dd>b</dd></dl>",
    ] {
        let html = format!("<html><body><div>{}</div></body></html>", unit.repeat(9_000));
        assert!(!cost::is_too_much(&html), "{unit}");
    }
}
