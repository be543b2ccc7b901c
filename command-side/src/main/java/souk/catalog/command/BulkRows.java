package souk.catalog.command;

import souk.catalog.CatalogRejection.BulkRefused;
import souk.catalog.CatalogRejection.BulkRefused.RowError;
import souk.kernel.Rejected;
import souk.kernel.Rejection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Goes through all rows, so that all that is wrong with them is told at once. */
class BulkRows {

    private final List<RowError> errors = new ArrayList<>();

    <T, R> List<R> each(String list, List<T> rows, Function<T, R> decision) {
        List<R> answers = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            try {
                answers.add(decision.apply(rows.get(row)));
            } catch (Rejected refused) {
                Rejection reason = refused.rejection();
                errors.add(new RowError(list + "[" + row + "]", reason.code(), reason.message()));
            }
        }
        return answers;
    }

    void mustAllBeFine() {
        if (!errors.isEmpty()) {
            throw new Rejected(new BulkRefused(errors));
        }
    }
}
