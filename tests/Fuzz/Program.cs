using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using SharpFuzz;

namespace Iterable.Fuzz;

/// <summary>
/// Reads inputs that nobody would write: <c>&lt;seconds&gt; [reader] [seed]</c>, or <c>replay &lt;file&gt;</c> for one that failed. Each ends in a
/// result or a documented exception, the same in whatever pieces it comes, in bounded time and memory, and no message shows what is in it. With
/// <c>afl &lt;reader&gt;</c> the inputs are those of AFL++, which looks for ways through the code that it has not seen; <c>seeds &lt;reader&gt; &lt;folder&gt;</c> writes what it begins with. <c>readers</c> names them, a line each.
/// </summary>
internal static class Program
{
    private static string Folder => Path.Combine(
        typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "RepositoryRoot").Value!, "artifacts/fuzz");

    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["replay", var file] when Reader.All.FirstOrDefault(reader => reader.Name == Path.GetFileName(file).Split('.')[0]) is { } failed:
                return Replay(failed, file);
            case ["afl", var name]:
                // Nothing of the library may be touched before: its code writes down where it goes, in memory that is not there yet.
                Fuzzer.OutOfProcess.Run(input => ReadOne(Reader.All.Single(reader => reader.Name == name), input));
                return 0;
            case ["seeds", var name, var folder] when Reader.All.FirstOrDefault(reader => reader.Name == name) is { } meant:
                Directory.CreateDirectory(folder);
                foreach (var (seed, at) in meant.Inputs.Select((seed, at) => (seed, at)))
                    File.WriteAllBytes(Path.Combine(folder, at.ToString(CultureInfo.InvariantCulture)), seed);
                return 0;
            case ["readers"]:
                foreach (var reader in Reader.All)
                    Console.WriteLine(reader.Name);
                return 0;
            case [var text, .. var rest] when rest.Length <= 2 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
                var named = rest.FirstOrDefault(argument => !int.TryParse(argument, out _));
                var start = rest.Select(argument => int.TryParse(argument, out var number) ? number : (int?)null).FirstOrDefault(number => number is not null) ?? Random.Shared.Next();
                var readers = Reader.All.Where(reader => named is null || reader.Name == named).ToList();
                if (readers.Count > 0)
                    return readers.Count(reader => !Fuzz(reader, start, TimeSpan.FromSeconds(seconds / readers.Count))) == 0 ? 0 : 1;
                break;
        }

        Console.Error.WriteLine($"Give the seconds for all, then a reader and a seed if one is meant; or replay and a file that was kept. The readers are: {string.Join(", ", Reader.All.Select(reader => reader.Name))}.");
        return 2;
    }

    private static bool Fuzz(Reader reader, int seed, TimeSpan limit)
    {
        // Said first: an input can end the process, and comes again with the seed.
        Console.WriteLine($"{reader.Name}: seed {seed}");
        var mutator = new Mutator(reader, new Random(seed));
        var time = Stopwatch.StartNew();
        var count = 0;
        for (; count == 0 || time.Elapsed < limit; count++)
        {
            // The seeds as they are come first.
            var (input, pieces) = (count < reader.Inputs.Count ? reader.Inputs[count] : mutator.Next(), mutator.Pieces());
            if (Trial.Fault(reader, input, pieces) is not { } fault)
                continue;

            Keep(reader, input, pieces, $"{reader.Name}, seed {seed}, input {count + 1}: {fault}");
            return false;
        }

        Console.WriteLine($"{reader.Name}: {count} inputs");
        return true;
    }

    private static void ReadOne(Reader reader, Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        if (Trial.Fault(reader, copy.ToArray(), [7]) is not { } fault)
            return;

        Keep(reader, copy.ToArray(), [7], $"{reader.Name}: {fault}");
        throw new InvalidOperationException(fault);
    }

    private static void Keep(Reader reader, byte[] input, int[] pieces, string what)
    {
        var file = Path.Combine(Folder, $"{reader.Name}.{Convert.ToHexString(SHA256.HashData(input))[..12]}");
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(file, [.. BitConverter.GetBytes(pieces.Length), .. pieces.SelectMany(BitConverter.GetBytes), .. input]);
        Console.Error.WriteLine(what);
        Console.Error.WriteLine($"Again: dotnet run -c Release --project tests/Fuzz -- replay {file}");
    }

    private static int Replay(Reader reader, string file)
    {
        var saved = File.ReadAllBytes(file);
        var pieces = Enumerable.Range(1, BitConverter.ToInt32(saved)).Select(at => BitConverter.ToInt32(saved, at * 4)).ToArray();
        var fault = Trial.Fault(reader, saved[((pieces.Length + 1) * 4)..], pieces);
        Console.WriteLine(fault ?? "Nothing is wrong with it.");
        return fault is null ? 0 : 1;
    }
}
