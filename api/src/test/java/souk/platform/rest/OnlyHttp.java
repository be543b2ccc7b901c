package souk.platform.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/** Keeps the framework behind HTTP out of these tests: they bring their own buses. */
class OnlyHttp implements AutoConfigurationImportFilter {

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[configurations.length];
        for (int i = 0; i < wanted.length; i++) {
            String name = String.valueOf(configurations[i]);
            wanted[i] = !name.contains("axonframework") && !name.toLowerCase().contains("jpa");
        }
        return wanted;
    }
}
