using System.Globalization;
using System.Runtime.InteropServices;
using Ingestion.Demo;
using Iterable.Generated.ScaleBenchmarks;

// dotnet run -c Release --project samples/Ingestion.Demo [-- <records> <kills>]
if (args is [DemoProcess.Command])
    return DemoProcess.BecomeTheSample();

if (PostgreSqlServer.WhyMissing is { } missing)
{
    Console.Error.WriteLine($"{missing} The demonstration starts a server of its own with it; nothing was shown.");
    return 2;
}

int Number(int index, int otherwise) => args.Length <= index ? otherwise : int.TryParse(args[index], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : -1;
var (records, kills) = (Number(0, 5000), Number(1, 3));
if (args.Length > 2 || records < DemoRun.FewestRecords || kills < 0)
{
    Console.Error.WriteLine($"Usage: Ingestion.Demo [<records> [<kills>]], with {DemoRun.FewestRecords} records or more.");
    return 2;
}

using var end = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    end.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await DemoRun.RunAsync(records, kills, Console.Out, Console.Error, end.Token) ? 0 : 1;
}
catch (OperationCanceledException) when (end.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped; nothing was shown.");
    return 130;
}
