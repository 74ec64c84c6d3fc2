import type { EndedJob } from '../core/jobs/job-store';

/** The one place that shows messages. Texts given to it are localised already. */
export interface Notifier {
  /** An error of something that the user asked for. `doing` names it: "Scan failed". */
  problem(error: unknown, doing?: string): Promise<void>;
  info(text: string): Promise<void>;
  /** A modal question; true when the user chose `action`. */
  confirm(question: string, detail: string, action: string): Promise<boolean>;
  /** A job ended: shown or not, as the setting `plumbline.notifications` says. */
  jobEnded(ended: EndedJob): Promise<void>;
}
