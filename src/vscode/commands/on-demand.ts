/** What is done now and then, as a bundle of its own: "./on-demand.js", loaded by the first of these commands. */
export { exportChecks, importChecks } from '../checks/transfer';
export { acceptAsNormal } from '../triage/accept';
export { addDatastore } from './add-datastore';
export { editDatastore, renameDatastore } from './edit-datastore';
export { resourceActions } from './resource-actions';
export { askFilter } from './ask-filter';
export { askJobFilter } from './ask-job-filter';
export { pickAnomalies } from './pick-anomaly';
