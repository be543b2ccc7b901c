package souk.account.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.live.Topic;

/** For admins alone. */
@Component
class AdminTopic implements Topic {

    @Override
    public String name() {
        return AdminNews.TOPIC;
    }

    @Override
    public String open(String id, HttpServletRequest request, long head) {
        Topic.mustBe(Role.ADMIN.name());
        return AdminNews.OFFICE;
    }
}
