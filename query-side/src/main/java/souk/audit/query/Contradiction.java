package souk.audit.query;

import souk.audit.Finding;
import souk.audit.Finding.What;

/** What is there is not what was signed. Nothing more is, before somebody has looked into it. */
final class Contradiction extends RuntimeException {

    Contradiction(String what) {
        super(what);
    }

    /** Found in what was sealed of these positions. */
    Finding finding(long first, long end) {
        return new Finding(
                What.FORGED, first, end - 1, null, "Of what was sealed, " + getMessage() + ".");
    }
}
