using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Iterable.Generated.Tool.Serve.Seed;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Serve.Control;

/// <summary>What can be asked of the control address. Everything is JSON, in both directions.</summary>
internal sealed class ControlCommands(IterableTestServer server)
{
    private const string Help = """
        {
          "GET /": "this, with the address and the key",
          "POST /faults": "orders a fault or a list of faults: for, fault, times or always, after, method, and what the fault takes",
          "GET /faults": "how many ordered faults no request has met yet",
          "DELETE /faults": "takes all orders back",
          "POST /seed?key=": "adds data in the form of a seed file, to the project of a key or the first one",
          "POST /projects": "adds an empty project with a key of its own: name, apiKey, dataCenter (us or eu)",
          "GET /requests?operation=": "what was sent, oldest first",
          "DELETE /requests": "forgets what was sent",
          "POST /webhooks?key=": "delivers an event to the webhooks of a project: eventName, email, dataFields, copies, maxAttempts, retryDelay, pauseInBody, cutAfter",
          "GET /webhooks?key=": "what webhooks were told, and what they answered",
          "POST /clock": "turns the server's clock: stop or run, set to a time, advance by seconds"
        }
        """;

    /// <summary>Does what a request asks.</summary>
    /// <returns>The status and the body of the answer.</returns>
    public async Task<(int Status, JToken Body)> AnswerAsync(string method, string path, Func<string, string?> query, string body, CancellationToken cancellationToken)
    {
        try
        {
            return (method, path.TrimEnd('/')) switch
            {
                ("GET", "") => Ok(new JObject { ["baseAddress"] = server.BaseAddress.ToString(), ["apiKey"] = server.ApiKey, ["commands"] = JObject.Parse(Help) }),
                ("POST", "/faults") => Ok(new JObject { ["ordered"] = FaultOrders.Place(JsonFile.Parse(body, "The body"), "The body", server.Faults) }),
                ("GET", "/faults") => Ok(new JObject { ["pending"] = server.Faults.Pending }),
                ("DELETE", "/faults") => Done(server.Faults.Clear),
                ("POST", "/seed") => Done(() => SeedFile.Apply(JsonFile.Parse(body, "The body"), "The body", Project(query("key")))),
                ("POST", "/projects") => Ok(AddProject(body)),
                ("GET", "/requests") => Ok(new JArray(Requests(query("operation")))),
                ("DELETE", "/requests") => Done(server.Requests.Clear),
                ("POST", "/webhooks") => Ok(await WebhookOrders.DeliverAsync(JsonFile.Parse(body, "The body"), "The body", Project(query("key")), cancellationToken).ConfigureAwait(false)),
                ("GET", "/webhooks") => Ok(WebhookOrders.Told(Project(query("key")).Webhooks.Deliveries)),
                ("POST", "/clock") => Ok(TurnClock(body)),
                _ => (404, new JObject { ["error"] = $"There is no {method} {path} here.", ["commands"] = JObject.Parse(Help) }),
            };
        }
        catch (Exception e) when (e is ToolException or ArgumentException or OverflowException or InvalidOperationException)
        {
            return (400, new JObject { ["error"] = e.Message });
        }
    }

    private static (int, JToken) Ok(JToken body) => (200, body);

    private static (int, JToken) Done(Action action)
    {
        action();
        return Ok(new JObject { ["done"] = true });
    }

    private IterableTestProject Project(string? key) => key is null
        ? server.Project
        : new[] { server.UnitedStates, server.Europe }.SelectMany(center => center.Projects).FirstOrDefault(project => project.ServerKey.Value == key)
            ?? throw ToolException.Usage("No project has this server-side key.");

    private JObject AddProject(string body)
    {
        var members = new MemberReader(body.Length == 0 ? new JObject() : JsonFile.Parse(body, "The body"), "The body");
        var (name, key, dataCenter) = (members.OptionalText("name") ?? "Project", members.OptionalText("apiKey"), members.OptionalText("dataCenter") ?? "us");
        members.Finish("A project has name, apiKey and dataCenter.");
        var center = dataCenter.ToUpperInvariant() switch
        {
            "US" => server.UnitedStates,
            "EU" => server.Europe,
            _ => throw ToolException.Usage($"The body.dataCenter is {dataCenter}. It can be us or eu."),
        };
        var project = center.AddProject(name, key);
        project.Webhooks.ReachesOtherMachines = server.Project.Webhooks.ReachesOtherMachines;
        return new JObject { ["id"] = project.Id, ["apiKey"] = project.ServerKey.Value, ["baseAddress"] = center.BaseAddress.ToString() };
    }

    private IEnumerable<JObject> Requests(string? operation) =>
        (operation is null ? server.Requests.AsEnumerable() : server.Requests.To(operation)).Select(request => new JObject
        {
            ["time"] = request.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["operation"] = request.OperationId,
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["query"] = JObject.FromObject(request.Query),
            ["headers"] = JObject.FromObject(request.Headers),
            ["body"] = request.Body,
            ["status"] = request.Status,
        });

    private JObject TurnClock(string body)
    {
        var members = new MemberReader(JsonFile.Parse(body, "The body"), "The body");
        var (stop, run, time, advance) =
            (members.OptionalFlag("stop"), members.OptionalFlag("run"), members.OptionalTime("set", server.Clock.GetUtcNow()), members.OptionalSeconds("advance"));
        members.Finish("The clock takes stop, run, set and advance.");
        if (stop == true)
            server.Clock.Stop();
        if (time is { } now)
            server.Clock.Set(now);
        if (advance is { } seconds)
            server.Clock.Advance(seconds);
        if (run == true)
            server.Clock.Run();
        return new JObject { ["now"] = server.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture) };
    }
}
