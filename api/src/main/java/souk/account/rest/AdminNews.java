package souk.account.rest;

import souk.platform.rest.live.Message;

/** What admins are told live. */
public interface AdminNews {

    String TOPIC = "admin";

    /** The shop has one back office. */
    String OFFICE = "";

    static Message of(String name, Object data) {
        return Message.about(OFFICE, TOPIC, name, data);
    }
}
