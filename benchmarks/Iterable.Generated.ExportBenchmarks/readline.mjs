// What is usual in Node: the lines of the answer, and JSON.parse for each. Prints milliseconds, records, a sum over them,
// and for the process the milliseconds of the processor and the peak memory in kB.
import http from "node:http";
import readline from "node:readline";

const started = process.hrtime.bigint();
http.get(process.argv[2], async (answer) => {
  let records = 0;
  let sum = 0;
  for await (const line of readline.createInterface({ input: answer, crlfDelay: Infinity })) {
    const record = JSON.parse(line);
    records++;
    sum += record.email.length + (record.campaignId ?? 0);
  }
  const { user, system } = process.cpuUsage();
  console.log(`${Number(process.hrtime.bigint() - started) / 1e6} ${records} ${sum} ${(user + system) / 1e3} ${process.resourceUsage().maxRSS}`);
});
