/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** "Update channel" and "Delete channel". */
final class ChangeChannel {

    private final SandboxState state;

    ChangeChannel(SandboxState state) {
        this.state = state;
    }

    /** Providers that use a token require one; all others, unknown ones included, accept any parameters. */
    ApiResponse update(ApiRequest request) {
        StoredChannel channel = request.channel();
        ProviderChecks.onUpdate(channel.provider, request.parameters());
        channel.parameters.putAll(request.parameters().asMap());
        return ApiResponse.updated(channel.id);
    }

    /** "Deletes (disables)": the rules decide whether the channel stays in the list. */
    ApiResponse delete(ApiRequest request) {
        StoredChannel channel = request.channel();
        if (state.rules.deletedChannelsStay()) {
            request.company().disable(channel);
        } else {
            request.company().remove(channel);
        }
        state.life.deleted(channel);
        return ApiResponse.deleted();
    }
}
