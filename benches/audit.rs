//! Speed of the parts.
fn main() {
    divan::main();
}
