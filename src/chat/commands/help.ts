import type { State } from '../conversation.ts';
import { phrase, type Text } from '../reply.ts';
import { aside, say } from '../turn.ts';
import type { Command } from './command.ts';

export const help: Command = {
  name: 'help',
  description: 'command-help',
  for: 'both',
  when: 'always',
  run(turn) {
    const known = turn.commands.filter(
      (command) => !command.private || turn.incoming.chat.kind === 'private',
    );
    const list = commandList(known, turn.account ? 'linked' : 'stranger', turn.state.at);
    const files = turn.incoming.chat.kind === 'private' ? [phrase('help-files')] : [];
    const how = turn.account ? [phrase('help-entries'), ...files] : [];
    return turn.state.at === 'idle'
      ? aside(turn, ...how, phrase('help-idle'), ...list)
      : say(turn, { text: [phrase('help-open'), ...list] });
  },
};

/** The commands that can be used now, one phrase each. */
function commandList(commands: readonly Command[], person: 'stranger' | 'linked', at: State['at']): Text {
  return commands
    .filter((command) => !command.hidden && (command.for === 'both' || command.for === person))
    .filter(({ when }) => when === 'always' || (when === 'idle') === (at === 'idle'))
    .map(({ name, description }) => phrase('help-line', { name, does: { phrase: phrase(description) } }));
}
