using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Ndjson;

public class UserEventsTests
{
    [Test]
    public async Task Events_may_come_as_one_object()
    {
        const string body = "\uFEFF\n { \"events\" :\n [ {\"email\":\"a}]\\\"\"} ,\n{\"email\":\"b\",\"dataFields\":{\"x\":[{}]}}\n] , \"more\": [1, {\"x\":\"}\"}] }\n \n";
        foreach (var chunk in Chunks)
            Assert.That((await ReadAsync(body, chunk)).Emails, Is.EqualTo(new[] { "a}]\"", "b" }));

        var none = await ReadAsync("{\"events\":[]}");
        Assert.That((none.Emails.Count, none.Refused.Count), Is.EqualTo((0, 0)));
    }

    [TestCase("{\"email\":\"a\"}\n{\"email\":\"b\"}")]
    [TestCase("{\"event\":[{\"email\":\"x\"}],\"email\":\"a\"}\n{\"email\":\"b\"}")]
    [TestCase("{\"eve nts\":[{\"email\":\"x\"}],\"email\":\"a\"}\n{\"email\":\"b\"}")]
    [TestCase("{\"events \":[{\"email\":\"x\"}],\"email\":\"a\"}\n{\"email\":\"b\"}")]
    [TestCase("{\"events\":{\"email\":\"x\"},\"email\":\"a\"}\n{\"email\":\"b\"}")]
    [TestCase("{\"email\":\"a\"}\n{\"events\":[{\"email\":\"x\"}],\"email\":\"b\"}")]
    [TestCase("\n \t\r\n{\"email\":\"a\"}\n\n{\"email\":\"b\"}\r\n")]
    public async Task Events_may_come_as_lines(string body)
    {
        foreach (var chunk in Chunks)
            Assert.That((await ReadAsync(body, chunk)).Emails, Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase("{\"events\":[{\"email\":\"a\"},\n5,{\"email\":\"b\"}]}", 2, "5")]
    [TestCase("{\"events\":[{\"email\":\"a\"},\n null ,{\"email\":\"b\"}]}", 2, "null ")]
    [TestCase("{\"events\":[{\"email\":\"a\"},[{\"email\":\"x\"}],{\"email\":\"b\"}]}", 1, "[{\"email\":\"x\"}]")]
    [TestCase("{\"events\":[{\"email\":\"a\"},{\"email\":\"x\"}\n{\"email\":\"y\"},{\"email\":\"b\"}]}", 1, "{\"email\":\"x\"}\n{\"email\":\"y\"}")]
    [TestCase("{\"events\":[{\"email\":\"a\"},\n}}\n,{\"email\":\"b\"}]}", 2, "}}\n")]
    [TestCase("{\"events\":[{\"email\":\"a\"},\n,{\"email\":\"b\"}]}", 2, "")]
    [TestCase("{\"events\":[{\"email\":\"a\"},{\"email\":\"b\"},\n]}", 2, "")]
    [TestCase("{\"events\":[{\"email\":\"a\"},{\"email\":\"b\"}]\n nonsense }", 1, "\n nonsense ")]
    [TestCase("{\"events\":[{\"email\":\"a\"},{\"email\":\"b\"}]}\n\n{\"email\":\"c\"}\n", 3, "{\"email\":\"c\"}")]
    [TestCase("{\"events\":[{\"email\":\"a\"},{\"email\":\"b\"}]} ]", 1, " ]")]
    public async Task What_is_no_event_is_refused_on_its_line_and_not_passed_over(string body, int line, string refused)
    {
        foreach (var chunk in Chunks)
        {
            var read = await ReadAsync(body, chunk);
            Assert.That(read.Emails, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(read.Refused.Select(one => (one.LineNumber, Encoding.UTF8.GetString(one.Bytes))), Is.EqualTo(new[] { ((long)line, refused) }));
        }
    }

    [Test]
    public async Task Lines_are_counted_in_every_part_of_the_object()
    {
        const string body = "\n{\n\"events\"\n:\n[\n1,\n{\"email\":\n\"a\"}\n,\n2\n,\n\n3],\n\"more\":\n4\n}\n\n5\n6\n";
        foreach (var chunk in Chunks)
            Assert.That((await ReadAsync(body, chunk)).Refused.Select(one => (one.LineNumber, Encoding.UTF8.GetString(one.Bytes).Trim())), Is.EqualTo(new[] { (6L, "1"), (10, "2"), (13, "3"), (18, "5"), (19, "6") }));
    }

    [Test]
    public async Task Lines_are_counted_also_in_what_is_no_JSON_behind_the_list()
    {
        foreach (var chunk in Chunks)
            Assert.That((await ReadAsync("{\"events\":[]\n\nnonsense\n}\n5\n", chunk)).Refused.Select(one => one.LineNumber), Is.EqualTo(new[] { 1L, 5 }));
    }

    [TestCase("{\"events\":[{\"email\":\"a\"},", ",{\"email\":\"b\"}]}")]
    [TestCase("{\"events\":[{\"email\":\"a\"},{\"email\":\"b\"},", "]}")]
    public async Task An_event_of_a_list_may_have_as_many_bytes_as_are_allowed_and_no_more(string before, string after)
    {
        var options = new ExportReadOptions { MaxRecordSize = 1024 };
        foreach (var chunk in Chunks)
        {
            Assert.That((await ListAsync(ExportReader.ReadUserEventsAsync<ExportedEvent>(Stream(before + Record(1024) + after, chunk), options))).Select(read => read.Email), Has.One.Length.EqualTo(1012));
            var failure = await FailureAsync<UnreadableExportRecordException>(() => ListAsync(ExportReader.ReadUserEventsAsync<ExportedEvent>(Stream(before + "\n\n" + Record(1025) + after, chunk), options)));
            Assert.That((failure.Record.LineNumber, Encoding.UTF8.GetString(failure.Record.Bytes)), Is.EqualTo((3L, Record(1025)[..1024])));
        }
    }

    [TestCase("{_\"events\":[{\"email\":\"a\"}]}", 11)]
    [TestCase("{\"events\":[{\"email\":\"a\"}]_}", 0)]
    public async Task What_stands_around_the_list_may_have_as_many_bytes_as_are_allowed_and_no_more(string form, int others)
    {
        var options = new ExportReadOptions { MaxRecordSize = 1024 };
        foreach (var chunk in Chunks)
        {
            Assert.That(await ListAsync(ExportReader.ReadUserEventsAsync<ExportedEvent>(Stream(Body(1024), chunk), options)), Has.Count.EqualTo(1));
            Assert.That((await FailureAsync<UnreadableExportRecordException>(() => ListAsync(ExportReader.ReadUserEventsAsync<ExportedEvent>(Stream(Body(1025), chunk), options)))).Record.Bytes, Has.Length.EqualTo(1024));
        }

        string Body(int size) => form.Replace("_", new string(' ', size - others), StringComparison.Ordinal);
    }

    [TestCase("{\"events\":[")]
    [TestCase("{\"events\":[{\"email\":\"a\"}")]
    [TestCase("{\"events\":[{\"email\":\"a\"},")]
    [TestCase("{\"events\":[{\"email\":\"a\"}]")]
    [TestCase("{\"events\":[{\"email\":\"a\"}],\"more\":{}")]
    public async Task A_list_that_is_cut_is_an_error(string body)
    {
        foreach (var chunk in Chunks)
            Assert.That((await FailureAsync<ExportInterruptedException>(() => ReadAsync(body, chunk))).Reason, Is.EqualTo(ExportInterruption.IncompleteRecord));
    }

    [Test]
    public void Each_byte_of_a_long_event_is_looked_at_once()
    {
        var scanner = new ValueScanner();
        var at = 0;
        var bytes = Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 1000));
        for (var length = 1; length <= bytes.Length; length++)
        {
            Assert.That(scanner.TryFind(bytes.AsSpan(0, length), ref at, (byte)',', (byte)']'), Is.False);
            Assert.That(at, Is.EqualTo(length));
        }
    }

    private static string Record(int size) => "{\"email\":\"" + new string('x', size - 12) + "\"}";

    private static async Task<(List<string?> Emails, List<UnreadableExportRecord> Refused)> ReadAsync(string body, int chunk = int.MaxValue)
    {
        var refused = new List<UnreadableExportRecord>();
        var read = await ListAsync(ExportReader.ReadUserEventsAsync<ExportedEvent>(Stream(body, chunk), new ExportReadOptions { OnUnreadableRecord = refused.Add }));
        return (read.Select(one => one.Email).ToList(), refused);
    }
}
