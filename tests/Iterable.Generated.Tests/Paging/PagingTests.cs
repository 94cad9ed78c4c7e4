namespace Iterable.Generated.Tests.Paging;

public class PagingTests
{
    [Test]
    public async Task Campaigns_are_read_page_by_page_until_no_next_one_is_named()
    {
        using var api = new FakeApi();
        var page = 0;
        api.Answers((_, _) => Json(++page < 3
            ? $$"""{"campaigns":[{"id":{{page}}1},{"id":{{page}}2}],"totalCampaignsCount":5,"nextPageUrl":"https://elsewhere.example/api/campaigns?page={{page + 1}}"}"""
            : """{"campaigns":[{"id":31}],"totalCampaignsCount":5}"""));
        using var client = Client(api);

        var campaigns = await ListAsync(client.Campaigns.EnumerateCampaignsAsync(sort: "createdAt"));

        Assert.Multiple(() =>
        {
            Assert.That(campaigns.Select(campaign => campaign.Id), Is.EqualTo(new[] { 11, 12, 21, 22, 31 }));
            Assert.That(api.Addresses, Is.EqualTo(Enumerable.Range(1, 3).Select(i => $"https://api.iterable.com/api/campaigns?page={i}&pageSize=1000&sort=createdAt")));
        });
    }

    [Test]
    public async Task Catalog_items_are_read_from_either_form_of_the_answer()
    {
        using var api = new FakeApi();
        var page = 0;
        api.Answers((_, _) => Json(++page == 1
            ? """{"msg":"","code":"Success","params":{"catalogItemsWithProperties":[{"itemId":"a"}],"totalItemsCount":2,"nextPageUrl":"x"}}"""
            : """{"catalogItemsWithProperties":[{"itemId":"b"}],"totalItemsCount":2}"""));
        using var client = Client(api);

        var pages = await ListAsync(client.Catalogs.EnumerateCatalogItemsAsync("menu", pageSize: 1).AsPages());

        Assert.Multiple(() =>
        {
            Assert.That(pages.Select(one => (one.Items.Single().ItemId, one.Total, one.HasMore)), Is.EqualTo(new[] { ("a", (long?)2, true), ("b", 2, false) }));
            Assert.That(api.Addresses[1], Is.EqualTo("https://api.iterable.com/api/catalogs/menu/items?page=2&pageSize=1"));
        });
    }

