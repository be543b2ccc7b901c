package souk.audit.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the log is sealed.
 *
 * @param directory where checkpoints and keys are kept; all nodes that seal share it
 * @param enabled whether this node seals, whenever no other does
 * @param interval how long events wait for it at most
 * @param settle how long events have been stored before: for stores that may forget the latest
 */
@ConfigurationProperties("souk.audit")
record AuditSettings(
        @DefaultValue("./data/audit") Path directory,
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration interval,
        @DefaultValue("0s") Duration settle) {}
