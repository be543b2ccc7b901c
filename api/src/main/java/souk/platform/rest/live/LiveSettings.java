package souk.platform.rest.live;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * @param heartbeat how often something is sent where nothing happens
 * @param streams how many there may be at once
 * @param streamsEach how many of them one account may have, or all guests of one network
 * @param remembered so many events can be told again without reading them
 * @param backlog so many may wait for one client that is busy with those before
 * @param readers so many read at once what is not remembered any more
 * @param farthest so many events are read again for one client; whoever missed more is told to read
 *     everything anew; 0 for no limit
 */
@ConfigurationProperties("souk.live")
record LiveSettings(
        Duration heartbeat,
        int streams,
        int streamsEach,
        int remembered,
        int backlog,
        int readers,
        long farthest) {

    LiveSettings {
        mustBe(heartbeat.isPositive(), "heartbeat", "positive", heartbeat);
        mustBe(streams > 0, "streams", "positive", streams);
        mustBe(streamsEach > 0, "streams-each", "positive", streamsEach);
        mustBe(remembered > 0, "remembered", "positive", remembered);
        mustBe(backlog > 0, "backlog", "positive", backlog);
        mustBe(readers > 0, "readers", "positive", readers);
        mustBe(farthest >= 0, "farthest", "0 or positive", farthest);
    }

    private static void mustBe(boolean given, String name, String what, Object value) {
        if (!given) {
            throw new IllegalArgumentException(
                    "souk.live.%s must be %s, not %s".formatted(name, what, value));
        }
    }
}
