namespace Iterable.Generated.Testing.Tests;

/// <summary>The examples of docs/bulk.md, letter by letter between the marks, so that they compile and run.</summary>
internal static class BulkPageExamples
{
    public static async Task FromFile(IIterableClient iterable)
    {
        // Page: file
        await foreach (var outcome in iterable.Bulk.UserUpdates().SendAsync(ReadAsync("customers.csv")))
        {
            if (outcome.Kind != BulkOutcomeKind.Accepted)
                Console.Error.WriteLine($"row {outcome.State}: {outcome}");
        }

        static async IAsyncEnumerable<BulkRecord<UserUpdateRequest>> ReadAsync(string path)
        {
            var row = 0;
            await foreach (var customer in CsvExportReader.ReadAsync<Customer>(File.OpenRead(path)))
                yield return new(new UserUpdateRequest { Email = customer.Email, DataFields = DataFields.From(new { plan = customer.Plan }) }, state: ++row);
        }
        // Page: end
    }

    public static async Task FromQueue(IIterableClient iterable, Queue queue, CancellationToken cancellationToken)
    {
        // Page: queue
        await using var sender = iterable.Bulk.Events().CreateSender(async outcome =>
        {
            var message = (Message)outcome.State!;
            if (outcome.Kind == BulkOutcomeKind.NotSent)
                await message.ReturnAsync();
            else if (outcome.Kind == BulkOutcomeKind.Refused)
                await message.SetAsideAsync(outcome.ToString());
            else
                await message.CompleteAsync();
        });
        await foreach (var message in queue.ReadAsync(cancellationToken))
            await sender.AddAsync(new TrackEventRequest("ordered") { Email = message.Email, Id = message.Id }, message, cancellationToken);
        // Page: end
    }

    public static async Task GoOn(IIterableClient iterable)
    {
        // Page: goon
        var start = File.Exists("mark.txt") ? int.Parse(await File.ReadAllTextAsync("mark.txt")) : 0;
        var done = new BulkWatermark();
        await using var letters = new FileStream("refused.ndjson", FileMode.OpenOrCreate, FileAccess.ReadWrite);
        letters.Seek(0, SeekOrigin.End);
        await foreach (var outcome in iterable.Bulk.UserUpdates().SendAsync(ReadFrom("customers.csv", start)))
        {
            if (outcome.Kind == BulkOutcomeKind.NotSent)
                break;
            if (outcome.Kind == BulkOutcomeKind.Refused)
                await BulkDeadLetters.WriteAsync(letters, outcome);
            if (done.Advance(outcome))
            {
                await File.WriteAllTextAsync("mark.new", $"{start + done.Count}");
                File.Move("mark.new", "mark.txt", overwrite: true);
            }
        }
        // Page: end
    }

    public static async Task Replay()
    {
        // Page: replay
        await using var refused = File.OpenRead("refused.ndjson");
        await foreach (var letter in BulkDeadLetters.ReadAsync<UserUpdateRequest>(refused, onUnreadable: line => Console.Error.WriteLine($"line {line} is to be mended")))
            Console.WriteLine($"{letter.Reason}: {string.Join(", ", letter.FieldErrors.Select(error => error.Field))}");
        // Page: end
    }

    public static async Task<IBulkLane<UserUpdateRequest>> Check(IIterableClient iterable)
    {
        // Page: check
        var check = await BulkFieldCheck.FetchAsync(iterable.Users);
        var lane = iterable.Bulk.UserUpdates(new() { FieldCheck = check, Progress = new Progress<BulkProgress>(so => Console.WriteLine($"{so.Accepted} accepted")) });
        // Page: end
        return lane;
    }

    public static async Task Fake()
    {
        // Page: fake
        var lane = new IterableTestBulkLane<UserUpdateRequest>();
        lane.Refuse(user => user.Email == "gone@example.com", BulkReason.Forgotten);
        lane.LeaveUnsent(user => user.Email == "slow@example.com", BulkReason.NoAnswer);

        await new Import(lane).RunAsync();

        Assert.That(lane.Records, Has.Count.EqualTo(3));
        // Page: end
    }

    /// <summary>Stands for the reader of a file, which skips what was sent.</summary>
    private static IEnumerable<UserUpdateRequest> ReadFrom(string path, int start) =>
        File.ReadLines(path).Skip(1 + start).Select(line => new UserUpdateRequest { Email = line.Split(',')[0], DataFields = new JObject { ["plan"] = line.Split(',')[1] } });

    /// <summary>Stands for a row of the reader of the page.</summary>
    private sealed class Customer
    {
        public string? Email { get; set; }

        public string? Plan { get; set; }
    }

    /// <summary>Stands for the code that a reader of the page tests.</summary>
    private sealed class Import(IBulkLane<UserUpdateRequest> lane)
    {
        public async Task RunAsync()
        {
            await foreach (var outcome in lane.SendAsync(new[] { "gone", "slow", "ada" }.Select(name => new UserUpdateRequest { Email = name + "@example.com" })))
                Assert.That(outcome.Kind == BulkOutcomeKind.Accepted, Is.EqualTo(outcome.Record.Email == "ada@example.com"));
        }
    }

    /// <summary>Stands for a queue of the reader of the page.</summary>
    internal sealed class Queue(IEnumerable<Message> messages)
    {
        public async IAsyncEnumerable<Message> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var message in messages)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return message;
            }
        }
    }

    /// <summary>Stands for a message of it.</summary>
    internal sealed class Message(string email, string id)
    {
        public string Email { get; } = email;

        public string Id { get; } = id;

        public string Fate { get; private set; } = "none";

        public Task CompleteAsync() => EndAsync("complete");

        public Task ReturnAsync() => EndAsync("returned");

        public Task SetAsideAsync(string reason) => EndAsync(reason);

        private Task EndAsync(string fate)
        {
            Fate = fate;
            return Task.CompletedTask;
        }
    }
}
