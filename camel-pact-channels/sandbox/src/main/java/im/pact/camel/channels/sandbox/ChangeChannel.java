/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** "Update channel" and "Delete channel". */
final class ChangeChannel {

    private final SandboxState state;

    ChangeChannel(SandboxState state) {
        this.state = state;
    }

    /** Providers that live by a token need one; all others take any map, and so does a provider nobody has heard of. */
    Answer update(Call call) {
        ChannelLife channel = call.channel();
        ProviderChecks.onUpdate(channel.provider, call.parameters());
        channel.parameters.putAll(call.parameters().asMap());
        return Answers.updated(channel.id);
    }

    /** "Deletes (disables)": with or without a trace in the list, as the rules say. */
    Answer delete(Call call) {
        ChannelLife channel = call.channel();
        if (state.rules.deletedChannelsStay()) {
            call.company().disable(channel);
        } else {
            call.company().remove(channel);
        }
        return Answers.deleted();
    }
}
