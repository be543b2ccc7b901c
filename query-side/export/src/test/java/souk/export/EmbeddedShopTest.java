package souk.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import souk.platform.postgres.DatabaseAddress;
import souk.platform.postgres.EmbeddedPostgresServer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class EmbeddedShopTest {

    @TempDir Path data;

    @Test
    void is_found_by_its_data_directory() throws Exception {
        try (var server = EmbeddedPostgresServer.start(data)) {
            DatabaseAddress address = server.address();
            new JdbcTemplate(
                            new DriverManagerDataSource(
                                    address.url(), address.username(), address.password()))
                    .execute(
                            """
                            create role souk_analyst;
                            create schema parcel_view;
                            create table parcel_view.parcel as select 'p1' as id;
                            grant usage on schema parcel_view to souk_analyst;
                            grant select on parcel_view.parcel to souk_analyst;
                            """);
            Path out = data.resolve("parcels.csv");

            long rows =
                    Export.run(
                            Request.parse(List.of("parcel.view", "--out", out.toString())),
                            Map.of("SOUK_DATA", data.toString()));

            assertThat(rows).isEqualTo(1);
            assertThat(Files.readString(out)).isEqualTo("id\np1\n");
        }
    }
}
