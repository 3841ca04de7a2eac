/** Every command of the extension. Those that the manifest does not list are run by lenses alone. */
export const commandIds = [
  'precondition.send',
  'precondition.sendWithIfMatch',
  'precondition.sendWithIfNoneMatch',
  'precondition.cancel',
  'precondition.refreshEtag',
  'precondition.explain',
  'precondition.showResponse',
  'precondition.showValidators',
  'precondition.forgetValidator',
  'precondition.forgetAllValidators',
  'precondition.rememberRecorded',
  'precondition.pasteCurl',
  'precondition.copyRequestAs',
  'precondition.openHar',
  'precondition.saveHar',
  'precondition.startDemo',
  'precondition.stopDemo',
  'precondition.selectEnvironment',
  'precondition.forgetPasswords',
  'precondition.showCookies',
  'precondition.clearCookies',
] as const;

export type CommandId = (typeof commandIds)[number];
