using System.Globalization;
using Iterable.Generated.ScaleBenchmarks;

// dotnet run -c Release --project benchmarks/Iterable.Generated.ScaleBenchmarks [-- <runs> <seconds> <reservations> [plain]]
if (args is [Worker.Command])
{
    await Worker.RunAsync(Console.In, Console.Out);
    return 0;
}

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

await ReservationBenchmark.RunAsync(Number(2, 1000));
return await LimitBenchmark.RunAsync(Number(0, 10), TimeSpan.FromSeconds(Number(1, 10)), onlyPlain: args is [.., "plain"]) ? 0 : 1;
