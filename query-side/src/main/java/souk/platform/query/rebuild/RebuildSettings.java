package souk.platform.query.rebuild;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How rebuilds run.
 *
 * @param hotRows how many rows of one projection are kept in memory
 * @param threads how many decode events, 0 for as many as there are processors
 * @param checkpoint how much work a killed process may have done in vain, about
 * @param patience how long live readers and writers may be kept waiting by a swap
 * @param nearness how many events may be left to do while live processing waits
 * @param lag how many events live projections may be behind before a rebuild makes way
 * @param share which part of the time a rebuild works however others suffer, up to 1
 * @param resume how often to look for rebuilds that nobody works on
 * @param keepPersonal how long what is about people stays beside the live tables
 */
@ConfigurationProperties("souk.rebuilds")
record RebuildSettings(
        @DefaultValue("100000") int hotRows,
        @DefaultValue("0") int threads,
        @DefaultValue("60s") Duration checkpoint,
        @DefaultValue("5s") Duration uncommitted,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("500") int nearness,
        @DefaultValue("500") int lag,
        @DefaultValue("0.05") double share,
        @DefaultValue("5s") Duration resume,
        @DefaultValue("24h") Duration keepPersonal) {

    int decoders() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
