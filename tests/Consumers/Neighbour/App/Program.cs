using Iterable.Generated;
using Library;

using var iterable = new IterableClient(new IterableClientOptions { BaseAddress = new Uri(args[0]), ApiKey = args[1] });

Console.WriteLine($"ledger {Ledger.Total("Account;Amount\nrent;12\nfood;30\n")}");

var opens = new ExportQuery(ExportDataType.EmailOpen) { Range = ExportRange.All };
await foreach (var open in iterable.Export.ReadAsync(opens))
    Console.WriteLine($"open {open.Email}");

opens.Format = ExportFormat.Csv;
using var csv = new MemoryStream();
var saved = await iterable.Export.DownloadAsync(opens, csv);
Console.WriteLine($"saved {saved.Records} of {csv.Length > 0}");
try
{
    iterable.Export.ReadAsync(opens);
}
catch (NotSupportedException e)
{
    Console.WriteLine($"refused {e.Message}");
}
