using System.Text;

namespace Iterable.Generated.Tests.Http;

/// <summary>More ids than one address holds.</summary>
public class ManyIdsTests
{
    private static readonly long[] Ids = [.. Enumerable.Range(0, 300).Select(i => 12_000_000L + i)];

    [Test]
    public async Task They_go_out_in_several_calls_and_come_as_one_table()
    {
        using var scene = new Scene();
        AnswerEachIdWith(scene, "id,Total Sends", id => $"{id},{id % 7}");

        using var answer = await scene.Client.Campaigns.GetCampaignMetricsAsync(
            Ids, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

        var rows = await RowsAsync(answer);
        Assert.Multiple(() =>
        {
            Assert.That(scene.Sent, Has.Count.GreaterThan(1));
            Assert.That(scene.Sent.Select(sent => sent.Request.RequestUri!.AbsoluteUri.Length), Has.All.LessThanOrEqualTo(2048));
            Assert.That(scene.Sent.SelectMany(AskedIds), Is.EqualTo(Ids));
            Assert.That(scene.Sent.Select(sent => sent.Request.RequestUri!.Query), Has.All.Contains("startDateTime=2026-01-01").And.All.Contains("endDateTime=2026-02-01"));
            Assert.That(rows.Select(row => row["id"]), Is.EqualTo(Ids.Select(id => id.ToString())));
            Assert.That(rows.Select(row => row["Total Sends"]), Is.EqualTo(Ids.Select(id => (id % 7).ToString())));
        });
    }

    [Test]
    public async Task As_many_as_one_address_holds_go_out_in_one_call_whose_answer_is_untouched()
    {
        const string Table = "id,\"a \"\"quoted\"\" name\"\r\n1,2\r\n";
        using var scene = new Scene().Answers(200, Table);
        var room = 2048 - "https://api.iterable.com/api/campaigns/metrics?".Length + 1;
        var ids = Ids.Take(room / "&campaignId=12000000".Length).ToArray();

        using var answer = await scene.Client.Campaigns.GetCampaignMetricsAsync(ids);

        Assert.That(await new StreamReader(answer.Content).ReadToEndAsync(), Is.EqualTo(Table));
        Assert.That(scene.Sent, Has.Count.EqualTo(1));
        using var second = await scene.Client.Campaigns.GetCampaignMetricsAsync([.. ids, 1, 2]);
        Assert.That(scene.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task An_id_that_is_given_twice_is_one_row()
    {
        using var scene = new Scene();
        AnswerEachIdWith(scene, "id", id => $"{id}");

        using var answer = await scene.Client.Campaigns.GetCampaignMetricsAsync([.. Ids, .. Ids]);

        Assert.That((await RowsAsync(answer)).Select(row => row["id"]), Is.EqualTo(Ids.Select(id => id.ToString())));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Metrics_of_experiments_are_fetched_so_by_either_of_their_lists(bool byCampaign)
    {
        using var scene = new Scene();
        AnswerEachIdWith(scene, "experimentId", id => $"{id}");

        using var answer = byCampaign
            ? await scene.Client.Experiments.GetExperimentMetricsAsync(campaignId: Ids)
            : await scene.Client.ExperimentMetrics.ExportExperimentMetricsAsync(experimentId: Ids);

        Assert.That(await RowsAsync(answer), Has.Count.EqualTo(Ids.Length));
    }

    [Test]
    public void Two_lists_that_are_too_long_together_are_refused()
    {
        using var scene = new Scene();

        Assert.That(
            () => scene.Client.Experiments.GetExperimentMetricsAsync(Ids, Ids),
            Throws.ArgumentException.With.Message.Contains("2048").And.Message.Contains("experimentId or campaignId"));
        Assert.That(scene.Sent, Is.Empty);
    }

    [Test]
    public async Task A_call_that_fails_fails_them_all()
    {
        using var scene = new Scene().Answers(200, "id\n1\n").Answers(400, """{"code":"BadParams"}""");

        var error = await scene.Client.Campaigns.GetCampaignMetricsAsync(Ids).FailureAsync<IterableBadRequestException>();

        Assert.That(error.Operation, Is.SameAs(IterableOperations.GetCampaignMetrics));
    }

    [Test]
    public async Task A_page_of_html_is_no_table()
    {
        using var scene = new Scene().Answers(200, "id\n1\n").Answers(200, "\n<!DOCTYPE html>");

        var error = await scene.Client.Campaigns.GetCampaignMetricsAsync(Ids).FailureAsync<IterableUnreadableResponseException>();

        Assert.That(error.ResponseBody, Does.Contain("DOCTYPE"));
    }

    [TestCase("""{"msg":"no","code":"GenericError","params":null}""")]
    [TestCase("\r\n {\"code\":\"GenericError\",\"msg\":\"no\"}\n")]
    [TestCase("id\n1\n{\"msg\":\"no\",\"code\":\"GenericError\",\"params\":{\"a\":\"b\"}}\n2\n")]
    public async Task An_error_of_the_service_is_no_table(string answer)
    {
        using var scene = new Scene().Answers(200, "id\n1\n").Answers(200, answer);

        var error = await scene.Client.Campaigns.GetCampaignMetricsAsync(Ids).FailureAsync<IterableUnreadableResponseException>();

        Assert.That((error.Code?.Value, error.ApiMessage, error.Operation, error.Attempts), Is.EqualTo(("GenericError", "no", IterableOperations.GetCampaignMetrics, 1)));
    }

    [Test]
    public async Task Bytes_that_are_no_UTF8_are_not_turned_into_something_else()
    {
        using var scene = new Scene().Answers(_ => Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent([.. "id,city\n1,Z"u8, 0xfc, .. "rich\n"u8]) }));

        var error = await scene.Client.Campaigns.GetCampaignMetricsAsync(Ids).FailureAsync<IterableUnreadableResponseException>();

        Assert.That(error.Message, Does.Contain("does not fit its charset"));
    }

    [TestCase("id,a\n1,2\n|id,a\n3,4\n", "id,a\n1,2\n3,4\n", TestName = "Tables with one header")]
    [TestCase("id,a\r\n1,2|id,a\r\n3,4", "id,a\n1,2\n3,4\n", TestName = "Tables with other line ends, and none at the end")]
    [TestCase("id,a\n1,2\n|id,b,a\n3,4,5\n", "id,a,b\n1,2,\n3,5,4\n", TestName = "Columns that vary")]
    [TestCase("id,a\n1,2\n||id,a\n|id,a\n3,4\n", "id,a\n1,2\n3,4\n", TestName = "Empty bodies and headers alone")]
    [TestCase("id,a,a\n1,2,3\n|a,id,a\n4,5,6\n", "id,a,a\n1,2,3\n5,4,6\n", TestName = "A name that comes twice")]
    [TestCase("id,\"x, \"\"y\"\"\"\n1,\"two\nlines, one \"\"field\"\"\"\n|\"x, \"\"y\"\"\",id\nb,3\n", "id,\"x, \"\"y\"\"\"\n1,\"two\nlines, one \"\"field\"\"\"\n3,b\n", TestName = "Quoted fields")]
    [TestCase("id,a\n1,5\" x\n|a,id\n6\",2\n", "id,a\n1,5\" x\n2,6\"\n", TestName = "A quote within a field")]
    [TestCase("id,a,b\n1\n|b,id,a\n2,3\n", "id,a,b\n1,,\n3,,2\n", TestName = "Short rows")]
    [TestCase("|", "", TestName = "Nothing at all")]
    public void Tables_are_put_together(string tables, string expected) =>
        Assert.That(JoinedTable.Join(tables.Split('|')), Is.EqualTo(expected));

    private static void AnswerEachIdWith(Scene scene, string header, Func<long, string> row) => scene.Answers(_ => Task.FromResult(new HttpResponseMessage
    {
        Content = new StringContent(header + "\n" + string.Concat(AskedIds(scene.Sent[^1]).Select(id => row(id) + "\n")), Encoding.UTF8, "text/csv"),
    }));

    private static IEnumerable<long> AskedIds(Sent sent) => sent.Request.RequestUri!.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=')).Where(pair => pair[0] is "campaignId" or "experimentId").Select(pair => long.Parse(pair[1]));

    private static async Task<List<IReadOnlyDictionary<string, string>>> RowsAsync(IterableStreamResponse answer)
    {
        var rows = new List<IReadOnlyDictionary<string, string>>();
        await foreach (var row in answer.ReadRowsAsync())
            rows.Add(row);
        return rows;
    }
}
