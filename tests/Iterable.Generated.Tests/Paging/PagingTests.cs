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

        await given.Task.WaitAsync(TimeSpan.FromSeconds(30));
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

    [Test]
    public async Task An_empty_address_or_marker_of_a_next_page_is_none()
    {
        using var api = new FakeApi();
        using var client = Client(api);

        api.Answers("""{"campaigns":[{"id":1}],"nextPageUrl":""}""");
        Assert.That((await ListAsync(client.Campaigns.EnumerateCampaignsAsync().AsPages())).Single().HasMore, Is.False);

        api.Answers("""{"results":[{"key":"a"}],"nextMarker":""}""");
        Assert.That((await ListAsync(client.Metadata.EnumerateMetadataTableAsync("t").AsPages())).Single().HasMore, Is.False);
    }

    [Test]
    public async Task A_last_page_may_name_the_next_one_that_the_page_before_named()
    {
        var pages = Pages.ByOffset(
            IterableOperations.ListCampaigns,
            (offset, _) => Task.FromResult(new[] { offset }),
            items => new PageContent<long>(items, Total: 2, Next: "again"),
            CancellationToken.None);

        Assert.That(await ListAsync(pages), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task A_page_that_is_handed_out_before_the_list_turns_out_to_have_no_end_has_no_more_behind_it()
    {
        using var api = new FakeApi().Answers("""{"campaigns":[{"id":1}],"nextPageUrl":"again"}""");
        using var client = Client(api);
        var more = new List<bool>();

        await Exports.ExportBodies.FailureAsync<IterablePagingException>(async () =>
        {
            await foreach (var page in client.Campaigns.EnumerateCampaignsAsync().AsPages())
                more.Add(page.HasMore);
        });

        Assert.That(more, Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task Who_leaves_a_list_that_is_read_ahead_closes_what_it_is_read_from()
    {
        var isClosed = false;
        IEnumerable<IterablePage<int>> Source()
        {
            try
            {
                for (var number = 1; ; number++)
                    yield return new IterablePage<int>([number]);
            }
            finally
            {
                isClosed = true;
            }
        }

        await foreach (var _ in IterablePages<int>.FromPages(Source()).ReadingAhead())
            break;

        Assert.That(isClosed);
    }

    [Test]
    public async Task A_faked_list_is_stopped_by_its_token_as_a_real_one_is()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        await Failures.FailureAsync<OperationCanceledException>(async () => await ListAsync(IterablePages<int>.FromItems([1, 2]), stopped.Token));
    }

    [Test]
    public async Task Lists_leave_nothing_behind_on_a_token_that_lives_on()
    {
        using var application = new CancellationTokenSource();
        var one = new PageContent<string>(["a"]);
        IterablePages<string>[] lists =
        [
            Pages.ByNumber(IterableOperations.ListCampaigns, (_, _) => Task.FromResult(one), content => content, application.Token),
            Pages.Capped(IterableOperations.ListCampaigns, 2, _ => Task.FromResult(one), content => content, application.Token),
            Pages.ByStartAfter(IterableOperations.ListCampaigns, (last, _) => Task.FromResult(last is null ? one : one with { Items = [] }), content => content, name => name, application.Token),
            IterablePages<string>.FromItems(["a"]).ReadingAhead(),
        ];

        foreach (var list in lists)
        {
            await ListAsync(list, application.Token);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = 0; i < 5_000; i++)
                await ListAsync(list, application.Token);
            Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(500_000));
        }
    }

    [Test]
    public void A_fake_needs_items_and_pages()
    {
        Assert.That(() => new IterablePage<int>(null!), Throws.ArgumentNullException);
        Assert.That(() => IterablePages<int>.FromItems(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("items"));
        Assert.That(() => IterablePages<int>.FromPages(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void A_list_without_end_is_told_by_its_operation_or_as_a_list()
    {
        Assert.That(new IterablePagingException(IterableOperations.ListCampaigns, 2).Message, Does.StartWith($"{IterableOperations.ListCampaigns} does not end: after 2 pages"));
        Assert.That(new IterablePagingException(null, 2).Message, Does.StartWith("A list does not end: after 2 pages"));
    }

    private static async Task<List<T>> ListAsync<T>(IterablePages<T> list, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        await foreach (var item in list.WithCancellation(cancellationToken))
            items.Add(item);

        return items;
    }

    private static Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items) => Exports.ExportBodies.ListAsync(items);

    private static IterableClient Client(FakeApi api) => new(new IterableClientOptions { ApiKey = FakeApi.Key, Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } }, api.HttpClient);

    private static Task<HttpResponseMessage> Json(string body) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) });
}
