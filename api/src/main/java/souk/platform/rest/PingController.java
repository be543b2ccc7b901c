package souk.platform.rest;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import souk.kernel.Quantity;
import souk.kernel.Sku;

/** Answers without doing anything: what HTTP alone costs. */
@RestController
@RequestMapping("/api/ping")
class PingController {

    record Item(Sku sku, Quantity quantity) {}

    record Pong(String answer) {}

    @GetMapping
    Pong ping() {
        return new Pong("pong");
    }

    @PostMapping
    Pong ping(@RequestBody Item item) {
        return new Pong(item.sku().value());
    }
}
