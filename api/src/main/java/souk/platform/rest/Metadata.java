package souk.platform.rest;

import org.axonframework.messaging.MetaData;

import souk.kernel.MessageKeys;
import souk.platform.rest.call.Actor;
import souk.platform.rest.call.Call;

/** What every message says about where it comes from. */
final class Metadata {

    private Metadata() {}

    static MetaData of(Call call) {
        Actor actor = Actor.current();
        return MetaData.with(MessageKeys.ACTOR, actor.name())
                .and(MessageKeys.ROLE, actor.role())
                .and(MessageKeys.CORRELATION_ID, call.requestId())
                .and(MessageKeys.CAUSATION_ID, call.requestId());
    }
}
