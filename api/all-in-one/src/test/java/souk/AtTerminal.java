package souk;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a terminal, with what {@code ./souk} starts once it has built. */
final class AtTerminal {

    private final URI shop;
    private final Members.Member member;

    AtTerminal(URI shop, Members.Member member) {
        this.shop = shop;
        this.member = member;
    }

    /** What it says, and at the end with what it ended. */
    String souk(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                "souk.terminal.Terminal"));
        command.addAll(List.of(words));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("SOUK_URL", shop.toString());
        process.environment().put("SOUK_EMAIL", member.email());
        process.environment().put("SOUK_PASSWORD", Members.PASSWORD);
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + started.waitFor();
    }
}
