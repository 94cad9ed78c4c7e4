namespace Iterable.Generated.Testing.Tests;

/// <summary>The document is walked: each of its operations is called over HTTP, with a request made from its schema.</summary>
public class EveryOperationTests : ServerTests
{
    /// <summary>Operations for which an answer in the shape of their schema is as good as any.</summary>
    private static readonly string[] MayBeExamples = [];

    private static IEnumerable<string> OperationIds => ApiDocument.Shipped.Operations.Select(operation => operation.Id);

    [TestCaseSource(nameof(OperationIds))]
    public async Task An_operation_is_answered_and_its_result_read(string operationId)
    {
        var operation = ApiDocument.Shipped.Operations.Single(candidate => candidate.Id == operationId);
        using var client = Server.CreateClient(KeyFor(operation));
        var known = Seed(operationId);
        if (operationId == "getCatalog")
        {
            var refused = await Assert.CatchAsync<IterableException>(() => OperationCall.InvokeAsync(client, operation, known));
            Assert.That(refused!.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "the live service has no such call");
            return;
        }

        var result = await OperationCall.InvokeAsync(client, operation, known);

        var request = Server.Requests.To(operationId).Single();
        Assert.Multiple(() =>
        {
            Assert.That(result, Is.Not.Null);
            Assert.That(request.Status, Is.InRange(200, 299));
            Assert.That(request.Project, Is.SameAs(Server.Project));
        });
    }

    [Test]
    public void The_document_and_the_client_know_the_same_operations() =>
        Assert.That(OperationIds, Is.EquivalentTo(IterableOperations.All.Select(operation => operation.Id)));

    [Test]
    public void No_operation_is_answered_by_an_example() =>
        Assert.That(ApiDocument.Shipped.Operations.Where(BehaviourTable.Shared.IsExample).Select(operation => operation.Id), Is.EquivalentTo(MayBeExamples));

    [Test]
    public void Every_behaviour_is_for_an_operation_of_the_document() =>
        Assert.That(BehaviourTable.Shared.OperationIds, Is.SubsetOf(OperationIds));

    [TestCaseSource(nameof(OperationIds))]
    public void An_answer_in_the_shape_of_its_schema_satisfies_it(string operationId)
    {
        var operation = ApiDocument.Shipped.Operations.Single(candidate => candidate.Id == operationId);
        if (operation.Success?.Json is not { } schema)
            return;

        using var body = new MemoryStream();
        SchemaExample.Of(operation, DateTimeOffset.UnixEpoch).WriteBodyAsync(body, default).Wait();
        var json = WireJson.Parse(System.Text.Encoding.UTF8.GetString(body.ToArray()));

        Assert.That(SchemaValidator.Check(json, schema), Is.Null);
    }

    private static IterableKeyType KeyFor(ApiOperation operation) =>
        operation.KeyTypes!.Contains(IterableKeyType.Server) ? IterableKeyType.Server : operation.KeyTypes![0];

    // What only makes sense for some operations.
    private IEnumerable<(string Name, JToken Value)> SeedOfCampaignsAndWebhooks(string operationId) => operationId switch
    {
        "scheduleCampaign" => [("campaignId", Server.Campaigns.Add(new { type = "Blast", campaignState = "Ready" }))],
        "sendCampaign" => [("campaignId", Server.Campaigns.Add(new { type = "Blast", campaignState = "Ready", listIds = new[] { Server.Lists.Add("Readers") } }))],
        "cancelCampaign" => [("campaignId", Server.Campaigns.Add(new { type = "Blast", campaignState = "Scheduled" }))],
        "createCatalog" => [("catalogName", "films")],
        "triggerWorkflow" => [("workflowId", Server.Journeys.Add())],
        "copyExperimentVariant" =>
            [("experimentId", Server.Experiments.Add(new { status = "draft" })), ("copyFromTemplateId", Server.Templates.Add())],
        "startExperiment" or "deleteExperiment" => [("experimentId", Server.Experiments.Add(new { status = "ready" }))],
        "declareExperimentWinner" => [("experimentId", Server.Experiments.Add(new { variants = new[] { new { }, new { } } })), ("variantId", 1)],
        "cancelEmail" or "cancelPush" or "cancelSms" or "cancelWebPush" or "cancelWhatsApp" or "cancelInApp" =>
            [("scheduledMessageId", ScheduledMessage(operationId["cancel".Length..]))],
        "updateWebhook" => [("id", Server.Webhooks.Add()), ("endpoint", "https://example.com/hook")],
        _ => [],
    };

    private long ScheduledMessage(string medium) => Server.Messages
        .Add(Server.Campaigns.Add(), "ada@example.com", medium == "Sms" ? "SMS" : medium, sendAt: Server.Clock.GetUtcNow().AddHours(1))
        .ScheduledMessageId;

    private Dictionary<string, JToken> Seed(string operationId)
    {
        Server.Users.Add("ada@example.com", new { plan = "pro" }, userId: "u-1");
        Server.Events.Add("signedUp", "ada@example.com");
        Server.Catalogs.AddItem("books", "b-1", new { title = "Sketch of the Analytical Engine" });
        Server.Metadata.Set("cities", "paris", new { country = "France" });
        Server.InAppMessages.Add("ada@example.com", new { content = new { html = "<p>Hello</p>" } });
        Server.Snippets.Add("footer", "<p>{{company}}</p>", "company");
        var campaignId = Server.Campaigns.Add(new { name = "Welcome" });
        var medium = TemplateBehaviours.Media.FirstOrDefault(media => operationId.Contains(media.Operation + "Template")).Medium ?? "Email";
        var known = new Dictionary<string, JToken>
        {
            ["email"] = "ada@example.com",
            ["recipientEmail"] = "ada@example.com",
            ["userId"] = "u-1",
            ["userEmail"] = "ada@example.com",
            ["currentEmail"] = "ada@example.com",
            ["newEmail"] = "countess@example.com",
            ["sourceEmail"] = Server.Users.Add("bob@example.com").Email!,
            ["destinationEmail"] = "ada@example.com",
            ["emailListIds"] = new JArray(Server.Lists.Add("Subscribers")),
            ["subscriptionGroupId"] = Server.Lists.Add("Followers"),
            ["unsubscribedChannelIds"] = new JArray(2),
            ["recipientUserId"] = "u-1",
            ["listId"] = Server.Lists.Add("Readers", "ada@example.com"),
            ["listIds"] = new JArray(Server.Lists.Add("Writers")),
            ["campaignId"] = campaignId,
            ["messageId"] = Server.Messages.Add(campaignId, "ada@example.com").MessageId,
            ["templateId"] = Server.Templates.Add(new { messageMedium = medium, locale = "en-US", html = "<p>Hello</p>" }),
            ["locale"] = "en-US",
            ["identifier"] = "footer",
            ["catalogName"] = "books",
            ["itemId"] = "b-1",
            ["table"] = "cities",
            ["key"] = "paris",
            ["startDateTime"] = "2026-01-14 00:00:00 +00:00",
            ["jobId"] = Server.Exports.Jobs.Add("emailOpen"),
            ["endDateTime"] = "2026-01-15 00:00:00 +00:00",
            ["suppressionListIds"] = new JArray(Server.Lists.Add("Suppressed")),
            ["experimentId"] = Server.Experiments.Add(),
            ["children"] = new JArray(),
        };
        foreach (var (name, value) in SeedOfCampaignsAndWebhooks(operationId))
            known[name] = value;
        return known;
    }
}