    [Test]
    public async Task Metadata_is_read_by_markers()
    {
        using var api = new FakeApi();
        var page = 0;
        api.Answers((_, _) => Json(++page == 1 ? """{"results":[{"key":"a"}],"nextMarker":"m 1"}""" : """{"results":[{"key":"b"}]}"""));
        using var client = Client(api);

        Assert.That((await ListAsync(client.Metadata.EnumerateMetadataTableAsync("t"))).Select(entry => entry.Key), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(api.Addresses, Is.EqualTo(new[] { "https://api.iterable.com/api/metadata/t", "https://api.iterable.com/api/metadata/t?nextMarker=m%201" }));
    }

    [Test]
    public async Task Files_are_read_by_the_name_of_the_last_until_a_page_is_empty()
    {
        using var api = new FakeApi();
        var page = 0;
        api.Answers((_, _) => Json("""{"jobId":7,"files":[""" + (++page switch { 1 => """{"file":"a"},{"file":"b c"}""", 2 => """{"file":"d"}""", _ => "" }) + "]}"));
        using var client = Client(api);

        var pages = await ListAsync(client.Export.EnumerateExportFilesAsync(7).AsPages());

        Assert.That(pages.Select(one => (string.Concat(one.Items.Select(file => file.File)), one.HasMore)), Is.EqualTo(new[] { ("ab c", true), ("d", true), ("", false) }));
        Assert.That(
            api.Addresses,
            Is.EqualTo(new[] { "", "?startAfter=b%20c", "?startAfter=d" }.Select(query => "https://api.iterable.com/api/export/7/files" + query)), "a short page is not the last");
    }

    [Test]
    public async Task A_name_that_comes_again_is_an_error_and_not_a_loop()
    {
        using var api = new FakeApi().Answers("""{"files":[{"file":"a"},{"file":"b"}]}""");
        using var client = Client(api);
        var read = new List<string?>();

        var failure = await Exports.ExportBodies.FailureAsync<IterablePagingException>(async () =>
        {
            await foreach (var file in client.Export.EnumerateExportFilesAsync(7))
                read.Add(file.File);
        });

        Assert.That(read, Is.EqualTo(new[] { "a", "b" }), "nothing is repeated");
        Assert.That((api.Addresses.Count, failure.PagesRead, failure.Operation!.Id), Is.EqualTo((2, 1L, "getExportFiles")));
    }

    [Test]
    public async Task An_item_without_a_name_is_an_error_and_not_a_short_list()
    {
        using var api = new FakeApi().Answers("""{"files":[{"url":"https://files.example/1"}]}""");
        using var client = Client(api);

        var failure = await Exports.ExportBodies.FailureAsync<IterableException>(() => ListAsync(client.Export.EnumerateExportFilesAsync(7)));

        Assert.That(failure.Operation!.Id, Is.EqualTo("getExportFiles"));
        Assert.That(failure.Message, Does.Contain("page 1").And.Not.Contain("files.example"));
    }

    [TestCase(199, false)]
    [TestCase(200, true)]
    public async Task A_list_with_a_cap_says_when_it_may_be_cut(int count, bool mayBeCut)
    {
        using var api = new FakeApi().Answers($$"""{"events":[{{string.Join(",", Enumerable.Repeat("{\"eventName\":\"x\"}", count))}}]}""");
        using var client = Client(api);

        var page = (await ListAsync(client.Events.EnumerateEventsByEmailAsync("ada@example.com").AsPages())).Single();

        Assert.That((page.Items.Count, page.MayBeCut, page.HasMore), Is.EqualTo((count, mayBeCut, false)));
        Assert.That(api.Address, Does.EndWith("?limit=200"));
    }

    [TestCase("""{"msg":"","code":"Success"}""")]
    [TestCase("""{"events":null,"total":3}""")]
    [TestCase("""{"msg":"x"}""")]
    public async Task A_list_with_a_cap_that_is_not_there_is_no_empty_one(string answer)
    {
        using var api = new FakeApi().Answers(answer);
        using var client = Client(api);

        foreach (var read in new Func<Task>[]
        {
            () => ListAsync(client.Events.EnumerateEventsByEmailAsync("ada@example.com")),
            () => ListAsync(client.Users.EnumerateSentMessagesAsync(email: "ada@example.com")),
        })
        {
            var failure = await Exports.ExportBodies.FailureAsync<IterableUnreadableResponseException>(read);
            Assert.That(failure.Message, Does.EndWith("a page that has no list."));
        }
    }

    [Test]
    public async Task An_unknown_user_has_an_empty_list()
    {
        using var api = new FakeApi().Answers("{}");
        using var client = Client(api);

        Assert.That(await ListAsync(client.Events.EnumerateEventsByEmailAsync("ada@example.com")), Is.Empty);
        Assert.That(await ListAsync(client.Users.EnumerateSentMessagesAsync(email: "ada@example.com")), Is.Empty);
    }

    [Test]
    public async Task A_marker_that_comes_again_is_an_error_and_not_a_loop()
    {
        using var api = new FakeApi().Answers("""{"results":[{"key":"a"}],"nextMarker":"again"}""");
        using var client = Client(api);
        var read = 0;

        var failure = await Exports.ExportBodies.FailureAsync<IterablePagingException>(async () =>
        {
            await foreach (var _ in client.Metadata.EnumerateMetadataTableAsync("t"))
                read++;
        });

        Assert.That((read, api.Addresses.Count, failure.PagesRead, failure.Operation!.Id), Is.EqualTo((2, 2, 2L, "getMetadataTable")));
    }

    [Test]
    public async Task A_page_number_that_is_ignored_is_an_error_and_not_a_loop()
    {
        using var api = new FakeApi().Answers("""{"campaigns":[{"id":1}],"nextPageUrl":"https://api.iterable.com/api/campaigns?page=2"}""");
        using var client = Client(api);

        await Exports.ExportBodies.FailureAsync<IterablePagingException>(() => ListAsync(client.Campaigns.EnumerateCampaignsAsync()));
        await Exports.ExportBodies.FailureAsync<IterablePagingException>(() => ListAsync(client.Campaigns.EnumerateCampaignsAsync().ReadingAhead()));
    }

    [Test]
    public async Task A_page_is_fetched_when_it_is_needed()
    {
        using var api = new FakeApi();
        var page = 0;
        api.Answers((_, _) => Json($$"""{"campaigns":[{"id":{{++page}}}],"nextPageUrl":"page={{page + 1}}"}"""));
        using var client = Client(api);
        var campaigns = client.Campaigns.EnumerateCampaignsAsync();
        Assert.That(api.Addresses, Is.Empty);

        await foreach (var campaign in campaigns)
        {
            Assert.That(api.Addresses, Has.Count.EqualTo(campaign.Id));
            if (campaign.Id == 3)
                break;
        }

        Assert.That(api.Addresses, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Reading_ahead_fetches_one_page_more_and_gives_it_up_when_nobody_wants_it()
    {
        using var api = new FakeApi();
        var page = 0;
        var given = new TaskCompletionSource();
        api.Answers(async (_, token) =>
        {
            if (++page == 3)
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    given.SetResult();
                }
            }

            return await Json($$"""{"campaigns":[{"id":{{page}}}],"nextPageUrl":"page={{page + 1}}"}""");
        });
        using var client = Client(api);

        await foreach (var campaign in client.Campaigns.EnumerateCampaignsAsync().ReadingAhead())
        {
            Assert.That(api.Addresses, Has.Count.EqualTo(campaign.Id + 1));
            if (campaign.Id == 2)
                break;
        }

        Assert.That(given.Task.IsCompleted);
    }

    [Test]
    public async Task Either_token_stops_the_reading()
    {
        using var api = new FakeApi().Answers("""{"campaigns":[{"id":1}],"nextPageUrl":"x"}""");
        using var client = Client(api);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        await Exports.ExportBodies.FailureAsync<OperationCanceledException>(() => ListAsync(client.Campaigns.EnumerateCampaignsAsync(cancellationToken: stopped.Token)));
        await Exports.ExportBodies.FailureAsync<OperationCanceledException>(() => ListAsync(client.Campaigns.EnumerateCampaignsAsync(cancellationToken: stopped.Token).AsPages()));
    }

    [Test]
    public async Task A_list_can_be_faked() =>
        Assert.That(await ListAsync(IterablePages<int>.FromPages([new IterablePage<int>([1, 2], hasMore: true), new IterablePage<int>([3])]).ReadingAhead()), Is.EqualTo(new[] { 1, 2, 3 }));

    [Test]
    public void A_fake_with_a_page_that_is_null_says_so() => Assert.That(
        () => ListAsync(IterablePages<int>.FromPages([null!])),
        Throws.InvalidOperationException.With.Message.Contains("One of the pages"));

    [Test]
    public async Task A_fake_whose_pages_say_nothing_of_more_is_read_to_its_end_ahead_too() =>
        Assert.That(await ListAsync(IterablePages<int>.FromPages([new IterablePage<int>([1, 2]), new IterablePage<int>([3])]).ReadingAhead()), Is.EqualTo(new[] { 1, 2, 3 }));

    [Test]
    public async Task Items_can_be_skipped_to()
    {
        var asked = new List<long>();
        var pages = Pages.ByOffset(
            IterableOperations.ListCampaigns,
            (offset, _) =>
            {
                asked.Add(offset);
                return Task.FromResult(Enumerable.Range((int)offset, (int)Math.Min(2, 5 - offset)));
            },
            items => new PageContent<int>(items, Total: 5),
            CancellationToken.None);

        Assert.That(await ListAsync(pages), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
        Assert.That(asked, Is.EqualTo(new[] { 0, 2, 4 }));
    }

    private static Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items) => Exports.ExportBodies.ListAsync(items);

    private static IterableClient Client(FakeApi api) => new(new IterableClientOptions { ApiKey = FakeApi.Key, Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } }, api.HttpClient);

    private static Task<HttpResponseMessage> Json(string body) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) });
}
