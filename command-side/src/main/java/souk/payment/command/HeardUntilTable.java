package souk.payment.command;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Rows of providers. */
@Component
class HeardUntilTable implements HeardUntil {

    private final JdbcClient db;

    HeardUntilTable(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Optional<Instant> of(String provider) {
        return db.sql("select until from reconciliation.heard where provider = ?")
                .param(provider)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public void note(String provider, Instant until) {
        db.sql(
                        """
                        insert into reconciliation.heard (provider, until) values (?, ?)
                            on conflict (provider) do update set until = excluded.until
                        """)
                .params(provider, until.atOffset(ZoneOffset.UTC))
                .update();
    }
}
