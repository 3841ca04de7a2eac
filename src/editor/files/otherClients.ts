import { type ConfigurationChangeEvent, type ConfigurationScope, workspace } from 'vscode';
import type { OtherClients } from '../../exchange/surroundings/environments.ts';

/** What REST Client's and httpYac's settings say, where the user has set them; their defaults are not ours. */
export function otherClients(scope: ConfigurationScope | undefined): OtherClients {
  return {
    environments: [
      setByUser(scope, 'httpyac', 'environmentVariables'),
      setByUser(scope, 'rest-client', 'environmentVariables'),
    ],
    defaultHeaders: setByUser(scope, 'rest-client', 'defaultHeaders'),
  };
}

/** A setting's value where somebody has set it; the folder's before the workspace's before the user's. */
export function setByUser(scope: ConfigurationScope | undefined, section: string, name: string): unknown {
  const found = workspace.getConfiguration(section, scope).inspect<unknown>(name);
  return found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
}

/** Whether a change concerns the settings that are read of other clients. */
export function concernsOtherClients(event: ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration('rest-client') || event.affectsConfiguration('httpyac');
}
