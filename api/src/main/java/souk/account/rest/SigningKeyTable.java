package souk.account.rest;

import com.nimbusds.jose.jwk.ECKey;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Where signing keys survive restarts, and are shared by all nodes. */
@Component
class SigningKeyTable {

    private final JdbcClient db;
    private final TransactionTemplate transactions;
    private final MasterKey masterKey;

    SigningKeyTable(JdbcClient db, PlatformTransactionManager transactions, AuthSettings settings) {
        this.db = db;
        this.transactions = new TransactionTemplate(transactions);
        this.masterKey = new MasterKey(settings.masterKey());
    }

    /** While no other node does the same. */
    void alone(Runnable work) {
        transactions.executeWithoutResult(
                _ -> {
                    db.sql("lock table auth.signing_key in share row exclusive mode").update();
                    work.run();
                });
    }

    List<SigningKey> newestFirst() {
        return db.sql(
                        """
                        select id, jwk, sealed, created_at from auth.signing_key
                         order by created_at desc, id
                        """)
                .query(
                        (row, _) ->
                                new SigningKey(
                                        parse(
                                                masterKey.open(
                                                        row.getString("id"),
                                                        row.getBytes("jwk"),
                                                        row.getBoolean("sealed"))),
                                        row.getObject("created_at", OffsetDateTime.class)
                                                .toInstant()))
                .list();
    }

    void insert(SigningKey key) {
        String id = key.jwk().getKeyID();
        byte[] json = key.jwk().toJSONString().getBytes(StandardCharsets.UTF_8);
        db.sql(
                        """
                        insert into auth.signing_key (id, jwk, sealed, created_at)
                        values (:id, :jwk, :sealed, :at)
                        """)
                .param("id", id)
                .param("jwk", masterKey.seal(id, json))
                .param("sealed", masterKey.isThere())
                .param("at", key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(String id) {
        db.sql("delete from auth.signing_key where id = :id").param("id", id).update();
    }

    private static ECKey parse(byte[] json) {
        try {
            return ECKey.parse(new String(json, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("auth.signing_key holds what is no key", e);
        }
    }
}
