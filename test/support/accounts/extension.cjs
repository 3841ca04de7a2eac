const { authentication, EventEmitter } = require('vscode');

/** One account of GitHub, whose tokens name their scopes. */
exports.activate = ({ subscriptions }) => {
  const changed = new EventEmitter();
  const sessions = [];
  const provider = {
    onDidChangeSessions: changed.event,
    getSessions: async (scopes) => sessions.filter((each) => !scopes || each.scopes.join() === scopes.join()),
    createSession: async (scopes) => {
      const account = { id: 'ann', label: 'ann' };
      const session = { id: `${sessions.length}`, accessToken: `gho_account-${scopes.join('-')}`, account, scopes };
      sessions.push(session);
      changed.fire({ added: [session], removed: [], changed: [] });
      return session;
    },
    removeSession: async () => undefined,
  };
  subscriptions.push(changed, authentication.registerAuthenticationProvider('github', 'GitHub', provider));
};
