package souk.platform.rest.live;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * @param heartbeat how often something is sent where nothing happens
 * @param streams how many there may be at once
 * @param remembered so many events can be told again without reading them
 * @param backlog so many may wait for one client that is busy with those before
 * @param readers so many read at once what is not remembered any more
 * @param farthest so many events are read again for one client; whoever missed more is told to read
 *     everything anew; 0 for no limit
 */
@ConfigurationProperties("souk.live")
record LiveSettings(
        Duration heartbeat, int streams, int remembered, int backlog, int readers, long farthest) {}
