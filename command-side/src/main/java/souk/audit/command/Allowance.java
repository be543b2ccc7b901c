package souk.audit.command;

import souk.kernel.proof.StoredRecord;

import java.util.List;

/** How many records may still be read for one answer: what is begun may take a little more. */
final class Allowance {

    private int left;

    Allowance(int most) {
        this.left = most;
    }

    List<StoredRecord> taken(List<StoredRecord> records) {
        left -= records.size();
        return records;
    }

    int left() {
        return Math.max(0, left);
    }

    boolean isUsedUp() {
        return left <= 0;
    }
}
