package souk.audit.query;

import org.springframework.jdbc.core.JdbcOperations;

import souk.audit.CheckId;
import souk.audit.CheckView.Phase;
import souk.audit.Finding;
import souk.audit.Finding.Place;
import souk.audit.Finding.What;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What checks have found: the first of it is kept, all of it is counted. */
final class FindingTable {

    private static final int MOST = 1_000;
    private static final int LONGEST = 2_000;

    private final JdbcOperations jdbc;

    FindingTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<Finding> of(CheckId id) {
        return jdbc.query(
                "select * from audit_check.finding where job_id = ? order by number",
                (row, _) -> finding(row),
                id.value());
    }

    private static Finding finding(ResultSet row) throws SQLException {
        String projection = row.getString("projection");
        return new Finding(
                What.valueOf(row.getString("what")),
                row.getObject("first_position", Long.class),
                row.getObject("last_position", Long.class),
                projection == null
                        ? null
                        : new Place(
                                projection,
                                row.getString("table_name"),
                                row.getString("row_key"),
                                row.getString("column_name")),
                row.getString("detail"));
    }

    /** Of a phase that begins again. */
    void forget(CheckId id, Phase phase) {
        int gone =
                jdbc.update(
                        "delete from audit_check.finding where job_id = ? and phase = ?",
                        id.value(),
                        phase.name());
        jdbc.update("update audit_check.job set found = found - ? where id = ?", gone, id.value());
    }

    void add(CheckId id, Phase phase, Finding it) {
        Long found =
                jdbc.queryForObject(
                        "update audit_check.job set found = found + 1 where id = ? returning found",
                        Long.class,
                        id.value());
        if (found != null && found <= MOST) {
            Place place = it.place();
            jdbc.update(
                    "insert into audit_check.finding values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id.value(),
                    found,
                    phase.name(),
                    it.what().name(),
                    it.first(),
                    it.last(),
                    place == null ? null : place.projection(),
                    place == null ? null : place.table(),
                    place == null ? null : place.row(),
                    place == null ? null : place.column(),
                    storable(it.detail()));
        }
    }

    /** PostgreSQL keeps no NUL, and nobody reads a line that is a file. */
    static String storable(String text) {
        return text.substring(0, Math.min(LONGEST, text.length())).replace('\0', '\uFFFD');
    }
}
