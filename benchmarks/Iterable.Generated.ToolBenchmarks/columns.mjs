// What is usual in Node: the lines of the answer, JSON.parse for each, and a line for the loader of a warehouse, with the columns that all records have
// in common and the rest as a JSON text. Prints milliseconds, records, the bytes written, and for the process the milliseconds of the processor and the
// peak memory in kB.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import http from "node:http";
import readline from "node:readline";
import { finished } from "node:stream/promises";

const started = process.hrtime.bigint();
http.get(process.argv[2], async (answer) => {
  const file = createWriteStream(process.argv[3]);
  let records = 0;
  for await (const line of readline.createInterface({ input: answer, crlfDelay: Infinity })) {
    const {
      createdAt, campaignId, campaignName, channelId, contentId, email, eventName, messageId, messageTypeId, templateId, templateName, workflowId, workflowName, ...rest
    } = JSON.parse(line);
    const row = {
      createdAt: new Date(createdAt), campaignId, campaignName, channelId, contentId, email, eventName, messageId, messageTypeId, templateId, templateName, workflowId, workflowName,
      rest: JSON.stringify(rest),
    };
    records++;
    if (!file.write(`${JSON.stringify(row)}\n`)) await once(file, "drain");
  }
  file.end();
  await finished(file);
  const { user, system } = process.cpuUsage();
  console.log(`${Number(process.hrtime.bigint() - started) / 1e6} ${records} ${file.bytesWritten} ${(user + system) / 1e3} ${process.resourceUsage().maxRSS}`);
});
