using System.Text;
using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>Records that were not taken, on paper.</summary>
[TestFixture]
public sealed class DeadLetterTests
{
    [Test]
    public async Task A_letter_is_a_line_of_json()
    {
        var error = new IterableFieldTypesException("failed", new IterableErrorDetails { Code = "RequestFieldsTypesMismatched" });
        var fields = new[] { new IterableFieldTypeError("project:::count", JObject.Parse("""{"expectedType":"long"}""")) };

        Assert.That(
            await WrittenAsync(new BulkOutcome<UserUpdateRequest>(User(1, new { count = "x\n", when = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc) }), BulkOutcomeKind.Refused, BulkReason.WrongType, fieldErrors: fields, exception: error)),
            Is.EqualTo("""{"record":{"email":"user1@example.com","dataFields":{"count":"x\n","when":"2026-01-02T03:04:05.000+00:00"}},"kind":"Refused","reason":"wrong-type","code":"RequestFieldsTypesMismatched","surelyNotSent":false,"fields":[{"field":"project:::count","expectedType":"long"}]}""" + "\n"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(int.MaxValue)]
    public async Task What_a_file_holds_does_not_depend_on_the_pieces_it_comes_in(int first)
    {
        var letter = await WrittenAsync(new BulkOutcome<string>("a", BulkOutcomeKind.Refused, BulkReason.Invalid));
        var lines = Encoding.UTF8.GetBytes($"{letter.Replace("{", "{\uFEFF")}{letter.Replace("{\"", "{\"\uFEFF")}{letter}");
        var passed = new List<long>();

        var letters = await ReadAsync<string>(new PiecesStream([.. lines], [first, int.MaxValue]), passed.Add);
        var marked = await ReadAsync<string>(new PiecesStream([.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(letter)], [first, int.MaxValue]));

        Assert.That(letters.Select(read => read.Record), Is.EqualTo(new[] { "a" }));
        Assert.That(passed, Is.EqualTo(new[] { 1L, 2L }));
        Assert.That(marked.Single().Record, Is.EqualTo("a"));
    }

    [Test]
    public async Task What_was_written_is_read_back_and_can_be_sent_again()
    {
        using var file = new MemoryStream();
        using (var broken = new BulkScene().Answers(_ => (500, "")))
        {
            await foreach (var outcome in broken.Bulk.Events().SendAsync([new TrackEventRequest("visit") { UserId = "a", DataFields = new JObject { ["at"] = "2026-01-02T03:04:05Z", ["n"] = null } }]))
                await BulkDeadLetters.WriteAsync(file, outcome);
        }

        file.Position = 0;
        var letter = (await ReadAsync<TrackEventRequest>(file)).Single();
        using var scene = new BulkScene();
        await AllAsync(scene.Bulk.Events().SendAsync([letter.Record]));

        Assert.That((letter.Kind, letter.Reason, letter.SurelyNotSent), Is.EqualTo((BulkOutcomeKind.NotSent, BulkReason.NoAnswer, false)));
        Assert.That(letter.Record.Id, Has.Length.EqualTo(32), "under the id that it went out with");
        Assert.That(scene.Calls.Single()["events"]![0]!.ToString(Formatting.None), Is.EqualTo($$"""{"userId":"a","eventName":"visit","dataFields":{"at":"2026-01-02T03:04:05Z","n":null},"id":"{{letter.Record.Id}}"}"""));
    }

    [Test]
    public async Task Catalog_items_and_ids_are_letters_too()
    {
        using var file = new MemoryStream();
        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<BulkCatalogItem>(new BulkCatalogItem("a-1", new JObject { ["x"] = 1 }), BulkOutcomeKind.NotSent, BulkReason.Cancelled, surelyNotSent: true));
        file.Position = 0;
        var item = (await ReadAsync<BulkCatalogItem>(file)).Single();
        Assert.That((item.Record.ItemId, item.Record.Fields.ToString(Formatting.None), item.SurelyNotSent), Is.EqualTo(("a-1", """{"x":1}""", true)));

        file.SetLength(0);
        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<string>("é\"", BulkOutcomeKind.NotSent, BulkReason.Cancelled, surelyNotSent: true));
        file.Position = 0;
        Assert.That((await ReadAsync<string>(file)).Single().Record, Is.EqualTo("é\""));
    }

    [Test]
    public async Task A_catalog_item_is_written_as_it_would_be_sent()
    {
        var item = new BulkCatalogItem("a", new JObject { ["at"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1234567), ["none"] = null });

        Assert.That(await WrittenAsync(new BulkOutcome<BulkCatalogItem>(item, BulkOutcomeKind.Refused, BulkReason.Rejected)), Does.StartWith("""{"record":{"itemId":"a","fields":{"at":"2026-01-02T03:04:05.123+00:00","none":null}},"""));
    }

    [Test]
    public async Task A_record_that_has_no_form_in_json_is_written_for_people_to_mend()
    {
        using var file = new MemoryStream();
        var numbers = new JObject { ["n"] = double.NaN, ["m"] = 1 };
        using (var scene = new BulkScene())
        {
            foreach (var outcome in await AllAsync(scene.Bulk.UserUpdates().SendAsync([new UserUpdateRequest { UserId = "a", DataFields = numbers }, new UserUpdateRequest { UserId = "b", AdditionalProperties = { ["userId"] = "b" } }])))
                await BulkDeadLetters.WriteAsync(file, outcome);
            foreach (var outcome in await AllAsync(scene.Bulk.CatalogItems("books").SendAsync([new BulkCatalogItem("a", numbers)])))
                await BulkDeadLetters.WriteAsync(file, outcome);
        }

        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<UserUpdateRequest>(User(1), BulkOutcomeKind.Refused, BulkReason.Invalid));
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).ToList();
        var passed = new List<long>();
        file.Position = 0;

