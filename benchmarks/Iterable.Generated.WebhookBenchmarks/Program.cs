using Iterable.Generated.WebhookBenchmarks;

// dotnet run -c Release --project benchmarks/Iterable.Generated.WebhookBenchmarks [-- --rounds 9 --deliveries 5000]
// What an event costs against an endpoint by hand, in CPU of the process, the sender's part included in both; and how many fit into a second of one core.
var (rounds, deliveries) = (Number("--rounds", 9), Number("--deliveries", 5000));
await ReceivingBenchmark.RunAsync(rounds, deliveries);
return 0;

int Number(string name, int otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
