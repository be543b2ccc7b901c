package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import souk.Members.Member;
import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What goes wrong where several bid, or the seller changes his mind, at the same moment. */
@ExtendWith(Arena.Door.class)
class BidRacesTest {

    private static final int BIDDERS = 5;

    private final Arena arena;
    private Members members;
    private Saleroom room;
    private List<Member> bidders;

    @SuppressWarnings("NullAway.Init") // before each
    BidRacesTest(Arena arena) {
        this.arena = arena;
    }

    @BeforeEach
    void open() {
        members = new Members(arena.shop());
        room = new Saleroom(arena.shop(), members, "RETAILER");
        bidders = IntStream.range(0, BIDDERS).mapToObj(_ -> members.join()).toList();
    }

    private String opened() {
        room.receive(2);
        return room.open(Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    @DisplayName("Truxify PR#3524: two bids accepted as the highest")
    void the_highest_leads_at_what_the_second_makes_of_it() {
        arena.trials(
                _ -> {
                    String auction = opened();
                    List<Reply> replies =
                            AtOnce.send(
                                    IntStream.range(0, BIDDERS)
                                            .mapToObj(
                                                    i ->
                                                            () ->
                                                                    room.bid(
                                                                            auction,
                                                                            bidders.get(i),
                                                                            2_000 + 500L * i)));
                    int taken = Arena.count(201, replies, 422);

                    // nobody outbids these two, in whichever order they come
                    assertThat(replies.get(BIDDERS - 2).status()).isEqualTo(201);
                    assertThat(replies.getLast().status()).isEqualTo(201);
                    JsonNode seen =
                            room.until(auction, it -> it.get("bidCount").intValue() == taken);
                    assertThat(seen.at("/currentPrice/amount").longValue()).isEqualTo(3_600);
                    assertThat(seen.get("leader").stringValue())
                            .isEqualTo(replies.getLast().json().get("bidder").stringValue());
                });
    }

    @Test
    @DisplayName("an auction called off while the first bids")
    void called_off_or_bid_on_but_not_both() {
        arena.trials(
                _ -> {
                    String auction = opened();
                    List<Reply> replies =
                            AtOnce.send(
                                    Stream.of(
                                            () -> room.bid(auction, bidders.getFirst(), 2_000),
                                            () -> room.cancel(auction, room.seller())));
                    assertThat(replies.getFirst().status()).isIn(201, 409);
                    assertThat(replies.getLast().status()).isIn(200, 409);
                    assertThat(replies.getFirst().status() == 201)
                            .isNotEqualTo(replies.getLast().status() == 200);
                });
    }
}
