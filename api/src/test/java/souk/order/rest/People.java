package souk.order.rest;

import souk.account.AccountId;
import souk.platform.rest.Client;
import souk.platform.rest.Reply;
import souk.seller.SellerId;

import java.util.UUID;

/** Who asks for orders. */
public record People(Client client) {

    public record Person(AccountId id, String[] token) {

        public SellerId seller() {
            return SellerId.of(id);
        }
    }

    public Person customer() {
        return with("CUSTOMER");
    }

    public Person seller() {
        return with("SELLER");
    }

    String[] guest() {
        return new String[] {"Cookie", client.post("/api/carts", "").cart()};
    }

    private Person with(String role) {
        String email = UUID.randomUUID() + "@example.org";
        Reply registered =
                client.post(
                        "/api/accounts",
                        "{\"email\": \"%s\", \"password\": \"battery staple\", \"name\": \"Mia\"}"
                                .formatted(email));
        String id = registered.json().path("id").asString();
        client.put(
                "/api/admin/accounts/" + id + "/roles",
                "{\"roles\": [\"%s\"]}".formatted(role),
                client.admin());
        return new Person(new AccountId(id), client.login(email, "battery staple"));
    }
}
