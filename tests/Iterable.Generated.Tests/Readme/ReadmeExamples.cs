namespace Iterable.Generated.Tests.Readme;

/// <summary>The examples of the README, letter by letter between the marks, so that they compile and run.</summary>
internal static class ReadmeExamples
{
    public static IterableClient Make()
    {
        // README: make
        var iterable = new IterableClient("your-api-key");
        // README: end
        return iterable;
    }

    public static IterableClient MakeForEurope()
    {
        // README: europe
        var iterable = new IterableClient(new IterableClientOptions
        {
            ApiKey = "your-api-key",
            DataCenter = IterableDataCenter.Europe,
        });
        // README: end
        return iterable;
    }

    public static async Task Use(IIterableClient iterable)
    {
        // README: use
        // Create a profile, or change one. Members that are not set are not sent.
        await iterable.Users.UpdateUserAsync(new UserUpdateRequest
        {
            Email = "ada@example.com",
            DataFields = new JObject { ["firstName"] = "Ada", ["plan"] = "pro" },
        });

        // Track an event. With an id it can be sent twice and counts once.
        await iterable.Events.TrackEventAsync(new TrackEventRequest("signedUp")
        {
            Email = "ada@example.com",
            Id = "signup-ada",
            CreatedAt = DateTimeOffset.UtcNow,
        });

        // Read a page of a catalog.
        var page = await iterable.Catalogs.ListCatalogItemsAsync("books", page: 1, pageSize: 50);
        foreach (var book in page.CatalogItemsWithProperties ?? [])
            Console.WriteLine($"{book.ItemId}: {book.Value?["title"]}");

        // Read an export while it arrives. A break is an exception, never a short result.
        var opens = new ExportQuery(ExportDataType.EmailOpen) { Range = ExportRange.Yesterday };
        await foreach (var open in iterable.Export.ReadAsync(opens))
            Console.WriteLine($"{open.CreatedAt:u} {open.Email}");
        // README: end
    }

    public static async Task Send(IIterableClient iterable)
    {
        // README: send
        // Send the e-mail of a campaign. If it is not known whether the service took it, it is not sent again: that is an exception.
        await iterable.Email.SendTransactionalEmailAsync(new TargetEmailRequest(42)
        {
            RecipientEmail = "ada@example.com",
            DataFields = new JObject { ["order"] = 1815 },
        });
        // README: end
    }

    public static async Task Fail(IIterableClient iterable)
    {
        // README: errors
        try
        {
            await iterable.Lists.SubscribeToListAsync(new SubscribeRequest(42, [new Subscriber { Email = "ada@example.com" }]));
        }
        catch (IterableException e)
        {
            // The message names the operation, the status and the code, never an address, a key or a body.
            Console.WriteLine(e.Message);
            // What the service itself said, and the whole body, are there for those who ask.
            Console.WriteLine($"{(int?)e.StatusCode} {e.Code}: {e.ApiMessage} {e.Params}");
        }
        // README: end
    }
}
