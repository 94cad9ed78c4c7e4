// Calls every method of Iterable's own TypeScript client, which holds each answer against its schemas. Arguments: the folder of the package, the
// address of the server, an API key, and the ids of what is there, as JSON. Writes a line of JSON for each method that fails or is not called.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, baseUrl, apiKey, seeds] = process.argv.slice(2);
const { IterableClient } = await import(pathToFileURL(join(folder, "dist", "index.js")));
const client = new IterableClient({ apiKey, baseUrl });
const ids = JSON.parse(seeds);
for (const { id, name } of (await client.getLists()).lists) ids[name === "Readers" ? "list" : "spareList"] = id;
const email = "ada@example.com";
const userId = "u-1";
// Within what every call with a time allows.
const later = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 19).replace("T", " ");
const soon = new Date(Date.now() + 86_400_000).toISOString();
const idsOf = (answer) => answer.msg.match(/\d+$/)[0];

const calls = {
  // Users
  getUserByEmail: () => client.getUserByEmail({ email }),
  getUserByUserId: () => client.getUserByUserId({ userId }),
  updateUser: () => client.updateUser({ email, dataFields: { plan: "pro" } }),
  bulkUpdateUsers: () => client.bulkUpdateUsers({ users: [{ email }, { email: "Foo@" }] }),
  updateUserSubscriptions: () => client.updateUserSubscriptions({ email, emailListIds: [ids.list], unsubscribedChannelIds: [2] }),
  getUserFields: () => client.getUserFields(),
  updateEmail: () => client.updateEmail({ currentEmail: "bob@example.com", newEmail: "robert@example.com" }),
  mergeUsers: () => client.mergeUsers({ sourceEmail: "robert@example.com", destinationEmail: email }),
  deleteUserByEmail: () => client.deleteUserByEmail({ email: "carl@example.com" }),
  deleteUserByUserId: () => client.deleteUserByUserId({ userId: "u-2" }),

  // Events
  trackEvent: () => client.trackEvent({ email, eventName: "signedUp", id: "e-1", dataFields: { source: "friend" } }),
  trackBulkEvents: () => client.trackBulkEvents({ events: [{ email, eventName: "signedUp", createdAt: Date.now() }] }),
  getUserEventsByEmail: () => client.getUserEventsByEmail({ email, limit: 10 }),
  getUserEventsByUserId: () => client.getUserEventsByUserId({ userId }),

  // Lists and subscriptions
  createList: () => client.createList({ name: "Writers" }),
  getLists: () => client.getLists(),
  subscribeUserToList: () => client.subscribeUserToList({ listId: ids.list, subscribers: [{ email }] }),
  unsubscribeUserFromList: () => client.unsubscribeUserFromList({ listId: ids.list, subscribers: [{ email: "nobody@example.com" }] }),
  getListUsers: () => client.getListUsers({ listId: ids.list }),
  getListSize: () => client.getListSize({ listId: ids.list }),
  getListPreviewUsers: () => client.getListPreviewUsers({ listId: ids.list, size: 5 }),
  deleteList: () => client.deleteList({ listId: ids.spareList }),
  bulkUpdateSubscriptions: () =>
    client.bulkUpdateSubscriptions({ subscriptionGroup: "emailList", subscriptionGroupId: ids.list, action: "subscribe", users: [email] }),
  subscribeUserByEmail: () => client.subscribeUserByEmail({ subscriptionGroup: "messageType", subscriptionGroupId: 1, userEmail: email }),
  unsubscribeUserByEmail: () => client.unsubscribeUserByEmail({ subscriptionGroup: "messageType", subscriptionGroupId: 1, userEmail: email }),
  subscribeUserByUserId: () => client.subscribeUserByUserId({ subscriptionGroup: "messageChannel", subscriptionGroupId: 1, userId }),
  unsubscribeUserByUserId: () => client.unsubscribeUserByUserId({ subscriptionGroup: "messageChannel", subscriptionGroupId: 1, userId }),

  // Templates
  upsertEmailTemplate: async () => { ids.email = Number(idsOf(await client.upsertEmailTemplate({ clientTemplateId: "e", name: "E", subject: "Hi", html: "<p>{{name}}</p>" }))); },
  upsertSMSTemplate: async () => { ids.sms = Number(idsOf(await client.upsertSMSTemplate({ clientTemplateId: "s", name: "S", message: "Hi" }))); },
  upsertPushTemplate: async () => { ids.push = Number(idsOf(await client.upsertPushTemplate({ clientTemplateId: "p", name: "P", message: "Hi" }))); },
  upsertInAppTemplate: async () => { ids.inApp = Number(idsOf(await client.upsertInAppTemplate({ clientTemplateId: "i", name: "I", html: "<p>Hi</p>" }))); },
  getTemplates: () => client.getTemplates({ page: 1, pageSize: 10 }),
  getTemplateByClientId: () => client.getTemplateByClientId({ clientTemplateId: "e" }),
  getEmailTemplate: () => client.getEmailTemplate({ templateId: ids.email }),
  getSMSTemplate: () => client.getSMSTemplate({ templateId: ids.sms }),
  getPushTemplate: () => client.getPushTemplate({ templateId: ids.push }),
  getInAppTemplate: () => client.getInAppTemplate({ templateId: ids.inApp }),
  updateEmailTemplate: () => client.updateEmailTemplate({ templateId: ids.email, subject: "Hello" }),
  updateSMSTemplate: () => client.updateSMSTemplate({ templateId: ids.sms, message: "Hello" }),
  updatePushTemplate: () => client.updatePushTemplate({ templateId: ids.push, message: "Hello" }),
  updateInAppTemplate: () => client.updateInAppTemplate({ templateId: ids.inApp, html: "<p>Hello</p>" }),
  sendEmailTemplateProof: () => client.sendEmailTemplateProof({ templateId: ids.email, recipientEmail: email }),
  sendSMSTemplateProof: () => client.sendSMSTemplateProof({ templateId: ids.sms, recipientEmail: email }),
  sendPushTemplateProof: () => client.sendPushTemplateProof({ templateId: ids.push, recipientEmail: email }),
  sendInAppTemplateProof: () => client.sendInAppTemplateProof({ templateId: ids.inApp, recipientEmail: email }),
  previewEmailTemplate: () => client.previewEmailTemplate({ templateId: ids.email, data: { dataFields: { name: "Ada" } } }),
  previewInAppTemplate: () => client.previewInAppTemplate({ templateId: ids.inApp }),

  // Campaigns
  createTriggeredCampaign: async () => { ids.triggered = (await client.createTriggeredCampaign({ name: "Receipt", templateId: ids.email })).campaignId; },
  createBlastCampaign: async () => {
    ids.blast = (await client.createBlastCampaign({ name: "News", templateId: ids.email, listIds: [ids.list], sendAt: later })).campaignId;
  },
  getCampaigns: () => client.getCampaigns({ page: 1, pageSize: 10, sort: { field: "createdAt", direction: "desc" } }),
  getCampaign: () => client.getCampaign({ id: ids.blast }),
  getChildCampaigns: () => client.getChildCampaigns({ id: ids.blast }),
  getCampaignMetrics: () => client.getCampaignMetrics({ campaignId: ids.blast, startDateTime: "2026-01-01", endDateTime: "2026-02-01" }),
  activateTriggeredCampaign: () => client.activateTriggeredCampaign({ campaignId: ids.triggered }),
  triggerCampaign: () => client.triggerCampaign({ campaignId: ids.triggered, recipientEmail: email, listIds: [ids.list] }),
  scheduleCampaign: () => client.scheduleCampaign({ campaignId: ids.blast, sendAt: soon }),
  cancelCampaign: () => client.cancelCampaign({ campaignId: ids.blast }),
  sendCampaign: () => client.sendCampaign({ campaignId: ids.blast }),
  abortCampaign: () => client.abortCampaign({ campaignId: ids.running }),
  deactivateTriggeredCampaign: () => client.deactivateTriggeredCampaign({ campaignId: ids.spareCampaign }),
  archiveCampaigns: () => client.archiveCampaigns({ campaignIds: [ids.spareCampaign] }),

  // Messages
  sendEmail: () => client.sendEmail({ campaignId: ids.triggered, recipientEmail: email, sendAt: later }),
  cancelEmail: () => client.cancelEmail({ campaignId: ids.triggered, email }),
  sendSMS: () => client.sendSMS({ campaignId: ids.triggered, recipientEmail: email, sendAt: later }),
  cancelSMS: () => client.cancelSMS({ campaignId: ids.triggered, email }),
  sendPush: () => client.sendPush({ campaignId: ids.triggered, recipientUserId: userId, sendAt: later }),
  cancelPush: () => client.cancelPush({ campaignId: ids.triggered, userId }),
  sendWebPush: () => client.sendWebPush({ campaignId: ids.triggered, recipientEmail: email, sendAt: later }),
  cancelWebPush: () => client.cancelWebPush({ campaignId: ids.triggered, email }),
  sendWhatsApp: () => client.sendWhatsApp({ campaignId: ids.triggered, recipientEmail: email, sendAt: later }),
  cancelWhatsApp: () => client.cancelWhatsApp({ campaignId: ids.triggered, email }),
  sendInApp: () => client.sendInApp({ campaignId: ids.triggered, recipientEmail: email, sendAt: later }),
  cancelInApp: () => client.cancelInApp({ campaignId: ids.triggered, email }),
  getInAppMessages: () => client.getInAppMessages({ email, count: 5 }),
  getEmbeddedMessages: () => client.getEmbeddedMessages({ email, placementIds: [10] }),
  getSentMessages: () => client.getSentMessages({ email, limit: 10 }),
  getChannels: () => client.getChannels(),
  getMessageTypes: () => client.getMessageTypes(),

  // Catalogs
  createCatalog: () => client.createCatalog({ catalogName: "books" }),
  replaceCatalogItem: () => client.replaceCatalogItem({ catalogName: "books", itemId: "b-1", value: { title: "Notes" } }),
  partialUpdateCatalogItem: () => client.partialUpdateCatalogItem({ catalogName: "books", itemId: "b-1", update: { price: 12.5 } }),
  replaceCatalogItems: () => client.replaceCatalogItems({ catalogName: "books", documents: { "b-2": { title: "Sketch" }, "b-3": {} } }),
  partialUpdateCatalogItems: () => client.partialUpdateCatalogItems({ catalogName: "books", documents: { "b-2": { price: 1 } } }),
  getCatalogs: () => client.getCatalogs({ page: 1 }),
  getCatalogItem: () => client.getCatalogItem({ catalogName: "books", itemId: "b-1" }),
  getCatalogItems: () => client.getCatalogItems({ catalogName: "books" }),
  updateCatalogFieldMappings: () => client.updateCatalogFieldMappings({ catalogName: "books", mappingsUpdates: [{ fieldName: "title", fieldType: "string" }] }),
  getCatalogFieldMappings: () => client.getCatalogFieldMappings({ catalogName: "books" }),
  deleteCatalogItem: () => client.deleteCatalogItem({ catalogName: "books", itemId: "b-1" }),
  bulkDeleteCatalogItems: () => client.bulkDeleteCatalogItems({ catalogName: "books", itemIds: ["b-2", "b-3"] }),
  deleteCatalog: () => client.deleteCatalog({ catalogName: "books" }),

  // Experiments
  createExperiment: async () => { ids.experiment = (await client.createExperiment({ campaignId: ids.triggered, experimentType: "SubjectLine" })).id; },
  copyExperimentVariant: () => client.copyExperimentVariant({ experimentId: ids.experiment, copyFromTemplateId: ids.email, name: "Short" }),
  updateExperimentSettings: () =>
    client.updateExperimentSettings({
      experimentId: ids.experiment,
      holdoutSettings: { holdOutGroupSize: 10, attributionPeriodHours: 24 },
      explorationBlastSettings: null,
      conversionEventSettings: { systemConversionEventType: "opens" },
    }),
  startExperiment: () => client.startExperiment({ experimentId: ids.experiment }),
  listExperiments: () => client.listExperiments({ campaignId: ids.triggered, status: "running", limit: 10 }),
  getExperiment: () => client.getExperiment({ experimentId: ids.experiment }),
  getExperimentVariants: () => client.getExperimentVariants({ experimentId: ids.experiment }),
  getExperimentMetrics: () => client.getExperimentMetrics({ experimentId: [ids.experiment], startDateTime: "2026-01-01 00:00:00" }),
  getExperimentTotals: () => client.getExperimentTotals({ experimentId: ids.experiment }),
  getExperimentTrends: () => client.getExperimentTrends({ experimentId: ids.experiment }),
  declareExperimentWinner: () => client.declareExperimentWinner({ experimentId: ids.experiment, variantId: 1 }),
  deleteExperiment: () => client.deleteExperiment({ experimentId: ids.experiment }),
  cancelExperiment: () => client.cancelExperiment({ experimentId: ids.runningExperiment }),

  // Exports, journeys, snippets, webhooks
  startExportJob: async () => {
    ids.job = (await client.startExportJob({ dataTypeName: "emailSend", outputFormat: "text/csv", startDateTime: "2026-01-01 00:00:00" })).jobId;
  },
  getExportJobs: () => client.getExportJobs(),
  getExportFiles: () => client.getExportFiles({ jobId: ids.job }),
  cancelExportJob: () => client.cancelExportJob({ jobId: ids.job }),
  getJourneys: () => client.getJourneys({ page: 1 }),
  triggerJourney: () => client.triggerJourney({ workflowId: ids.journey, email }),
  createSnippet: () => client.createSnippet({ name: "footer", content: "<p>{{company}}</p>", variables: ["company"] }),
  getSnippets: () => client.getSnippets(),
  getSnippet: () => client.getSnippet({ identifier: "footer" }),
  updateSnippet: () => client.updateSnippet({ identifier: "footer", content: "<p></p>" }),
  deleteSnippet: () => client.deleteSnippet({ identifier: "footer" }),
  getWebhooks: () => client.getWebhooks(),
  updateWebhook: () => client.updateWebhook({ id: ids.webhook, enabled: false }),
  bulkDeleteTemplates: () => client.bulkDeleteTemplates({ ids: [ids.sms] }),
  deleteTemplates: () => client.deleteTemplates({ ids: [ids.push] }),
};

const report = (method, problem) => console.log(JSON.stringify({ method, problem }));
const methods = new Set();
for (let type = IterableClient.prototype; type && type !== Object.prototype; type = Object.getPrototypeOf(type)) {
  for (const name of Object.getOwnPropertyNames(type)) methods.add(name);
}

for (const method of methods) {
  if (!["constructor", "destroy"].includes(method) && !(method in calls)) report(method, "is not called");
}

for (const [method, call] of Object.entries(calls)) {
  try {
    await call();
  } catch (error) {
    report(method, error.message);
  }
}

client.destroy();
console.log(JSON.stringify({ called: Object.keys(calls).length }));
