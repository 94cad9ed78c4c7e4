namespace Iterable.Generated.Tests.Exports;

public class TextAnswerTests
{
    [Test]
    public async Task Members_of_a_list_are_lines()
    {
        using var api = new FakeApi().Answers("ada@example.com\ngrace@example.com\n", mediaType: "text/plain");
        using var answer = await ExportQueryTests.Client(api).Lists.GetListUsersAsync(12);

        Assert.That(await ExportBodies.ListAsync(answer.ReadLinesAsync()), Is.EqualTo(new[] { "ada@example.com", "grace@example.com" }));
        Assert.That(api.Address, Is.EqualTo("https://api.iterable.com/api/lists/getUsers?listId=12"));
    }

    [Test]
    public async Task The_size_of_a_list_is_a_number()
    {
        using var api = new FakeApi().Answers("5000000000", mediaType: "text/plain");

        Assert.That(await ExportQueryTests.Client(api).Lists.GetListSizeAsync(12), Is.EqualTo(5_000_000_000));
    }

    [TestCase("id,Total Email Opens (filtered),\"Purchases / M (Email)\"\n1,2,0.5\n3,,\n", "1|2|0.5;3||")]
    [TestCase("id,Total Push Holdout\n1,2", "1|2")]
    [TestCase("id\n", "")]
    [TestCase("", "")]
    public async Task Metrics_are_rows_under_whatever_columns_there_are(string body, string expected)
    {
        using var api = new FakeApi().Answers(body, mediaType: "text/plain");
        using var answer = await ExportQueryTests.Client(api).Campaigns.GetCampaignMetricsAsync([1, 3]);

        var rows = await ExportBodies.ListAsync(answer.ReadRowsAsync());

        Assert.That(string.Join(";", rows.Select(row => string.Join("|", row.Values))), Is.EqualTo(expected));
    }
}
