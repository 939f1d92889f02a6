// Tells the user, once for each, which rules and severities in the settings do not exist.
import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import { rules } from '../rules/all.ts';
import { nearest } from '../text/nearest.ts';
import { isRecord, severityNames } from './settings.ts';

export class SettingComplaints {
  readonly #connection: Connection;
  #told: ReadonlySet<string> = new Set();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Tells what is wrong in the section `apache` and was not wrong before. */
  tell(section: unknown): void {
    const complaints = complaintsAbout(section);
    for (const message of complaints) {
      if (this.#told.has(message)) continue;
      void this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    this.#told = new Set(complaints);
  }
}

function complaintsAbout(section: unknown): string[] {
  if (!isRecord(section) || !isRecord(section.severity)) return [];
  const ids = rules.map(({ id }) => id);
  return Object.entries(section.severity).flatMap(([rule, severity]) => [
    ...complaintAbout(rule, ids, 'is not the id of a rule'),
    ...complaintAbout(String(severity), severityNames, `is not a severity for ${rule}`),
  ]);
}

function complaintAbout(text: string, known: readonly string[], why: string): string[] {
  if (known.includes(text)) return [];
  const near = nearest(text, known);
  return [`apache.severity: '${text}' ${why}${near ? `; did you mean ${near}?` : '.'}`];
}
