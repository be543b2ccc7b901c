package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.junit.jupiter.api.Test;

import java.util.List;

class ServerModeConfigurationTest {

    private static final PublishedNames NAMES = PublishedNames.of(StoreFixture.Happened.class);

    private static ServerEventStore storeIn(String context, boolean contextsExist) {
        var settings = AxonServerConfiguration.builder().context(context).build();
        var connections =
                AxonServerConnectionManager.builder()
                        .routingServers("127.0.0.1:1")
                        .axonServerConfiguration(settings)
                        .build();
        return new ServerModeConfiguration()
                .eventStore(
                        settings,
                        connections,
                        NAMES,
                        new PublishedSerializer(NAMES, PersonalModule.plain()),
                        new UpcasterChain(NAMES, List.of()),
                        contextsExist);
    }

    @Test
    void another_context_than_default_is_refused_unless_the_server_is_said_to_have_some() {
        assertThatThrownBy(() -> storeIn("orders", false))
                .hasMessageContaining("axon.axonserver.context is orders")
                .hasMessageContaining("souk.axonserver.contexts=true");
        assertThat(storeIn("orders", true)).isNotNull();
        assertThat(storeIn("default", false)).isNotNull();
    }

    @Test
    void new_processors_start_without_asking_the_server() {
        assertThat(storeIn("default", false).createTailToken()).isNull();
    }
}