        Assert.That(lines.Select(line => line["unwritable"]?.ToString(Formatting.None)), Is.EqualTo(new[] { """{"userId":"a","dataFields":{"n":"NaN","m":1}}""", "null", """{"itemId":"a","fields":{"n":"NaN","m":1}}""", null }));
        Assert.That(lines.Take(3).Select(line => ((string?)line["reason"], (string?)line["error"])), Is.All.Matches<(string Reason, string Error)>(line => line is { Reason: "unwritable", Error.Length: > 20 }));
        Assert.That((await ReadAsync<UserUpdateRequest>(file, passed.Add)).Single().Record.Email, Is.EqualTo("user1@example.com"));
        Assert.That(passed, Is.EqualTo(new[] { 1L, 2L, 3L }));
    }

    [Test]
    public async Task A_raw_value_with_line_breaks_stays_on_its_line()
    {
        using var file = new MemoryStream();
        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<UserUpdateRequest>(new UserUpdateRequest { UserId = "a", DataFields = new JObject { ["raw"] = new JRaw("{\r\n\"x\": \"a\\n\"\n}") } }, BulkOutcomeKind.Refused, BulkReason.Invalid));
        file.Position = 0;

        Assert.That((string?)(await ReadAsync<UserUpdateRequest>(file)).Single().Record.DataFields!["raw"]!["x"], Is.EqualTo("a\n"));
    }

    [Test]
    public async Task A_record_that_is_nested_deep_is_read_back()
    {
        using var file = new MemoryStream();
        var deep = Enumerable.Range(0, 100).Aggregate((JToken)1, (inner, _) => new JObject { ["in"] = inner });
        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<UserUpdateRequest>(new UserUpdateRequest { UserId = "a", DataFields = (JObject)deep }, BulkOutcomeKind.Refused, BulkReason.Rejected));
        file.Position = 0;

        Assert.That(JToken.DeepEquals((await ReadAsync<UserUpdateRequest>(file)).Single().Record.DataFields, deep));
    }

    [Test]
    public async Task A_line_that_a_dead_process_left_is_passed_over_by_its_number()
    {
        using var file = new MemoryStream();
        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<string>("one", BulkOutcomeKind.Refused, BulkReason.Invalid));
        file.Write(Encoding.UTF8.GetBytes("""{"record":"tw"""));
        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<string>("three", BulkOutcomeKind.Refused, BulkReason.Invalid));
        var unreadable = new List<long>();

        file.Position = 0;
        Assert.That((await ReadAsync<string>(file, unreadable.Add)).Select(letter => letter.Record), Is.EqualTo(new[] { "one", "three" }));
        Assert.That(unreadable, Is.EqualTo(new[] { 2L }));
        file.Position = 0;
        Assert.That(async () => await ReadAsync<string>(file), Throws.TypeOf<InvalidDataException>().With.Message.Contains("Line 2"));
    }

    [TestCase("""{"record":"x","kind":"Lost","reason":"invalid"}""")]
    [TestCase("""{"record":"x","kind":"refused","reason":"invalid"}""")]
    [TestCase("""{"record":"x","kind":"7","reason":"invalid"}""")]
    [TestCase("""{"record":"x","kind":"Refused, NotSent","reason":"invalid"}""")]
    [TestCase("""{"record":"x","reason":"invalid"}""")]
    [TestCase("""{"kind":"Refused","reason":"invalid"}""")]
    [TestCase("""["record"]""")]
    [TestCase("""{"record":null,"kind":"Refused","reason":"invalid"}""")]
    public async Task A_line_that_is_no_letter_is_passed_over(string line)
    {
        var unreadable = new List<long>();

        Assert.That(await ReadAsync<string>(new MemoryStream(Encoding.UTF8.GetBytes(line + "\n")), unreadable.Add), Is.Empty);

        Assert.That(unreadable, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task The_fields_of_a_letter_are_read_back_also_without_a_name()
    {
        var letter = (await ReadAsync<string>(new MemoryStream(Encoding.UTF8.GetBytes(
            """{"record":"x","kind":"Refused","reason":"wrong-type","fields":[{"field":"project:::a.b","expectedType":"long"},{"expectedType":"date"},7]}""" + "\n")))).Single();

        Assert.That(letter.FieldErrors.Select(error => (error.Scope, error.Field, error.ExpectedType)), Is.EqualTo(new[] { ("project", "a.b", "long"), (null, "", "date") }));
    }

    [Test]
    public async Task What_a_dead_process_left_has_its_line_for_itself_where_the_file_can_be_read()
    {
        using var file = new MemoryStream();
        file.Write(Encoding.UTF8.GetBytes("""{"record":"tw"""));
        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<string>("three", BulkOutcomeKind.Refused, BulkReason.Invalid));
        await BulkDeadLetters.WriteAsync(file, new BulkOutcome<string>("four", BulkOutcomeKind.Refused, BulkReason.Invalid));

        Assert.That(Encoding.UTF8.GetString(file.ToArray()), Is.EqualTo("""
            {"record":"tw
            {"record":"three","kind":"Refused","reason":"invalid","surelyNotSent":false}
            {"record":"four","kind":"Refused","reason":"invalid","surelyNotSent":false}

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task A_letter_that_was_written_is_there_when_the_process_dies()
    {
        var path = Path.GetTempFileName();
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 64 * 1024);
            await BulkDeadLetters.WriteAsync(file, new BulkOutcome<string>("one", BulkOutcomeKind.Refused, BulkReason.Invalid));

            await using var other = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Assert.That((await ReadAsync<string>(other)).Select(letter => letter.Record), Is.EqualTo(new[] { "one" }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public async Task Reading_ends_when_it_is_cancelled_and_begins_with_no_stream_at_all()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var letter = await WrittenAsync(new BulkOutcome<string>("one", BulkOutcomeKind.Refused, BulkReason.Invalid));
        await using var letters = BulkDeadLetters.ReadAsync<string>(new MemoryStream(Encoding.UTF8.GetBytes(letter)), cancellationToken: cancelled.Token).GetAsyncEnumerator(CancellationToken.None);

        Assert.That(async () => await letters.MoveNextAsync(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => BulkDeadLetters.ReadAsync<string>(null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task All_that_is_known_of_why_is_read_back()
    {
        var error = new IterableFieldTypesException("failed", new IterableErrorDetails { Code = "RequestFieldsTypesMismatched" });
        var fields = new[] { new IterableFieldTypeError("project:::count", JObject.Parse("""{"expectedType":"long"}""")), new IterableFieldTypeError("born", []) };
        var whole = await WrittenAsync(new BulkOutcome<string>("one", BulkOutcomeKind.Refused, BulkReason.WrongType, fieldErrors: fields, exception: error));
        var least = """{"record":"two","kind":"NotSent"}""";

        var letters = await ReadAsync<string>(new MemoryStream(Encoding.UTF8.GetBytes($"{whole}{least}\n")));

        Assert.That(letters.Select(letter => (letter.Record, letter.Kind, letter.Reason, letter.Code)), Is.EqualTo(new[]
        {
            ("one", BulkOutcomeKind.Refused, BulkReason.WrongType, "RequestFieldsTypesMismatched"), ("two", BulkOutcomeKind.NotSent, default, null),
        }));
        Assert.That(letters[0].FieldErrors.Select(field => (field.Scope, field.Field, field.ExpectedType)), Is.EqualTo(new[] { ("project", "count", "long"), (null, "born", null) }));
        Assert.That(new BulkDeadLetter<string>("three", BulkOutcomeKind.Refused, BulkReason.Invalid).FieldErrors, Is.Empty);
    }

    [TestCase("7")]
    [TestCase("""{"fields":{}}""")]
    [TestCase("""{"itemId":"a"}""")]
    [TestCase("""{"itemId":"a","fields":7}""")]
    public async Task A_line_that_holds_no_item_of_a_catalog_is_passed_over(string record)
    {
        var passed = new List<long>();

        Assert.That(await ReadAsync<BulkCatalogItem>(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"record":{{record}},"kind":"Refused"}""")), passed.Add), Is.Empty);
        Assert.That(passed, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task A_letter_behind_what_a_dead_process_left_is_read_where_the_file_could_not_be()
    {
        var path = Path.GetTempFileName();
        var fields = new JObject { ["record"] = new JObject { ["record"] = 1 }, ["text"] = "{\"record\":\"no\"}" };
        try
        {
            var torn = await WrittenAsync(new BulkOutcome<UserUpdateRequest>(new UserUpdateRequest { UserId = "a", DataFields = fields }, BulkOutcomeKind.Refused, BulkReason.Invalid));
            for (var length = 1; length < torn.Length; length++)
            {
                await File.WriteAllTextAsync(path, torn.Substring(0, length));
                await using (var append = new FileStream(path, FileMode.Append))
                    await BulkDeadLetters.WriteAsync(append, new BulkOutcome<UserUpdateRequest>(new UserUpdateRequest { UserId = "b", DataFields = fields }, BulkOutcomeKind.Refused, BulkReason.Invalid));

                await using var file = File.OpenRead(path);
                var unreadable = new List<long>();
                var isWhole = length == torn.Length - 1;
                Assert.That((await ReadAsync<UserUpdateRequest>(file, unreadable.Add)).Select(letter => letter.Record.UserId), Is.EqualTo(isWhole ? new[] { "a", "b" } : ["b"]), torn.Substring(0, length));
                Assert.That(unreadable, Is.EqualTo(isWhole ? [] : new[] { 1L }));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase("{\"record\":\"a\\\"")]
    [TestCase("""\"{"record":"tw""")]
    [TestCase("""{"record":"{\\\"}""")]
    [TestCase("""{"record":"a","kind":"Refused","reason":"inva""")]
    public async Task A_letter_is_found_behind_whatever_was_torn(string torn)
    {
        foreach (var record in new[] { "}{", "\"", "\\", "\\\"{", "[\"x\":{}" })
        {
            var letter = await WrittenAsync(new BulkOutcome<string>(record, BulkOutcomeKind.Refused, BulkReason.Invalid));
            var passed = new List<long>();

            Assert.That((await ReadAsync<string>(new MemoryStream(Encoding.UTF8.GetBytes(torn + letter)), passed.Add)).Select(read => read.Record), Is.EqualTo(new[] { record }));
            Assert.That(passed, Is.EqualTo(new[] { 1L }));
        }
    }

    [TestCase("}")]
    [TestCase("\"")]
    [TestCase("{")]
    [TestCase("""{"record":"a","kind":"Refused"}]""")]
    [TestCase("""{"record":"a","kind":"Refused","reason":"invalid"}{"record":"b","kind":"Ref""")]
    public async Task A_line_that_ends_with_no_letter_is_passed_over(string line)
    {
        var passed = new List<long>();

        Assert.That(await ReadAsync<string>(new MemoryStream(Encoding.UTF8.GetBytes(line)), passed.Add), Is.Empty);
        Assert.That(passed, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task A_torn_line_full_of_what_looks_like_letters_takes_no_more_memory_than_its_length_calls_for()
    {
        var torn = string.Concat(Enumerable.Repeat("{\"record\":", 10_000)) + "\n";
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(torn));
        await ReadAsync<string>(new MemoryStream(Encoding.UTF8.GetBytes("{\"record\":\n")), _ => { });
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = ReadAsync<string>(file, _ => { });

        Assert.That(reading.IsCompleted, "what it took was taken by this thread");
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100 * torn.Length));
        Assert.That(await reading, Is.Empty);
    }

    private static async Task<string> WrittenAsync<T>(BulkOutcome<T> outcome)
    {
        using var file = new MemoryStream();
        await BulkDeadLetters.WriteAsync(file, outcome);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    private static async Task<List<BulkDeadLetter<T>>> ReadAsync<T>(Stream file, Action<long>? onUnreadable = null)
    {
        var letters = new List<BulkDeadLetter<T>>();
        await foreach (var letter in BulkDeadLetters.ReadAsync<T>(file, onUnreadable))
            letters.Add(letter);
        return letters;
    }
}
