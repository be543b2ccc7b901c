package souk.audit.query;

/** What is there is not what was signed. Nothing more is, before somebody has looked into it. */
final class Contradiction extends RuntimeException {

    Contradiction(String what) {
        super(what);
    }
}
