package souk;

import static org.assertj.core.api.Assertions.assertThat;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.account.Role;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** People of every kind, and what belongs to them: as much of it as a test asks for. */
final class Town {

    enum Somebody {
        NOBODY,
        CUSTOMER,
        OTHER_CUSTOMER,
        SELLER,
        OTHER_SELLER,
        AUDITOR,
        ANALYST,
        ADMIN
    }

    private final Shopper http;
    private final Members members;
    private final Map<Somebody, Member> people = new EnumMap<>(Somebody.class);
    private final Member admin;
    private String position = "0";

    Town(URI shop) {
        http = new Shopper(shop);
        members = new Members(shop);
        admin = members.admin();
        people.put(Somebody.CUSTOMER, members.join());
        people.put(Somebody.OTHER_CUSTOMER, members.join());
        people.put(Somebody.SELLER, seller());
        people.put(Somebody.OTHER_SELLER, seller());
        people.put(Somebody.AUDITOR, members.join(Role.AUDITOR));
        people.put(Somebody.ANALYST, members.join(Role.ANALYST));
        people.put(Somebody.ADMIN, admin);
    }

    /** Headers that tell who is asking: none for nobody. */
    String[] as(Somebody who) {
        return who == Somebody.NOBODY ? new String[0] : person(who).token();
    }

    /** Where the last change here has been stored, for who wants to see it. */
    String position() {
        return position;
    }

    Member person(Somebody who) {
        return people.get(who);
    }

    Member newcomer() {
        return members.join();
    }

    /** Logs in once more. */
    Member again(Somebody who) {
        Member member = person(who);
        return member == admin ? members.admin() : members.login(member);
    }

    static String houseOf(Member member) {
        return "sel_" + member.id().substring(4);
    }

    /** Has applied, and waits. */
    Member applicant() {
        return applicant("RETAILER");
    }

    private Member applicant(String tier) {
        Member member = members.join();
        String house = "{\"name\": \"House %s\", \"tier\": \"%s\"}".formatted(unused(), tier);
        done(http.post("/api/sellers", house, member.token()));
        return member;
    }

    Member seller() {
        return approved(applicant());
    }

    private Member approved(Member member) {
        approve(member);
        return members.login(member);
    }

    Member suspended() {
        Member member = applicant();
        approve(member);
        done(
                http.post(
                        "/api/admin/sellers/" + houseOf(member) + "/suspension",
                        "{\"reason\": \"a test\"}",
                        admin.token()));
        return member;
    }

    private void approve(Member applicant) {
        String path = "/api/admin/sellers/" + houseOf(applicant) + "/approval";
        done(http.post(path, "{}", admin.token()));
    }

    /** A product of the seller, with a hundred in stock: its SKU is what its title is. */
    Reply product() {
        return product(person(Somebody.SELLER));
    }

    private Reply product(Member seller) {
        String sku = "SKU-" + unused();
        Reply created =
                done(
                        http.post(
                                "/api/products",
                                """
                                {"title": "%s", "listed": true, "categoryId": "%s", "variants":
                                 [{"sku": "%s", "price": {"amount": 900, "currency": "TND"}}]}
                                """
                                        .formatted(sku, category(), sku),
                                seller.token()));
        done(http.put("/api/stock/" + sku, "{\"onHand\": 100}", seller.token()));
        return created;
    }

    /** One of the seller's, open to all. */
    String auction() {
        return auction(person(Somebody.SELLER));
    }

    /** One of a wholesaler's. */
    String auctionForRetailers() {
        return auction(approved(applicant("WHOLESALER")));
    }

    private String auction(Member seller) {
        String sku = product(seller).json().at("/variants/0/sku").stringValue();
        Reply planned =
                http.post(
                        "/api/auctions",
                        """
                        {"sku": "%s", "quantity": 1, "closesAt": "%s",
                         "startPrice": {"amount": 900, "currency": "TND"}}
                        """
                                .formatted(sku, tomorrow()),
                        seller.token());
        return done(planned).json().get("id").stringValue();
    }

    static String tomorrow() {
        return Instant.now().plus(Duration.ofDays(1)).toString();
    }

    /** A product that is not for sale. */
    String draft() {
        String product = product().json().get("id").stringValue();
        done(
                http.post(
                        "/api/products/" + product + "/listing",
                        "{\"listed\": false}",
                        person(Somebody.SELLER).token()));
        return product;
    }

    String category() {
        String body = "{\"name\": \"Category %s\"}".formatted(unused());
        return done(http.post("/api/categories", body, admin.token()))
                .json()
                .get("id")
                .stringValue();
    }

    void fillCart(Somebody who, String sku) {
        http.post("/api/carts", "{}", as(who));
        done(
                http.post(
                        "/api/carts/current/items",
                        "{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku),
                        as(who)));
    }

    Orders orders() {
        return new Orders(this, http);
    }

    static String unused() {
        return UUID.randomUUID().toString();
    }

    Reply done(Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isIn(200, 201);
        position =
                reply.header("Souk-Position").isEmpty() ? position : reply.header("Souk-Position");
        return reply;
    }
}
