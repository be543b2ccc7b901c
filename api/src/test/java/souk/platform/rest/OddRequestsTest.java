package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@HttpTest
@ExtendWith(OutputCaptureExtension.class)
class OddRequestsTest {

    static final String ODD = "/api/odd";

    @Autowired Client client;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'lines':[],'colour':'BLUE','gift':true}     | colour | unknown_value",
                "{'lines':[],'colour':'red','gift':true}      | colour | unknown_value",
                "{'lines':[],'colour':0,'gift':true}          | colour | unknown_value",
                "{'lines':[],'colour':'RED','gift':'true'}    | gift | wrong_type",
                "{'lines':[],'colour':'RED','gift':1}         | gift | wrong_type",
                "{'lines':[],'colour':'RED'}                  | gift | required",
                "{'lines':[],'colour':'RED','gift':null}      | gift | required",
                "{'lines':{},'colour':'RED','gift':true}      | lines | wrong_type",
                "{'lines':[{'sku':'-','quantity':1}],'colour':'RED','gift':true}"
                        + " | lines[0].sku | invalid_sku",
                "{'lines':[{'sku':'a','quantity':1},{'sku':'a','quantity':0}]}"
                        + " | lines[1].quantity | invalid_quantity",
                "{'lines':[{'sku':'a','quantity':1},{'sku':'a'}],'colour':'RED','gift':true}"
                        + " | lines[1].quantity | required",
                "{'lines':[{'sku':'a','quantity':1,'x':1}]}   | lines[0].x | unknown_field",
                "{'lines':[{'sku':'a','sku':'b'}]}            | lines[0].sku | duplicate_field",
                "{'lines':[],'colour':'RED','gift':true,'at':'yesterday'} | at | wrong_type",
                "{'lines':[],'colour':'RED','gift':true,'at':{}} | at | wrong_type",
            })
    void name_the_place_that_is_wrong(String body, String field, String code) {
        client.post(ODD, body.replace('\'', '"'))
                .isProblem(400, "invalid_input")
                .names(field, code);
    }

    @Test
    void are_refused_also_where_a_constructor_stumbles_over_what_is_missing() {
        client.post(ODD, "{\"colour\": \"RED\", \"gift\": true}").isProblem(400, "invalid_input");
        client.post(ODD, "{\"lines\": [null], \"colour\": \"RED\", \"gift\": true}")
                .isProblem(400, "invalid_input");
    }

    @Test
    void say_which_values_there_are() {
        Reply refused =
                client.post(ODD, "{\"lines\": [], \"colour\": \"BLUE\", \"gift\": true}")
                        .isProblem(400, "invalid_input");
        assertThat(refused.json().at("/errors/0/message").asString())
                .isEqualTo("must be one of RED, GREEN");
    }

    @Test
    void are_taken_without_what_is_nullable() {
        String body = "{\"lines\":[],\"colour\":\"RED\",\"gift\":true}";
        assertThat(client.post(ODD, body).text()).isEqualTo(body);
    }

    @Test
    void are_refused_with_parameters_of_a_wrong_type() {
        client.get(ODD + "/by-number/x?colour=RED")
                .isProblem(400, "invalid_input")
                .names("number", "wrong_type");
        client.get(ODD + "/by-number/1?colour=BLUE")
                .isProblem(400, "invalid_input")
                .names("colour", "wrong_type");
        client.get(ODD + "/by-number/1")
                .isProblem(400, "invalid_input")
                .names("colour", "required");
    }

    @Test
    void run_on_virtual_threads() {
        assertThat(client.get(ODD + "/virtual").text()).isEqualTo("true");
    }

    @Test
    void are_problems_whatever_status_somebody_chose() {
        client.get(ODD + "/locked").isProblem(423, "locked");
        client.get(ODD + "/gone").isProblem(410, "gone");
    }

    @Test
    void are_refused_by_security_wherever_it_is_asked() {
        client.get(ODD + "/denied").isProblem(401, "unauthenticated");
        client.get(ODD + "/denied", client.admin()).isProblem(403, "forbidden");
    }

    @Test
    void are_our_fault_where_no_controller_is_involved_as_well(CapturedOutput log) {
        Reply failed = client.get(ODD + "/filtered").isProblem(500, "internal_error");
        assertThat(failed.text()).doesNotContain("secret");
        assertThat(log.getOut()).contains("Request " + failed.header("X-Request-Id") + " failed");
    }

    @Test
    void are_our_fault_when_the_machine_gives_up() {
        client.get(ODD + "/overflow").isProblem(500, "internal_error");
    }
}
