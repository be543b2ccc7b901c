package souk.catalog.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class WeightTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    250 g    | 250
                    1.2 kg   | 1200
                    1,25kg   | 1250
                    2 KG     | 2000
                    0.5 g    | 1
                    ' 7 g '  | 7
                    9999999.999999 kg | 10000000000
                    heavy    |
                    -3 g     |
                    3 lb     |
                    ''       |
                    12345678 g |
                    """)
    void is_read_as_people_write_it(String said, Long grams) {
        assertThat(Weight.grams(Map.of("weight", said))).isEqualTo(grams);
    }

    @ParameterizedTest
    @CsvSource("colour,blue")
    void is_unknown_where_nobody_says(String name, String value) {
        assertThat(Weight.grams(Map.of(name, value))).isNull();
    }
}
