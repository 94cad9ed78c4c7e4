using System.Text;

namespace Iterable.Fuzz;

/// <summary>Makes inputs out of the seeds of a reader. The same random numbers make the same inputs.</summary>
internal sealed class Mutator(Reader reader, Random random)
{
    private const int MostBytes = 64 * 1024;

    private static readonly byte[][] Common =
    [
        .. new[] { "\uFEFF", "\n", "\r\n", "\r", " ", "\t", "\0", "\"", "\"\"", "'", "{", "}", "[", "]", ":", ",", "\\", "\\u0000", "\\ud83d", "/", "null", "true", "-1", "0", "1e400", "99999999999999999999", "1.5", "é", "😀", "<", ">", Reader.Planted }
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F],
    ];

    private readonly byte[][] _words = [.. Common, .. reader.Words.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] _inputs = [.. reader.Inputs];

    public byte[] Next()
    {
        var input = new List<byte>(Pick(_inputs));
        for (var changes = random.Next(0, 8); changes > 0; changes--)
            Change(input);
        if (input.Count > MostBytes)
            input.RemoveRange(MostBytes, input.Count - MostBytes);
        return [.. input];
    }

    /// <summary>Sizes of pieces, small ones more often.</summary>
    public int[] Pieces() => [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(4) == 0 ? random.Next(1, 4096) : random.Next(1, 8))];

    private void Change(List<byte> input)
    {
        var at = random.Next(input.Count + 1);
        var length = Math.Min(input.Count - at, random.Next(3) == 0 ? random.Next(1 + input.Count) : random.Next(1, 6));
        switch (random.Next(10))
        {
            case 0:
                input.InsertRange(at, Pick(_words));
                break;
            case 1:
                input.RemoveRange(at, length);
                break;
            case 2:
                input.RemoveRange(at, length);
                input.InsertRange(at, Pick(_words));
                break;
            case 3 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 4:
                input.Insert(at, (byte)random.Next(256));
                break;
            case 5:
                input.RemoveRange(at, input.Count - at);
                break;
            case 6:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, length));
                break;
            case 7:
                var other = Pick(_inputs);
                var from = random.Next(other.Length + 1);
                input.InsertRange(at, other[from..random.Next(from, other.Length + 1)]);
                break;
            case 8 when input.IndexOf((byte)'"', at) is >= 0 and var start && input.IndexOf((byte)'"', start + 1) is > 0 and var end:
                input.RemoveRange(start, end + 1 - start);
                input.InsertRange(start, Pick(_words));
                break;
            case 9 when random.Next(8) == 0:
                var piece = random.Next(2) == 0 ? Pick(_words) : [.. input.GetRange(at, Math.Min(length, 64))];
                for (var times = Math.Min(random.Next(1, 5000), MostBytes / Math.Max(1, piece.Length)); times > 0; times--)
                    input.InsertRange(at, piece);
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
