using System.Text;
using Iterable.Generated.Tool.Exports.Parts;

namespace Iterable.Generated.Tool.Tests.Exports;

public class RecordStreamTests
{
    [Test]
    public async Task The_lines_do_not_depend_on_the_pieces_they_come_in()
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFF{\"a\":\"é\"}\r\n\r\n \t\n{\"b\":\"" + new string('x', 40_000) + "\"}\n\uFEFF\n{\"c\":1}");
        string[] expected = ["{\"a\":\"é\"}", "{\"b\":\"" + new string('x', 40_000) + "\"}", "\uFEFF", "{\"c\":1}"];

        foreach (var size in new[] { 1, 2, 3, 7, 16 * 1024, bytes.Length })
        {
            var lines = new List<string>();
            await using var stream = new RecordStream(line =>
            {
                lines.Add(Encoding.UTF8.GetString(line.Span));
                return ValueTask.CompletedTask;
            });
            foreach (var piece in bytes.Chunk(size))
                await stream.WriteAsync(piece);
            await stream.FinishAsync();

            Assert.That((lines, stream.Count), Is.EqualTo((expected, 4L)), $"in pieces of {size}");
        }
    }
}
