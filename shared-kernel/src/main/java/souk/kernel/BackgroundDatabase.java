package souk.kernel;

import javax.sql.DataSource;

/**
 * Connections for work that may wait, each opened when it is asked for. No {@link DataSource}
 * itself: whoever wants one of those, such as health, would use this, too.
 */
public record BackgroundDatabase(DataSource connections) {}
