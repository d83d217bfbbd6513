/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples.springboot;

import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The channels as the service lists them now, and as the table contains them. */
@RestController
class ChannelController {

    private final ProducerTemplate producer;
    private final ChannelTable table;

    ChannelController(ProducerTemplate producer, ChannelTable table) {
        this.producer = producer;
        this.table = table;
    }

    @GetMapping(path = "/channels", produces = MediaType.APPLICATION_JSON_VALUE)
    String channels() {
        return producer.requestBody("pact-channels:list?outputType=json", null, String.class);
    }

    @GetMapping("/table")
    List<Map<String, Object>> table() {
        return table.rows();
    }
}
