package souk.seller.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.account.rest.CallingAccount;
import souk.platform.rest.live.Topic;
import souk.seller.SellerId;

/** For sellers: each listens to his own. */
@Component
class SellerTopic implements Topic {

    @Override
    public String name() {
        return SellerNews.TOPIC;
    }

    @Override
    public String open(String id, HttpServletRequest request, long head) {
        Topic.mustBe(Role.SELLER.name());
        return SellerId.of(CallingAccount.current().orElseThrow()).value();
    }
}
